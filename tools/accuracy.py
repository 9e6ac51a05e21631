"""Run the accuracy benchmark and write ``docs/accuracy.md`` from what it printed.

    python tools/accuracy.py SCORE MANIFEST FILES [--command COMMAND]

SCORE     the scoring script, MANIFEST its rows, FILES the folder that the materialising script laid out
COMMAND   how to scan, default ``sousveil scan --format json --quiet``

Exits with 1 when a bound is missed, or when a row that was missed has no reason in ``docs/accuracy-reasons.tsv``.
"""

import argparse
import csv
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
BOUNDS = {"--min-recall": "0.80", "--min-precision": "0.95", "--min-stages": "0.90"}
NOT_AT_HAND = ("excerpt", "code-index")
"""Sources of which only the words are known: the benchmark leaves them out."""
WRONG = re.compile(r"^(?P<id>\S+) (?P<what>missed|false alarm|stages: [^:]*): (?P<where>.*)$")


def reasons() -> dict[str, str]:
    """The reason of each known miss, by the row's id."""
    path = DOCS / "accuracy-reasons.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["reason"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def by_vendor(manifest: Path, wrong: list[re.Match[str]]) -> list[str]:
    """A line of a table for each vendor of the manifest."""
    said = {match["id"]: match["what"] for match in wrong}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with manifest.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["source"] in NOT_AT_HAND:
                continue
            count, what = counts[row["vendor"]], said.get(row["id"], "")
            kind = "found" if row["label"] in ("positive", "trace") else "left"
            count[f"{kind} of"] += 1
            count[kind] += what not in ("missed", "false alarm")
            count["stages"] += what.startswith("stages")
    return [
        f"| {vendor} | {_of(count, 'found')} | {_of(count, 'left')} | {count['stages'] or ''} |"
        for vendor, count in sorted(counts.items(), key=lambda each: each[0].lower())
    ]


def _of(count: "Counter[str]", what: str) -> str:
    return f"{count[what]} of {count[what + ' of']}" if count[f"{what} of"] else ""


def page(printed: str, known: dict[str, str], manifest: Path) -> tuple[str, list[str]]:
    """The page as Markdown, and the ids of rows that are wrong without a reason."""
    lines = printed.splitlines()
    wrong = [match for line in lines if (match := WRONG.match(line))]
    counts = [line.rsplit(None, 1) for line in lines if re.match(r"^[a-z][a-z -]+ +\d+$", line)]
    total = next((line for line in reversed(lines) if line.startswith("recall")), "")
    unexplained = [match["id"] for match in wrong if match["id"] not in known]
    out = [
        "# Accuracy on real cases",
        "",
        "Written by `make accuracy FILES=…`; not by hand. Each row of the manifest is a place in published software,",
        "with what stands there; whole repositories and packages are scanned, not only the files that rows name.",
        "",
        f"**{total}**",
        "",
        "| Count | |",
        "| --- | --- |",
        *(f"| {name.strip()} | {number} |" for name, number in counts),
        "",
        "## By vendor",
        "",
        "Of the rows to be found, how many were; of the rows to be left alone, how many were.",
        "",
        "| Vendor | Found | Left alone | Fewer stages |",
        "| --- | --- | --- | --- |",
        *by_vendor(manifest, wrong),
        "",
        "## Rows that are missed, falsely alarmed, or shown with fewer stages",
        "",
        "| Row | What | Where | Why |",
        "| --- | --- | --- | --- |",
    ]
    for match in wrong:
        where = match["where"].replace("|", "\\|")
        out.append(f"| {match['id']} | {match['what']} | {where} | {known.get(match['id'], '**no reason given**')} |")
    return "\n".join(out) + "\n", unexplained


def main() -> int:
    """Run, write, and say whether the bounds hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("score", type=Path)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("--command", default="sousveil scan --format json --quiet")
    args = parser.parse_args()
    bounds = [word for pair in BOUNDS.items() for word in pair]
    command = [sys.executable, str(args.score), str(args.manifest), str(args.files), "--command", args.command]
    got = subprocess.run([*command, "--verbose", *bounds], capture_output=True, text=True, check=False)  # noqa: S603
    sys.stdout.write(got.stdout)
    sys.stderr.write(got.stderr)
    if "recall" not in got.stdout:
        return 2
    text, unexplained = page(got.stdout, reasons(), args.manifest)
    (DOCS / "accuracy.md").write_text(text, encoding="utf-8")
    if unexplained:
        sys.stderr.write(f"no reason in docs/accuracy-reasons.tsv for: {' '.join(unexplained)}\n")
    return 1 if unexplained or got.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
