"""Twice as much to look at takes twice the work, not four times."""

import pytest

from sousveil.knowledge import load
from sousveil.matching import Matcher
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role
from tests.robust.steps import steps

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
