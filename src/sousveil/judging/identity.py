"""The id of a finding: a fingerprint of what was found, not of where.

It outlives another order of an archive, another way of packing, other times, moved files, and nearly always a new
edition: of all the names that carry the claim *one* decides, the one whose digest is smallest (the idea of min-wise
hashing). Where names come and go, that one stays with a likelihood of n to n + 1, while a digest over all of them would
change each time. Slots and lists come first, where there are any: what they are joined to (alarms, searches, models)
grows with each version of our own rules. A name that is a plain word (``race``) stands in many files; for it the file's
own name decides too, without its folders and without numbers, so that ``setup-2.1.py`` and ``setup-2.2.py`` are one.

Still an id rests on what was found, and so on words, rules and code. The name of the way says which: it is raised when
the function changes, and when the ids of the samples do (``tests/judging/ids`` holds them, a file for each name).

Source of min-wise hashing: A. Broder, "On the resemblance and containment of documents", 1997.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sousveil.model.late import late
from sousveil.model.report import Evidence, Finding
from sousveil.model.words import Kind, Stage

ALGORITHM = "names/2"
"""Names the way in which ids are made: those of another way cannot be compared with these."""
FIRST = "names/1"
"""The way of reports that name none."""
_SLOTS = frozenset({Stage.FIELD, Stage.SCHEME})
_MORE = frozenset(Stage) - {Stage.VOCABULARY}
WAYS: Mapping[str, tuple[frozenset[Stage], ...]] = {ALGORITHM: (_SLOTS, _MORE), FIRST: (_MORE,)}
"""For each way that can still be made: which names decide, those of places that show one of these stages, in turn."""
_PLAIN_WORD = late(r"[A-Za-z]?[a-z]*|[A-Z]+|.{0,3}", re.DOTALL)
_NUMBERS = late(r"[0-9]+(?:[._-][0-9]+)*")
_ITSELF = frozenset({Kind.VOCABULARY, Kind.COMPONENT})
"""Kinds of which a report has one finding for each trait and owner, or for each rule."""


def identified(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, each with its id. Those that would have the same one are numbered by what stands in them."""
    told = list(findings)
    named = zip(told, _ids(told, ALGORITHM), strict=True)
    return [msgspec.structs.replace(finding, id=key) for finding, key in named]


def ids(findings: Sequence[Finding], way: str, made: str = ALGORITHM) -> list[str]:
    """The ids of the findings of a target in ``way``, in their order; those that they have were ``made`` in another.

    Raises ``KeyError`` for a way that there is not.
    """
    return [finding.id for finding in findings] if way == made else _ids(findings, way)


def _ids(findings: Sequence[Finding], way: str) -> list[str]:
    same: dict[str, list[int]] = defaultdict(list)
    for at, finding in enumerate(findings):
        same[fingerprint(finding, way)].append(at)
    out = [""] * len(findings)
    for key, group in same.items():
        for number, at in enumerate(sorted(group, key=lambda at: _content(findings[at])), 1):
            out[at] = key if number == 1 else f"{key}-{number}"
    return out


def fingerprint(finding: Finding, way: str = ALGORITHM) -> str:
    """The fingerprint of a finding, 16 digits of hex. Raises ``KeyError`` for a way that there is not."""
    parts = [finding.kind.value, finding.trait.value]
    if finding.kind in _ITSELF:
        parts.append(finding.owner.value if finding.kind is Kind.VOCABULARY else finding.rule)
    else:
        parts += [finding.rule] if finding.kind is Kind.TRACE else []
        parts += _anchor(finding.evidence, WAYS[way])
    return _digest(*parts)[:16]


def names(finding: Finding) -> frozenset[str]:
    """The names that carry the claim: those of places that show more than words, of all where there are none."""
    return frozenset(name for name, _ in _named(finding.evidence, (_MORE,)))


def _anchor(evidence: Sequence[Evidence], deciding: Sequence[frozenset[Stage]]) -> list[str]:
    name, file = min(_named(evidence, deciding), key=lambda one: (_digest(one[0]), one))
    return [name, file] if _PLAIN_WORD.fullmatch(name) else [name]


def _named(evidence: Sequence[Evidence], deciding: Sequence[frozenset[Stage]]) -> list[tuple[str, str]]:
    each = ([one for one in evidence if not stages.isdisjoint(one.says) and one.name] for stages in deciding)
    showing = next(filter(None, each), evidence)
    return [(one.name or one.text, file_name(one.layers)) for one in showing]


def file_name(layers: Sequence[str]) -> str:
    """The name of the file, without its folders and without numbers; ``""`` for a target that is one."""
    named = next((layer for layer in reversed(layers) if not layer.startswith("<")), "")
    return _NUMBERS.sub("", named.replace("\\", "/").rpartition("/")[2])


def _content(finding: Finding) -> tuple[list[str], list[str], list[str], list[tuple[str, ...]]]:
    """An order that knows nothing of the order in which things were read."""
    return (
        sorted(names(finding)),
        sorted(one.text for one in finding.evidence),
        sorted(line.text for one in finding.evidence for line in one.context),
        sorted(one.layers for one in finding.evidence),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
