"""What a name was given above: the answer of a model, by way of other names and lists that it was put into.

``told = model.predict(face)``, ``all.append(told)``, and then ``record["ethnic"] = all[:]``: what is put there is what
the model gave, though neither the line nor the name says so.
"""

import re

from sousveil.linking.code.answers import off_an_answer
from sousveil.linking.code.predicted import OF_MODEL
from sousveil.linking.code.scripts import put_under
from sousveil.linking.edges import Fact
from sousveil.linking.graph import View
from sousveil.linking.taming import REACH
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

WHY = "it was given what was read off the answer of an analysis of a face"
ABOVE = 40
"""Lines above one in which a name is given its value."""
WAYS = 3
"""Names that are followed, one to the next."""
_EMPTY = frozenset({"[]", "{}", "No", "''", '""', "nu"})
"""How what is nothing yet begins: a list or text without anything in it, ``None``, ``null``."""
_ALONE = late(
    r"\s*(?:(?:str|list|tuple|dict|int|String|Array\.from)\s*\(\s*)?(?:(?:this|self)\.)?([A-Za-z_$]\w{0,60})"
    r"\s*(?:\[[\w:.,\s-]{0,20}\])?(?:\.(?:copy|tolist|toString|slice|item|title|lower|upper|strip|capitalize)\(\))?\s*\)?"
    r"\s*(?:(?:\?\?|\|\||\bor\b|\bif\b)[^,;]{0,80})?\s*[,;}\])]*\s*"
)
"""A name alone, or what is a copy or one of it."""
_GIVES = (
    r"(?<![\w.'\"]){name}\s*(?::\s*[\w<>\[\], .|]{{1,40}})?"
    r"(?:(?:\[[^\]\n]{{0,40}}\]\s*)?(?::=|\+?=)(?![=>])|\.(?:append|add|push|extend|push_back)\()([^\n]*)"
)
"""Where a name is given something, or something is added to it."""
_AMONG = (
    r"^\s*(?:(?:const|let|var|auto|final)\s*)?[\[(]?\s*(?:[A-Za-z_*]\w{{0,60}}\s*,\s*){{0,8}}{name}"
    r"\s*(?:,\s*[A-Za-z_*]\w{{0,60}}\s*){{0,8}}[\])]?\s*:?=(?![=>])([^\n]*)"
)
"""Where it is given something with others: ``race, age = model.predict(face)``."""


def given_above(view: View, line: int, value: str) -> tuple[int, str] | None:
    """The last line above one on which the name that is a value there was given something, and what."""
    alone = _ALONE.fullmatch(value[:REACH])
    if alone is None:
        return None
    name = re.escape(alone[1])
    gives, among = re.compile(_GIVES.format(name=name)), re.compile(_AMONG.format(name=name))
    for number in range(line - 1, max(0, line - 1 - ABOVE), -1):
        text = view.lines[number - 1][:REACH]
        given = (gives.search(text) or among.search(text)) if alone[1] in text else None
        if given is not None and given[1].strip() and given[1].strip()[:2] not in _EMPTY:
            return number, given[1]
    return None


def given_off_an_answer(view: View, line: int, value: str) -> bool:
    """Whether a value on a line is a name that was given, above it, what is read off the answer of an analysis."""
    given = given_above(view, line, value)
    if given is None:
        return False
    hits = (hit for unit in view.units_between(given[0], given[0]) for hit in view.hits_of_unit.get(unit, ()))
    return any(off_an_answer(view, hit) is Fact.PRODUCER for hit in hits)


def from_model(view: View, line: int, value: str) -> bool:
    """Whether a value on a line is a name that was given, above it, what a model answers."""
    for _ in range(WAYS):
        given = given_above(view, line, value)
        if given is None:
            return False
        line, value = given
        if OF_MODEL.search(value) is not None:
            return True
    return False


def put_from_model(view: View, hit: Hit) -> bool:
    """Whether what is put under a key, or into a member, was given by a model above."""
    unit = view.unit(hit.unit)
    if unit.line is None or unit.role not in (Role.STRING, Role.KEY) or unit.line > len(view.lines):
        return False
    put = put_under(unit.text, view.lines[unit.line - 1])
    return put is not None and from_model(view, unit.line, put)
