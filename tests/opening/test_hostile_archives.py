"""Archives that nobody's packer makes: work stays in proportion to their size."""

import struct

import brotli
import pytest

from sousveil.model.limits import Limits
from sousveil.opening.formats.brotli import Brotli
from tests.opening.looking import look
from tests.samples.opening import ar, cab, cpio, rar, sevenzip, tar


@pytest.mark.parametrize(
    "data",
    [
        cpio.archive(*(cpio.new(b"l%d" % n, b"x", cpio.LINK) for n in range(300))),
        ar.gnu({b"member %d" % n: b"" for n in range(300)}, thin=True),
        b"".join(tar.header(b"l%d" % n, 0, b"2", b"x") for n in range(300)) + tar.END,
    ],
    ids=["cpio", "ar", "tar"],
)
def test_what_has_no_bytes_counts_as_members_too(data):
    opened = look(data, Limits(members=100))
    assert "budget-spent" in opened.codes
    assert len(opened.gaps) < 150


def test_folders_of_a_cabinet_that_share_their_blocks():
    count = 2000
    at = 36 + 8 * count
    blocks = struct.pack("<IHH", 0, 0, 0) * count
    fields = (b"MSCF", 0, at + len(blocks), 0, at, 0, 3, 1, count, 0, 0, 7, 0)
    data = struct.pack("<4sIIIIIBBHHHHH", *fields) + struct.pack("<IHH", at, count, cab.STORED) * count + blocks
    look(data)  # four million blocks, were each folder read on its own


def test_coders_that_take_the_same_stream_again_and_again():
    depth = 20
    coders = b"".join(bytes([0x14]) + b"\x03\x03\x01\x1b" + b"\x04\x01" for _ in range(depth))
    ties = b"".join(bytes([4 * n + way, n + 1]) for n in range(depth - 1) for way in range(4))[: 2 * (depth - 1)]
    folder = sevenzip.Folder({b"a": b"x"}, (sevenzip.COPY,))
    folder.coders = bytes([depth]) + coders + ties + bytes(range(80 - depth + 1))
    folder.sizes = [1] * depth
    assert look(sevenzip.archive([folder])).codes == ["damaged"]


def test_names_in_a_long_table():
    names = b"x" * (1 << 20) + b"/\n"
    members = b"".join(ar.member(b"/%d" % n, b"y") for n in range(2000))
    opened = look(b"!<arch>\n" + ar.member(b"//", names) + members, Limits(in_memory=1 << 30))
    assert len(opened.leaves) == 2000
    assert sum(len(blob.name or b"") for blob in opened.leaves) < 1 << 24


def test_brotli_that_goes_on_and_on():
    packed = brotli.compress(bytes(300 << 20), quality=5)
    assert not Brotli().accepts(memoryview(packed), packed[:512])


def test_blocks_of_rar_that_go_nowhere():
    opened = look(rar.SIGNATURE5 + rar.block5(1, b"\0") + bytes(500))
    assert opened.codes == ["damaged"]
