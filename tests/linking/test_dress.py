"""Detectors whose classes are religious dress, and shops, helmets and fashion that are not. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report

LISTED = """
names: [%s]
nc: 3
train: ../parts/images/train/
val: ../parts/images/val/
"""
CODE = """
import cv2
CLASS_NAMES = [%s]
model = YOLO("best.pt")
while True:
    frame = camera.read()
    for box in model.predict(frame):
        show(frame, CLASS_NAMES[int(box.cls)])
    cv2.imshow("video", frame)
"""
SCRIPT = """
const classNames = [%s];
async function run(video) {
  const image = tf.browser.fromPixels(video);
  const frame = tf.image.resizeBilinear(image, [224, 224]);
  const scores = await model.predict(frame);
  return classNames[scores.argMax()];
}
"""
FILES = {"parts.yaml": LISTED, "watch.py": CODE, "watch.js": SCRIPT}
NUMBERED = {
    "parts.yaml": "train: images/train\nval: images/val\nnc: 2\nnames:\n  0: hijab\n  1: without_hijab\n",
    "config.json": (
        '{"architectures": ["ViTForImageClassification"], "id2label": {"0": "hijab", "1": "no hijab"}, "image_size": 9}'
    ),
}


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    found = report(files, sifted=True).findings
    return {s for f in found if f.kind is Kind.CAPABILITY and f.trait is Trait.RELIGION for s in f.stages}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "classes", ['"hijab", "no_hijab"', '"chador", "niqab", "mask"', '"Without hijab", "Hijab", "Other"']
)
def test_classes_that_are_dress(name: str, classes: str) -> None:
    assert {Stage.SCHEME, Stage.INFERENCE} <= stages({name: FILES[name] % classes})


@pytest.mark.parametrize("name", ["watch.py", "watch.js"])
@pytest.mark.parametrize(
    "classes",
    [
        '"hijab", "nonhijab"',
        '"hijab", "tanpa_hijab"',
        '"smiling", "one", "two", "three", "four", "hijab", "non hijab"',
    ],
)
def test_dress_and_its_absence(name: str, classes: str) -> None:
    assert {Stage.SCHEME, Stage.INFERENCE} <= stages({name: FILES[name] % classes})
    assert stages({name: FILES[name] % classes.replace("hijab", "helmet")}) == set()
    assert stages({name: f"const CLASS_NAMES = [{classes}];\nshow(CLASS_NAMES);\n"}) == set()


def test_text_on_a_picture_is_drawn_in_a_font() -> None:
    watch = CODE % '"hijab", "nohijab"'
    assert stages({"watch.py": watch + 'cv2.putText(frame, "x", at, cv2.FONT_HERSHEY_PLAIN, 1)\n'})
    assert stages({"watch.py": watch + "names = read(font_names)\n"}) == set()


@pytest.mark.parametrize("name", NUMBERED)
def test_classes_with_numbers(name: str) -> None:
    assert Stage.INFERENCE in stages({name: NUMBERED[name]})
    assert stages({name: NUMBERED[name].replace("hijab", "helmet")}) == set()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "classes",
    [
        '"dress", "skirt", "shirt", "hijab", "shoe", "hat", "abaya"',
        '"helmet", "no_helmet", "turban"',
        '"mask", "no_mask"',
        '"shirt", "no_shirt", "skirt", "shoe", "hijab", "hat"',
    ],
)
def test_one_among_others_that_are_worn(name: str, classes: str) -> None:
    assert stages({name: FILES[name] % classes}) == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "shop.js",
            'const categoryNames = ["Hijab", "Niqab", "Abaya"];\nexport const Shop = () => show(images, photo);\n',
        ),
        ("shop.json", '{"categories": ["hijab", "niqab"], "image": "shop.png"}'),
    ],
)
def test_shops(name: str, text: str) -> None:
    assert stages({name: text}) == set()


SEEN = {
    "classes.go": """
package seen

var CLASSES = map[string][]string{
	"street": []string{%s},
}

type Told struct {
	Picture image.Image
	Class   string
	Score   float32
}
""",
    "classes.py": """
CLASSES = [%s]

def told(image):
    scores = run(image)
    return [(name, score) for name, score in zip(CLASSES, scores)]
""",
    "classes.js": """
const classes = [%s];

function told(image) {
  return run(image).map((score, at) => ({ name: classes[at], score }));
}
""",
}


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("dress", ["islamic_dress", "muslim clothing", "religious_attire"])
def test_a_class_that_is_called_after_the_dress_of_a_faith(name: str, dress: str) -> None:
    text = SEEN[name] % f'"crowd", "fighting_person", "fire", "{dress}", "smoke"'
    assert {Stage.SCHEME, Stage.INFERENCE} <= stages({name: text})


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize(
    "classes",
    [
        '"evening dress", "skirt", "person", "islamic dress", "shirt"',  # a shop
        '"crowd", "fighting_person", "fire", "islamic_art", "smoke"',
        '"crowd", "fighting_person", "fire", "dress", "smoke"',
    ],
)
def test_classes_that_say_nothing_of_a_faith(name: str, classes: str) -> None:
    assert stages({name: SEEN[name] % classes}) == set()


@pytest.mark.parametrize("name", SEEN)
def test_dress_in_a_list_of_goods(name: str) -> None:
    text = SEEN[name] % '"person", "islamic_dress", "prayer mat"'
    for word, other in {"lasses": "oods", "LASSES": "OODS", "core": "tock"}.items():
        text = text.replace(word, other)
    assert stages({"goods" + name[7:]: text}) == set()


PAGE = """
package seen

var DOC = Doc{
	Answer: []Param{
		{Name: "score", Desc: "how sure it is of the picture"},
	},
	Appendix: []string{`What it tells:

| Label | Means |
| :--- | :--- |
| crowd | many people |
| fighting_person | a fight |
| smoke | smoke |
| %s | dress |
| normal | nothing of this |
`},
}
"""


def test_a_row_of_a_table_of_labels_that_code_hands_out() -> None:
    assert Stage.INFERENCE in stages({"doc.go": PAGE % "islamic_dress"})
    assert stages({"doc.go": PAGE % "evening_dress"}) == set()
    assert stages({"doc.go": (PAGE % "islamic_dress").replace("smoke |", "skirt |")}) == set()
    assert stages({"doc.go": (PAGE % "islamic_dress").replace("| Label", "| Goods")}) == set()
    assert stages({"doc.go": (PAGE % "islamic_dress").replace('"score"', '"price"')}) == set()
