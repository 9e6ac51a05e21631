r"""Compiled protocol buffers: the descriptions of messages that programs carry along, in files, programs and sources.

Sources: ``google/protobuf/descriptor.proto`` (numbers of fields), the encoding of protocol buffers (tags, varints), the
lexical analysis of Python (bytes literals).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import ClassVar, NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.opening.leb128 import LONG, unsigned
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped

_TYPES = {
    1: "double", 2: "float", 3: "int64", 4: "uint64", 5: "int32", 6: "fixed64", 7: "fixed32", 8: "bool", 9: "string",
    12: "bytes", 13: "uint32", 15: "sfixed32", 16: "sfixed64", 17: "sint32", 18: "sint64",
}  # fmt: skip
_FILE = {1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 8: 2, 9: 2, 10: 0, 11: 0, 12: 2, 14: 0, 15: 2}
"""Numbers of the fields of a file, and how each is written."""
_START = re.compile(rb"\x0a([\x07-\x7f])(?=[\w./+-]{1,127}\.proto)")
_PROTO = re.compile(rb"\.proto")
_BACK = 2 << 20
"""Bytes before a place in which the description around it may begin."""
_MOST, _TRIED = 20_000, 64
"""Names of files that are looked at, and how many before a place are tried."""
_DEPTH = 40
_WHOLE = 256 << 10
"""Bytes of a description up to which all of it is given; of a longer one only the messages with a place."""

Unit = Callable[[int, int, Role], TextUnit | None]


class Broken(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are no description of messages."""


class Item(NamedTuple):
    """A field of a message in its encoding: its number, its value, and the run of its bytes."""

    number: int
    value: int
    start: int
    end: int


def _varint(data: bytes | memoryview, at: int, end: int) -> tuple[int, int]:
    try:
        return unsigned(data, at, end, LONG)
    except ValueError as why:
        raise Broken(str(why)) from why


def _item(data: bytes | memoryview, at: int, end: int) -> tuple[Item, int, int]:
    """A field, how it is written, and where the next one begins. Raises ``Broken``."""
    tag, at = _varint(data, at, end)
    wire = tag & 7
    if not tag >> 3 or wire not in {0, 1, 2, 5}:
        raise Broken("no field")
    if wire == 0:
        value, after = _varint(data, at, end)
        return Item(tag >> 3, value, at, after), wire, after
    if wire == 2:
        size, at = _varint(data, at, end)
        if at + size > end:
            raise Broken("a field that is longer than its message")
        return Item(tag >> 3, 0, at, at + size), wire, at + size
    size = 8 if wire == 1 else 4
    if at + size > end:
        raise Broken("cut short")
    return Item(tag >> 3, 0, at, at + size), wire, at + size


def _items(data: bytes | memoryview, start: int, end: int) -> list[Item]:
    found: list[Item] = []
    while start < end:
        item, _, start = _item(data, start, end)
        found.append(item)
    return found


def extent(data: bytes | memoryview, start: int) -> int:
    """Where the description of a file ends that begins at ``start``; ``start`` itself where none does."""
    at, last, telling = start, 0, False
    while at < len(data):
        try:
            item, wire, after = _item(data, at, len(data))
            if _FILE.get(item.number) != wire or item.number < last:
                break
            if item.number in {4, 5, 6}:
                inner = _items(data, item.start, item.end)
                if not inner or inner[0].number != 1:
                    break
                telling = True
        except Broken:
            break
        at, last = after, item.number
    return at if telling else start


class Writer:
    """Writes what is described into a draft. ``unit`` makes a unit of a run of the bytes."""

    def __init__(self, draft: Draft, data: bytes | memoryview, unit: Unit, spots: Sequence[int] = ()) -> None:
        self._draft, self._data, self._unit, self._spots = draft, data, unit, sorted(spots)

    def file(self, start: int, end: int) -> None:
        """The messages, lists and services of one file. Raises ``Broken``."""
        whole = end - start <= _WHOLE
        for item in _items(self._data, start, end):
            if item.number in {4, 5, 6} and (whole or self._told(item)):
                {4: self._message, 5: self._enum, 6: self._service}[item.number](item, -1, 0)

    def _told(self, item: Item) -> bool:
        at = bisect_right(self._spots, item.start - 1)
        return at < len(self._spots) and self._spots[at] < item.end

    def _named(self, items: Sequence[Item], number: int, role: Role) -> TextUnit | None:
        item = next((item for item in items if item.number == number), None)
        return None if item is None else self._unit(item.start, item.end, role)

    def _said(self, items: Sequence[Item], number: int) -> str:
        item = next((item for item in items if item.number == number), None)
        raw = b"" if item is None else bytes(self._data[item.start : item.end])
        return raw.decode("utf-8", "replace").rpartition(".")[2]

    def _symbol(
        self, kind: SymbolKind, role: Role, items: Sequence[Item], parent: int, type_: str = "", value: str = ""
    ) -> int:
        return self._draft.symbol(kind, self._said(items, 1), self._named(items, 1, role), parent, type_, value)

    def _message(self, item: Item, parent: int, depth: int) -> None:
        items = _items(self._data, item.start, item.end)
        symbol = self._symbol(SymbolKind.RECORD, Role.RECORD, items, parent)
        for each in items:
            if each.number in {2, 6}:
                self._field(each, symbol)
            elif each.number == 3 and depth < _DEPTH:
                self._message(each, symbol, depth + 1)
            elif each.number == 4:
                self._enum(each, symbol, depth)

    def _field(self, item: Item, parent: int) -> None:
        items = _items(self._data, item.start, item.end)
        numbers = {each.number: each.value for each in items}
        type_ = self._said(items, 6) or _TYPES.get(numbers.get(5, 0), "")
        field = self._symbol(SymbolKind.FIELD, Role.FIELD, items, parent, type_, str(numbers.get(3, "")))
        key = self._named(items, 10, Role.KEY)
        if key is not None and key.text != self._said(items, 1):
            self._draft.unit(key, field)

    def _enum(self, item: Item, parent: int, _depth: int) -> None:
        items = _items(self._data, item.start, item.end)
        symbol = self._symbol(SymbolKind.ENUM, Role.ENUM, items, parent)
        for each in items:
            if each.number == 2:
                member = _items(self._data, each.start, each.end)
                value = next((str(one.value) for one in member if one.number == 2), "0")
                self._symbol(SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, member, symbol, value=value)

    def _service(self, item: Item, parent: int, _depth: int) -> None:
        items = _items(self._data, item.start, item.end)
        symbol = self._symbol(SymbolKind.RECORD, Role.RECORD, items, parent)
        for each in items:
            if each.number != 2:
                continue
            method = _items(self._data, each.start, each.end)
            function = self._symbol(SymbolKind.FUNCTION, Role.FUNCTION, method, symbol, self._said(method, 3))
            taken = self._named(method, 2, Role.TYPE)
            if taken is not None:
                self._draft.symbol(SymbolKind.PARAMETER, self._said(method, 2), taken, function, self._said(method, 2))


def raw_unit(data: memoryview) -> Unit:
    """Makes units of bytes as they stand."""

    def unit(start: int, end: int, role: Role) -> TextUnit | None:
        try:
            text = bytes(data[start:end]).decode("utf-8")
        except UnicodeDecodeError:
            return None
        return TextUnit(text, role, (Span(0, len(text), start, end - start, ("utf-8",)),)) if text else None

    return unit


def around(draft: Draft, data: memoryview, places: Sequence[Place]) -> list[Place]:
    """Writes the descriptions that places lie in, wherever in a file these are; gives back the other places."""
    starts = _starts(data) if places else []
    if not starts:
        return list(places)
    ends: dict[int, int] = {}
    rest: list[Place] = []
    for place in places:
        last = bisect_right(starts, place.start)
        for start in reversed(starts[max(0, last - _TRIED) : last]):
            if place.start - start > _BACK:
                continue
            if start not in ends:
                ends[start] = extent(data, start)
            if ends[start] > place.start:
                break
        else:
            rest.append(place)
    spots = [place.start for place in places]
    for start, end in sorted(ends.items()):
        if any(start < spot < end for spot in spots):
            try:
                Writer(draft, data, raw_unit(data), spots).file(start, end)
            except Broken:
                rest += [place for place in places if start < place.start < end]
    return rest


def _starts(data: memoryview) -> list[int]:
    """Where the description of a file may begin: with the name of a file, counted."""
    found: list[int] = []
    for match in islice(_PROTO.finditer(data), _MOST):
        end = match.end()
        head = bytes(data[max(0, end - 129) : end])
        for size in range(7, min(128, len(head) - 1)):
            if head[-size - 1] == size and head[-size - 2] == 0x0A:
                found.append(end - size - 2)
                break
    return found


# In the source of Python

_SERIALIZED = late(r"(?:AddSerializedFile\(|serialized_pb\s*=)\s*(?:_b\()?\s*(?=b?['\"])")
_LITERAL = late(r"\s*\\?\s*b?(?:'((?:[^'\\\n]|\\[\s\S])*)'|\"((?:[^\"\\\n]|\\[\s\S])*)\")")
_PIECE = late(r"\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|(\r?\n)|([\s\S]))|[^\\]+")
_SIMPLE = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92, "'": 39, '"': 34}


class _Literal:
    """A literal of bytes, undone, with the way back to the characters of the source."""

    def __init__(self, text: str, at: int) -> None:
        out = bytearray()
        self._outs: list[int] = []
        self._sources: list[tuple[int, int]] = []
        """Where each piece is written, and the characters that an escape takes (0: they stand for themselves)."""
        self.start, self.end = at, at
        while (match := _LITERAL.match(text, self.end)) is not None:
            group = 1 if match[1] is not None else 2
            for piece in _PIECE.finditer(text, *match.span(group)):
                byte = self._byte(piece)
                if byte == -1:
                    continue
                self._outs.append(len(out))
                self._sources.append((piece.start(), 0 if byte is None else len(piece[0])))
                if byte is None:
                    out += piece[0].encode("latin-1", "replace")
                else:
                    out.append(byte)
            self.end = match.end()
        self.data = bytes(out)

    @staticmethod
    def _byte(piece: re.Match[str]) -> int | None:
        """The byte of an escape; -1 for a line that goes on, ``None`` for characters that stand for themselves."""
        hexadecimal, octal, line, simple = piece.groups()
        if hexadecimal:
            return int(hexadecimal, 16)
        if octal:
            return int(octal, 8) & 0xFF
        if line:
            return -1
        return _SIMPLE.get(simple, ord(simple) & 0xFF) if simple else None

    def characters(self, offset: int) -> tuple[int, int]:
        """From where to where in the source a byte is written."""
        index = bisect_right(self._outs, offset) - 1
        source, escape = self._sources[index]
        source += 0 if escape else offset - self._outs[index]
        return source, source + (escape or 1)

    def unit(self, decoded: Decoded) -> Unit:
        """Makes units of runs of its bytes."""

        def unit(start: int, end: int, role: Role) -> TextUnit | None:
            if start >= end:
                return None
            made = unescaped(decoded.unit(self.characters(start)[0], self.characters(end - 1)[1], role), "backslash")
            return made if made.text == self.data[start:end].decode("utf-8", "replace") else None

        return unit


def in_python(decoded: Decoded, limits: Limits) -> Iterator[Reading]:
    """The descriptions that a Python source holds as literals, a reading each."""
    for match in _SERIALIZED.finditer(decoded.text):
        literal = _Literal(decoded.text, match.end())
        draft = Draft(Descriptors.name, "protobuf", limits, decoded.text)
        try:
            end = extent(literal.data, 0)
            if end < len(literal.data) or not end:
                continue
            Writer(draft, literal.data, literal.unit(decoded)).file(0, end)
        except Broken:
            continue
        yield from (item for item in draft.finish() if isinstance(item, Reading))


class Descriptors:
    """Descriptions of messages in a file of their own, one or a set of them."""

    name: ClassVar[str] = "protobuf-descriptor"
    structured: ClassVar[bool] = True
    kinds: ClassVar[tuple[str, ...]] = ("protobuf-descriptor",)
    limits: ClassVar[tuple[str, ...]] = ("Options that a maker added to messages and fields are not read.",)

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the first field: the name of a file that ends in ``.proto``, or a set that begins with such a one."""
        head = bytes(data[:300])
        if _named(head, 0):
            return True
        try:
            item, wire, _ = _item(data, 0, len(data))
        except Broken:
            return False
        return item.number == 1 and wire == 2 and item.start < 12 and _named(head, item.start)

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """All files that are described."""
        draft = Draft(self.name, "protobuf", limits)
        writer = Writer(draft, data, raw_unit(data), [place.start for place in places])
        try:
            if _named(bytes(data[:300]), 0):
                writer.file(0, len(data))
            else:
                for item in _items(data, 0, len(data)):
                    writer.file(item.start, item.end)
        except Broken as error:
            draft.gap("unparsed", size=len(data), detail=str(error), remedy="Ask the maker for a whole file.")
        yield from draft.finish()


def _named(head: bytes, at: int) -> bool:
    match = _START.match(head, at)
    return match is not None and head[match.end() : match.end() + match[1][0]].endswith(b".proto")
