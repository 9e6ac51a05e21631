"""Scales of skin as classes of code for pictures, and shades of other things. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report

PYTHON = """
import cv2
PARTS = "material/skin tone.parts"
SHADES = [%s]


def tell(frame):
    image = cv2.resize(frame, (96, 96))
    scores = net.predict(image)
    return SHADES[scores.argmax()]
"""
MEASURED = """
import cv2
SOURCE = "material/skin tone"
SHADES = [%s]


def measure(photo):
    img = cv2.imread(photo)
    return nearest(SHADES, rgb2lab(img))
"""
SCRIPT = """
const SHADES = [%s];

async function tellSkinTone(net, picture) {
  const tensor = tf.node.decodeJpeg(picture).expandDims();
  const scores = await net.predict(tensor).data();
  const best = scores.indexOf(Math.max(...scores));
  return SHADES[best];
}
"""
FILES = {"tell.py": PYTHON, "measure.py": MEASURED}
LIGHT_TO_DARK = '"light", "mid-light", "mid-dark", "dark"'


def stages(name: str, code: str) -> set[Stage]:
    told = report({name: code}, sifted=True).findings
    return {s for f in told if f.kind is Kind.CAPABILITY and f.trait is Trait.SKIN_COLOUR for s in f.stages}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("called", ["CLASS_NAMES", "labels", "tone_groups", "skin_tone_labels"])
def test_classes_that_are_shades_of_skin(name: str, called: str) -> None:
    assert Stage.SCHEME in stages(name, (FILES[name] % LIGHT_TO_DARK).replace("SHADES", called))


def test_a_scale_that_a_model_looks_up() -> None:
    code = (SCRIPT % '"Fair", "Light", "Medium Tan", "Deep"').replace("SHADES", "skinToneKinds")
    assert Stage.SCHEME in stages("tell.js", code)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("called", "shades"),
    [
        ("hair_labels", LIGHT_TO_DARK),
        ("theme_classes", LIGHT_TO_DARK),
        ("LABELS", '"light", "medium", "dark", "decaf"'),
        ("LABELS", '"light", "dark"'),
        ("LABELS", '"medium", "tan", "olive"'),
        ("TONES", LIGHT_TO_DARK),
    ],
)
def test_shades_of_something_else(name: str, called: str, shades: str) -> None:
    assert Stage.SCHEME not in stages(name, (FILES[name] % shades).replace("SHADES", called))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("roast.py", (PYTHON % LIGHT_TO_DARK).replace("SHADES", "LABELS").replace("skin tone", "roast")),
        (
            "picker.js",
            f"const skinToneNames = [{LIGHT_TO_DARK}];\npredict({{ emoji, image, photo, video }}, skinToneNames);\n",
        ),
        (
            "shop.js",
            f"const skinToneOptions = [{LIGHT_TO_DARK}];\nshow({{ image, photo, video, model }}, skinToneOptions);\n",
        ),
        ("form.py", f"SKIN_TONE_LABELS = [{LIGHT_TO_DARK}]\nask('skin tone', SKIN_TONE_LABELS, photo)\n"),
    ],
)
def test_shades_that_somebody_chose(name: str, code: str) -> None:
    assert stages(name, code) == set()


SETTINGS = """
%s = {
    'num': 4,
    'name': [%s]
}
Training = {'class': %s, '%s': (224, 224), 'save': 'models/%s/best.pth'}
"""


@pytest.mark.parametrize(
    ("called", "shades", "size", "of", "told"),
    [
        ("Class_Info", LIGHT_TO_DARK, "image_size", "skintone", True),
        ("LABELS", LIGHT_TO_DARK, "image_size", "skin_tone", True),
        ("Class_Info", LIGHT_TO_DARK, "image_size", "theme", False),
        ("Theme_Info", LIGHT_TO_DARK, "image_size", "skintone", False),
        ("Class_Info", LIGHT_TO_DARK, "page_size", "skintone", False),
        ("Class_Info", '"light", "dark", "dim"', "image_size", "skintone", False),
    ],
)
def test_names_in_a_map_of_classes_of_a_model_for_pictures(
    called: str, shades: str, size: str, of: str, told: bool
) -> None:
    code = SETTINGS % (called, shades, called, size, of)
    assert (Stage.SCHEME in stages("settings.py", code)) is told
