"""Numbers of seven bits a byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.opening.leb128 import LONG, unsigned


def written(value: int) -> bytes:
    out = bytearray()
    while True:
        value, low = divmod(value, 128)
        out.append(low | (128 if value else 0))
        if not value:
            return bytes(out)


@given(st.integers(0, 2**64 - 1), st.binary(max_size=4), st.binary(max_size=4))
def test_what_was_written_is_read(value, before, behind):
    whole = before + written(value) + behind
    ends = len(before) + len(written(value))
    assert unsigned(whole, len(before), most=LONG) == (value, ends)
    assert unsigned(memoryview(whole), len(before), ends, LONG) == (value, ends)
    with pytest.raises(ValueError, match="does not end"):
        unsigned(whole, len(before), ends - 1, LONG)


def test_a_number_of_32_bits_has_no_more_than_five_bytes():
    assert unsigned(written(2**32 - 1), 0) == (2**32 - 1, 5)
    with pytest.raises(ValueError, match="does not end"):
        unsigned(b"\x80" * 5 + b"\x01", 0)


@pytest.mark.parametrize(("data", "at", "end"), [(b"", 0, -1), (b"\x80", 0, -1), (b"\x01", 1, 9), (b"\x80", 0, 9)])
def test_what_is_cut_short_is_none(data, at, end):
    with pytest.raises(ValueError, match="does not end"):
        unsigned(data, at, end)
