"""LevelDB stores: keys, and the values that are settings. Blocks of tables come from opening; logs are read here.

Sources: LevelDB's ``doc/table_format.md`` and ``doc/log_format.md``, ``write_batch.cc``; how browsers write local
storage in it: Chromium's ``local_storage_impl.cc`` and ``dom_storage``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import SymbolKind
from sousveil.opening.leveldb_block import entries, varint
from sousveil.reading import tables
from sousveil.reading.binary_spots import holder, spot
from sousveil.reading.draft import Draft
from sousveil.reading.nest import InUnit, Node, Writer
from sousveil.reading.sqlite_ import nested
from sousveil.reading.sqlite_pages import Broken, cut

_BLOCK = 32_768
_HEAD = 7
_TABLE = "leveldb-block/"
_LOG = re.compile(r"(?:^|/)\d{6}\.log$")
_MOST = 100_000
_LONG = 200
_ALIKE = 3
"""Keys of one shape beyond which they are those of rows."""
_SHAPE = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9a-fA-F]{12,}|\d+")

Runs = list[tuple[int, int]]
Pair = tuple[Runs, Runs]


def of_block(data: memoryview) -> Iterator[Pair]:
    """Keys and values of a block of a table, without what marks a key's edition. Raises ``ValueError``."""
    key = Runs()
    for entry in entries(data):
        if entry.shared > sum(size for _, size in key):
            raise Broken("a key that shares more than there is")
        key = [*cut(key, 0, entry.shared), *([(entry.key, entry.unshared)] if entry.unshared else [])]
        whole = sum(size for _, size in key)
        if whole >= 8 and entry.length:
            yield list(cut(key, 0, whole - 8)), [(entry.value, entry.length)]


def records(data: memoryview) -> Iterator[Runs]:
    """Where the records of a log lie, in one or several pieces. Raises ``Broken``."""
    at, pieces = 0, Runs()
    while at + _HEAD <= len(data):
        left = _BLOCK - at % _BLOCK
        if left < _HEAD:
            at += left
            continue
        length, kind = int.from_bytes(data[at + 4 : at + 6], "little"), data[at + 6]
        if kind == 0 and not length:
            at += left  # nothing was written here
            continue
        if kind not in (1, 2, 3, 4) or length > left - _HEAD or at + _HEAD + length > len(data):
            raise Broken("no record")
        pieces = [*(pieces if kind in (3, 4) else []), (at + _HEAD, length)]
        if kind in (1, 4):
            yield pieces
            pieces = []
        at += _HEAD + length


def of_log(data: memoryview) -> Iterator[Pair]:
    """Keys and values that a log of changes puts. Raises ``ValueError``."""
    for runs in records(data):
        raw = b"".join(bytes(data[start : start + size]) for start, size in runs)
        at = 12
        while at < len(raw):
            kind, at = raw[at], at + 1
            size, at = varint(raw, at)
            key = cut(runs, at, size)
            at += size
            if kind == 0:
                continue
            if kind != 1:
                raise Broken("no change")
            size, at = varint(raw, at)
            yield list(key), list(cut(runs, at, size))
            at += size


class _Walk:
    """One block or log."""

    def __init__(self, draft: Draft, data: memoryview, places: Sequence[Place]) -> None:
        self._draft, self._data = draft, data
        self._places, self._holds = places, holder(places)

    def run(self, pairs: Iterator[Pair]) -> None:
        every: list[Pair] = []
        broken = ""
        try:
            for _, pair in zip(range(_MOST), pairs, strict=False):
                every.append(pair)
        except ValueError as why:
            broken = str(why)
        root = Node(SymbolKind.MAP)
        named = [(self._text(key, named=True), value) for key, value in every]
        shapes = Counter(_SHAPE.sub("#", label.text()) for label, _ in named if label is not None)
        for label, value in named:
            if label is not None and self._may_be_given(label.text(), shapes):
                self._put(root, label, value)
        Writer(self._draft).write(root)
        given = [Place(s.offset, s.offset + s.length, 0, "") for one in self._draft.units for s in one.spans]
        inside = holder(given)
        if closed := sum(not inside(place.start, place.end) for place in self._places):
            self._draft.rows_left_closed(closed)
        if broken:
            self._draft.gap("unparsed", detail=broken, remedy="Look at the store with a tool of your own.")

    def _may_be_given(self, key: str, shapes: Counter[str]) -> bool:
        shape = _SHAPE.sub("#", key)
        return not tables.is_of_people(key) and ("#" not in shape or shapes[shape] <= _ALIKE)

    def _text(self, runs: Runs, *, named: bool = False) -> InUnit | None:
        """The text in some bytes: UTF-8, or as browsers write it, behind a mark for Latin-1 or UTF-16."""
        raw = b"".join(bytes(self._data[start : start + size]) for start, size in runs[:64])
        low, codec = 0, "utf-8"
        if named and (at := max(raw.rfind(b"\0\1"), raw.rfind(b"\0\0_"))) >= 0:
            low = at + 2
        elif raw[:1] == b"\1":
            low, codec = 1, "utf-8" if raw.isascii() else "latin-1"
        elif raw[:1] == b"\0" and len(raw) % 2:
            low, codec = 1, "utf-16-le"
        if len(raw) - low < 1:
            return None
        found = spot(self._data, cut(runs, low, len(raw) - low), codec, self._holds)
        return found if found is not None and found.text().replace("\n", " ").replace("\t", " ").isprintable() else None

    def _put(self, root: Node, label: InUnit, runs: Runs) -> None:
        text = self._text(runs)
        if text is not None and (tree := nested(text)) is not None:
            tree.label = label
            root.children.append(tree)
            return
        node = root.child(SymbolKind.ENTRY, label)
        if text is not None and len(text.text()) <= _LONG and not tables.is_own(text.text()):
            node.spot = text


class Leveldb:
    """Stores of keys and values."""

    name: ClassVar[str] = "leveldb"
    kinds: ClassVar[tuple[str, ...]] = ("leveldb",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Keys are read, and values that are short texts or JSON; what is written in a program's own bytes is not.",
        "Keys of one shape with many numbers are rows, as are those of people and events: they are left closed.",
        "What was deleted or written over, but still stands in a file, is read like the rest.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """A block by the name that opening gives it; a log by its name and its first record."""
        if name.startswith(_TABLE):
            return True
        if _LOG.search(name) is None or len(data) < _HEAD + 12:
            return False
        return data[6] in (1, 2) and int.from_bytes(data[4:6], "little") <= min(len(data), _BLOCK) - _HEAD

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The keys, with the values that may be given."""
        draft = Draft(self.name, "leveldb", limits)
        _Walk(draft, data, places).run(of_block(data) if name.startswith(_TABLE) else of_log(data))
        yield from draft.finish()
