"""Traces and components as findings: texts, grouping, and what they never do."""

from sousveil.judging.signs import INNOCENT, ONE, SEVERAL
from sousveil.judging.texts import SAYS, texts_of
from sousveil.linking.removal.traces import Sign
from sousveil.model.words import Kind, Outcome
from tests.linking.laid import pack, report

FIELDS = ("byAgeGroup", "bySex", "byEyeGlass", "byAge", "byAgeDeviation", "byRes0", "byMask", "bySmile",
          "byFaceExpression", "byBeard", "byRes2", "byHat")  # fmt: skip


def header(name: str = "NET_VCA_HUMAN_FEATURE") -> str:
    return f"struct {name} {{\n" + "".join(f"    BYTE {field};\n" for field in FIELDS) + "    BYTE byRes[4];\n};\n"


def traces(files: dict[str, str | bytes]) -> list:
    return [finding for finding in report(files).findings if finding.kind is Kind.TRACE]


def test_every_sign_has_its_sentences():
    assert set(ONE) == set(SEVERAL) == set(INNOCENT) == set(SAYS) == set(Sign)


def test_the_same_record_in_many_files_is_one_finding():
    found = traces({f"v{n}/q.h": header() for n in range(3)})
    assert len(found) == 2  # race and ethnicity
    assert all(len({place.layers for place in finding.evidence}) == 3 for finding in found)
    assert all(finding.claim.startswith("In the record NET_VCA_HUMAN_FEATURE") for finding in found)


def test_what_a_library_brings_along_is_told_apart():
    found = traces({"own/q.h": header(), "third_party/sdk/q.h": header()})
    assert sorted((str(finding.owner), finding.library) for finding in found) == [
        ("own", ""), ("own", ""), ("third-party", "sdk"), ("third-party", "sdk"),
    ]  # fmt: skip
    assert len({finding.id for finding in found}) == 4


def test_the_texts_that_were_used_are_given():
    texts = texts_of(report({"q.h": header()}).findings, pack())
    assert set(texts) == {"traces/renamed-slot", "layouts/hcnetsdk-human-feature"}
    assert "byRace, 1 bytes, race" in texts["layouts/hcnetsdk-human-feature"]
    assert "labzen/hikvision-jna" in texts["layouts/hcnetsdk-human-feature"]
    assert texts_of(report({"q.h": "struct Q { int a; };"}).findings, pack()) == {}


def test_the_text_of_a_component_has_its_marks():
    files: dict[str, str | bytes] = {"a.py": "from deepface import DeepFace\n"}
    texts = texts_of(report(files, sifted=True).findings, pack())
    assert "weights: race_model_single_batch" in texts["components/deepface"]


def test_links_lead_to_places_that_are_there():
    for finding in traces({"q.h": header(), "v2/q.h": header()}):
        assert finding.chain
        assert all(0 <= link.from_ < len(finding.evidence) for link in finding.chain)
        assert all(0 <= link.to < len(finding.evidence) for link in finding.chain)


def test_a_slur_stands_in_the_quoted_places_and_in_no_sentence_of_ours():
    word = next(
        term.text for term in pack().terms if term.slur and term.concept == "group/black" and term.text.isascii()
    )
    plain, marked = (traces({"q.h": header().replace("byRes0", name)}) for name in ("byKept", f"by_{word}"))
    assert any("byKept" in finding.claim for finding in plain)
    assert all(word not in finding.claim for finding in marked)
    assert any('"…"' in finding.claim for finding in marked)
    assert any(word in place.text for finding in marked for place in finding.evidence)


def test_a_trace_adds_no_stage_to_a_capability():
    face = "struct Q_FACE_INFO { int age; int gender; int glasses; int race; int smile; FaceRect faceBox; };"
    alone, both = report({"face.h": face}), report({"face.h": face, "q.h": header()})
    assert both.verdict.outcome is alone.verdict.outcome is Outcome.FOUND
    assert both.verdict.stages == alone.verdict.stages
    assert any(finding.kind is Kind.TRACE for finding in both.findings)
