"""A module of an invented camera library as Python 3.8 compiles it, written operation by operation."""

import struct

NAME = "nvx_structs.cpython-38.pyc"

_LOAD_BUILD_CLASS, _BUILD_LIST, _BUILD_TUPLE, _STORE, _CONST, _LOAD, _CALL, _MAKE = 71, 103, 102, 90, 100, 101, 131, 132


class Writer:
    """Marshals, with references for strings that come again."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def text(self, text: str) -> bytes:
        if text in self._known:
            return b"r" + struct.pack("<I", self._known[text])
        self._known[text] = len(self._known)
        raw = text.encode()
        if text.isascii():
            return b"\xda" + bytes([len(raw)]) + raw
        return b"\xf5" + struct.pack("<I", len(raw)) + raw

    def node(self, value: object) -> bytes:
        if value is None:
            return b"N"
        if isinstance(value, int):
            return b"i" + struct.pack("<i", value)
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bytes):
            return b"s" + struct.pack("<I", len(value)) + value
        if isinstance(value, tuple):
            return b")" + bytes([len(value)]) + b"".join(map(self.node, value))
        assert isinstance(value, Code)
        return value.marshal(self)


class Code:
    """A code object: its operations, constants and names."""

    def __init__(self, name: str, flags: int, operations: list[tuple[int, int]], consts: tuple, names: tuple) -> None:
        self.name, self.flags, self.operations, self.consts, self.names = name, flags, operations, consts, names

    def marshal(self, writer: Writer) -> bytes:
        head = b"c" + struct.pack("<6i", 0, 0, 0, 0, 4, self.flags)
        raw = bytes(byte for operation in self.operations for byte in operation)
        parts = (raw, self.consts, self.names, (), (), (), "nvx_structs.py", self.name)
        return head + b"".join(map(writer.node, parts)) + struct.pack("<i", 1) + writer.node(b"")


def _class(name: str, document: str, operations: list[tuple[int, int]], consts: tuple, names: tuple) -> Code:
    start = [(_LOAD, 0), (_STORE, 1), (_CONST, 0), (_STORE, 2), (_CONST, 1), (_STORE, 3)]
    before = ("__name__", "__module__", "__qualname__", "__doc__")
    return Code(name, 0x40, start + operations, (name, document, *consts), before + names)


def build() -> bytes:
    """An enum, a structure whose field has a kind, and a list."""
    kinds = _class(
        "NVX_RACE_KIND", "\n    人种;race kind\n    ", [(_CONST, 2), (_STORE, 4), (_CONST, 3), (_STORE, 5)], (0, 4),
        ("UNKNOWN", "UYGUR"),
    )  # fmt: skip
    face = _class(
        "NVX_FACE",
        "",
        [(_CONST, 2), (_LOAD, 4), (_BUILD_TUPLE, 2), (_CONST, 3), (_LOAD, 5), (_BUILD_TUPLE, 2), (_BUILD_LIST, 2),
         (_STORE, 6)],
        ("nAge", "emRace"),
        ("c_int", "NVX_RACE_KIND", "_fields_"),
    )  # fmt: skip
    operations = [(_CONST, 0), (_STORE, 0)]
    for code, name, base, target in ((1, 2, 1, 2), (3, 4, 3, 4)):
        operations += [(_LOAD_BUILD_CLASS, 0), (_CONST, code), (_CONST, name), (_MAKE, 0), (_CONST, name)]
        operations += [(_LOAD, base), (_CALL, 3), (_STORE, target)]
    operations += [(_CONST, 5), (_STORE, 5)]
    module = Code(
        "<module>",
        0x40,
        operations,
        ("The binding.", kinds, "NVX_RACE_KIND", face, "NVX_FACE", ("black", "white")),
        ("__doc__", "IntEnum", "NVX_RACE_KIND", "Structure", "NVX_FACE", "LABELS"),
    )
    return struct.pack("<HHIII", 3413, 0x0A0D, 0, 0, 0) + Writer().node(module)


def enumeration(name: str, members: dict[str, int]) -> tuple[Code, str, str]:
    """A class of numbers, with its name and base."""
    stores = [step for at in range(len(members)) for step in ((_CONST, 2 + at), (_STORE, 4 + at))]
    return _class(name, "", stores, tuple(members.values()), tuple(members)), name, "IntEnum"


def structure(name: str, fields: dict[str, str]) -> tuple[Code, str, str]:
    """A structure of ``ctypes``, with its name and base."""
    steps = [step for at in range(len(fields)) for step in ((_CONST, 2 + at), (_LOAD, 4 + at), (_BUILD_TUPLE, 2))]
    steps += [(_BUILD_LIST, len(fields)), (_STORE, 4 + len(fields))]
    return _class(name, "", steps, tuple(fields), (*fields.values(), "_fields_")), name, "Structure"


def module(*classes: tuple[Code, str, str]) -> bytes:
    """A module of these classes."""
    operations: list[tuple[int, int]] = []
    consts: list[object] = []
    names: list[str] = []
    for code, name, base in classes:
        consts += [code, name]
        names += [each for each in (base, name) if each not in names]
        at = len(consts) - 2
        operations += [(_LOAD_BUILD_CLASS, 0), (_CONST, at), (_CONST, at + 1), (_MAKE, 0), (_CONST, at + 1)]
        operations += [(_LOAD, names.index(base)), (_CALL, 3), (_STORE, names.index(name))]
    whole = Code("<module>", 0x40, operations, tuple(consts), tuple(names))
    return struct.pack("<HHIII", 3413, 0x0A0D, 0, 0, 0) + Writer().node(whole)
