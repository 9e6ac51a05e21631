"""Program databases: every stream comes out as it was, wherever its blocks lie."""

import struct

import pytest

from tests.opening.looking import look
from tests.samples.opening.pdb import SIZE, msf

STREAMS = [None, b"info" * 10, bytes(range(256)) * 9, b"", b"x" * SIZE]


@pytest.mark.parametrize("scattered", [True, False])
def test_streams(scattered):
    opened = look(msf(STREAMS, scattered=scattered))
    assert opened.gaps == []
    assert opened.files("pdb-stream") == {b"info": STREAMS[1], b"types": STREAMS[2], b"ids": STREAMS[4]}


def test_a_file_that_is_cut_short_is_a_gap():
    data = msf(STREAMS)
    assert "damaged" in look(data[: len(data) - SIZE]).codes


def test_a_directory_that_lies_is_a_gap():
    data = bytearray(msf(STREAMS))
    data[44:48] = struct.pack("<I", 1 << 30)
    assert look(bytes(data)).codes == ["damaged"]
    data[32:36] = struct.pack("<I", 777)
    assert look(bytes(data)).containers == []
