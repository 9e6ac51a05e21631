"""A stretch of source without a parser: declarations, strings, comments, and identifiers near places."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import TypeAlias

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import asked, unescaped
from sousveil.reading.light import basic, braces, interfaces, pascal, r, sql, swift
from sousveil.reading.light.arms import note_arms
from sousveil.reading.light.branches import note_branches
from sousveil.reading.light.page import Page
from sousveil.reading.light.rules import note_rules
from sousveil.reading.light.tokens import C_LIKE, Token, family, inside, tokens
from sousveil.reading.light.written import usual
from sousveil.reading.textual import Near, cuts, words

LINES = 20
"""Identifiers are given this many lines before and after a place."""
_LONG = 4000
_SHOWN = frozenset({
    "text", "title", "label", "placeholder", "placeholdertext", "caption", "hint", "header", "tooltip", "tooltiptext",
    "headertext", "displayname", "contentdescription", "items", "tr", "qstr", "qstrid", "gettext", "nslocalizedstring",
    "localized", "setcaption", "settext", "settitle", "setlabel", "ltext", "rtext", "ctext", "groupbox", "autocheckbox",
    "autoradiobutton", "pushbutton", "defpushbutton",
})  # fmt: skip
_CONTAINERS = frozenset({
    SymbolKind.ENUM, SymbolKind.RECORD, SymbolKind.FUNCTION, SymbolKind.ARRAY, SymbolKind.MAP, SymbolKind.TABLE,
})  # fmt: skip
_KEYWORDS = words(
    "and array as async await begin bigint bool boolean break byref byte byval case catch char class const"
    " continue create data def default delete dim do double each else elseif end enum export extends false final"
    " float fn for foreach from fun func function get if implementation implements import imports in int int32"
    " int64 integer interface internal into is key let local long match message mut namespace new nil not null"
    " object of oneof open optional override package packed primary private procedure property protected pub"
    " public record repeated require return select self set short static str string struct structure sub super"
    " switch table then this throw true try type uint32 uint64 unit uses using val value values var varchar void"
    " when where while with"
)


Declarer: TypeAlias = Callable[[Page, list[Token]], None]


_DECLARERS: dict[str, Declarer] = {
    "pascal": pascal.declare,
    "basic": basic.declare,
    "sql": sql.declare,
    "interfaces": interfaces.declare,
    "swift": swift.declare,
    "r": r.declare,
    "rules": lambda _page, _tokens: None,
}


def read(draft: Draft, decoded: Decoded, near: Near, ending: str, start: int = 0, end: int | None = None) -> None:
    """Writes what stands in ``text[start:end]`` near places into ``draft``; ``ending`` names the language."""
    of = family(ending) or C_LIKE
    stop = len(decoded.text) if end is None else end
    for low, high in near.windows:
        first, last = max(start, low), min(stop, high)
        if first >= last:
            continue
        if first > start:
            first = max(start, decoded.text.rfind("\n", start, first) + 1)
        every = list(tokens(decoded.text, of, first, last))
        page = Page(draft, decoded, near, of)
        told = [token for token in every if token.kind != "c"]
        _DECLARERS.get(of.style, braces.declare)(page, usual(told, ending) if of.style == "braces" else told)
        every = _outside(every, page.hidden)
        if of.style in {"braces", "swift", "r", "basic", "pascal"}:
            told = [token for token in every if token.kind != "c"]
            note_branches(page, told)
            if of.style in {"braces", "basic"}:
                note_arms(page, told)
        elif of.style == "rules":
            note_rules(page, [token for token in every if token.kind != "c"])
        _strings(page, every, decoded)
        _comments(page, every, decoded)
        _identifiers(page, every, decoded, near)
        for hide, until in page.hidden:
            blank = re.sub(r"\S", "\u00b7", draft.text[hide:until])
            draft.text = draft.text[:hide] + blank + draft.text[until:]


def _outside(every: list[Token], hidden: list[tuple[int, int]]) -> list[Token]:
    """The tokens that do not begin in a stretch that no report may quote."""
    if not hidden:
        return every
    hidden = sorted(hidden)
    starts = [low for low, _ in hidden]
    return [
        token for token in every if (at := bisect_right(starts, token.start) - 1) < 0 or token.start >= hidden[at][1]
    ]


def _strings(page: Page, every: Iterable[Token], decoded: Decoded) -> None:
    last: list[str] = []
    for token in every:
        if token.kind == "s" and token.start not in page.claimed:
            start, end = inside(token, page.family)
            shown = any(word.lower() in _SHOWN for word in last[-3:])
            for low, high in cuts(page.near, start, end):
                unit = decoded.unit(low, high, Role.UI_LABEL if shown else Role.STRING)
                page.draft.unit(asked(unit if page.family.doubled else unescaped(unit, "backslash")))
        if token.kind == "w":
            last.append(token.text)
            del last[:-1]
        elif token.kind == "n" or token.text in {";", "}"}:
            last.clear()


def _comments(page: Page, every: list[Token], decoded: Decoded) -> None:
    waiting: list[tuple[int, int]] = []
    """Units of comments whose declaration is still to come, and the line on which they end."""
    for token in every:
        if token.kind != "c":
            continue
        start, end = inside(token, page.family)
        given = cuts(page.near, start, end)
        if len(given) > 1:  # too long to be about one declaration
            for low, high in given:
                page.draft.unit(decoded.unit(low, high, Role.COMMENT))
            waiting.clear()
            continue
        start, stop = given[0] if given else (start, min(end, start + _LONG))
        unit = decoded.unit(start, stop, Role.COMMENT)
        if start >= stop or unit.line is None:
            continue
        last = unit.line + decoded.text.count("\n", start, token.end)
        here = _on_line(page, unit.line, token, decoded.text)
        index = page.draft.unit(unit, -1 if here is None else here)
        if waiting and waiting[-1][1] + 1 != unit.line:
            waiting.clear()
        if here is not None:
            waiting.clear()
            continue
        waiting.append((index, last))
        below = next((page.lines[line][0][1] for line in (last + 1, last + 2) if line in page.lines), None)
        if below is not None:
            for each, _ in waiting:
                page.draft.attach(each, below)
            waiting.clear()


def _on_line(page: Page, line: int, token: Token, text: str) -> int | None:
    """The symbol that a comment beside it is about."""
    before = [index for start, index in page.lines.get(line, ()) if start < token.start]
    if not before:
        return None
    first = page.draft.symbols[before[0]].kind
    end = text.find("\n", token.end)
    rest = text[token.end : end if end >= 0 else len(text)].strip()
    return before[0] if first in _CONTAINERS and not rest else before[-1]


def _identifiers(page: Page, every: list[Token], decoded: Decoded, near: Near) -> None:
    if not near.spots:
        return
    stretches = [_lines_around(decoded.text, start, end) for start, end in near.spots]
    spot, size = 0, len(every)
    for index, token in enumerate(every):
        while spot < len(stretches) and stretches[spot][1] <= token.start:
            spot += 1
        if spot == len(stretches):
            return
        if token.kind != "w" or token.end < stretches[spot][0] or token.start in page.claimed or not _telling(token):
            continue
        unit = page.draft.unit(decoded.unit(token.start, token.end, Role.IDENTIFIER))
        before = every[index - 1].text if index else ""
        after = every[index + 1].text if index + 1 < size else ""
        if after == "(":
            page.draft.refer(token.text, "call", unit)
        elif before in {".", ">", "$"}:
            page.draft.refer(token.text, "access", unit)
        elif after == "=":
            page.draft.refer(token.text, "assign", unit)


def _telling(token: Token) -> bool:
    return len(token.text) > 2 and token.text.lower() not in _KEYWORDS


def _lines_around(text: str, start: int, end: int) -> tuple[int, int]:
    for _ in range(LINES + 1):
        start = text.rfind("\n", max(0, start - _LONG), start)
        if start < 0:
            start = 0
            break
    for _ in range(LINES + 1):
        end = text.find("\n", end, end + _LONG) + 1
        if not end:
            return start, len(text)
    return start, end
