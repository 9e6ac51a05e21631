import struct

import pytest

from sousveil.model.place import BlobState, ExtentState
from sousveil.opening import Blob, open_bytes
from sousveil.opening.outside import Outside, Result
from tests.opening.looking import LIMITS, look
from tests.samples.opening import rar
from tests.samples.opening.payload import FILES


def test_stored_members_of_version_4():
    opened = look(rar.archive4(*(rar.file4(name, data) for name, data in FILES.items())))
    assert opened.files("rar-member") == FILES
    assert not opened.gaps


@pytest.mark.parametrize(
    ("plain", "coded", "name"),
    [
        (b"??.txt", b"\x00\xa0" + struct.pack("<2H", *map(ord, "维族")) + b".t\x00xt", "维族.txt"),
        (b"abc", b"", "abc"),
        (b"abcde", b"\x04\xc0\x03", "abcde"),
    ],
)
def test_names_of_version_4(plain, coded, name):
    raw = plain + b"\0" + coded if coded else plain
    opened = look(rar.archive4(rar.file4(raw, b"data", flags=0x200)))
    assert opened.files("rar-member") == {name.encode(): b"data"}


def test_parts_of_a_set():
    for data in (
        rar.archive5(rar.file5(b"a", b"half", flags=0x10), end=1, main=1),
        rar.archive4(rar.file4(b"a", b"half", flags=2), end=1, main=1),
    ):
        opened = look(data)
        assert opened.codes == ["part-of-set", "part-of-set"]
        assert opened.files("rar-member") == {b"a": b"half"}


def test_encrypted_members_and_names():
    record = rar.number(1) + bytes(30)
    record = rar.number(len(record)) + record
    data = rar.archive5(rar.file5(b"a", b"secret", extra=record), rar.file5(b"b", b"open"))
    for sealed in (data, rar.archive4(rar.file4(b"a", b"secret", flags=4), rar.file4(b"b", b"open"))):
        opened = look(sealed)
        assert opened.codes == ["encrypted"]
        assert opened.files("rar-member") == {b"b": b"open"}
        assert opened.files("encrypted") == {b"a": b"secret"}
    for sealed in (
        rar.SIGNATURE5 + rar.block5(4, bytes(20)) + b"x" * 99,
        rar.SIGNATURE4 + rar.block4(0x73, 0x80, bytes(6)) + b"x" * 99,
    ):
        opened = look(sealed)
        assert opened.codes == ["encrypted"]
        assert "names" in opened.gaps[0].detail
        assert [extent.state for extent in opened.blobs[-1].extents] == [ExtentState.VALID, ExtentState.ENCRYPTED]


def test_links_are_told_with_their_ends():
    def redirection(target: bytes) -> bytes:
        body = rar.number(5) + rar.number(1) + rar.number(0) + rar.number(len(target)) + target
        return rar.number(len(body)) + body

    opened = look(
        rar.archive5(
            rar.file5(b"d/in", b"", extra=redirection(b"../a")), rar.file5(b"out", b"", extra=redirection(b"../../x"))
        )
    )
    assert [(gap.code, gap.detail) for gap in opened.gaps] == [("link", "-> ../a"), ("link-outside", "-> ../../x")]


def test_checksum_and_services():
    changed = rar.file5(b"a", b"data")[:-1] + b"!"
    service = rar.file5(b"CMT", b"words of a comment\0", kind=3)
    packed = rar.file5(b"CMT", b"as if packed", method=3, kind=3)
    opened = look(rar.archive5(changed, service, packed))
    assert opened.codes == ["checksum-differs", "unsupported-method"]
    assert opened.kinds("comment") == [b"words of a comment"]
    assert opened.files("unsupported") == {b"CMT": b"as if packed"}


def test_what_is_said_again_is_no_part():
    opened = look(rar.archive5(rar.file5(b"a", b"data"), rar.file5(b"RR", b"parity of it all", kind=3)))
    assert opened.files() == {b"a": b"data"}
    assert [extent.state for extent in opened.blobs[-1].extents] == [ExtentState.VALID]


def test_cut_off():
    data = rar.build()
    assert look(data[:-20]).codes == ["truncated", "truncated"]
    assert look(data[:-4]).codes == ["damaged"]
    assert look(data[: -len(rar.block5(5, b"\0"))]).codes == ["truncated"]


PACKED = rar.archive5(rar.file5(b"a", b"stored"), rar.file5(b"b", b"as if packed", method=3))


def test_packed_members_without_a_tool():
    opened = look(PACKED)
    assert opened.codes == ["tool-not-run", "unsupported-method"]
    assert opened.files("rar-member") == {b"a": b"stored"}
    (closed,) = [blob for blob in opened.leaves if blob.state is BlobState.OPAQUE]
    assert (closed.name, bytes(closed.data)) == (b"b", b"as if packed")


class Unpacks(Outside):
    """As if a tool had unpacked the archive."""

    def __init__(self, files, code=""):
        super().__init__()
        self.came = files
        self.code = code

    def run(self, *_, **__):
        files = [(name, memoryview(data)) for name, data in self.came.items()]
        result = Result(self.code, "")
        result.files = lambda: iter(files)
        return result


def test_packed_members_with_a_tool():
    outside = Unpacks({b"a": b"stored", b"b": b"what it holds"})
    items = list(open_bytes(PACKED, LIMITS, outside=outside))
    blobs = [item for item in items if isinstance(item, Blob)]
    assert len(blobs) == len(items)
    files = {blob.name: bytes(blob.data) for blob in blobs if blob.leaf}
    assert files == {b"a": b"stored", b"b": b"what it holds"}  # what was read natively is not there twice
    assert [blob.layer.transform for blob in blobs if blob.name == b"b"] == ["again:rar"]


def test_packed_members_of_which_a_tool_gives_some():
    data = rar.archive5(rar.file5(b"a", b"packed", method=3), rar.file5(b"b", b"packed too", method=5))
    items = list(open_bytes(data, LIMITS, outside=Unpacks({b"a": b"it came"}, "tool-failed")))
    opened = {item.name: bytes(item.data) for item in items if hasattr(item, "leaf") and item.leaf}
    assert opened == {b"a": b"it came", b"b": b"packed too"}
    assert [gap.code for gap in items if hasattr(gap, "code")] == ["tool-failed", "unsupported-method"]


def test_tool_that_ends_well_and_gives_nothing():
    items = list(open_bytes(PACKED, LIMITS, outside=Unpacks({b"a": b"stored"})))
    assert [gap.code for gap in items if hasattr(gap, "code")] == ["unsupported-method"]
    assert [blob.name for blob in items if isinstance(blob, Blob) and blob.state is BlobState.OPAQUE] == [b"b"]


def test_packed_members_that_go_on_in_another_volume():
    opened = look(rar.archive5(rar.file5(b"a", b"half of it", method=3, flags=0x10), end=1))
    assert opened.codes == ["part-of-set", "part-of-set"]
    assert opened.files("unsupported") == {b"a": b"half of it"}
