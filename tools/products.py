"""Scan large products that are not about people, and write ``docs/products.md``: time, memory, coverage, every gap.

    python tools/products.py [--command COMMAND] [--cache FOLDER]

The rows of ``tests/accuracy/products.tsv`` are fetched as those of ``packages.py`` are. Exits with 1 when a capability
is reported, or when ``verify`` does not hold.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import packages

ROWS = packages.ROOT / "tests" / "accuracy" / "products.tsv"
PAGE = packages.ROOT / "docs" / "products.md"
HEAD = """# Large products

Written by `make products`; not by hand. Products of over 100 MB that are not about people, as a registry hands them
out, opened to the bottom and scanned by the whole program.

"""


def main() -> int:
    """Fetch, scan, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default="sousveil", help="how to run Sousveil")
    parser.add_argument("--cache", type=Path, default=packages.ROOT / ".cache" / "packages")
    args = parser.parse_args()
    text, wrong = HEAD, 0
    for row in packages.table(ROWS):
        archive = packages.fetch(row, args.cache)
        if isinstance(archive, str):
            sys.stderr.write(f"skipped: {row['source']} {archive}\n")
            continue
        part, bad = product(row, archive, shlex.split(args.command))
        text, wrong = text + part, wrong + bad
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 1 if wrong else 0


def product(row: packages.Row, archive: Path, command: list[str]) -> tuple[str, bool]:
    """The section of one product, and whether something is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        line = [*command, "scan", "--quiet", "--format", "json", "--output", str(report), str(archive)]
        began = time.monotonic()
        child = subprocess.Popen(line)  # noqa: S603
        _, _, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
        target: dict[str, Any] = json.loads(report.read_bytes())["targets"][0]
        checked = subprocess.run([*command, "verify", str(report), str(archive)], capture_output=True, check=False)  # noqa: S603
    kinds: dict[str, int] = defaultdict(int)
    for finding in target["findings"]:
        kinds[finding["kind"]] += 1
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "none"
    held = "holds" if checked.returncode == 0 else f"ends with {checked.returncode}"
    text = f"""## {row["source"]} {row["version"]}: {row["what"]}

- {row["archive"]}, {target["size"]:,} bytes, SHA-256 `{target["sha256"]}`
- {seconds:.0f} s, {usage.ru_maxrss >> 10} MiB in the largest process; {target["coverage"]["blobs"]:,} parts
- verdict: {target["verdict"]["outcome"]}; findings: {found}; verify {held}
- {_shares(target["coverage"])}

| Gap | Count | Bytes | For example | What it means, and what would help |
| --- | --- | --- | --- | --- |
{_gaps(target["gaps"])}

"""
    return text, "capability" in kinds or checked.returncode == 1


def _shares(coverage: dict[str, int]) -> str:
    whole = coverage["bytes"] or 1
    said = [f"{name} {coverage[name] / whole:.1%}" for name in ("understood", "sifted", "padding", "opaque")]
    return f"of {whole:,} bytes after unpacking: {', '.join(said)}"


def _gaps(gaps: list[dict[str, Any]]) -> str:
    by_code: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for gap in gaps:
        by_code[gap["code"]].append(gap)
    lines = []
    for code, same in sorted(by_code.items()):
        count, size = sum(gap["count"] for gap in same), sum(gap["bytes"] for gap in same)
        example = " > ".join(same[0]["layers"][-2:]).replace("|", "\\|")[-90:]
        detail = f" ({same[0]['detail'][:80]})" if same[0]["detail"] else ""
        remedy = same[0]["remedy"] or "hides nothing"
        lines.append(f"| {code} | {count:,} | {size:,} | {example}{detail} | {remedy} |")
    return "\n".join(lines) or "| none | | | | |"


if __name__ == "__main__":
    sys.exit(main())
