"""Branches in source without a parser: ``if (a == b) { f(c) }`` and its relatives, by tokens.

What stands between the word and the brace is the condition, what stands in the braces is done. Sources: the languages'
own references (Kotlin, Swift, PHP, Rust, Scala, Dart, Groovy, Ruby, Lua write it so, with or without brackets).
"""

import itertools
from collections.abc import Iterator, Sequence

from sousveil.model.text import Condition, Deed
from sousveil.model.words import Role
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import BASIC, HASH, Token

_STARTS = frozenset({"if", "elseif", "elsif", "elif", "unless", "guard"})
_AFTER = frozenset({"return", "continue", "next", "break", "exit"})
"""What leaves a function or a round: what stands below is done in the other case."""
_BEFORE_STATEMENT = frozenset({";", "{", "}", "else", "then", "do", "end", ")", ":", "begin"})
"""What may stand before an ``if`` that begins a statement; after anything else it is said of what stands before it."""
_NAMES_FUNCTION = frozenset({"fun", "func", "fn", "def", "function", "sub", "procedure"})
_OPENS, _CLOSES = frozenset({"{", "then", "do"}), frozenset({"}", "end", "else", "elsif", "elseif", "elif"})
MOST_BELOW = 80
"""Tokens below an early return that are looked at."""
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
    single = page.family.style in ("basic", "pascal")
    for at, token in enumerate(tokens):
        if token.kind != "w" or token.text.lower() not in _STARTS:
            continue
        condition, after = _condition(tokens, at + 1)
        if not condition or not page.near.holds_place(condition[0].start - AROUND, condition[-1].end + AROUND):
            continue
        compared = [part for part in _parts(condition) if is_comparison(part, single=single)]
        does = tuple(deeds(page, _done(page, tokens, at, condition, after))) if compared else ()
        for part in compared if does else ():
            _write(page, part, does)


def _done(page: Page, tokens: Sequence[Token], at: int, condition: Sequence[Token], after: int) -> Sequence[Token]:
    """What is done where a condition holds: before it on its line, below an early return, or in its block."""
    word = tokens[at].text.lower()
    said_before = _said_before(page, tokens, at)
    if said_before and said_before[0].text.lower() not in _AFTER:
        return said_before
    if said_before or word == "guard":
        early = word in ("unless", "guard") or differs(condition)
        return _below(tokens, after) if early else []
    block = _block(page, tokens, after)
    first = next((one.text.lower() for one in block if one.kind == "w"), "")
    if first in _AFTER and len([one for one in block if one.kind != "n"]) <= 4 and differs(condition):
        return _below(tokens, after)
    return block


def _said_before(page: Page, tokens: Sequence[Token], at: int) -> list[Token]:
    """``f(x) if x == y``: what stands before the word on its line, in languages that write so."""
    start = at
    while start and tokens[start - 1].kind != "n" and at - start < MOST_CONDITION:
        start -= 1
    before = list(tokens[start:at])
    if (
        not before
        or not _modified(page)
        or before[-1].text in _BEFORE_STATEMENT - {")", "}"}
        or before[-1].text in "=([,"
    ):
        return []
    return before


def _modified(page: Page) -> bool:
    """Whether a condition may stand behind what is done: in Ruby, Perl and their like."""
    return page.family is HASH


def differs(condition: Sequence[Token]) -> bool:
    """Whether a condition holds where two things are *not* the same: ``!=``, ``<>``, ``not in``, ``!a.has(b)``."""
    pairs = [(one.text, two.text) for one, two in itertools.pairwise(condition)]
    return ("!", "=") in pairs or ("<", ">") in pairs or any(one.text in ("!", "not", "ne", "Not") for one in condition)


def _below(tokens: Sequence[Token], at: int) -> list[Token]:
    """What stands below a condition that leaves, up to the end of the block that it stands in."""
    found: list[Token] = []
    depth = 0
    for token in tokens[at : at + MOST_BELOW]:
        depth += (token.text == "{") - (token.text == "}")
        if depth < 0 or (token.kind == "w" and token.text.lower() in _NAMES_FUNCTION):
            break
        found.append(token)
    return found


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
        if token.text in ("&", "|") or token.text.lower() in ("and", "or", "andalso", "orelse"):
            if part:
                yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part


def is_comparison(part: Sequence[Token], *, single: bool = False) -> bool:
    """Whether two things are held against each other: ``==``, ``!=``, Swift's ``case``, a function that does so.

    ``single``: one ``=`` does so too, as in Visual Basic and Pascal.
    """
    if single and any(one.text == "=" for one in part):
        return True
    if part[0].text == "case" or any(one.kind == "w" and one.text.lower() in _EQUALS for one in part):
        return True
    return any(
        one.text in ("=", "!", "~") and two.text == "=" and one.end == two.start
        for one, two in itertools.pairwise(part)
    )


def _block(page: Page, tokens: Sequence[Token], at: int) -> list[Token]:
    """What is done: the block after a condition, or the rest of its line, or the line below it."""
    while at < len(tokens) and tokens[at].kind in "nc":
        at += 1
    found: list[Token] = []
    if at >= len(tokens):
        return found
    braces, begun = tokens[at].text == "{", tokens[at].text.lower() == "begin"
    lone = not braces and tokens[at].text.lower() not in _OPENS | {"begin"} and page.family is not HASH
    depth = inner = 0
    for here, token in enumerate(tokens[at : at + MOST_DONE], at):
        depth += (token.text == "{") - (token.text == "}")
        inner += (token.text in "([") - (token.text in ")]")
        if depth < 0 or (braces and depth == 0 and found):
            break
        if lone and token.kind == "n" and not inner and not depth and not _goes_on(tokens, here):
            break
        if not braces and ((token.text == ";" and not begun) or (token.kind == "w" and token.text.lower() in _CLOSES)):
            break
        found.append(token)
    return found


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a statement goes on below the end of a line: with a point, or after an operator."""
    following = next((one.text for one in tokens[at + 1 : at + 4] if one.kind != "n"), "")
    return following in (".", "?", "{") or (at > 0 and tokens[at - 1].text in (".", "=", ">", "+", "&", "|"))


def deeds(page: Page, tokens: Sequence[Token]) -> Iterator[Deed]:
    """The functions that are called, each with what stands before its name."""
    count = 0
    for at, token in enumerate(tokens):
        called = tokens[at + 1].text == "(" if at + 1 < len(tokens) else False
        if token.kind != "w" or not (called or _bare(page, tokens, at)) or token.text.lower() in _NO_NAME:
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


def _bare(page: Page, tokens: Sequence[Token], at: int) -> bool:
    """``alarm.raise face``, ``alarm.trigger``: whether a call without brackets ends here, in Ruby and Basic."""
    if page.family not in (HASH, BASIC):
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.kind not in "nws" and after.text not in (";", ":", "@", "}"):
        return False
    start = at
    while start >= 2 and tokens[start - 1].text == "." and tokens[start - 2].kind == "w":
        start -= 2
    return not start or tokens[start - 1].kind == "n" or tokens[start - 1].text.lower() in (";", "then", "{", "begin")
