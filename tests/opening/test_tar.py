import io
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.place import ExtentState
from sousveil.opening.formats import recognise
from tests.opening.looking import look
from tests.samples.opening.payload import FILES
from tests.samples.opening.tar import END, build, header, member, padded, pax, sparse

TEXT = b"emRace\n" * 100


@pytest.mark.parametrize("kind", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_as_the_standard_library_writes_it(kind):
    buffer = io.BytesIO()
    name = ("d" * 60 + "/") * 3 + "民.txt"
    with tarfile.open(fileobj=buffer, mode="w", format=kind) as pack:
        for one in ("a.txt", name):
            info = tarfile.TarInfo(one)
            info.size = len(TEXT)
            pack.addfile(info, io.BytesIO(TEXT))
    opened = look(buffer.getvalue())
    assert opened.files() == {b"a.txt": TEXT, name.encode(): TEXT}
    assert not opened.gaps


def test_old_tar_without_a_magic():
    data = header(b"a.txt", 3, b"\0", magic=b"") + padded(b"old") + END
    opened = look(data)
    assert opened.files() == {b"a.txt": b"old"}
    assert not opened.gaps


def test_names_are_data():
    names = [b"/etc/passwd", b"../../up", b"a/../b", "民族.txt".encode("gb18030"), b"n" * 65536]
    opened = look(b"".join(member(name, b"x%d" % n) for n, name in enumerate(names)) + END)
    assert [blob.name for blob in opened.leaves] == names
    assert not opened.gaps


def test_links_and_devices():
    parts = [
        member(b"d/file", b"data"),
        header(b"d/soft", 0, b"2", b"file"),
        header(b"d/hard", 0, b"1", b"d/file"),
        header(b"d/rooted", 0, b"2", b"/bin/sh"),
        header(b"d/out", 0, b"2", b"../../out"),
        header(b"d/lost", 0, b"1", b"not/here"),
        header(b"dev", 0, b"3"),
        header(b"d", 0, b"5"),
    ]
    opened = look(b"".join(parts) + END)
    assert opened.codes == ["link", "link", "link", "link-outside", "link-outside", "special-file"]
    outside = [gap for gap in opened.gaps if gap.code == "link-outside"]
    assert [gap.locator[-1].name for gap in outside] == [b"d/out", b"d/lost"]
    assert all(gap.could_hide for gap in outside)
    assert not any(gap.could_hide for gap in opened.gaps if gap.code != "link-outside")


def test_pax_comment_is_looked_at():
    data = pax({b"comment": "标记".encode()}, b"g") + pax({b"path": b"long/name"}) + member(b"x", TEXT) + END
    opened = look(data)
    assert opened.files("tar-member") == {b"long/name": TEXT}
    assert len(opened.kinds("comment")) == 1
    assert opened.anywhere("标记".encode())


def test_pax_size_wins():
    block = bytearray(pax({b"size": b"3"}) + header(b"a", 0) + padded(b"abc") + END)
    assert look(bytes(block)).files() == {b"a": b"abc"}


def test_bytes_in_the_padding_are_looked_at():
    data = header(b"a", 3) + b"abc" + b"hidden in the padding".ljust(509, b"\0") + END
    opened = look(data)
    assert opened.files("tar-member") == {b"a": b"abc"}
    assert opened.anywhere(b"hidden in the padding")


def test_bytes_behind_the_end():
    opened = look(build() + b"behind the end of it")
    assert opened.kinds("unknown") == [b"behind the end of it"]
    assert not opened.gaps


def test_second_archive_behind_the_first():
    opened = look(build() + bytes(4096) + build({b"second": TEXT}))
    assert opened.files() == {**FILES, b"second": TEXT}
    assert not opened.gaps


def test_zeros_at_the_end_are_padding():
    opened = look(build() + bytes(3 << 20))
    assert not opened.gaps
    assert opened.blobs[-1].extents[-1].state is ExtentState.PADDING


def test_truncated_in_a_member():
    data = member(b"a", TEXT) + header(b"b", 5000) + b"y" * 900
    opened = look(data)
    assert opened.files("tar-member") == {b"a": TEXT, b"b": b"y" * 900}
    assert [(gap.code, gap.size) for gap in opened.gaps] == [("truncated", 4100), ("truncated", 0)]


def test_without_an_end():
    opened = look(member(b"a", TEXT))
    assert opened.codes == ["truncated"]


def test_damaged_header_in_the_middle():
    data = member(b"a", TEXT) + b"#" * 512 + padded(b"what was in it") + member(b"c", TEXT) + END
    opened = look(data)
    assert opened.codes == ["damaged"]
    assert opened.files("tar-member") == {b"a": TEXT, b"c": TEXT}
    assert opened.anywhere(b"what was in it")


def test_sparse_member():
    data = (
        pax({b"GNU.sparse.major": b"1", b"GNU.sparse.name": b"real"}) + header(b"x", 512) + padded(b"1\n0\n3\n") + END
    )
    opened = look(data)
    assert opened.codes == ["sparse-member"]
    assert b"real" in opened.files()


def test_old_sparse_member_with_a_long_map():
    block = bytearray(header(b"sparse", 5, b"S", magic=b"ustar  \0"))
    block[482] = 1
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    more = bytearray(512)
    more[504] = 1
    data = bytes(block) + bytes(more) + bytes(512) + padded(b"parts") + member(b"next", TEXT) + END
    opened = look(data)
    assert opened.codes == ["sparse-member"]
    assert opened.files("tar-member") == {b"sparse": b"parts", b"next": TEXT}


@pytest.mark.parametrize("size", [1 << 33, 1 << 62])
def test_size_in_base_256(size):
    opened = look(header(b"a", size) + b"only this")
    assert opened.files("tar-member") == {b"a": b"only this"}
    assert opened.gaps[0].size == size - 9


@pytest.mark.parametrize(
    "data", [bytes(1024), b"0" * 1024, b"a" + bytes(147) + b"0000141\0" + bytes(400), b" 1 " * 400]
)
def test_no_archive(data):
    form = recognise(memoryview(data))
    assert form is None or form.name != "tar" or data[148:156] == b"0000141\0"


@pytest.mark.parametrize("form", ["old", "0.0", "0.1", "1.0"])
@given(st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=30)), max_size=30), st.integers(0, 900))
@settings(deadline=None)
def test_sparse_members_are_whole(form, parts, behind):
    whole, runs = bytearray(), []
    for gap, data in parts:
        whole += bytes(gap)
        runs.append((len(whole), data))
        whole += data
    whole += bytes(behind)
    opened = look(sparse(b"holes", runs, len(whole), form) + member(b"next", TEXT) + END)
    if not whole:
        return  # a file of nothing is not sparse
    assert opened.files() == {b"holes": bytes(whole), b"next": TEXT}
    assert not opened.gaps


@pytest.mark.parametrize("form", ["old", "0.1", "1.0"])
@pytest.mark.parametrize("runs", [[(9, b"beyond the end")], [(5, b"one"), (3, b"two")]])
def test_sparse_maps_that_do_not_fit(form, runs):
    opened = look(sparse(b"holes", runs, 12, form) + END)
    assert opened.codes == ["sparse-member"]
    assert opened.anywhere(runs[0][1])


def test_holes_that_no_limit_allows_are_left_out():
    runs = [(0, b"before"), (1 << 32, b"behind")]
    opened = look(sparse(b"holes", runs, 1 << 33, "0.1") + END, Limits(ratio=2, ratio_from=5000))
    assert opened.codes == ["sparse-member"]
    assert opened.files("tar-member") == {b"holes": b"beforebehind"}
