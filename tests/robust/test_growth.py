"""Twice as much to look at takes twice the work, not four times."""

import ast
from pathlib import Path

import pytest

import tests
from sousveil.judging import judge
from sousveil.knowledge import load
from sousveil.matching import Matcher
from sousveil.model.examined import TargetFacts
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role
from tests.linking.laid import examined, matcher
from tests.robust.steps import growth, steps

PACK = load()


def _one_unit(text, role=Role.STRING):
    size = len(text.encode())
    unit = TextUnit(text, role, (Span(0, len(text), 0, size, ("utf-8",)),), 1, 1, -1)
    return Reading(reader="test", language="", units=(unit,), symbols=(), text=text)


@pytest.mark.parametrize("piece", ["race face ", "种族", "asian, white, black; "])
def test_one_text_with_many_words(piece):
    matcher = Matcher(PACK)
    matcher.match(_one_unit(piece * 3), "a.json")
    least = 2001 // len(piece) + 1  # shorter texts are kept, and cost less the second time
    few, many = (steps(lambda n=n: matcher.match(_one_unit(piece * n), "a.json")) for n in (least, 3 * least))
    assert many < 4 * few


_SCRIPT = """
ETHNIC_GROUPS = ["Asian", "Black", "White"]


def tell(frame):
    for face in find_faces(frame):
        scores = network.predict(face.picture)
        ethnicity = ETHNIC_GROUPS[scores.argmax()]
        cv2.putText(frame, ethnicity, face.corner, FONT, 1, COLOUR)
        log.info(face.time)
        write(face.time)
"""
_PAGE = """
<form>
  <label>Ethnicity</label> <select name="ethnicity"><option>Asian</option><option>Black</option></select>
  <label>Age</label> <input type="number" name="age">
</form>
"""


@pytest.mark.parametrize(("name", "text"), [("tell.py", _SCRIPT), ("form.html", _PAGE)])
def test_one_file_with_many_places_is_judged_in_step(name, text):
    def work(times: int) -> None:
        facts = TargetFacts(name="sample", sha256="0" * 64, size=0, folder=True)
        judge(facts, read[times], (), PACK, matcher())

    read = {times: examined({name: text * times}, sifted=True) for times in (20, 80)}
    assert growth(work, 20) < 1.3


def _asks_the_clock(node):
    return isinstance(node, ast.Attribute) and node.attr in {"process_time", "perf_counter", "monotonic"}


def test_no_test_holds_the_code_to_a_time():
    """A time is that of the machine: a slower one would fail what is right."""
    files = list(Path(tests.__path__[0]).rglob("*.py"))
    assert len(files) > 500
    held = [
        f"{path.name}:{node.lineno}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assert) and any(_asks_the_clock(each) for each in ast.walk(node.test))
    ]
    assert held == []
