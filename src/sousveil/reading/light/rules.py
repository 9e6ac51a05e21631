"""Rules in languages of their own: ``rule "x" when Face(race == "a") then alarm.raise(); end``, ``deny { x == "a" }``.

Sources: the Drools documentation, "Drools rule language (DRL)"; the documentation of the Open Policy Agent.
"""

from collections.abc import Iterator, Sequence

from sousveil.model.text import Condition, Deed
from sousveil.model.words import Role
from sousveil.reading.light.branches import deeds, is_comparison
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import Token

MOST = 600
"""Tokens of one rule."""
MOST_PARTS = 12
_SPLITS = frozenset({",", "&", "|", "\n", ";", "and", "or"})
_NO_NAME = frozenset({
    "input", "data", "not", "some", "every", "in", "contains", "if", "exists", "forall", "from", "memberof", "matches",
    "eval", "this", "null", "true", "false",
})  # fmt: skip
_CONTAINS = frozenset({"in", "memberof", "contains", "matches", "soundslike"})


def note_rules(page: Page, every: Sequence[Token]) -> None:
    """Writes the comparisons of rules near places into the draft, each with what is done where it holds."""
    at = 0
    while at < len(every):
        token = every[at]
        if token.kind == "w" and token.text == "when":
            at = _rule(page, every, at + 1)
        elif token.kind == "w" and (body := _body(every, at)) > at:
            at = _policy(page, every, at, body)
        else:
            at += 1


def _rule(page: Page, every: Sequence[Token], start: int) -> int:
    """``when ... then ... end``; where what follows begins."""
    then = _find(every, start, "then")
    end = _find(every, then + 1, "end") if then >= 0 else -1
    if end < 0:
        return start
    _write(page, every[start:then], tuple(deeds(page, every[then + 1 : end])))
    return end + 1


def _find(every: Sequence[Token], start: int, word: str) -> int:
    ahead = range(start, min(start + MOST, len(every)))
    return next((at for at in ahead if every[at].kind == "w" and every[at].text == word), -1)


def _body(every: Sequence[Token], at: int) -> int:
    """Where the body of a policy begins whose head begins here, at the beginning of a line; else -1."""
    if at and every[at - 1].kind != "n":
        return -1
    for ahead in range(at + 1, min(at + 12, len(every))):
        if every[ahead].text == "{":
            return ahead + 1
        if every[ahead].kind == "n" or every[ahead].text in (":", "("):
            return -1
    return -1


def _policy(page: Page, every: Sequence[Token], head: int, body: int) -> int:
    """``deny[why] { ... }``: what holds in the braces decides what the head is called after."""
    depth, at = 1, body
    while at < len(every) and depth and at - body < MOST:
        depth += (every[at].text == "{") - (every[at].text == "}")
        at += 1
    if page.near.holds_place(every[body].start if body < len(every) else 0, every[at - 1].end):
        unit = page.unit(every[head], Role.FUNCTION)
        _write(page, every[body : at - 1], (Deed("call", unit),) if unit >= 0 else ())
    return at


def _write(page: Page, tokens: Sequence[Token], does: tuple[Deed, ...]) -> None:
    if not does or not tokens or not page.near.holds_place(tokens[0].start, tokens[-1].end):
        return
    for part in _parts(tokens):
        told = [one for one in part if one.kind == "s" or (one.kind == "w" and one.text.lower() not in _NO_NAME)]
        units = [page.unit(one, Role.STRING if one.kind == "s" else Role.IDENTIFIER) for one in told[:MOST_PARTS]]
        number = next((one.text for one in part if one.kind == "d"), "")
        if on := tuple(unit for unit in units if unit >= 0):
            page.draft.conditions.append(Condition(on, does, number))


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Each comparison by itself, with the name of the pattern that it stands in."""
    part: list[Token] = []
    pattern: list[Token] = []
    depth = 0
    for token in [*tokens, None]:
        if token is not None and token.text in ("(", "[", "{"):
            if token.text == "(" and part and part[-1].kind == "w" and not depth:
                pattern = part[-1:]
            depth += 1
        if token is None or (token.text in _SPLITS and depth <= (1 if pattern else 0)):
            if part and (is_comparison(part) or any(one.kind == "w" and one.text.lower() in _CONTAINS for one in part)):
                yield [*(one for one in pattern if one not in part), *part]
            part = []
        else:
            part.append(token)
        if token is not None and token.text in (")", "]", "}"):
            depth -= 1
            pattern = pattern if depth > 0 else []
