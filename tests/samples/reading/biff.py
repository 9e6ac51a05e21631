"""The stream of an old workbook, record by record, after [MS-XLS]."""

import struct
from collections.abc import Sequence

from sousveil.model.place import Place

NAME = "Workbook"
COLUMNS = ("Face picture", "Capture time", "民族 Ethnicity", "Age", "Glasses")
ROWS = tuple((f"{n}.jpg", f"2009-01-0{n}", "Uyghur" if n % 2 else "Han", 20 + n, "no") for n in range(1, 6))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _letters(text: str) -> tuple[int, bytes]:
    """The flags and bytes of a text: one byte for each letter where that is enough."""
    return (0, text.encode("latin-1")) if all(char < "\u0100" for char in text) else (1, text.encode("utf-16-le"))


def _shared(texts: Sequence[str], cut: int) -> bytes:
    """The table of texts; ``cut``: a record ends behind so many letters of the text that it is in, 0 for never."""
    body, records = struct.pack("<II", 99, len(texts)), []
    for number, text in enumerate(texts):
        flags, raw = _letters(text)
        rich = number % 3 == 1
        body += struct.pack("<HB", len(text), flags | (8 if rich else 0)) + (b"\1\0" if rich else b"")
        width = 1 + flags
        if cut and len(text) > cut:
            records.append(body + raw[: cut * width])
            body = bytes([flags]) + raw[cut * width :]
        else:
            body += raw
        body += b"\0\0\1\0" if rich else b""
    records.append(body)
    return b"".join(_record(0x3C if number else 0xFC, one) for number, one in enumerate(records))


def workbook(
    rows: Sequence[Sequence[str | int]], choices: Sequence[str] = (), *, cut: int = 0, sheet: str = "s"
) -> bytes:
    """One sheet."""
    texts: dict[str, int] = {}
    cells = b""
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int):
                cells += _record(0x27E, struct.pack("<HHHI", at, column, 0, value << 2 | 2))
            else:
                number = texts.setdefault(value, len(texts))
                cells += _record(0xFD, struct.pack("<HHHI", at, column, 0, number))
    if choices:
        flags, raw = _letters("\0".join(choices))
        count = len("\0".join(choices))
        held = struct.pack("<I", 3 | 0x80) + struct.pack("<HB", 1, 0) * 0 + b"\1\0\0\0" * 4
        held += struct.pack("<HHBBB", 3 + len(raw), 0, 0x17, count, flags) + raw + struct.pack("<HHI", 0, 0, 0)
        cells += _record(0x1BE, held)
    begin = bytes.fromhex("0006")
    flags, raw = _letters(sheet)
    out = _record(0x809, begin + struct.pack("<H", 5) + bytes(12))
    out += _record(0x85, struct.pack("<IBBBB", 0, 0, 0, len(sheet), flags) + raw)
    out += _shared(list(texts), cut) + _record(0x0A, b"")
    return out + _record(0x809, begin + struct.pack("<H", 16) + bytes(12)) + cells + _record(0x0A, b"")


def build() -> bytes:
    return workbook([COLUMNS, *ROWS], ["Han", "Uyghur"], cut=4)


def places() -> list[Place]:
    """A column, and what stands in a row."""
    data = build()
    column, row = "民族".encode("utf-16-le"), b"Uyghur"
    return [
        Place(data.index(column), data.index(column) + 4, 0, "utf-16-le"),
        Place(data.index(row), data.index(row) + 6, 0, "utf-8"),
    ]
