"""YAML, line by line: keys nested by their indentation, lists, comments. Nothing is constructed, no tag is followed.

Source: YAML 1.2.2, chapters 7 (flow style) and 8 (block style).
"""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped
from sousveil.reading.listed_fields import read_as_schema
from sousveil.reading.textual import MOST, Near, cuts, head_text, suffix

_KEY = late(
    r"""(?P<key>"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#"'\[\]{},&*!|>%@`][^\n#]{0,300}?|[^\s#"'\[\]{},])\s*:(?=\s|$)"""
)
_COMMENT = late(r"(?:^|\s)#")
_ONE = r"""\"(?:[^"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'|[^\s\[\]{},"'][^\[\]{},\n]*"""
_IN_FLOW = late(rf"[\[\]{{}}]|{_ONE}")
_BLOCK = late(r"[|>][+\-\d]*\s*$")
_FILE = late(r"[\w./-]+\.ya?ml", re.IGNORECASE)
_DEPTH = 200
_VALUE = 200


class _Level(msgspec.Struct):
    """A key or list item that may hold what is indented deeper."""

    indent: int
    symbol: int
    item: bool = False


class _Walk:
    """One pass over the lines."""

    def __init__(self, draft: Draft, decoded: Decoded, near: Near) -> None:
        self._draft, self._decoded, self._near = draft, decoded, near
        self._stack: list[_Level] = []
        self._comments: list[int] = []
        self._block: tuple[int, int] | None = None

    def run(self) -> None:
        text = self._decoded.text
        for low, high in self._near.windows:
            start = text.rfind("\n", 0, low) + 1
            self._stack.clear()
            while start < high:
                end = text.find("\n", start)
                end = len(text) if end < 0 else end
                self._line(start, text[start:end].rstrip("\r"))
                start = end + 1

    def _line(self, start: int, line: str) -> None:
        stripped = line.strip()
        if not stripped:
            return
        if len(line) > MOST:
            for cut in cuts(self._near, start, start + len(line)):
                self._draft.unit(self._decoded.unit(*cut, Role.STRING))
            return
        indent = len(line) - len(line.lstrip())
        if self._block is not None:
            if indent > self._block[0]:
                self._text(start + indent, stripped, self._block[1], Role.STRING)
                return
            self._block = None
        if stripped[0] == "#":
            self._comment(start + indent, stripped)
            return
        if stripped in {"---", "..."} or stripped[0] == "%":
            self._stack.clear()
            return
        at = indent
        while line.startswith("- ", at) or line[at:] == "-":
            self._pop(at, item=True)
            symbol = self._draft.symbol(SymbolKind.ITEM, "", None, self._owner(SymbolKind.ARRAY))
            self._stack.append(_Level(at, symbol, item=True))
            at += 1
            while at < len(line) and line[at] == " ":
                at += 1
            if at >= len(line) or len(self._stack) > _DEPTH:
                return
        self._content(start, line, at)

    def _pop(self, indent: int, *, item: bool) -> None:
        while self._stack:
            top = self._stack[-1]
            # A list may stand at the very indentation of its key.
            if top.indent < indent or (top.indent == indent and item and not top.item):
                return
            self._stack.pop()

    def _owner(self, kind: SymbolKind) -> int:
        symbol = self._stack[-1].symbol if self._stack else -1
        if symbol >= 0 and self._draft.symbols[symbol].kind in {SymbolKind.ENTRY, SymbolKind.ITEM}:
            self._draft.amend(symbol, kind=kind)
        return symbol

    def _content(self, start: int, line: str, at: int) -> None:
        match = _KEY.match(line, at)
        comment = self._split_comment(line, match.end() if match else at)
        end = comment if comment is not None else len(line)
        if match is None:
            self._item(start, line[:end].rstrip(), at)
        else:
            self._pop(at, item=False)
            low, high = match.span("key")
            if match["key"][0] in "\"'":
                low, high = low + 1, high - 1
            unit = self._decoded.unit(start + low, start + max(high, low), Role.KEY) if high > low else None
            unit = unescaped(unit, "backslash") if unit is not None and match["key"][0] == '"' else unit
            symbol = self._draft.symbol(SymbolKind.ENTRY, unit.text if unit else "", unit, self._owner(SymbolKind.MAP))
            self._explain(symbol)
            if len(self._stack) < _DEPTH:
                self._stack.append(_Level(at, symbol))
            self._value(start, line[:end].rstrip(), match.end(), symbol)
        if comment is not None:
            self._comment(start + comment, line[comment:], here=True)

    @staticmethod
    def _split_comment(line: str, at: int) -> int | None:
        for match in _COMMENT.finditer(line, at):
            before = line[at : match.start()]
            if before.count('"') % 2 == 0 and before.count("'") % 2 == 0:
                return match.start() + (line[match.start()] != "#")
        return None

    def _item(self, start: int, line: str, at: int) -> None:
        top = self._stack[-1] if self._stack else None
        if at >= len(line):
            return
        if top is not None and top.item and top.indent < at and line[at] not in "[{":
            self._text(start + at, line[at:], top.symbol, Role.ITEM, name=True)
        else:
            self._value(start, line, at, top.symbol if top is not None else -1)

    def _value(self, start: int, line: str, at: int, symbol: int) -> None:
        while at < len(line) and line[at] in " \t":
            at += 1
        # A tag or an anchor in front of a value is no part of it.
        while at < len(line) and line[at] in "!&" and " " in line[at:]:
            at = line.index(" ", at) + 1
        value = line[at:]
        if not value:
            return
        if _BLOCK.match(value) and symbol >= 0 and _FILE.fullmatch(self._draft.symbols[symbol].name):
            return  # a file of the same kind that is kept under its name: what is in it lies deeper
        if _BLOCK.match(value):
            indent = self._stack[-1].indent if self._stack else -1
            self._block = (indent, symbol)
        elif value[0] in "[{":
            if symbol >= 0:
                self._draft.amend(symbol, kind=SymbolKind.ARRAY if value[0] == "[" else SymbolKind.MAP)
            self._flows(start, line, at, symbol)
        else:
            self._text(start + at, value, symbol, Role.VALUE)

    def _flows(self, start: int, line: str, at: int, symbol: int) -> None:
        """What stands in brackets on one line: lists and maps in each other, as far as they are nested here."""
        around, key = [symbol], -1
        for match in _IN_FLOW.finditer(line, at + 1):
            sign = match[0]
            if sign in "[{":
                kind = SymbolKind.ARRAY if sign == "[" else SymbolKind.MAP
                if key < 0:
                    key = self._draft.symbol(kind, "", None, around[-1])
                else:
                    self._draft.amend(key, kind=kind)
                around.append(key)
                key = -1
            elif sign in "]}":
                around = around[:-1] or [symbol]
                key = -1
            else:
                key = self._flow(start, match, around[-1], key)

    def _flow(self, start: int, match: re.Match[str], parent: int, waiting: int) -> int:
        """One scalar in brackets; the symbol of a key whose value is still to come, else -1.

        ``waiting`` is the key in quotation marks, or alone, that stands before it.
        """
        text = match[0].rstrip()
        low = start + match.start()
        if waiting >= 0 and (text[0] != ":" or text == ":" or text.startswith(": ")):
            value = text.removeprefix(":").lstrip()
            if value:
                self._text(low + len(text) - len(value), value, waiting, Role.VALUE)
            return -1 if value else waiting
        quoted = text[0] in "\"'"
        if text[-1] == ":" if not quoted else match.string[match.end() :].lstrip()[:1] == ":":
            key_unit = (
                self._decoded.unit(low + quoted, low + len(text) - 1, Role.KEY) if len(text) > 1 + quoted else None
            )
            return self._draft.symbol(SymbolKind.ENTRY, key_unit.text if key_unit else "", key_unit, parent)
        key, colon, value = text.partition(": ")
        if colon and not quoted:
            unit = self._decoded.unit(low, low + len(key.rstrip()), Role.KEY) if key.strip() else None
            entry = self._draft.symbol(SymbolKind.ENTRY, key.strip(), unit, parent)
            self._text(low + len(text) - len(value.lstrip()), value.lstrip(), entry, Role.VALUE)
            return -1
        item = self._draft.symbol(SymbolKind.ITEM, "", None, parent)
        self._text(low, text, item, Role.ITEM, name=True)
        return -1

    def _text(self, start: int, text: str, symbol: int, role: Role, *, name: bool = False) -> None:
        quoted = len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]
        double = text[:1] == '"'
        if quoted:
            start, text = start + 1, text[1:-1]
        for cut in cuts(self._near, start, start + len(text)):
            unit = self._decoded.unit(*cut, role)
            unit = unescaped(unit, "backslash") if double else unit
            where = self._draft.unit(unit, symbol)
            if name:
                self._draft.name(symbol, unit.text[:_VALUE], where)
            else:
                self._draft.amend(symbol, value=unit.text[:_VALUE])

    def _explain(self, symbol: int) -> None:
        for unit in self._comments:
            self._draft.attach(unit, symbol)
        self._comments.clear()

    def _comment(self, start: int, text: str, *, here: bool = False) -> None:
        body = text.lstrip("# \t")
        if not body:
            return
        low = start + len(text) - len(body)
        for cut in cuts(self._near, low, low + len(body.rstrip())):
            unit = self._decoded.unit(*cut, Role.COMMENT)
            if here and self._stack:
                self._draft.unit(unit, self._stack[-1].symbol)
            else:
                self._comments.append(self._draft.unit(unit))


class Yaml:
    """Data and settings by indentation."""

    name: ClassVar[str] = "yaml"
    kinds: ClassVar[tuple[str, ...]] = ("yaml-settings", "openapi-yaml", "yaml-texts")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Anchors, aliases and tags are not followed; a flow list is read line by line.",
        "Of a text over 256 KiB only what lies near a telling word is given.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the ending of the name, for text."""
        return suffix(name) in {".yaml", ".yml"} and head_text(data) is not None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The keys of the document, with their values and comments."""
        if len(data) > limits.read_source:
            from sousveil.reading.lines import Lines  # noqa: PLC0415 - for giants only

            yield from Lines().read(data, name, places, limits)
            return
        decoded = decode(data, places)
        draft = Draft(self.name, "yaml", limits, decoded.text)
        near = Near(decoded, places)
        draft.near_only(len(data), everything=near.all)
        _Walk(draft, decoded, near).run()
        read_as_schema(draft)
        yield from draft.finish()
        yield from decoded.gaps()
