"""Compiled code for Android of an invented camera library, list by list, after the Dalvik executable format."""

import hashlib
import struct
import zlib
from collections.abc import Callable

from sousveil.model.place import Place

NAME = "classes.dex"


def uleb(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


class Maker:
    """A class in the making."""

    def __init__(self, name: str, base: str, flags: int) -> None:
        self.name, self.base, self.flags = name, base, flags
        self.fields: list[tuple[str, str, int, object]] = []
        """Name, descriptor, flags, value."""
        self.methods: list[tuple[str, str, tuple[str, ...], int, object]] = []
        """Name, what it gives and takes, flags, code (a function of the builder, that gives units of two bytes)."""
        self.notes: list[tuple[str, str, str]] = []
        """Field, type of the annotation, text."""


Put = Callable[..., int]
"""Puts bytes of a section down, aligned, and gives where."""


class Builder:
    """Collects classes; ``build`` lays them out."""

    def __init__(self) -> None:
        self.classes: list[Maker] = []
        self.more: set[str] = set()
        """Texts that only code uses."""
        self.strings: list[str] = []
        self.types: list[str] = []

    def add(self, name: str, base: str = "Ljava/lang/Object;", flags: int = 1) -> Maker:
        self.classes.append(Maker(name, base, flags))
        return self.classes[-1]

    def enum(self, name: str, members: dict[str, tuple[int, str]]) -> Maker:
        """An enumeration whose members are made with a number and a text."""
        made = self.add(name, "Ljava/lang/Enum;", 0x4011)
        self.more |= {label for _, label in members.values()}
        takes = ("Ljava/lang/String;", "I", "I", "Ljava/lang/String;")
        for member in members:
            made.fields.append((member, name, 0x4019, None))

        def code(build: "Builder") -> list[int]:
            units: list[int] = []
            for ordinal, (member, (number, label)) in enumerate(members.items()):
                units += [0x0022, build.types.index(name)]  # new-instance v0
                units += [0x011A, build.string(member), 0x0212 | ordinal << 12, 0x0313, number]
                units += [0x041A, build.string(label)]
                constructor = build.method_ids.index((name, "<init>", "V", takes))
                units += [0x5470, constructor, 0x3210]  # invoke-direct v0 .. v4
                units += [0x0069, build.field_ids.index((name, name, member))]  # sput-object v0
            return [*units, 0x000E]

        made.methods.append(("<init>", "V", takes, 0x10002, lambda _: [0x0E]))
        made.methods.append(("<clinit>", "V", (), 0x10008, code))
        return made

    def string(self, text: str) -> int:
        return self.strings.index(text)

    def build(self) -> bytes:
        texts = {"value"}
        types: set[str] = set()
        protos: set[tuple[str, tuple[str, ...]]] = set()
        fields: set[tuple[str, str, str]] = set()
        methods: set[tuple[str, str, str, tuple[str, ...]]] = set()
        for one in self.classes:
            types |= {one.name, one.base}
            for name, type_, _, value in one.fields:
                fields.add((one.name, type_, name))
                texts.add(name)
                texts |= {value} if isinstance(value, str) else set()
            for name, gives, takes, _, _ in one.methods:
                methods.add((one.name, name, gives, takes))
                protos.add((gives, takes))
                texts.add(name)
            for _, type_, text in one.notes:
                types.add(type_)
                texts.add(text)
        types |= {type_ for _, type_, _ in fields} | {each for gives, takes in protos for each in (gives, *takes)}
        shorty = {p: "".join("L" if t[0] in "L[" else t for t in (p[0], *p[1])) for p in protos}
        texts |= types | set(shorty.values()) | self.more
        self.strings = sorted(texts)
        self.types = sorted(types)
        proto_ids = sorted(protos)
        self.method_ids = sorted(methods)
        self.field_ids = sorted(fields, key=lambda each: (each[0], each[2], each[1]))
        counts = [len(self.strings), len(self.types), len(proto_ids), len(fields), len(methods), len(self.classes)]
        at = 0x70
        offsets = []
        for count, size in zip(counts, (4, 4, 12, 8, 8, 32), strict=True):
            offsets.append(at)
            at += count * size
        data = bytearray()
        base = at
        sections: dict[int, list[int]] = {}

        def put(raw: bytes, kind: int, align: int = 1) -> int:
            data.extend(bytes(-(base + len(data)) % align))
            where = base + len(data)
            sections.setdefault(kind, []).append(where)
            data.extend(raw)
            return where

        lists = {}
        for takes in sorted({takes for _, takes in protos if takes}):
            raw = struct.pack(f"<I{len(takes)}H", len(takes), *(self.types.index(each) for each in takes))
            lists[takes] = put(raw, 0x1001, 4)
        codes: dict[tuple[str, str], int] = {}
        for one in self.classes:
            for name, _, takes, _, code in one.methods:
                if code is not None:
                    units = code(self)
                    ins = len(takes) + 1
                    codes[one.name, name] = put(
                        struct.pack(f"<HHHHII{len(units)}H", 8, ins, 5, 0, 0, len(units), *units), 0x2001, 4
                    )
        string_at = []
        for text in self.strings:
            raw = text.encode("utf-16", "surrogatepass").decode("utf-16").encode("utf-8")
            string_at.append(put(uleb(len(text)) + raw + b"\0", 0x2002))
        notes = self._notes(put)
        values = [self._values(one, put) for one in self.classes]
        members = [put(self._members(one, codes), 0x2000) for one in self.classes]
        definitions = b"".join(
            struct.pack(
                "<8I", self.types.index(one.name), one.flags, self.types.index(one.base), 0, 0xFFFFFFFF,
                notes.get(one.name, 0), member, value,
            )
            for one, member, value in zip(self.classes, members, values, strict=True)
        )  # fmt: skip
        ids = b"".join(struct.pack("<I", each) for each in string_at)
        ids += b"".join(struct.pack("<I", self.string(each)) for each in self.types)
        ids += b"".join(
            struct.pack("<III", self.string(shorty[p]), self.types.index(p[0]), lists.get(p[1], 0)) for p in proto_ids
        )
        ids += b"".join(
            struct.pack("<HHI", self.types.index(c), self.types.index(t), self.string(n)) for c, t, n in self.field_ids
        )
        ids += b"".join(
            struct.pack("<HHI", self.types.index(c), proto_ids.index((g, t)), self.string(n))
            for c, n, g, t in self.method_ids
        )
        entries = [
            (0, 1, 0),
            *((number + 1, count, offset) for number, (count, offset) in enumerate(zip(counts, offsets, strict=True))),
        ]
        entries += [(kind, len(places), places[0]) for kind, places in sections.items()]
        entries = sorted((e for e in entries if e[1]), key=lambda entry: entry[2])
        map_at = put(b"", 0x1000, 4)
        entries.append((0x1000, 1, map_at))
        data += struct.pack("<I", len(entries))
        data += b"".join(struct.pack("<HHII", kind, 0, count, offset) for kind, count, offset in entries)
        heads = [
            value for count, offset in zip(counts, offsets, strict=True) for value in (count, offset if count else 0)
        ]
        whole = ids + definitions + bytes(data)
        head = struct.pack("<20I", 0x70 + len(whole), 0x70, 0x12345678, 0, 0, map_at, *heads, len(data), base)
        signature = hashlib.sha1(head + whole).digest()  # noqa: S324 - the format's own
        rest = signature + head + whole
        return b"dex\n035\0" + struct.pack("<I", zlib.adler32(rest)) + rest

    def _index(self, one: Maker, field: str) -> int:
        return next(self.field_ids.index((one.name, type_, name)) for name, type_, *_ in one.fields if name == field)

    def _encoded(self, value: object) -> bytes:
        if isinstance(value, int):
            return b"\x04" + bytes([value])
        number = self.string(str(value))
        return b"\x17" + bytes([number]) if number < 256 else b"\x37" + struct.pack("<H", number)

    def _values(self, one: Maker, put: Put) -> int:
        static = sorted((each for each in one.fields if each[2] & 8), key=lambda each: self._index(one, each[0]))
        values = [each[3] for each in static if each[3] is not None]
        assert values == [each[3] for each in static[: len(values)]]
        return put(uleb(len(values)) + b"".join(map(self._encoded, values)), 0x2005) if values else 0

    def _members(self, one: Maker, codes: dict[tuple[str, str], int]) -> bytes:
        static, own = ([each for each in one.fields if bool(each[2] & 8) == there] for there in (True, False))
        direct, virtual = (
            [each for each in one.methods if each[0].startswith("<") == there] for there in (True, False)
        )
        raw = b"".join(uleb(len(several)) for several in (static, own, direct, virtual))
        for fields in (static, own):
            last = 0
            for name, _, flags, _ in sorted(fields, key=lambda each: self._index(one, each[0])):
                raw += uleb(self._index(one, name) - last) + uleb(flags)
                last = self._index(one, name)
        for methods in (direct, virtual):
            last = 0
            numbered = sorted((self.method_ids.index((one.name, *each[:3])), each) for each in methods)
            for number, (name, _, _, flags, _) in numbered:
                raw += uleb(number - last) + uleb(flags) + uleb(codes.get((one.name, name), 0))
                last = number
        return raw

    def _notes(self, put: Put) -> dict[str, int]:
        """Where the annotations of each class are."""
        noted = [(one, *note) for one in self.classes for note in one.notes]
        items = []
        for _, _, type_, text in noted:
            raw = b"\1" + uleb(self.types.index(type_)) + uleb(1) + uleb(self.string("value")) + self._encoded(text)
            items.append(put(raw, 0x2004))
        sets = [put(struct.pack("<II", 1, item), 0x1003, 4) for item in items]
        found: dict[str, int] = {}
        for one in self.classes:
            own = sorted((self._index(one, n[1]), at) for n, at in zip(noted, sets, strict=True) if n[0] is one)
            if own:
                raw = struct.pack("<IIII", 0, len(own), 0, 0) + b"".join(struct.pack("<II", *each) for each in own)
                found[one.name] = put(raw, 0x2006, 4)
        return found


def product() -> Builder:
    """A list, the face that has it, the event that carries the face, a native call, a text in code."""
    make = Builder()
    make.enum("Lnvx/Ethnic;", {"UNKNOWN": (0, "未知"), "HAN": (1, "汉族"), "UYGUR": (5, "维吾尔族")})
    face = make.add("Lnvx/FaceAttrs;")
    face.fields += [
        ("age", "I", 1, None),
        ("ethnic", "Lnvx/Ethnic;", 1, None),
        ("LABEL", "Ljava/lang/String;", 0x19, "民族"),
    ]
    face.notes.append(("ethnic", "Lcom/google/gson/annotations/SerializedName;", "faceEthnic"))
    event = make.add("Lnvx/FaceEvent;")
    event.fields += [("channel", "I", 1, None), ("face", "[Lnvx/FaceAttrs;", 1, None)]
    sdk = make.add("Lnvx/Sdk;")
    sdk.methods.append(("onFace", "I", ("Lnvx/FaceEvent;",), 0x101, None))
    painter = make.add("Lnvx/Painter;")
    make.more.add("Uyghur seen")
    painter.methods.append(("show", "V", (), 1, lambda build: [0x001A, build.string("Uyghur seen"), 0x000E]))
    other = make.add("Lnvx/Volume;")
    other.fields.append(("level", "I", 1, None))
    return make


def build() -> bytes:
    """The whole."""
    return product().build()


def places() -> list[Place]:
    """A member, its text, a text of an annotation, a constant, a text of code."""
    data = build()
    raw = [word.encode() for word in ("UYGUR", "维吾尔族", "faceEthnic", "民族", "Uyghur seen")]
    return [Place(data.index(each), data.index(each) + len(each), 0, "utf-8") for each in raw]
