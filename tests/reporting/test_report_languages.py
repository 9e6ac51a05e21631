"""Two complete languages, and others by translation file: what is missing is said in English, never left out."""

import ast
import re
import string
from pathlib import Path

import msgspec
import pytest

import sousveil
from sousveil.judging import claims as judged
from sousveil.judging.signs import INNOCENT, ONE, SEVERAL
from sousveil.knowledge import load
from sousveil.linking.code.flows import FROM_A_PICTURE
from sousveil.linking.code.scripts import PICTURED
from sousveil.linking.settings import TABLE
from sousveil.model.words import Kind, Origin, Owner, Stage, Trait
from sousveil.opening.gaps import _TABLE
from sousveil.reporting import to_html, to_terminal
from sousveil.reporting.catalogue import en, zh_hans, zh_hans_told
from sousveil.reporting.claims import claim
from sousveil.reporting.languages import LanguageError, words_of
from sousveil.reporting.retold import Retold
from sousveil.reporting.words import CHINESE, ENGLISH
from tests.reporting.invented import CASES, COMPONENT, DECLARED, TRACE, capability, case, full_case, poison, report

SOURCE = Path(sousveil.__file__).parent
HAN = re.compile("[\u4e00-\u9fff]")
SAYS = re.compile(r"(?=.{26})[a-z][\w ,:;'-]+ [\w ,:;'-]+")
"""A sentence in small letters, as reasons are."""


def slots(message: str | tuple[str, ...]) -> set[str]:
    forms = [message] if isinstance(message, str) else message
    return {name for text in forms for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_chinese_has_every_message_of_english_and_no_other() -> None:
    theirs = {key for key in zh_hans.MESSAGES if not key.startswith("group.")}
    assert set(en.MESSAGES) - theirs == set(), "these have no Chinese message yet"
    assert theirs - set(en.MESSAGES) == set(), "these have no English message"


def test_a_message_has_the_slots_of_the_english_one() -> None:
    for key, english in en.MESSAGES.items():
        assert slots(zh_hans.MESSAGES[key]) <= slots(english) | {"n"}, key
        assert slots(english) - {"n"} <= slots(zh_hans.MESSAGES[key]), key
    for english, told in zh_hans_told.SENTENCES.items():
        assert slots(told) <= slots(english), english


def test_chinese_is_chinese() -> None:
    may = {"denial.vocabulary", "list.two", "list.more", "share", "clauses.more", "fact.sha256", "check.command",
           "told.rule.named", "step.says", "sentence.join", "headline.found", "told.tested", "reply.head",
           "method.tool.is", "page.title", "sentence.end", "list.comma", "list.colon", "list.semicolon",
           "compare.how"}  # fmt: skip
    plain = [key for key, told in zh_hans.MESSAGES.items() if key not in may and not HAN.search(str(told))]
    assert plain == []


def said_elsewhere() -> set[str]:
    """What rooms other than this one say in English in a report, out of their tables and their source."""
    said = {remedy for _, remedy in _TABLE.values() if remedy}
    said |= {question.format(trait="race") for question in judged.QUESTIONS.values()}
    said |= {text for pair in INNOCENT.values() for text in pair}
    said |= {condition.because for rule in load().rules for condition in rule.unless if condition.because}
    said |= {component.says for component in load().components}
    for folder in ("linking", "judging", "reading", "running"):
        for path in (SOURCE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.keyword) and node.arg in {"remedy", "why", "explanation"}:
                    said |= {one.value for one in ast.walk(node.value) if _sentence(one)}
    return said


WHYS = {"(setting, why)", "setting, why", "why"}


def reasons_of_links() -> set[str]:
    """Why a setting was told and why two places are joined: out of the table, and the calls that join."""
    said = {why for _, why, _ in TABLE}
    for path in (SOURCE / "linking").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "edge":
                said |= {one.value for argument in node.args for one in ast.walk(argument) if _sentence(one)}
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {
                "(setting, why)",
                "setting, why",
                "why",
            }:
                said |= {one.value for one in ast.walk(node.value) if _sentence(one)}
    return said | {FROM_A_PICTURE, PICTURED}


def test_every_reason_of_a_link_can_be_said_in_chinese() -> None:
    said = reasons_of_links()
    assert len(said) > 60
    assert {text for text in said if not CHINESE.knows(text)} == set()


def _sentence(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip()


def test_what_other_rooms_say_can_be_said_in_chinese_but_for_a_few_that_are_new() -> None:
    said = said_elsewhere()
    unknown = {text for text in said if not CHINESE.knows(text)}
    assert len(said) > 100
    assert len(unknown) * 10 <= len(said), f"these stay English in a Chinese page: {unknown}"


BARE = ", without a comment where the others have one"


@pytest.mark.parametrize("pattern", [*ONE.values(), *SEVERAL.values()])
@pytest.mark.parametrize("bare", ["", BARE, f"; 2 of them are{BARE[1:]}"])
def test_traces_are_told_in_chinese(pattern: str, bare: str) -> None:
    filled = {"trait": "ethnic group", "record": "FACE", "records": "A, B and C", "count": 3, "written": "byRes1",
              "published": "byRace", "before": "a", "after": "b", "groups": "Uyghur and Han", "value": 2,
              "editions": "published editions of it have", "copies": "published editions of them", "names": '"x"',
              "offset": ", at byte 8" if bare.startswith(",") else "", "bare": bare, "beside": "",
              "missing": "is missing"}  # fmt: skip
    if bare.startswith(";") != (pattern in SEVERAL.values() and "{bare}" in pattern) and bare:
        return
    told = CHINESE.retell(pattern.format_map(filled))
    assert HAN.search(told), told
    assert not re.search(r"\b(in|the|stands?|where|without)\b", told, re.IGNORECASE), told


def test_components_are_told_in_chinese() -> None:
    said = (
        "Example, which gives out race in five labels, with sex and age, is used by the software, which calls f and g."
    )
    assert CHINESE.retell(said) == "Example（给出分为五类的种族以及性别和年龄）被软件使用，软件调用 f and g。"


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.VOCABULARY])
@pytest.mark.parametrize("trait", Trait)
def test_every_claim_of_a_capability_can_be_made_in_chinese(stage: Stage, trait: Trait) -> None:
    finding = capability(stages=(stage,), trait=trait, enabled_in="delivered", records=3)
    assert HAN.search(claim(finding, CHINESE))
    assert claim(finding, ENGLISH) == finding.claim


@pytest.mark.parametrize("kind", [Kind.DECLARED, Kind.STATED, Kind.PROFILING, Kind.VOCABULARY])
@pytest.mark.parametrize("origin", Origin)
@pytest.mark.parametrize("owner", Owner)
def test_every_other_claim_too(kind: Kind, origin: Origin, owner: Owner) -> None:
    told = claim(capability(kind=kind, origin=origin, owner=owner), CHINESE)
    assert HAN.search(told)
    assert "{" not in told


ENGLISH_WORD = re.compile(r"(?<![\w./@-])(?:the|of|is|was|not|found|with|and|by)(?![\w./-])", re.IGNORECASE)


@pytest.mark.parametrize("name", CASES)
def test_a_page_in_chinese_says_nothing_of_its_own_in_english(name: str) -> None:
    page = to_html(case(name), "zh")
    assert '<html lang="zh-Hans" dir="ltr">' in page
    body = page[page.index("<body") :]
    body = re.sub(r'<section class=sec id=summary lang="en".*?</section>', "", body, flags=re.DOTALL)
    body = re.sub(r"<(script|code|pre|title|desc)\b.*?</\1>", "", body, flags=re.DOTALL)
    body = re.sub(r'<(bdi|i)( [^>]*)? lang="?en"?>.*?</\1>', "", body, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", "\n", body)
    findings = case(name).targets[0].findings
    invented = [link.why for one in findings for link in one.chain] + [one.claim for one in findings]
    invented += [gap.remedy.rstrip(".") for gap in case(name).targets[0].gaps]
    invented += [case(name).targets[0].provenance.from_]
    left = [line for line in text.splitlines() if ENGLISH_WORD.search(line)]
    assert [line for line in left if not any(given and given in line for given in invented)] == []


def test_each_page_carries_the_summary_of_the_other_and_names_its_file() -> None:
    page = to_html(case("found"), "zh", sibling="report.html")
    summary = page[page.index('id=summary lang="en"') :]
    assert "This file lists the groups Black, White, East Asian and Uyghur for faces" in summary
    assert "report.html" in summary
    assert 'id=summary lang="zh-Hans"' in to_html(case("found"))


@pytest.mark.parametrize(
    "text", ["", "Scan", "In the record x", "Install a (b", "{name}", "a; b", ", , and ", "and and"]
)
def test_what_is_no_known_sentence_stays_as_it_is(text: str) -> None:
    assert CHINESE.retell(text) == text


def test_hostile_names_cannot_make_a_pattern_slow_or_break_it() -> None:
    name = '", between {x} and ' * 20
    said = f'In the record {name}, "{name}" stands where published editions of it have "b", between c and d.'
    assert HAN.search(CHINESE.retell(said))
    assert CHINESE.retell("In the record " + "x" * 10_000_000) == "In the record " + "x" * 10_000_000


def test_a_pattern_gives_back_what_stood_in_its_slots() -> None:
    retold = Retold({"{a} of {b}, {c}.": "{c}<{b}<{a}"}, ", ", "; ")
    assert retold.tell("x of y of z, w.", {}) == "w<y of z<x"
    assert retold.tell("x of y", {}) is None


PARTIAL = """
code = "eo"
[messages]
"tag.found" = "Trovita"
"places" = ["{n} loko", "{n} lokoj"]
"stages.title" = "Kio estis montrita"
[sentences]
"It is for reading ID cards" = "Ĝi legas identigilojn"
"""


def test_a_partial_language_falls_back_message_by_message(tmp_path: Path) -> None:
    path = tmp_path / "eo.toml"
    path.write_text(PARTIAL, "utf-8")
    page = to_html(case("found"), str(path))
    assert '<html lang="eo" dir="ltr">' in page
    for told in ("Trovita", "Kio estis montrita", "Ĝi legas identigilojn"):
        assert told in page
    assert re.search(r"\d+ lokoj", page)
    for english in ("Method and limits", "Reading incomplete: there may be more"):
        assert english in page
    # A sentence is never half in one language and half in another.
    assert "This file lists the groups Black, White, East Asian and Uyghur for faces and sends it with events." in page
    assert 'id=summary lang="en"' in page
    assert "Trovita".upper() in to_terminal(case("found"), width=80, colour=False, unicode=True, lang=str(path))


def test_a_language_that_runs_from_right_to_left(tmp_path: Path) -> None:
    path = tmp_path / "ar.toml"
    path.write_text('code = "ar"\ndirection = "rtl"\n', "utf-8")
    assert '<html lang="ar" dir="rtl">' in to_html(case("found"), str(path))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('code = "en"', "another language"),
        ('code = "x y"', "another language"),
        ("messages = 1", "messages"),
        ('code = "eo"\nwhat = 1', "what"),
        ('code = "eo"\ndirection = "up"', "direction"),
        ('code = "eo"\n[messages]\n"no.such" = "x"', "no message"),
        ('code = "eo"\n[messages]\n"places" = ["a", "b", "c"]', "forms"),
        ('code = "eo"\n[messages]\n"examined" = "{other}"', "slots"),
        ('code = "eo"\n[messages]\n"examined" = "{when.__class__}"', "slots"),
        ('code = "eo"\n[messages]\n"examined" = "{when!r}"', "slots"),
        ('code = "eo"\n[messages]\n"examined" = "{"', "slots"),
        ('code = "eo"\n[sentences]\n"a {b}" = "{c}"', "slots"),
        ("code = ", "toml"),
    ],
)
def test_a_file_that_is_no_translation_is_refused(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(LanguageError, match=re.compile(why, re.IGNORECASE)):
        words_of(str(path))


def test_no_such_language_and_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="not written in this language: tlh"):
        words_of("tlh")
    with pytest.raises(LanguageError, match="No such file"):
        words_of(str(tmp_path / "none.toml"))


def test_hostile_text_is_as_harmless_in_chinese() -> None:
    page = to_html(poison(full_case(), "</title><script>alert(1)</script>\u202e"), "zh")
    assert page.count("<script>") == 1
    assert "\u202e" not in page


def test_other_findings_and_gaps_are_told_in_chinese() -> None:
    found = msgspec.structs.replace(CASES["found"].target(), findings=(capability(), TRACE, COMPONENT, DECLARED))
    page = to_html(report(found), "zh")
    for told in (
        "没有名称的机器代码",
        "仅有迹象" if False else "痕迹",
        "软件在人员记录中设有“国籍”字段，读自证件。",
        "维吾尔族",
    ):
        assert told in page


def test_the_terminal_page_in_chinese_has_the_same_order() -> None:
    page = to_terminal(case("found"), width=80, colour=False, unicode=True, lang="zh", exit_code=1)
    for told in ("已发现", "该文件为人脸列出", "随报警或事件上报", "未读取", "可向厂商提出的问题", "退出码 1"):
        assert told in page


def test_every_reason_that_a_module_of_linking_gives_is_told_in_chinese() -> None:
    """A reason is a constant in capitals that says something; patterns and short words are none."""
    given: dict[str, str] = {}
    for path in sorted((SOURCE / "linking").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            value = node.value if isinstance(node, ast.Assign) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and SAYS.fullmatch(value.value):
                given[value.value] = path.name
    assert len(given) > 40
    assert not {reason: name for reason, name in given.items() if reason not in zh_hans_told.SENTENCES}
