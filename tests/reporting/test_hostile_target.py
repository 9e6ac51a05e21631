"""A target that fights back, built by code and really scanned: nothing of it does anything, in any form of a report."""

import csv
import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from sousveil.model.report import Report
from sousveil.reporting import to_html, to_terminal
from sousveil.reporting.explaining import explanation, listing
from sousveil.reporting.machines import csv_, cyclonedx, json_lines, junit, markdown, sarif
from sousveil.running.options import Options
from sousveil.running.scan import scan

NAMES = (
    b"</title><script>alert(1)</script>",
    b"\"'><img src=x onerror=alert(1)>",
    b"=cmd|'/C calc'!A0",
    b"@SUM(1+1)*cmd",
    b"-rf $(touch pwned) `touch pwned`",
    b"\x1b]0;owned\x07\x1b[2J\x1b[31m",
    b"a\nError: exit 0\r::error::owned",
    "\u202egnp.\u2066\u200b\U000e0041".encode(),
    b"undecodable \xff\xfe",
    b"](javascript:alert(1)) ![x](https://example.invalid/x) | `",
    b"{{7*7}}{% raw %}${7*7}%s%n",
)
COMMENT = "</script><svg/onload=alert(1)> \u202e} \x1b[31m \x00 {{7*7}} =1+1 ]]> --> `x` https://example.invalid/a?b"
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def header(number: int) -> bytes:
    """A record of a face with a slot that is typed by a list, every comment hostile, one line a megabyte long."""
    text = (
        f"// {COMMENT}\n"
        f"typedef enum {{ EM_RACE_BLACK = 1, /* black {COMMENT} */ EM_RACE_WHITE, EM_RACE_UYGHUR }} EM_RACE{number};\n"
        f"/* {'x' * 1_000_000} */ struct FACE_ATTR{number} {{ int age; int glasses; "
        f"EM_RACE{number} emRace; /* {COMMENT} */ int mask; }};\n"
        f"struct FACE_EVENT{number} {{ struct FACE_ATTR{number} face; }};\n"
    )
    return text.encode()


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Report:
    folder = tmp_path_factory.mktemp("hostile") / "sdk"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        path = os.fsencode(folder) + b"/" + name.replace(b"/", b"\\") + b".h"
        with open(path, "wb") as file:  # noqa: PTH123 - no text can name it
            file.write(header(number))
    with zipfile.ZipFile(folder / "inner.zip", "w") as archive:
        for number, name in enumerate(NAMES[:4] + NAMES[9:]):
            archive.writestr(f"../../{name.decode()}/{number}.h", header(100 + number))
    return scan([folder], Options(jobs=1))


def test_it_is_found_all_the_same(made: Report) -> None:
    (target,) = made.targets
    assert "Uyghur" in target.verdict.groups
    assert len({place.layers for found in target.findings for place in found.evidence}) >= len(NAMES)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_ours_alone(made: Report, lang: str) -> None:
    page = to_html(made, lang)
    assert page.count("<script") == page.count("</script>") == 1
    assert page.count("<title") == page.count("</title>")
    assert not re.search(r"<(img|iframe|a href=\"(?!#)|svg/onload)", page)
    assert not CONTROLS.search(page)
    assert "{{7*7}}" in page
    page.encode()


def test_text_for_a_terminal_holds_no_control(made: Report) -> None:
    for unicode in (True, False):
        pages = (
            to_terminal(made, width=80, colour=False, unicode=unicode, discarded=True),
            listing(made, width=80, colour=False, unicode=unicode),
            explanation(made, "1", width=80, colour=False, unicode=unicode),
        )
        for page in pages:
            assert not CONTROLS.search(page)
            assert all(len(line) <= 100 for line in page.splitlines())
            assert unicode or page.isascii()


def test_no_cell_of_a_sheet_is_a_formula(made: Report) -> None:
    text = csv_.render(made, 1)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "|", "%"))]
    assert not CONTROLS.search(text.replace("\r\n", "\n"))


def test_markdown_has_no_markup_but_ours(made: Report) -> None:
    text = markdown.render(made, 1)
    assert not CONTROLS.search(text)
    bare = re.sub(r"(`+).*?\1(?!`)", "", text)
    assert not re.search(r"(?<!\\)[<>]", bare)
    assert not re.search(r"(?<!\\)\]\(", bare)
    assert not re.search(r"(?<!\\)://", bare.replace("\\:", ""))


@pytest.mark.parametrize(
    "form", [sarif, cyclonedx, json_lines, junit], ids=lambda form: form.__name__.rpartition(".")[2]
)
def test_machines_get_one_document_without_controls(made: Report, form) -> None:
    text = form.render(made, 1)
    text.encode()
    if form is junit:
        assert not CONTROLS.search(text)
        return
    for line in text.splitlines() if form is json_lines else [text]:
        json.loads(line)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.browser
# The driver leaves its pipes to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("script", [True, False])
def test_a_browser_shows_it_and_does_nothing(made: Report, lang: str, script: bool, browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(to_html(made, lang).encode())
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=script)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    if script:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        page.locator("#q").fill("<script>")
        page.evaluate("location.hash = '#find=%3Cimg%20src=x%20onerror=alert(1)%3E'")
        page.wait_for_timeout(200)
        assert page.evaluate("document.scripts.length") == 1
        assert page.evaluate("document.querySelectorAll('img,iframe,object,embed,form,link').length") == 0
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    context.close()
    assert said == []
    assert set(asked) == {path.as_uri()}
