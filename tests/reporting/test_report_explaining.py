"""One finding told step by step: what is told and in which order, how it is asked for, hostile text, width."""

import re

import msgspec
import pytest

from sousveil.judging.claims import QUESTIONS
from sousveil.model.report import ChainLink, Report
from sousveil.model.words import Kind, Origin, Stage
from sousveil.reporting.explaining import PLACES, UnknownFindingError, choose, explanation, listed, listing
from sousveil.reporting.measure import width
from sousveil.reporting.words import CHINESE, ENGLISH
from tests.reporting.invented import CASES, DECLARED, capability, case, evidence, full_case, poison, report

LOOKS = {"width": 80, "colour": False, "unicode": True}


def told(made: Report, which: str = "1", **more: object) -> str:
    return explanation(made, which, **(LOOKS | more))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_it_is_told_in_order() -> None:
    text = told(case("found"))
    heads = [
        "Finding 1 (4c7d-19ae): Capability", "Step by step", "The other places that belong to it",
        "Innocent explanations, and how they were tested", "What would have to be true for it to be innocent",
        "Looked at in the same files, and set aside", "What this finding does not show, and what to ask",
        "What was not read and could hide it", "The rules that it rests on",
    ]  # fmt: skip
    assert [line for line in text.splitlines() if line in heads] == heads


def test_each_step_says_what_stands_where_and_how_it_is_joined() -> None:
    text = told(case("found"))
    steps = text[text.index("Step by step") : text.index("The other places")]
    assert re.findall(r"^ +(\d)\. (.*)", steps, re.MULTILINE) == [
        ("1", "The groups are listed. A list of values."),
        ("2", "A face record has a slot for it. A slot in a record."),
        ("3", "A record."),
        ("4", "It travels in an alarm or event. A slot in a record."),
    ]
    assert "▶ EM_ETHNIC_GROUP emEthnic; // 族群" in steps
    assert "include/face_attr.h, line 219, byte 6,761" in steps
    assert "Joined to 1: The slot is declared with that list as its type." in steps
    assert "Joined to 2: The slot is one of the slots of that record." in steps
    assert "Joined to 3: The event has a slot of the type of that record." in steps
    others = text[text.index("The other places") : text.index("Innocent")]
    assert "  5. The groups are listed. An entry of a list." in others
    assert "Joined to 1: The entry stands in that list." in others


def test_every_place_is_told_once_or_counted() -> None:
    places = tuple(evidence("EM_ETHNIC_UYGUR", (Stage.SCHEME,), "enum-member", line=n) for n in range(1, PLACES + 31))
    made = report(msgspec.structs.replace(CASES["found"].target(), findings=(capability(evidence=places, chain=()),)))
    text = told(made)
    assert len(re.findall(r"byte \d", text)) == PLACES + 1
    assert "29 further places stand only in the JSON report." in text


def test_places_on_one_line_are_told_together() -> None:
    base = capability()
    comment = evidence("维吾尔族", (Stage.SCHEME,), "comment")
    twice = capability(
        evidence=(*base.evidence, comment), chain=(*base.chain, ChainLink(from_=5, to=0, by="member-of", why="So."))
    )
    alike = msgspec.structs.replace(twice, chain=(*base.chain[1:], *(
        ChainLink(from_=n, to=0, by="member-of", why="It stands in that list.") for n in (1, 5)
    )))  # fmt: skip
    for finding, times in ((twice, 2), (alike, 1)):
        made = report(msgspec.structs.replace(CASES["found"].target(), findings=(finding,)))
        assert told(made).count("▶ EM_ETHNIC_UYGUR = 4") == times
    assert "The groups are listed. An entry of a list. A comment of the maker." in told(made)


def test_what_was_tested_with_what_was_seen_and_the_result() -> None:
    text = flat(told(case("found")))
    assert "It is for reading ID cards: does not fit What was seen: no card number, name or address" in text
    assert "No innocent explanation has been tested" in told(case("declared"))


def test_discards_of_the_same_files_stand_there_with_their_reason() -> None:
    text = told(case("found"))
    assert "a race between horses, cars or threads (words/race): 38 places" in text
    assert "for example “nAge” at face_attr.h:217" in text
    elsewhere = msgspec.structs.replace(CASES["found"].target(), findings=(DECLARED,))
    assert "nothing in these files that was set aside" in told(report(elsewhere))


def test_stages_that_are_not_shown_have_their_question() -> None:
    text = flat(told(case("found")))
    assert "It is worked out from a picture (inference): could not be checked (unread 1)" in text
    assert "What fills ethnic group: is it worked out from a picture, and by which part?" in text
    assert "People can search or count by it (exposure): not shown" in text
    for stage, question in QUESTIONS.items():
        asked = question.format(trait="ethnic group") in text
        assert asked is (stage not in capability().stages)


def test_a_stage_that_another_finding_shows_is_said_so() -> None:
    few = capability(id="few", stages=(Stage.VOCABULARY, Stage.FIELD))
    made = report(msgspec.structs.replace(CASES["found"].target(), findings=(capability(), few)))
    assert "It travels in an alarm or event (event): shown by another finding" in flat(told(made, "few"))


def test_gaps_that_could_hide_what_is_missing() -> None:
    text = flat(told(case("found")))
    hidden = text[text.index("What was not read and could hide it") :]
    assert "1. engine/models.dat, 23.7 MB: encrypted; could hide: inference Ask the maker for the key" in hidden
    assert "lib/latest" not in hidden, "it could hide nothing"
    assert "No part that was not read is known to hide it." in told(case("declared"))


def test_the_text_of_its_rule_stands_there() -> None:
    text = told(case("found"))
    assert "face/group-scheme, revision 3" in text
    assert "    says: a list of groups of people" in text
    assert "The report does not hold the text of this rule." in told(case("declared"))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("origin", Origin)
def test_what_would_make_it_innocent_is_said_for_every_kind_and_origin(kind: Kind, origin: Origin) -> None:
    finding = capability(kind=kind, origin=origin)
    text = told(report(msgspec.structs.replace(CASES["found"].target(), findings=(finding,))))
    part = text[text.index("What would have to be true") : text.index("Looked at")]
    special = f"innocent.{kind.value}.{origin.value}"
    said = ENGLISH.say(special if ENGLISH.has(special) else f"innocent.{kind.value}")
    assert said in flat(part)
    assert ENGLISH.say("innocent.any") in flat(part)


def test_findings_are_listed_in_the_order_of_the_report() -> None:
    text = listing(case("found"), **LOOKS)
    assert re.findall(r"^ +(\d)\. (\S+) (.*)", text, re.MULTILINE) == [
        (str(one.number), one.finding.id, ENGLISH.say(f"kind.{one.finding.kind.value}"))
        for one in listed(case("found"))
    ]
    assert "The visitor desk keeps the nationality that a passport reader returns." in flat(text)
    assert listing(case("nothing-complete"), **LOOKS) == "There is no finding in this report.\n"


def test_a_finding_is_asked_for_by_id_number_or_how_its_id_begins() -> None:
    made = report(msgspec.structs.replace(
        CASES["found"].target(), findings=tuple(capability(id=name) for name in ("3", "ab12", "ab34", "12ff"))
    ))  # fmt: skip
    chosen = {which: choose(made, which).finding.id for which in ("3", "1", "2", "ab12", "ab1", "12", "12f")}
    assert chosen == {"3": "3", "1": "3", "2": "ab12", "ab12": "ab12", "ab1": "ab12", "12": "12ff", "12f": "12ff"}
    with pytest.raises(UnknownFindingError, match="more than one finding: numbers 2 and 3"):
        choose(made, "ab")
    for which in ("", "zz", "0", "99", "9" * 5_000, "0" * 9 + "1", "²", "-1"):
        with pytest.raises(UnknownFindingError, match="there is no finding"):
            choose(made, which)


def test_equal_findings_of_two_targets_have_numbers_of_their_own() -> None:
    target = CASES["found"].target()
    made = report(target, msgspec.structs.replace(target, name="second.zip"))
    with pytest.raises(UnknownFindingError, match="numbers 1 and 6"):
        choose(made, capability().id)
    assert "in second.zip" in told(made, "6")
    assert "second.zip" in listing(made, **LOOKS)


@pytest.mark.parametrize("columns", [10, 40, 72, 100, 300])
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_terminal(columns: int, unicode: bool) -> None:
    for name in ("found", "declared", "vocabulary", "indicated"):
        for text in (
            told(case(name), width=columns, unicode=unicode),
            listing(case(name), width=columns, colour=False, unicode=unicode),
        ):
            assert max(map(width, text.splitlines())) <= max(40, min(columns, 100))
            assert unicode or text.isascii()


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
    hostile = poison(full_case(), text)
    assert isinstance(hostile, Report)
    for shown in (told(hostile), told(hostile, "5"), listing(hostile, **LOOKS)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
        assert max(map(width, shown.splitlines())) <= 80
        assert len(shown) < 200_000
        shown.encode()
    with pytest.raises(UnknownFindingError):
        told(hostile, text)


def test_colour_changes_no_word() -> None:
    coloured = told(case("found"), colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == told(case("found"))
    assert "\x1b[" in coloured


def test_other_words_of_the_maker_stand_apart_from_the_groups() -> None:
    finding = capability(groups=("Uyghur", "Black"), as_written=("UYGUR", "", "uygur", "维族", ""))
    text = told(report(msgspec.structs.replace(CASES["found"].target(), findings=(finding,))))
    assert "Groups: Uyghur “UYGUR”, Black\n" in text
    assert "Other words of the maker: “维族”\n" in text
    assert "“”" not in text


@pytest.mark.parametrize("name", CASES)
def test_in_chinese_it_says_nothing_of_its_own_in_english(name: str) -> None:
    made = case(name)
    target = made.targets[0]
    invented = [link.why for one in target.findings for link in one.chain] + [one.claim for one in target.findings]
    invented += [gap.remedy.rstrip(".") for gap in target.gaps] + [discard.reason for discard in target.discards]
    invented += [said for one in target.findings for e in one.explanations for said in (e.explanation, e.seen)]
    texts = [told(made, one.id, words=CHINESE) for one in target.findings]
    for text in (listing(made, **LOOKS, words=CHINESE), *texts):
        ours = flat(text.partition(CHINESE.say("told.rules"))[0])  # rules are quoted as they are
        for given in invented:
            ours = ours.replace(given, "")
        assert not re.findall(r"\b(?:the|is|was|not|with|and)\b", ours), ours
