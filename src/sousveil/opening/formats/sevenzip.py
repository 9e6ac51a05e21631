"""7z archives. Source: ``7zFormat.txt`` of the LZMA SDK (public domain)."""

import re
import struct
from collections.abc import Iterator, Sequence

from isal import isal_zlib

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState, Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.links import LONGEST, told
from sousveil.opening.formats.sevenzip_coders import UnknownCoderError, encrypted, transform
from sousveil.opening.formats.sevenzip_decode import Work
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
from sousveil.opening.formats.tooled import Missing, rest_by_tool
from sousveil.opening.sink import NoRoomError
from sousveil.opening.tools import SEVENZIP
from sousveil.opening.transforms import AGAIN

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
        "Coders: copy, LZMA, LZMA2, bzip2, deflate, Zstandard, LZ4, delta, BCJ, BCJ2; others (PPMd ...) need 7-Zip.",
        "Encrypted folders are a gap without a password; where the header is encrypted, not even the names are known.",
        "Parts of a set (001 ...) in one folder of the target, or in one archive, are put together.",
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
                header = _header(desk, streams)
                if not header:
                    # Whoever encrypts the names has encrypted the files: all up to the header is that.
                    stop = max(end for _, end in _extents(desk, streams, 0))
                    yield from _closed(desk, [(_START.size, stop)], "encrypted", "", "the names are encrypted too")
                    return
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
    """What comes out of a packed header; nothing where no password opens it. Raises ``ValueError``."""
    if len(streams.folders) != 1:
        raise ValueError("a packed header in several folders")
    (folder,) = streams.folders
    extents = _extents(desk, streams, 0)
    room = min(_HEADER_MOST, desk.budget.room(sum(end - start for start, end in extents)))
    stored = [desk.data[start:end] for start, end in extents]
    found = _opened(desk, Work(folder, stored, room, _HEADER_MOST), [(folder.size, folder.crc)])
    if found is None:
        return b""
    for start, end in extents:
        desk.account.claim(start, end)
    desk.budget.take(len(found))
    return bytes(found)


def _opened(desk: Desk, work: Work, parts: Sequence[tuple[int, int | None]]) -> memoryview | None:
    """What comes out, with the password that fits where there must be one, else ``None``. Raises as ``Work.result``."""
    if not encrypted(work.folder):
        return work.result()
    for password in desk.budget.limits.passwords:
        try:
            found = work._replace(password=password).result()
        except (UnknownCoderError, LookupError):
            raise
        except ValueError:  # as a wrong password has it
            continue
        if not any(_differs(found, parts)):
            return found
    return None


def _differs(data: memoryview, parts: Sequence[tuple[int, int | None]]) -> Iterator[bool]:
    """Whether the checksum of each part, one behind the other, differs from the one that is said."""
    start = 0
    for size, crc in parts:
        end = start + size
        yield crc is not None and end <= len(data) and isal_zlib.crc32(data[start:end]) != crc
        start = end


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
        self._read: set[bytes] = set()
        self._missing: list[Missing] = []
        self._why: list[str] = []

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
            yield from self._folder(number, folder, extents, slices, sums)
            if at > len(self._desk.data):
                yield self._desk.gap("truncated", size=at - len(self._desk.data), detail=f"folder {number}")
        for index, file in enumerate(self._files):
            if not file.stream and not file.folder:
                yield self._desk.stored("7z-member", 0, 0, name=file.name, index=index)
                self._read |= {file.name} if file.name is not None else set()
        if self._missing:
            why = ", ".join(self._why)
            yield from rest_by_tool(self._desk, SEVENZIP, "7z-unpacked", self._missing, self._read, why)

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
        try:
            steps = None if encrypted(folder) else transform(folder)
            single = len(slices) == 1 and slices[0].size == folder.size
            kind, name, index = ("7z-member", *slices[0][:2]) if single else ("7z-folder", None, number)
            parts = (
                self._tied(folder, extents, slices, sums, kind, name, index)
                if steps is None
                else self._straight(steps, extents[0], folder.size, kind, name, index)
            )
            for part in parts:
                if isinstance(part, Blob) and part.state is None:
                    yield from self._differing(part.data, slices, sums)
                    yield from self._links(part.data, slices)
                    part.form = None if single else Slices("7z-folder", "7z-member", slices)
                yield part
            self._read |= {one.name for one in slices if one.name is not None}
        except (UnknownCoderError, LookupError) as error:
            first = slices[0].name if slices else None
            self._missing += [Missing(start, end, first) for start, end in extents]
            self._why.append(f"{str(error).strip(chr(39))}: {names}")
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
        self,
        folder: Folder,
        extents: list[tuple[int, int]],
        slices: list[Slice],
        sums: list[int | None],
        kind: str,
        name: bytes | None,
        index: int | None,
    ) -> Iterator[Blob | Gap]:
        desk, size = self._desk, len(self._desk.data)
        stored = sum(end - start for start, end in extents)
        desk.budget.member()
        streams = [desk.data[start:end] for start, end in extents]
        work = Work(folder, streams, desk.budget.room(stored), desk.budget.limits.in_memory)
        data = _opened(desk, work, [(part.size, crc) for part, crc in zip(slices, sums, strict=True)])
        if data is None:
            names = f"{len(slices)} files" if len(slices) != 1 else "1 file"
            yield from _closed(desk, extents, "encrypted", "", names)
            return
        desk.budget.take(len(data))
        for start, end in extents:
            desk.account.claim(start, end)
        yield desk.child(data, Layer(kind=kind, name=name, index=index, extent=(0, size), transform=AGAIN + "7z"))

    def _links(self, data: memoryview, slices: list[Slice]) -> Iterator[Gap]:
        for part in slices:
            if part.ordinal is not None and self._files[part.ordinal].link:
                target = bytes(data[part.start : part.start + min(part.size, LONGEST)])
                code, detail = told(part.name or b"", target)
                yield self._desk.gap(code, inner=self._layer(part), detail=detail)

    def _differing(self, data: memoryview, slices: list[Slice], sums: list[int | None]) -> Iterator[Gap]:
        parts = [(part.size, crc) for part, crc in zip(slices, sums, strict=True)]
        for part, differs in zip(slices, _differs(data, parts), strict=True):
            if differs:
                yield self._desk.gap("checksum-differs", inner=self._layer(part))
