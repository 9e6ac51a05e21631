"""What became of each finding between two editions."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sousveil.judging.identity import file_name, names
from sousveil.model.comparison import Change, Fate, Step, Trail
from sousveil.model.report import Evidence, Finding, GapEntry, TargetReport
from sousveil.model.words import Kind, Role, Stage
from sousveil.model.words import Step as WordStep
from sousveil.proving.comparing.pairs import Pair, paired, plain
from sousveil.proving.comparing.successors import Successors, Text

MOST = 40
"""Places whose successors are told of one finding."""
_TOLD = 3
_PLACE = (Fate.RENAMED, Fate.REPLACED, Fate.SCRUBBED)
_ELSEWHERE = frozenset({"fetched-at-run-time", "remote-service"})
"""Gaps that name a part which can be read: what it points to cannot."""
_WITHOUT_NAMES = "native-unlabelled"
_STILL = {
    "there still": "In {} the words stand still, in other lines.",
    "there without": "A part of that name is there still, without it: {}.",
    "elsewhere still": "A part of that name lies in {}, and has the words.",
    "elsewhere without": "A part of that name lies in {}, without it.",
}
_RULES = "The two reports were made with different rules, words or code, so that those may be what changed"


class Edition(NamedTuple):
    """One edition: what was reported of it, and the texts of its parts where it was at hand.

    ``knowledge`` is the digest of rules and words (and the version) that it was read with.
    """

    report: TargetReport
    knowledge: str
    texts: Sequence[Text] | None = None
    whole: Callable[[], Sequence[Text]] | None = None
    """Of an older edition that is at hand: gives the parts in which its evidence stands, with all their lines."""


def compared(old: Edition, new: Edition, numbers: tuple[int, int] = (0, 1), notes: Sequence[str] = ()) -> Step:
    """What became of every finding of ``old``, and what is new in ``new``."""
    one = _Step(old, new)
    order = list(Fate)
    changes = sorted(one.changes(), key=lambda c: (order.index(c.fate), c.trait, c.old, c.new))
    before, after = shown(old.report), shown(new.report)
    return Step(
        old=numbers[0], new=numbers[1], changes=tuple(changes), notes=(*notes, *one.notes()),
        lost=tuple(stage for stage in Stage if stage in before - after),
        gained=tuple(stage for stage in Stage if stage in after - before),
    )  # fmt: skip


class _Step:
    def __init__(self, old: Edition, new: Edition) -> None:
        self._old, self._new = old, new
        self._same_bytes = old.report.sha256 == new.report.sha256 != ""
        self._same_rules = old.knowledge == new.knowledge
        self._successors = Successors(new.texts, old.whole) if new.texts is not None else None
        self._closed = _closed(new.report, old.report)
        self._opened = _closed(old.report, new.report)

    def notes(self) -> Iterator[str]:
        if not self._same_rules and not self._same_bytes:
            yield f"{_RULES}; what is marked with (?) may be theirs, and not the software's."
        if self._successors is None:
            yield (
                "Of the newer edition there was only a report: whether something was renamed, replaced or stripped of "
                "its comments cannot be told."
            )

    def changes(self) -> Iterator[Change]:
        for pair in paired(self._old.report.findings, self._new.report.findings):
            yield self._change(pair)

    def _change(self, pair: Pair) -> Change:
        old, new = pair
        if old is None:
            assert new is not None  # noqa: S101 - a pair is never empty
            return self._made(Fate.NEW, pair, self._why_new(new))
        if new is None:
            return self._gone(pair, old)
        lost = [e for e in old.evidence if _key(e) not in {_key(other) for other in new.evidence}]
        trails = self._trails(lost)
        differs = (set(old.stages), set(old.groups), old.kind) != (set(new.stages), set(new.groups), new.kind)
        fate = _most(trails)
        if fate is not None:
            # All that is shown still is, and most of its places are as they were: that is not what became of it.
            part = not differs and 2 * sum(trail.fate in _PLACE for trail in trails) < len(old.evidence)
            return self._made(Fate.CHANGED if part else fate, pair, _counted(trails), trails)
        if differs:
            hidden = self._hidden(lost) if set(old.stages) - set(new.stages) else ""
            why = hidden or f"It stands in {where(new)}."
            if not hidden and old.kind is not new.kind:
                why += f" It was found as {old.kind.value} before."
            return self._made(Fate.UNREADABLE if hidden else Fate.CHANGED, pair, why)
        same = self._elsewhere(pair, old, new)
        if same is None and not names(old) & names(new) and not trails and old.kind is not Kind.VOCABULARY:
            same = self._made(Fate.CHANGED, pair, f"In {where(new)} it has other names now.")
        return same or self._made(Fate.UNCHANGED, pair)

    def _elsewhere(self, pair: Pair, old: Finding, new: Finding) -> Change | None:
        """What shows the same, in other files than before: moved, or in more of them, or in fewer."""
        if new.kind is Kind.VOCABULARY:
            return None  # information only: one for all the files that hold the words
        before, now = _ways(old), _ways(new)
        left = [at for way, at in before.items() if way not in now]
        came = [at for way, at in now.items() if way not in before]
        if left and came:
            return self._made(Fate.MOVED, pair, f"It stands in {_listed(came)} now.")
        if came:
            return self._made(Fate.CHANGED, pair, f"It stands in {_listed(came)}, too, now.")
        if not left:
            return None
        hidden = self._hidden([place for place in old.evidence if _way(place.layers) not in now])
        if hidden:
            return self._made(Fate.CHANGED, pair, f"One part that showed it cannot be read any more: {hidden}")
        return self._made(
            Fate.CHANGED, pair, f"It stands in {_listed(left)} no longer; elsewhere it does, and shows the same."
        )

    def _gone(self, pair: Pair, old: Finding) -> Change:
        if hidden := self._hidden(old.evidence):
            return self._made(Fate.UNREADABLE, pair, hidden)
        trails = self._trails(old.evidence)
        fate = _most(trails)
        if fate is not None:
            return self._made(fate, pair, _counted(trails), trails)
        kept = [trail for trail in trails if trail.fate is Fate.UNCHANGED]
        if kept and not self._same_rules:
            return self._made(Fate.RULES, pair, "The lines stand there as they did.", kept)
        lines = len({(place.layers, place.line, place.offset if place.line is None else 0) for place in old.evidence})
        if len(kept) < lines:
            still = "is" if len(kept) == 1 else "are"
            said = f"Of its {lines} lines, {len(kept)} {still} there still; what joined them is gone."
            why = [said] if kept else []
        else:
            why = ["The lines stand there as they did; what joined them is gone."]
        if not kept:
            now = self._elsewhere_now(old)
            why += [self._stood(old, elsewhere=not now), *filter(None, [now])]
        why += ["Other findings of the newer edition show the same."] if _by_others(old, self._new.report) else []
        return self._made(Fate.GONE, pair, " ".join(why), kept)

    def _stood(self, old: Finding, *, elsewhere: bool) -> str:
        """Where a finding that is gone stood, and whether a file of that name is there still, or lies ``elsewhere``."""
        ways = list(_ways(old).values())
        stood = f"It stood in {_listed(ways)}."
        if self._successors is None or len(ways) > _TOLD:
            return stood
        texts: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for place in old.evidence:
            texts[_way(place.layers)].add(place.text)
        there: dict[str, dict[str, None]] = defaultdict(dict)
        for way, told in _ways(old).items():
            for text in self._successors.called(told.split("/")):
                here = _way(text.layers) == way
                if here or elsewhere:
                    still = any(said in line for said in texts[way] for line in text.lines)
                    key = f"{'there' if here else 'elsewhere'} {'still' if still else 'without'}"
                    there[key]["/".join(text.layers)] = None
        there = {key: ways for key, ways in there.items() if key.startswith("there") or len(ways) <= _TOLD}
        return " ".join([stood, *(_STILL[key].format(_listed(list(there[key]))) for key in _STILL if key in there)])

    def _elsewhere_now(self, old: Finding) -> str:
        """Files of the same name that lie elsewhere in the newer edition and show the same there."""
        files = {file_name(way) for way in _ways(old)} - {""}
        found = {
            way: at
            for one in self._new.report.findings
            if _alike(one, old) and set(old.stages) <= set(one.stages)
            for way, at in _ways(one).items()
            if file_name(way) in files and way not in _ways(old)
        }
        return f"Of a file of that name the same is shown in {_listed(list(found.values()))}." if found else ""

    def _made(self, fate: Fate, pair: Pair, why: str = "", trails: Sequence[Trail] = ()) -> Change:
        old, new = pair
        told = new or old
        assert told is not None  # noqa: S101 - a pair is never empty
        sure = self._same_rules or self._same_bytes or fate in {Fate.UNCHANGED, *_PLACE}
        if fate is not Fate.UNCHANGED and self._same_bytes:
            fate, why = Fate.RULES, "The bytes are the same; they were read with other rules or another version."
        before, after = set(old.stages if old else ()), set(new.stages if new else ())
        groups = list(old.groups if old else ()), list(new.groups if new else ())
        ordered = sorted(trails, key=lambda trail: trail.fate not in _PLACE)
        return Change(
            fate=fate, kind=told.kind, trait=told.trait, old=old.id if old else "", new=new.id if new else "",
            claim=told.claim, why=why, trails=tuple(ordered[:MOST]), sure=sure,
            lost=tuple(s for s in Stage if s in before - after) if old and new else (),
            gained=tuple(s for s in Stage if s in after - before) if old and new else (),
            groups_lost=tuple(g for g in groups[0] if g not in groups[1]) if old and new else (),
            groups_gained=tuple(g for g in groups[1] if g not in groups[0]) if old and new else (),
        )  # fmt: skip

    def _trails(self, evidence: Sequence[Evidence]) -> list[Trail]:
        if self._successors is None:
            return []
        trails: dict[tuple[str, str, str], Trail] = {}
        for place in evidence:
            if (trail := self._successors.of(place)) is not None:
                key = trail.was, trail.now_at, trail.now
                known = trails.get(key)
                # A line that holds several places is told once, by what became of the code on it.
                if known is None or _rank(trail) < _rank(known):
                    trails[key] = trail
        return list(trails.values())

    def _hidden(self, evidence: Sequence[Evidence]) -> str:
        return next((why for place in evidence if (why := _covered(place, self._closed))), "")

    def _why_new(self, new: Finding) -> str:
        for place in new.evidence:
            if why := _covered(place, self._opened):
                return f"In the older edition that part could not be read: {why}"
        stands = f"It stands in {where(new)}."
        by_others = _by_others(new, self._old.report)
        return f"{stands} Other findings of the older edition showed the same." if by_others else stands


def where(finding: Finding) -> str:
    """The files in which a finding stands, of many the first."""
    return _listed(list(_ways(finding).values()))


def shown(report: TargetReport) -> set[Stage]:
    """What the capabilities of an edition show, taken together."""
    return {stage for finding in report.findings if finding.kind is Kind.CAPABILITY for stage in finding.stages}


def _alike(one: Finding, other: Finding) -> bool:
    """Whether two findings can show the same; of those without stages, only their claims tell."""
    kind = (one.kind, one.trait) == (other.kind, other.trait)
    return kind and (bool(one.stages and other.stages) or one.claim == other.claim)


def _by_others(finding: Finding, there: TargetReport) -> bool:
    """Whether findings of another edition, taken together, show all that this one does of its trait."""
    same = [one for one in there.findings if _alike(one, finding)]
    stages = {stage for one in same for stage in one.stages}
    groups = {group for one in same for group in one.groups}
    return bool(same) and set(finding.stages) <= stages and set(finding.groups) <= groups


def _rank(trail: Trail) -> int:
    return _PLACE.index(trail.fate) if trail.fate in _PLACE else len(_PLACE)


def _key(evidence: Evidence) -> tuple[str, str]:
    return evidence.name or evidence.text, evidence.role


def _ways(finding: Finding) -> dict[tuple[str, ...], str]:
    """The ways to the places of a finding, without numbers, so that a folder named by its version is the same one."""
    everywhere = (*(place.layers for place in finding.evidence), *finding.also_at)
    return {_way(layers): "/".join(layers) for layers in everywhere}


def _listed(ways: Sequence[str]) -> str:
    told = ", ".join(sorted(filter(None, ways))[:_TOLD]) or "the file itself"
    return f"{told} and {len(ways) - _TOLD} more" if len(ways) > _TOLD else told


def _way(layers: Sequence[str]) -> tuple[str, ...]:
    """The folders and files of a way by their names, without steps that have none."""
    named = (layer for layer in layers if not layer.startswith("<"))
    return tuple(plain(part) for layer in named for part in layer.replace("\\", "/").split("/"))


def _most(trails: Sequence[Trail]) -> Fate | None:
    """The fate of most places, of those that say what became of the finding."""
    counts = Counter(trail.fate for trail in trails if trail.fate in _PLACE)
    return max(counts, key=lambda fate: (counts[fate], -_PLACE.index(fate))) if counts else None


def _counted(trails: Sequence[Trail]) -> str:
    counts = Counter(trail.fate for trail in trails if trail.fate in _PLACE)
    said = {
        Fate.RENAMED: "another name stands in the same place, between the same neighbours",
        Fate.REPLACED: "other words stand in the same place",
        Fate.SCRUBBED: "the comment is gone or says something else, over the same code",
    }
    parts = [f"At {n} place{'s' * (n != 1)} {said[fate]}." for fate, n in counts.most_common()]
    return " ".join(parts)


def _closed(there: TargetReport, before: TargetReport) -> list[GapEntry]:
    """The parts of ``there`` that could hide evidence and that ``before`` has no such gap for."""
    known = {(gap.code, _way(gap.layers)) for gap in before.gaps}
    hiding = (gap for gap in there.gaps if gap.could_hide and gap.code not in _ELSEWHERE)
    return [gap for gap in hiding if (gap.code, _way(gap.layers)) not in known]


def unseen(finding: Finding, report: TargetReport) -> bool:
    """Whether all places of a finding lie in parts that could not be read in another edition."""
    closed = [gap for gap in report.gaps if gap.could_hide and gap.code not in _ELSEWHERE]
    return bool(finding.evidence) and all(_covered(place, closed) for place in finding.evidence)


def _covered(place: Evidence, gaps: Sequence[GapEntry]) -> str:
    """The gap that a place lies in, in a sentence; ``""`` where it lies in none."""
    way = _way(place.layers)
    for gap in gaps:
        if gap.code == _WITHOUT_NAMES and place.role == Role.STRING:
            continue  # its texts are searched all the same
        closed = _way(gap.layers)
        whole = not gap.layers and gap.count == 1 and gap.step is WordStep.OPENING
        # The way itself, or a part of the same name that lies elsewhere now.
        if whole or (closed and (way[: len(closed)] == closed or closed[-1] in way)):
            named = "/".join(gap.layers) or "the whole of it"
            return f"{named}: {gap.code}. {gap.remedy}"
    return ""
