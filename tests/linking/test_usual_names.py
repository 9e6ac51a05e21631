"""Names as programs everywhere make them: none of these may be set aside for what a word in it means elsewhere.

*Race result* is what was run, *skin model* finds pixels, *a race* is one between threads: in a record of a face, and as
the name of what is handed a picture of one, they are not. Names are put together here from what programs usually add.
"""

import re

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

BEHIND = re.findall(
    r"\w+",
    """
    Type Code Id No Num Name Names Label Value Score Confidence Prob Result Results List Map Index Idx Info
    Enum Kind Class Category Group Str Text Desc Flag Enabled Mode Level Filter Search Query Selection Option
    Options Count Stats Ratio Column Field Attr Model Net Detector Detected Predictor Predicted Classifier
    Recognizer Analysis Detection Recognition Prediction Estimate Threshold Event Alarm Rule Config Param Data
    Item Key Of To From By With View Window Dialog Combo Box Button Spinner Panel Card Row Cell Url Path File
    Weights Time Date Start End Round Position Session Tracker Test Report Read Write Context Error Status
    Entry Finish Range
    """,
)
BEFORE = re.findall(
    r"\w+",
    """
    by em n sz str m_ is has get set person target human attr detected dominant final show enable filter cb lbl
    txt
    """,
)
MEANT_OTHERWISE = {"raceBonus"}
"""What no camera says, and every game."""
SPACE = "\n" * 16
"""Lines enough that no record stands near the next."""
RECORD = "class FaceFeature%d {\n    int gender;\n    int glasses;\n    int %s;\n    int beard;\n}\n"


def names(word: str) -> list[str]:
    """Names that a program may give a slot for ``word``."""
    capital = word[0].upper() + word[1:]
    found = [word + end for end in BEHIND]
    return found + [begin + (word if begin.endswith("_") else capital) for begin in BEFORE]


@pytest.mark.parametrize("word", ["race", "ethnicity", "nation", "skinColor", "religion", "ethnic"])
def test_a_slot_in_a_record_of_a_face_is_found_whatever_its_name_adds(word: str) -> None:
    said = [name for name in names(word) if name not in MEANT_OTHERWISE]
    text = SPACE.join(RECORD % (number, name) for number, name in enumerate(said))
    lines = {number: line.split()[1].rstrip(";") for number, line in enumerate(text.split("\n"), 1) if "int " in line}
    found = {
        lines[place.line]
        for finding in report({"Looks.java": text}, sifted=True).findings
        if finding.kind is Kind.CAPABILITY and Stage.FIELD in finding.stages
        for place in finding.evidence
        if place.line in lines
    }
    assert not [name for name in said if name not in found]


LANGUAGES = {
    "looks.py": "def {snake}(image):\n    out = model.forward(prepare(image))\n    return FACE_LABELS[out.argmax()]\n",
    "looks.js": "async function {camel}(image) {{\n  return faceLabel(await model.predict(image));\n}}\n",
    "Looks.java": "class Looks {{\n  int {camel}(Bitmap image) {{\n    return faceLabel(model.run(image));\n  }}\n}}\n",
    "looks.cpp": "int {camel}(const cv::Mat& image) {{\n  return faceLabel(net.forward(image));\n}}\n",
    "looks.go": "package a\nfunc {camel}(img image.Image) int {{\n\treturn faceLabel(model.Run(img))\n}}\n",
    "Looks.swift": "func {camel}(image: UIImage) -> String {{\n  faceLabel(model.prediction(image: image))\n}}\n",
    "looks.rb": "def {snake}(image)\n  face_label(model.predict(image))\nend\n",
    "looks.rs": "pub fn {snake}(image: &DynamicImage) -> usize {{\n  face_label(model.run(image))\n}}\n",
    "looks.php": "<?php\nfunction {camel}($image) {{\n  return face_label($client->analyze($image));\n}}\n",
}
ASKED = [
    "detectRace", "racePredict", "inferRace", "raceClassification", "guessRace", "determineRace", "raceInference",
    "classifyEthnicity", "ethnicityOf", "ethnicRecognition", "getEthnicGroup", "estimateSkinTone", "detectReligion",
    "wearsHijab", "isUyghurFace",
]  # fmt: skip


@pytest.mark.parametrize("file", LANGUAGES)
@pytest.mark.parametrize("name", ASKED)
def test_a_function_that_is_asked_what_a_picture_shows(file: str, name: str) -> None:
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    findings = report({file: LANGUAGES[file].format(snake=snake, camel=name)}, sifted=True).findings
    assert any(one.kind is Kind.CAPABILITY and Stage.INFERENCE in one.stages for one in findings)


@pytest.mark.parametrize(
    "name", ["detectRaceConditions", "raceWinnerPrediction", "predictRaceResults", "saveEthnicity"]
)
def test_a_function_that_is_asked_something_else(name: str) -> None:
    findings = report({"looks.js": LANGUAGES["looks.js"].format(camel=name)}, sifted=True).findings
    assert not any(one.kind is Kind.CAPABILITY for one in findings)


LISTS = {
    "model.py": "def predict(face_image):\n    return {name}[net(face_image).argmax()]\n{name} = [{items}]\n",
    "model.js": "const {name} = [{items}];\nfunction predict(faceImage) {{\n  return {name}[net(faceImage)];\n}}\n",
    "face_model.json": '{{"model": "face_attributes", "input": "image", "{name}": [{items}]}}\n',
}
GROUPS = [
    "white black asian", "Blanco Negro Asiático", "branca preta asiático", "Blanc Noir Asiatique",
    "Weiß Schwarz Asiatisch", "Beyaz Siyah Asyalı", "أبيض أسود آسيوي", "백인 흑인 동양인", "白人 黑人 亚洲人",
    "европеоид монголоид негроид",
]  # fmt: skip
PAINT = [
    "white black red",
    "Blanco Negro Rojo",
    "Beyaz Siyah Kırmızı",
    "أبيض أسود أحمر",
    "white black blond",
    "white black",
]


def listed(file: str, name: str, groups: str) -> bool:
    items = ", ".join(f'"{group}"' for group in groups.split())
    findings = report({file: LISTS[file].format(name=name, items=items)}, sifted=True).findings
    return any(one.kind is Kind.CAPABILITY and Stage.SCHEME in one.stages for one in findings)


@pytest.mark.parametrize("file", LISTS)
@pytest.mark.parametrize("groups", GROUPS)
def test_groups_in_a_list_called_after_race_where_faces_are_looked_at(file: str, groups: str) -> None:
    assert all(listed(file, name, groups) for name in ("raceLabels", "RACES", "race_map"))


@pytest.mark.parametrize("file", LISTS)
@pytest.mark.parametrize("groups", PAINT)
def test_colours_of_hair_and_paint_are_no_groups(file: str, groups: str) -> None:
    assert not any(listed(file, name, groups) for name in ("labels", "hairLabels", "kinds"))
