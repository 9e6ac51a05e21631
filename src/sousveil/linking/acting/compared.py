"""Comparisons that a setting holds as a text: ``"face.race == 'black'"``, ``{{ payload.race in ['asian'] }}``.

Rule engines, automations, alerting and policies keep their conditions so. A text that only shows a value (a title, a
message, one of two colours chosen by it) holds none.
"""

import re
from collections.abc import Iterator

from sousveil.linking.acting.configured import words
from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

KEYS = frozenset({
    "condition", "conditions", "cond", "when", "if", "where", "filter", "filters", "expr", "expression", "rule",
    "rules", "template", "query", "sql", "match", "matches", "matcher", "matchers", "search", "guard", "func",
    "function", "script", "test",
    "policy",
    "predicate", "criteria", "statement", "pattern", "selector", "trigger", "triggers", "code",
})  # fmt: skip
"""Keys, or sections, whose texts are conditions."""
ROLES = frozenset({Role.VALUE, Role.ITEM, Role.STRING, Role.ATTRIBUTE, Role.DOCUMENT})
ACT = "context/act"
LONGEST = 2000
"""Code points of a text that is looked at."""
FAR = 80
"""Code points behind the sign in which what is compared with stands."""
_SIGN = late(
    r"[\w.\]\)\"'`}]{0,24}\s*(?:===?|=~|!==?|<>|=|:|(?<![a-z])(?:not\s+)?(?:in|is|eq|equals?|equal_?to|like|contains|matches|one\s*of)(?![a-z])"
    r"|等于|为|属于|包含)\s*[\s\"'`(\[{\\]*",
    re.IGNORECASE,
)
_SIGN_BEFORE = late(r"[\"'`]\s*(?:===?|!==?|=|<>)\s*[\w.$\[\]\"']{0,60}$")
_AGAIN = late(r"[\s\"'`,|\\]*(?:or)?[\s\"'`,|\\]*")
"""What stands between two values of a list."""
_ASSIGNED = late(r"-{0,2}(?P<key>[A-Za-z][\w.-]{2,80})=[\"']?[^=]{1,80}")
_NUMBER = late(r"\d{1,2}(?![\w.])")
_CHOSEN = late(r"[^?]{0,60}\?(?!\.|\?)[^?]{0,60}:")
"""One of two things, chosen by a value."""


def is_condition(view: View, unit: int) -> bool:
    """Whether a text is, by its key or the two sections around that, a condition."""
    symbol = view.unit(unit).symbol
    if symbol < 0 or view.unit(unit).role not in ROLES or len(view.unit(unit).text) > LONGEST:
        return False
    if _assigned(view, unit):
        return True
    names = (view.symbol(one).name for one in (symbol, *list(view.ancestors(symbol))[:2]))
    return any(KEYS & set(words(name)) for name in names if name != view.unit(unit).text)


def _assigned(view: View, unit: int) -> bool:
    """Whether a text sets what an alarm turns on: ``ALERT_ON_RACE=...``, ``--alarm-ethnicity=...``."""
    match = _ASSIGNED.fullmatch(view.unit(unit).text)
    return match is not None and any(tag.concept == ACT and not tag.weak for tag in view.tag(match["key"]))


def compared_with(view: View, hit: Hit) -> tuple[bool, list[Hit]]:
    """Whether a word for a trait is held against a value in its text, and the groups that this value names."""
    text = view.unit(hit.unit).text
    groups = sorted((one for one in view.hits_of_unit[hit.unit] if one.group), key=lambda one: one.start)
    before = [
        one for one in groups
        if one.end <= hit.start and _SIGN_BEFORE.fullmatch(text[one.end : hit.start]) is not None
    ]  # fmt: skip
    sign = _SIGN.match(text, hit.end)
    if sign is None:
        return bool(before), before
    if _CHOSEN.match(text, sign.end()) is not None:
        return False, []
    found = list(_listed(text, sign.end(), groups))
    number = _NUMBER.match(text, sign.end())
    return bool(found or before) or (number is not None and int(number[0]) > 1), [*before, *found]


def _listed(text: str, at: int, groups: list[Hit]) -> Iterator[Hit]:
    """The groups that stand one behind another from a place on."""
    for group in groups:
        if group.start < at:
            continue
        if group.start > at + FAR or (between := _AGAIN.match(text, at)) is None or between.end() < group.start:
            return
        yield group
        at = group.end
