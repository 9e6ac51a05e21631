"""A report against one that was derived again from the same bytes: each finding, then what is said of the whole."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sousveil.model.report import Finding, Report, TargetReport
from sousveil.model.words import Step
from sousveil.proving.check import Cause, Check, Result
from sousveil.proving.comparing.pairs import paired
from sousveil.proving.essence import unmet, verdict_unmet

_SHOWN = 160
_WHOLE = ("verdict", "coverage", "questions", "discards", "parts", "calls_itself")


class Bytes(msgspec.Struct, frozen=True):
    """What the bytes of a target were found to be before: ``same`` as a whole; the findings of which a quote is not."""

    same: bool
    broken: Collection[str] = ()


def derived(
    told: Report, again: Report, unsure: str = "", other: str = "", found: Sequence[Bytes] = ()
) -> Iterator[Check]:
    """The checks of ``told`` against ``again``, which was derived from the same targets.

    ``unsure`` says why what differs cannot be checked here: a clock stopped one of them. ``other`` says in what the
    code, the words or the libraries that made ``told`` are others than those that made ``again``; ``found`` is what was
    found of the bytes of each target (default: they are the same).
    """
    found = found or [Bytes(same=True)] * len(told.targets)
    for one, came, bytes_ in zip(told.targets, again.targets, found, strict=True):
        yield from _Target(one, came, unsure, other, bytes_).checks()


class _Target:
    def __init__(self, told: TargetReport, again: TargetReport, unsure: str, other: str, found: Bytes) -> None:
        self._told, self._again = told, again
        self._unsure = unsure if other else _opened_less(told, again) or unsure
        self._less = _opened_less(told, again) if other else ""
        self._other, self._found = other, found

    def checks(self) -> Iterator[Check]:
        there = _by_id(self._again)
        pairs = self._pairs(there)
        for key, finding in _by_id(self._told).items():
            came = there.get(pairs.get(key, ""))
            if came is None:
                yield self._check(f"finding {key}", "it does not come out of the bytes", finding.id, derived=True)
                continue
            one, again = self._plain(self._told, finding), self._plain(self._again, came)
            wrong = _difference(one, again)
            claimed = unmet(one, again) if self._other else wrong
            yield self._check(f"finding {key}", claimed, finding.id, derived=True, worded="" if claimed else wrong)
        for key in there.keys() - set(pairs.values()):
            claim = there[key].claim
            yield self._check(f"finding {key}", f"it comes out of the bytes, and the report has none: {claim}", key)
        for name in _WHOLE:
            said, comes = (self._whole(target, name) for target in (self._told, self._again))
            wrong = _difference(said, comes, name)
            if self._other and name == "verdict":
                wrong = verdict_unmet(msgspec.to_builtins(said), msgspec.to_builtins(comes))
            yield self._check(name, wrong)
        yield self._check("gaps", _difference(_gaps(self._told), _gaps(self._again), "gaps"))

    def _pairs(self, there: Mapping[str, Finding]) -> dict[str, str]:
        """Which finding of the report is which of those that came out; other code may give other ids."""
        told = _by_id(self._told)
        if not self._other:
            return {key: key for key in told if key in there}
        same = paired(
            [msgspec.structs.replace(finding, id=key) for key, finding in told.items()],
            [msgspec.structs.replace(finding, id=key) for key, finding in there.items()],
        )
        return {pair.old.id: pair.new.id for pair in same if pair.old and pair.new}

    def _check(self, about: str, wrong: str, finding: str = "", *, derived: bool = False, worded: str = "") -> Check:
        of: Cause | None = None
        result, why = Result.HOLDS, f"told otherwise by {self._other}: {worded}" if worded else ""
        if wrong:
            of, because = self._cause(finding)
            exact = of in {Cause.SOFTWARE, Cause.REPORT}
            result = Result.DIFFERS if exact else Result.CANNOT
            why = f"{because}: {wrong}" if because else wrong
        return Check(
            target=self._told.name, about=about, result=result, why=why, finding=finding, derived=derived, of=of
        )

    def _cause(self, finding: str) -> tuple[Cause, str]:
        """What a difference is one of, and in words why it cannot be checked, where it cannot."""
        if self._unsure:
            return Cause.MACHINE, self._unsure
        if not self._other:
            return (Cause.REPORT if self._found.same else Cause.SOFTWARE), ""
        why = f"{self._other}; {self._less}" if self._less else self._other
        if self._found.same:
            return Cause.TOOL, f"the bytes are the same, and {why}"
        if finding and finding in self._found.broken:
            return Cause.SOFTWARE, "the bytes that it quotes are others"
        return Cause.OPEN, f"the bytes of the target are others, and {why}"

    def _plain(self, target: TargetReport, finding: Finding) -> dict[str, Any]:
        """A finding in plain data; blobs are named by the digests on the way to them, for their numbers may differ."""
        built: dict[str, Any] = msgspec.to_builtins(finding)
        _name_blobs(built["evidence"], target)
        return built

    def _whole(self, target: TargetReport, name: str) -> object:
        built = msgspec.to_builtins(getattr(target, name))
        if name == "calls_itself":
            for own in built:
                _name_blobs(own["evidence"], target)
        if name == "discards":
            for discard in built:
                _name_blobs([discard["sample"]], target)
        if name == "parts":
            for part in built:
                part["name"] = "" if part["parent"] is None else part["name"]  # the target may be called otherwise here
        return built


def _by_id(target: TargetReport) -> dict[str, Finding]:
    """The findings by their ids; one whose id a report gives twice is told as a second one."""
    out: dict[str, Finding] = {}
    for finding in target.findings:
        key = finding.id
        while key in out:
            key += " again"
        out[key] = finding
    return out


def _name_blobs(evidence: list[dict[str, Any]], target: TargetReport) -> None:
    waiting = list(evidence)
    while waiting:
        place = waiting.pop()
        way: list[str] = []
        step = place["blob"]
        while step is not None and step in target.blobs and len(way) < len(target.blobs):
            way.append(target.blobs[step].sha256)
            step = target.blobs[step].parent
        place["blob"] = " in ".join(way) or place["blob"]
        waiting += place["parts"]


def _gaps(target: TargetReport) -> list[Any]:
    """The gaps that are the target's; a missing fence or a worker that died is this machine's."""
    return [msgspec.to_builtins(gap) for gap in target.gaps if gap.step is not Step.RUNNING]


def _opened_less(told: TargetReport, again: TargetReport) -> str:
    """What this machine did not open or read that the one which made the report did, in a sentence."""
    known = {(gap.code, gap.layers) for gap in told.gaps}
    for gap in again.gaps:
        if gap.could_hide and (gap.code, gap.layers) not in known and gap.step in (Step.OPENING, Step.RUNNING):
            where = " in " + "/".join(gap.layers) if gap.layers else ""
            return f"less was opened here than when the report was made ({gap.code}{where}; {gap.remedy.rstrip('.')})"
    return ""


def _difference(told: object, again: object, at: str = "") -> str:
    """The first thing that differs between two pieces of plain data, in a sentence; ``""`` where nothing does."""
    if told == again:
        return ""
    if isinstance(told, Mapping) and isinstance(again, Mapping):
        for key in dict.fromkeys((*told, *again)):
            if told.get(key) != again.get(key):
                return _difference(told.get(key), again.get(key), f"{at}.{key}" if at else str(key))
    if isinstance(told, list | tuple) and isinstance(again, list | tuple):
        if len(told) == len(again):
            index = next(i for i, (one, other) in enumerate(zip(told, again, strict=True)) if one != other)
            return _difference(told[index], again[index], f"{at}[{index}]")
        if any(isinstance(each, Mapping) for each in (*told, *again)):
            return f"{at}: the report has {len(told)}, the bytes give {len(again)}"
    return f"{at}: the report says {_short(told)}, the bytes give {_short(again)}"


def _short(value: object) -> str:
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        text = ", ".join(value) or "nothing"
    else:
        text = repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
