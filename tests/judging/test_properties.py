"""What holds of any target: told of small invented interfaces, put together from parts. All names here are invented."""

import random
from collections.abc import Callable

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.judging import judge
from sousveil.model.encodings import decode
from sousveil.model.examined import TargetFacts
from sousveil.model.gap import Gap
from sousveil.model.report import Evidence, Finding, TargetReport
from sousveil.model.text import holds
from sousveil.model.words import Kind, Stage, Step
from tests.linking.laid import examined, matcher, pack
from tests.linking.laid import report as laid_report

FACTS = TargetFacts(name="sample", sha256="0" * 64, size=0, folder=True)
PREFIXES = ("XY", "ZQ_Abc")

ENUM = """
typedef enum { @_RACE_UNKNOWN, @_RACE_ASIAN, @_RACE_BLACK, @_RACE_WHITE,
    @_RACE_NONE, // not recognised by the device
} @_RACE_KIND;
"""
FACE = """
// attributes of a detected face
typedef struct { int nAge; int emGlasses; int emMask; @_RACE_KIND eKind; } @_FACE_ATTR;
"""
PLAIN_FACE = "typedef struct { int nAge; int nGlasses; int nBeard; int nEthnicity; /* 种族 */ } @_FACE_DATA;\n"
CODED = "struct @_FACE_INFO { int nGender; int nMask; int nRace; /* 1-yellow, 2-black, 3-white */ int nEmotion; };\n"
EVENT = "typedef struct { int nChannel; @_FACE_ATTR stuFace; @_FACE_DATA stuData; } @_DEV_EVENT_FACE_ALARM_INFO;\n"
SEARCH = "typedef struct { int nFrom; @_FACE_ATTR stuWanted; struct @_FACE_INFO stuInfo; } @_FIND_FACE_CONDITION;\n"
USE = 'void @_OnFace(@_FACE_ATTR *face) { printf("%d", face->eKind); }\n'
CARD = """
// read from the chip of a citizen identity card
typedef struct { char szIDNumber[32]; char szIssuingAuthority[64]; int nNation; // 1-Han, 2-Hui, 3-Tibetan, 4-Uygur
} @_IDCARD_INFO;
"""
NOISE = (
    "typedef struct { int nWidth; int nHeight; } @_SIZE;\n",
    "int @_race_condition; /* a data race between two threads */\n",
    "enum @_COLOR { @_COLOR_BLACK, @_COLOR_WHITE, @_COLOR_RED };\n",
    'static const char *@_usage = "usage: white list, black list";\n',
)
HOLDERS = (EVENT, SEARCH, USE)
PARTS = (ENUM, FACE, ENUM + FACE, FACE + EVENT, PLAIN_FACE, CODED, *HOLDERS, CARD, *NOISE)

LATER = {
    "config/rules.xml": '<AlarmRules><Rule enabled="true"><FaceCondition><ethnicity>uyghur</ethnicity></FaceCondition>'
    "<Linkage>alarm-out</Linkage></Rule></AlarmRules>",
    "config/face.ini": "[FaceDetect]\nGlassesEnable=1\nRaceEnable=1\n",
    "config/site.ini": "[Device]\nSerialNo=4F02A7BPAJ12345\n[FaceDetect]\nGlassesEnable=1\nEthnicityEnable=1\n",
    "config/off.json": '{"faceAttributes": {"age": true, "race": false, "ethnicity": {"enable": false}}}',
    "db/captures.csv": "snap_time,face_image,age,glasses,race\n2026,a.jpg,3,no,asian\n2026,b.jpg,4,no,black\n",
    "db/staff.csv": "employee_id,department,ethnicity,salary\n1,x,Han,3\n",
    "src/on_face.py": 'def on_face(face):\n    if face.ethnicity == "uyghur":\n        send_alarm(face)\n',
    "src/labels.c": "void f(XY_FACE_ATTR *face) {\n  if (face->eKind == XY_RACE_BLACK) { label = 2; }\n}\n",
}
"""Rules, switches, kept records and decisions, and what only looks like them: each a file of its own."""

Files = dict[str, str | bytes]


def report(files: Files, gaps: tuple[Gap, ...] = ()) -> TargetReport:
    """What is reported of files that are read at the places that they have."""
    return laid_report(files, gaps, sifted=True)


@st.composite
def part(draw: st.DrawFn, kinds: tuple[str, ...] = PARTS) -> str:
    return draw(st.sampled_from(kinds)).replace("@", draw(st.sampled_from(PREFIXES)))


@st.composite
def files(draw: st.DrawFn, least: int = 1) -> Files:
    """One to four headers of a few parts each, some in a Chinese encoding; and files for the later stages."""
    count = draw(st.integers(least, 4))
    out: Files = {}
    for number in range(count):
        text = "".join(draw(st.lists(part(), min_size=1, max_size=5)))
        out[f"include/part{number}.h"] = text.encode("gb18030") if draw(st.booleans()) else text
    for path in draw(st.lists(st.sampled_from(sorted(LATER)), max_size=3, unique=True)):
        out[path] = LATER[path]
    return out


def of_kind(told: TargetReport, kind: Kind) -> list[Finding]:
    return [finding for finding in told.findings if finding.kind is kind]


def places(finding: Finding) -> set[tuple[tuple[str, ...], int, int]]:
    return {(e.layers, e.offset, e.length) for e in finding.evidence}


def whole(finding: Finding) -> tuple[object, ...]:
    """A finding without what depends on the order of files: the numbers of blobs, and which place comes first."""

    def at(evidence: Evidence) -> tuple[object, ...]:
        return (evidence.layers, evidence.offset, evidence.length, evidence.text, evidence.says, evidence.shows)

    joined = {(at(finding.evidence[link.from_]), at(finding.evidence[link.to]), link.by) for link in finding.chain}
    return (
        finding.kind, finding.trait, finding.stages, finding.origin, finding.strength, finding.owner, finding.library,
        frozenset(finding.groups), frozenset(map(at, finding.evidence)), frozenset(joined),
    )  # fmt: skip


quick: Callable[..., object] = settings(max_examples=40, deadline=None)


@quick
@given(files(), part(HOLDERS), st.booleans(), st.sampled_from(["", *sorted(LATER)]))
def test_more_evidence_never_removes_a_stage_of_a_capability(
    before: Files, more: str, own_file: bool, later: str
) -> None:
    last = max(path for path in before if path.startswith("include/"))
    written = before[last]
    if own_file:
        after: Files = {**before, "include/zz_more.h": more}
    elif isinstance(written, bytes):
        after = {**before, last: written + more.encode("gb18030")}
    else:
        after = {**before, last: written + more}
    if later:
        after = {**after, later: LATER[later]}
    then = of_kind(report(after), Kind.CAPABILITY)
    for finding in of_kind(report(before), Kind.CAPABILITY):
        kin = [f for f in then if f.trait is finding.trait and places(finding) & places(f)]
        assert set(finding.stages) <= {stage for f in kin for stage in f.stages}, (finding.claim, more)


@quick
@given(files(), st.lists(st.tuples(st.sampled_from(list(Step)), st.sets(st.sampled_from(list(Stage)))), min_size=1))
def test_a_gap_never_removes_a_finding(before: Files, lost: list[tuple[Step, set[Stage]]]) -> None:
    gaps = tuple(
        Gap(step=step, code="unparsed", size=number, could_hide=tuple(hides))
        for number, (step, hides) in enumerate(lost)
    )
    without, told = report(before), report(before, gaps)
    assert told.findings == without.findings
    assert told.verdict.outcome is without.verdict.outcome
    assert told.verdict.stages == without.verdict.stages


@quick
@given(files(least=2), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing_but_the_ids_of_blobs(given_files: Files, chance: random.Random) -> None:
    paths = list(given_files)
    chance.shuffle(paths)
    told, other = report(given_files), report({path: given_files[path] for path in paths})
    assert {whole(finding) for finding in told.findings} == {whole(finding) for finding in other.findings}
    assert len(told.findings) == len(other.findings)
    assert set(told.verdict.groups) == set(other.verdict.groups)
    assert (told.verdict.outcome, told.verdict.states) == (other.verdict.outcome, other.verdict.states)


@quick
@given(files(), st.randoms(use_true_random=False))
def test_the_same_input_gives_the_same_bytes_in_whatever_order_it_arrives(
    given_files: Files, chance: random.Random
) -> None:
    these = examined(given_files)
    first = msgspec.json.encode(judge(FACTS, these, (), pack(), matcher()))
    chance.shuffle(these)
    assert msgspec.json.encode(judge(FACTS, these, (), pack(), matcher())) == first
    assert msgspec.json.encode(judge(FACTS, examined(given_files), (), pack(), matcher())) == first


@quick
@given(files())
def test_a_place_says_no_more_than_its_finding(given_files: Files) -> None:
    for finding in report(given_files).findings:
        for evidence in finding.evidence:
            assert set(evidence.shows) <= set(evidence.says) <= set(finding.stages)
        assert {stage for evidence in finding.evidence for stage in evidence.says} == set(finding.stages)


@quick
@given(files())
def test_every_quote_is_what_its_bytes_say(given_files: Files) -> None:
    data = {path: text.encode() if isinstance(text, str) else text for path, text in given_files.items()}
    for item in examined(given_files):
        for reading in item.readings:
            assert all(holds(unit, data[item.path]) for unit in reading.units)
    told = report(given_files)
    for evidence in (e for finding in told.findings for e in finding.evidence):
        raw = data[evidence.layers[-1]]
        runs = evidence.spans or ((evidence.offset, evidence.length),)
        assert "".join(decode(raw[at : at + length], evidence.encoding) for at, length in runs) == evidence.text


def test_the_parts_have_something_to_tell() -> None:
    """The properties above would hold of nothing as well: all parts together show every kind of stage."""
    told = report({"include/all.h": "".join(PARTS).replace("@", PREFIXES[0]), **LATER})
    stages = {stage for finding in of_kind(told, Kind.CAPABILITY) for stage in finding.stages}
    assert stages == set(Stage)
    assert of_kind(told, Kind.DECLARED)
    assert told.discards
