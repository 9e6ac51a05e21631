"""A stripped program of Go, byte by byte: what its compiler leaves for reflection (``internal/abi/type.go``)."""

import struct
from collections.abc import Mapping, Sequence

Struct = Sequence[tuple[str, str, str]]
"""Fields: name, type (``int``, ``string``, a struct, ``[]`` or ``*`` before one), tag."""
_KINDS = {"int": 2, "float64": 14, "string": 24}
_BASE, _OFFSET = 0x400000, 0x1000
MODULES = (
    "path\tkite.example/gate\nmod\tkite.example/gate\t(devel)\t\ndep\tgithub.com/kite/face-race\tv1.4.2\th1:abc=\n"
)


def _name(text: str, tag: str = "", *, exported: bool = True) -> bytes:
    def counted(raw: bytes) -> bytes:
        return (bytes([len(raw)]) if len(raw) < 128 else bytes([len(raw) & 127 | 128, len(raw) >> 7])) + raw

    return bytes([exported | (2 if tag else 0)]) + counted(text.encode()) + (counted(tag.encode()) if tag else b"")


class _Maker:
    def __init__(self, structs: Mapping[str, Struct], *, filled: bool) -> None:
        self._structs, self._filled = structs, filled
        self.out = bytearray(b"C adds this".ljust(72, b"\0"))
        self.filled_in: list[tuple[int, int]] = []
        self._types: dict[str, int] = {}

    def put(self, raw: bytes, align: int = 1) -> int:
        self.out += bytes(-len(self.out) % align)
        self.out += raw
        return len(self.out) - len(raw)

    def point(self, at: int, to: int) -> None:
        where = _BASE + _OFFSET + to
        self.filled_in.append((_BASE + _OFFSET + at, where))
        struct.pack_into("<Q", self.out, at, 0 if self._filled else where)

    def type(self, written: str) -> int:
        if written in self._types:
            return self._types[written]
        kind = 25 if written in self._structs else {"[": 23, "*": 22}.get(written[0], 0) or _KINDS[written]
        fields = self._structs.get(written, ())
        size = 80 + 24 * len(fields) if kind == 25 else 56 if kind in {22, 23} else 48
        named = kind == 25
        text = self.put(_name(f"*{written}" if kind != 22 else written))
        at = self._types[written] = self.put(bytes(size), 32)
        flags = (2 if kind != 22 else 0) | (4 if named else 0)
        struct.pack_into("<QQIBBBBQQii", self.out, at, 8, 8, 7, flags, 8, 8, kind, 0, 0, text - 64, 0)
        if kind in {22, 23}:
            self.point(at + 48, self.type(written[2:] if kind == 23 else written[1:]))
        if kind == 25:
            self.point(at + 56, at + 80)
            struct.pack_into("<QQ", self.out, at + 64, len(fields), len(fields))
            for number, (name, type_, tag) in enumerate(fields):
                self.point(at + 80 + 24 * number, self.put(_name(name, tag)))
                self.point(at + 88 + 24 * number, self.type(type_))
        return at


def program(structs: Mapping[str, Struct], *, movable: bool = False, modules: str = MODULES) -> bytes:
    """A program for Linux. ``movable``: its pointers are filled in when it is loaded."""
    maker = _Maker(structs, filled=movable)
    for name in structs:
        maker.type(name)
    types = bytes(maker.out)
    fills = b"".join(struct.pack("<QQq", at, 8, to) for at, to in sorted(maker.filled_in))
    info = b"\xff Go buildinf:\x08\x02".ljust(32, b"\0") + b"\0" * 16 + modules.encode() + b"\0" * 16
    names = b"\0.rodata\0.go.buildinfo\0.rela.dyn\0.shstrtab\0"
    parts = [types, info, fills if movable else b"", names]
    labels = [b".rodata", b".go.buildinfo", b".rela.dyn", b".shstrtab"]
    at, table, body = _OFFSET, bytes(64), b""
    for label, part, kind in zip(labels, parts, (1, 1, 4, 3), strict=True):
        address = _BASE + at if kind in {1, 4} else 0
        table += struct.pack("<IIQQQQIIQQ", names.index(label), kind, 2, address, at, len(part), 0, 0, 8, 24)
        body += part
        at += len(part)
    head = b"\x7fELF\2\1\1" + bytes(9)
    head += struct.pack("<HHIQQQIHHHHHH", 3 if movable else 2, 62, 1, _BASE, 0, at, 0, 64, 56, 0, 64, 5, 4)
    return head.ljust(_OFFSET, b"\0") + body + table


FACES: dict[str, Struct] = {
    "gate.FaceTraits": (
        ("Age", "int", 'json:"age"'), ("Glasses", "int", 'json:"glasses"'), ("Mask", "int", 'json:"mask"'),
        ("Ethnicity", "string", 'json:"ethnicity,omitempty"'),
    ),
    "gate.FacePassedEvent": (("Door", "int", 'json:"door"'), ("Faces", "[]*gate.FaceTraits", 'json:"faces"')),
    "gate.Clock": (("Zone", "string", 'json:"zone"'), ("Second", "int", "")),
}  # fmt: skip
