"""The HTML report as a file: structure, policy, escaping, budget. What a browser makes of it: test_report_browser."""

import base64
import hashlib
import html
import os
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from sousveil.model.report import ContextLine, GapEntry, Report
from sousveil.model.words import Outcome, Stage, Step
from sousveil.reporting import to_html
from sousveil.reporting.story import FEWEST
from tests.reporting.invented import CASES, FULL, WORDS, capability, case, evidence, full_case, poison, report
from tests.reporting.many import many, many_chains, many_kinds

GOLDEN = Path(__file__).parent / "golden"
ENDED_BY = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th"}, "th": {"td", "th"},
    "tr": {"td", "th", "tr"}, "tbody": {"td", "th", "tr", "thead", "tbody"},
}  # fmt: skip
"""What needs no end of its own where one of these begins, or what holds it ends (HTML, "Optional tags")."""
NEED_NONE = {"li", "dt", "dd", "td", "th", "tr", "thead", "tbody"}
VOID = {"meta", "input", "br", "rect", "circle", "path", "use"}
HOSTILE = {
    "markup": "</title></script><script>alert(1)</script><img src=x onerror=alert(1)><!-- \"'> <svg/onload=alert(1)>",
    "template": "{{ 7*7 }}{% raw %}{# #} ${7*7} %s {n}",
    "bidi": "abc\u202ecba\u2066\u2069\u200f اب \u061c",
    "controls": "a\0b\x1b[31mc\x7f\x85\r\n\tz",
    "hidden": "a\u200bb\U000e0041c\ufe0f\ufeff\ue000\uffff",
    "surrogate": "a\udcffb\ud800c",
    "entity": "&lt;b&gt;&#x3C;script&#x3E;&amp;",
    "url": "javascript:alert(1)//https://example.invalid/?a=b#c",
    "empty": "",
}


STRUCTURE = (
    "html", "head", "meta", "title", "style", "script", "body", "header", "main", "article", "section", "nav", "footer",
    "h1", "h2", "h3", "h4", "h5", "svg", "use", "path", "text", "rect", "table", "tr", "th", "td", "figure",
    "figcaption", "ul", "ol", "blockquote", "input", "label", "q",
)  # fmt: skip
"""What no text may add to or take away: all but the notes and folds that depend on what a text holds."""


class Dom(HTMLParser):
    """A flat reading of the page: tags with their attributes, ids, links, text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.headings: list[int] = []
        self._skip = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        while self.open and self.open[-1] in ENDED_BY.get(tag, ()):
            self.open.pop()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self.open and self.open[-1] != tag and self.open[-1] in NEED_NONE:
            self.open.pop()
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in {"style", "script"}:
            self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, own, value in self.attributes if own == name]


def shape(page: str) -> Counter:
    """How often each element stands there, without the islands and tokens that foreign text brings with it."""
    dom = Dom(page)
    return Counter(tag for tag, _ in dom.tags if tag not in {"span", "bdi", "br", "i"})


@pytest.mark.parametrize("name", CASES)
def test_well_formed_with_unique_ids_and_links_that_lead_somewhere(name: str) -> None:
    _well_formed(case(name))


def test_several_targets_in_one_page() -> None:
    dom = _well_formed(full_case())
    assert dom.headings.count(1) == 1
    assert [i for i in dom.values("id") if i.endswith("-name")] == ["t1-name", "t2-name"]


def test_a_report_on_nothing() -> None:
    _well_formed(report())


def _well_formed(made: Report) -> Dom:
    dom = Dom(to_html(made))
    assert not dom.open
    ids = dom.values("id")
    assert len(ids) == len(set(ids))
    links = dom.values("href")
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    for reference in dom.values("aria-labelledby"):
        assert set(reference.split()) <= set(ids)
    assert dom.headings.count(1) == 1
    assert dom.headings[0] == 1
    assert all(b - a <= 1 for a, b in zip(dom.headings, dom.headings[1:], strict=False))
    return dom


@pytest.mark.parametrize("name", ["found", "nothing-complete"])
def test_nothing_is_asked_of_the_network_and_the_policy_holds_the_page(name: str) -> None:
    page = to_html(case(name))
    policy = re.search(r'http-equiv=Content-Security-Policy content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    dom = Dom(page)
    assert not dom.values("style")
    assert not dom.values("src")
    assert not [name for _, name, _ in dom.attributes if name.startswith("on")]
    tags = {tag for tag, _ in dom.tags}
    assert not tags & {"img", "iframe", "form", "link", "object", "embed", "base", "video", "audio", "image"}
    assert "url(http" not in page
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_in_every_slot_makes_no_element_and_no_attribute(name: str) -> None:
    made = full_case()
    plain, hostile = to_html(poison(made, "plain")), to_html(poison(made, HOSTILE[name]))
    dom, plain_dom = Dom(hostile), Dom(plain)
    assert not dom.open
    expected, found = shape(plain), shape(hostile)
    assert set(found) <= set(expected)
    if name != "empty":  # where nothing is said, nothing is listed
        # Beside a line in another script stands a cell for its words.
        fixed = [tag for tag in STRUCTURE if name != "bidi" or tag not in {"td", "th"}]
        assert {tag: found[tag] for tag in fixed} == {tag: expected[tag] for tag in fixed}
    assert {key for key, _, _ in dom.attributes} <= {key for key, _, _ in plain_dom.attributes} | {"bdi", "span"}
    # A part without a transform has commands, and one that is transformed by no known step has none.
    commands = {("pre", ()), ("button", ("hidden",))} if name == "empty" else set()
    assert set(dom.tags) - set(plain_dom.tags) <= {("span", ("class",)), ("bdi", ())} | commands
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ud800-\udfff]", hostile
    )
    hostile.encode()
    for value in dom.values("id") + dom.values("class") + dom.values("data-copy"):
        assert re.fullmatch(r"[A-Za-z0-9 -]*", value)


def test_hidden_characters_are_shown_by_their_codes_and_said() -> None:
    line = "    x = 1; /* \u202e } \u2066 */ emEthnic"
    place = evidence("emEthnic", (Stage.FIELD,), "field", lines=(line,), first=7)
    made = msgspec.structs.replace(CASES["found"].target(), findings=(capability(evidence=(place,), chain=()),))
    page = to_html(report(made))
    assert '<span class="cc">U+202E</span>' in page
    assert "Holds characters that reorder or hide text" in page


def test_a_line_of_a_megabyte_is_cut_around_its_quote() -> None:
    line = "x" * 500_000 + "emEthnic" + "y" * 500_000
    place = evidence("emEthnic", (Stage.FIELD,), "field", lines=(line,), first=7)
    made = msgspec.structs.replace(CASES["found"].target(), findings=(capability(evidence=(place,), chain=()),))
    page = to_html(report(made))
    assert len(page) < 80_000
    assert "<b>emEthnic</b>" in page
    assert "… 499,884 characters …" in page


def test_ten_thousand_layers_are_counted_not_printed() -> None:
    deep = tuple(f"layer{n}.zip" for n in range(10_000))
    place = evidence("emEthnic", (Stage.FIELD,), "field", layers=deep)
    gap = GapEntry(layers=deep, step=Step.OPENING, code="encrypted", bytes=1, could_hide=(Stage.FIELD,), remedy="")
    made = msgspec.structs.replace(
        CASES["found"].target(), findings=(capability(evidence=(place,), chain=()),), gaps=(gap,)
    )
    page = to_html(report(made))
    assert len(page) < 90_000
    assert "… 9,990 layers …" in page


def test_text_of_a_megabyte_in_every_slot_is_cut() -> None:
    page = to_html(poison(full_case(), "<b>" * 350_000))
    assert len(page) < 3_000_000


def test_budget_empty_typical_and_ten_thousand_findings() -> None:
    empty = to_html(case("nothing-complete"))
    assert len(empty.encode()) <= 40_000
    style = re.search(r"<style>(.*?)</style>", empty, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", empty, re.DOTALL)
    assert style
    assert script
    assert len(style[1].encode()) + len(script[1].encode()) <= 20_000

    typical = tuple(capability(id=f"c-{n}") for n in range(8))
    page = to_html(report(msgspec.structs.replace(CASES["found"].target(), findings=typical)))
    assert len(page.encode()) <= 150_000


@pytest.mark.parametrize("build", [many, many_chains, many_kinds])
def test_ten_thousand_findings_stay_within_three_megabytes(build: Callable[[int], Report]) -> None:
    assert len(to_html(build(10_000)).encode()) <= 3_000_000


def test_all_of_ten_thousand_findings_stand_in_the_page() -> None:
    made = many(10_000)
    page = to_html(made)
    assert page.count("<figure class=ev>") == 200
    assert all(f"emEthnic{n}" in page for n in (0, 199, 200, 5_000, 9_999))


def test_beyond_twenty_thousand_places_the_page_says_how_many_only_the_json_has() -> None:
    place = WORDS.evidence[0]
    places = tuple(msgspec.structs.replace(place, line=n + 1, text=f"ethnic{n}", context=()) for n in range(20_007))
    words = msgspec.structs.replace(WORDS, evidence=places)
    page = to_html(report(msgspec.structs.replace(CASES["vocabulary"].target(), findings=(words,))))
    assert "7 further places stand only in the JSON report." in page


def test_places_that_say_the_same_are_one_row_with_a_count() -> None:
    place = WORDS.evidence[0]
    words = msgspec.structs.replace(WORDS, evidence=(place,) * 250)
    page = to_html(report(msgspec.structs.replace(CASES["vocabulary"].target(), findings=(words,))))
    assert "× 250" in page


def test_every_place_of_a_finding_with_many_is_reachable() -> None:
    base = evidence("emEthnic", (Stage.FIELD,), "field")
    places = tuple(
        msgspec.structs.replace(base, line=50 * n + 1, text=f"slot{n}",
                                context=(ContextLine(50 * n + 1, f"BYTE slot{n};", quoted=True),)) for n in range(300)
    )  # fmt: skip
    made = msgspec.structs.replace(CASES["found"].target(), findings=(capability(evidence=places, chain=()),))
    page = to_html(report(made))
    assert all(f"slot{n}" in page for n in range(300))
    assert page.count("<figure class=ev>") == FEWEST


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not written in this language"):
        to_html(case("found"), "tlh")


def test_no_answer_stands_alone_and_no_empty_section_is_left_out() -> None:
    page = to_html(case("nothing-inconclusive"))
    assert page.count('<li class="tag') == 1
    for sentence in (
        "No trace of removal was found in what was read.",
        "No library known to offer such an attribute was recognised.",
        "No reply of the maker is recorded in this report.",
        "No capability was found in what was read.",
    ):
        assert sentence in page


def test_a_target_without_bytes_has_no_bar() -> None:
    made = msgspec.structs.replace(
        CASES["nothing-complete"].target(), coverage=msgspec.structs.replace(FULL, bytes=0, understood=0, padding=0)
    )
    page = to_html(report(made))
    assert "It holds no bytes to read." in page
    assert "<svg class=bar" not in page


def first_screen(name: str) -> str:
    """The text of the page up to the contents, one line a piece."""
    page = to_html(case(name))
    head = page[page.index("<main id=main") : page.index("<nav")]
    head = re.sub(r"</(?:p|h\d|div|caption|ul|table)>|<(?:tr|li)\b[^>]*>", "\n", head)
    text = html.unescape(re.sub(r"<[^>]+>", " ", head))
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line) + "\n"


@pytest.mark.parametrize("name", CASES)
def test_first_screen(name: str) -> None:
    golden = GOLDEN / f"first-screen-{name}.txt"
    text = first_screen(name)
    if os.environ.get("SOUSVEIL_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_outcomes_cover_the_model() -> None:
    assert {made.outcome for made in CASES.values()} == set(Outcome)
