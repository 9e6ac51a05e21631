"""A compiled schema of FlatBuffers, written after ``reflection.fbs``: parents first, what they name behind them."""

import struct
from collections.abc import Mapping, Sequence

from sousveil.model.place import Place

NAME = "schema/face.bfbs"
Part = bytes | str | list["Part"] | dict[int, "Part"]
"""A number as its bytes, a text, a list of tables or texts, a table by the places of its fields."""
_BASES = {"ubyte": 4, "int": 7, "float": 11, "string": 13}


def _write(out: bytearray, part: Part) -> int:
    """Puts a part down, and gives where it begins."""
    out += bytes(-len(out) % 8)
    if isinstance(part, str):
        raw = part.encode()
        out += struct.pack("<I", len(raw)) + raw + b"\0"
        return len(out) - len(raw) - 5
    if isinstance(part, list):
        at = len(out)
        out += struct.pack("<I", len(part)) + bytes(4 * len(part))
        _fill(out, [(at + 4 + 4 * number, inner) for number, inner in enumerate(part)])
        return at
    assert isinstance(part, dict)
    rows = len(out)
    size = 4 + 2 * (max(part, default=-1) + 1)
    out += struct.pack("<HH", size, 4 + 8 * len(part)) + bytes(size - 4)
    out += bytes(-(len(out) + 4) % 8)
    at = len(out)
    out += struct.pack("<i", at - rows)
    later: list[tuple[int, Part]] = []
    for number, inner in part.items():
        struct.pack_into("<H", out, rows + 4 + 2 * number, len(out) - at)
        if isinstance(inner, bytes):
            out += inner.ljust(8, b"\0")
        else:
            later.append((len(out), inner))
            out += bytes(8)
    _fill(out, later)
    return at


def _fill(out: bytearray, parts: Sequence[tuple[int, Part]]) -> None:
    for at, inner in parts:
        struct.pack_into("<I", out, at, _write(out, inner) - at)


def schema(enums: Mapping[str, Sequence[str]], tables: Mapping[str, Mapping[str, str]], said: str = "") -> bytes:
    """Enumerations with their members, tables with the types of their fields; ``[]`` before one for a list."""
    numbers = list(enums), list(tables)

    def type_(written: str) -> Part:
        inner = written.removeprefix("[]")
        base = 15 if inner in tables else 4 if inner in enums else _BASES[inner]
        found: dict[int, Part] = {0: bytes([14 if inner != written else base])}
        if inner != written:
            found[1] = bytes([base])
        index = next((known.index(inner) for known in numbers if inner in known), -1)
        return found | ({2: struct.pack("<i", index)} if index >= 0 else {})

    kinds: list[Part] = [
        {0: name, 1: [{0: member, 1: struct.pack("<q", at)} for at, member in enumerate(members)], 5: [said or name]}
        for name, members in enums.items()
    ]
    objects: list[Part] = [
        {0: name, 1: [{0: field, 1: type_(written)} for field, written in fields.items()]}
        for name, fields in tables.items()
    ]
    out = bytearray(b"\0\0\0\0BFBS")
    _fill(out, [(0, {0: objects, 1: kinds})])
    return bytes(out)


FACE = (
    {"Tarn.Edge.Race": ("Unknown", "White", "Black", "Indian", "MiddleEastern")},
    {
        "Tarn.Edge.FaceResult": {"age": "ubyte", "glasses": "ubyte", "race": "Tarn.Edge.Race", "race_score": "float"},
        "Tarn.Edge.Frame": {"faces": "[]Tarn.Edge.FaceResult", "camera": "string"},
    },
)


def build() -> bytes:
    return schema(*FACE, said=" Race of a detected face.")


def places() -> list[Place]:
    at = build().index(b"MiddleEastern")
    return [Place(at, at + 13, 0, "utf-8")]
