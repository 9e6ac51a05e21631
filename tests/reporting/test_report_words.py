"""The words of the reports: what they never say, and the sentence for each outcome."""

import re
import string
from pathlib import Path

import msgspec
import pytest

import sousveil.reporting
from sousveil.model.report import Coverage
from sousveil.model.words import Kind, Outcome, Owner, Stage, StageState, Strength, Trait
from sousveil.reporting import headline, to_html, to_terminal
from sousveil.reporting.catalogue import en, zh_hans
from sousveil.reporting.projection import Group, groups_of
from sousveil.reporting.story import path_of, told
from sousveil.reporting.words import CHINESE, ENGLISH, number, size
from tests.reporting.invented import CASES, COMPONENT, FULL, PART, capability, case, evidence, report

FORBIDDEN = (
    "absent", "absence", "clean", "safe", "unsafe", "passed", "passes", "violate", "violates", "violated", "violation",
    "compliant", "compliance", "risk", "risks", "risky", "score", "scores", "racist", "spies", "spy", "targets",
    "recognises people", "identifies people", "innocuous", "harmless", "danger", "dangerous", "illegal", "guilty",
)  # fmt: skip
FLAT = [
    (key, text) for key, message in en.MESSAGES.items() for text in ([message] if isinstance(message, str) else message)
]


def test_no_message_says_what_a_report_never_says() -> None:
    pattern = re.compile(rf"\b({'|'.join(FORBIDDEN)})\b", re.IGNORECASE)
    assert [(key, text) for key, text in FLAT if pattern.search(text)] == []


def test_sorting_is_said_only_of_nothing() -> None:
    allowed = {
        "headline.nothing",
        "headline.nothing.media",
        "headline.indicated",
        "headline.vocabulary",
        "other.note",
        "term.other.note",
    }
    pattern = re.compile(r"\b(sorts?|sorted|recogni[sz]es)\b")
    assert {key for key, text in FLAT if pattern.search(text)} == allowed


@pytest.mark.parametrize("words", [Stage, StageState, Trait, Kind, Strength, Owner, Outcome])
def test_every_word_of_the_model_has_its_message(words: type) -> None:
    prefix = {Stage: "stage", StageState: "state", Trait: "trait", Kind: "kind", Strength: "strength", Owner: "owner",
              Outcome: "tag"}[words]  # fmt: skip
    assert all(ENGLISH.has(f"{prefix}.{word.value}") for word in words)


def test_every_message_is_used() -> None:
    root = Path(sousveil.reporting.__file__).parent
    text = "".join(
        p.read_text("utf-8") for p in root.rglob("*") if p.suffix in {".py", ".j2"} and p.parent.name != "catalogue"
    )
    # A key is written out, or the head of it is, with the rest from a word of the model.
    heads = {match[1] for match in re.finditer(r'f?"([a-z-]+(?:\.[a-z-]+)*\.)(?:\{|" ~)', text)}
    unused = [
        key
        for key in en.MESSAGES
        if not re.search(rf"""["']{re.escape(key)}["']""", text) and not any(key.startswith(head) for head in heads)
    ]
    assert not unused


def test_plural_forms_have_the_same_slots() -> None:
    def slots(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, message in en.MESSAGES.items():
        if not isinstance(message, str):
            assert slots(message[0]) | {"n"} == slots(message[1]) | {"n"}, key


CHINESE_SENTENCES = {
    "found": "该文件为人脸列出以下人群：黑人、白人、东亚人和维吾尔族，并随事件上报其值。",
    "found-inference": "该软件由人脸图像推断族群，为人脸列出以下人群：黑人、白人、东亚人和维吾尔族，并随事件上报其值。",
    "indicated": "未见对人员进行分类的能力，但有迹象需要进一步查看：已知提供此项的库和移除的痕迹。",
    "declared": "该文件保存人员的国籍，读自证件。未发现由图像得出该值的内容。",
    "nothing-inconclusive": "无法判断。在已解读的 71% 中未发现相关内容；未解读的 28% 中可能存在。",
}


@pytest.mark.parametrize("name", CASES)
def test_every_outcome_has_its_sentence_in_chinese(name: str) -> None:
    sentence, rest = headline.summary(case(name).targets[0], CHINESE)
    assert sentence == CHINESE_SENTENCES.get(name, sentence)
    assert "{" not in sentence + rest
    assert rest.startswith("以上仅说明软件中有什么")


def test_the_chinese_patterns_are_those_of_the_english_with_the_same_slots() -> None:
    def slots(message: str | tuple[str, str]) -> set[str]:
        text = message if isinstance(message, str) else message[1]
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    heads = ("list.", "share", "trait.", "this.", "in.", "headline.", "clause.", "sign.")
    needed = {key for key in en.MESSAGES if key.startswith(heads)}
    assert needed <= set(zh_hans.MESSAGES)
    assert all(slots(zh_hans.MESSAGES[key]) == slots(en.MESSAGES[key]) for key in needed)
    forbidden = re.compile("种族主义|间谍|合规|安全|风险|评分|违法|违反|不存在|没有能力")
    assert not [text for text in zh_hans.MESSAGES.values() if forbidden.search(str(text))]


SENTENCES = {
    "found": "This file lists the groups Black, White, East Asian and Uyghur for faces and sends it with events.",
    "found-inference": "This software works out ethnic group from pictures of faces, lists the groups Black, White, "
    "East Asian and Uyghur for faces and sends it with events.",
    "found-third-party": "A library by Example Face Engine in this file lists the groups Black, White, East Asian and "
    "Uyghur for faces and sends it with events. Whether this product uses it was not seen.",
    "indicated": "No ability to sort people was shown. There are signs that call for a closer look: a library known to "
    "offer it and a trace of removal.",
    "declared": "This file keeps the nationality of people, read from documents. Nothing was found that takes it from "
    "a picture.",
    "vocabulary": "Words for ethnic group stand in this file at 1 place. It was not seen to be used to sort people.",
    "nothing-complete": "Nothing was found in this file that sorts people by race, ethnicity or religion. All of it "
    "was understood.",
    "nothing-inconclusive": "No answer can be given. Nothing was found in the 71 % that was understood; the 28 % that "
    "was not could hide it.",
}


@pytest.mark.parametrize("name", CASES)
def test_headline(name: str) -> None:
    assert headline.headline(case(name).targets[0], ENGLISH) == SENTENCES[name]


def test_the_sentence_of_judging_goes_first() -> None:
    target = CASES["found"].target()
    said = msgspec.structs.replace(target, verdict=msgspec.structs.replace(target.verdict, headline="So it is."))
    assert headline.headline(said, ENGLISH) == "So it is."
    assert headline.headline(said, ENGLISH, judged=False) == SENTENCES["found"]


TAGS = {
    "found": ["Found", "Reading incomplete: there may be more"],
    "found-inference": ["Found", "Reading complete"],
    "indicated": ["Signs only: a person must look", "Reading complete"],
    "declared": ["Declared data only", "Reading complete"],
    "vocabulary": ["Words only", "Reading incomplete: there may be more"],
    "nothing-complete": ["Nothing found", "Reading complete"],
    "nothing-inconclusive": ["No answer: too much could not be read"],
}


@pytest.mark.parametrize("name", TAGS)
def test_tags(name: str) -> None:
    assert [tag.text for tag in headline.tags(case(name).targets[0], ENGLISH)] == TAGS[name]


def _found(*stages: Stage, **more: object) -> str:
    made = CASES["found"].target()
    verdict = msgspec.structs.replace(made.verdict, stages=stages, **more)
    return headline.headline(msgspec.structs.replace(made, verdict=verdict), ENGLISH)


def test_the_two_strongest_clauses() -> None:
    assert _found(Stage.FIELD) == "This file has a slot for ethnic group, nationality in its record of a face.".replace(
        "ethnic group, nationality", "ethnic group and nationality"
    )
    assert "has an alarm rule that acts on it" in _found(Stage.FIELD, Stage.SCHEME, Stage.EVENT, Stage.TRIGGER)
    assert _found(Stage.EVENT, traits=(Trait.RACE,)) == "This file sends race with events."
    assert _found(Stage.SCHEME, groups=(), traits=(Trait.RACE,)) == "This file lists kinds of race for faces."
    many = _found(Stage.SCHEME, groups=("A", "B", "C", "D", "E"))
    assert _found(Stage.FIELD, Stage.INFERENCE, traits=(Trait.RACE,)) == (
        "This file works out race from pictures of faces and has a slot for it in its record of a face."
    )
    assert many == "This file lists 5 groups of people, among them A, B and C for faces."


def test_switched_on_is_said_but_never_where_that_is_not_known() -> None:
    said = _found(Stage.FIELD, Stage.ENABLED, traits=(Trait.RACE,))
    assert said.endswith("It is switched on in the settings that were read.")
    assert "delivered" not in said


def _switched(*where: str, rule: bool = False, records: int = 0) -> str:
    made = CASES["found"].target()
    shown = (Stage.TRIGGER, Stage.ENABLED) if rule else (Stage.ENABLED,)
    place, *others = made.findings[0].evidence
    evidence = (msgspec.structs.replace(place, shows=shown), *others)
    on = tuple(
        msgspec.structs.replace(made.findings[0], enabled_in=place, records=records, evidence=evidence)
        for place in where
    )
    stages = (Stage.FIELD, *((Stage.TRIGGER,) if rule else ()), *((Stage.ENABLED,) if any(where) else ()))
    stages += (Stage.OBSERVED,) if records else ()
    verdict = msgspec.structs.replace(made.verdict, stages=stages, traits=(Trait.RACE,))
    return headline.headline(msgspec.structs.replace(made, verdict=verdict, findings=on), ENGLISH)


def test_what_is_delivered_and_this_installation_are_never_mixed() -> None:
    assert _switched("installation").endswith("It is on in this installation.")
    assert _switched("installation", rule=True).endswith("The rule is on in this installation.")
    assert _switched("delivered", rule=True).endswith("The rule is on in the settings it is delivered with.")
    assert _switched("installation", "delivered").endswith("It is on in the settings it is delivered with.")


def test_kept_records_are_counted_and_nothing_else_is_said_of_them() -> None:
    assert _switched("", records=1).endswith("1 record carries a value.")
    assert _switched("", "", records=600).endswith("1,200 records carry a value.")


def test_out_of_sight_is_no_answer_even_where_all_bytes_were_understood() -> None:
    target = msgspec.structs.replace(CASES["nothing-inconclusive"].target(), coverage=FULL)
    assert "decided where it could not be seen" in headline.headline(target, ENGLISH)
    assert headline.tags(target, ENGLISH)[0].text == "No answer: part of it decides out of sight"


def test_no_answer_names_what_would_help_most() -> None:
    limit = headline.limit(CASES["nothing-inconclusive"].target(), ENGLISH)
    assert limit.startswith("Do not quote this as “nothing found”.")
    assert limit.index("the key or for the model file") < limit.index("symbol files")


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 10, "0 %"), (1, 10_000, "under 1 %"), (9_999, 10_000, "over 99 %"), (10, 10, "100 %"), (0, 0, "0 %"),
     (5, 1000, "1 %"), (714, 1000, "71 %"), (715, 1000, "72 %"), (994, 1000, "99 %"), (996, 1000, "over 99 %")],
)  # fmt: skip
def test_shares_never_round_something_to_nothing_or_to_all(part: int, whole: int, said: str) -> None:
    assert ENGLISH.share(part, whole) == said


def test_numbers_sizes_lists() -> None:
    assert [size(n) for n in (0, 1, 999, 1000, 18_400_000, 999_600, 5 * 10**12)] == [
        "0 bytes", "1 byte", "999 bytes", "1 kB", "18.4 MB", "1 MB", "5 TB",
    ]  # fmt: skip
    assert number(1_048_400) == "1,048,400"
    assert [ENGLISH.list(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_missing_message_is_never_a_hole() -> None:
    with pytest.raises(KeyError):
        ENGLISH.say("no.such.message")
    with pytest.raises(KeyError):
        ENGLISH.say("trait.age")


def test_the_cases_add_up() -> None:
    for cover in (FULL, PART, Coverage()):
        assert cover.bytes == cover.understood + cover.sifted + cover.padding + cover.opaque
    assert COMPONENT.library
    assert capability().kind is Kind.CAPABILITY


def test_the_first_words_of_a_finding_are_those_for_its_groups() -> None:
    finding = capability(groups=("Uyghur", "Black", "White"), as_written=("UYGUR", "", "WHITE", "维族", "", "UYGUR"))
    assert groups_of(finding) == (
        Group("Uyghur", ("UYGUR",)), Group("Black", ()), Group("White", ("WHITE",)), Group("", ("维族",)),
    )  # fmt: skip
    assert groups_of(capability(groups=("Uyghur", "Black"), as_written=("维族",)))[1] == Group("Black", ())
    loose = capability(kind=Kind.VOCABULARY, groups=("Uyghur",), as_written=("race", "维族"))
    assert groups_of(loose) == (Group("Uyghur", ()), Group("", ("race", "维族")))


def test_an_empty_word_is_never_printed() -> None:
    finding = capability(groups=("Uyghur", "Black"), as_written=("UYGUR", "", "维族", ""))
    made = report(msgspec.structs.replace(CASES["found"].target(), findings=(finding,)))
    page = to_terminal(made, width=80, colour=False, unicode=True)
    assert "Uyghur “UYGUR”" in page
    assert "Words   “维族”" in page
    assert not re.search("“\\s*”", page)
    assert not re.search("“\\s*”", re.sub("<[^>]*>", "", to_html(made)))


def test_all_but_pictures_is_said_where_pictures_were_left_closed() -> None:
    target = CASES["nothing-complete"].target()
    some = msgspec.structs.replace(
        target, coverage=msgspec.structs.replace(target.coverage, opaque=1_000_000, bytes=101_000_000)
    )
    assert headline.headline(some, ENGLISH).endswith("All of it but pictures, sound and fonts was understood.")
    assert "除图片、声音和字体外" in headline.summary(some, CHINESE)[0]


def test_a_folder_is_called_a_folder() -> None:
    target = msgspec.structs.replace(CASES["found"].target(), folder=True)
    assert headline.headline(target, ENGLISH).startswith("This folder lists")
    assert headline.summary(target, CHINESE)[0].startswith("该文件夹")
    page = to_html(report(target))
    assert "In this folder" in page
    assert "In the folder" in page
    assert "This software" not in page


def test_a_report_shows_in_full_the_path_the_list_and_a_place_for_each_stage() -> None:
    base = capability()
    far = tuple(evidence("stuAttr", (Stage.EVENT,), "field", line=5_000 + 9 * n) for n in range(40))
    search = evidence("nAge", (Stage.EXPOSURE,), "field", line=9_000)
    finding = capability(evidence=(*base.evidence, *far, search))
    shown = told(finding)
    assert shown[:4] == path_of(finding) == [0, 2, 3, 4]
    assert shown[4:] == [1, 45], "the entry of the list, then the search; the other events only on a line each"
    page = to_html(report(msgspec.structs.replace(CASES["found"].target(), findings=(finding,))))
    assert "40 more places of this finding" in page
