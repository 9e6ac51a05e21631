"""Titles with a pictogram each, and tables of anything else. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
def page(face):
    signs = {"Age of the face": "%s", "Race": "%s", "Glasses": "%s", "Beard": "%s"}
    return [make(face, key, signs[key]) for key in face]
"""
JAVASCRIPT = """
export const faceSigns = { "Age": "%s", "Race": "%s", "Glasses": "%s", "Beard": "%s" };
"""
FILES = {"page.py": PYTHON, "face.js": JAVASCRIPT}


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize("name", FILES)
def test_titles_that_have_a_pictogram_each(name: str) -> None:
    assert Stage.EXPOSURE in stages({name: FILES[name] % ("🎂", "🌍", "🕶️", "🧔🏽")})


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("signs", [("a", "b", "c", "d"), ("🎂", "none", "👓", "🧔"), ("1", "2", "3", "4")])
def test_titles_of_anything_else(name: str, signs: tuple[str, ...]) -> None:
    told = stages({name: FILES[name] % signs})
    assert told
    assert Stage.EXPOSURE not in told


def test_a_race_with_a_pictogram_of_nobody() -> None:
    assert (
        stages({"page.js": 'export const signs = { "Race": "🏁", "Lap": "⏱️", "Car": "🚗", "Pit": "⛽" };\n'}) == set()
    )
