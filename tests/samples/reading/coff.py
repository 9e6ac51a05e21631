"""An object of an invented camera maker, as a static library for Windows holds it; members of import libraries."""

import struct
from collections.abc import Mapping, Sequence

from sousveil.model.place import Place

NAME = "face.obj"
SYMBOLS = (
    ("?Ethnicity@FaceAnalyzer@tls@@QEAA?AW4Race@2@AEBUFaceImage@2@@Z", 1, True),
    ("TLS_GetRace", 1, True),
    ("tls_race_model", 0, True),
    ("?kRaceNames@tls@@3PAPEBDA", 2, False),
)
"""(name, number of its section or 0 for what is needed, whether it is code)"""


def build(
    symbols: Sequence[tuple[str, int, bool]] = SYMBOLS,
    sections: Mapping[str, bytes] | None = None,
    machine: int = 0x8664,
    *,
    big: bool = False,
) -> bytes:
    """An object; ``sections`` come after code and data."""
    bodies = {".text": bytes(16), ".data": b"Asian\0Black\0White\0", **(sections or {})}
    head = 56 if big else 20
    at = head + 40 * len(bodies)
    strings, rows, content = b"", b"", b""
    for name, body in bodies.items():
        raw = name.encode()
        if len(raw) > 8:
            raw, strings = b"/%d" % (4 + len(strings)), strings + raw + b"\0"
        rows += struct.pack("<8sIIIIIIHHI", raw, 0, 0, len(body), at + len(content), 0, 0, 0, 0, 0x60000020)
        content += body
    table = b""
    for name, section, code in symbols:
        table += struct.pack("<II", 0, 4 + len(strings)) if len(name) > 8 else name.encode().ljust(8, b"\0")
        strings += name.encode() + b"\0" if len(name) > 8 else b""
        table += struct.pack("<IiHBB" if big else "<IhHBB", 0, section, 0x20 if code else 0, 2, 0)
    where = at + len(content)
    if big:
        mark = bytes.fromhex("c7a1bad1eebaa94baf20faf66aa4dcb8")
        header = struct.pack("<HHHHI", 0, 0xFFFF, 2, machine, 0) + mark + bytes(16)
        header += struct.pack("<III", len(bodies), where, len(symbols))
    else:
        header = struct.pack("<HHIIIHH", machine, len(bodies), 0, where, len(symbols), 0, 0)
    return header + rows + content + table + struct.pack("<I", 4 + len(strings)) + strings


def needed(name: str, library: str, *, data: bool = False, machine: int = 0x8664) -> bytes:
    """A member of an import library."""
    body = name.encode() + b"\0" + library.encode() + b"\0"
    return struct.pack("<HHHHIIHH", 0, 0xFFFF, 0, machine, 0, len(body), 0, int(data) | 4) + body


def places() -> list[Place]:
    """A method, a function, and a label."""
    data = build()
    found = (b"Ethnicity", b"GetRace", b"Asian")
    return [Place(data.index(raw), data.index(raw) + len(raw), 0, "ascii") for raw in found]
