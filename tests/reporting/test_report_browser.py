"""What a browser makes of the HTML report: Debian's Chromium without a window, no network."""

import hashlib
import io
import re
import shutil
import subprocess
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sousveil.model.report import Report
from sousveil.reporting import to_html
from tests.reporting.invented import CASES, case, full_case, poison, report
from tests.reporting.many import many, many_kinds
from tests.reporting.test_report_html import HOSTILE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: the browser tests did not run"),
    # The driver leaves its pipes to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Watched:
    """A page with what it said and what it asked for."""

    def __init__(self, browser, path: Path, **options) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.url = path.as_uri()
        self.page.goto(self.url)


@pytest.fixture
def opened(browser, tmp_path: Path) -> Iterator:
    pages: list[Watched] = []

    def open_(made: Report, lang: str = "en", **options) -> Watched:
        path = tmp_path / f"report{len(pages)}.html"
        path.write_bytes(to_html(made, lang).encode())
        pages.append(Watched(browser, path, **options))
        return pages[-1]

    yield open_
    for watched in pages:
        watched.context.close()
        assert watched.said == [], "the page said something on the console"
        assert set(watched.asked) <= {watched.url}, "a request left the page"


def open_all(page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_first_screen_fits(name: str, lang: str, opened) -> None:
    page = opened(case(name), lang).page
    assert page.evaluate("document.querySelector('.means').getBoundingClientRect().bottom") <= 800
    assert page.evaluate(WIDER) == 0


@pytest.mark.parametrize("columns", [320, 390, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_scrolls_sideways_even_with_everything_open(columns: int, scheme: str, opened) -> None:
    page = opened(full_case(), viewport={"width": columns, "height": 800}, color_scheme=scheme).page
    open_all(page)
    assert page.evaluate(WIDER) == 0


@pytest.mark.parametrize(
    "text", ["x" * 3_000, "维" * 3_000, "a/" * 1_500, "\u202e" * 500], ids=["word", "wide", "path", "tokens"]
)
def test_long_foreign_text_makes_no_page_wider(text: str, opened) -> None:
    page = opened(poison(full_case(), text), viewport={"width": 320, "height": 640}).page
    open_all(page)
    assert page.evaluate(WIDER) == 0


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_makes_no_element(name: str, opened) -> None:
    watched = opened(poison(full_case(), HOSTILE[name]))
    page = watched.page
    open_all(page)
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.styleSheets.length") == 1
    assert (
        page.evaluate("document.querySelectorAll('img,iframe,object,embed,form,link,base,a:not([href^=\"#\"])').length")
        == 0
    )
    handlers = (
        "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on|^style$|^src/.test(a.name)))"
    )
    assert page.evaluate(f"{handlers}.length") == 0
    controls = r"/[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u0000-\u0008\u000b-\u001f]/"
    assert not page.evaluate(f"{controls}.test(document.body.textContent)")


def test_without_script_all_the_evidence_can_be_reached(opened) -> None:
    page = opened(case("found"), java_script_enabled=False).page
    folds = page.locator("details")
    for index in range(folds.count()):
        fold = folds.nth(index)
        if fold.get_attribute("open") is None and fold.locator("> summary").is_visible():
            fold.locator("> summary").click()
    seen = page.locator("body").inner_text()
    for text in ("EM_ETHNIC_UYGUR", "维吾尔族", "45 4d 5f 45", "unzip -p", "byRes2", "ethnic_group", "nAge"):
        assert text in seen
    assert page.locator("#q").is_hidden()
    assert page.locator("button:visible").count() == 0


def test_a_link_opens_what_it_leads_to(opened) -> None:
    page = opened(case("found")).page
    page.evaluate("location.hash = '#k-trace'")
    page.wait_for_function("document.querySelector('#k-trace > details').open")
    assert page.locator("#k-trace").get_by_text("byRes2", exact=False).first.is_visible()


def test_several_targets_share_one_filter(opened) -> None:
    page = opened(full_case()).page
    page.locator("#q").fill("passport")
    assert page.locator("#t1-k-declared").is_visible()
    page.locator("#t1-k-trace").wait_for(state="hidden")


def test_filter_open_all_and_copy(opened) -> None:
    page = opened(case("found")).page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("passport")
    assert page.locator("#k-declared").is_visible()
    page.locator("#k-trace").wait_for(state="hidden")  # it filters once nobody types any more
    assert re.fullmatch(r"\d+ of \d+ entries", page.locator("#say").inner_text())
    page.locator("#openall").click()
    assert page.evaluate("[...document.querySelectorAll('details')].every(d => d.open)")
    page.locator("#openall").click()
    assert not page.evaluate("[...document.querySelectorAll('details')].some(d => d.open)")
    button = page.locator("button[data-copy=k2]")
    button.click()
    page.wait_for_function("document.querySelector('button[data-copy=k2]').textContent !== 'Copy'")


def test_the_keyboard_finds_the_skip_link_first_and_sees_where_it_is(opened) -> None:
    page = opened(case("found")).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_landmarks_and_names(opened) -> None:
    page = opened(full_case()).page
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    unnamed = """[...document.querySelectorAll('nav,article,svg[role=img],[role=region]')]
        .filter(e => !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby')).length"""
    assert page.evaluate(unnamed) == 0
    names = (
        "[...document.querySelectorAll('nav,section[aria-label]')].map(e => e.tagName + e.getAttribute('aria-label'))"
    )
    assert len(set(page.evaluate(names))) >= 2
    small = """[...document.querySelectorAll('summary,button')].filter(e => {
        const r = e.getBoundingClientRect(); return r.height && r.height < 24 }).length"""
    assert page.evaluate(small) == 0


CONTRAST = """() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c } return [255, 255, 255] };
  const bad = [];
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const e = n.parentElement;
    if (!n.data.trim() || e.closest('svg,[hidden],.vh')) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) bad.push(e.outerHTML.slice(0, 120));
  }
  return bad;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(scheme: str, opened) -> None:
    page = opened(full_case(), color_scheme=scheme).page
    open_all(page)
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_red_and_no_green(scheme: str, opened) -> None:
    page = opened(full_case(), color_scheme=scheme).page
    colours = page.evaluate("""[...new Set([...document.querySelectorAll('body *')].flatMap((e) => {
        const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.fill, s.stroke, s.borderTopColor] }))]""")
    for colour in colours:
        numbers = [float(n) for n in re.findall(r"[\d.]+", colour)]
        if len(numbers) < 3 or (len(numbers) == 4 and numbers[3] == 0):
            continue
        red, green, blue = numbers[:3]
        assert not (green > red + 24 and green > blue + 24), f"green: {colour}"
        assert not (red > 2.2 * max(green, 1) and red > 2.2 * max(blue, 1)), f"red: {colour}"


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf)) or sum(
        len(re.findall(rb"/Type\s*/Page\b", _inflated(stream)))
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    )


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["found", "nothing-inconclusive"])
def test_on_paper_page_one_holds_the_first_screen_and_the_stages(name: str, paper: str, opened) -> None:
    watched = opened(case(name))
    assert pages_of(watched.page.pdf(format=paper, prefer_css_page_size=False)) >= 2
    # Laid out at the width of the paper between its margins (15 mm each side), page one ends where a page is full.
    wide, high = {"A4": (210, 297), "Letter": (215.9, 279.4)}[paper]
    pixels = 96 / 25.4
    watched.page.set_viewport_size({"width": int((wide - 30) * pixels), "height": 800})
    watched.page.emulate_media(media="print")
    bottom = watched.page.evaluate("document.querySelector('.means').getBoundingClientRect().bottom + scrollY")
    assert bottom <= (high - 34) * pixels
    breaks = "getComputedStyle(document.querySelector('#sec-findings')).breakBefore"
    assert watched.page.evaluate(breaks) == "page"


def test_on_paper_what_is_folded_is_open_and_what_is_for_the_hand_is_gone(opened) -> None:
    page = opened(case("found")).page
    page.emulate_media(media="print")
    assert page.evaluate("document.querySelector('#k-trace .other').getBoundingClientRect().height") > 0
    for selector in (".toc", ".tools", "button", "dd .self"):
        assert page.locator(selector).first.is_hidden()
    for heading in page.locator("h2, h3, h4, h5").all()[:20]:
        assert heading.evaluate("e => getComputedStyle(e).breakInside") == "avoid", heading.inner_text()


def test_on_paper_a_long_list_says_how_much_of_it_is_left_out(opened) -> None:
    one = many(1).targets[0].findings[0]
    spots = tuple(
        msgspec.structs.replace(place, line=9 * n, text=f"slot{n}", context=())
        for n, place in enumerate(one.evidence * 300, 1)
    )
    made = msgspec.structs.replace(case("found").targets[0], findings=(msgspec.structs.replace(one, evidence=spots),))
    page = opened(report(made)).page
    assert page.locator(".paper:visible").count() == 0
    page.emulate_media(media="print")
    heights = "(selector) => [...document.querySelectorAll(selector)].map((e) => e.getBoundingClientRect().height)"
    assert len([high for high in page.evaluate(heights, ".paper") if high]) == 1
    rows = page.evaluate(heights, ".l tr")
    assert len([high for high in rows if high]) == 200
    assert f"{len(rows) - 200} more lines are left out" in (page.locator(".paper").text_content() or "")


def test_forced_colours_keep_the_four_marks(opened) -> None:
    page = opened(case("found"), forced_colors="active").page
    marks = page.evaluate("[...document.querySelectorAll('.stages use')].map(u => u.getAttribute('href'))")
    assert set(marks) == {"#yes", "#no", "#ask", "#nil"}
    assert page.locator(".stages .st").all_inner_texts()[0] == "Shown"


def test_ten_thousand_findings_open_quickly(opened) -> None:
    page = opened(many(10_000)).page
    timing = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert timing < 6_000  # 0.6 s alone on two cores; the tests share theirs
    assert page.evaluate(WIDER) == 0


def test_a_finding_that_is_a_line_among_ten_thousand_is_reached_by_its_link(opened) -> None:
    watched = opened(many(10_000))
    page = watched.page
    page.evaluate("location.hash = '#f-m-9876'")
    row = page.locator("#f-m-9876")
    page.wait_for_function("document.querySelector('#f-m-9876').closest('details').open")
    assert "emEthnic9876" in (row.text_content() or "")
    page.wait_for_function("""() => { const r = document.getElementById('f-m-9876').getBoundingClientRect();
        return r.top >= 0 && r.bottom <= innerHeight }""")
    page.locator("#q").fill("emEthnic123")
    assert row.is_hidden()
    page.evaluate("location.hash = '#f-m-9875'")
    page.wait_for_function("document.querySelector('#f-m-9875').closest('details').open")
    assert page.locator("#f-m-9875").is_visible()
    assert page.locator("#q").input_value() == ""
    assert page.locator("#f-m-5").is_visible()


def test_a_link_to_a_place_shows_its_finding_whole_whatever_was_filtered(opened) -> None:
    page = opened(case("found")).page
    page.locator("#q").fill("passport")
    assert page.locator("figure.ev:visible").count() == 0
    link = page.locator(".stages .yes a").nth(1)
    mark = link.get_attribute("href")
    link.click()
    page.wait_for_function("document.querySelector('#q').value === ''")
    assert page.locator(f"{mark}").evaluate("e => e.closest('figure').getBoundingClientRect().height") > 0
    assert page.locator("figure.ev:visible").count() == page.locator("figure.ev").count()
    assert page.evaluate("location.hash") == mark


def test_a_report_on_nothing_and_one_without_findings(opened) -> None:
    opened(report())
    made = msgspec.structs.replace(CASES["nothing-complete"].target(), name="", gaps=())
    assert opened(report(made)).page.locator("h1").count() == 1


AXE = "axe-core-4.10.3.tgz"
AXE_SHA512 = (
    "5e6edba515e70d25f6604d9815f064d859c5d1ea7ab661bbc4f87c88779ef0c2"
    "1cae0abbeb636471ef39e9d62d2582e4b88a1866f19f4ecfcf6d986275e4dc12"
)


@pytest.fixture(scope="module")
def axe(request, tmp_path_factory) -> str:
    """The pinned accessibility checker, kept in pytest's cache."""
    kept = request.config.cache.mkdir("axe") / AXE
    if not kept.exists():
        npm = shutil.which("npm") or pytest.skip("no npm on this machine: the accessibility check did not run")
        folder = tmp_path_factory.mktemp("axe")
        try:
            done = subprocess.run(
                [npm, "pack", "axe-core@4.10.3"], cwd=folder, capture_output=True, check=False, timeout=60
            )
        except subprocess.TimeoutExpired:
            pytest.skip("axe-core could not be had in a minute: the accessibility check did not run")
        if done.returncode or not (folder / AXE).exists():
            pytest.skip("axe-core cannot be had here: the accessibility check did not run")
        shutil.copy(folder / AXE, kept)
    data = kept.read_bytes()
    assert hashlib.sha512(data).hexdigest() == AXE_SHA512
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member
        return member.read().decode()


@pytest.mark.registry
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("columns", [1280, 390])
@pytest.mark.parametrize("made", [full_case(), case("nothing-complete")], ids=["two", "nothing"])
def test_axe_finds_nothing(made: Report, columns: int, scheme: str, axe: str, opened) -> None:
    # The page's own policy would keep the checker out.
    page = opened(made, viewport={"width": columns, "height": 800}, color_scheme=scheme, bypass_csp=True).page
    open_all(page)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


@pytest.mark.registry
def test_axe_finds_nothing_among_many_findings(axe: str, opened) -> None:
    # Of 10,000 it takes minutes; `python bench/page.py --axe` does that.
    page = opened(many_kinds(180), bypass_csp=True).page
    open_all(page)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_the_filter_reaches_every_place_and_lives_in_the_address(opened) -> None:
    watched = opened(case("found"))
    page = watched.page
    page.locator("#q").fill("models.dat")
    assert page.evaluate("location.hash") == "#find=models.dat"
    assert page.locator(".gaps tbody tr:visible").count() == 1
    assert page.locator("figure.ev:visible").count() == 0
    page.locator("#q").press("Escape")
    assert page.locator("figure.ev:visible").count() > 0
    assert page.locator("#say").inner_text() == ""
    page.goto(f"{watched.url}#find=passport")
    page.reload()
    assert page.locator("#q").input_value() == "passport"
    assert page.locator("#k-declared").is_visible()
    assert page.locator("#k-trace").is_hidden()
    page.evaluate("location.hash = '#k-trace'")
    page.wait_for_function("document.querySelector('#k-trace > details').open")
    assert page.locator("#k-trace").is_visible()


def test_the_filter_knows_wide_letters_and_words_of_other_languages(opened) -> None:
    for lang in ("en", "zh"):
        page = opened(case("found"), lang).page
        for word in ("维吾尔", "ＥＭ＿ＥＴＨＮＩＣ＿ＵＹＧＵＲ"):
            page.locator("#q").fill(word)
            assert page.locator("figure.ev:visible").count() > 0
            assert page.locator("#k-trace").is_hidden()


LINKS = """() => [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href'))"""
SEEN = """(mark) => { const e = document.getElementById(mark.slice(1)), r = e.getBoundingClientRect();
    return !e.closest('details:not([open])') && r.bottom >= 0 && r.top <= innerHeight }"""


def test_every_link_of_the_page_leads_to_something_that_is_seen(opened) -> None:
    watched = opened(full_case())
    page = watched.page
    for mark in dict.fromkeys(page.evaluate(LINKS)):
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = false })")
        page.evaluate("(mark) => { location.hash = ''; location.hash = mark }", mark)
        page.wait_for_function(SEEN, arg=mark, timeout=4_000)


def test_foreign_text_says_which_language_it_is_in(opened) -> None:
    page = opened(case("found")).page
    marked = page.evaluate("[...document.querySelectorAll('code[lang]')].map(e => e.lang + e.textContent)")
    assert any(text.startswith("zh") and "维吾尔族" in text for text in marked)
    assert page.evaluate("document.querySelector('[lang=zh] bdi, bdi[lang=zh]') !== null")
    assert opened(case("found"), "zh").page.locator("code[lang]").count() == 0


def test_words_of_two_scripts_and_languages_fit_a_phone(opened) -> None:
    page = opened(case("found"), lang="zh", viewport={"width": 320, "height": 640}).page
    open_all(page)
    assert page.evaluate(WIDER) == 0
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
