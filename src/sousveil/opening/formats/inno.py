"""Installers made by Inno Setup: what stands behind the program that unpacks them.

Sources: those of ``inno_setup``. Files lie in chunks, several in one where it is packed as one stream; behind the
chunks stand a mark with the version, a block with the script, one with the places of the files, and the program that
does the work.
"""

import hashlib
import re
import zlib
from collections.abc import Generator, Iterator, Sequence

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

_HASHES = {20: "sha1", 32: "sha256", 16: "md5"}
_CHUNKS = re.compile(re.escape(CHUNK))
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
        "Versions before 4.0 and data in files of their own (setup-1.bin) are a gap.",
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
        starts = [one.start() - base for one in _CHUNKS.finditer(desk.data[:mark])][:_MOST]
        files = locations(data[1], starts)
        if not files:
            code = "part-of-set" if base else "unsupported-version"
            yield desk.gap(code, size=mark, detail=f"Inno Setup {version}")
            return
        paths = names(bytes(data[0]), len(files), wide=b"(u)" in found[0] or b"(U)" in found[0] or version >= "6.3")
        yield from _chunks(desk, files, paths, mark)


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


def _chunks(desk: Desk, files: Sequence[Location], paths: dict[int, bytes], mark: int) -> Iterator[Blob | Gap]:
    chunks: dict[tuple[int, int, int], list[int]] = {}
    for number, one in enumerate(files):
        chunks.setdefault((one.slice, one.chunk, one.stored), []).append(number)
    for index, ((slice_, offset, stored), numbers) in enumerate(chunks.items()):
        layer = Layer(kind="inno-chunk", index=index)
        start = offset + len(CHUNK)
        if slice_ or bytes(desk.data[offset:start]) != CHUNK:
            yield desk.gap("part-of-set", size=stored, inner=layer, detail=f"{len(numbers)} files")
            continue
        end = min(start + stored, mark)
        desk.account.claim(offset, start)
        members = [(number, files[number], paths.get(number, b"%d" % number)) for number in numbers]
        yield from _chunk(desk, layer, start, end, members)


def _chunk(
    desk: Desk, layer: Layer, start: int, end: int, members: list[tuple[int, Location, bytes]]
) -> Iterator[Blob | Gap]:
    """One chunk, as a stream with its files in it."""
    size = max(one.start + one.size for _, one, _ in members)
    if size == 0:
        desk.account.claim(start, end)
        return
    for codec in _codecs(bytes(desk.data[start : start + 6]), stored=size == end - start):
        layer = msgspec.structs.replace(layer, extent=(start, end - start), transform=codec)
        if not codec:
            desk.account.claim(start, end)
            stream = desk.stored(layer.kind, start, end, index=layer.index)
            stream.form = _Chunk(members)
            yield stream
            return
        decoded = yield from _decode(desk, layer, size)
        if decoded is None:
            return
        if len(decoded.data) == size or decoded.state is State.CUT:
            desk.account.claim(start, end)
            stream = _child(desk, layer, decoded)
            stream.form = _Chunk(members)
            yield stream
            if len(decoded.data) < size:
                yield desk.gap("budget-spent", detail=desk.budget.sentence(end - start), inner=layer)
            return
    desk.account.claim(start, end, ExtentState.ENCRYPTED)
    yield desk.closed("encrypted", start, end, index=layer.index)
    yield desk.gap("encrypted", size=end - start, inner=layer, detail="or packed in a way that is not known")


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
