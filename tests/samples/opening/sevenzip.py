"""7z archives, written field by field: solid folders of any coders, packed headers, encrypted ones."""

import bz2
import lzma
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import lz4.frame
import zstandard

from tests.samples.opening.payload import FILES
from tests.samples.opening.zip import deflate

COPY, LZMA1, LZMA2, DEFLATE, BZIP2 = b"\x00", b"\x03\x01\x01", b"\x21", b"\x04\x01\x08", b"\x04\x02\x02"
ZSTD, LZ4, PPMD, AES = b"\x04\xf7\x11\x01", b"\x04\xf7\x11\x04", b"\x03\x04\x01", b"\x06\xf1\x07\x01"
DELTA, X86, ARM = b"\x03", b"\x03\x03\x01\x03", b"\x03\x03\x05\x01"
_RAW = {LZMA1: lzma.FILTER_LZMA1, LZMA2: lzma.FILTER_LZMA2}
_SCREENS = {DELTA: lzma.FILTER_DELTA, X86: lzma.FILTER_X86, ARM: lzma.FILTER_ARM}
_PACK = {
    COPY: bytes, DEFLATE: deflate, BZIP2: bz2.compress, ZSTD: zstandard.ZstdCompressor().compress,
    LZ4: lz4.frame.compress,
}  # fmt: skip
_DICTIONARY = 1 << 16


def number(value: int) -> bytes:
    for extra in range(8):
        if value < 1 << (7 * (extra + 1)):
            first = (0xFF00 >> extra & 0xFF) | value >> (8 * extra)
            return bytes([first]) + (value & ((1 << 8 * extra) - 1)).to_bytes(extra, "little")
    return b"\xff" + value.to_bytes(8, "little")


def pack(data: bytes, method: bytes) -> tuple[bytes, bytes]:
    """What a coder makes of ``data``, and its properties."""
    if method in _RAW:
        raw = lzma.compress(data, lzma.FORMAT_RAW, filters=[{"id": _RAW[method], "dict_size": _DICTIONARY}])
        return raw, b"\x5d" + struct.pack("<I", _DICTIONARY) if method == LZMA1 else b"\x08"
    if method in _SCREENS:
        chain = [{"id": _SCREENS[method]}, {"id": lzma.FILTER_LZMA2}]
        raw = lzma.compress(data, lzma.FORMAT_RAW, filters=chain)
        return lzma.decompress(raw, lzma.FORMAT_RAW, filters=chain[1:]), b"\0" if method == DELTA else b""
    return _PACK.get(method, bytes)(data), b""


@dataclass
class Folder:
    """Files packed as one by ``methods``, the first of which is what the reader undoes last."""

    files: Mapping[bytes, bytes]
    methods: tuple[bytes, ...] = (LZMA1,)
    crc: int | None = None
    packed: bytes = field(init=False)
    coders: bytes = field(init=False)
    sizes: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.packed, self.sizes, coders = b"".join(self.files.values()), [], b""
        for method in self.methods:
            self.sizes.insert(0, len(self.packed))
            self.packed, properties = pack(self.packed, method)
            more = number(len(properties)) + properties if properties else b""
            # As 7-Zip has it: the coder that reads from the archive comes first.
            coders = bytes([len(method) | (0x20 if properties else 0)]) + method + more + coders
        ties = b"".join(number(n + 1) + number(n) for n in range(len(self.methods) - 1))
        self.coders = number(len(self.methods)) + coders + ties


def streams(folders: list[Folder], at: int, *, parts: bool = True) -> bytes:
    out = b"\x06" + number(at) + number(len(folders)) + b"\x09" + b"".join(number(len(f.packed)) for f in folders)
    out += b"\x00\x07\x0b" + number(len(folders)) + b"\x00" + b"".join(f.coders for f in folders)
    out += b"\x0c" + b"".join(number(size) for f in folders for size in f.sizes) + b"\x00"
    if parts:
        sums = [zlib.crc32(data) if f.crc is None else f.crc for f in folders for data in f.files.values()]
        out += b"\x08\x0d" + b"".join(number(len(f.files)) for f in folders)
        out += b"\x09" + b"".join(number(len(data)) for f in folders for data in list(f.files.values())[:-1])
        out += b"\x0a\x01" + struct.pack(f"<{len(sums)}I", *sums) + b"\x00"
    return out + b"\x00"


def utf16(name: bytes) -> bytes:
    return name.decode("utf-8", "replace").encode("utf-16-le") + bytes(2)


def properties(names: list[bytes], empty: int, attributes: dict[int, int]) -> bytes:
    """A FilesInfo; the last ``empty`` files have no stream."""
    count = len(names)
    texts = b"\x00" + b"".join(utf16(name) for name in names)
    out = b"\x05" + number(count)
    if empty:
        bits = sum(0x80 >> (n % 8) << 8 * (n // 8) for n in range(count - empty, count))
        raw = bits.to_bytes((count + 7) // 8, "little")
        out += b"\x0e" + number(len(raw)) + raw + b"\x0f" + number((empty + 7) // 8) + b"\xff" * ((empty + 7) // 8)
    out += b"\x11" + number(len(texts)) + texts
    if attributes:
        raw = b"\x01\x00" + b"".join(struct.pack("<I", attributes.get(n, 0)) for n in range(count))
        out += b"\x15" + number(len(raw)) + raw
    return out + b"\x00"


def archive(
    folders: list[Folder],
    *,
    packed: tuple[bytes, ...] = (),
    empty: tuple[bytes, ...] = (),
    attributes: dict[int, int] | None = None,
) -> bytes:
    """``packed``: the methods by which the header is packed; ``empty``: names of files without bytes."""
    names = [name for folder in folders for name in folder.files] + list(empty)
    body = b"".join(folder.packed for folder in folders)
    header = b"\x01" + (b"\x04" + streams(folders, 0) if folders else b"")
    header += properties(names, len(empty), attributes or {}) + b"\x00"
    if packed:
        inner = Folder({b"": header}, packed)
        header = b"\x17" + streams([inner], len(body), parts=False)
        body += inner.packed
    start = struct.pack("<QQI", len(body), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + body + header


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    (name, data), *others = files.items()
    return archive([Folder(dict(others), (X86, LZMA1)), Folder({name: data}, (LZMA2,))], packed=(LZMA1,))
