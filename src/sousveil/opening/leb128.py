"""Numbers of seven bits a byte, the lowest first (LEB128, "varint"), as a dozen formats write them."""

LONG = 10
"""Bytes of a number of 64 bits; one of 32 has half as many."""


def unsigned(data: bytes | memoryview, at: int, end: int = -1, most: int = LONG // 2) -> tuple[int, int]:
    """The number at an offset, and where it ends; ``end`` bounds it where the data goes on, ``most`` its bytes.

    Raises ``ValueError`` where it is cut short or has no end.
    """
    value = 0
    stop = min(len(data), at + most) if end < 0 else min(len(data), at + most, end)
    for place in range(at, stop):
        byte = data[place]
        value |= (byte & 0x7F) << 7 * (place - at)
        if byte < 0x80:
            return value, place + 1
    raise ValueError("a number that does not end")
