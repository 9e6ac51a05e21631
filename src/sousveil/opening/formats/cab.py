"""Cabinets. Source: [MS-CAB] Microsoft Cabinet File Format (CFHEADER, CFFOLDER, CFFILE, CFDATA)."""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.slices import Slice, Slices
from sousveil.opening.formats.tooled import Missing, rest_by_tool
from sousveil.opening.tools import SEVENZIP

_HEADER = struct.Struct("<4sIIIIIBBHHHHH")
_PREVIOUS, _NEXT, _RESERVE = 1, 2, 4
_CONTINUED = 0xFFFD
"""This number of a folder and those above: the file goes on in another cabinet, or comes from one."""
_UTF = 0x80
_LONGEST = 1 << 12
_PACKINGS = {0: "stored", 1: "MSZIP", 2: "Quantum", 3: "LZX"}


class Cab:
    """See the module."""

    name = "cab"
    also: tuple[str, ...] = ("cab", "msu", "inside msi and set-up programs")
    first = b"M"
    recognised = "MSCF, its reserved zeros, and version 1.3"
    limits: tuple[str, ...] = (
        "Folders packed with LZX or Quantum need 7-Zip; without it they are a gap.",
        "Cabinets of a set are opened each on its own: files that go on in another one are told.",
        "The checksums of blocks are not compared.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """``MSCF``, zero, version 1.3."""
        return start[:8] == b"MSCF\0\0\0\0" and len(data) >= _HEADER.size and start[24:26] == b"\x03\x01"

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The folders, each a stream with its files as slices."""
        try:
            cabinet = _Cabinet(desk)
        except (struct.error, ValueError) as error:
            yield desk.gap("truncated", detail=f"the directory: {error}")
            return
        for start, end in cabinet.asides:
            yield desk.aside(start, end)
        if cabinet.set:
            yield desk.gap("part-of-set", detail=cabinet.set)
        if cabinet.size > len(desk.data):
            yield desk.gap("truncated", size=cabinet.size - len(desk.data))
        yield from cabinet.folders()


class _Cabinet:
    """The directory of a cabinet. ``set``: what it says of the set that it is part of."""

    def __init__(self, desk: Desk) -> None:
        """Parse and claim it. Raises ``ValueError`` and ``struct.error``."""
        data = desk.data
        fields = _HEADER.unpack_from(data)
        self.size, at_files, count, files, flags = fields[2], fields[4], fields[8], fields[9], fields[10]
        self._desk = desk
        self._blocks = len(data) // 8  # more of them there cannot be, unless folders share them
        self.asides: list[tuple[int, int]] = []
        at, in_folder, self._reserved = _HEADER.size, 0, 0
        if flags & _RESERVE:
            length, in_folder, self._reserved = struct.unpack_from("<HBB", data, at)
            self._aside(at + 4, length)
            at += 4 + length
        names: list[bytes] = []
        for _ in range(2 * bool(flags & _PREVIOUS) + 2 * bool(flags & _NEXT)):
            name, at = self._text(at)
            names.append(name)
        self.set = ", ".join(ascii(name)[2:-1] for name in names[::2])
        self._folders: list[tuple[int, int, int]] = []
        for _ in range(count):
            self._folders.append(struct.unpack_from("<IHH", data, at))
            self._aside(at + 8, in_folder)
            at += 8 + in_folder
        desk.account.claim(0, at)
        self._parts: dict[int, list[Slice]] = {}
        self._broken: list[tuple[Layer, int]] = []
        self._files(at_files, files)

    def _aside(self, start: int, length: int) -> None:
        if start + length > len(self._desk.data):
            raise ValueError("it ends within what is reserved")
        if any(self._desk.data[start : start + length]):
            self.asides.append((start, start + length))

    def _text(self, at: int) -> tuple[bytes, int]:
        text = bytes(self._desk.data[at : at + _LONGEST])
        if 0 not in text:
            raise ValueError("a name without an end")
        name = text.split(b"\0", 1)[0]
        return name, at + len(name) + 1

    def _files(self, at: int, count: int) -> None:
        for index in range(count):
            size, offset, folder, _, _, _ = struct.unpack_from("<IIHHHH", self._desk.data, at)
            name, after = self._text(at + 16)
            self._desk.account.claim(at, after)
            at = after
            if folder >= _CONTINUED:
                self._broken.append((Layer(kind="cab-member", name=name, index=index), size))
            else:
                self._parts.setdefault(folder, []).append(Slice(name, index, offset, size))

    def folders(self) -> Iterator[Blob | Gap]:
        """What each folder holds, then what is not whole here, and what only a tool can open."""
        missing: list[Missing] = []
        read: set[bytes] = set()
        packings: set[str] = set()
        for number, (start, blocks, packing) in enumerate(self._folders):
            end = self._end(start, blocks)
            method = _PACKINGS.get(packing & 0xF, f"method {packing & 0xF}")
            parts = sorted(self._parts.get(number, ()), key=lambda part: part.start)
            if method not in {"stored", "MSZIP"}:
                if start < end:
                    missing.append(Missing(start, end))
                    packings.add(method)
                continue
            read |= {(part.name or b"").replace(b"\\", b"/") for part in parts}
            codec = f"cab-{method.lower()}:{self._reserved}"
            for blob in self._desk.unpacked("cab-folder", start, end, codec, index=number):
                if isinstance(blob, Blob):
                    blob.form = Slices("cab-folder", "cab-member", parts)
                yield blob
        for layer, size in self._broken:
            yield self._desk.gap("part-of-set", size=size, inner=layer, detail="it is not whole in this cabinet")
        if missing:
            yield from rest_by_tool(self._desk, SEVENZIP, "cab-unpacked", missing, read, ", ".join(sorted(packings)))

    def _end(self, at: int, blocks: int) -> int:
        """Where the blocks of a folder end."""
        data = self._desk.data
        for _ in range(blocks):
            if at + 8 > len(data) or self._blocks <= 0:
                break
            self._blocks -= 1
            at += 8 + self._reserved + int.from_bytes(data[at + 4 : at + 6], "little")
        return min(at, len(data))
