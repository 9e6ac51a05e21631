"""A block of a table of LevelDB: entries whose keys leave away what they share with the one before.

Source: LevelDB's ``doc/table_format.md``. The index of a table is such a block too, so that opening and reading share
this. Each raises ``ValueError`` for what does not fit.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sousveil.opening.leb128 import LONG, unsigned


class Entry(NamedTuple):
    """``shared`` bytes of the key are those of the key before; where the rest of it and the value lie, in bytes."""

    shared: int
    key: int
    unshared: int
    value: int
    length: int


def varint(data: bytes | memoryview, at: int) -> tuple[int, int]:
    """A number of up to 64 bits, and where it ends. Raises ``ValueError``."""
    return unsigned(data, at, most=LONG)


def entries(block: memoryview) -> Iterator[Entry]:
    """The entries in their order, up to the table of restarts that ends the block."""
    if len(block) < 4:
        raise ValueError("no block")
    end = len(block) - 4 - 4 * int.from_bytes(block[-4:], "little")
    at = 0
    while 0 <= at < end:
        shared, at = varint(block, at)
        unshared, at = varint(block, at)
        length, at = varint(block, at)
        if at + unshared + length > end:
            raise ValueError("an entry that is longer than its block")
        yield Entry(shared, at, unshared, at + unshared, length)
        at += unshared + length
    if at != end:
        raise ValueError("a block that does not end")
