"""7z archives. Source: ``7zFormat.txt`` of the LZMA SDK (public domain)."""

import re
import struct
from collections.abc import Iterator, Sequence

from isal import isal_zlib

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState, Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.sevenzip_coders import AES, UnknownCoderError, decoded, transform
from sousveil.opening.formats.sevenzip_header import (
    ENCODED,
    FILES,
    HEADER,
    MORE_STREAMS,
    PROPERTIES,
    STREAMS,
    File,
    Folder,
    Reader,
    Streams,
)
from sousveil.opening.formats.slices import Slice, Slices
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError, Sink
from sousveil.opening.transforms import AGAIN, parse

_MAGIC = b"7z\xbc\xaf\x27\x1c"
_START = struct.Struct("<6sBBIQQI")
_HEADER_MOST = 256 << 20
_NESTED = 4
_PART = re.compile(rb"\.0\d\d$")


class SevenZip:
    """See the module."""

    name = "7z"
    also: tuple[str, ...] = ("7z", "cb7", "behind a self-extracting program")
    first = b"7"
    recognised = "its six magic bytes and version 0"
    limits: tuple[str, ...] = (
        "Coders: copy, LZMA, LZMA2, bzip2, deflate, Zstandard, LZ4, delta, BCJ, BCJ2; others (PPMd ...) are a gap.",
        "Encrypted folders are a gap; where the header is encrypted, not even the names are known.",
        "The first part of a set of volumes is told as such; the others cannot be recognised.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The magic number and version 0."""
        return start[:6] == _MAGIC and len(data) >= _START.size and start[6] == 0

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The folders in their order: a stream with its files as slices, or the one file that a folder holds."""
        _, _, _, _, offset, size, checksum = _START.unpack(desk.data[: _START.size])
        desk.account.claim(0, _START.size)
        at = _START.size + offset
        if not size:
            return
        if at + size > len(desk.data):
            part = _PART.search(desk.blob.name or b"") is not None
            yield desk.gap("part-of-set" if part else "truncated", size=at + size - len(desk.data))
            return
        desk.account.claim(at, at + size)
        header = bytes(desk.data[at : at + size])
        if isal_zlib.crc32(header) != checksum:
            yield desk.gap("checksum-differs", detail="the header")
        yield from self._read(desk, header)

    def _read(self, desk: Desk, header: bytes) -> Iterator[Blob | Gap]:
        try:
            for _ in range(_NESTED):
                if header[:1] != bytes([ENCODED]):
                    break
                streams = Reader(header[1:]).streams()
                if any(coder.method == AES for folder in streams.folders for coder in folder.coders):
                    # Whoever encrypts the names has encrypted the files: all up to the header is that.
                    stop = max(end for _, end in _extents(desk, streams, 0))
                    yield from _closed(desk, [(_START.size, stop)], "encrypted", "", "the names are encrypted too")
                    return
                header = _header(desk, streams)
            streams, files = _whole(header)
        except (ValueError, LookupError, struct.error) as error:
            yield desk.gap("damaged", detail=f"the header: {error}")
            return
        yield from _Archive(desk, streams, files).members()


def _whole(header: bytes) -> tuple[Streams, list[File]]:
    reader = Reader(header)
    reader.expect(HEADER)
    streams, files = Streams(), list[File]()
    while kind := reader.byte():
        if kind == PROPERTIES:
            while reader.byte():
                reader.take(reader.number())
        elif kind == MORE_STREAMS:
            reader.streams()
        elif kind == STREAMS:
            streams = reader.streams()
        elif kind == FILES:
            files = reader.files()
        else:
            raise ValueError("an unknown part")
    return streams, files


def _extents(desk: Desk, streams: Streams, number: int) -> list[tuple[int, int]]:
    """(start, end) of the packed streams of a folder; cut where the archive ends."""
    before = sum(len(folder.packed) for folder in streams.folders[:number])
    count = len(streams.folders[number].packed)
    if before + count > len(streams.packed):
        raise ValueError("fewer packed streams than folders need")
    at = _START.size + streams.at + sum(streams.packed[:before])
    found = []
    for size in streams.packed[before : before + count]:
        found.append((min(at, len(desk.data)), min(at + size, len(desk.data))))
        at += size
    return found


def _header(desk: Desk, streams: Streams) -> bytes:
    """What comes out of a packed header."""
    if len(streams.folders) != 1:
        raise ValueError("a packed header in several folders")
    (folder,) = streams.folders
    extents = _extents(desk, streams, 0)
    for start, end in extents:
        desk.account.claim(start, end)
    if folder.size > min(_HEADER_MOST, desk.budget.room(sum(end - start for start, end in extents))):
        raise ValueError(f"{folder.size} bytes")
    steps = transform(folder)
    if not steps or len(extents) != 1:
        raise ValueError("coders that no header needs")
    (start, end), sink = extents[0], Sink(_HEADER_MOST)
    result = parse(steps)[0](desk.data[start:end], folder.size, sink)
    if result.state is not State.WHOLE or len(result.data) != folder.size:
        raise ValueError("it does not come out whole")
    desk.budget.take(folder.size)
    return bytes(result.data)


def _closed(
    desk: Desk, extents: Sequence[tuple[int, int]], code: str, method: str, detail: str
) -> Iterator[Blob | Gap]:
    for start, end in extents:
        desk.account.claim(start, end, ExtentState.ENCRYPTED if code == "encrypted" else ExtentState.VALID)
        if start < end:
            yield desk.closed("encrypted" if code == "encrypted" else "unsupported", start, end)
    size = sum(end - start for start, end in extents)
    yield desk.gap(code, size=size, detail=f"{method}: {detail}" if method else detail)


class _Archive:
    def __init__(self, desk: Desk, streams: Streams, files: list[File]) -> None:
        self._desk = desk
        self._streams = streams
        self._files = files

    def members(self) -> Iterator[Blob | Gap]:
        """All folders, then what has no stream."""
        filled = iter([(index, file) for index, file in enumerate(self._files) if file.stream])
        at = _START.size + self._streams.at
        packed = iter(self._streams.packed)
        for number, (folder, parts) in enumerate(zip(self._streams.folders, self._streams.parts, strict=True)):
            extents: list[tuple[int, int]] = []
            for _ in folder.packed:
                size = next(packed, 0)
                extents.append((min(at, len(self._desk.data)), min(at + size, len(self._desk.data))))
                at += size
            start, slices, sums = 0, list[Slice](), list[int | None]()
            for size, crc in parts:
                index, file = next(filled, (None, None))
                slices.append(Slice(file.name if file else None, index, start, size))
                sums.append(crc)
                start += size
                if file and file.link:
                    yield self._desk.gap("link", inner=self._layer(slices[-1]))
            yield from self._folder(number, folder, extents, slices, sums)
            if at > len(self._desk.data):
                yield self._desk.gap("truncated", size=at - len(self._desk.data), detail=f"folder {number}")
        for index, file in enumerate(self._files):
            if not file.stream and not file.folder:
                yield self._desk.stored("7z-member", 0, 0, name=file.name, index=index)

    @staticmethod
    def _layer(part: Slice) -> Layer:
        return Layer(kind="7z-member", name=part.name, index=part.ordinal)

    def _folder(
        self,
        number: int,
        folder: Folder,
        extents: list[tuple[int, int]],
        slices: list[Slice],
        sums: list[int | None],
    ) -> Iterator[Blob | Gap]:
        names = f"{len(slices)} files" if len(slices) != 1 else "1 file"
        if any(coder.method == AES for coder in folder.coders):
            yield from _closed(self._desk, extents, "encrypted", "", names)
            return
        try:
            steps = transform(folder)
            single = len(slices) == 1 and slices[0].size == folder.size
            kind, name, index = ("7z-member", *slices[0][:2]) if single else ("7z-folder", None, number)
            parts = (
                self._tied(folder, extents, kind, name, index)
                if steps is None
                else self._straight(steps, extents[0], folder.size, kind, name, index)
            )
            for part in parts:
                if isinstance(part, Blob):
                    yield from self._differing(part.data, slices, sums)
                    part.form = None if single else Slices("7z-folder", "7z-member", slices)
                yield part
        except (UnknownCoderError, LookupError) as error:
            yield from _closed(self._desk, extents, "unsupported-method", str(error).strip("'"), names)
        except ValueError as error:
            yield from _closed(self._desk, extents, "damaged", str(error), names)
        except NoRoomError as error:
            yield self._desk.gap("no-room-to-spill", size=folder.size, detail=str(error))

    def _straight(
        self, steps: str, extent: tuple[int, int], size: int, kind: str, name: bytes | None, index: int | None
    ) -> Iterator[Blob | Gap]:
        if steps:
            yield from self._desk.unpacked(kind, *extent, steps, name=name, index=index, size=size, called=name)
        else:
            self._desk.account.claim(*extent)
            yield self._desk.stored(kind, *extent, name=name, index=index)

    def _tied(
        self, folder: Folder, extents: list[tuple[int, int]], kind: str, name: bytes | None, index: int | None
    ) -> Iterator[Blob | Gap]:
        desk, size = self._desk, len(self._desk.data)
        stored = sum(end - start for start, end in extents)
        desk.budget.member()
        streams = [desk.data[start:end] for start, end in extents]
        data = decoded(folder, streams, desk.budget.room(stored), desk.budget.limits.in_memory)
        desk.budget.take(len(data))
        for start, end in extents:
            desk.account.claim(start, end)
        yield desk.child(data, Layer(kind=kind, name=name, index=index, extent=(0, size), transform=AGAIN + "7z"))

    def _differing(self, data: memoryview, slices: list[Slice], sums: list[int | None]) -> Iterator[Gap]:
        for part, crc in zip(slices, sums, strict=True):
            end = part.start + part.size
            if crc is not None and end <= len(data) and isal_zlib.crc32(data[part.start : end]) != crc:
                yield self._desk.gap("checksum-differs", inner=self._layer(part))
