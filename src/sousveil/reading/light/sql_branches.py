"""Decisions in SQL: a trigger with ``WHEN (NEW.race = ...)`` that writes an alarm, ``INSERT ... SELECT ... WHERE``.

Source: ISO/IEC 9075-2 (trigger definition, insert statement) and ISO/IEC 9075-4 (``IF``, ``CALL``).
"""

from collections.abc import Iterator, Sequence

from sousveil.model.text import Condition, Deed
from sousveil.model.words import Role
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import Token
from sousveil.reading.textual import words

_STARTS = words("when where if elsif on from")
_ENDS = words("then begin execute insert update call for group order select ;")
_COMPARES = frozenset({"=", "<>", "!", "in", "like", "is"})
_WORDS = words("new old and or not null is in like when where if elsif then begin end select from as on each row")
MOST_TOKENS = 400
MOST_PARTS = 12


def decisions(page: Page, statement: Sequence[Token]) -> Iterator[Condition]:
    """The comparisons in a statement near a place, with the tables that are written to and what is called."""
    statement = statement[:MOST_TOKENS]
    does = tuple(_deeds(page, statement))
    if not does:
        return
    table = _table(statement)
    at = 0
    while at < len(statement):
        if statement[at].text.lower() not in _STARTS:
            at += 1
            continue
        start = at = at + 1
        while at < len(statement) and statement[at].text.lower() not in _ENDS:
            at += 1  # what is selected from may be filtered right there, in brackets, and names what the values are of
        yield from _compared(page, statement[start:at], does, table)


def _table(statement: Sequence[Token]) -> list[Token]:
    """What a trigger stands on: ``CREATE TRIGGER t AFTER INSERT ON face_event``, whose rows ``NEW`` and ``OLD`` are."""
    said = [token.text.lower() for token in statement[:24]]
    if "trigger" not in said[:5] or "on" not in said:
        return []
    return [token for token in statement[said.index("on") + 1 :][:1] if token.kind == "w"]


def _compared(
    page: Page, tokens: Sequence[Token], does: tuple[Deed, ...], table: Sequence[Token]
) -> Iterator[Condition]:
    """Each comparison between ``AND`` and ``OR`` by itself, with the table that a trigger stands on."""
    part: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and token.text.lower() not in ("and", "or"):
            part.append(token)
            continue
        if any(one.text.lower() in _COMPARES for one in part) and page.near(part[0].start, part[-1].end):
            told = [one for one in part if one.kind == "s" or (one.kind == "w" and one.text.lower() not in _WORDS)]
            number = next((one.text for one in part if one.kind == "d"), "")
            told = [*told[:MOST_PARTS], *table]
            on = tuple(page.unit(one, Role.STRING if one.kind == "s" else Role.IDENTIFIER) for one in told)
            if on := tuple(unit for unit in on if unit >= 0):
                yield Condition(on, does, number)
        part = []


def _deeds(page: Page, tokens: Sequence[Token]) -> Iterator[Deed]:
    for at, token in enumerate(tokens):
        word = token.text.lower()
        after = (
            at + 2 if word == "insert" and at + 1 < len(tokens) and tokens[at + 1].text.lower() == "into" else at + 1
        )
        if word not in {"insert", "call", "perform", "execute"} or after >= len(tokens):
            continue
        while after + 2 < len(tokens) and tokens[after + 1].text == ".":
            after += 2
        if tokens[after].text.lower() in {"function", "procedure"} and after + 1 < len(tokens):
            after += 1
        if tokens[after].kind == "w":
            yield Deed("call" if word != "insert" else "insert", page.unit(tokens[after], Role.IDENTIFIER))
