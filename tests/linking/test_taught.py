"""Classes of a script that teaches a classifier of pictures, and their folders. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
{name} = [{one}, {two}]
model.train({name}, pictures)


def {tells}(img):
    return model.classify(img)
"""
SCRIPT = """
const {name} = [{one}, {two}];
function {tells}(img) {{
  return {name}[model.classify(img)];
}}
"""
FILES = {"teach.py": PYTHON, "tell.js": SCRIPT}
TELLS = {"teach.py": "classify_ethnicity", "tell.js": "classifyEthnicity"}


def groups(file: str, name: str, one: str, two: str, tells: str = "") -> set[str]:
    code = FILES[file].format(name=name, one=repr(one), two=repr(two), tells=tells or TELLS[file])
    found = report({file: code}, sifted=True).findings
    listed = [one for one in found if one.kind is Kind.CAPABILITY and Stage.SCHEME in one.stages]
    return {group for one in listed for group in one.groups}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("name", "one", "two"),
    [
        ("trainPaths", "./branca", "./negra"),
        ("classes", "white", "black"),
        ("labels", "blanche", "noire"),
        ("class_names", "siyah", "beyaz"),
        ("folders", "data/train/hitam", "data/train/putih/"),
    ],
)
def test_classes_or_their_folders(file: str, name: str, one: str, two: str) -> None:
    assert len(groups(file, name, one, two)) == 2


@pytest.mark.parametrize("file", FILES)
def test_what_is_no_list_of_classes_or_not_of_people(file: str) -> None:
    assert not groups(file, "colours", "white", "black")
    assert not groups(file, "classes", "black tea", "white wine")
    assert not groups(file, "classes", "white", "square")
    assert not groups(file, "classes", "white", "black", tells="classify_piece")
