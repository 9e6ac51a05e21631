"""Faces that running code keeps or leaves out by a trait, and what only looks so. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

_JAVA = "class Shot {\n  Rect box;\n  String race;\n  int age;\n}\n"
_KEPT = {
    "pick.ts": "interface DetectedFace { box: Box; ethnicity: string; age: number }\n"
    "export const pick = (faces: DetectedFace[], asked: string) => faces.filter(f => f.ethnicity === asked);\n",
    "pick.py": 'def pick(frame, race):\n    faces = look(frame)\n    return [f for f in faces if f["race"] == race]\n',
    "Pick.java": "class Pick {\n  List<Face> of(List<Face> faces, String race) {\n"
    "    return faces.stream().filter(f -> f.getRace().equals(race)).collect(toList());\n  }\n}\n"
    + _JAVA.replace("Shot", "Face"),
    "Pick.cs": "var some = detectedFaces.Where(f => f.Ethnicity == Ethnicity.Asian).ToList();\n",
    "pick.kt": "data class Face(val box: Rect, val race: String, val age: Int)\n"
    "fun pick(faces: List<Face>, race: String) = faces.filter { it.race == race }\n",
    "pick.go": "type Face struct {\n\tBox Rect\n\tRace string\n\tAge int\n}\n\n"
    "func Pick(faces []Face, race string) []Face {\n\tvar out []Face\n\tfor _, f := range faces {\n"
    "\t\tif f.Race != race {\n\t\t\tcontinue\n\t\t}\n\t\tout = append(out, f)\n\t}\n\treturn out\n}\n",
    "taken.py": "def pick(faces, skin_color):\n    out = []\n    for face in faces:\n"
    "        if face.skin_color == skin_color:\n            out.append(face)\n    return out\n",
    "asked.js": "const pick = (faces, q) =>\n  faces.filter(face => !q.race || q.race === face.attributes.race);\n",
}
_OTHER = {
    "runs.js": "const mine = races.filter(r => r.race === current);\n",
    "cars.js": 'const some = vehicles.filter(v => v.color === "black");\n',
    "people.ts": "interface Patient { name: string; address: string; ethnicity: string }\n"
    "export const pick = (all: Patient[], asked: string) => all.filter(p => p.ethnicity === asked);\n",
    "survey.py": 'rows = [r for r in survey if r["race"] == race]\n',
    "given.ts": "interface DetectedFace { box: Box; ethnicity: string; age: number }\n"
    "export const told = (faces: DetectedFace[]) => faces.filter(f => f.ethnicity != null);\n",
    "shown.py": 'for face in faces:\n    if face["race"] != last:\n        print(face["race"])\n',
}


def _stages(name: str, text: str) -> set[Stage]:
    found = report({name: text}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("name", _KEPT)
def test_who_is_kept_by_a_trait_is_searched_by_it(name: str) -> None:
    assert Stage.EXPOSURE in _stages(name, _KEPT[name])


@pytest.mark.parametrize("name", _OTHER)
def test_other_things_that_are_filtered_say_nothing(name: str) -> None:
    assert Stage.EXPOSURE not in _stages(name, _OTHER[name])
