"""Files of models that are like a documented family: by name, outputs or labels; a width alone never says so."""

import msgspec
import pytest

from sousveil.judging import judge
from sousveil.judging.models import described, questions_about
from sousveil.knowledge.families import of_model
from sousveil.knowledge.pack import Head, LabelOrder, ModelFamily
from sousveil.knowledge.pack import Reading as Read
from sousveil.linking.parts.families import By, likenesses
from sousveil.model.examined import Examined, TargetFacts
from sousveil.model.place import BlobRecord, BlobState, Layer
from sousveil.model.report import TargetReport
from sousveil.model.text import Reading, TextUnit
from sousveil.model.words import Kind, Role, Trait
from tests.linking.laid import matcher, pack

SEVEN = "White\nBlack\nLatino_Hispanic\nEast Asian\nSoutheast Asian\nIndian\nMiddle Eastern\n"


def file(number: int, path: str, *texts: str, text: str = "", state: BlobState = BlobState.SIFTED) -> Examined:
    record = BlobRecord(
        number=number, parent=-1, layer=Layer(kind="folder-member", name=path.encode()), size=900, digest=f"{number}",
        sha256=f"{number}" * 64, kind="", state=state,
    )  # fmt: skip
    units = tuple(TextUnit(text=one, role=Role.STRING, spans=()) for one in texts)
    readings = (Reading(reader="raw", language="", text=text, units=units),) if texts or text else ()
    return Examined(record=record, path=path, readings=readings, hits=tuple(() for _ in readings), about_people=True)


def like(*items: Examined) -> list[tuple[str, By, str]]:
    found = likenesses(items, pack().models)
    return [(one.family.id, one.by, one.text) for likes in found.values() for one in likes]


def told(*items: Examined) -> TargetReport:
    facts = TargetFacts(name="sample", sha256="0" * 64, size=900, folder=True)
    return judge(facts, items, (), pack(), matcher())


@pytest.mark.parametrize(
    ("path", "family"),
    [
        ("nets/res34_fair_align_multi_7_20190809.pt", "fairface-7"),
        ("nets/fairface.onnx", "fairface-7"),
        ("assets/age_gender_ethnicity_224_deep-03-0.13-0.97-0.88.tflite", "savchenko-age-gender-ethnicity"),
        ("a/race_model_single_batch.h5", "deepface-race"),
        ("ir/age-gender-recognition-retail-0013.bin", "openvino-age-gender"),
    ],
)
def test_a_file_is_called_as_a_family_is(path, family):
    assert like(file(0, path)) == [(family, By.FILE, path.rpartition("/")[2])]


@pytest.mark.parametrize(
    "path", ["nets/unfairface.onnx", "nets/fairfaces2.onnx", "nets/fairface.md", "nets/face.onnx", "nets/race.bin"]
)
def test_other_files_are_like_none(path):
    assert like(file(0, path)) == []


def test_outputs_by_name_all_of_them():
    three = ("StatefulPartitionedCall", "age_output", "gender_output", "race_output:0")
    assert like(file(0, "a/net.onnx", *three)) == [("human-gear", By.OUTPUTS, "age_output, gender_output, race_output")]
    assert like(file(0, "a/net.onnx", "age_output", "gender_output", "trace_output", "race_outputs")) == []
    assert like(file(0, "a/net.onnx", "decoder.race_prediction_head.layers.0.weight"))[0][0] == "facexformer"


def test_labels_beside_a_model_in_any_order():
    turned = "".join(f"{number}: {line}\n" for number, line in enumerate(reversed(SEVEN.split("\n"))))
    for text in (SEVEN, turned):
        found = like(file(0, "a/net.tflite"), file(1, "a/labels.txt", text=text, state=BlobState.UNDERSTOOD))
        assert [one[:2] for one in found] == [("fairface-7", By.LABELS), ("inspireface-attribute", By.LABELS)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("b/labels.txt", SEVEN),
        ("a/story.txt", SEVEN),
        ("a/labels.txt", "angry\ndisgust\nfear\nhappy\nsad\nsurprise\nneutral\n"),
        ("a/labels.txt", SEVEN.replace("Indian\n", "")),
    ],
    ids=["another folder", "no file of labels", "as many of something else", "one is missing"],
)
def test_what_are_no_labels_of_it(path, text):
    assert like(file(0, "a/net.tflite"), file(1, path, text=text, state=BlobState.UNDERSTOOD)) == []


def test_a_gap_says_what_documents_say_and_a_question_asks_the_rest():
    report = told(file(0, "a/res34_fair_align_multi_7_20190809.onnx"))
    (gap,) = [gap for gap in report.gaps if gap.code == "model-unlabelled"]
    assert gap.detail == (
        "it is called as FairFace with seven labels is; documents say that this kind gives out race, sex and age"
    )
    (question,) = [one for one in report.questions if "is like" in one]
    assert "several lists of labels circulate" in question
    assert question.count("Latino_Hispanic") == 3
    (component,) = [finding for finding in report.findings if finding.kind is Kind.COMPONENT]
    assert component.library == "FairFace"


def test_a_model_that_is_documented_to_give_out_no_trait_is_a_gap_still():
    report = told(file(0, "a/age-gender-recognition-retail-0013.bin"))
    (gap,) = [gap for gap in report.gaps if gap.code == "model-unlabelled"]
    assert gap.detail.endswith("gives out age and sex")
    assert gap.could_hide
    assert report.findings == ()
    assert not [one for one in report.questions if "is like" in one]


def test_a_model_that_is_like_none_says_nothing_more():
    (gap,) = [gap for gap in told(file(0, "a/net.onnx")).gaps if gap.code == "model-unlabelled"]
    assert gap.detail == ""


def test_every_family_with_a_trait_has_a_question_and_none_says_what_it_is():
    for family in pack().models:
        item = file(0, f"a/{family.files[0]}.onnx") if family.files else None
        if item is None:
            continue
        found = likenesses([item], [family])
        assert bool(questions_about([item], found)) == bool(family.trait)
        for one in found[0]:
            assert "documents say that this kind gives out" in described(one)


# the knowledge itself

SOURCE = Read(repository="a/b", path="c.py", read="2026-11-27", line=1)
GOOD = ModelFamily(
    id="x", name="x", trait=Trait.RACE, heads=(Head(gives="race", trait=Trait.RACE, width=2),), sources=(SOURCE,),
    files=("example_net",), orders=(LabelOrder(labels=("A", "B"), source=SOURCE),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"sources": ()}, "has no source"),
        ({"sources": (msgspec.structs.replace(SOURCE, read=""),)}, "does not say when"),
        ({"heads": ()}, "has no head"),
        ({"trait": None}, "a head is for a trait"),
        ({"files": ()}, "is known by nothing"),
        ({"files": ("race",)}, "is too short"),
        ({"tensors": (("prob",),)}, "is too short"),
        ({"component": "nobody"}, "there is no component"),
        ({"orders": (*GOOD.orders, LabelOrder(labels=("B", "A"), source=SOURCE))}, "several orders"),
        ({"orders": (LabelOrder(labels=("A", "B", "C"), source=SOURCE),)}, "as many labels"),
        ({"orders": (LabelOrder(labels=("A", "A"), source=SOURCE),)}, "stands twice"),
    ],
)
def test_what_an_entry_lacks_is_said(changed, fault):
    assert list(of_model(GOOD, set())) == []
    assert any(fault in one.what for one in of_model(msgspec.structs.replace(GOOD, **changed), set()))


def test_where_several_orders_of_the_same_labels_are_kept_it_is_disputed():
    for family in pack().models:
        widths = [len(order.labels) for order in family.orders]
        assert len(set(widths)) == len(widths) or family.disputed, family.id
    assert {"fairface-7", "utkface-5", "rfw-4"} <= {family.id for family in pack().models if family.disputed}
