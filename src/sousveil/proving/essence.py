"""What a finding claims, apart from how it is told: for a report that other code, words or libraries made.

What was claimed holds where all of it comes out again: the kind, the trait, where the value comes from, every stage,
every group and every place, by its bytes. Sentences, context, explanations and numbers of revisions are how it is told.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_ALIKE = ("kind", "trait", "origin", "owner", "strength", "enabled_in", "records")
_WITHIN = ("stages", "groups")
_VERDICT = ("outcome", "complete", "stages", "traits", "groups")

Plain = Mapping[str, Any]


def unmet(told: Plain, again: Plain) -> str:
    """What of the claims of ``told`` does not come out, in a sentence; ``""`` where all of it does.

    Both are findings in plain data, whose blobs are named by their digests.
    """
    for name in _ALIKE:
        if told[name] != again[name]:
            return f"{name}: the report says {told[name]!r}, the bytes give {again[name]!r}"
    for name in _WITHIN:
        if missing := [one for one in told[name] if one not in again[name]]:
            return f"{name}: {', '.join(missing)} does not come out of the bytes"
    there = {_where(place) for place in _places(again)}
    missed = [place for place in _places(told) if _where(place) not in there]
    if missed:
        first = "/".join(missed[0]["layers"]) or "the file itself"
        return (
            f"evidence: {len(missed)} of {len(list(_places(told)))} places do not come out, {first} the first of them"
        )
    return ""


def verdict_unmet(told: Plain, again: Plain) -> str:
    """The same for a verdict, whose headline is how it is told."""
    for name in _VERDICT:
        if told[name] != again[name]:
            return f"verdict.{name}: the report says {told[name]!r}, the bytes give {again[name]!r}"
    return ""


def _places(finding: Plain) -> Iterator[Plain]:
    waiting = list(finding["evidence"])
    while waiting:
        place = waiting.pop()
        yield place
        waiting += place["parts"]


def _where(place: Plain) -> tuple[object, ...]:
    runs = tuple(map(tuple, place["spans"])) or ((place["offset"], place["length"]),)
    return place["blob"], runs, place["text"]
