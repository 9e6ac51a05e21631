"""What stands behind the set-up programs of InstallShield, record by record as ISx reads them."""

import struct
import zlib
from collections.abc import Mapping

from tests.samples.opening.payload import FILES

_MAGIC = (0x13, 0x35, 0x86, 0x07)


def turned(data: bytes, name: bytes, unit: int) -> bytes:
    """``data`` as it is stored under the key of ``name``, which begins again after ``unit`` bytes (0: never)."""
    key = [byte ^ _MAGIC[at % 4] for at, byte in enumerate(name)]
    out = bytearray()
    for at, byte in enumerate(data):
        one = key[(at % unit if unit else at) % len(key)] ^ (~byte & 0xFF)
        out.append((one << 4 | one >> 4) & 0xFF)
    return bytes(out)


def stream(files: Mapping[bytes, bytes], *, flags: int = 6, packed: bool = True, kind: int = 3) -> bytes:
    """The newer layout, ``ISSetupStream``; names are UTF-8."""
    out = struct.pack("<14sHI8xH16x", b"ISSetupStream", len(files), kind, 8)
    for name, data in files.items():
        raw = name.decode("utf-8", "replace").encode("utf-16-le")
        key = name.decode("utf-8", "replace").encode()
        stored = zlib.compress(data) if packed else data
        if flags & 6:
            stored = turned(stored, key, 1024 if flags & 4 else 0)
        out += struct.pack("<II2xI8xH", len(raw), flags, len(stored), packed)
        out += bytes(24 if kind == 4 else 0) + raw + stored
    return out


def records(files: Mapping[bytes, bytes], *, flags: int = 6) -> bytes:
    """The older layout, ``InstallShield``."""
    out = struct.pack("<14sHI8xH16x", b"InstallShield", len(files), 0, 0)
    for name, data in files.items():
        stored = turned(data, name, 1024 if flags & 4 else 0) if flags & 6 else data
        out += struct.pack("<260sI4xI8xH30x", name, flags, len(stored), 0) + stored
    return out


def plain(files: Mapping[bytes, bytes], *, wide: bool = False) -> bytes:
    """The layout without a mark."""
    out = struct.pack("<I", len(files)) if wide else b""
    for name, data in files.items():
        for text in (name, b"Disk1\\" + name, b"1.0.0.0", b"%d" % len(data)):
            out += text.decode("utf-8", "replace").encode("utf-16-le") + b"\0\0" if wide else text + b"\0"
        out += data
    return out


def build() -> bytes:
    return stream(FILES)
