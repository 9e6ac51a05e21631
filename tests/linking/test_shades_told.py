"""Shades that a function gives out which tells the tone of skin of a picture. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
import numpy as np

def %(called)s(%(takes)s):
    patch = %(from)s[10:30, 10:30]
    mean = np.mean(patch, axis=(0, 1))
    if mean[0] > 190:
        kind = "%(one)s"
    elif mean[0] > 130:
        kind = "%(two)s"
    else:
        kind = "%(three)s"
    return kind
"""
JAVASCRIPT = """
function %(called)s(%(takes)s) {
  const mean = averageColor(%(from)s);
  if (mean > 190) return '%(one)s';
  if (mean > 130) return '%(two)s';
  return '%(three)s';
}
"""
KOTLIN = """
fun %(called)s(%(takes)s: Bitmap): String {
    val mean = averageColor(%(from)s)
    return when {
        mean > 190 -> "%(one)s"
        mean > 130 -> "%(two)s"
        else -> "%(three)s"
    }
}
"""
DART = """
String %(called)s(Image %(takes)s) {
  final mean = averageColor(%(from)s);
  if (mean > 190) return '%(one)s';
  if (mean > 130) return '%(two)s';
  return '%(three)s';
}
"""
FILES = [
    ("t.py", PYTHON, "get_skin_tone"),
    ("t.js", JAVASCRIPT, "getSkinTone"),
    ("T.kt", KOTLIN, "getSkinTone"),
    ("t.dart", DART, "getSkinTone"),
]
SHADES = {"one": "Light", "two": "Medium", "three": "Dark"}


def told(file: str, code: str, **words: str) -> tuple[set[Stage], set[str]]:
    found = [f for f in report({file: code % words}, sifted=True).findings if f.kind is Kind.CAPABILITY]
    return {stage for one in found for stage in one.stages}, {group for one in found for group in one.groups}


@pytest.mark.parametrize(("name", "code", "called"), FILES)
def test_shades_given_out_for_a_picture(name: str, code: str, called: str) -> None:
    stages, groups = told(name, code, **SHADES, **{"called": called, "takes": "image", "from": "image"})
    assert {Stage.SCHEME, Stage.INFERENCE} <= stages
    assert len(groups) == 3


@pytest.mark.parametrize(("name", "code", "called"), FILES[:2])
def test_what_takes_the_tone_and_recommends_by_it(name: str, code: str, called: str) -> None:
    stages, _ = told(name, code, **SHADES, **{"called": called, "takes": "answer", "from": "answer"})
    assert Stage.SCHEME not in stages


@pytest.mark.parametrize(("name", "code", "called"), FILES)
def test_how_bright_a_picture_is(name: str, code: str, called: str) -> None:
    called = called.replace("skin_tone", "brightness").replace("SkinTone", "Brightness")
    assert told(name, code, **SHADES, **{"called": called, "takes": "image", "from": "image"}) == (set(), set())


def test_shades_after_the_end_of_the_function() -> None:
    after = JAVASCRIPT + "\nconst THEMES = ['Dawn', 'Dusk'];\nfunction theme() { return 'Deep'; }\n"
    words = {"one": "Low", "two": "Mid", "three": "Dark"}
    stages, groups = told("t.js", after, **words, **{"called": "getSkinTone", "takes": "image", "from": "image"})
    assert Stage.SCHEME not in stages
    assert not groups
