"""What was not read, by reason: one row each on the pages, and each part for itself in the machine forms."""

import csv
import io
import json

import msgspec
import pytest

from sousveil.model.report import GapEntry, Report
from sousveil.model.words import Stage, Step
from sousveil.reporting import to_html, to_json, to_terminal
from sousveil.reporting.machines import csv_, markdown, sarif
from sousveil.reporting.unread import by_reason, hiding, telling
from sousveil.reporting.words import CHINESE, ENGLISH
from tests.reporting.invented import CASES, LINK, NATIVE, case, report
from tests.reporting.test_report_html import Dom

REMEDY = "Fetch what stands at these addresses, keep it with the product and scan it too."
MANY = 41


def fetched(number: int, **more) -> GapEntry:
    values = {
        "layers": ("kit.whl", f"models/net{number}.py"), "step": Step.LINKING, "code": "fetched-at-run-time",
        "bytes": 1_000 * number, "could_hide": (Stage.SCHEME, Stage.INFERENCE), "remedy": REMEDY,
        "detail": f"host/net{number}.weights", "count": 2,
    }  # fmt: skip
    return GapEntry(**(values | more))


def with_gaps(*gaps: GapEntry) -> Report:
    return report(msgspec.structs.replace(CASES["found"].target(), gaps=gaps, parts=()))


@pytest.fixture
def many() -> Report:
    return with_gaps(NATIVE, *(fetched(n) for n in range(MANY)), LINK)


def test_parts_of_one_reason_are_one_row_and_keep_their_sums(many: Report) -> None:
    (target,) = many.targets
    rows = by_reason(target, ENGLISH)
    assert [row.code for row in rows] == ["native-unlabelled", "fetched-at-run-time", "link"]
    assert [row.number for row in rows] == [1, 2, 3]
    row = rows[1]
    assert (row.parts, row.times, row.bytes) == (MANY, 2 * MANY, sum(1_000 * n for n in range(MANY)))
    assert row.part == "41 parts"
    assert {gap for one in rows for gap in one.gaps} == set(target.gaps)
    assert [one.code for one in telling(rows)] == ["native-unlabelled", "fetched-at-run-time"]
    assert hiding(rows, Stage.SCHEME) is row


def test_what_differs_in_what_it_could_hide_or_what_helps_stays_apart() -> None:
    these = (
        fetched(1), fetched(2, could_hide=(Stage.TRIGGER,)), fetched(3, remedy="Ask."), fetched(4, accepted=True),
    )  # fmt: skip
    assert len(by_reason(with_gaps(*these).targets[0], ENGLISH)) == 4


def test_a_row_of_parts_without_a_way_counts_what_each_stands_for() -> None:
    (row,) = by_reason(with_gaps(fetched(1, layers=(), count=5), fetched(2, count=3)).targets[0], ENGLISH)
    assert (row.parts, row.times, row.part) == (6, 8, "6 parts")
    assert row.layers == ("kit.whl", "models/net2.py")


@pytest.mark.parametrize(("lang", "words"), [("en", ENGLISH), ("zh", CHINESE)])
def test_the_page_has_one_row_and_every_part_behind_a_fold(lang: str, words, many: Report) -> None:
    page = to_html(many, lang)
    dom = Dom(page)
    assert [mark for mark in dom.values("id") if mark in {"g1", "g2", "g3", "g4"}] == ["g1", "g2", "g3"]
    assert page.count(words.retell(REMEDY)) == 1
    unread = page[page.index('id="g2"') :]
    assert unread.index("<details>") < unread.index("models/net0.py")
    for number in range(MANY):
        assert page.count(f"models/net{number}.py") == page.count(f"host/net{number}.weights") == 1
    assert words.count("gaps.which", MANY) in page
    read = to_html(msgspec.structs.replace(many, targets=(_all_read(many.targets[0]),)), lang)
    assert words.count("read.unread", 1) in read
    assert words.count("read.outside", MANY) in read


def _all_read(target):
    cover = target.coverage
    full = msgspec.structs.replace(cover, understood=cover.bytes, sifted=0, padding=0, opaque=0)
    return msgspec.structs.replace(target, coverage=full)


def test_the_terminal_says_how_many_and_names_one(many: Report) -> None:
    text = " ".join(to_terminal(many, width=100, colour=False, unicode=True).split())
    assert "2. 41 parts, such as kit.whl > models/net40.py, 820 kB: fetched while running" in text
    assert text.count(REMEDY) == 1


def test_markdown_lists_each_beneath_its_reason(many: Report) -> None:
    text = markdown.render(many, 1)
    assert "\n2. 41 parts, 820 kB: fetched while running, not in the file, 82 times; " in text
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("2. 41 parts"))
    beneath = lines[start + 1 : start + 1 + MANY]
    assert all(line.startswith("   - `kit.whl › models/net") for line in beneath)
    assert len(set(beneath)) == MANY


def test_the_machine_forms_keep_each_part_for_itself(many: Report) -> None:
    assert len(json.loads(to_json(many))["targets"][0]["gaps"]) == MANY + 2
    rows = list(csv.DictReader(io.StringIO(csv_.render(many, 1))))
    assert sum(row["record"] == "gap" for row in rows) == MANY + 2
    told = json.loads(sarif.render(many, 1))["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert len(told) == MANY + 2


def test_more_parts_of_one_reason_than_the_page_takes_are_counted() -> None:
    page = to_html(with_gaps(*(fetched(n) for n in range(507))))
    assert "7 further parts stand only in the JSON report." in page


def test_an_answer_of_one_part_looks_as_before() -> None:
    assert "engine/models.dat" in to_html(case("found"))
    assert ENGLISH.count("gaps.which", 1) not in to_html(case("found"))
