"""What a report tells as one place: a record with its member that holds another one. Nothing quoted is lost by it."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.judging.folding import folded
from sousveil.linking.edges import Chain, Edge, EdgeKind, Fact, Spot
from sousveil.model.report import Evidence, Finding, TargetReport
from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report

HEADER = """
typedef struct { int nGlasses; int nMask; int nRace; /* 人种 */ } QK_FACE_ATTR;
typedef struct { int nSize; QK_FACE_ATTR stuFace; } QK_OBJECT;
typedef struct {
    int nChannel;
    QK_OBJECT stuObject;
} QK_DEV_EVENT_PASSER_INFO;
"""


def capability(files: dict[str, str | bytes]) -> Finding:
    target: TargetReport = report(files)
    return next(finding for finding in target.findings if finding.kind is Kind.CAPABILITY)


def texts(place: Evidence) -> list[str]:
    return [quote.text for quote in place.quotes]


def test_a_record_is_told_with_the_member_that_holds_the_one_before():
    finding = capability({"qk.h": HEADER})
    places = [texts(place) for place in finding.evidence]
    assert ["QK_DEV_EVENT_PASSER_INFO", "stuObject"] in places
    assert ["QK_OBJECT", "stuFace"] in places
    assert ["nRace", "QK_FACE_ATTR"] in places
    assert Stage.EVENT in finding.stages


def test_the_links_run_from_place_to_place():
    finding = capability({"qk.h": HEADER})
    joined = {(finding.evidence[link.from_].text, link.by, finding.evidence[link.to].text) for link in finding.chain}
    assert ("nRace", "contained-in", "QK_OBJECT") in joined
    assert ("QK_OBJECT", "contained-in", "QK_DEV_EVENT_PASSER_INFO") in joined


def test_a_member_in_another_file_stays_a_place_of_its_own():
    one, two = HEADER.split("typedef struct { int nSize")
    finding = capability({"a.h": one, "b.h": "typedef struct { int nSize" + two})
    assert all(part.blob == place.blob for place in finding.evidence for part in place.parts)


USED = """
import cv2

def watch(frame, detected_face):
    ethnicity = model.predict(detected_face)
    step()
    step()
    step()
    cv2.putText(frame, ethnicity, (1, 2), 0, 1)
    cv2.putText(frame, ethnicity, (1, 3), 0, 2)
    step()
    step()
    step()
    cv2.putText(frame, ethnicity, (1, 2), 0, 1)
"""


def test_a_word_again_on_the_lines_around_it_is_a_part_and_further_down_a_place():
    finding = next(one for one in report({"watch.py": USED}, sifted=True).findings if one.kind is Kind.CAPABILITY)
    lines = {place.line: [quote.line for quote in place.quotes] for place in finding.evidence}
    assert lines[9] == [9, 10]
    assert 10 not in lines
    assert lines[14] == [14]


FACTS = st.lists(st.sampled_from([Fact.RECORD, Fact.SLOT, Fact.EVENT, Fact.GROUP]), min_size=1, max_size=2, unique=True)
KINDS = st.sampled_from([EdgeKind.MEMBER_OF, EdgeKind.CONTAINED_IN, EdgeKind.PARAMETER_OF, EdgeKind.PAYLOAD_OF])


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """Any chain at all, loops among them."""
    spots = [
        Spot(examined=draw(st.integers(0, 1)), reading=0, unit=unit, start=0, end=1, facts=tuple(draw(FACTS)))
        for unit in range(draw(st.integers(1, 7)))
    ]
    ends = st.integers(0, len(spots) - 1)
    edges = draw(st.lists(st.builds(Edge, a=ends, b=ends, kind=KINDS), max_size=12))
    return Chain(trait=Trait.RACE, spots=tuple(spots), edges=tuple(edges))


@settings(deadline=None)
@given(chains())
def test_every_spot_is_quoted_once_and_what_was_joined_stays_joined(chain):
    kept, parts, edges = folded(chain)
    assert sorted([*kept, *(part for of in parts.values() for part in of)]) == list(range(len(chain.spots)))
    assert set(parts) <= set(kept)
    assert {end for edge in edges for end in (edge.a, edge.b)} <= set(kept)
    home = {part: place for place, of in parts.items() for part in of}
    through = {(home.get(e.a, e.a), home.get(e.b, e.b)) for e in chain.edges}
    assert {(edge.a, edge.b) for edge in edges} == {pair for pair in through if pair[0] != pair[1]}


def test_a_folded_report_can_be_written_and_read():
    finding = capability({"qk.h": HEADER})
    assert msgspec.json.decode(msgspec.json.encode(finding), type=Finding) == finding


def test_a_part_that_has_another_form_elsewhere_stays_a_part():
    slot, field, record = (
        Spot(examined=0, reading=0, unit=unit, start=0, end=1, facts=facts)
        for unit, facts in enumerate([(Fact.SLOT,), (Fact.RECORD,), (Fact.RECORD, Fact.EVENT)])
    )
    other = Spot(examined=1, reading=0, unit=0, start=0, end=1, facts=(Fact.RECORD,))
    within = (Edge(a=0, b=1, kind=EdgeKind.CONTAINED_IN), Edge(a=1, b=2, kind=EdgeKind.MEMBER_OF))
    form = Edge(a=1, b=3, kind=EdgeKind.OTHER_FORM)
    kept, parts, edges = folded(Chain(trait=Trait.RACE, spots=(slot, field, record, other), edges=(*within, form)))
    assert kept == [0, 2, 3]
    assert parts == {2: [1]}
    assert Edge(a=2, b=3, kind=EdgeKind.OTHER_FORM) in edges
