"""Names and values that code puts into words one by one. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

NAMES = """
const features = ["glasses", "beard", "emotion", "ethnicity"];
function titleOf(faceFeature) {
  switch (faceFeature) {
    case "glasses":
      return "%s";
    case "beard":
      return "%s";
    case "emotion":
      return "%s";
    case "ethnicity":
      return "%s";
  }
}
"""
VALUES = """
function told(face, answer) {
  const attributes = detect(face).attributes;
  answer.glasses = attributes.glasses.value;
  answer.age = attributes.age.value;
  switch (attributes.ethnicity.value) {
    case 'A': answer.ethnicity = '%s'; break;
    case 'B': answer.ethnicity = '%s'; break;
    case 'C': answer.ethnicity = '%s'; break;
  }
}
"""
ARROWS = """<?php
class FaceFeatures {
    public $glasses; public $beard; public $emotion; public $ethnicity;
    function title(string $face) {
        return match ($face) {
            'glasses' => '%s',
            'beard' => '%s',
            'emotion' => '%s',
            'ethnicity' => '%s',
        };
    }
}
"""
CASES = [
    ("names.js", NAMES, ("Brille", "Bart", "Stimmung", "Herkunft"), ("glasses", "beard", "emotion", "ethnicity")),
    ("names.js", NAMES, ("眼镜", "胡子", "表情", "民族"), ("g1", "b1", "e1", "t1")),
    ("values.js", VALUES, ("Weiß", "Schwarz", "Asiatisch"), ("a", "b", "c")),
    ("Features.php", ARROWS, ("Lunettes", "Barbe", "Humeur", "Ethnie"), ("g", "b", "e", "t")),
]


def stages(name: str, code: str) -> set[Stage]:
    found = report({name: code}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(("name", "code", "words", "codes"), CASES)
def test_put_into_words(name: str, code: str, words: tuple[str, ...], codes: tuple[str, ...]) -> None:
    assert Stage.EXPOSURE in stages(name, code % words)
    assert Stage.EXPOSURE not in stages(name, code % codes)


def test_words_for_a_form_show_nothing_of_a_face() -> None:
    form = """
function titleOf(field) {
  switch (field) {
    case "surname": return "Nachname";
    case "address": return "Anschrift";
    case "birthday": return "Geburtstag";
    case "ethnicity": return "Herkunft";
  }
}
"""
    assert not stages("form.js", form)
