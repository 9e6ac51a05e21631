"""Installers of Inno Setup as they stand behind the program that unpacks them, written after its published records."""

import hashlib
import lzma
import struct
import zlib
from collections.abc import Callable, Mapping

from tests.samples.opening.payload import FILES


def lzma1(data: bytes) -> bytes:
    alone = lzma.compress(data, lzma.FORMAT_ALONE)
    return alone[:5] + alone[13:]


def lzma2(data: bytes) -> bytes:
    chain = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    return bytes([16]) + lzma.compress(data, lzma.FORMAT_RAW, filters=chain)


def framed(data: bytes, *, wide: bool = False, pack: Callable[[bytes], bytes] | None = lzma1) -> bytes:
    """A block: the checksum of its header, its size, how it is packed, pieces with a checksum each."""
    stored = pack(data) if pack else data
    body = b"".join(
        struct.pack("<I", zlib.crc32(stored[at : at + 4096])) + stored[at : at + 4096]
        for at in range(0, len(stored), 4096)
    )
    header = struct.pack("<QB" if wide else "<IB", len(body), 1 if pack else 0)
    return struct.pack("<I", zlib.crc32(header)) + header + body


def string(text: str, *, wide: bool) -> bytes:
    raw = text.encode("utf-16-le") if wide else text.encode("gb18030")
    return struct.pack("<I", len(raw)) + raw


class Slices:
    """Files of data beside the program, none larger than ``most`` bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.files = [b""]

    def put(self, chunk: bytes) -> tuple[int, int, int]:
        """The first and the last file that hold the chunk, and where it begins in the first."""
        if len(self.files[-1]) + 16 > self.most:
            self.files.append(b"")
        self.files[-1] = self.files[-1] or bytes(12)
        first, offset = len(self.files) - 1, len(self.files[-1])
        while chunk:
            room = self.most - len(self.files[-1])
            self.files[-1] += chunk[:room]
            chunk = chunk[room:]
            self.files += [bytes(12)] if chunk else []
        return first, len(self.files) - 1, offset

    def whole(self) -> list[bytes]:
        return [b"idska32\x1a" + struct.pack("<I", len(one)) + one[12:] for one in self.files]


def installer(
    files: Mapping[str, bytes], *, version: str = "5.5.7", wide: bool = True, solid: bool = True,
    pack: Callable[[bytes], bytes] | None = lzma2, stored_as: Callable[[bytes], bytes] = lambda data: data,
    newest: bool = False, locked: bool = False, slices: Slices | None = None,
    called: tuple[str, ...] = ("Example", "Example 1.0", "", "Nobody"),
) -> bytes:  # fmt: skip
    """``stored_as`` is what was done to a file before it was packed. ``newest``: the records of version 7.

    ``locked``: such an installer says that all of it is encrypted. ``slices`` takes the chunks, which are then not in
    what comes out.
    """
    chunks = b""
    places: list[bytes] = []
    records: list[bytes] = []
    groups = [list(files.items())] if solid else [[item] for item in files.items()]
    for group in groups:
        stream = b"".join(stored_as(data) for _, data in group)
        packed = pack(stream) if pack else stream
        at = 0
        where = slices.put(b"zlb\x1a" + packed) if slices else (0, 0, len(chunks))
        for name, data in group:
            check = hashlib.sha256(data).digest() if newest else hashlib.sha1(data, usedforsecurity=False).digest()
            layout = f"<II{'Q' if newest else 'I'}QQQ{len(check)}sQII"
            places.append(struct.pack(layout, *where, at, len(data), len(packed), check, 1, 2, 3))
            places.append(b"\x09" if newest else struct.pack("<H", 0x85))
            at += len(data)
            others = [string(text, wide=wide) for text in ("", "", "", "", "", "check()", "", "")]
            others += [string("", wide=wide)] * 5 + [struct.pack("<I33x", 0)] if newest else []
            number = len(records)
            records.append(
                string("", wide=wide) + string("{app}\\" + name.replace("/", "\\"), wide=wide) + b"".join(others)
                + bytes(20) + struct.pack("<IIqh6x", number, 32, 0, -1)
            )  # fmt: skip
        chunks += b"" if slices else b"zlb\x1a" + packed
    header = b"".join(string(text, wide=wide) for text in called) + bytes(60)
    header += b"".join(string("{app}\\folder", wide=wide) + bytes(50) for _ in range(3)) + b"".join(records)
    mark = f"Inno Setup Setup Data ({version}){' (u)' if wide else ''}".encode().ljust(64, b"\0")
    setup = mark + (bytes(4) + bytes([2 if locked else 0]) + bytes(48) if newest else b"")
    return chunks + setup + b"".join(framed(part, wide=newest) for part in (header, b"".join(places), b"MZ program"))


def build() -> bytes:
    return installer({name.decode("utf-8", "replace"): data for name, data in FILES.items()})
