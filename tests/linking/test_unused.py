"""Names that a file takes in and never uses. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

PYTHON = """
{takes}

KINDS = ["asian", "indian", "black", "white", "latino hispanic"]
counted = [0] * len(KINDS)
for line in open("detected.txt"):
    kind = line.split("\\t")[1]
    counted[KINDS.index(kind)] += 1
{does}
"""
SCRIPT = """
{takes}

const KINDS = ["asian", "indian", "black", "white", "latino hispanic"];
const counted = KINDS.map(() => 0);
for (const line of readLines("detected.txt")) {{
  counted[KINDS.indexOf(line.split("\\t")[1])] += 1;
}}
{does}
"""
JAVA = """
{takes}

class Sum {{
  static final String[] KINDS = {{"asian", "indian", "black", "white", "latino hispanic"}};
  void sum() {{
    for (String line : readLines("detected.txt")) {{
      counted[indexOf(KINDS, line)] += 1;
    }}
    {does}
  }}
}}
"""
FILES = [
    ("sum.py", PYTHON, "from facekit import FaceDetector", "FaceDetector().run(path)"),
    ("sum.py", PYTHON, "from facekit import FaceDetector as FD", "FD().run(path)"),
    ("sum.py", PYTHON, "import face_detector as fd", "fd.run(path)"),
    ("Sum.java", JAVA, "import org.facekit.FaceDetector;", "new FaceDetector().run(path);"),
    ("sum.js", SCRIPT, 'const { FaceDetector: Fd } = require("facekit");', "Fd.run(path);"),
]


def told(name: str, code: str, takes: str, does: str) -> bool:
    found = report({name: code.format(takes=takes, does=does)}, sifted=True).findings
    return any(one.kind is Kind.CAPABILITY for one in found)


@pytest.mark.parametrize(("name", "code", "takes", "does"), FILES)
def test_a_name_that_is_taken_in_and_never_used(name: str, code: str, takes: str, does: str) -> None:
    assert told(name, code, takes, does)
    assert not told(name, code, takes, "")


def test_what_takes_names_in_for_others_or_all_of_them() -> None:
    _, code, takes, _ = FILES[0]
    assert told("facekit/__init__.py", code, takes, "")
    assert told("sum.py", code, "from face_detector import *", "")


def test_a_function_of_others_types_is_used_behind_a_dot() -> None:
    code = JAVA.replace('"detected.txt"', '"detected.txt".{does}').replace("    {does}\n", "")
    assert told("Sum.kt", code, "import org.facekit.detectFaces", "detectFaces()")
    assert not told("Sum.kt", code, "import org.facekit.detectFaces", "trim()")


def components(files: dict[str, str | bytes]) -> set[str]:
    found = (one for one in report(files, sifted=True).findings if one.kind is Kind.COMPONENT)
    return {e.layers[-1] for one in found for e in one.evidence}


def test_a_component_is_quoted_where_it_is_used() -> None:
    left = "from deepface import DeepFace\nprint(1)\n"
    used = "from deepface import DeepFace\nDeepFace.verify(one, two)\n"
    assert components({"left.py": left, "used.py": used}) == {"used.py"}
    assert components({"left.py": left}) == {"left.py"}


def test_a_telling_name_that_is_taken_in_and_never_used_is_looked_at() -> None:
    takes = "package org.ethnicity_app.ui;\nimport org.ethnicity_app.look.FaceAnalyzer;\n"
    code = takes + "class Page {\n    void show(Face face) {\n        draw(face.box());\n    }\n}\n"
    kinds = {finding.kind for finding in report({"Page.java": code}, sifted=True).findings}
    assert kinds <= {Kind.VOCABULARY}
