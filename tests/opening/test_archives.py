"""Ar, cpio and rpm: each way in which names and members are written."""

import gzip
import lzma

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.opening.looking import look
from tests.samples.opening import ar, cpio, rpm
from tests.samples.opening import tar as tars
from tests.samples.opening.payload import FILES, MARKERS

LONG = b"a member whose name is longer than sixteen bytes.o"


def test_ar_names_of_every_kind():
    data = ar.gnu({LONG: b"one", b"x/y": b"two"}) + ar.bsd(LONG + b"2", b"odd") + ar.member(b"short/", b"four")
    assert look(data).files("ar-member") == {LONG: b"one", b"x/y": b"two", LONG + b"2": b"odd", b"short": b"four"}


def test_ar_tables_of_symbols_are_looked_at():
    data = b"!<arch>\n" + ar.member(b"/", b"\0\0\0\1getEthnicity\0") + ar.member(b"a.o/", b"x")
    opened = look(data)
    assert opened.kinds("comment") == [b"\0\0\0\1getEthnicity\0"]
    assert opened.files("ar-member") == {b"a.o": b"x"}


def test_thin_ar_tells_what_it_does_not_hold():
    opened = look(ar.gnu({LONG: b"one", b"two.o": b"2"}, thin=True))
    assert opened.codes == ["link-outside", "link-outside"]
    assert [gap.locator[-1].name for gap in opened.gaps] == [LONG, b"two.o"]
    assert all(gap.could_hide for gap in opened.gaps)
    assert not opened.files("ar-member")


def test_ar_that_ends_within_a_member():
    opened = look(ar.build()[:-30])
    assert opened.codes == ["truncated"]


def deb(name: bytes, pack) -> bytes:
    control, data = tars.build({b"./control": b"Package: marker\n"}), tars.build(FILES)
    return (
        b"!<arch>\n"
        + ar.member(b"debian-binary", b"2.0\n")
        + ar.member(b"control.tar" + name, pack(control))
        + ar.member(b"data.tar" + name, pack(data))
    )


@pytest.mark.parametrize(
    ("name", "pack"),
    [(b".gz", gzip.compress), (b".xz", lzma.compress), (b".zst", zstandard.ZstdCompressor().compress), (b"", bytes)],
)
def test_deb(name, pack):
    opened = look(deb(name, pack))
    assert opened.files("tar-member") == {**FILES, b"./control": b"Package: marker\n"}
    assert not opened.gaps


@pytest.mark.parametrize("kind", [cpio.new, cpio.crc, cpio.old, cpio.binary])
def test_cpio_of_every_kind(kind):
    opened = look(cpio.build(kind=kind))
    assert opened.files() == FILES
    assert not opened.gaps


def test_cpio_of_the_other_byte_order():
    opened = look(cpio.build(kind=lambda name, data=b"", mode=cpio.REGULAR: cpio.binary(name, data, mode, ">")))
    assert opened.files() == FILES


def test_cpio_with_what_is_no_file():
    data = cpio.archive(
        cpio.new(b"dir", mode=cpio.FOLDER),
        cpio.new(b"dir/in", b"../a", cpio.LINK),
        cpio.new(b"dir/out", b"../../etc/passwd", cpio.LINK),
        cpio.new(b"null", mode=cpio.DEVICE),
        cpio.new(b"twice", links=2),
        cpio.new(b"a", b"once", links=2),
    )
    opened = look(data)
    assert opened.files() == {b"a": b"once"}
    assert opened.codes == ["link", "link", "link-outside", "special-file"]


def test_cpio_names_that_lead_out_are_only_names():
    opened = look(cpio.build({b"/etc/passwd": b"one", b"../../x": b"two"}))
    assert opened.files() == {b"/etc/passwd": b"one", b"../../x": b"two"}


def test_cpio_checksum():
    opened = look(cpio.archive(cpio.new(b"a", b"data", crc=True, bad=1)))
    assert opened.codes == ["checksum-differs"]


def test_cpio_in_a_row_as_in_a_ramdisk():
    opened = look(cpio.build({b"first": b"1"}) + gzip.compress(cpio.build({b"second": b"2"})))
    assert opened.files("cpio-member") == {b"first": b"1", b"second": b"2"}


def test_stripped_cpio_is_told():
    opened = look(rpm.package(gzip.compress(b"07070X00000000" + bytes(2) + b"data")))
    assert opened.codes == ["unsupported-method"]
    assert "stripped cpio" in opened.gaps[0].detail


LISTED = [
    rpm.Listed(b"/opt/a.h", FILES[b"res/marker.bin"]),
    rpm.Listed(b"/opt/first", None, node=7, size=5),
    rpm.Listed(b"/opt/ghost", None, flags=64),
    rpm.Listed(b"/opt/in", b"a.h", 0o120777),
    rpm.Listed(b"/opt/sub", b"", 0o040755),
    rpm.Listed(b"/opt/sub/second", b"twice", node=7),
    rpm.Listed(b"/z", b"end"),
]


@pytest.mark.parametrize("large", [True, False])
def test_stripped_cpio_takes_names_and_sizes_from_the_rpm_around_it(large):
    data = rpm.package(gzip.compress(rpm.stripped(LISTED)), more=rpm.listing(LISTED, large=large))
    opened = look(data)
    assert opened.files("cpio-member") == {
        b"./opt/a.h": FILES[b"res/marker.bin"], b"./opt/sub/second": b"twice", b"./z": b"end",
    }  # fmt: skip
    assert opened.codes == ["link", "link"]
    assert [gap.locator[-1].name for gap in opened.gaps] == [b"./opt/first", b"./opt/in"]


def test_stripped_cpio_that_does_not_fit_its_header():
    few = LISTED[:3]
    opened = look(rpm.package(gzip.compress(rpm.stripped(LISTED)), more=rpm.listing(few)))
    assert "damaged" in opened.codes
    lies = [LISTED[0]._replace(size=1 << 40)]
    opened = look(rpm.package(gzip.compress(rpm.stripped(LISTED[:1])), more=rpm.listing(lies)))
    assert "truncated" in opened.codes
    assert opened.anywhere(FILES[b"res/marker.bin"])
    opened = look(rpm.package(rpm.stripped(LISTED)[:-150], b"none", more=rpm.listing(LISTED)))
    assert opened.codes


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_stripped_cpio_that_is_damaged(changes):
    data = bytearray(rpm.package(rpm.stripped(LISTED), b"none", more=rpm.listing(LISTED)))
    for where, what in changes:
        data[int(where * len(data))] = what
    look(bytes(data))


@pytest.mark.parametrize(
    ("name", "pack"),
    [(b"gzip", gzip.compress), (b"xz", lzma.compress), (b"zstd", zstandard.ZstdCompressor().compress),
     (b"lzma", lambda data: lzma.compress(data, lzma.FORMAT_ALONE)), (b"none", bytes)],
)  # fmt: skip
def test_rpm(name, pack):
    opened = look(rpm.package(pack(cpio.build()), name))
    assert opened.files("cpio-member") == FILES
    assert any(b"echo" in header for header in opened.kinds("rpm-header"))
    assert not opened.gaps


def test_rpm_that_ends_within_its_header():
    assert look(rpm.build()[:150]).codes == ["truncated"]
    assert not look(rpm.build()[:150]).anywhere(MARKERS[0])


def test_strings_of_an_rpm_header_are_lines():
    opened = look(rpm.package(gzip.compress(cpio.build())))
    assert opened.kinds("rpm-header") == [b"marker\necho\ncpio\ngzip\n"]
    (payload,) = [blob for blob in opened.blobs if blob.layer and blob.layer.kind == "rpm-payload"]
    assert payload.name == b"payload.cpio.gz"
