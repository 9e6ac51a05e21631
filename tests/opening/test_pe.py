"""Windows programs: image, resources, certificates and what stands behind, each byte once."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.place import ExtentState
from tests.opening.looking import look
from tests.samples.opening.payload import FILES
from tests.samples.opening.pe import Tree, image
from tests.samples.opening.zip import Item, archive

ICON, STRING, RCDATA, VERSION, MANIFEST = 3, 6, 10, 16, 24
ORDINARY: Tree = {(ICON, 1, 0): b"pixels" * 40, (VERSION, 1, 1033): b"version" * 9, (MANIFEST, 1, 1033): b"<assembly/>"}


def names(opened):
    return {blob.name for blob in opened.blobs if blob.layer and blob.layer.kind == "pe-resource"}


@pytest.mark.parametrize("wide", [True, False])
def test_ordinary_program_stays_a_leaf(wide):
    data = image(ORDINARY, wide=wide)
    opened = look(data)
    assert not opened.containers
    assert [bytes(blob.data) for blob in opened.leaves] == [data]


def test_certificates_alone_are_no_reason():
    assert not look(image(ORDINARY, certificate=b"PKCS" * 50)).containers


@pytest.mark.parametrize("wide", [True, False])
def test_resources_are_named_by_type_name_and_language(wide):
    tree = {**ORDINARY, (RCDATA, "TABLE", 2052): b"words", ("DLL", 7, 1033): b"library", (23, 5, 0): b"<p>page</p>"}
    opened = look(image(tree, wide=wide))
    assert names(opened) == {b"RCDATA/TABLE/2052", b"DLL/7/1033", b"HTML/5/0", b"VERSIONINFO/1/1033",
                             b"MANIFEST/1/1033"}  # fmt: skip
    assert opened.files("pe-resource")[b"RCDATA/TABLE/2052"] == b"words"
    assert not opened.gaps


def test_no_byte_is_looked_at_twice():
    tree = {**ORDINARY, (RCDATA, 1, 0): b"unmistakable", (RCDATA, 2, 0): b"another one" * 5}
    data = image(tree, overlay=b"behind it")
    opened = look(data)
    assert sum(b"unmistakable" in bytes(blob.data) for blob in opened.leaves) == 1
    assert sum(b"pixels" in bytes(blob.data) for blob in opened.leaves) == 1
    top = opened.blobs[-1]
    assert not [extent for extent in top.extents if extent.state is ExtentState.UNKNOWN]
    members = sum(blob.size for blob in opened.blobs if blob.parent is top)
    assert members <= len(data)
    assert len(data) - members < 16 * len(opened.blobs)


def test_image_keeps_its_beginning():
    tree = {(RCDATA, 1, 0): b"data" * 9}
    opened = look(image(tree, {b".rdata": b"EM_NATION names " * 40}), name=b"a.dll")
    program = opened.leaves[0]
    assert program.name == b"a.dll"
    assert bytes(program.data[:2]) == b"MZ"
    assert b"EM_NATION" in bytes(program.data)


def test_archive_in_a_resource():
    packed = archive([Item(b"inner.txt", b"words in it " * 9, 8)])
    library = image(ORDINARY, {b".data": b"names of a library" * 3})
    opened = look(image({("ZIP", 1, 0): packed, ("DLL", 2, 0): library}))
    assert opened.containers == ["zip", "pe"]
    assert opened.files("zip-member")[b"inner.txt"] == b"words in it " * 9
    assert opened.files("pe-resource")[b"DLL/2/0"] == library


def test_program_in_a_program_in_a_program():
    innermost = image({(RCDATA, "X", 0): b"at the bottom"})
    opened = look(image({(RCDATA, 1, 0): image(overlay=innermost)}))
    assert opened.containers == ["pe", "pe", "pe"]
    assert opened.anywhere(b"at the bottom")


@pytest.mark.parametrize("before", [b"", b"#!python\n", b';!@Install@!UTF-8!\nTitle="x"\n;!@InstallEnd@!'])
def test_archive_behind_a_program(before):
    packed = archive([Item(name, data, 8) for name, data in FILES.items()])
    certificate = b"not opened " * 9
    opened = look(image(ORDINARY, overlay=before + packed, certificate=certificate))
    assert opened.containers == ["zip", "pe"]
    assert opened.kinds("pe-certificates") == [certificate]
    assert opened.files("zip-member") == FILES
    assert not opened.gaps


def table(*words: str) -> bytes:
    return b"".join(struct.pack("<H", len(word)) + word.encode("utf-16-le") for word in (*words, *[""] * 16)[:16])


def test_strings_of_a_language_are_one_member():
    tree = {(STRING, 1, 1033): table("first"), (STRING, 1, 2052): table("维族"), (STRING, 2, 1033): table("second")}
    files = look(image(tree)).files("pe-resource")
    assert files == {b"STRINGTABLE/1033": table("first") + table("second"), b"STRINGTABLE/2052": table("维族")}


def test_shared_and_outlying_resources():
    data = bytearray(image({(RCDATA, 1, 0): b"shared" * 9, (RCDATA, 2, 0): b"shadow" * 9}))
    entries = [at for at in range(len(data) - 16) if data[at + 4 : at + 16] == struct.pack("<III", 54, 0, 0)]
    assert len(entries) == 2
    data[entries[1] : entries[1] + 4] = data[entries[0] : entries[0] + 4]
    assert len(names(look(bytes(data)))) == 1
    data[entries[1] : entries[1] + 4] = b"\xff\xff\xff\x7f"
    opened = look(bytes(data))
    assert len(names(opened)) == 1
    assert opened.anywhere(b"shadow")


def test_tree_that_loops():
    data = bytearray(image({(RCDATA, 1, 0): b"data" * 9}))
    root = data.index(struct.pack("<I", 10), 0x300) - 16
    data[root + 20 : root + 24] = struct.pack("<I", 1 << 31)
    look(bytes(data))


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2000), st.integers(0, 6))
def test_any_limit(out, members):
    tree = {**ORDINARY, (RCDATA, 1, 0): b"words" * 9, (STRING, 1, 0): table("a"), (STRING, 3, 0): table("b")}
    look(image(tree, overlay=b"tail" * 30), Limits(out=out, members=members))
