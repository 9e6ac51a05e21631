"""Bundles of applications: asar, Chromium's packs, Qt resources, PyInstaller."""

import gzip
import marshal
import struct
import zlib

import brotli
import pytest

from sousveil.model.limits import Limits
from sousveil.model.place import ExtentState
from sousveil.opening.formats import recognise
from sousveil.opening.formats.marshal_table import read_table
from sousveil.reading.pyc import Bytecode
from sousveil.reading.registry import recognise as reader_of
from tests.opening.looking import look
from tests.samples.opening import asar, chromium_pak, payload, pyinstaller, pyz, qt_resources
from tests.samples.opening.pyinstaller import Entry

TEXT = "EM_NATION_维族".encode()


def test_asar_keeps_paths():
    opened = look(asar.build())
    assert opened.files("asar-member").keys() == {path.decode("utf-8", "replace").encode() for path in payload.FILES}


def test_asar_tells_what_is_beside_it_and_links():
    tree = {"native.node": {"size": 9, "unpacked": True}, "a": {"link": "b"}, "b": {"size": len(TEXT), "offset": "0"}}
    opened = look(asar.archive(tree, TEXT))
    assert opened.codes == ["kept-beside", "link"]
    assert opened.files("asar-member") == {b"b": TEXT}


@pytest.mark.parametrize(
    "said",
    [
        {"size": 9, "offset": "-1"},
        {"size": -9, "offset": "1"},
        {"size": "9", "offset": "1"},
        {"size": 9, "offset": 1},
        {"size": 9, "offset": "9" * 40},
    ],
)
def test_asar_with_places_that_make_no_sense(said):
    assert look(asar.archive({"a": said}, TEXT)).codes == ["damaged"]


def test_asar_cut_short():
    opened = look(asar.archive({"a": {"size": 900, "offset": "0"}}, TEXT))
    assert opened.codes == ["truncated"]
    assert opened.anywhere(TEXT)


def test_asar_nested_beyond_reason():
    text = b'{"files":{"a":' * 20_000 + b"1" + b"}}" * 20_000
    data = struct.pack("<4I", 4, len(text) + 8, len(text) + 4, len(text)) + text
    assert look(data).codes == ["damaged"]


@pytest.mark.parametrize("version", [4, 5])
def test_pack_joins_short_resources(version):
    long = TEXT * 400
    opened = look(chromium_pak.pack([b"Cancel", b"OK", long, b"Close"], version))
    assert opened.kinds("pak-resources") == [b"CancelOK", b"Close"]
    assert opened.kinds("pak-resource") == [long]


def test_packed_resources_are_unpacked():
    packed = b"\x1e\x9b" + len(TEXT * 90).to_bytes(6, "little") + brotli.compress(TEXT * 90)
    opened = look(chromium_pak.pack([b"Cancel", packed, gzip.compress(TEXT * 80), b"Close"]))
    assert not opened.gaps
    assert opened.kinds("pak-resource") == [TEXT * 90]
    assert opened.kinds("gzip") == [TEXT * 80]
    wrong = packed[:2] + bytes(6) + packed[8:]
    assert look(chromium_pak.pack([b"Cancel", wrong])).codes == ["sizes-differ"]


@pytest.mark.parametrize("lines", [20_000, 60_000, 200_000])
def test_large_resources_come_out_whole(lines):
    data = b"".join(b"row %x of many, and some words\n" % (number * 2654435761 % 4093) for number in range(lines))
    packed = b"\x1e\x9b" + len(data).to_bytes(6, "little") + brotli.compress(data, quality=5)
    opened = look(chromium_pak.pack([b"Cancel", packed]))
    assert not opened.gaps
    assert opened.kinds("pak-resource") == [data]


def test_pack_whose_offsets_fall():
    data = bytearray(chromium_pak.pack([b"one", b"two", b"three"]))
    data[12 + 6 + 2 : 12 + 6 + 6] = struct.pack("<I", 1 << 31)
    assert look(bytes(data)).codes == ["damaged"]


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("flag", [qt_resources.PLAIN, qt_resources.ZLIB, qt_resources.ZSTD])
def test_qt_resources_of_every_version(version, flag):
    opened = look(qt_resources.build({b"qml/a.qml": TEXT, b"tr/b.qm": TEXT * 3}, version, (flag,)))
    assert not opened.gaps
    assert opened.files("rcc-member") == {b"qml/a.qml": TEXT, b"tr/b.qm": TEXT * 3}


def test_qt_resources_whose_tree_goes_round():
    data = bytearray(qt_resources.build({b"a/b": TEXT}, 1))
    (tree,) = struct.unpack_from(">I", data, 8)
    struct.pack_into(">IHII", data, tree + 14, 0, 2, 2, 0)  # the only folder holds itself and the root
    assert set(look(bytes(data)).codes) == {"damaged"}


def test_qt_resource_that_says_another_size():
    data = bytearray(qt_resources.build({b"a/b": TEXT}, 3, (qt_resources.ZLIB,)))
    data[24 + 4 + 3] ^= 1
    assert look(bytes(data)).codes == ["sizes-differ"]


def test_modules_are_read_as_bytecode():
    inner = pyz.build({b"a.b": "class Race(Enum):\n  UYGUR = 1\n  HAN = 2"})
    opened = look(pyinstaller.build(Entry(b"PYZ-00.pyz", inner, b"z", packed=False)))
    modules = [blob for blob in opened.leaves if blob.name in {b"main.pyc", b"a.b.pyc"}]
    assert len(modules) == 2
    for blob in modules:
        reader = reader_of(blob.data, blob.name.decode())
        assert isinstance(reader, Bytecode)
        assert next(iter(reader.read(blob.data, "a.pyc", [], Limits()))).symbols


def test_the_cookie_is_found_before_a_signature():
    opened = look(pyinstaller.archive([Entry(b"a.txt", TEXT)], behind=b"signed" * 5000))
    assert opened.containers[-1] == "pyinstaller"
    assert opened.files("pyinstaller-member") == {b"a.txt": TEXT}


def test_the_cookie_of_old_versions():
    opened = look(pyinstaller.archive([Entry(b"a.txt", TEXT)], old=True))
    assert opened.files("pyinstaller-member") == {b"a.txt": TEXT}


def test_a_file_that_only_holds_the_mark_is_no_program():
    assert recognise(memoryview(b"MZ" + pyinstaller.MARK * 9 + bytes(90))) is None


def test_links_and_other_archives_are_told():
    opened = look(pyinstaller.archive([Entry(b"lib.so", b"lib.so.1", b"n", packed=False), Entry(b"x:y", b"z", b"d")]))
    assert opened.codes == ["link", "part-of-set"]


def test_an_entry_beyond_the_table():
    whole = pyinstaller.archive([Entry(b"a.txt", TEXT * 9, packed=False)])
    at = whole.index(struct.pack(">III", 0, len(TEXT * 9), len(TEXT * 9)))
    changed = whole[:at] + struct.pack(">III", 0, 1 << 20, len(TEXT * 9)) + whole[at + 12 :]
    assert look(changed).codes == ["truncated"]


def test_modules_in_a_dictionary():
    assert len(look(pyz.build({b"a": "x = 1", b"b": "y = 2"}, mapping=True)).leaves) == 2


def test_encrypted_modules_are_told():
    body = bytes(range(3, 103)) * 2
    table = marshal.dumps([("a", (0, 12, 100)), ("b", (0, 112, 100))])
    opened = look(b"PYZ\0" + pyinstaller.MAGIC + (212).to_bytes(4, "big") + body + table)
    assert opened.codes == ["encrypted", "encrypted"]
    assert ExtentState.ENCRYPTED in {extent.state for extent in opened.blobs[-1].extents}


def test_a_table_that_is_none():
    data = b"PYZ\0" + pyinstaller.MAGIC + (12).to_bytes(4, "big")
    for table in (b"c" * 40, b"(" * 400, b"[\xff\xff\xff\x7f", b"r\x07\0\0\0", b"", marshal.dumps(1.5)):
        assert look(data + table + b"!").codes == ["damaged"]


def test_tables_of_any_shape_come_out_as_they_were():
    numbers = [0, 1, -1, 1 << 20, 1 << 33, -(1 << 40)]
    shape = [["a", tuple(numbers)], ["b" * 300, (True, False, None)], ["a", {"x": 1}]]
    value, end = read_table(memoryview(marshal.dumps(shape)), 0)
    assert value == [[b"a", numbers], [b"b" * 300, [1, 0, None]], [b"a", [[b"x", 1]]]]
    assert end == len(marshal.dumps(shape))


def test_a_table_that_refers_to_itself_in_doubling_steps_is_bounded():
    nested = b"\xdb" + struct.pack("<i", 2) + b"i\0\0\0\0" * 2
    for _ in range(10):
        nested = b"[" + struct.pack("<i", 2) + nested + b"r\0\0\0\0"
    assert read_table(memoryview(nested), 0)[1] == len(nested)


def test_packed_entries_that_are_damaged():
    whole = bytearray(pyinstaller.archive([Entry(b"a.txt", TEXT * 30)], loader=b"\x7fELF" + bytes(60)))
    whole[64 + 12] ^= 0xFF
    whole[64 + 13] ^= 0xFF
    assert look(bytes(whole)).codes == ["damaged"]
    assert zlib.compress(TEXT)[:1] == b"\x78"
