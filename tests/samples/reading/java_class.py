"""A class file of an invented camera library, byte by byte: one face, with an annotation and two string constants."""

import struct

NAME = "NvxFace.class"


class Pool:
    """A constant pool in the making."""

    def __init__(self) -> None:
        self.entries: list[bytes] = []

    def add(self, raw: bytes) -> int:
        if raw not in self.entries:
            self.entries.append(raw)
        return self.entries.index(raw) + 1

    def utf8(self, text: str | bytes) -> int:
        raw = text.encode() if isinstance(text, str) else text
        return self.add(b"\x01" + struct.pack(">H", len(raw)) + raw)

    def named(self, tag: int, text: str | bytes) -> int:
        return self.add(struct.pack(">BH", tag, self.utf8(text)))

    def number(self, value: int) -> int:
        return self.add(struct.pack(">Bi", 3, value))


def attribute(pool: Pool, name: str, body: bytes) -> bytes:
    return struct.pack(">HI", pool.utf8(name), len(body)) + body


def annotation(pool: Pool, type_: str, text: str) -> bytes:
    body = struct.pack(">HHHHBH", 1, pool.utf8(type_), 1, pool.utf8("value"), ord("s"), pool.utf8(text))
    return attribute(pool, "RuntimeVisibleAnnotations", body)


def member(pool: Pool, flags: int, name: str, descriptor: str, *attributes: bytes) -> bytes:
    head = struct.pack(">HHHH", flags, pool.utf8(name), pool.utf8(descriptor), len(attributes))
    return head + b"".join(attributes)


def class_file(pool: Pool, flags: int, name: str, base: str, fields: list[bytes], methods: list[bytes]) -> bytes:
    this, super_ = pool.named(7, name), pool.named(7, base)
    return (
        b"\xca\xfe\xba\xbe\0\0\0\x34"
        + struct.pack(">H", len(pool.entries) + 1)
        + b"".join(pool.entries)
        + struct.pack(">HHHHH", flags, this, super_, 0, len(fields))
        + b"".join(fields)
        + struct.pack(">H", len(methods))
        + b"".join(methods)
        + b"\0\0"
    )


def build() -> bytes:
    """A record."""
    pool = Pool()
    pool.named(8, "维族提示")
    label = struct.pack(">H", pool.named(8, "民族"))
    fields = [
        member(
            pool, 1, "emRace", "Lcom/nvx/lib/NvxSdk$EM_RACE_KIND;", annotation(pool, "La/JsonProperty;", "RaceKind")
        ),
        member(pool, 1, "byEthnic", "[B"),
        member(pool, 0x19, "LABEL", "Ljava/lang/String;", attribute(pool, "ConstantValue", label)),
    ]
    methods = [member(pool, 1, "getRace", "()I"), member(pool, 1, "<init>", "()V")]
    return class_file(pool, 0x21, "com/nvx/lib/NvxSdk$NVX_FACE", "com/nvx/Structure", fields, methods)


def build_enum() -> bytes:
    """A Java enum."""
    pool = Pool()
    own = "Lcom/nvx/Race;"
    fields = [member(pool, 0x4019, each, own) for each in ("UNKNOWN", "UYGUR")]
    fields.append(member(pool, 0x101A, "$VALUES", "[" + own))
    return class_file(pool, 0x4031, "com/nvx/Race", "java/lang/Enum", fields, [])


def build_numbers() -> bytes:
    """An interface of numbers, as libraries before Java 5 list their kinds."""
    pool = Pool()
    fields = [
        member(pool, 0x19, each, "I", attribute(pool, "ConstantValue", struct.pack(">H", pool.number(value))))
        for value, each in enumerate(("NVX_RACE_UNKNOWN", "NVX_RACE_BLACK", "NVX_RACE_WHITE"))
    ]
    return class_file(pool, 0x601, "com/nvx/RaceKind", "java/lang/Object", fields, [])
