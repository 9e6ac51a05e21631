"""Tries rules on the samples that stand beside them; ``python -m sousveil.matching`` runs it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sousveil.knowledge.pack import Pack
from sousveil.knowledge.rules import RuleFile, Sample
from sousveil.knowledge.strict import placed_at
from sousveil.matching.matcher import Matcher
from sousveil.model.hit import Hit
from sousveil.model.text import Reading, Span, Symbol, TextUnit
from sousveil.model.words import Role, SymbolKind


class Trouble(NamedTuple):
    """A sample that does not give what the rule says."""

    rule: str
    sample: Sample
    what: str
    kind: str = ""
    number: int = 0
    """Its place among the tests of the rule, from 0."""


MENDS = {
    "hit": "Change find, look-in, needs or unless; or make it a todo-hit, and say under limits what is not seen",
    "miss": "Write what rules it out under unless or needs; or make it a hit",
    "todo-hit": "Make it a hit",
    "reason": "Write the reason that there is behind because, or change what is asked under unless",
}
"""What mends a sample that does not give what the rule says."""


def told(trouble: Trouble, path: Path) -> str:
    """A sentence with the file, the line of the test, and what mends it."""
    mend = MENDS["reason" if trouble.what.startswith("discarded") else trouble.kind]
    what = f"{trouble.rule}: {trouble.sample.text!r}: {trouble.what}"
    return placed_at(path, ("tests", trouble.number, trouble.kind), what, mend)


def build(sample: Sample) -> Reading:
    """A reading of one record: the sample's unit first, then its comment, its siblings, and the lines after it."""
    units: list[TextUnit] = []
    symbols: list[Symbol] = []

    def add(text: str, role: Role, line: int, symbol: int) -> int:
        offset = sum(len(unit.text.encode()) + 1 for unit in units)
        span = Span(0, len(text), offset, len(text.encode()), ("utf-8",))
        units.append(TextUnit(text, role, (span,), line, 1, symbol))
        return len(units) - 1

    structured = bool(sample.parent or sample.siblings)
    owner = 1 if structured else -1
    add(sample.text, sample.role, 2, owner)
    if sample.comment:
        add(sample.comment, Role.COMMENT, 2, owner)
    if structured:
        head = add(sample.parent, Role.RECORD, 1, 0) if sample.parent else -1
        symbols.append(Symbol(SymbolKind.RECORD, sample.parent, head))
        symbols.append(Symbol(SymbolKind.FIELD, sample.text, 0, 0))
    for line, text in enumerate(sample.siblings, 3):
        unit = add(text, sample.role, line, len(symbols))
        symbols.append(Symbol(SymbolKind.FIELD, text, unit, 0))
    for line, text in enumerate(sample.near, 3 + len(sample.siblings)):
        add(text, sample.role, line, -1)
    text = "\n".join(unit.text for unit in units)
    return Reading(reader="sample", language="", units=tuple(units), symbols=tuple(symbols), text=text)


def hits_of(matcher: Matcher, rule: str, sample: Sample) -> list[Hit]:
    """The hits of one rule on the sample's own unit and its comment."""
    last = 1 if sample.comment else 0
    return [
        hit
        for hit in matcher.match(build(sample), sample.path)
        if hit.rule == rule and hit.unit <= last and sample.concept in ("", hit.concept)
    ]


def troubles(pack: Pack, files: dict[str, RuleFile]) -> Iterator[Trouble]:
    """What fails: a hit that is none, a miss that is one or has another reason, a known miss that is one no more."""
    matcher = Matcher(pack)
    for key, file in files.items():
        for number, trial in enumerate(file.tests):
            for kind, sample in (("hit", trial.hit), ("miss", trial.miss), ("todo-hit", trial.todo_hit)):
                if sample is not None:
                    what = _trouble(kind, sample, hits_of(matcher, key, sample))
                    if what:
                        yield Trouble(key, sample, what, kind, number)


def _trouble(kind: str, sample: Sample, hits: list[Hit]) -> str:
    live = [hit for hit in hits if not hit.discarded]
    if kind == "hit":
        return "" if live else f"no hit ({'; '.join(hit.discarded for hit in hits) or 'nothing found'})"
    if kind == "todo-hit":
        return "is a hit now: make it one" if live else ""
    if live:
        return (
            f"is a hit: {', '.join(hit.concept for hit in live)}; {', '.join(why for h in live for why in h.because)}"
        )
    reasons = {hit.discarded for hit in hits}
    if sample.because and sample.because not in reasons:
        return f"discarded for {sorted(reasons) or 'nothing'}, not for {sample.because!r}"
    return ""
