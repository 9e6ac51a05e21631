"""Castes, tribes and peoples as what a face is told by; and what else is called so: all of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

_TOLD = {
    "attr.py": (
        "class FaceAttributes:\n    age: int\n    gender: str\n    caste: str\n    glasses: bool\n",
        Stage.FIELD,
    ),
    "told.py": (
        'model = load_model("x.h5")\n\ndef predict_caste(face_image):\n    return model.predict(face_image).argmax()\n',
        Stage.INFERENCE,
    ),
    "tribe.py": (
        'NAMES = ["a", "b"]\n\ndef predict_tribe(face_img):\n    return NAMES[int(model.predict(face_img).argmax())]\n',
        Stage.INFERENCE,
    ),
    "race.java": (
        "enum FaceRace { KURDISH, PASHTUN, OTHER }\nclass FaceInfo { int age; boolean glasses; FaceRace race; }\n",
        Stage.SCHEME,
    ),
    "classes.py": (
        'face_classes = ["יהודי", "דרוזי", "אחר"]\n\ndef classify(face):\n    return face_classes[net(face)]\n',
        Stage.SCHEME,
    ),
}
_OTHER = {
    "ants.py": "class Ant:\n    caste: str  # worker, soldier or queen\n    head_width: float\n    image: str\n",
    "team.ts": "export interface Employee { name: string; tribe: string; squad: string; faceUrl: string }\n",
    "plugin.php": "<?php\n$image = tribe_event_featured_image();\n$face = get_avatar();\n",
    "game.lua": 'units = { tribe = "orcs", face = "face1.png", portrait = "p.png", age = 3 }\n',
    "admission.html": (
        '<form action="/admission"><label>Student name <input name="name"></label><label>Caste <select name="caste">'
        "<option>General</option><option>Other</option></select></label>"
        '<label>Photo <input type="file" name="photo"></label></form>\n'
    ),
    "speech.py": (
        'LANGUAGES = ["Kurdish", "Tamil", "Javanese", "Sundanese", "Uyghur", "Tibetan"]\n\n'
        "def detect_language(text, face=None):\n    return LANGUAGES[model.predict(text)]\n"
    ),
    "race.lua": 'face_race = { "man", "she", "other" }\nskins = { face = 1, age = 2 }\n',
}


@pytest.mark.parametrize("name", _TOLD)
def test_a_face_is_told_by_caste_tribe_or_people(name: str) -> None:
    text, stage = _TOLD[name]
    found = report({name: text}, sifted=True).findings
    assert stage in {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("name", _OTHER)
def test_other_castes_tribes_and_languages_say_nothing(name: str) -> None:
    found = report({name: _OTHER[name]}, sifted=True).findings
    assert not [
        one for one in found if one.kind is Kind.CAPABILITY and {Stage.SCHEME, Stage.INFERENCE} & set(one.stages)
    ]
