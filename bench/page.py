"""`make bench-page`: how long a browser takes to open the HTML report of very many findings.

Reports of 10,000 findings, built by code, are written as pages and opened in Debian's Chromium without a window, each
time in a new one. Writes docs/performance-page.md. Nothing here fails because something was slow.
"""

import argparse
import datetime as dt
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from sousveil.reporting import to_html  # noqa: E402 - beside the invented reports
from tests.reporting.conftest import ARGUMENTS  # noqa: E402 - the checkout is no package that is installed
from tests.reporting.invented import case  # noqa: E402 - the same
from tests.reporting.many import SHAPES  # noqa: E402 - the same

PAGE = ROOT / "docs" / "performance-page.md"
FINDINGS = 10_000
RUNS = 5
PAINTED = """async () => {
  for (;;) { // it is noted down some frames after it was drawn
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (paint) return performance.timeOrigin + paint.startTime;
    await new Promise(requestAnimationFrame);
  }
}"""
STEPS = ("painted", "ready", "answered", "opened", "filtered")

INTRODUCTION = f"""# How quickly the page opens

Written by `make bench-page`. Reports of {FINDINGS:,} findings are built by code and opened in a headless Chromium that
was just started, {RUNS} times each; the median counts, and the slowest stands in brackets. All is taken by the clock on
the wall, from the call that opens the file on.

*Painted*: the first text is on the screen. *Ready*: all of the page is read and its script has run. *Answered*: two
more frames were drawn after that, so that nothing keeps the page from answering. *A link opened*: a link to a finding
far down was followed, and its line stands in the window (from a page that is ready). *Filtered*: one name was typed in
letter by letter, and the page says how many entries are left (the same).

"""


def opened(play: Playwright, chromium: str, page: Path, aim: str, word: str) -> dict[str, float]:
    """Seconds of each step, in a browser of its own."""
    browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    try:
        window = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        began, wall = time.perf_counter(), time.time()
        window.goto(page.as_uri(), wait_until="domcontentloaded")
        seconds = {"ready": time.perf_counter() - began}
        window.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seconds["answered"] = time.perf_counter() - began
        seconds["painted"] = window.evaluate(PAINTED) / 1000 - wall
        began = time.perf_counter()
        window.evaluate("(mark) => { location.hash = mark }", aim)
        window.wait_for_function("""(mark) => { const r = document.querySelector(mark).getBoundingClientRect();
            return r.height && r.top >= 0 && r.bottom <= innerHeight }""", arg=aim)  # fmt: skip
        seconds["opened"] = time.perf_counter() - began
        began = time.perf_counter()
        window.locator("#q").press_sequentially(word)
        window.wait_for_function("/^\\d/.test(document.getElementById('say').textContent)")
        seconds["filtered"] = time.perf_counter() - began
        seconds["elements"] = window.evaluate("document.getElementsByTagName('*').length")
        return seconds
    finally:
        browser.close()


def checked(play: Playwright, chromium: str, page: Path, axe: Path) -> list[str]:
    """The rules that axe finds broken in a page; minutes for a large one."""
    browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    try:
        window = browser.new_context(bypass_csp=True).new_page()  # the page's own policy would keep the checker out
        window.set_default_timeout(0)
        window.goto(page.as_uri())
        window.evaluate(axe.read_text(encoding="utf-8"))
        found = window.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [f"{rule['impact']} {rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]
    finally:
        browser.close()


def table(rows: list[tuple[str, int, list[dict[str, float]]]]) -> str:
    """One row for each report."""
    out = [
        "| Report | Size | Elements | Painted | Ready | Answered | A link opened | Filtered |\n",
        "| --- " + "| ---: " * 7 + "|\n",
    ]
    for name, size, runs in rows:
        cells = [name, f"{size / 1e6:.2f} MB", f"{int(runs[0]['elements']):,}"]
        for step in STEPS:
            taken = [run[step] for run in runs]
            cells.append(f"{statistics.median(taken):.2f} s ({max(taken):.2f})")
        out.append("| " + " | ".join(cells) + " |\n")
    return "".join(out)


def main() -> None:
    """Build, open, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=FINDINGS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument(
        "--axe", type=Path, metavar="FILE", help="check the pages with this axe.min.js too, and print it"
    )
    parser.add_argument("--no-page", action="store_true", help="print only; leave docs/performance-page.md as it is")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("no chromium on this machine")
    load = os.getloadavg()[0]
    rows = []
    aimed = options.findings * 3 // 10
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        one = Path(folder) / "one.html"
        one.write_text(to_html(case("found")), encoding="utf-8")
        made = [("one finding of five places, and others", one, "#k-trace", "passport")]
        for name, build in SHAPES.items():
            report = build(options.findings)
            page = Path(folder) / f"{len(made)}.html"
            page.write_text(to_html(report), encoding="utf-8")
            finding = report.targets[0].findings[aimed]
            made.append((f"{options.findings:,} {name}", page, f"#f-{finding.id}", finding.evidence[0].text))
        for name, page, aim, word in made:
            print(f"{name} ...", file=sys.stderr)
            runs = [opened(play, chromium, page, aim, word) for _ in range(options.runs)]
            rows.append((name, page.stat().st_size, runs))
            if options.axe:
                print(name, checked(play, chromium, page, options.axe) or "nothing", file=sys.stderr)
        browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        version = browser.version
        browser.close()
    when = dt.datetime.now(dt.UTC).date().isoformat()
    text = (
        f"{INTRODUCTION}{table(rows)}\nMeasured on {when}: {os.cpu_count()} cores, {platform.machine()}, "
        f"Chromium {version}, Python {platform.python_version()}.\nLoad average before the first run: {load:.1f}.\n"
    )
    print(text)
    if not options.no_page:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
