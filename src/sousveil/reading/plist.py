"""Property lists of Apple's systems, in XML and binary, archives of objects too.

Sources: Apple's "PropertyList-1.0.dtd"; the layout of binary lists as CoreFoundation's source has it
(``CFBinaryPList.c``).
"""

import re
import struct
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import SymbolKind
from sousveil.reading.binary_spots import holder, spot
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.draft import Draft
from sousveil.reading.nest import MOST_DEEP, InText, InUnit, Node, Writer
from sousveil.reading.textual import Near, head_text

MAGIC = b"bplist00"
_TRAILER = 32
_MOST = 30_000
_TOKEN = late(
    r"<!--(?P<c>[\s\S]*?)(?:-->|\Z)|<!\[CDATA\[(?P<raw>[\s\S]*?)(?:\]\]>|\Z)|<[!?][^>]*>?"
    r"|<(?P<end>/?)(?P<name>[A-Za-z]+)[^<>]*?(?P<empty>/?)>|(?P<text>[^<]+)|<"
)
_LEAVES = frozenset({"string", "integer", "real", "date", "data", "true", "false"})
_ROOT = late(r"<plist\b")


class Broken(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are no binary property list."""


class _Xml:
    """One pass over a list in XML."""

    def __init__(self, decoded: Decoded, near: Near) -> None:
        self._decoded, self._near = decoded, near
        self.root = Node(SymbolKind.MAP)
        self.stack = [self.root]
        self._key: InText | None = None
        self._inside = ""
        self._said = (0, 0)
        self._deep = 0

    def run(self) -> None:
        for match in _TOKEN.finditer(self._decoded.text):
            name = match["name"]
            if match["c"] is not None:
                self.stack[-1].notes.append(_trimmed(self._decoded, self._near, *match.span("c")))
            elif name is None:
                group = "raw" if match["raw"] is not None else "text"
                if self._inside and match[group] is not None:
                    self._said = match.span(group)
            elif name in ("dict", "array"):
                self._container(name, match)
            elif name == "key" or name in _LEAVES:
                self._scalar(name, match)

    def _container(self, name: str, match: re.Match[str]) -> None:
        if match["end"]:
            if self._deep:
                self._deep -= 1
            elif len(self.stack) > 1:
                self.stack.pop()
        elif self._deep or len(self.stack) > MOST_DEEP:
            self._deep += not match["empty"]
        else:
            node = self.stack[-1].child(SymbolKind.MAP if name == "dict" else SymbolKind.ARRAY, self._key)
            self._key = None
            if not match["empty"]:
                self.stack.append(node)

    def _scalar(self, name: str, match: re.Match[str]) -> None:
        if not match["end"] and not match["empty"]:
            self._inside, self._said = name, (match.end(), match.end())
            return
        where = match.span("name") if match["empty"] else self._said
        said = InText(self._decoded, self._near, *where, "html-entities")
        self._inside = ""
        if name == "key":
            self._key = said
            return
        if name != "data":
            node = self.stack[-1].child(SymbolKind.ITEM if self._key is None else SymbolKind.ENTRY, self._key)
            node.spot = said
            node.said = "" if name == "string" else said.text()
        self._key = None


def from_xml(decoded: Decoded, near: Near) -> tuple[Node, bool]:
    """The tree of a list in XML, and whether it is not well-formed."""
    walk = _Xml(decoded, near)
    walk.run()
    return _lifted(walk.root), len(walk.stack) > 1


def _lifted(root: Node) -> Node:
    """The one thing that a list is."""
    if len(root.children) == 1 and root.children[0].kind in (SymbolKind.MAP, SymbolKind.ARRAY):
        root.children[0].notes += root.notes
        return root.children[0]
    return root


def _trimmed(decoded: Decoded, near: Near, start: int, end: int) -> InText:
    text = decoded.text[start:end]
    return InText(decoded, near, start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


class BinaryList:
    """A binary list taken apart. Raises ``Broken``."""

    def __init__(self, data: memoryview, holds: Callable[[int, int], bool]) -> None:
        if len(data) < len(MAGIC) + _TRAILER or bytes(data[: len(MAGIC)]) != MAGIC:
            raise Broken("no head")
        self._data, self._holds = data, holds
        sizes, count, self._top, table = struct.unpack_from(">6x2s3Q", data, len(data) - _TRAILER)
        offset_size, self._ref_size = sizes
        end = table + count * offset_size
        if not (1 <= offset_size <= 8 and 1 <= self._ref_size <= 8) or end > len(data) or self._top >= count:
            raise Broken("no table of offsets")
        self._table, self._offset_size, self._count = table, offset_size, count
        self._nodes = 0
        self.lost = 0
        """Objects that could not be read."""
        self._archive: list[int] = []

    def tree(self) -> Node:
        """All of it."""
        try:
            self._find_archive()
            return self._build(self._top, None, 0)
        except (Broken, struct.error, IndexError) as why:
            raise Broken(str(why)) from why

    def texts(self, keys: Collection[str]) -> dict[str, tuple[int, int, str]]:
        """Of the outermost map, the texts under these keys: where each begins, its size in bytes, its encoding."""
        kind, at, length = self._object(self._top)
        found: dict[str, tuple[int, int, str]] = {}
        for key, value in self._pairs(at, length) if kind == 0xD else ():
            name = self._text_of(key)
            what, start, size = self._object(value)
            if name in keys and what in (5, 6):
                found.setdefault(name, (start, size * (what - 4), "ascii" if what == 5 else "utf-16-be"))
        return found

    def _find_archive(self) -> None:
        """The objects of an archive, and what it starts with, where this is one."""
        kind, at, length = self._object(self._top)
        if kind != 0xD or length > 16:
            return
        pairs = dict(self._pairs(at, length))
        names = {self._text_of(key): value for key, value in pairs.items()}
        if names.keys() >= {"$archiver", "$objects", "$top"}:
            kind, at, length = self._object(names["$objects"])
            if kind == 0xA:
                self._archive = self._refs(at, length)
                self._top = names["$top"]

    def _object(self, ref: int) -> tuple[int, int, int]:
        """Kind, where its content starts, and its length, of the object with a number."""
        if not 0 <= ref < self._count:
            raise Broken("no such object")
        at = self._number(self._table + ref * self._offset_size, self._offset_size)
        if not len(MAGIC) <= at < self._table:
            raise Broken("outside of the objects")
        kind, length = self._data[at] >> 4, self._data[at] & 15
        at += 1
        if length == 15 and kind in (4, 5, 6, 0xA, 0xC, 0xD):
            width = 1 << (self._data[at] & 3)
            length = self._number(at + 1, width)
            at += 1 + width
        return kind, at, length

    def _number(self, at: int, width: int) -> int:
        if at + width > len(self._data):
            raise Broken("cut short")
        return int.from_bytes(self._data[at : at + width], "big")

    def _refs(self, at: int, count: int) -> list[int]:
        if at + count * self._ref_size > self._table:
            raise Broken("too many elements")
        return [self._number(at + i * self._ref_size, self._ref_size) for i in range(count)]

    def _pairs(self, at: int, count: int) -> Iterator[tuple[int, int]]:
        yield from zip(self._refs(at, count), self._refs(at + count * self._ref_size, count), strict=True)

    def _spot(self, ref: int) -> InUnit | None:
        kind, at, length = self._object(ref)
        if kind not in (5, 6):
            return None
        size = length * 2 if kind == 6 else length
        return spot(self._data, [(at, size)], "ascii" if kind == 5 else "utf-16-be", self._holds)

    def _text_of(self, ref: int) -> str:
        found = self._spot(ref)
        return found.text() if found is not None else ""

    def _build(self, ref: int, label: InUnit | None, depth: int) -> Node:
        self._nodes += 1
        if depth > MOST_DEEP or self._nodes > _MOST:
            self.lost += 1
            return Node(SymbolKind.ITEM if label is None else SymbolKind.ENTRY, label)
        kind, at, length = self._object(ref)
        if kind == 8 and self._archive:
            number = self._number(at, length + 1)
            if number < len(self._archive):
                return self._build(self._archive[number], label, depth + 1)
        if kind in (0xA, 0xC):
            node = Node(SymbolKind.ARRAY, label)
            node.children = [self._built(one, None, depth) for one in self._refs(at, length)]
            return node
        if kind == 0xD:
            return self._map(list(self._pairs(at, length)), label, depth)
        return self._leaf(ref, kind, at, length, label)

    def _leaf(self, ref: int, kind: int, at: int, length: int, label: InUnit | None) -> Node:
        node = Node(SymbolKind.ITEM if label is None else SymbolKind.ENTRY, label)
        if kind == 0 and length in (8, 9):
            node.said = "true" if length == 9 else "false"
        elif kind == 1:
            node.said = str(self._number(at, 1 << length)) if length <= 4 else ""
        else:
            node.spot = self._spot(ref)
        return node

    def _built(self, ref: int, label: InUnit | None, depth: int) -> Node:
        try:
            return self._build(ref, label, depth + 1)
        except Broken:
            self.lost += 1
            return Node(SymbolKind.ITEM if label is None else SymbolKind.ENTRY, label)

    def _map(self, pairs: list[tuple[int, int]], label: InUnit | None, depth: int) -> Node:
        names: dict[str, int] = {}
        for key, value in pairs:
            names.setdefault(self._text_of(key), value)
        if self._archive and "NS.objects" in names:
            kind, at, length = self._object(names["NS.objects"])
            values = self._refs(at, length) if kind == 0xA else []
            if "NS.keys" not in names:
                node = Node(SymbolKind.ARRAY, label)
                node.children = [self._built(one, None, depth) for one in values]
                return node
            kind, at, length = self._object(names["NS.keys"])
            pairs = list(zip(self._refs(at, length) if kind == 0xA else [], values, strict=False))
        elif self._archive and "NS.string" in names:
            return self._build(names["NS.string"], label, depth + 1)
        node = Node(SymbolKind.MAP, label)
        for key, value in pairs:
            named = self._spot(self._meant(key))
            if named is not None and not (self._archive and named.text() == "$class"):
                node.children.append(self._built(value, named, depth))
        return node

    def _meant(self, ref: int) -> int:
        """The object itself, or the one of the archive that it stands for."""
        kind, at, length = self._object(ref)
        if kind == 8 and self._archive:
            number = self._number(at, length + 1)
            return self._archive[number] if number < len(self._archive) else ref
        return ref


class Plist:
    """Property lists."""

    name: ClassVar[str] = "plist"
    kinds: ClassVar[tuple[str, ...]] = ("plist", "plist-binary", "ios-strings", "ios-plurals")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Data that is packed in a list is not looked into.",
        "Rows about people or captures are left closed: each key once, and in how many rows it has a value.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the first bytes, or a first element of that name."""
        if bytes(data[: len(MAGIC)]) == MAGIC:
            return True
        head = head_text(data)
        return head is not None and _ROOT.search(head) is not None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The keys, with their values."""
        if bytes(data[: len(MAGIC)]) == MAGIC:
            yield from self._binary(data, places, limits)
            return
        if len(data) > limits.read_source:
            from sousveil.reading.lines import Lines  # noqa: PLC0415 - for giants only

            yield from Lines().read(data, name, places, limits)
            return
        decoded = decode(data, places)
        near = Near(decoded, places)
        draft = Draft(self.name, "plist", limits, decoded.text)
        draft.near_only(len(data), everything=near.all)
        tree, broken = from_xml(decoded, near)
        Writer(draft).write(tree)
        if broken:
            draft.gap("unparsed", hides=False, detail="markup that is not well-formed was read as far as it goes")
        yield from draft.finish()
        yield from decoded.gaps()

    def _binary(self, data: memoryview, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        draft = Draft(self.name, "plist", limits)
        try:
            found = BinaryList(data, holder(places))
            Writer(draft).write(found.tree())
        except Broken as why:
            draft.gap("unparsed", size=len(data), detail=str(why), remedy="Look at the file by hand.")
        else:
            if found.lost:
                draft.gap("unparsed", detail=f"{found.lost} objects", remedy="Look at the file by hand.")
        yield from draft.finish()
