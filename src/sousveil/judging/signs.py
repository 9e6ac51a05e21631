"""Traces and components as findings: what each sign is said to be, in one sentence."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sousveil.judging.claims import TRAITS, listing
from sousveil.judging.evidence import Quoter
from sousveil.judging.kinds import owner_of
from sousveil.knowledge.pack import Citation, Pack
from sousveil.linking.edges import Spot
from sousveil.linking.parts.components import How, Recognised, Seen
from sousveil.linking.removal.traces import Sign, Trace
from sousveil.matching.slurs import slur
from sousveil.model.examined import Examined
from sousveil.model.report import ChainLink, Evidence, Explanation, Finding
from sousveil.model.words import Kind, Origin, Owner, Role, Strength, Trait

ONE: dict[Sign, str] = {
    Sign.RENAMED: 'In the record {record}, "{written}" stands where {editions} "{published}", '
    "between {before} and {after}{offset}{bare}.",
    Sign.LIST_HOLE: "In the list {record}, the value {value}, which stands for {groups} in published editions of it, "
    "{missing}.",
    Sign.BLANKED: "Values for {trait} are numbered while their words are blanked{beside}.",
    Sign.UNDER_COMMENT: 'In the record {record}, the comment on the slot "{written}" says "{published}".',
    Sign.COMMENT_HOLE: 'In the record {record}, "{written}" has no comment while the slots beside it have one.',
    Sign.RESERVED_COMMENT: 'In the record {record}, the comment on "{written}" says only that it is kept free.',
    Sign.NUMBERS: "{record} has words for what was not recognised, and only numbers ({written}) for the other values "
    "of {trait}.",
    Sign.COMMENTED_OUT: 'What is written for {trait} ("{written}") is commented out, while lines of the same form for '
    "other features of a face or body stand beside it.",
    Sign.STRUCK: 'A stretch of code that opens pictures, asks a model and names {trait} ("{written}") is commented '
    "out.",
    Sign.SURVIVOR: '"{written}" stands in the software, while in the record {record} "{before}" stands where published '
    'editions of it have "{published}".',
    Sign.EUPHEMISM: 'In the record {record}, the slot "{written}" takes its values from {published}, a published list '
    "of kinds of people by {trait}.",
}
"""What one trace says, by its sign."""
SEVERAL: dict[Sign, str] = {
    Sign.RENAMED: 'In {count} records, {records}, slots with other names, such as "{written}", stand where '
    "{copies} have slots for {trait}{bare}.",
    Sign.LIST_HOLE: "In {records}, values that stand for {groups} in published editions are missing or unnamed.",
    Sign.BLANKED: "At {count} places values for {trait} are numbered while their words are blanked{beside}.",
    Sign.UNDER_COMMENT: "In {records}, comments name {trait} on slots that are called reserved.",
    Sign.COMMENT_HOLE: "In {records}, slots for {trait} have no comment while those beside them have one.",
    Sign.RESERVED_COMMENT: "In {records}, the comments on slots for {trait} say only that they are kept free.",
    Sign.NUMBERS: "{records} have words for what was not recognised, and only numbers for the other values of {trait}.",
    Sign.COMMENTED_OUT: "At {count} places what is written for {trait} is commented out, while lines of the same form "
    "for other features of a face or body stand beside it.",
    Sign.STRUCK: "{count} stretches of code that open pictures, ask a model and name {trait} are commented out.",
    Sign.SURVIVOR: "Names for {trait} ({names}) stand in the software, while no slots of its records are called so.",
    Sign.EUPHEMISM: "In {records}, slots with milder names take their values from published lists of kinds of people "
    "by {trait}.",
}
INNOCENT: dict[Sign, tuple[str, str]] = {
    Sign.RENAMED: ("The slot was not in use yet in this edition", "the order of editions is not told by what was read"),
    Sign.LIST_HOLE: ("The value was never given out", "published editions give it out"),
    Sign.BLANKED: ("It is a form to be filled in", "a record of faces or bodies stands around it"),
    Sign.UNDER_COMMENT: ("The comment belongs to another slot", "the reader joins it to this one"),
    Sign.COMMENT_HOLE: ("Nobody had written a comment yet", "the slots beside it have one"),
    Sign.RESERVED_COMMENT: ("The slot was planned and never used", "nothing that was read tells"),
    Sign.NUMBERS: ("Nobody had written the words yet", "the values for what was not recognised have theirs"),
    Sign.COMMENTED_OUT: ("It was tried and never used", "lines of the same form beside it are in use"),
    Sign.STRUCK: ("It was tried and never delivered", "nothing that was read tells"),
    Sign.SURVIVOR: ("It was left over by oversight and shows nothing", "nothing that was read tells"),
    Sign.EUPHEMISM: ("The list is used for something else here", "the list is of kinds of people"),
}
OFFERS: dict[How, str] = {
    How.EXPORTED: "is in the software, which exports {texts}",
    How.CALLED: "is used by the software, which calls {texts}",
    How.WEIGHTS: "is in the software with its file of weights {texts}",
    How.PACKAGE: "is in the software as the package {texts}",
    How.DECLARED: "is named in the software, which declares {texts}",
    How.SERVICE: "is named in the software by the address or id {texts}",
    How.WEIGHTS_NAMED: "is named in the software by its file of weights {texts}",
    How.IMPORTED: "is imported by the software as {texts}",
    How.REQUIRED: "is among the packages that the software requires, as {texts}",
}
USE_SEEN = frozenset({How.CALLED})
THERE = frozenset({How.EXPORTED, How.WEIGHTS, How.PACKAGE})
"""Marks of the thing itself; the others stand in what uses or names it."""
ONLY_NAMED = frozenset({How.SERVICE, How.WEIGHTS_NAMED, How.IMPORTED, How.REQUIRED})
TRACE_RULE = "traces/{}"
COMPONENT_RULE = "components/{}"


class Signs:
    """Makes findings of traces and components. ``names`` maps ids of groups to neutral names."""

    def __init__(self, examined: Sequence[Examined], quoter: Quoter, names: Mapping[str, str], pack: Pack) -> None:
        self._examined, self._quoter, self._names = examined, quoter, names
        self._cited = {layout.id: layout.sources for layout in pack.layouts}
        self._cited |= {known.id: known.sources for known in pack.lists}

    def of_traces(self, traces: Sequence[Trace]) -> Iterator[Finding]:
        """One finding for each sign, trait and owner."""
        groups: dict[tuple[Sign, Trait, Owner, str, bool], list[Trace]] = defaultdict(list)
        for trace in traces:
            owner, library = owner_of(self._examined[trace.spots[0].examined].path, "")
            groups[trace.sign, trace.trait, owner, library, bool(trace.entry)].append(trace)
        for (sign, trait, owner, library, _), same in groups.items():
            evidence, links = self._evidence(same)
            explanation, seen = INNOCENT[sign]
            names = tuple(dict.fromkeys(self._names.get(g, g) for trace in same for g in trace.groups))
            yield Finding(
                id="", kind=Kind.TRACE, rule=TRACE_RULE.format(sign.value), revision=1,
                claim=self._claim(sign, trait, same), trait=trait, groups=names,
                as_written=tuple(dict.fromkeys(t.written for t in same if t.written)),
                stages=(), origin=Origin.UNKNOWN, strength=Strength.PARSED, owner=owner, evidence=evidence, chain=links,
                precedents=self._precedents(same), library=library,
                explanations=(Explanation(explanation=explanation, seen=seen, result="cannot-be-decided"),),
            )  # fmt: skip

    def _evidence(self, traces: Sequence[Trace]) -> tuple[tuple[Evidence, ...], tuple[ChainLink, ...]]:
        """Every spot once, the signs themselves first, and the edges between them."""
        spots: dict[Spot, int] = {}
        for spot in itertools.chain((t.spots[0] for t in traces), (s for t in traces for s in t.spots[1:])):
            spots.setdefault(spot, len(spots))
        links = dict.fromkeys(
            ChainLink(from_=spots[t.spots[e.a]], to=spots[t.spots[e.b]], by=e.kind.value, why=e.why)
            for t in traces
            for e in t.edges
        )
        return tuple(self._quoter.quote(spot, ()) for spot in spots), tuple(links)

    def _claim(self, sign: Sign, trait: Trait, traces: Sequence[Trace]) -> str:
        first = traces[0]
        records = list(dict.fromkeys(trace.record for trace in traces if trace.record))
        groups = [self._names.get(g, g) for trace in traces for g in trace.groups]
        same = {(trace.record, trace.written, trace.published) for trace in traces}
        names = list(dict.fromkeys(trace.written for trace in traces))
        said = {
            "trait": TRAITS[trait], "record": _own(first.record), "records": listing(list(map(_own, records)), 3),
            "count": len(traces), "written": _own(first.written), "published": _own(first.published),
            "before": _own(first.between[0]), "after": _own(first.between[1]),
            "groups": listing(list(dict.fromkeys(groups))), "value": first.offset,
            "editions": "published editions of it have" if first.entry else "another copy of it in the software has",
            "copies": "published editions of them" if first.entry else "other copies of them in the software",
            "names": listing([f'"{_own(name)}"' for name in names], 3),
            "offset": f", at byte {first.offset}" if first.offset >= 0 else "",
            "beside": f"; {listing(list(dict.fromkeys(groups)))} still stands there" if groups else "",
            "missing": "is missing" if first.written.isdigit() else f'is called "{_own(first.written)}"',
        }  # fmt: skip
        if len(same) == 1:
            bare = ", without a comment where the others have one" if first.bare else ""
            return ONE[sign].format(**said, bare=bare)
        holes = sum(trace.bare for trace in traces)
        said["count"] = len(records) if sign is Sign.RENAMED else len(traces)
        bare = f"; {holes} of them are without a comment where the others have one" if holes else ""
        if len(records) == 1:
            return ONE[sign].format(**said, bare="")
        return SEVERAL[sign].format(**said, bare=bare)

    def _precedents(self, traces: Sequence[Trace]) -> tuple[str, ...]:
        """Where the published layouts and lists were read."""
        entries = dict.fromkeys(trace.entry for trace in traces if trace.entry)
        return tuple(dict.fromkeys(cited(source) for entry in entries for source in self._cited.get(entry, ())))

    def of_components(self, found: Sequence[Recognised], capabilities: Sequence[Finding]) -> Iterator[Finding]:
        """One finding for each component; files in which a capability has evidence say more by themselves."""
        told = {e.blob for finding in capabilities for e in finding.evidence}
        for recognised in found:
            component = recognised.component
            held = {mark.text for mark in component.marks if mark.kind == "package"}
            if any(s.how is How.PACKAGE and f"b{self._number(s)}" in told for s in recognised.seen):
                seen = [s for s in recognised.seen if s.how is not How.PACKAGE]  # the package is told of as capability
            else:
                seen = list(_once(recognised.seen, held))
            seen = [s for s in seen if f"b{self._number(s)}" not in told]
            if not seen:
                continue
            yield Finding(
                id="", kind=Kind.COMPONENT, rule=COMPONENT_RULE.format(component.id), revision=1,
                claim=_component_claim(component.name, component.says, seen, recognised.seen),
                trait=component.trait, groups=(),
                as_written=tuple(dict.fromkeys(s.text for s in seen)), stages=(), origin=Origin.UNKNOWN,
                strength=Strength.PARSED if seen[0].how not in ONLY_NAMED else Strength.NAMED,
                owner=Owner.THIRD_PARTY if seen[0].how in THERE else Owner.OWN,
                evidence=tuple(self._of_seen(s) for s in seen), precedents=tuple(map(cited, component.sources)),
                library=component.name if seen[0].how in THERE else "",
            )  # fmt: skip

    def _number(self, seen: Seen) -> int:
        return self._examined[seen.blob].record.number

    def _of_seen(self, seen: Seen) -> Evidence:
        if seen.spot is not None:
            return self._quoter.quote(seen.spot, ())
        number = self._number(seen)
        self._quoter.quoted.add(number)
        return Evidence(
            blob=f"b{number}", layers=self._quoter.layers(number), line=None, column=None, offset=0, length=0,
            encoding=("ascii",), text="", role=Role.IDENTIFIER.value, says=(), name=seen.text,
        )  # fmt: skip


def _own(name: str) -> str:
    """A name of the software in a sentence of ours; one that is a slur stands in the quoted places alone."""
    return "…" if slur(name) else name


def _once(seen: Sequence[Seen], packages: set[str]) -> Iterator[Seen]:
    """A package is quoted by one of its files."""
    done: set[str] = set()
    for each in seen:
        if each.how is How.PACKAGE and each.text in packages:
            if each.text in done:
                continue
            done.add(each.text)
        yield each


def _component_claim(name: str, says: str, seen: Sequence[Seen], everywhere: Sequence[Seen]) -> str:
    """``everywhere`` are all its marks, those too that stand where a capability was found."""
    firmest = seen[0].how
    texts = listing(list(dict.fromkeys(s.text for s in seen if s.how is firmest)), 3)
    used = any(s.how in USE_SEEN for s in everywhere)
    use = (
        "" if firmest in USE_SEEN else "; a use of it was seen" if used else "; whether that part is used was not seen"
    )
    return f"{name}, which {says}, {OFFERS[firmest].format(texts=texts)}{use}."


def cited(source: Citation) -> str:
    """A citation in one line."""
    version = f" at {source.commit[:12]}" if source.commit else ""
    return f"{source.repository}{version}, {source.path}, line {source.line}"
