"""Installers made by Inno Setup: what stands behind the program that unpacks them.

Sources: those of ``inno_setup``. Files lie in chunks, several in one where it is packed as one stream; behind the
chunks stand a mark with the version, a block with the script, one with the places of the files, and the program that
does the work.
"""

import hashlib
import re
import zlib
from collections.abc import Generator, Iterator, Sequence
from itertools import islice

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState, Layer
from sousveil.opening.blob import Blob
from sousveil.opening.calls import VARIANTS, undone
from sousveil.opening.codecs import Decoded
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.inno_setup import (
    CHUNK,
    MARK,
    VERSION,
    Block,
    Location,
    block_at,
    first_block,
    locations,
    names,
)
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError
from sousveil.opening.transforms import pieces

Run = tuple[int, int]
"""(start, end) in bytes."""

_HASHES = {20: "sha1", 32: "sha256", 16: "md5"}
_CHUNKS = re.compile(re.escape(CHUNK))
_SLICE = re.compile(rb"idska(?:16|32)\x1a")
_SLICE_HEADER = 12  # the mark, and the size of the file
_MOST = 1 << 20
_ALL_ENCRYPTED = 2  # the script as well, from version 6.5 on
_PROGRAM = 64 << 20  # a larger file is not put back in order call by call


class Inno:
    """See the module."""

    name = "inno"
    also: tuple[str, ...] = ("set-up programs made by Inno Setup", "setup-0.bin")
    first = b"zIM"
    recognised = "a chunk or the mark of the setup data, behind the program that unpacks it"
    limits: tuple[str, ...] = (
        "Versions before 4.0 are a gap.",
        "Data in files of their own (setup-1.bin, setup-1a.bin ...) is opened where they lie beside the program.",
        "The set-up program that it starts first is looked at with its calls as they are stored.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """A chunk with the mark of the setup data somewhere behind it, or that mark itself."""
        if VERSION.match(start):
            return True
        return start[:4] == CHUNK and VERSION.search(data) is not None

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The script, the places of the files, the set-up program; then the files."""
        found = VERSION.search(desk.data)
        if found is None:
            return
        mark, version = found.start(), found[1].decode("ascii")
        desk.account.claim(mark, mark + MARK)
        first = first_block(desk.data, mark)
        if first is None:
            yield desk.gap("damaged", detail=f"no setup data of Inno Setup {version}")
            return
        desk.account.claim(mark + MARK, first.start)
        if first.start > mark + MARK and desk.data[mark + MARK + 4] == _ALL_ENCRYPTED:
            yield from _locked(desk, ((0, mark), (first.start, len(desk.data))), version)
            return
        data: list[memoryview] = []
        block: Block | None = first
        for number, name in enumerate((b"setup.script", b"setup.files", b"setup.e32")):
            if block is None:
                if number < 2:
                    yield desk.gap("truncated", detail=f"setup data of Inno Setup {version}")
                break
            for part in _block(desk, block, name, number):
                if isinstance(part, Blob):
                    data.append(part.data)
                yield part
            block = block_at(desk.data, block.end)
        if len(data) < 2:
            return
        base = 0 if bytes(desk.data[:4]) == CHUNK else mark
        slices = _slices(desk.data, block.end if block is not None else mark)
        starts = _starts(desk.data, slices or [(base, mark)])
        files = locations(data[1], starts)
        if not files:
            code = "part-of-set" if base else "unsupported-version"
            yield desk.gap(code, size=mark, detail=f"Inno Setup {version}")
            return
        paths = names(bytes(data[0]), len(files), wide=b"(u)" in found[0] or b"(U)" in found[0] or version >= "6.3")
        yield from _chunks(desk, files, paths, slices or [(0, mark)])


def _slices(data: memoryview, at: int) -> list[Run]:
    """(start, end) of the files of data that were put behind the program: their mark, their size, chunks."""
    found: list[Run] = []
    first = _SLICE.search(data, at)
    at = first.start() if first else len(data)
    while _SLICE.match(data, at):
        size = int.from_bytes(data[at + 8 : at + _SLICE_HEADER], "little")
        if size < _SLICE_HEADER:
            break
        found.append((at, min(at + size, len(data))))
        at += size
    return found


def _starts(data: memoryview, runs: Sequence[Run]) -> list[int]:
    """Where chunks begin, from the start of the run that they are in."""
    places = (one.start() - start for start, end in runs for one in _CHUNKS.finditer(data[:end], start))
    return list(islice(places, _MOST))


def _locked(desk: Desk, runs: Sequence[tuple[int, int]], version: str) -> Iterator[Blob | Gap]:
    for start, end in runs:
        if start < end:
            desk.account.claim(start, end, ExtentState.ENCRYPTED)
            yield desk.closed("encrypted", start, end)
    yield desk.gap("encrypted", size=sum(end - start for start, end in runs), detail=f"Inno Setup {version}")


def _block(desk: Desk, block: Block, name: bytes, number: int) -> Iterator[Blob | Gap]:
    desk.account.claim(block.start, block.end)
    extent = (block.start, block.end - block.start)
    layer = Layer(kind="inno-setup", name=name, index=number, extent=extent, transform=block.transform)
    decoded = yield from _decode(desk, layer, None)
    if decoded is not None and len(decoded.data):
        yield _child(desk, layer, decoded)
        # Its stream has no mark at the end: nothing is missing where the block is whole.
        if decoded.state is not State.TRUNCATED:
            yield from desk.complaints(decoded, layer, extent[1])


def _decode(desk: Desk, layer: Layer, most: int | None) -> Generator[Gap, None, Decoded | None]:
    start, length = layer.extent or (0, 0)
    try:
        return desk.decode(layer.transform, start, start + length, most)
    except NoRoomError as error:
        yield desk.gap("no-room-to-spill", size=length, detail=str(error), inner=layer)
        return None


def _child(desk: Desk, layer: Layer, decoded: Decoded) -> Blob:
    if decoded.state is State.CUT:
        layer = msgspec.structs.replace(layer, transform=f"{layer.transform}|head:{len(decoded.data)}")
    return desk.child(decoded.data, layer)


def _chunks(
    desk: Desk, files: Sequence[Location], paths: dict[int, bytes], slices: Sequence[Run]
) -> Iterator[Blob | Gap]:
    """``slices``: where the chunks are, the data before the setup data or the files of their own."""
    for start, _ in slices if len(slices) > 1 or slices[0][0] else ():
        desk.account.claim(start, start + _SLICE_HEADER)
    chunks: dict[tuple[int, int, int], list[int]] = {}
    for number, one in enumerate(files):
        chunks.setdefault((one.slice, one.chunk, one.stored), []).append(number)
    for index, ((slice_, offset, stored), numbers) in enumerate(chunks.items()):
        layer = Layer(kind="inno-chunk", index=index)
        runs = _runs(desk.data, slices, slice_, offset, stored)
        if not runs:
            yield desk.gap("part-of-set", size=stored, inner=layer, detail=f"{len(numbers)} files")
            continue
        desk.account.claim(runs[0][0] - len(CHUNK), runs[0][0])
        members = [(number, files[number], paths.get(number, b"%d" % number)) for number in numbers]
        yield from _chunk(desk, layer, runs, members)


def _runs(data: memoryview, slices: Sequence[Run], slice_: int, offset: int, stored: int) -> list[Run]:
    """(start, end) of the pieces of a chunk behind its mark; empty where it is not here, shorter where it is cut."""
    if slice_ >= len(slices):
        return []
    at, end = slices[slice_][0] + offset, slices[slice_][1]
    start = at + len(CHUNK)
    if start > end or bytes(data[at:start]) != CHUNK:
        return []
    runs = [(start, min(start + stored, end))]
    left = stored - (runs[0][1] - start)
    for start, end in slices[slice_ + 1 :]:
        if left <= 0:
            break
        begin = min(start + _SLICE_HEADER, end)
        runs.append((begin, min(begin + left, end)))
        left -= runs[-1][1] - begin
    return runs if left <= 0 or not slices[0][0] else []


def _chunk(
    desk: Desk, layer: Layer, runs: list[Run], members: list[tuple[int, Location, bytes]]
) -> Iterator[Blob | Gap]:
    """One chunk, as a stream with its files in it; it may lie in several pieces."""
    size = max(one.start + one.size for _, one, _ in members)
    start, end = runs[0][0], runs[-1][1]
    stored = sum(stop - at for at, stop in runs)
    if size == 0:
        _claim(desk, runs)
        return
    joined = pieces((at - start, stop - at) for at, stop in runs) if len(runs) > 1 else ""
    first = b"".join(bytes(desk.data[at:stop][:6]) for at, stop in runs[:2])[:6]
    for way in _codecs(first, stored=size == stored):
        codec = "|".join(filter(None, (joined, way)))
        layer = msgspec.structs.replace(layer, extent=(start, end - start), transform=codec)
        if not codec:
            _claim(desk, runs)
            stream = desk.stored(layer.kind, start, end, index=layer.index)
            stream.form = _Chunk(members)
            yield stream
            return
        decoded = yield from _decode(desk, layer, size)
        if decoded is None:
            return
        if len(decoded.data) == size or decoded.state is State.CUT:
            _claim(desk, runs)
            stream = _child(desk, layer, decoded)
            stream.form = _Chunk(members)
            yield stream
            if len(decoded.data) < size:
                yield desk.gap("budget-spent", detail=desk.budget.sentence(end - start), inner=layer)
            return
    _claim(desk, runs, ExtentState.ENCRYPTED)
    for at, stop in runs:
        yield desk.closed("encrypted", at, stop, index=layer.index)
    yield desk.gap("encrypted", size=stored, inner=layer, detail="or packed in a way that is not known")


def _claim(desk: Desk, runs: Sequence[Run], state: ExtentState = ExtentState.VALID) -> None:
    for start, end in runs:
        desk.account.claim(start, end, state)


def _codecs(start: bytes, *, stored: bool) -> Iterator[str]:
    """How a chunk may be packed, by its first bytes."""
    if stored:
        yield ""
    if start[:1] == b"\x5d":
        yield "lzma-stream"
    if start[:1] == b"\x78":
        yield "zlib"
    if start[:3] == b"BZh":
        yield "bzip2"
    if start[0] <= 40:
        yield "lzma2-stream"


class _Chunk:
    """What came out of a chunk; its files are told elsewhere. Made for one blob."""

    name = "inno-chunk"
    also: tuple[str, ...] = ()
    first = b""
    recognised = "told by its installer"
    limits: tuple[str, ...] = ("What no file claims is a part of its own.",)

    def __init__(self, members: list[tuple[int, Location, bytes]]) -> None:
        """``members`` are (number, where it lies, name)."""
        self._members = members

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Never by itself."""
        del data, start
        return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files, with the calls in programs as the machine has them."""
        seen: set[tuple[int, int]] = set()
        for number, one, name in self._members:
            end = min(one.start + one.size, len(desk.data))
            if one.start >= end or (one.start, end) in seen:
                continue
            seen.add((one.start, end))
            layer = Layer(kind="inno-file", name=name, index=number, extent=(one.start, end - one.start))
            data = desk.data[one.start : end]
            desk.account.claim(one.start, end)
            if end - one.start < one.size or _holds(data, one.checksum):
                yield desk.stored(layer.kind, one.start, end, name=name, index=number)
                continue
            variant = _variant(data, one.checksum)
            if not variant:
                yield desk.stored(layer.kind, one.start, end, name=name, index=number)
                yield desk.gap("checksum-differs", inner=layer)
                continue
            layer = msgspec.structs.replace(layer, transform=f"calls:{variant}")
            decoded = yield from _decode(desk, layer, None)
            if decoded is not None:
                yield _child(desk, layer, decoded)
                yield from desk.complaints(decoded, layer, one.size)


def _holds(data: memoryview | bytes, checksum: bytes) -> bool:
    if len(checksum) == 4:
        return zlib.crc32(data) == int.from_bytes(checksum, "little")
    return hashlib.new(_HASHES[len(checksum)], data, usedforsecurity=False).digest() == checksum


def _variant(data: memoryview, checksum: bytes) -> str:
    """How calls were rearranged, ``""`` where it was in no known way."""
    if len(data) > _PROGRAM or bytes(data[:2]) != b"MZ":
        return ""
    whole = bytes(data)
    return next((variant for variant in VARIANTS if _holds(undone(whole, variant), checksum)), "")
