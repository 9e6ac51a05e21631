"""How UPX lays out what it has packed, and how the program that it was is put together from that.

Sources: RetDec (MIT licence), its plugin for UPX (``elf_upx_stub.cpp``, ``pe_upx_stub.cpp``, ``upx_metadata``): of an
ELF file ``l_info``, ``p_info`` and a chain of blocks with a ``b_info`` of twelve bytes each; of a PE image one block
behind a header of 32 bytes, at whose end the headers stand that the program had. Microsoft's PE format specification.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.opening.assembly import MOST, Run
from sousveil.opening.formats.pe_image import Image
from sousveil.opening.nrv import METHODS
from sousveil.opening.nrv import MOST as MOST_OUT
from sousveil.opening.upx_calls import KNOWN, Filtered

MARK = b"UPX!"
_END = b"\0\0\0\0" + MARK
_TAIL = 36  # the header of what is packed, and where the first block's is
_INFO = struct.Struct("<IIBBBx")
_SEARCH = 1 << 16
"""Bytes behind the blocks of a program in which those of the rest of its file are looked for."""
_MOST_BLOCKS = 2000
_LOAD = 1
_ALIGNED = 0x200
_PE_HEADER = struct.Struct("<BBBB4x4xII4xBB")


class Block(NamedTuple):
    """``length`` stored bytes from ``start`` on, of which ``codec`` makes ``size``, ``""``: as they are."""

    start: int
    length: int
    size: int
    codec: str
    filter: int
    mark: int


class Program(NamedTuple):
    """A program put together: parts one behind the other, and the code in them that was rewritten."""

    parts: list[bytes | Run]
    code: list[Filtered]


def marked(data: memoryview, start: bytes) -> bool:
    """Whether an ELF file says that UPX packed it: behind its headers, or at its end."""
    return MARK in start or bytes(data[-_TAIL:][:4]) == MARK


def elf_blocks(data: memoryview) -> tuple[int, list[Block], list[Block]]:
    """Of an ELF file its size before, the blocks of what it loads, those of the rest; empty where there are none.

    Raises ``struct.error``.
    """
    if data[5] != 1:
        return 0, [], []
    info = int.from_bytes(data[-4:], "little") if bytes(data[-_TAIL:][:4]) == MARK else 0
    if not info or bytes(data[info - 8 : info - 4]) != MARK:
        info = bytes(data[:512]).find(MARK) + 8
    size, most = struct.unpack_from("<II", data, info + 4)
    blocks, end = _chain(data, info + 12, min(most, size))
    for at in range(end, min(end + _SEARCH, len(data) - 12)):
        rest, stop = _chain(data, at, size) if at % 4 == 0 or at == end else ([], 0)
        if rest and bytes(data[stop : stop + 8]) == _END:
            return size, blocks, rest
    return size, blocks, []


def _chain(data: memoryview, at: int, most: int) -> tuple[list[Block], int]:
    """Blocks one behind the other, each of at most ``most`` bytes; and where they end."""
    found: list[Block] = []
    while at + _INFO.size <= len(data) and len(found) < _MOST_BLOCKS:
        size, length, method, how, mark = _INFO.unpack_from(data, at)
        codec = METHODS.get(method, "") if length < size else ""
        start = at + _INFO.size
        if not 0 < length <= size <= most or (length < size and not codec) or start + length > len(data):
            break
        found.append(Block(start, length, size, codec, how, mark))
        at = start + length
    return found, at


def readable(blocks: list[Block]) -> bool:
    """Whether all of them can be undone here: what is undone a bit at a time is not endless."""
    return all(one.size <= MOST_OUT or not one.codec.startswith("nrv") for one in blocks)


def elf_program(data: memoryview, header: bytes, size: int, blocks: list[Block], rest: list[Block]) -> Program | None:
    """The file of ``size`` bytes that an ELF program was, ``header`` being what its first block gives.

    ``None`` where the blocks do not make up all of it. Raises ``struct.error``.
    """
    placed = [(0, blocks[0])]
    left, reached, gaps = blocks[1:], 0, list[tuple[int, int]]()
    for offset, length, address in _segments(header):
        gaps += [(reached, offset)] if offset > reached else []
        at, reached = (offset or len(header)), offset + length
        taken = _filling(left, reached - at)
        if not taken:
            here = 0 if not offset else next((one[0] for one in _segments(data) if one[1:] == (length, address)), -1)
            if here < 0 or here + length > len(data):
                return None
            taken = [Block(here + at - offset, reached - at, reached - at, "", 0, 0)]
        else:
            left = left[len(taken) :]
        placed += _at(at, taken)
    gaps += [(reached, size)] if size > reached else []
    missing = sum(end - start for start, end in gaps)
    while rest and sum(one.size for one in rest) > missing:
        rest = rest[1:]  # the program that unpacks it all is packed too, and stands right before them
    for start, end in gaps:
        taken = _filling(rest, end - start)
        rest = rest[len(taken) :]
        placed += _at(start, taken)
    placed.sort()
    ends = [at + one.size for at, one in placed]
    if [0, *ends[:-1]] != [at for at, _ in placed] or ends[-1] != size or len(placed) > MOST:
        return None
    code = [Filtered(one.filter, one.mark, at, one.size, at) for at, one in placed if one.filter in KNOWN]
    return Program([Run(one.start, one.length, one.codec, one.size) for _, one in placed], code)


def _filling(blocks: list[Block], size: int) -> list[Block]:
    """The first blocks that make up ``size`` bytes exactly; empty where none do."""
    taken = 0
    for count, one in enumerate(blocks, 1):
        taken += one.size
        if taken >= size:
            return blocks[:count] if taken == size else []
    return []


def _at(offset: int, blocks: list[Block]) -> Iterator[tuple[int, Block]]:
    for one in blocks:
        yield offset, one
        offset += one.size


def _segments(data: bytes | memoryview) -> list[tuple[int, int, int]]:
    """(offset, length in the file, address) of what an ELF file loads. Raises ``struct.error``."""
    wide = data[4] == 2
    layout = struct.Struct("<IIQQQQQQ" if wide else "<IIIIIIII")
    (start,) = struct.unpack_from("<Q" if wide else "<I", data, 32 if wide else 28)
    (count,) = struct.unpack_from("<H", data, 56 if wide else 44)
    found: list[tuple[int, int, int]] = []
    for index in range(count):
        fields = layout.unpack_from(data, start + index * layout.size)
        offset, address, length = (fields[2], fields[3], fields[5]) if wide else (fields[1], fields[2], fields[4])
        if fields[0] == _LOAD and length:
            found.append((offset, length, address))
    return found


def pe_block(data: memoryview) -> tuple[Block, int] | None:
    """Of a PE image what is packed, and its checksum (Adler-32); ``None`` where that cannot be undone here."""
    mark = bytes(data[:4096]).find(MARK)
    if mark < 0 or mark + 4 + _PE_HEADER.size > len(data):
        return None
    version, _, method, _, size, length, how, byte = _PE_HEADER.unpack_from(data, mark + 4)
    (check,) = struct.unpack_from("<I", data, mark + 8)
    start, codec = mark + 32, METHODS.get(method, "")
    if version < 10 or not codec or not 0 < length <= len(data) - start or not size:
        return None
    return Block(start, length, size, codec, how, byte), check


def pe_program(data: memoryview, image: memoryview, block: Block) -> Program | None:
    """The program that an image was, put together from what came out of its block: the headers stand at its end.

    Sections lie in it as they lie in memory; imports and relocations stay as UPX has left them. ``None`` where the
    headers are not there. Raises ``struct.error`` and ``ValueError``.
    """
    base = Image(data).first
    tail = int.from_bytes(image[-4:], "little")
    if bytes(image[tail : tail + 4]) != b"PE\0\0":
        return None
    count, optional = struct.unpack_from("<H12xH", image, tail + 6)
    size_of_code, code = struct.unpack_from("<I12xI", image, tail + 28)
    table = tail + 24 + optional
    sections = [list(struct.unpack_from("<8sIIIIIIHHI", image, table + 40 * index)) for index in range(count)]
    if optional > _ALIGNED or count > 96 or any(not base <= one[2] for one in sections):
        return None
    begin = -(-(64 + 24 + optional + 40 * count) // _ALIGNED) * _ALIGNED
    addresses = sorted({one[2] - base for one in sections} | {len(image)})
    for one in sections:
        at = one[2] - base
        following = next((stop for stop in addresses if stop > at), at)
        one[3], one[4] = (following - at, begin + at) if following <= len(image) else (0, 0)
    written = b"".join(struct.pack("<8sIIIIIIHHI", *one) for one in sections)
    written += bytes(begin - 64 - 24 - optional - len(written))
    dos = b"MZ" + bytes(58) + (64).to_bytes(4, "little")
    headers = Run(tail, 24 + optional, "", 24 + optional)
    rewritten = [Filtered(block.filter, block.mark, code - base, size_of_code, 0)] if block.filter in KNOWN else []
    return Program([dos, headers, written, Run(0, len(image), "", len(image))], rewritten)
