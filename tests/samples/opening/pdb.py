"""A file of blocks with streams: the bytes of each in blocks that do not lie side by side."""

import struct

from tests.samples.opening.payload import FILES

MAGIC = b"Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0"
SIZE = 512


def msf(streams: list[bytes | None], *, scattered: bool = True) -> bytes:
    """``None``: a stream that is not there. Blocks 1 and 2 are the maps of free blocks, block 3 has the directory's."""
    blocks: list[bytes] = [b"", bytes(SIZE), bytes(SIZE), b""]
    numbers: list[list[int]] = []
    for stream in streams:
        mine: list[int] = []
        for start in range(0, len(stream or b""), SIZE):
            if scattered and start and len(mine) % 3 == 0:
                blocks.append(b"left over".ljust(SIZE, b"\1"))
            mine.append(len(blocks))
            blocks.append((stream or b"")[start : start + SIZE].ljust(SIZE, b"\0"))
        numbers.append(mine)
    sizes = [0xFFFFFFFF if stream is None else len(stream) for stream in streams]
    flat = [number for mine in numbers for number in mine]
    directory = struct.pack(f"<I{len(sizes)}I{len(flat)}I", len(sizes), *sizes, *flat)
    places = []
    for start in range(0, len(directory), SIZE):
        places.append(len(blocks))
        blocks.append(directory[start : start + SIZE].ljust(SIZE, b"\0"))
    blocks[3] = struct.pack(f"<{len(places)}I", *places).ljust(SIZE, b"\0")
    blocks[0] = (MAGIC + struct.pack("<IIIIII", SIZE, 1, len(blocks), len(directory), 0, 3)).ljust(SIZE, b"\0")
    return b"".join(blocks)


def build() -> bytes:
    first, second, third = FILES.values()
    return msf([None, first, b"", second, third * 9])
