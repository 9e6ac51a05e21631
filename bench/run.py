"""`make bench`: measures Sousveil against ripgrep on real bytes of this machine and writes docs/performance.md.

Every figure comes from this run. Nothing here fails because something was slow.
"""

import argparse
import datetime as dt
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from corpus import ROOTS, Corpus, corpus
from measure import Pair, command, cores, engine, start, start_of_engine, write_terms
from sousveil.knowledge.load import load
from sousveil.knowledge.pack import Pack
from sousveil.sifting.automaton import patterns

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
MARK = "<!-- measured by `make bench`: everything below is written by it -->\n"
INTRODUCTION = """# Performance

What is compared, and why it is fair enough to quote:

- **The sifting engine** looks for every term of the pack in every encoding and escape that the design lists, checks the
  borders of words and the company of weak ones, and gives places. One core. Against it: `rg -j1 -a -F -i -c -f` with
  the same terms in UTF-8 alone, without borders, on the same core.
- **The whole command** is `sousveil scan --quiet --format json` with the SHA-256 of the target, on all cores, from the
  start of the process to its end: sifted, read around what was found, linked and judged. Against it: `rg` with the
  same terms, on as many cores, over the same files. Packed files are measured apart: Sousveil opens them and looks at
  what comes out, ripgrep at the compressed bytes.
- **Start to verdict** is the same command on one C header of 10 KB.

The bytes are files of the machine itself, taken in an order that mixes folders, joined into parts of about 64 MiB by
kind (binary: a NUL in the first 8 KiB; packed: archives, compressed files and pictures; text: the rest). The page cache
is warm. Runs are taken in turns and the median counts. Ratios travel between machines; seconds do not. Both programs
slow down as the pack grows: ripgrep much more, so that the ratio says less about a small word list.

"""


def main() -> None:
    """Gather, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "sousveil-bench")
    parser.add_argument("--runs", type=int, default=3, help="runs of each measurement, at least 3")
    parser.add_argument("--no-page", action="store_true", help="print only; leave docs/performance.md as it is")
    options = parser.parse_args()
    if not shutil.which("rg"):
        raise SystemExit("ripgrep is not installed: apt-get install ripgrep")
    runs = max(3, options.runs)
    print("gathering bytes ...", file=sys.stderr)
    data = corpus(options.scratch)
    pack = load()
    terms = options.scratch / "terms.txt"
    count = write_terms(pack, terms)
    data.warm()
    load_before = _load()
    print("the engine ...", file=sys.stderr)
    sifting, found = engine(pack, data, terms, runs)
    print("the command ...", file=sys.stderr)
    plain, packed = data.of("binary", "text"), data.of("packed")
    whole = command(plain, terms, runs)
    opened = command(packed, terms, runs)
    small = start(options.scratch, max(runs, 11))
    table = _table(data, sifting, (plain, whole), (packed, opened), small, start_of_engine(pack, max(runs, 11)))
    page = table + _setting(data, pack, count, found, load_before)
    print(page)
    if not options.no_page:
        PAGE.write_text(INTRODUCTION + MARK + "\n" + page, encoding="utf-8")


def _table(
    data: Corpus,
    sifting: Pair,
    whole: tuple[Corpus, Pair | None],
    opened: tuple[Corpus, Pair | None],
    small: list[float] | None,
    engine_start: list[float],
) -> str:
    lines = ["| Measured | Sousveil | ripgrep | Ratio | Goal |", "| --- | --- | --- | --- | --- |"]
    lines.append(_row("engine, one core", data, sifting, "4 (design: 5)"))
    for name, (bytes_of, pair), goal in (
        (f"whole command, {cores()} cores, binary and text", whole, "1.5"),
        (f"whole command, {cores()} cores, packed (only Sousveil opens it)", opened, "none"),
    ):
        lines.append(
            _row(name, bytes_of, pair, goal)
            if pair
            else f"| {name} | not measured: the command gave no verdict | | | {goal} |"
        )
    verdict = f"{statistics.median(small):.3f} s" if small else "not measured: the command gave no verdict"
    lines.append(f"| start to verdict, 10 KB | {verdict} | | | 0.15 s |")
    lines.append(
        f"| start of the engine from its cache, 10 KB | {statistics.median(engine_start):.3f} s | | | 0.03 s |"
    )
    return "\n".join(lines) + "\n\n"


def _row(name: str, data: Corpus, pair: Pair, goal: str) -> str:
    def side(runs: list[float]) -> str:
        median = statistics.median(runs)
        return f"{median:.2f} s, {data.total / median / 1e9:.2f} GB/s ({min(runs):.2f} to {max(runs):.2f} s)"

    return f"| {name} | {side(pair.ours)} | {side(pair.theirs)} | **{pair.ratio:.2f}** | {goal} |"


def _setting(data: Corpus, pack: Pack, terms: int, found: int, load_before: float) -> str:
    kinds = ", ".join(f"{data.sizes[kind] / 1e6:.0f} MB {kind} from {data.files[kind]:,} files" for kind in data.sizes)
    wanted = patterns(each for each in enumerate(pack.terms) if each[1].sift in ("strong", "weak"))
    ripgrep = subprocess.run(["rg", "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    encodings = len({each.row.encoding for each in wanted})
    today = dt.datetime.now(tz=dt.UTC).date()
    return (
        f"- Measured on {today}: {_processor()}, {cores()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, hyperscan {version('hyperscan')}, {ripgrep}.\n"
        f"- Bytes: {data.total / 1e9:.2f} GB ({kinds}) under {', '.join(dict.fromkeys(ROOTS))}.\n"
        f"- Terms: {terms:,} in UTF-8 for ripgrep; {len(wanted):,} patterns in {encodings} encodings and escapes for "
        f"the engine, which found {found:,} places.\n"
        f"- {_quiet(load_before)}\n"
    )


def _load() -> float:
    """How many processes wait for a core, on average over the last minute; 0 where the system does not say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _quiet(load_before: float) -> str:
    if load_before <= 1:
        return f"Load average before the first run: {load_before:.1f}."
    return (
        f"Load average before the first run: {load_before:.1f} on {cores()} cores: other work was running, so that the "
        "seconds are too high and the ratios rough."
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or "an unnamed processor"


if __name__ == "__main__":
    main()
