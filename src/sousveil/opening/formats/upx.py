"""Programs packed by UPX: their code and data are only there once they run. What it was before is a part of it.

The program stays a leaf of its own. Source: see ``upx_program``.
"""

import struct
import zlib
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.assembly import assemble
from sousveil.opening.blob import Blob
from sousveil.opening.codecs import Decoded
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.pe_image import Image
from sousveil.opening.formats.tooled import by_tool
from sousveil.opening.formats.upx_program import (
    MARK,
    Block,
    elf_blocks,
    elf_program,
    marked,
    pe_block,
    pe_program,
    readable,
)
from sousveil.opening.nrv import SIZED, properties
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError, Sink
from sousveil.opening.tools import UPX
from sousveil.opening.transforms import parse
from sousveil.opening.upx_calls import KNOWN, Filtered, calls

_MACH_O = (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
_HEAD = 4096  # the mark stands behind the headers


class Upx:
    """See the module."""

    name = "upx"
    also: tuple[str, ...] = ("programs packed by UPX: exe, dll, programs and shared libraries of Linux",)
    first = b"M\x7f\xcf\xce"
    recognised = "UPX! behind the headers of a program of Windows, Linux or macOS, or at the end of one of Linux"
    limits: tuple[str, ...] = (
        "Methods: NRV2B, NRV2D, NRV2E, LZMA, in 32 and 64 bits, lowest byte first; others need UPX (Debian: upx-ucl).",
        "Without it what is packed in another way, or gives more than 64 MiB by NRV in one block, is a gap.",
        "Filters of x86 (24, 25, 26, 46, 49) and ARM (50, 52) are undone; other code keeps its rewritten addresses.",
        "Of a Windows program imports and relocations stay as UPX left them.",
        "Programs of macOS need UPX; those of DOS are not recognised.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The mark; of a Windows program with something behind it, that is taken off first."""
        if start[:4] == b"\x7fELF":
            return len(data) > 64 and marked(data, start)
        if start[:4] in _MACH_O:
            return MARK in bytes(data[:_HEAD])
        if start[:2] != b"MZ" or MARK not in bytes(data[:_HEAD]):
            return False
        try:
            return not Image(data).overlays()
        except (ValueError, struct.error):
            return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What it was, or its blocks; by UPX itself where that does not go."""
        desk.leaf = True
        came = False
        for part in _natively(desk):
            came = True  # also where it is a gap: then it says what went wrong
            yield part
        if came:
            return
        for part in by_tool(desk, UPX, self.name, "upx", 0, len(desk.data)):
            came = came or isinstance(part, Blob)
            yield part
        if not came:
            yield desk.gap("packed", size=len(desk.data), detail="UPX")


def _natively(desk: Desk) -> Iterator[Blob | Gap]:
    try:
        if bytes(desk.data[:4]) == b"\x7fELF":
            yield from _elf(desk)
        elif bytes(desk.data[:2]) == b"MZ":
            yield from _pe(desk)
    except NoRoomError as error:
        yield desk.gap("no-room-to-spill", size=len(desk.data), detail=str(error))


def _elf(desk: Desk) -> Iterator[Blob | Gap]:
    size, blocks, rest = elf_blocks(desk.data)
    if not blocks or not readable(blocks + rest):
        return
    try:
        program = elf_program(desk.data, _first(desk, blocks[0]), size, blocks, rest)
    except struct.error:
        program = None
    if program is None:
        for index, block in enumerate(blocks + rest):
            yield from _block(desk, block, index)
        left = size - sum(block.size for block in blocks + rest)
        if left > 0:
            yield desk.gap("packed", size=left, detail=f"UPX: {left} of {size} bytes are in no block that was found")
        return
    if size > desk.budget.room(len(desk.data)):
        yield desk.gap("budget-spent", size=len(desk.data), detail=desk.budget.sentence(len(desk.data)))
        return
    transform = "|".join((assemble(program.parts), *map(calls, program.code)))
    decoded = desk.decode(transform, 0, len(desk.data))
    layer = Layer(kind="upx-program", extent=(0, len(desk.data)), transform=transform)
    if len(decoded.data):
        yield desk.child(decoded.data, layer, desk.blob.name)
    if decoded.state is State.WHOLE:  # a packed stream holds words by halves, of what is looked at when it is undone
        desk.blob.taken += [(block.start, block.start + block.length) for block in blocks + rest]
    yield from desk.complaints(decoded, layer, len(desk.data))


def _first(desk: Desk, block: Block) -> bytes:
    """What the first block gives: headers. Raises ``NoRoomError``."""
    stored = desk.data[block.start : block.start + block.length]
    if not block.codec:
        return bytes(stored)
    room = min(block.size, desk.budget.room(block.length))
    return bytes(SIZED[block.codec](stored, room, Sink(desk.budget.limits.in_memory)).data)


def _block(desk: Desk, block: Block, index: int) -> Iterator[Blob | Gap]:
    """One block as it comes out."""
    start, end, codec = _packed(desk.data, block)
    if not codec:
        yield desk.stored("upx-block", start, end, index=index)
        return
    code = Filtered(block.filter, block.mark, 0, block.size, 0)
    transform = f"{codec}|{calls(code)}" if block.filter in KNOWN else codec
    yield from desk.unpacked("upx-block", start, end, transform, index=index, size=block.size)


def _packed(data: memoryview, block: Block) -> tuple[int, int, str]:
    """Where the stream of a block lies, and the step that undoes it: of LZMA its properties stand before it."""
    start, end = block.start, block.start + block.length
    if block.codec != "upx-lzma":
        return start, end, block.codec
    try:
        return start + 2, end, f"lzma1:{properties(data[start:end], block.size).hex()},{block.size}"
    except ValueError:
        return start, end, ""


def _pe(desk: Desk) -> Iterator[Blob | Gap]:
    found = pe_block(desk.data)
    if found is None or not readable([found[0]]):
        return
    block, check = found
    start, end, codec = _packed(desk.data, block)
    if not codec:
        return
    decoded = desk.decode(codec, start, end, block.size)
    if decoded.state is State.WHOLE and zlib.adler32(decoded.data) != check:
        decoded.state = State.CHECKSUM
    layer = Layer(kind="upx-image", extent=(start, end - start), transform=codec)
    image: Decoded | None = decoded
    if decoded.state in {State.WHOLE, State.CHECKSUM} and len(decoded.data) == block.size:
        layer, image = _put_together(desk, block, decoded, layer)
    elif decoded.state is State.CUT:
        layer = Layer(kind=layer.kind, extent=layer.extent, transform=f"{codec}|head:{len(decoded.data)}")
    if image is not None and len(image.data):
        yield desk.child(image.data, layer, desk.blob.name)
    if decoded.state is State.WHOLE:
        desk.blob.taken.append((start, end))
    yield from desk.complaints(decoded, layer, end - start)


def _put_together(desk: Desk, block: Block, decoded: Decoded, layer: Layer) -> tuple[Layer, Decoded]:
    """The program that came out with its headers before it, the image alone where these are not there."""
    try:
        program = pe_program(desk.data, decoded.data, block)
    except (struct.error, ValueError):
        program = None
    if program is None:
        return layer, decoded
    step = "|".join((*map(calls, program.code), assemble(program.parts)))
    whole = parse(step)[0](decoded.data, len(decoded.data) + _HEAD, Sink(desk.budget.limits.in_memory))
    if whole.state is not State.WHOLE:
        return layer, decoded
    return Layer(kind="upx-program", extent=layer.extent, transform=f"{layer.transform}|{step}"), whole
