"""The terminal page: golden text for each outcome, hostile text, width, ASCII, colour, exit codes in words."""

import os
import re
from pathlib import Path

import msgspec
import pytest

from sousveil.model.report import Signature
from sousveil.model.words import Stage
from sousveil.reporting import to_terminal
from sousveil.reporting.measure import width
from sousveil.reporting.terminal import exit_code_of
from tests.reporting.invented import CASES, capability, case, evidence, full_case, poison, report

GOLDEN = Path(__file__).parent / "golden"


def page(made, **more) -> str:
    return to_terminal(made, **({"width": 80, "colour": False, "unicode": True} | more))


def golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("SOUSVEIL_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("name", CASES)
def test_page(name: str) -> None:
    made = case(name)
    golden(f"terminal-{name}.txt", page(made, exit_code=exit_code_of(made), html_path=Path("example.html")))


def test_page_in_ascii_and_at_the_widest() -> None:
    golden("terminal-found-ascii.txt", page(case("found"), unicode=False))
    golden("terminal-found-100.txt", page(case("found"), width=100))
    golden("terminal-two-targets.txt", page(full_case(), exit_code=1))


@pytest.mark.parametrize(("state", "says"), [("valid", "and valid"), ("invalid", "does not hold"), ("none", "")])
def test_what_a_signature_came_to_is_said(state: str, says: str) -> None:
    made = case("found")
    (target,) = made.targets
    signature = Signature(scheme="Authenticode", state=state, by="Example Ltd" if state == "valid" else "")
    provenance = msgspec.structs.replace(target.provenance, signatures=(signature,))
    text = page(msgspec.structs.replace(made, targets=(msgspec.structs.replace(target, provenance=provenance),)))
    assert ("signature" in text) is bool(says)
    assert says in text


@pytest.mark.parametrize("columns", [10, 40, 50, 72, 80, 96, 100, 300])
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_terminal(columns: int, unicode: bool) -> None:
    for name in CASES:
        lines = page(case(name), width=columns, unicode=unicode, exit_code=1).splitlines()
        assert max(map(width, lines)) <= max(40, min(columns, 100))


def test_ascii_is_ascii() -> None:
    assert page(full_case(), unicode=False).isascii()


def test_without_colour_no_escape_and_with_colour_the_same_words() -> None:
    plain, coloured = page(case("found")), page(case("found"), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert not re.search(r"\x1b\[[0-9;]*3[12](;|m)", coloured), "no red, no green"


@pytest.mark.parametrize(
    "text",
    [
        "\x1b]0;owned\x07\x1b[2J",
        "a\rb\nc",
        "\u202eabc",
        "\0",
        "\u200b\U000e0041",
        "\udcff",
        "x" * 1_000_000,
        "维" * 500,
    ],
    ids=["escapes", "lines", "bidi", "nul", "hidden", "byte", "long", "wide"],
)
def test_hostile_text_in_every_slot(text: str) -> None:
    shown = page(poison(full_case(), text), exit_code=1)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert max(map(width, shown.splitlines())) <= 80
    assert len(shown) < 200_000
    shown.encode()


def test_stages_stand_in_order_with_their_marks() -> None:
    lines = [line for line in page(case("found")).splitlines() if re.match(r"\[[x ?-]\] ", line)]
    assert [line.split()[-0] for line in lines]
    assert [line[1] for line in lines] == ["x", "x", "x", "?", " ", "x", "?", " ", "-"]
    assert all(stage.value in line for stage, line in zip(Stage, lines, strict=True))


def test_the_reply_that_each_stage_answers_stands_there_where_there_is_room() -> None:
    assert "It is only analytics." in page(case("found"), width=100)
    assert "It is only analytics." not in page(case("found"), width=80)


def test_the_bar_has_a_column_for_every_share_however_small() -> None:
    (bar,) = re.findall(r"\[([#.?-]{30})\]", page(case("found")))
    assert [bar.count(mark) for mark in "#-.?"] == [21, 1, 1, 7]


def test_findings_beyond_the_first_are_counted() -> None:
    many = tuple(capability(id=f"c-{n}") for n in range(5))
    made = report(msgspec.structs.replace(CASES["found"].target(), findings=many))
    assert "2 more findings with 10 places: see the HTML or JSON report" in page(made)


def test_places_beyond_the_first_are_counted_and_every_stage_keeps_one() -> None:
    words = tuple(evidence("EM_ETHNIC_UYGUR", (Stage.SCHEME,), "enum-member") for _ in range(30))
    event = evidence("stuAttr", (Stage.EVENT,), "field")
    made = msgspec.structs.replace(CASES["found"].target(), findings=(capability(evidence=(*words, event), chain=()),))
    shown = page(report(made))
    assert "23 more places: see the HTML or JSON report" in shown
    assert "FACE_ATTR  stuAttr;" in shown


@pytest.mark.parametrize(
    ("name", "code"),
    [("found", 1), ("found-inference", 1), ("indicated", 3), ("declared", 0), ("vocabulary", 3),
     ("nothing-complete", 0), ("nothing-inconclusive", 3)],
)  # fmt: skip
def test_exit_code(name: str, code: int) -> None:
    assert exit_code_of(case(name)) == code


def test_exit_code_1_wins() -> None:
    assert exit_code_of(report(CASES["nothing-inconclusive"].target(), CASES["found"].target())) == 1


def test_accepted_gaps_are_said() -> None:
    target = CASES["nothing-complete"].target()
    gap = msgspec.structs.replace(CASES["found"].gaps[0], accepted=True)
    shown = page(report(msgspec.structs.replace(target, gaps=(gap,))), exit_code=0)
    assert "the parts not read are named in the list of accepted gaps" in " ".join(shown.split())


def test_a_report_on_nothing() -> None:
    assert page(report(), exit_code=2) == "Exit 2: the examination could not run.\n"


def test_what_was_set_aside_is_listed_on_demand() -> None:
    assert "a race between horses" not in page(case("found"))
    shown = page(case("found"), discarded=True)
    assert "  a race between horses, cars or threads (words/race): 38 places" in shown
    assert "    for example “emEthnic” at face_attr.h:219" in shown
    assert max(map(width, page(poison(full_case(), "维" * 500), discarded=True).splitlines())) <= 80


def test_a_gap_that_stands_for_several_parts_is_not_called_the_whole() -> None:
    target = CASES["nothing-inconclusive"].target()
    for count, said in (
        (5, "1. 5 parts, 23.7 MB: encrypted;"),
        (1, "1. the whole of it, 23.7 MB: encrypted;"),
    ):
        gap = msgspec.structs.replace(target.gaps[0], layers=(), count=count)
        assert said in page(report(msgspec.structs.replace(target, gaps=(gap,))))
