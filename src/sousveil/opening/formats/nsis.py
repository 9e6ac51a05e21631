"""Installers made by NSIS, the Nullsoft scriptable install system: what stands behind the program that unpacks it.

Source: the source of NSIS (zlib licence), ``exehead/fileform.h`` and ``fileform.c``. A first header says how long the
header with the script is and all that follows; the data are blocks with their length before them, each packed for
itself, or all of it packed as one stream ("solid"), the header being the first block.
"""

import struct
from collections.abc import Iterator

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.nsis_script import names
from sousveil.opening.formats.slices import Slice, Slices
from sousveil.opening.formats.tooled import by_tool
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError
from sousveil.opening.tools import SEVENZIP
from sousveil.opening.transforms import head

_MARK = b"\xef\xbe\xad\xdeNullsoftInst"
_FIRST = 28
_PACKED = 1 << 31
_NO_CRC, _FORCE_CRC = 4, 8
_HEADER = b"[header]"
_MOST = 1 << 20  # blocks


class Nsis:
    """See the module."""

    name = "nsis"
    also: tuple[str, ...] = ("set-up programs made by NSIS",)
    first = bytes(range(16))
    recognised = "the mark of its first header, behind the program that unpacks it"
    limits: tuple[str, ...] = (
        "Packed with its own kind of bzip2, it is opened by 7-Zip where that is there; else the parts are a gap.",
        "Names come out of the script where it writes a file; data without a name have a number.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Flags and the mark."""
        return start[4:20] == _MARK and start[1:4] == bytes(3) and len(data) > _FIRST + 4

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The header and the files."""
        flags, length, following = struct.unpack_from("<I16xII", desk.data)
        end = min(following, len(desk.data))
        desk.account.claim(0, _FIRST)
        if following > len(desk.data):
            yield desk.gap("truncated", size=following - len(desk.data))
        elif not flags & _NO_CRC or flags & _FORCE_CRC:
            end = max(end - 4, _FIRST)
            desk.account.claim(end, end + 4)
        start = bytes(desk.data[_FIRST : _FIRST + 16])
        size = int.from_bytes(start[:4], "little")
        apart = (bool(size & _PACKED) and size ^ _PACKED <= end - _FIRST - 4) or size == length
        # Properties of LZMA read as a length may look like one; the first byte of its stream is a zero.
        apart = apart and not (_lzma(start) >= 0 and _lzma(start[4:]) < 0)
        if not _method(start[4:] if apart else start)[0]:
            came = False
            for part in by_tool(desk, SEVENZIP, self.name, "nsis-file", 0, len(desk.data)):
                came = came or isinstance(part, Blob)
                yield part
            if came:
                desk.account.claim(_FIRST, end)
                return
        if apart:
            yield from _blocks(desk, length, end)
        else:
            yield from _solid(desk, length, end, start)


def _lzma(start: bytes) -> int:
    """Bytes before the properties of an LZMA stream, -1 where there is none."""
    for before in (0, 1):  # one byte says whether machine code was rearranged
        if (
            start[before : before + 3] == b"\x5d\0\0"
            and start[before + 5 : before + 6] == b"\0"
            and (not before or start[0] < 2)
        ):
            return before
    return -1


def _method(start: bytes) -> tuple[str, int]:
    """(codec, bytes before the stream) by the first bytes of a packed block; ``""`` for a method that is not read."""
    before = _lzma(start)
    if before >= 0:
        return "lzma-stream", before
    if start[:1] == b"\x31" and len(start) > 1 and start[1] < 14:
        return "", 0
    return "deflate", 0


def _blocks(desk: Desk, length: int, end: int) -> Iterator[Blob | Gap]:
    """Blocks that are packed each for itself."""
    at, found, first = _FIRST, dict[int, bytes](), 0
    for index in range(_MOST):
        if at + 4 > end:
            break
        size = int.from_bytes(desk.data[at : at + 4], "little")
        start, stop = at + 4, at + 4 + (size & ~_PACKED)
        desk.account.claim(at, start)
        if first and start == stop:
            at = stop
            continue
        name = found.get(at - first, b"") if first else _HEADER
        layer = Layer(kind="nsis-member", name=name or b"%d" % index, index=index)
        if stop > end:
            yield desk.gap("truncated", size=stop - end, inner=layer)
            stop = end
        data = memoryview(b"")
        for part in _block(desk, layer, start, stop, packed=bool(size & _PACKED), most=length if not first else None):
            if isinstance(part, Blob):
                data = part.data
            yield part
        if not first:
            found, first = names(data), stop
        at = stop


def _block(desk: Desk, layer: Layer, start: int, stop: int, *, packed: bool, most: int | None) -> Iterator[Blob | Gap]:
    desk.account.claim(start, stop)
    if not packed:
        yield desk.stored(layer.kind, start, stop, name=layer.name, index=layer.index)
        return
    codec, before = _method(bytes(desk.data[start : start + 16]))
    if not codec:
        yield desk.closed("unsupported", start, stop, name=layer.name, index=layer.index)
        yield desk.gap("unsupported-method", size=stop - start, inner=layer, detail="bzip2 of NSIS")
        return
    try:
        decoded = desk.decode(codec, start + before, stop, most)
    except NoRoomError as error:
        yield desk.gap("no-room-to-spill", size=stop - start, detail=str(error), inner=layer)
        return
    transform = codec if decoded.state is not State.CUT else head(codec, len(decoded.data))
    layer = msgspec.structs.replace(layer, extent=(start + before, stop - start - before), transform=transform)
    if len(decoded.data):
        yield desk.child(decoded.data, layer)
    if decoded.state is not State.CUT or len(decoded.data) != most:
        yield from desk.complaints(decoded, layer, stop - start)


def _solid(desk: Desk, length: int, end: int, start: bytes) -> Iterator[Blob | Gap]:
    """One stream of all blocks."""
    codec, before = _method(start)
    if not codec:
        yield desk.closed("unsupported", _FIRST, end)
        desk.account.claim(_FIRST, end)
        yield desk.gap("unsupported-method", size=end - _FIRST, detail="bzip2 of NSIS")
        return
    desk.account.claim(_FIRST, _FIRST + before)
    layer = Layer(kind="nsis-stream")
    try:
        decoded = desk.decode(codec, _FIRST + before, end)
    except NoRoomError as error:
        yield desk.gap("no-room-to-spill", size=end - _FIRST, detail=str(error), inner=layer)
        return
    transform = codec if decoded.state is not State.CUT else head(codec, len(decoded.data))
    used = decoded.used
    layer = msgspec.structs.replace(layer, extent=(_FIRST + before, used), transform=transform)
    if len(decoded.data):
        desk.account.claim(_FIRST + before, _FIRST + before + used)
        stream = desk.child(decoded.data, layer)
        stream.form = _slices(decoded.data, length)
        yield stream
    yield from desk.complaints(decoded, layer, used)


def _slices(data: memoryview, length: int) -> Slices:
    """The blocks in the stream, the header the first of them."""
    structure: list[tuple[int, int]] = []
    members: list[Slice] = []
    found: dict[int, bytes] = {}
    at = first = 0
    while at + 4 <= len(data) and len(members) < _MOST:
        size = int.from_bytes(data[at : at + 4], "little")
        if first and not size:
            structure[-1] = (structure[-1][0], at + 4) if structure[-1][1] == at else structure[-1]
            structure += [(at, at + 4)] if structure[-1][1] != at + 4 else []
            at += 4
            continue
        structure.append((at, at + 4))
        name = found.get(at - first, b"%d" % len(members)) if first else _HEADER
        members.append(Slice(name, len(members), at + 4, size))
        at += 4 + size
        if not first:
            found, first = names(data[4 : 4 + min(size, length)]), at
    return Slices("nsis-stream", "nsis-member", members, structure)
