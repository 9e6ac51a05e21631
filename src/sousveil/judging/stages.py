"""Which facts show which stage: the table that a lawyer can read, and how a stage travels along a chain.

A place *says* the stages that it shows by itself or is a link to: a slot in a record that an event carries says
``event``, and so does the list of values that types the slot.
"""

from collections import defaultdict
from collections.abc import Sequence

from sousveil.linking.edges import Chain, EdgeKind, Fact
from sousveil.model.words import Stage

SHOWS: tuple[tuple[Fact, Stage, bool, str], ...] = (
    (Fact.SLOT, Stage.FIELD, False, "a record has a slot that is named or typed after the trait"),
    (Fact.GROUP_LIST, Stage.SCHEME, False, "groups are listed among siblings or in a value coding"),
    (Fact.GROUP, Stage.SCHEME, False, "this is one of the groups listed"),
    (Fact.PRODUCER, Stage.INFERENCE, True, "a detector or classifier gives the value out"),
    (
        Fact.NOT_RECOGNISED,
        Stage.INFERENCE,
        True,
        "one value says that the device did not recognise it: nobody types that",
    ),
    (
        Fact.SELECTOR,
        Stage.INFERENCE,
        True,
        "the trait is one of the features that an analysis of faces or bodies gives",
    ),
    (Fact.LABEL, Stage.EXPOSURE, False, "a label for it is shown to somebody"),
    (Fact.SEARCH, Stage.EXPOSURE, False, "a search, query or filter takes or returns the record"),
    (Fact.EVENT, Stage.EVENT, False, "an event or alarm carries the record"),
    (Fact.RULE, Stage.EVENT, True, "a detection rule or capability list can ask for it"),
    (Fact.CONDITION, Stage.TRIGGER, True, "a condition, an alarm rule or a watch list turns on its value"),
    (
        Fact.ACT,
        Stage.TRIGGER,
        True,
        "an alarm, a message or a decision about access follows, or the rule that turns on it is one of these",
    ),
    (Fact.SWITCHED_ON, Stage.ENABLED, True, "a setting for it is switched on"),
    (Fact.ROWS, Stage.OBSERVED, True, "rows of a kept table have a value in its column"),
)
"""Fact, stage, whether it counts only where the record is tied to a captured face or body, and the sentence."""

CARRIERS = frozenset(
    {
        Fact.SLOT, Fact.GROUP, Fact.GROUP_LIST, Fact.SELECTOR, Fact.LABEL, Fact.NOT_RECOGNISED, Fact.WORD,
        Fact.CONDITION, Fact.SWITCHED_ON, Fact.ROWS,
    }
)  # fmt: skip
"""Facts of a place where the trait or a group of it stands, and not only a thing that holds it."""

NEEDS: dict[Fact, frozenset[Fact]] = {
    Fact.RULE: frozenset({Fact.SELECTOR}),
    Fact.CONDITION: frozenset({Fact.ACT}),
    Fact.ACT: frozenset({Fact.CONDITION}),
}
"""A fact that counts only in a chain that has one of these facts too."""

OUTWARD = frozenset(
    {
        EdgeKind.MEMBER_OF, EdgeKind.CONTAINED_IN, EdgeKind.PAYLOAD_OF, EdgeKind.PARAMETER_OF, EdgeKind.RETURNED_BY,
        EdgeKind.SELECTED_BY, EdgeKind.QUERIED_BY, EdgeKind.SHOWN_BY, EdgeKind.COMMENT_OF,
        EdgeKind.KEY_OF,
    }
)  # fmt: skip
"""Edges from the inner to the outer: what the outer does, the inner does with it."""
TRAVELS = frozenset({Stage.INFERENCE, Stage.EXPOSURE, Stage.EVENT, Stage.TRIGGER})


def shown_by(chain: Chain) -> list[set[Stage]]:
    """For each spot of a chain, the stages that it shows by itself."""
    present = {fact for spot in chain.spots for fact in spot.facts}
    return [_own(spot.facts, chain.setting.tied, present) for spot in chain.spots]


def shown(chain: Chain, says: Sequence[set[Stage]]) -> set[Stage]:
    """The stages that a chain shows: those said where the trait itself stands; what holds it says nothing alone."""
    told = [
        said
        for spot, said in zip(chain.spots, says, strict=True)
        if CARRIERS & set(spot.facts) or (Fact.PRODUCER in spot.facts and Fact.RECORD not in spot.facts)
    ]
    return set().union(*told) if told else set().union(*says)


def said_by(chain: Chain) -> list[set[Stage]]:
    """For each spot of a chain, the stages that it shows or is a link to."""
    says = shown_by(chain)
    uses: dict[int, list[int]] = defaultdict(list)
    for edge in chain.edges:
        if edge.kind in (EdgeKind.SAME_NAME, EdgeKind.SUBSCRIBES_TO):
            uses[edge.a].append(edge.b)
    changed = True
    while changed:
        before = sum(map(len, says))
        for use, slots in uses.items():
            says[use] |= set.intersection(*(says[slot] for slot in slots)) & TRAVELS
        for edge in chain.edges:
            inner, outer = says[edge.a], says[edge.b]
            if edge.kind in OUTWARD:
                inner |= outer & (
                    TRAVELS - {Stage.INFERENCE} if Fact.NOT_OPEN in chain.spots[edge.a].facts else TRAVELS
                )
                if Fact.NOT_RECOGNISED in chain.spots[edge.a].facts:
                    outer |= inner & {Stage.INFERENCE}
            elif edge.kind is EdgeKind.TYPED_AS:
                outer |= inner & TRAVELS
                inner |= outer & {Stage.INFERENCE}
        changed = sum(map(len, says)) != before
    for spot, stages in zip(chain.spots, says, strict=True):
        if not stages & (set(Stage) - {Stage.VOCABULARY}) and Fact.RECORD in spot.facts:
            stages.add(Stage.FIELD)
    return says


def _own(facts: Sequence[Fact], tied: bool, present: set[Fact]) -> set[Stage]:
    stages = {Stage.VOCABULARY}
    for fact, stage, only_tied, _ in SHOWS:
        if fact in facts and (tied or not only_tied) and (fact not in NEEDS or NEEDS[fact] & present):
            stages.add(stage)
    if Fact.SELECTOR in facts and not tied:
        stages.add(Stage.FIELD)  # one of the things that a card or form has: a slot
    return stages


def ordered(stages: set[Stage]) -> tuple[Stage, ...]:
    """The stages in the order of the closed list."""
    return tuple(stage for stage in Stage if stage in stages)
