"""A shared library of an invented camera maker, byte by byte: two functions, one needed, and a table of labels."""

import struct
from collections.abc import Sequence

from sousveil.model.place import Place

NAME = "libnvxface.so"
LABELS = ("age", "Asian", "黑种人", "White", "byEthnic=%d")
SYMBOLS = (("NVX_GetFaceRace", 1), ("NVX_GetAge", 1), ("ext_race_model", 0))


def build(
    labels: Sequence[str] = LABELS,
    *,
    sections: bool = True,
    encoding: str = "utf-8",
    symbols_: Sequence[tuple[str, int]] = SYMBOLS,
) -> bytes:
    """64-bit, little-endian; ``sections=False`` leaves the section headers out, as strippers do.

    ``symbols_`` are the dynamic symbols with the number of their section, 0 for what is needed.
    """
    names = b"\0"
    symbols = bytes(24)
    for name, section in symbols_:
        symbols += struct.pack("<IBBHQQ", len(names), 0x12, 0, section, 0x1000 * section, 16)
        names += name.encode() + b"\0"
    text = (
        b"\x55\x48\x89\xe5\x90\xc3\x01\x02\0" + b"\0".join(label.encode(encoding) for label in labels) + b"\0\x01\x02"
    )
    headers = 64 + 2 * 56
    at = {"symbols": headers, "names": headers + len(symbols)}
    at["text"] = at["names"] + len(names)
    at["dynamic"] = at["text"] + len(text)
    dynamic = struct.pack("<QQQQQQQQ", 5, at["names"], 6, at["symbols"], 10, len(names), 0, 0)
    at["sections"] = at["dynamic"] + len(dynamic)
    table = bytes(64)
    for kind, offset, size, link in (
        (11, at["symbols"], len(symbols), 2), (3, at["names"], len(names), 0), (1, at["text"], len(text), 0),
    ):  # fmt: skip
        table += struct.pack("<IIQQQQIIQQ", 0, kind, 2, offset, offset, size, link, 0, 8, 24)
    whole = at["sections"] + (len(table) if sections else 0)
    shown = (at["sections"], 64, 4) if sections else (0, 64, 0)
    head = (
        b"\x7fELF\2\1\1"
        + bytes(9)
        + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, shown[0], 0, 64, 56, 2, shown[1], shown[2], 0)
    )
    programs = struct.pack("<IIQQQQQQ", 1, 5, 0, 0, 0, whole, whole, 4096)
    programs += struct.pack(
        "<IIQQQQQQ", 2, 6, at["dynamic"], at["dynamic"], at["dynamic"], len(dynamic), len(dynamic), 8
    )
    return head + programs + symbols + names + text + dynamic + (table if sections else b"")


def places() -> list[Place]:
    """The label, and the name of the function."""
    data = build()
    found = [(data.index(word.encode()), word.encode()) for word in ("FaceRace", "黑种人")]
    return [Place(start, start + len(raw), 0, "utf-8") for start, raw in found]
