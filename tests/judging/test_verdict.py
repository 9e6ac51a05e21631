"""The verdict: pure functions over findings and gaps."""

from hypothesis import given
from hypothesis import strategies as st

from sousveil.judging.coverage import coverage_of
from sousveil.judging.gaps import Accepted, merged
from sousveil.judging.states import states_of
from sousveil.model.gap import Gap
from sousveil.model.place import BlobRecord, BlobState, Layer
from sousveil.model.report import GapEntry
from sousveil.model.words import Outcome, Stage, StageState, Step
from tests.linking.laid import report
from tests.linking.test_chains import CARD_READER, FACE_SDK

HIDING = Gap(step=Step.OPENING, code="encrypted", size=100, could_hide=(Stage.INFERENCE,), remedy="the password")


def test_outcomes() -> None:
    assert report({"face.h": FACE_SDK}).verdict.outcome is Outcome.FOUND
    assert report({"card.h": CARD_READER}).verdict.outcome is Outcome.DECLARED
    assert report({"hello.c": "int main(void) { return 0; }"}).verdict.outcome is Outcome.NOTHING


def test_a_gap_never_takes_a_finding_away_and_makes_the_reading_incomplete() -> None:
    without, with_gap = report({"face.h": FACE_SDK}), report({"face.h": FACE_SDK}, (HIDING,))
    assert without.findings == with_gap.findings
    assert without.verdict.complete
    assert not with_gap.verdict.complete
    assert with_gap.verdict.incomplete_because == ("unread",)


def test_nothing_found_in_half_is_no_answer() -> None:
    told = report({"hello.c": "int main(void) { return 0; }"}, (HIDING,)).verdict
    assert told.outcome is Outcome.NOTHING
    assert told.headline.startswith("No answer can be given.")


def test_a_stage_behind_a_gap_is_unchecked() -> None:
    entry = GapEntry(layers=(), step=Step.OPENING, code="encrypted", bytes=1, could_hide=(Stage.EVENT,), remedy="")
    states = states_of(set(), [entry], frozenset())
    assert states["event"] is StageState.UNCHECKED
    assert states["field"] is StageState.NOT_SHOWN
    assert states["observed"] is StageState.NOTHING_TO_LOOK_AT


def test_what_compiled_code_decides_is_unchecked_where_something_was_found() -> None:
    code = frozenset({Stage.TRIGGER})
    assert states_of({Stage.FIELD}, [], code, code)["trigger"] is StageState.UNCHECKED
    assert states_of({Stage.FIELD}, [], code)["trigger"] is StageState.NOT_SHOWN
    assert states_of({Stage.FIELD, Stage.TRIGGER}, [], code, code)["trigger"] is StageState.SHOWN
    assert states_of({Stage.VOCABULARY}, [], code, code)["trigger"] is StageState.NOT_SHOWN


def test_switches_may_lie_in_what_was_not_read_and_records_would_be_seen() -> None:
    entry = GapEntry(
        layers=(), step=Step.OPENING, code="encrypted", bytes=1, could_hide=(Stage.ENABLED, Stage.OBSERVED), remedy=""
    )
    states = states_of({Stage.FIELD}, [entry], frozenset())
    assert states["enabled"] is StageState.UNCHECKED
    assert states["observed"] is StageState.NOTHING_TO_LOOK_AT
    assert states_of({Stage.FIELD}, [], frozenset())["enabled"] is StageState.NOTHING_TO_LOOK_AT
    assert states_of({Stage.FIELD}, [entry], frozenset({Stage.OBSERVED}))["observed"] is StageState.UNCHECKED


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(list(BlobState)), st.integers(0, 99), st.booleans()))
)
def test_coverage_counts_leaves_once(blobs: list[tuple[str, BlobState, int, bool]]) -> None:
    sizes = {digest: size for digest, _, size, _ in reversed(blobs)}
    records = [
        BlobRecord(number=i, parent=-1, layer=None, size=sizes[digest], digest=digest, leaf=leaf, state=state)
        for i, (digest, state, _, leaf) in enumerate(blobs)
    ]
    told = coverage_of(records)
    assert told.bytes == told.understood + told.sifted + told.padding + told.opaque
    assert told.bytes == sum(sizes[digest] for digest in {r.digest for r in records if r.leaf})


def test_a_part_that_stands_in_a_leaf_counts_once() -> None:
    def record(
        number: int, size: int, state: BlobState, layer: Layer | None = None, *, leaf: bool = True
    ) -> BlobRecord:
        parent = -1 if layer is None else 0
        return BlobRecord(
            number=number, parent=parent, layer=layer, size=size, digest=str(number), state=state, leaf=leaf
        )

    as_it_is = record(1, 300, BlobState.UNDERSTOOD, Layer(kind="net-resource", extent=(50, 300)))
    unpacked = record(2, 5000, BlobState.UNDERSTOOD, Layer(kind="section", extent=(400, 90), transform="zlib"))
    opened = record(3, 100, BlobState.UNDERSTOOD, Layer(kind="net-resource", extent=(600, 100)), leaf=False)
    told = coverage_of([as_it_is, unpacked, opened, record(0, 1000, BlobState.SIFTED)])
    assert (told.understood, told.sifted, told.bytes) == (5300, 600, 5900)


def test_harmless_gaps_are_counted_together_and_hiding_ones_stay_apart() -> None:
    def entry(where: str, *hides: Stage) -> GapEntry:
        return GapEntry(layers=(where,), step=Step.OPENING, code="link", bytes=2, could_hide=hides, remedy="")

    told = merged([entry("a"), entry("b"), entry("c", Stage.EVENT), entry("d", Stage.EVENT)])
    assert [(e.count, e.bytes, e.layers) for e in told] == [(1, 2, ("c",)), (1, 2, ("d",)), (2, 4, ("a",))]


def test_an_accepted_gap_is_named_by_code_and_place() -> None:
    known = Accepted(code="encrypted", path="*.dat", reason="licence file")
    assert known.covers("encrypted", ("app.zip", "key.dat"))
    assert not known.covers("encrypted", ("app.zip", "key.bin"))
    assert not known.covers("truncated", ("app.zip", "key.dat"))
