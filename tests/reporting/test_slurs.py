"""A slur stands where the evidence is quoted, marked, and nowhere else."""

import re
from collections.abc import Callable

import msgspec
import pytest

from sousveil.knowledge import load
from sousveil.matching.slurs import slur
from sousveil.model.report import Report
from sousveil.model.words import Stage
from sousveil.reporting import to_html, to_terminal
from sousveil.reporting.explaining import explanation
from sousveil.reporting.machines import markdown
from tests.reporting.invented import CASES, capability, evidence, report

PACK = load()
MARKED = [term for term in PACK.terms if term.slur]
WORD = next(term.text for term in MARKED if term.concept == "group/black" and term.text.isascii() and not term.weak)
NAME = WORD.upper()


def made(paired: tuple[str, ...]) -> Report:
    line = f"    KIND_{NAME} = 2,"
    place = evidence(f"KIND_{NAME}", (Stage.SCHEME,), "enum-member", lines=(line,), first=7)
    other = evidence("emKind", (Stage.FIELD,), "field", lines=("    KIND emKind;",), first=90)
    found = capability(evidence=(place, other), groups=("Black",) * bool(paired[0]), as_written=paired)
    target = CASES["found"].target()
    verdict = msgspec.structs.replace(target.verdict, groups=found.groups)
    return report(msgspec.structs.replace(target, findings=(found,), verdict=verdict))


def test_how_two_places_are_joined_repeats_none() -> None:
    found = capability()
    link = msgspec.structs.replace(found.chain[2], why=f"The comment above says {WORD}.")
    found = msgspec.structs.replace(found, chain=(*found.chain[:2], link, *found.chain[3:]))
    assert WORD not in to_html(report(msgspec.structs.replace(CASES["found"].target(), findings=(found,))))


def test_every_word_that_the_lexicon_marks_is_known_whatever_stands_around_it() -> None:
    assert MARKED
    for term in MARKED:
        if term.form == "word" and not term.company:
            assert slur(f"a {term.text}, b"), term.text
    assert not slur("black white asian emRace")


@pytest.mark.parametrize("written", [(NAME,), ("", NAME)], ids=["paired", "loose"])
def test_pages_repeat_none_outside_of_what_they_quote(written: tuple[str, ...]) -> None:
    page = to_html(made(written))
    said = re.sub(r"(?s)<details.*?</details>|<script>.*?</script>|<style>.*?</style>", "", page)
    assert NAME in page
    assert NAME not in said
    assert "only quoted below" in said
    assert "<details class=slur><summary>Holds a word that is used as a slur" in page


@pytest.mark.parametrize(
    "page",
    [
        lambda report: to_terminal(report, width=100, colour=False, unicode=True),
        lambda report: markdown.render(report, 1),
        lambda report: explanation(report, "1", width=100, colour=False, unicode=True),
    ],
    ids=["terminal", "markdown", "explain"],
)
def test_text_repeats_none_outside_of_its_quoted_lines(page: Callable[[Report], str]) -> None:
    text = page(made((NAME,)))
    lines = [line for line in text.splitlines() if NAME in line]
    assert lines
    assert all("▶" in line or f"KIND_{NAME}" in line for line in lines)
    assert "used as a slur" in text
