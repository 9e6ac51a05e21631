"""An ELF object with packed sections: zlib and Zstandard as the gABI says, zlib as GNU wrote it before, and xz."""

import lzma
import struct
import zlib

import zstandard

from tests.samples.opening.payload import FILES

ZLIB, ZSTD = 1, 2


def packed(data: bytes, method: int, *, wide: bool = True, order: str = "<", size: int | None = None) -> bytes:
    """A section as ``SHF_COMPRESSED`` has it."""
    stream = zlib.compress(data) if method == ZLIB else zstandard.ZstdCompressor().compress(data)
    size = len(data) if size is None else size
    head = struct.pack(order + "IIQQ", method, 0, size, 1) if wide else struct.pack(order + "III", method, size, 1)
    return head + stream


def gnu(data: bytes) -> bytes:
    """A ``.zdebug_`` section."""
    return b"ZLIB" + struct.pack(">Q", len(data)) + zlib.compress(data)


def image(sections: list[tuple[bytes, int, bytes]], *, wide: bool = True, order: str = "<") -> bytes:
    """An object with ``sections``: (name, flags, bytes)."""
    table = struct.Struct(order + ("IIQQQQIIQQ" if wide else "IIIIIIIIII"))
    size = 64 if wide else 52
    strings, body, headers = b"\0", b"", [bytes(table.size)]
    for name, flags, data in sections:
        headers.append(table.pack(len(strings), 1, flags, 0, size + len(body), len(data), 0, 0, 1, 0))
        strings += name + b"\0"
        body += data
    headers.append(table.pack(len(strings), 3, 0, 0, size + len(body), len(strings) + 10, 0, 0, 1, 0))
    body += strings + b".shstrtab\0"
    layout = "HHIQQQIHHHHHH" if wide else "HHIIIIIHHHHHH"
    head = struct.pack(
        order + layout, 1, 62, 1, 0, 0, size + len(body), 0, size, 0, 0, table.size, len(headers), len(headers) - 1
    )
    mark = b"\x7fELF" + bytes([2 if wide else 1, 1 if order == "<" else 2, 1])
    return mark.ljust(16, b"\0") + head + body + b"".join(headers)


def build() -> bytes:
    first, second, third = FILES.values()
    inner = image([(b".names", 0, third)])
    return image(
        [
            (b".text", 0, b"\x90" * 40),
            (b".debug_str", 0x800, packed(first, ZLIB)),
            (b".debug_line_str", 0x800, packed(second, ZSTD)),
            (b".zdebug_info", 0, gnu(b"old " + first)),
            (b".gnu_debugdata", 0, lzma.compress(inner)),
        ]
    )
