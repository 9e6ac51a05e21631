"""A word in UTF-16 whose letters share their high byte reads as well one byte on, in the other order of bytes.

Only one of the two is what was written.
"""

from typing import TypeAlias

Data: TypeAlias = bytes | bytearray | memoryview

_FAR = 64


def unit(data: Data, at: int, encoding: str) -> int:
    """The two bytes of ``data`` at ``at`` as a number."""
    return int.from_bytes(data[at : at + 2], "little" if encoding == "utf-16-le" else "big")


def echoes(data: Data, start: int, end: int, encoding: str) -> bool:
    """Whether ``data[start:end]`` reads the same in the other order one byte off, and that is the likelier reading."""
    little = encoding == "utf-16-le"
    other = start - 1 if little else start + 1
    if other < 0 or end - start + other > len(data):
        return False
    swapped = bytearray(end - start)
    swapped[0::2], swapped[1::2] = data[other + 1 : other + end - start : 2], data[other : other + end - start : 2]
    return swapped == data[start:end] and little != _is_little(data, start if little else other)


def _is_little(data: Data, start: int) -> bool:
    """Whether the text with the low byte of a letter at ``start`` is in little order.

    Where the byte before the text is not the high byte of its letters, the text cannot begin with that byte, as it
    would in big order. Elsewhere the order is that in which the letters lie at even offsets.
    """
    high = data[start + 1]
    at = start
    for _ in range(1 if high else _FAR):
        if at == 0 or data[at - 1] != high:
            return True
        if at == 1 or data[at - 2] == 0:
            break
        at -= 2
    return start % 2 == 0
