import bz2
import gzip
import lzma
import random
import struct
import zlib
from functools import partial

import brotli
import lz4.frame
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.opening.formats import recognise
from tests.opening.looking import look
from tests.samples.opening import bzip2 as bzip2_sample
from tests.samples.opening import gzip as gzip_sample
from tests.samples.opening import lzma as lzma_sample
from tests.samples.opening import xz as xz_sample
from tests.samples.opening import zstd as zstd_sample
from tests.samples.opening.compress import build as compress_build
from tests.samples.opening.lz4 import build as lz4_build
from tests.samples.opening.lz4 import legacy as lz4_legacy
from tests.samples.opening.lzip import build as lzip_build
from tests.samples.opening.lzop import build as lzop_build

TEXT = b"".join(b"line %d of the text that is packed\n" % n for n in range(40_000))
SAMPLES = {
    "gzip": gzip_sample.build,
    "bzip2": bzip2_sample.build,
    "xz": xz_sample.build,
    "lzma": lzma_sample.build,
    "zstd": zstd_sample.build,
    "lz4": partial(lz4.frame.compress, content_checksum=True),
    "lzip": lzip_build,
    "lzop": partial(lzop_build, block=256 << 10),
}
NAMES = list(SAMPLES)


@pytest.mark.parametrize("name", NAMES)
def test_several_streams_are_one_blob(name):
    opened = look(SAMPLES[name](TEXT))
    assert opened.kinds(name) == [TEXT]
    assert not opened.gaps


@pytest.mark.parametrize("name", NAMES)
def test_bytes_behind(name):
    opened = look(SAMPLES[name](TEXT) + b"#behind it")
    assert opened.kinds(name) == [TEXT]
    assert opened.kinds("unknown") == [b"#behind it"]
    assert not opened.gaps


@pytest.mark.parametrize("name", NAMES)
def test_truncated(name):
    data = SAMPLES[name](TEXT)
    opened = look(data[: len(data) // 4])
    assert opened.codes == ["truncated"]
    (begun,) = opened.kinds(name)
    assert TEXT.startswith(begun)
    assert begun


@pytest.mark.parametrize("name", NAMES)
def test_damaged(name):
    data = bytearray(SAMPLES[name](TEXT))
    at = len(data) * 3 // 4
    data[at : at + 64] = bytes(b ^ 0xA5 for b in data[at : at + 64])
    opened = look(bytes(data))
    assert opened.gaps
    assert {gap.code for gap in opened.gaps} <= {"damaged", "checksum-differs", "truncated"}
    assert opened.kinds(name)[0][:200_000] == TEXT[:200_000]


@pytest.mark.parametrize("name", NAMES)
def test_limit_cuts_but_keeps_the_beginning(name):
    limits = Limits(ratio=2, ratio_from=1000)
    data = SAMPLES[name](bytes(500_000))
    opened = look(data, limits)
    assert "budget-spent" in opened.codes
    assert opened.kinds(name)[0] == bytes(max(1000, 2 * len(data)))


def test_gzip_header_is_looked_at():
    opened = look(gzip_sample.member(TEXT, b"name.txt", "民族".encode("gb18030"), b"an extra field"))
    assert opened.files("gzip") == {b"name.txt": TEXT}
    assert set(opened.kinds("comment")) == {"民族".encode("gb18030"), b"an extra field"}


def test_names_without_the_suffix():
    for data, name in (
        (gzip.compress(TEXT), b"x.h.gz"),
        (bz2.compress(TEXT), b"x.h.bz2"),
        (lzma.compress(TEXT), b"x.h.XZ"),
    ):
        (leaf,) = look(data, name=name).leaves
        assert leaf.name == b"x.h"
        assert leaf.layer is not None
        assert leaf.layer.name is None


def test_gzip_checksum_and_length():
    data = gzip.compress(TEXT)
    assert look(data[:-8] + bytes(4) + data[-4:]).codes == ["checksum-differs"]
    assert look(data[:-4] + bytes(4)).codes == ["checksum-differs"]
    assert look(data[:-3]).codes == ["truncated"]


def test_many_gzip_members():
    opened = look(b"".join(gzip_sample.member(b"%d\n" % n) for n in range(3000)))
    assert opened.kinds("gzip") == [b"".join(b"%d\n" % n for n in range(3000))]


def test_empty_streams():
    for pack in (gzip.compress, bz2.compress, lzma.compress, zstandard.ZstdCompressor().compress):
        opened = look(pack(b""))
        assert [bytes(leaf.data) for leaf in opened.leaves] == [b""]
        assert not opened.gaps


def test_zstd_with_a_dictionary_is_a_gap():
    words = zstandard.train_dictionary(4096, [b"line %d of words" % (n * 7) for n in range(4000)])
    opened = look(zstandard.ZstdCompressor(dict_data=words).compress(TEXT))
    assert opened.codes == ["damaged"]
    assert len(opened.kinds("unknown")) == 1


def test_zstd_window_too_large():
    frame = b"\x28\xb5\x2f\xfd\x00\xf8" + b"\x01\x00\x00"
    assert look(frame).codes == ["damaged"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b\x08\xff" + bytes(50),
        b"BZh9 is how it begins",
        b"\xfd7zXZ" + bytes(50),
        b"]\x00\x00 is a bracket and two zeros" + bytes(50),
        b"\x5d\x00\x00\x80\x00" + struct.pack("<Q", 10) + b"\x01" + bytes(50),
        b"\x50\x2a\x4d\x18" + struct.pack("<I", 4) + bytes(50),
    ],
)
def test_not_recognised(data):
    assert recognise(memoryview(data)) is None


def test_deflate_prefix_is_the_longest():
    """One byte before the damage is the most that can be lost."""
    packer = zlib.compressobj(0, zlib.DEFLATED, -15)
    whole = packer.compress(b"x" * 5000) + packer.flush(zlib.Z_FULL_FLUSH) + b"\xff" * 20
    head = b"\x1f\x8b\x08\0\0\0\0\0\0\3"
    opened = look(head + whole)
    assert opened.codes == ["damaged"]
    assert len(opened.kinds("gzip")[0]) >= 4999


def test_lz4_legacy_of_several_blocks_and_what_the_kernel_puts_behind():
    data = random.Random(3).randbytes(1 << 20) * 9  # noqa: S311 - noise, no secret
    opened = look(lz4_legacy(data) + struct.pack("<I", len(data)))
    assert opened.kinds("lz4") == [data]
    assert [len(rest) for rest in opened.kinds("unknown")] == [4]


@pytest.mark.parametrize("pack", [lz4_build, lzip_build, lzop_build, compress_build])
def test_streams_of_nothing_much(pack):
    for data in (b"something", b"xy" * 5000, bytes(100_000)):
        opened = look(pack(data))
        assert opened.leaves[-1].data == data
        assert "truncated" not in opened.codes


@pytest.mark.parametrize(("most", "reset_at"), [(9, 0), (10, 0), (16, 0), (16, 700), (12, 3001)])
def test_compress_with_tables_that_fill_up_and_are_cleared(most, reset_at):
    data = b"".join(b"%d uygur %d\n" % (n * n, n) for n in range(3000))
    opened = look(compress_build(data, most, reset_at), name=b"list.txt.Z")
    assert opened.kinds("compress") == [data]
    assert opened.leaves[0].name == b"list.txt"


def test_lzip_and_lzop_check_what_comes_out():
    changed = bytearray(lzip_build(b"some text" * 9))
    changed[-20] ^= 1
    assert look(bytes(changed)).codes == ["checksum-differs"]
    changed = bytearray(lzop_build(b"some text" * 9, block=1000))
    changed[60] ^= 1
    assert look(bytes(changed)).codes == ["checksum-differs"]


def test_lzop_files_in_a_row():
    opened = look(lzop_build(b"one " * 90, name=b"first") + lzop_build(b"two " * 90, name=b"second"))
    assert opened.files("lzop") == {b"first": b"one " * 90 + b"two " * 90}
    assert not opened.gaps


def test_lzop_with_an_extra_field():
    opened = look(lzop_build(b"text" * 90, extra=b"words of its own"))
    assert opened.kinds("comment") == [b"words of its own"]
    assert opened.kinds("lzop") == [b"text" * 90]


def test_brotli_is_known_only_by_its_end():
    data = "".join(f"面部属性 {number * number} " for number in range(500)).encode()
    packed = brotli.compress(data)
    assert look(packed).kinds("brotli") == [data]
    assert not look(packed[:-1]).containers
    assert not look(packed + b"x").containers


@given(st.binary(min_size=64, max_size=400))
def test_brotli_takes_no_noise(data):
    assert "brotli" not in look(data).containers
