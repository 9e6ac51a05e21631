"""Texts under keys, joined to the code and the screens that ask for the keys: across files, formats and languages.

A table of texts says nothing by itself of what its words are for. Where a key is asked for among the features of a
face, its text is a label there, in every language that it is written in.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sousveil.linking.edges import EdgeKind, Fact, Setting
from sousveil.linking.found import Found
from sousveil.linking.given.assembled import assembled
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.lists.scheme import Mark, Scheme
from sousveil.linking.settings import setting_of
from sousveil.linking.showing.catalogues import keys_of, of_entry, section_of
from sousveil.linking.standing import named_by
from sousveil.linking.surroundings import near, units_near
from sousveil.linking.weave import Key, Weave
from sousveil.model.encodings import is_resource
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

ASKED_IN = frozenset({
    Role.STRING, Role.ATTRIBUTE, Role.VALUE, Role.KEY, Role.UI_LABEL, Role.IDENTIFIER, Role.OPTION, Role.ITEM,
    Role.CONSTANT,
})  # fmt: skip
LONGEST = 400
"""Code points of a text in which a key is looked for."""
MOST_USES, MOST_TEXTS = 12, 12
"""Places that ask for one key, and texts under one key, that are joined."""
MOST_KEYS = 500
"""Keys that are sought in files without a telling word; so many numbers of resources too."""
MOST_BESIDE = 2000
"""Numbers that stand beside those."""
_TOKEN = late(r"[\w.$-]+")
_PARTS = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_LOOKED_UP = late(
    r"(?:\b(?:\$?tc?|\$?te|tr|_|n?gettext(?:_lazy)?|pgettext|[Tt]ranslate|translation|trans|NSLocalizedString\w*|localized\w*"
    r"|getString|getText|getMessage|GetString|LoadStr|formatMessage|i18n\w*|intl\w*|I18n|QT_TR_NOOP|QT_TRANSLATE_NOOP|qsTr"
    r"|qsTrId|message|msg|__|lang)\s*\(\s*(?:[\w:]+\s*,\s*|\{\s*id\s*:\s*|[\"\'][\w:]+[\"\']\s*,\s*)?@?(?:[a-z]\w*\()?[\"\'`]"
    r"|\b(?:i18nKey|id|i18n|data-i18n|localeKey)=[\"\'{]+|\{\{\s*[\"\']|#\{|@(?:\+?id|string|array)/"
    r"|\bR\.(?:string|array)\.|\b(?:Resources?|Strings?|Lang|AppLocalizations|Messages|L10n|SR)\.)$"
    r"|(?<![A-Za-z])(?<!java\.)(?:lang|LANG|Lang|locale|i18n|L)\.(?:\w{1,20}\.){0,3}$"
)
"""What stands before a key where a text is looked up by it."""
_CALLED_IN_TEXT = late(r"\{\{|\$t\(|\bt\(|\||#\{|@\w+/")
_PAINT = late(r"(?<!skin)(?<!skin[_-])colou?r", re.IGNORECASE)
_LINE = 200
LONGEST_LINE = 20_000
BESIDE = 12
"""Texts from a list of options to its title."""


class Text(NamedTuple):
    """A text of a table with a telling word in it; or one of a list, with the list as its ``head``."""

    view: View
    unit: int
    start: int
    end: int
    symbol: int
    trait: Trait
    group: str
    rule: str
    head: int = -1
    weak: bool = False


class Use(NamedTuple):
    """A place that asks for a key: code points in a unit."""

    view: View
    unit: int
    start: int
    end: int


def telling_key(key: str) -> bool:
    """Whether a key is made up of parts, so that a text that is equal to it can only mean it."""
    return len(key) >= 7 and len(_PARTS.findall(key)) >= 2 and not any(char.isspace() for char in key)


class Labels:
    """Collects the texts of one target, and lays those on the weave that a screen or code asks for."""

    def __init__(self, graph: Graph, weave: Weave) -> None:
        self._graph, self._weave = graph, weave
        self._lists: list[tuple[View, Scheme]] = []
        self._first: dict[tuple[int, int, int], Mark] = {}
        self._keys: set[str] = set()
        self._beside: set[str] = set()
        """Numbers of resources that stand beside one that was joined to its text."""

    def lay_list(self, view: View, scheme: Scheme) -> None:
        """A list of groups in a table of texts: told as one where its key names a face, and kept for those who ask."""
        self._lists.append((view, scheme))
        self._first[view.blob, view.number, scheme.holder] = scheme.marks[0]
        around, named = of_entry(view, scheme.holder)
        setting, why = setting_of(around, named)
        if setting is Setting.NONE and (title := _title_of(view, scheme)) >= 0:
            around, named = of_entry(view, title)
            setting, why = setting_of(around, named)
        key = (scheme.trait, setting) if setting.tied else (scheme.trait, Setting.NONE)
        head = self._head(view, scheme.holder, key) if setting.tied else None
        for mark in scheme.marks:
            self._lay_mark(view, mark, key, head, listed=setting.tied)
        if setting.tied:
            self._weave.surround(key, view, around, why)

    def _head(self, view: View, holder: int, key: Key) -> int:
        """What groups are listed under: the entry that holds them, else the first of them: a root tells nothing."""
        entry = holder >= 0 and (next(view.ancestors(holder), -1) >= 0 or view.symbol(holder).kind is SymbolKind.ARRAY)
        unit = view.symbol(holder).unit if entry else -1
        if unit >= 0:
            return self._weave.spot(key, spot_of(view, unit, symbol=holder), Fact.GROUP_LIST)
        first = self._first[view.blob, view.number, holder]
        place = spot_of(view, first.unit, first.start, first.end, view.unit(first.unit).symbol)
        return self._weave.spot(key, place, Fact.GROUP_LIST)

    def _lay_mark(self, view: View, mark: Mark, key: Key, head: int | None, *, listed: bool) -> int:
        unit = view.unit(mark.unit)
        facts = (Fact.GROUP, Fact.LABEL) if listed and unit.role in (Role.UI_LABEL, Role.OPTION) else (Fact.GROUP,)
        place = spot_of(view, mark.unit, mark.start, mark.end, unit.symbol)
        spot = self._weave.spot(key, place, *(facts if listed else (Fact.WORD,)))
        self._weave.group(key, spot, mark.group, unit.text[mark.start : mark.end], weak=mark.weak)
        if head is not None and spot != head:
            self._weave.edge(spot, head, EdgeKind.MEMBER_OF, "it is one of the values listed there")
        return spot

    # those who ask

    def keys_asked_for(self) -> frozenset[str]:
        """The keys of the texts with a telling word: to be sought in files where no such word stands.

        Numbers of resources among them, and those that stand beside them where they are asked for.
        """
        words = sorted(key for key in self._keys if telling_key(key) and key.isascii() and not is_resource(key))
        numbers = sorted(filter(is_resource, self._keys))[:MOST_KEYS]
        return frozenset([*words[:MOST_KEYS], *numbers, *sorted(self._beside)[:MOST_BESIDE]])

    def lay(self, found: Iterable[tuple[View, Found]]) -> None:
        """Join every text with a telling word to the places that ask for its key."""
        texts = [*self._words(found), *self._listed()]
        by_key: dict[str, list[Text]] = defaultdict(list)
        for text in texts:
            for symbol in (text.symbol, text.head):
                for key in keys_of(text.view, symbol) if symbol >= 0 else ():
                    by_key[key].append(text)
        self._keys = set(by_key)
        if not by_key:
            return
        uses: dict[str, list[Use]] = defaultdict(list)
        for view in self._graph.views.values():
            if not view.catalogue:
                for key, use in self._uses(view, by_key):
                    if len(uses[key]) < MOST_USES:
                        uses[key].append(use)
        asked = [
            (use, text)
            for key, places in uses.items()
            for use in places
            for text in by_key[key][:MOST_TEXTS]
            if not is_resource(key) or use.view.scope == text.view.scope
        ]
        self._note_beside(use for use, _ in asked)
        told: dict[tuple[int, int, int, int], set[str]] = defaultdict(set)
        for use, text in asked:
            told[_list_in(use, text)].add(text.group)
        for use, text in asked:
            self._join(use, text, listed=text.head >= 0 and len(told[_list_in(use, text)]) > 1)

    def _note_beside(self, uses: Iterable[Use]) -> None:
        """The numbers of resources around one that is asked for: what they stand for tells what it is shown with."""
        for use in uses:
            if is_resource(use.view.unit(use.unit).text):
                beside = (use.view.unit(unit).text for unit in units_near(use.view, use.unit))
                self._beside.update(filter(is_resource, beside))

    @staticmethod
    def _words(found: Iterable[tuple[View, Found]]) -> Iterator[Text]:
        for view, item in found:
            if item.symbol >= 0:
                yield Text(view, item.unit, item.start, item.end, item.symbol, item.trait, item.group, item.rule)

    def _listed(self) -> Iterator[Text]:
        for view, scheme in self._lists:
            for mark in scheme.marks:
                symbol = view.unit(mark.unit).symbol
                own = symbol if symbol >= 0 and view.symbol(symbol).kind is SymbolKind.ENTRY else -1
                yield Text(
                    view, mark.unit, mark.start, mark.end, own, scheme.trait, mark.group, "", scheme.holder, mark.weak
                )

    def _uses(self, view: View, wanted: dict[str, list[Text]]) -> Iterator[tuple[str, Use]]:
        names = {symbol.name.rpartition("::")[0] or symbol.name for symbol in view.reading.symbols if symbol.name}
        names |= {symbol.value for symbol in view.reading.symbols if symbol.name == "class" and symbol.value}
        for index, unit in enumerate(view.reading.units):
            if unit.role not in ASKED_IN or len(unit.text) > LONGEST:
                continue
            whole = wanted.get(unit.text)
            if whole is not None:
                of_class = {section_of(text.view, text.symbol) for text in whole} & names - {""}
                if telling_key(unit.text) or of_class or self._looked_up(view, index, 0):
                    yield unit.text, Use(view, index, 0, len(unit.text))
                continue
            for match in _TOKEN.finditer(unit.text):
                key = match[0].strip(".")
                if key in wanted and (telling_key(key) or self._looked_up(view, index, match.start())):
                    yield key, Use(view, index, match.start(), match.start() + len(key))

    @staticmethod
    def _looked_up(view: View, index: int, start: int) -> bool:
        """Whether what stands before a key, in its text or on its line, looks a text up by it."""
        unit = view.unit(index)
        before = unit.text[max(0, start - _LINE) : start]
        if not before and unit.line is not None and unit.column is not None and unit.line <= len(view.lines):
            line = view.lines[unit.line - 1]
            if len(line) > LONGEST_LINE:
                return False  # a whole program stands on it, and everything beside everything
            before = line[: unit.column - 1][-_LINE:]
        return _LOOKED_UP.search(before) is not None

    def _join(self, use: Use, text: Text, *, listed: bool) -> None:
        view = use.view
        around = near(view, use.unit)
        symbol = view.unit(use.unit).symbol
        named = named_by(view, symbol, *(view.ancestors(symbol) if symbol >= 0 else ()))
        setting, why = setting_of(around, named)
        if setting is Setting.NONE:
            around, named = of_entry(text.view, text.symbol)  # the section of a table may say more than the screen
            setting, why = setting_of(around, named)
            setting = setting if setting.tied else Setting.NONE
        if setting is Setting.NONE or (text.trait is Trait.NATIONALITY and setting.tied):
            return
        if setting.tied and (assembled(view) or assembled(text.view)):
            return
        key = (text.trait, setting)
        asked = self._weave.spot(key, spot_of(view, use.unit, use.start, use.end, symbol))
        self._weave.surround(key, view, around, why)
        self._lay_text(text, key, asked, listed=listed)

    def _lay_text(self, text: Text, key: Key, asked: int, *, listed: bool) -> None:
        view = text.view
        if text.group and listed:
            head = self._head(view, text.head, key)
            mark = Mark(text.unit, text.start, text.end, text.group, text.weak)
            self._lay_mark(view, mark, key, head, listed=True)
            outer = head
        else:
            shown = view.unit(text.unit).role in (Role.UI_LABEL, Role.OPTION)
            place = spot_of(view, text.unit, text.start, text.end, text.symbol, text.rule)
            outer = self._weave.spot(key, place, *((Fact.LABEL,) if shown else ()))
            if text.group:
                self._weave.group(
                    key, outer, text.group, view.unit(text.unit).text[text.start : text.end], weak=text.weak
                )
            named = view.symbol(text.symbol).unit if text.symbol >= 0 else -1
            if shown and named >= 0 and named != text.unit:
                where = self._weave.spot(key, spot_of(view, named, symbol=text.symbol))
                self._weave.edge(outer, where, EdgeKind.KEY_OF, "it is the text under that key")
                outer = where
        self._weave.edge(outer, asked, EdgeKind.SHOWN_BY, "what stands under that key is asked for there")


def _title_of(view: View, scheme: Scheme) -> int:
    """The text beside a list of options that names the same trait, the nearest one: their title; -1 for none."""
    if scheme.holder < 0 or view.symbol(scheme.holder).kind is not SymbolKind.ARRAY:
        return -1
    if _PAINT.search(view.symbol(scheme.holder).name):
        return -1
    beside = {
        view.unit(hit.unit).symbol
        for hit in view.hits
        if hit.trait is scheme.trait and not hit.group and view.unit(hit.unit).symbol >= 0
    }
    parent = view.symbol(scheme.holder).parent
    texts = [one for one in beside if view.symbol(one).kind is SymbolKind.ENTRY and view.symbol(one).parent == parent]
    nearest = min(texts, key=lambda one: (abs(one - scheme.holder), one), default=-1)
    return nearest if nearest >= 0 and abs(nearest - scheme.holder) <= BESIDE else -1


def _list_in(use: Use, text: Text) -> tuple[int, int, int, int]:
    """A list of texts and the file that asks for it, or for some of its texts one by one."""
    return use.view.blob, text.view.blob, text.view.number, text.head
