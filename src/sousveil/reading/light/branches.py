"""Branches in source without a parser: ``if (a == b) { f(c) }`` and its relatives, by tokens.

What stands between the word and the brace is the condition, what stands in the braces is done. Sources: the languages'
own references (Kotlin, Swift, PHP, Rust, Scala, Dart, Groovy, Ruby, Lua write it so, with or without brackets).
"""

import itertools
from collections.abc import Iterator, Sequence

from sousveil.model.text import Condition, Deed
from sousveil.model.words import Role
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import Token

_STARTS = frozenset({"if", "elseif", "elsif", "elif"})
_OPENS, _CLOSES = frozenset({"{", "then", "do"}), frozenset({"}", "end", "else", "elsif", "elseif", "elif"})
_EQUALS = frozenset({"equals", "contains", "includes", "isequaltostring", "eq", "in", "strcmp", "in_array"})
_NO_NAME = frozenset({
    "if", "else", "elseif", "elsif", "then", "end", "and", "or", "not", "is", "in", "null", "nil", "true", "false",
    "this", "self", "let", "var", "val", "return", "do", "case", "where",
})  # fmt: skip
MOST_CONDITION, MOST_DONE, MOST_PARTS, MOST_DEEDS = 60, 200, 12, 24
AROUND = 200
"""Characters before and after a condition within which a place must lie."""


def note_branches(page: Page, tokens: Sequence[Token]) -> None:
    """Writes the comparisons of branches near places into the draft, each with what is done where it holds."""
    for at, token in enumerate(tokens):
        if token.kind != "w" or token.text.lower() not in _STARTS:
            continue
        condition, after = _condition(tokens, at + 1)
        if not condition or not page.near.holds_place(condition[0].start - AROUND, condition[-1].end + AROUND):
            continue
        compared = [part for part in _parts(condition) if is_comparison(part)]
        does = tuple(deeds(page, _block(tokens, after))) if compared else ()
        for part in compared if does else ():
            _write(page, part, does)


def note_case(page: Page, labels: Sequence[Sequence[Token]], subject: Sequence[Token], body: Sequence[Token]) -> None:
    """Writes each label of a case near a place, beside what the switch looks at, with what is done there."""
    told = [
        label for label in labels if label and page.near.holds_place(label[0].start - AROUND, label[-1].end + AROUND)
    ]
    does = tuple(deeds(page, body[:MOST_DONE])) if told else ()
    for label in told if does else ():
        _write(page, [*label, *subject], does)


def _write(page: Page, part: Sequence[Token], does: tuple[Deed, ...]) -> None:
    told = [one for one in part if one.kind == "s" or (one.kind == "w" and one.text.lower() not in _NO_NAME)]
    units = [page.unit(one, Role.STRING if one.kind == "s" else Role.IDENTIFIER) for one in told[:MOST_PARTS]]
    if on := tuple(unit for unit in units if unit >= 0):
        number = next((one.text for one in part if one.kind == "d"), "")
        page.draft.conditions.append(Condition(on, does, number))


def _condition(tokens: Sequence[Token], at: int) -> tuple[list[Token], int]:
    """The tokens up to the brace, the closing bracket or the end of the line; and where what follows begins."""
    found: list[Token] = []
    depth = 0
    bracketed = at < len(tokens) and tokens[at].text == "("
    while at < len(tokens) and len(found) < MOST_CONDITION:
        token = tokens[at]
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "n" and depth <= 0:
            return found, at
        if token.text.lower() in _OPENS and depth <= 0:
            return found, at
        if token.kind not in "nc":
            found.append(token)
        at += 1
        if bracketed and depth == 0:
            return found, at
    return [], at


def _parts(condition: Sequence[Token]) -> Iterator[list[Token]]:
    """Each side of ``and`` and ``or`` by itself."""
    part: list[Token] = []
    for token in condition:
        if token.text in ("&", "|") or token.text.lower() in ("and", "or"):
            if part:
                yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part


def is_comparison(part: Sequence[Token]) -> bool:
    """Whether two things are held against each other: ``==``, ``!=``, Swift's ``case``, a function that does so."""
    if part[0].text == "case" or any(one.kind == "w" and one.text.lower() in _EQUALS for one in part):
        return True
    return any(
        one.text in ("=", "!", "~") and two.text == "=" and one.end == two.start
        for one, two in itertools.pairwise(part)
    )


def _block(tokens: Sequence[Token], at: int) -> list[Token]:
    """What is done: the block after a condition, or the rest of its line, or the line below it."""
    while at < len(tokens) and tokens[at].kind in "nc":
        at += 1
    found: list[Token] = []
    if at >= len(tokens):
        return found
    braces = tokens[at].text == "{"
    depth = 0
    for token in tokens[at : at + MOST_DONE]:
        depth += (token.text == "{") - (token.text == "}")
        if braces and depth == 0 and found:
            break
        if not braces and (token.text == ";" or (token.kind == "w" and token.text.lower() in _CLOSES)):
            break
        found.append(token)
    return found


def deeds(page: Page, tokens: Sequence[Token]) -> Iterator[Deed]:
    """The functions that are called, each with what stands before its name."""
    count = 0
    for at, token in enumerate(tokens[:-1]):
        if token.kind != "w" or tokens[at + 1].text != "(" or token.text.lower() in _NO_NAME:
            continue
        start = at
        while start >= 2 and tokens[start - 1].text in (".", ">", ":") and tokens[start - 1].end == tokens[start].start:
            step = start - 1
            while step > 0 and tokens[step].kind == "p" and tokens[step].text in (".", ">", "-", ":", "?", "!"):
                step -= 1
            if tokens[step].kind != "w":
                break
            start = step
        whole = Token("w", "", tokens[start].start, token.end)
        unit = page.unit(whole, Role.IDENTIFIER)
        if unit >= 0:
            yield Deed("call", unit)
            count += 1
        if count >= MOST_DEEDS:
            return
