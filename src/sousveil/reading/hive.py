"""Registry hives of Windows: the keys and values around telling words, with the keys that they lie in.

Sources: see ``hive_cells``; the types of values are those of Microsoft's ``winnt.h``.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import SymbolKind
from sousveil.reading.binary_spots import holder, spot
from sousveil.reading.draft import Draft
from sousveil.reading.hive_cells import MAGIC, Hive, Key, Value
from sousveil.reading.nest import InUnit, Node, Writer
from sousveil.reading.sqlite_ import nested

_TEXTS = frozenset({1, 2, 6})
_NUMBERS = frozenset({4, 5, 11})
_BIG_ENDIAN = 5
_SEVERAL = 7
_MOST_PLACES = 2000
_MOST_KEYS = 200
"""Keys directly in one that are given with their values; a key with more is a list of something."""
_LONG = 4096


class _Walk:
    """The keys around the places of one hive."""

    def __init__(self, draft: Draft, hive: Hive, places: Sequence[Place]) -> None:
        self._draft, self._hive, self._places = draft, hive, places
        self._holds = holder(places)
        self._nodes: dict[int, Node] = {}
        self._root = Node(SymbolKind.MAP)
        self._filled: set[int] = set()

    def run(self) -> None:
        lost = 0
        done = 0
        for place in self._places[:_MOST_PLACES]:
            if place.start < done:
                continue
            key = self._hive.owner(place.start)
            if key is None:
                lost += 1
                continue
            done = place.end
            self._node(key)
            self._fill(key, 1)
            parent = self._hive.key(key.parent) if not key.root else None
            if parent is not None and not parent.root:
                self._fill(parent, 1)  # a rule may lie over several keys beside each other
        Writer(self._draft).write(self._root)
        lost += max(len(self._places) - _MOST_PLACES, 0)
        if lost:
            self._draft.gap(
                "no-string", hides=False, detail=f"{lost} matches lie in no key or value",
                remedy="Look at the bytes with a hex viewer.",
            )  # fmt: skip
        if self._hive.spent:
            self._draft.gap(
                "budget-spent", remedy="Look at the rest of the hive by hand: words stand in very many places."
            )
        if self._hive.odd:
            self._draft.gap(
                "unparsed", detail=f"{self._hive.odd} cells", remedy="Open the hive with a tool of your own."
            )

    def _node(self, key: Key) -> Node:
        """The node of a key, inside those of the keys that it lies in."""
        node = self._root
        for each in [*self._hive.above(key), key]:
            if each.cell not in self._nodes:
                label = self._spot(each.name, each.codec)
                self._nodes[each.cell] = node.child(SymbolKind.MAP, label, "" if label is not None else "?")
            node = self._nodes[each.cell]
        return node

    def _fill(self, key: Key, levels: int) -> None:
        """The values of a key, and the keys in it where they are few."""
        node = self._node(key)
        if key.cell not in self._filled:
            self._filled.add(key.cell)
            for value in self._hive.values(key):
                self._value(node, value)
        if levels and key.subkeys <= _MOST_KEYS:
            for each in self._hive.subkeys(key):
                self._fill(each, levels - 1)

    def _spot(self, where: tuple[int, int], codec: str) -> InUnit | None:
        start, length = where
        if not length:
            return None
        raw = bytes(self._hive.data[start : start + length])
        return spot(self._hive.data, [where], "ascii" if codec == "latin-1" and raw.isascii() else codec, self._holds)

    def _value(self, node: Node, value: Value) -> None:
        label = self._spot(value.name, value.codec)
        start, length = value.data
        if value.type == _SEVERAL:
            made = node.child(SymbolKind.ARRAY, label, "" if label is not None else "@")
            for low, high in _parts(bytes(self._hive.data[start : start + length])):
                if (item := self._spot((start + low, high - low), "utf-16-le")) is not None:
                    made.child(SymbolKind.ITEM).spot = item
            return
        text = self._text(start, length) if value.type in _TEXTS else None
        if text is not None and (tree := nested(text)) is not None:
            tree.label, tree.name = label, "" if label is not None else "@"
            node.children.append(tree)
            return
        made = node.child(SymbolKind.ENTRY, label, "" if label is not None else "@")
        made.spot = text
        if value.type in _NUMBERS and length in (4, 8):
            raw = bytes(self._hive.data[start : start + length])
            made.said = str(int.from_bytes(raw if value.type == _BIG_ENDIAN else raw[::-1], "big"))
        self._hive.odd += not value.whole

    def _text(self, start: int, length: int) -> InUnit | None:
        raw = bytes(self._hive.data[start : start + min(length, _LONG * 2) & ~1])
        end = next((at for at in range(0, len(raw), 2) if raw[at : at + 2] == b"\0\0"), len(raw))
        return self._spot((start, end), "utf-16-le")


def _parts(raw: bytes) -> Iterator[tuple[int, int]]:
    """The stretches between the zeros of several texts in UTF-16."""
    low = 0
    for at in range(0, len(raw) - 1, 2):
        if raw[at : at + 2] == b"\0\0":
            if at > low:
                yield low, at
            low = at + 2
    if len(raw) & ~1 > low:
        yield low, len(raw) & ~1


class RegistryHive:
    """Hives: the registry as Windows keeps it."""

    name: ClassVar[str] = "registry-hive"
    kinds: ClassVar[tuple[str, ...]] = ("registry-hive",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Only keys and values around telling words are read, with the keys beside them.",
        "Values of bytes, values over 16 KiB and the logs beside a hive are not read.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By its first bytes, and the first bin."""
        return bytes(data[:4]) == MAGIC and bytes(data[4096:4100]) in (b"hbin", b"")

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The keys around ``places``."""
        draft = Draft(self.name, "regf", limits)
        _Walk(draft, Hive(data), sorted(places, key=lambda place: place.start)).run()
        yield from draft.finish()
