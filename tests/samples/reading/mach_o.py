"""A library for macOS of an invented camera maker: symbols, a class and selectors of Objective-C, labels."""

import struct
from collections.abc import Mapping, Sequence

from sousveil.model.place import Place

NAME = "libtallis.dylib"
SYMBOLS = (
    ("_TLS_FaceEthnicity", 1, 1),
    ("_TLS_kRaceNames", 2, 1),
    ("_tls_race_model", 0, 1),
    ("-[TLSFace race]", 1, 0),
)
"""(name, number of its section or 0 for what is needed, whether others see it)"""
SECTIONS = {
    "__cstring": ("age", "Asian", "Black", "White", "ethnicity=%d"),
    "__objc_classname": ("TLSFaceAttributes",),
    "__objc_methname": ("setEthnicity:", "faceImage"),
}


def build(
    symbols: Sequence[tuple[str, int, int]] = SYMBOLS,
    sections: Mapping[str, Sequence[str]] = SECTIONS,
    more: Mapping[str, bytes] | None = None,
    *,
    order: str = "<",
    wide: bool = True,
) -> bytes:
    """A dynamic library; ``sections`` hold strings, ``more`` bytes. The first section is code, the second data."""
    bodies = {"__text": b"\x90\xc3" * 8, "__data": b"\1" * 7 + b"\0"}
    bodies |= {name: b"".join(each.encode() + b"\0" for each in texts) for name, texts in sections.items()}
    bodies |= more or {}
    head = 32 if wide else 28
    segment = (72 if wide else 56) + (80 if wide else 68) * len(bodies)
    at = head + segment + 24
    rows, content = b"", b""
    for name, body in bodies.items():
        where = at + len(content)
        layout = "16s16sQQIIIIIIII" if wide else "16s16sIIIIIIIII"
        flags = 0x80000400 if name == "__text" else 0
        rest = (0, 0, 0) if wide else (0, 0)
        rows += struct.pack(order + layout, name.encode(), b"__TEXT", where, len(body), where, 0, 0, 0, flags, *rest)
        content += body
    names, entries = b"\0", b""
    for name, section, public in symbols:
        kind = (0x0E if section else 0) | public
        entries += struct.pack(order + ("IBBHQ" if wide else "IBBHI"), len(names), kind, section, 0, 0)
        names += name.encode() + b"\0"
    tables = at + len(content)
    layout = "II16sQQQQIIII" if wide else "II16sIIIIIIII"
    command = struct.pack(order + layout, 0x19 if wide else 1, segment, b"__TEXT", 0, 0, 0, 0, 7, 5, len(bodies), 0)
    command += rows
    command += struct.pack(order + "IIIIII", 2, 24, tables, len(symbols), tables + len(entries), len(names))
    magic = struct.pack(order + "I", 0xFEEDFACF if wide else 0xFEEDFACE)
    header = magic + struct.pack(order + "IIIIII", 0x0100000C, 0, 6, 2, len(command), 0) + bytes(4 if wide else 0)
    return header + command + content + entries + names


def places() -> list[Place]:
    """A function, a selector, and a label."""
    data = build()
    return [
        Place(data.index(raw), data.index(raw) + len(raw), 0, "ascii") for raw in (b"FaceEth", b"Ethnicity:", b"Asian")
    ]
