"""A stream of types of an invented camera maker: an enum, an announced record, records with it, an event with these."""

import struct
from collections.abc import Sequence

from sousveil.model.place import Place
from tests.samples.dwarf import Product

NAME = "types"
PRODUCT = Product(
    enum="tls::FaceEthnicity",
    members=(("Unknown", -1), ("Uyghur", 1), ("Han", 2), ("Hui", 70_000)),
    record="tls::FaceAttributes",
    fields=("age", "gender", "glasses"),
    slot="ethnicity",
    event="tls::FaceAlarmEvent",
    event_fields=("timestamp", "channel"),
    payload="face",
    function="IsUyghur",
)
_INT = 0x74


def number(value: int) -> bytes:
    """A number as members have it."""
    if 0 <= value < 0x8000:
        return struct.pack("<H", value)
    return struct.pack("<Hh", 0x8001, value) if -0x8000 <= value < 0 else struct.pack("<HI", 0x8004, value)


def _aligned(raw: bytes) -> bytes:
    left = -len(raw) % 4
    return raw + bytes(0xF0 + each for each in range(left, 0, -1))


def record(kind: int, body: bytes) -> bytes:
    """A record with its length and kind, aligned to four bytes."""
    body = _aligned(bytes(2) + struct.pack("<H", kind) + body)[2:]
    return struct.pack("<H", len(body)) + body


def records(product: Product = PRODUCT) -> list[bytes]:
    """The records, the first of which has the number 0x1000."""

    def member(name: str, type_: int, offset: int) -> bytes:
        return _aligned(struct.pack("<HHI", 0x150D, 3, type_) + number(offset) + name.encode() + b"\0")

    def values() -> bytes:
        parts = (struct.pack("<HH", 0x1502, 3) + number(v) + n.encode() + b"\0" for n, v in product.members)
        return b"".join(map(_aligned, parts))

    def named(kind: int, fields: int, name: str, count: int, flags: int = 0) -> bytes:
        if kind == 0x1507:
            return record(kind, struct.pack("<HHII", count, flags, _INT, fields) + name.encode() + b"\0")
        return record(kind, struct.pack("<HHIII", count, flags, fields, 0, 0) + number(16) + name.encode() + b"\0")

    method = _aligned(struct.pack("<HHI", 0x1511, 3, 0) + product.function.encode() + b"\0")
    slots = b"".join(member(name, _INT, 4 * at) for at, name in enumerate(product.fields))
    inner = b"".join(member(name, _INT, 4 * at) for at, name in enumerate(product.event_fields))
    return [
        record(0x1203, values()),  # 0x1000
        named(0x1507, 0x1000, product.enum, len(product.members)),  # 0x1001
        named(0x1505, 0, product.record, 0, 0x80),  # 0x1002: announced
        record(0x1001, struct.pack("<IH", 0x1001, 1)),  # 0x1003: const
        record(0x1203, slots + member(product.slot, 0x1003, 4 * len(product.fields)) + method),  # 0x1004
        named(0x1505, 0x1004, product.record, 5),  # 0x1005
        record(0x1203, inner + member(product.payload, 0x1002, 4 * len(product.event_fields))),  # 0x1006
        named(0x1504, 0x1006, product.event, 3),  # 0x1007
    ]


def build(product: Product = PRODUCT) -> bytes:
    """The stream with its header."""
    found = records(product)
    body = b"".join(found)
    header = struct.pack("<IIIII", 20040203, 56, 0x1000, 0x1000 + len(found), len(body))
    return header + struct.pack("<HHIIIIIIII", 0xFFFF, 0xFFFF, 4, 0x3FFFF, 0, 0, 0, 0, 0, 0) + body


def parts(found: Sequence[bytes]) -> bytes:
    """Records as a section of an object has them."""
    return struct.pack("<I", 4) + b"".join(found)


def places() -> list[Place]:
    """The value of the enum."""
    data = build()
    return [Place(data.index(b"Uyghur"), data.index(b"Uyghur") + 6, 0, "ascii")]
