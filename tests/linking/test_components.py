"""Known components by their marks, each with an innocent twin; a mere mention is not the engine."""

import json

import jsonschema
import msgspec
import pytest

from sousveil.judging import judge
from sousveil.knowledge.pack import Citation, Component, Concept, Layout, Mark, Slot
from sousveil.knowledge.published import Published, faults, read_published
from sousveil.linking.chains import Linker
from sousveil.linking.parts.components import How, recognise
from sousveil.model.examined import Examined, TargetFacts
from sousveil.model.place import BlobRecord, BlobState, Layer
from sousveil.model.words import Kind, Outcome, Owner, Strength, Trait
from sousveil.reporting import schema, to_json
from tests.linking.laid import examined, matcher, pack, report, traits
from tests.reporting import invented


def components(files: dict[str, str | bytes]) -> list:
    return [finding for finding in report(files, sifted=True).findings if finding.kind is Kind.COMPONENT]


def hows(files: dict[str, str | bytes]) -> list[How]:
    laid = examined(files, sifted=True)
    graph = Linker(laid, matcher(), traits()).graph
    return [seen.how for found in recognise(graph, laid, pack()) for seen in found.seen]


IMPORT = "from deepface import DeepFace\n\nsame = DeepFace.verify(one, other)\n"


def test_an_import_is_named_and_not_the_engine():
    (found,) = components({"app/check.py": IMPORT})
    assert (found.trait, found.owner, found.strength) == (Trait.RACE, Owner.OWN, Strength.NAMED)
    assert "is imported by the software" in found.claim
    assert found.claim.endswith("whether that part is used was not seen.")
    assert found.stages == ()
    assert any(where.startswith("PyPI deepface") for where in found.precedents)


def test_a_call_of_the_part_that_gives_it_is_a_use():
    (found,) = components({"app/check.py": IMPORT.replace("verify(one, other)", "analyze(one)")})
    assert "which calls DeepFace.analyze" in found.claim
    assert "not seen" not in found.claim


def test_only_a_component_is_indicated():
    told = report({"app/check.py": IMPORT}, sifted=True)
    assert told.verdict.outcome is Outcome.INDICATED
    assert told.verdict.stages == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("README.md", "Unlike deepface, this compares voices. See also InspireFace and FairFace.\n"),
        ("app/a.py", "import insightface\nfrom deepfacelab import core\nimport face_recognition\n"),
        ("app/a.py", "# from deepface import DeepFace\nprint('deepface')\n"),
        ("app/a.py", "model.analyze(text)\nother.DeepFake.analyze(x)\n"),
        ("requirements.txt", "deepface-lab==1.0\nmy-deepface>=2\ninsightface\n# deepface\n"),
        ("lib.h", "int CVI_TDL_FaceAttribute_cls(int handle);\nint HFGetFaceQuality(int session);\n"),
        ("deepface/modules/a.py", "from deepface.commons import logger\n"),
        ("setup.py", "setup(name='deepface', version='1')\n"),
    ],
    ids=["readme", "others", "comment", "another analyze", "other packages", "other calls", "itself", "own name"],
)
def test_what_is_no_component(path, text):
    files: dict[str, str | bytes] = {path: text}
    if path == "setup.py":
        files["deepface/__init__.py"] = "version = 1\n"
    assert components(files) == []


@pytest.mark.parametrize(
    ("path", "text", "how"),
    [
        ("requirements.txt", "numpy\ndeepface>=0.0.79\n", How.REQUIRED),
        ("package.json", '{"dependencies": {"@vladmandic/human": "3.2.0"}}', How.REQUIRED),
        ("src/a.js", 'import { Human } from "@vladmandic/human";\n', How.IMPORTED),
        ("include/tdl.h", "int CVI_TDL_FaceAttribute(int handle, void *frame, void *faces);\n", How.DECLARED),
        ("a.py", "URL = 'https://api.example.org/facepp/v3/detect'\n", How.SERVICE),
        ("a.py", "net = load('weights/res34_fair_align_multi_7_20190809.pt')\n", How.WEIGHTS_NAMED),
    ],
)
def test_how_a_component_is_recognised(path, text, how):
    assert how in hows({path: text})


def weights(name: str, sha256: str = "0" * 64) -> list[Examined]:
    record = BlobRecord(
        number=0, parent=-1, layer=Layer(kind="folder-member", name=name.encode()), size=9, digest="d", sha256=sha256,
        kind="", state=BlobState.SIFTED,
    )  # fmt: skip
    return [Examined(record=record, path=name)]


def judged(laid: list[Examined]) -> list:
    facts = TargetFacts(name="sample", sha256="0" * 64, size=9, folder=True)
    return [f for f in judge(facts, laid, (), pack(), matcher()).findings if f.kind is Kind.COMPONENT]


def test_a_file_of_weights_is_recognised_by_its_name():
    (found,) = judged(weights("models/res34_fair_align_multi_7_20190809.pt"))
    assert "with its file of weights res34_fair_align_multi_7_20190809.pt" in found.claim
    assert (found.owner, found.library) == (Owner.THIRD_PARTY, "FairFace")
    (place,) = found.evidence
    assert (place.offset, place.length, place.text) == (0, 0, "")
    assert place.layers == ("models/res34_fair_align_multi_7_20190809.pt",)


def test_a_report_of_a_name_alone_is_valid():
    facts = TargetFacts(name="sample", sha256="0" * 64, size=9, folder=True)
    target = judge(facts, weights("models/race_googlenet.onnx"), (), pack(), matcher())
    written = json.loads(to_json(msgspec.structs.replace(invented.report(), targets=(target,))))
    jsonschema.Draft202012Validator(schema.published()).validate(written)


@pytest.mark.parametrize(
    "name", ["models/res34.pt", "models/unfairface.onnx", "tests/race_googlenet_test.py", "a/my_race_googlenet.onnx"]
)
def test_other_files_are_not(name):
    assert judged(weights(name)) == []


def test_a_capability_in_the_same_file_says_more():
    face = """
    from deepface import DeepFace

    RACES = ["asian", "black", "white", "indian"]

    def predict_race(face_image):
        return DeepFace.analyze(face_image, actions=["race"])
    """
    found = report({"app/a.py": face}, sifted=True).findings
    assert any(f.kind is Kind.CAPABILITY for f in found)
    assert not any(f.kind is Kind.COMPONENT for f in found)
    both = report({"app/a.py": face, "requirements.txt": "deepface\n"}, sifted=True).findings
    (component,) = [f for f in both if f.kind is Kind.COMPONENT]
    assert [place.layers for place in component.evidence] == [("requirements.txt",)]


# the knowledge itself


def test_libraries_that_give_sex_and_age_only_are_not_there():
    marks = {mark.text.lower() for component in pack().components for mark in component.marks}
    assert not any("insightface" in mark or "face-api" in mark for mark in marks)


def test_every_layout_list_and_component_is_compiled():
    published = read_published()
    assert (published.layouts, published.lists, published.components, published.models) == (
        pack().layouts, pack().lists, pack().components, pack().models,
    )  # fmt: skip
    assert len(published.layouts) >= 2
    assert {"NET_VCA_HUMAN_FEATURE", "NET_FACE_DATA"} <= {layout.record for layout in published.layouts}


def test_offsets_that_are_published_elsewhere_agree():
    face = next(layout for layout in pack().layouts if layout.record == "NET_FACE_DATA")
    before = [sum(slot.size for slot in face.slots[:i]) for i in range(len(face.slots))]
    at = {slot.name: offset for slot, offset in zip(face.slots, before, strict=True)}
    assert (at["emRace"], at["emNation"]) == (140, 164)


SOURCE = Citation(repository="somebody/something", commit="0" * 40, path="a.h", line=1)
SLOTS = (Slot(name="a"), Slot(name="b", trait=Trait.RACE), Slot(name="c"))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"sources": ()}, "has no source"),
        ({"sources": (msgspec.structs.replace(SOURCE, commit=""),)}, "neither a commit nor a release"),
        ({"slots": SLOTS[:2]}, "a neighbour on one side only"),
        ({"slots": (SLOTS[0], SLOTS[2])}, "no slot is for a trait"),
        ({"slots": (*SLOTS, SLOTS[0])}, "a slot stands twice"),
    ],
)
def test_the_linter_sees_what_is_not_good_enough(changed, fault):
    layout = msgspec.structs.replace(Layout(id="x", record="X", slots=SLOTS, sources=(SOURCE,)), **changed)
    published = Published(layouts=(layout,), lists=(), components=())
    assert [key for key, what in faults(published, {}) if fault in what.what] == ["layouts/x"]


def test_a_component_needs_marks_and_sources():
    bare = Component(id="x", name="X", trait=Trait.RACE, says="", marks=(), sources=())
    said = list(faults(Published(layouts=(), lists=(), components=(bare,)), {"x": Concept(id="x", name="x")}))
    assert [(key, fault.what) for key, fault in said] == [
        ("components/x", "has no source for what it says"), ("components/x", "has no mark"),
    ]  # fmt: skip
    short = msgspec.structs.replace(bare, marks=(Mark(kind="import", text="abc"),), sources=(SOURCE,))
    assert "too short" in next(faults(Published(layouts=(), lists=(), components=(short,)), {}))[1].what
