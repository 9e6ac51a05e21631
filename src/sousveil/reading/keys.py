"""Texts of keys and values, line by line: INI, Java properties, TOML, translations (.po, .strings), device tables.

Sources: java.util.Properties.load, TOML 1.0, the GNU gettext manual (PO files), Apple's strings file format.
"""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped
from sousveil.reading.textual import MOST, Near, cuts, head_text, suffix
from sousveil.reading.translated import is_table_of_texts

_SUFFIXES = frozenset({
    ".ini", ".cfg", ".conf", ".cnf", ".properties", ".env", ".lang", ".desktop", ".inf", ".reg", ".service",
    ".po", ".pot", ".strings", ".editorconfig", ".lng", ".theme", ".url", ".prefs", ".gitconfig", ".cmakein", ".config",
    ".setting", ".settings", ".language", ".tbl",
})  # fmt: skip
_GUESSED = frozenset({"", ".txt", ".dat", ".bak", ".dump", ".res"})
_SECTION = late(r"\s*\[{1,2}([^\[\]\n]+)\]{1,2}\s*(?:[#;].*)?$")
_SECTIONS = late(r"\s*(?:\[[^\[\]\n]+\]\s*){2,40}(?:[#;].*)?$")
_BRACKETED = late(r"\[([^\[\]\n]+)\]")
_PAIR = late(
    r"""\s*(?:export\s+)?(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s=:#;"'][^=:\n]{0,300}?)\s*(?P<sign>=|:(?!//))\s*(?P<value>[^\n]*)"""
)
_PLAIN_PAIR = late(r"\s*[\w.\[\]\- \"@/]{1,120}=[^=]")
_PO = late(r'\s*(?:#~\s*)?(?P<word>msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])?\s*"')
_COMMENT = late(r"\s*(?:#[.,:|~]?|;|!|//|/\*|--\s|rem\s)", re.IGNORECASE)
_INDEXED = late(r"([\w.\[\]-]*[A-Za-z_]\w*)\[\d{1,4}\]")
_QUOTED = late(r"""\"(?:[^"\\\n]|\\.)*\"|'[^'\n]*'""")
_TRANSLATED = late(
    r"(?:messages?|strings?|lang(?:uage)?s?|i18n|locale|text|label|resources?|translat\w*)|_[a-z]{2}(?:[_-][A-Z]{2})?\."
)
_VALUE = 200
_DEEP = 40
"""Parts of a dotted key that lie in each other."""


class _Walk:
    """One pass over the lines."""

    def __init__(self, draft: Draft, decoded: Decoded, near: Near, label: Role) -> None:
        self._draft, self._decoded, self._near, self._label = draft, decoded, near, label
        self._section = -1
        self._maps: dict[tuple[int, str], int] = {}
        self._comments: list[int] = []
        self._continued = -1
        self._open = ""
        self._entry = -1
        """The key of the lines before, while lines further in may still belong to it."""
        self._said: tuple[Role, int] | None = None

    def run(self) -> None:
        text = self._decoded.text
        for low, high in self._near.windows:
            start = text.rfind("\n", 0, low) + 1
            while start < high:
                end = text.find("\n", start)
                end = len(text) if end < 0 else end
                self._line(start, end)
                start = end + 1

    def _line(self, start: int, end: int) -> None:
        line = self._decoded.text[start:end]
        stripped = line.strip()
        if not stripped:
            self._continued, self._entry, self._open = -1, -1, ""
            self._comments.clear()
            return
        if len(line) > MOST:
            for cut in cuts(self._near, start, end):
                self._draft.unit(self._decoded.unit(*cut, Role.STRING))
            return
        if self._open or self._continued >= 0:
            self._more(start, line, stripped)
        elif (po := _PO.match(line)) is not None:
            self._po(po["word"], start, line)
        elif stripped[0] in "\"'" and self._said is not None and "=" not in _QUOTED.sub("", line):
            self._values(start, line, *self._said)
        elif (comment := _COMMENT.match(line)) is not None and not (stripped[0] == ";" and "=" in line[:1]):
            self._comment(start + comment.end(), start + len(line))
        elif stripped[0] == "[" and self._sections(start, line):
            pass
        elif (pair := _PAIR.match(line)) is not None:
            self._pair(start, pair)
        elif line[0] in " \t" and self._entry >= 0:
            self._item(start + len(line) - len(line.lstrip()), stripped)
        else:
            for cut in cuts(self._near, start + len(line) - len(line.lstrip()), start + len(line.rstrip())):
                self._draft.unit(self._decoded.unit(*cut, Role.STRING))

    def _sections(self, start: int, line: str) -> bool:
        """``[a]``, or ``[a][b]``, which is a section in a section; whether the line is one."""
        if (section := _SECTION.match(line)) is not None:
            unit = self._decoded.unit(start + section.start(1), start + section.end(1), Role.KEY)
            self._section, self._entry = self._draft.symbol(SymbolKind.MAP, section[1], unit), -1
            self._explain(self._section)
        elif _SECTIONS.match(line) is not None:
            self._section = self._entry = -1
            for part in _BRACKETED.finditer(line):
                unit = self._decoded.unit(start + part.start(1), start + part.end(1), Role.KEY)
                self._section = self._draft.symbol(SymbolKind.MAP, part[1], unit, self._section)
            self._explain(self._section)
        else:
            return False
        return True

    def _item(self, start: int, value: str) -> None:
        """A line below a key, further in: one more of what the key holds."""
        value = value.rstrip(",")
        self._draft.amend(self._entry, kind=SymbolKind.ARRAY)
        for cut in cuts(self._near, start, start + len(value)):
            unit = unescaped(self._decoded.unit(*cut, Role.ITEM), "backslash")
            self._draft.symbol(SymbolKind.ITEM, unit.text[:_VALUE], unit, self._entry)

    def _explain(self, symbol: int) -> None:
        for unit in self._comments:
            self._draft.attach(unit, symbol)
        self._comments.clear()

    def _comment(self, start: int, end: int) -> None:
        text = self._decoded.text[start:end]
        left, right = len(text) - len(text.lstrip(" \t*#;")), len(text) - len(text.rstrip(" \t\r*/"))
        if left + right < len(text):
            for cut in cuts(self._near, start + left, end - right):
                self._comments.append(self._draft.unit(self._decoded.unit(*cut, Role.COMMENT)))

    def _pair(self, start: int, pair: re.Match[str]) -> None:
        low, high = pair.span("key")
        if pair["key"][0] in "\"'":
            low, high = low + 1, high - 1
        self._said = None
        if low >= high:
            return
        if (indexed := _INDEXED.fullmatch(pair["key"])) is not None:
            self._element(start, pair, indexed)
            return
        unit = unescaped(self._decoded.unit(start + low, start + high, Role.KEY), "backslash")
        entry = self._draft.symbol(SymbolKind.ENTRY, unit.text, unit, self._parent(unit.text))
        self._explain(entry)
        self._entry = entry
        value = pair["value"].rstrip()
        at = start + pair.start("value")
        if value.startswith(("[", "{")) and "=" not in value[:1]:
            self._draft.amend(entry, kind=SymbolKind.ARRAY)
            self._items(at, value, entry)
            if value[0] == "[" and not value.rstrip(",; \t").endswith("]"):
                self._open, self._continued = "]", entry
            return
        if value.startswith(('"""', "'''")) and value.count(value[:3]) == 1:
            self._open, self._continued = value[:3], entry
        if value.endswith("\\") and not value.endswith("\\\\"):
            self._continued, value = entry, value[:-1].rstrip()
        self._value(at, value, entry)

    def _element(self, start: int, pair: re.Match[str], indexed: re.Match[str]) -> None:
        """``a.b[1]=x``: one more element of the list ``a.b``."""
        name = indexed[1]
        array = self._maps.get((self._section, name))
        if array is None:
            unit = self._decoded.unit(start + pair.start("key"), start + pair.start("key") + len(name), Role.KEY)
            array = self._draft.symbol(SymbolKind.ARRAY, name, unit, self._parent(name))
            self._maps[self._section, name] = array
            self._explain(array)
        value, at = pair["value"].rstrip("; \t\r"), start + pair.start("value")
        if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
            at, value = at + 1, value[1:-1]
        for cut in cuts(self._near, at, at + len(value)):
            item = unescaped(self._decoded.unit(*cut, Role.ITEM), "backslash")
            self._draft.symbol(SymbolKind.ITEM, item.text[:_VALUE], item, array)

    def _parent(self, key: str) -> int:
        """Dotted keys belong together: ``a.b[0].c`` lies in ``a.b[0]``, which lies in ``a``."""
        prefix, dot, _ = key.rpartition(".")
        if not dot:
            return self._section
        missing: list[str] = []
        parent = self._section
        while prefix:
            found = self._maps.get((self._section, prefix))
            if found is not None:
                parent = found
                break
            missing.append(prefix)
            prefix = prefix.rpartition(".")[0] if len(missing) < _DEEP else ""
        for each in reversed(missing):
            parent = self._maps[self._section, each] = self._draft.symbol(SymbolKind.MAP, each, None, parent)
        return parent

    def _value(self, start: int, value: str, entry: int) -> None:
        value = value.rstrip("; \t") if value.endswith(";") and value[:1] in "\"'" else value
        if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
            start, value = start + 1, value[1:-1]
        for cut in cuts(self._near, start, start + len(value)):
            unit = unescaped(self._decoded.unit(*cut, self._label), "backslash")
            self._draft.unit(unit, entry)
            if entry >= 0 and not self._draft.symbols[entry].value:
                self._draft.amend(entry, value=unit.text[:_VALUE])

    def _items(self, start: int, value: str, parent: int) -> None:
        for match in _QUOTED.finditer(value):
            if match.end() - match.start() > 2:
                unit = unescaped(
                    self._decoded.unit(start + match.start() + 1, start + match.end() - 1, Role.ITEM), "backslash"
                )
                self._draft.symbol(SymbolKind.ITEM, unit.text, unit, parent)

    def _values(self, start: int, line: str, role: Role, symbol: int) -> None:
        for match in _QUOTED.finditer(line):
            for cut in cuts(self._near, start + match.start() + 1, start + match.end() - 1):
                self._draft.unit(unescaped(self._decoded.unit(*cut, role), "backslash"), symbol)

    def _more(self, start: int, line: str, stripped: str) -> None:
        """A value that goes on: a list over several lines, a text in three quotes, a line after a backslash."""
        entry = self._continued
        if self._open == "]":
            self._items(start, line, entry)
            if stripped.rstrip(",").endswith("]"):
                self._open, self._continued = "", -1
            return
        if self._open:
            if self._open in line:
                self._open, self._continued = "", -1
        elif not stripped.endswith("\\"):
            self._continued = -1
        low = start + len(line) - len(line.lstrip())
        self._value(low, stripped.removesuffix("\\").rstrip(), entry)

    def _po(self, word: str, start: int, line: str) -> None:
        if word in {"msgctxt", "msgid"} and (self._said is None or self._said[0] is not Role.KEY or word == "msgctxt"):
            match = _QUOTED.search(line)
            name = match[0][1:-1] if match else ""
            symbol = self._draft.symbol(SymbolKind.ENTRY, name)
            self._explain(symbol)
        else:
            symbol = self._said[1] if self._said is not None else -1
        self._said = (Role.UI_LABEL if word == "msgstr" else Role.KEY, symbol)
        self._values(start, line, *self._said)


class Keys:
    """Settings and translations, one to a line."""

    name: ClassVar[str] = "keys"
    kinds: ClassVar[tuple[str, ...]] = ("ini", "camera-table", "gettext-po", "properties")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Inline tables are read for their strings only.",
        "Of a text over 256 KiB only what lies near a telling word is given.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the ending of the name; without a telling one, where most lines are ``key=value``."""
        head = head_text(data)
        if head is None:
            return False
        ending = suffix(name)
        if ending in _SUFFIXES:
            return not head.lstrip("\ufeff \t\r\n").startswith("<")
        if ending not in _GUESSED:
            return False
        lines = [line for line in head.splitlines()[:-1] if line.strip() and not _COMMENT.match(line)]
        left, enough = len(lines) * 10, len(lines) * 7
        if len(lines) <= 2:
            return False
        for line in lines:  # most texts say soon that they are none
            if _PLAIN_PAIR.match(line) is None:
                left -= 10
                if left <= enough:
                    return False
        return True

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The keys with their sections, values and comments."""
        if len(data) > limits.read_source:
            from sousveil.reading.lines import Lines  # noqa: PLC0415 - for giants only

            yield from Lines().read(data, name, places, limits)
            return
        decoded = decode(data, places)
        draft = Draft(self.name, suffix(name).lstrip("."), limits, decoded.text)
        ending = suffix(name)
        translated = ending in {".strings", ".lang", ".lng", ".po", ".language"} or (
            ending in {".properties", ".ini", ".txt"} and _TRANSLATED.search(name.rpartition("/")[2]) is not None
        )
        translated = translated or is_table_of_texts(name)
        near = Near(decoded, places)
        draft.near_only(len(data), everything=near.all)
        _Walk(draft, decoded, near, Role.UI_LABEL if translated else Role.VALUE).run()
        yield from draft.finish()
        yield from decoded.gaps()
