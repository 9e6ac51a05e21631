"""An assembly of .NET of an invented camera maker, table by table, after ECMA-335, partition II."""

import struct

from sousveil.model.place import Place
from tests.samples.opening.pe import image

NAME = "NvxSdk.dll"
_ADDRESS = 0x1000
_ENUM, _OBJECT, _STRUCT, _DELEGATE = 1, 2, 3, 4
"""Rows of the types that others derive from."""
BASES = {"enum": _ENUM, "class": _OBJECT, "struct": _STRUCT, "delegate": _DELEGATE}
PRIMITIVES = {"void": 1, "bool": 2, "byte": 5, "int": 8, "uint": 9, "double": 13, "string": 14, "object": 0x1C}


def packed(number: int) -> bytes:
    """A compressed number."""
    return bytes([number]) if number < 0x80 else struct.pack(">H", 0x8000 | number)


class Heap:
    """A heap of strings or blobs: each once."""

    def __init__(self) -> None:
        self.data = bytearray(b"\0")
        self._known: dict[bytes, int] = {b"": 0, b"\0": 0}

    def put(self, raw: bytes) -> int:
        if raw not in self._known:
            self._known[raw] = len(self.data)
            self.data += raw
        return self._known[raw]


class Builder:
    """Collects types and their members; ``build`` lays them out."""

    def __init__(self) -> None:
        self.strings, self.blobs, self.texts = Heap(), Heap(), Heap()
        self.code = bytearray()
        tables = (1, 2, 4, 6, 8, 0xA, 0xB, 0xC, 0x15, 0x17, 0x1A, 0x1C, 0x29)
        self.rows: dict[int, list[tuple[int, ...]]] = {table: [] for table in tables}
        for name in ("Enum", "Object", "ValueType", "MulticastDelegate"):
            self._reference("System", name)
        self.types: dict[str, int] = {}
        self.type("<Module>", "class")

    # Heaps

    def name(self, text: str) -> int:
        return self.strings.put(text.encode() + b"\0") if text else 0

    def blob(self, raw: bytes) -> int:
        return self.blobs.put(packed(len(raw)) + raw)

    def text(self, text: str) -> int:
        raw = text.encode("utf-16-le") + b"\1"
        return self.texts.put(packed(len(raw)) + raw)

    def _reference(self, space: str, name: str) -> int:
        self.rows[1].append((2, self.name(name), self.name(space)))
        return len(self.rows[1])

    # Types and members

    def type(self, name: str, kind: str, space: str = "Nvx.Sdk") -> int:
        """Begins a type; members that follow are its own."""
        base = 0 if name == "<Module>" else BASES[kind] << 2 | 1
        flags = 0x101 if kind == "enum" else 0x100001
        self.rows[2].append(
            (flags, self.name(name), self.name(space), base, len(self.rows[4]) + 1, len(self.rows[6]) + 1)
        )
        self.types[name] = len(self.rows[2])
        return self.types[name]

    def written(self, type_: str) -> bytes:
        """A type in a signature; ``list of X`` is generic, ``X[]`` an array."""
        if type_.endswith("[]"):
            return b"\x1d" + self.written(type_[:-2])
        if type_.startswith("list of "):
            return b"\x15\x12" + packed(_OBJECT << 2 | 1) + b"\1" + self.written(type_.removeprefix("list of "))
        if type_ in PRIMITIVES:
            return bytes([PRIMITIVES[type_]])
        return b"\x11" + packed(self.types[type_] << 2)

    def field(self, name: str, type_: str, flags: int = 6) -> int:
        self.rows[4].append((flags, self.name(name), self.blob(b"\x06" + self.written(type_))))
        return len(self.rows[4])

    def enum(self, name: str, members: dict[str, int]) -> dict[str, int]:
        """An enumeration; the rows of its members."""
        self.type(name, "enum")
        self.field("value__", "int", 0x606)
        rows = {}
        for member, value in members.items():
            rows[member] = self.field(member, name, 0x8056)
            self.constant(rows[member] << 2, 8, struct.pack("<i", value))
        return rows

    def constant(self, parent: int, kind: int, raw: bytes) -> None:
        self.rows[0xB].append((kind, parent, self.blob(raw)))

    def method(self, name: str, gives: str, takes: dict[str, str], code: bytes = b"", flags: int = 0x96) -> int:
        address = 0
        if code:
            self.code += bytes(-len(self.code) % 4)
            address = len(self.code) + 1
            self.code += struct.pack("<HHII", 0x3013, 8, len(code), 0) + code
        signature = bytes([0, len(takes)]) + b"".join(map(self.written, (gives, *takes.values())))
        first = len(self.rows[8]) + 1
        for number, parameter in enumerate(takes, 1):
            self.rows[8].append((0, number, self.name(parameter)))
        self.rows[6].append((address, 0, flags, self.name(name), self.blob(signature), first))
        return len(self.rows[6])

    def property(self, name: str, type_: str) -> int:
        """A property of the type that was begun last, with the method that gives it out."""
        owner = len(self.rows[2])
        if not self.rows[0x15] or self.rows[0x15][-1][0] != owner:
            self.rows[0x15].append((owner, len(self.rows[0x17]) + 1))
        self.rows[0x17].append((0, self.name(name), self.blob(b"\x28\0" + self.written(type_))))
        self.method(f"get_{name}", type_, {}, flags=0x886)
        return len(self.rows[0x17])

    def native(self, method: int, library: str, entry: str) -> None:
        """Says that a method is one of a native library."""
        self.rows[0x1A].append((self.name(library),))
        self.rows[0x1C].append((0x100, method << 1 | 1, self.name(entry), len(self.rows[0x1A])))

    def attribute(self, parent: int, type_: str, text: str, named: str = "") -> None:
        """An attribute with a text: given to its constructor, or under a name. ``parent`` is the coded index."""
        reference = self._reference("System.ComponentModel", type_)
        signature = b"\x20\0\1" if named else b"\x20\1\1\x0e"
        self.rows[0xA].append((reference << 3 | 1, self.name(".ctor"), self.blob(signature)))
        raw = text.encode()
        if named:
            value = b"\1\0\1\0\x54\x0e" + packed(len(named)) + named.encode() + packed(len(raw)) + raw
        else:
            value = b"\1\0" + packed(len(raw)) + raw + b"\0\0"
        self.rows[0xC].append((parent, len(self.rows[0xA]) << 3 | 3, self.blob(value)))

    def load(self, text: str) -> bytes:
        """The instruction that loads a text."""
        return b"\x72" + struct.pack("<I", 0x70000000 | self.text(text))

    # The file

    def build(self, *, flags: int = 1, heaps: int = 0) -> bytes:
        """The assembly; ``heaps``: bit 0 for wide indices into names, 2 into blobs; ``flags`` is 1 for IL only."""
        code_at = _ADDRESS + 72
        s, b = "I" if heaps & 1 else "H", "I" if heaps & 4 else "H"
        layouts = {
            0: f"H{s}HHH", 1: f"H{s}{s}", 2: f"I{s}{s}HHH", 4: f"H{s}{b}", 6: f"IHH{s}{b}H", 8: f"HH{s}",
            0xA: f"H{s}{b}", 0xB: f"HH{b}", 0xC: f"HH{b}", 0x15: "HH", 0x17: f"H{s}{b}", 0x1A: s, 0x1C: f"HH{s}H",
            0x20: f"IHHHHI{b}{s}{s}", 0x29: "HH",
        }  # fmt: skip
        rows = {0: [(0, self.name(NAME), 1, 0, 0)], **self.rows}
        rows[6] = [(address and code_at + address - 1, *rest) for address, *rest in self.rows[6]]
        for table, column in ((0xB, 1), (0xC, 0)):
            rows[table] = sorted(rows[table], key=lambda row: row[column])
        there = {table: each for table, each in sorted(rows.items()) if each}
        tables = struct.pack("<IBBBBQQ", 0, 2, 0, heaps, 1, sum(1 << table for table in there), 0)
        tables += b"".join(struct.pack("<I", len(each)) for each in there.values())
        for table, each in there.items():
            tables += b"".join(struct.pack("<" + layouts[table], *row) for row in each)
        streams = {
            b"#~": tables, b"#Strings": bytes(self.strings.data), b"#US": bytes(self.texts.data),
            b"#GUID": bytes(16), b"#Blob": bytes(self.blobs.data),
        }  # fmt: skip
        version = b"v4.0.30319\0\0"
        root = b"BSJB" + struct.pack("<HHII", 1, 1, 0, len(version)) + version + struct.pack("<HH", 0, len(streams))
        at = len(root) + sum(8 + (len(name) // 4 + 1) * 4 for name in streams)
        body = b""
        for name, data in streams.items():
            padded = data + bytes(-len(data) % 4)
            root += struct.pack("<II", at + len(body), len(padded)) + name.ljust((len(name) // 4 + 1) * 4, b"\0")
            body += padded
        metadata = root + body
        code = bytes(self.code) + bytes(-len(self.code) % 4)
        header = struct.pack("<IHHIIIIII", 72, 2, 5, code_at + len(code), len(metadata), flags, 0, 0, 0).ljust(
            72, b"\0"
        )
        whole = bytearray(image(None, {b".text": header + code + metadata}))
        (begin,) = struct.unpack_from("<I", whole, 0x3C)
        struct.pack_into("<II", whole, begin + 24 + 112 + 8 * 14, self.address(whole), 72)
        return bytes(whole)

    @staticmethod
    def address(whole: bytes | bytearray) -> int:
        """The address of the first section."""
        (begin,) = struct.unpack_from("<I", whole, 0x3C)
        (optional,) = struct.unpack_from("<H", whole, begin + 20)
        return struct.unpack_from("<I", whole, begin + 24 + optional + 12)[0]


def product(**how: int) -> bytes:
    """A list, the face that has it, the event that carries the face, the calls of the native library, texts."""
    make = Builder()
    members = make.enum("NVX_NATION", {"UNKNOWN": 0, "HAN": 1, "UYGUR": 2, "OTHER": 9})
    make.attribute(members["UYGUR"] << 5 | 1, "DescriptionAttribute", "维吾尔族")
    make.type("FaceAttributes", "class")
    make.field("Age", "int")
    skin = make.field("bySkin", "byte")
    make.attribute(skin << 5 | 1, "XmlElementAttribute", "skinColor")
    label = make.field("Label", "string", 0x8056)
    make.constant(label << 2, 14, "民族".encode("utf-16-le"))
    make.property("Nation", "NVX_NATION")
    make.type("FaceAlarmInfo", "struct")
    make.field("stuFace", "FaceAttributes")
    make.field("dwChannel", "uint")
    make.type("FaceAlarmCallback", "delegate")
    make.method("Invoke", "int", {"handle": "int", "info": "FaceAlarmInfo"}, flags=0x1C6)
    make.type("NvxSdk", "class")
    races = make.field("Races", "string[]", 0x11)
    native = make.method("SetAlarm", "int", {"call": "FaceAlarmCallback"}, flags=0x2096)
    make.native(native, "nvxsdk.dll", "NVX_SetFaceAlarm")
    make.method(".cctor", "void", {}, listed(make, ("Black", "White", "Uyghur"), races), 0x1811)
    make.type("Unrelated", "class")
    make.field("Volume", "int")
    return make.build(**how)


def listed(make: Builder, texts: tuple[str, ...], field: int) -> bytes:
    """Code that fills an array and stores it."""
    code = b"\x19\x8d" + struct.pack("<I", 0x01000002)
    for number, text in enumerate(texts):
        code += bytes([0x25, 0x16 + number]) + make.load(text) + b"\xa2"
    return code + b"\x80" + struct.pack("<I", 0x04000000 | field) + b"\x2a"


def build() -> bytes:
    """The whole."""
    return product()


def places(data: bytes | None = None) -> list[Place]:
    """A member, a description, an attribute's key, a text of the code."""
    data = build() if data is None else data
    words = {"UYGUR": "utf-8", "维吾尔族": "utf-8", "skinColor": "utf-8", "民族": "utf-16-le", "Uyghur": "utf-16-le"}
    raw = [(word.encode(codec), codec) for word, codec in words.items()]
    return [Place(data.index(each), data.index(each) + len(each), 0, codec) for each, codec in raw]
