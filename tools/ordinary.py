"""Scan ordinary software, which has nothing to do with faces: every package that is installed on this machine.

    python tools/ordinary.py [--command COMMAND] [--kept FILE] [--site FOLDER] [--npm FOLDER] [--rust FOLDER]
        [--only TEXT] [--least BYTES] [--jobs N] [--page]

Each installed package of Debian, each distribution in a folder of site-packages, each package in a folder of
node_modules and each component of a Rust toolchain is put into a tar of its regular files and scanned as one target,
the largest first. Results are kept by package and version in the file, so that a run can go on where it stopped; the
page is written from them. A package in which something other than bare words is found is named: it is looked at by a
person, whose word stands in ``docs/accuracy-ordinary-reasons.tsv``. Ends with 1 where a capability has no such word.
"""

import argparse
import csv
import json
import shlex
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy-ordinary.md"
REASONS = ROOT / "docs" / "accuracy-ordinary-reasons.tsv"
_COLUMNS = ("package", "version", "bytes", "seconds", "outcome", "capabilities", "others", "words", "kept", "claims")
_SLOWEST = 1800


class Package(NamedTuple):
    """A package and its files."""

    name: str
    version: str
    files: tuple[Path, ...]


def debian() -> Iterator[Package]:
    """The installed packages of Debian."""
    try:
        told = _said("dpkg-query", "-W", "-f=${Package}\t${Version}\t${db:Status-Abbrev}\n")
    except OSError:
        return
    for line in told.splitlines():
        name, version, status = line.split("\t")
        if status.startswith("ii"):
            yield Package(f"deb:{name}", version, tuple(map(Path, _said("dpkg-query", "-L", name).splitlines())))


def python(folder: Path) -> Iterator[Package]:
    """The distributions in a folder of site-packages."""
    for info in sorted(folder.glob("*.dist-info")):
        name, _, version = info.name.removesuffix(".dist-info").partition("-")
        try:
            rows = list(csv.reader((info / "RECORD").read_text("utf-8").splitlines()))
        except OSError:
            continue
        files = [(folder / row[0]).resolve() for row in rows if row]
        yield Package(f"pypi:{name}", version, tuple(file for file in files if file.is_relative_to(folder.resolve())))


def node(folder: Path) -> Iterator[Package]:
    """The packages in a folder of node_modules, each with those it brings in its own node_modules."""
    for told in sorted((*folder.glob("*/package.json"), *folder.glob("@*/*/package.json"))):
        version = json.loads(told.read_text("utf-8")).get("version", "")
        name = str(told.parent.relative_to(folder))
        yield Package(f"npm:{name}", version, tuple(each for each in told.parent.rglob("*") if each.is_file()))


def rust(toolchain: Path) -> Iterator[Package]:
    """The components of an installed Rust toolchain, as their manifests list them."""
    for told in sorted((toolchain / "lib" / "rustlib").glob("manifest-*")):
        files: list[Path] = []
        for line in told.read_text("utf-8").splitlines():
            kind, _, path = line.partition(":")
            # A listed folder stands for all that is in it.
            files += (toolchain / path).rglob("*") if kind == "dir" else [toolchain / path]
        yield Package(f"rust:{told.name.removeprefix('manifest-')}", toolchain.name, tuple(files))


def _bytes(package: Package) -> int:
    """The bytes of a package's files; those of a file under several names (hard links) once."""
    told = [each.stat() for each in package.files if each.is_file() and not each.is_symlink()]
    return sum({(each.st_dev, each.st_ino): each.st_size for each in told}.values())


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603


def packed(package: Package, folder: Path) -> tuple[Path, int]:
    """A tar of a package's regular files, and how many bytes these have."""
    path = folder / f"{package.name.replace('/', '_').replace(':', '_')}.tar"
    with tarfile.open(path, "w") as archive:
        for file in package.files:
            try:
                if file.is_symlink() or not file.is_file():
                    continue
                archive.add(file, arcname=str(file).lstrip("/"), recursive=False)
            except OSError:
                continue
    return path, _bytes(package)


def scanned(package: Package, command: list[str]) -> dict[str, str]:
    """The row of a package."""
    with tempfile.TemporaryDirectory() as folder:
        path, size = packed(package, Path(folder))
        start = time.monotonic()
        try:
            got = subprocess.run(  # noqa: S603
                [*command, "scan", "--quiet", "--format", "json", str(path)],
                capture_output=True, check=False, timeout=_SLOWEST,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return dict.fromkeys(_COLUMNS, "") | {
                "package": package.name,
                "version": package.version,
                "outcome": "too slow",
            }
        seconds = time.monotonic() - start
    row = {"package": package.name, "version": package.version, "bytes": str(size), "seconds": f"{seconds:.1f}"}
    if got.returncode not in (0, 1, 3):
        why = got.stderr.decode(errors="replace").strip()[:200]
        return dict.fromkeys(_COLUMNS, "") | row | {"outcome": f"not scanned: {why}"}
    return row | told(json.loads(got.stdout)["targets"][0])


def told(target: dict[str, Any]) -> dict[str, str]:
    """What a report says of one package: words before context (all that matched), and after (kept in a finding)."""
    findings = target["findings"]
    capable = [one for one in findings if one["kind"] == "capability"]
    kinds: dict[str, int] = {}
    for one in findings:
        kinds[one["kind"]] = kinds.get(one["kind"], 0) + 1
    kept = sum(len(one["evidence"]) for one in findings)
    claims = [f"{one['claim']} ({'!'.join(one['evidence'][0]['layers'])})" for one in capable]
    return {
        "outcome": target["verdict"]["outcome"],
        "capabilities": str(len(capable)),
        "others": ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()) if kind != "capability"),
        "words": str(kept + sum(one["count"] for one in target["discards"])),
        "kept": str(kept),
        "claims": " | ".join(claims).replace("\t", " ").replace("\n", " "),
    }


def page(rows: list[dict[str, str]], reasons: dict[str, str]) -> str:
    """The page as Markdown."""
    done = [row for row in rows if row["bytes"] and row["capabilities"]]
    size = sum(int(row["bytes"]) for row in done)
    words, kept = (sum(int(row[key]) for row in done) for key in ("words", "kept"))
    capable = [row for row in done if int(row["capabilities"])]
    sources = sorted({row["package"].partition(":")[0] for row in done})
    per = size / 1e9
    out = [
        "# Accuracy on ordinary software",
        "",
        "Written by `tools/ordinary.py`; not by hand. Packages that are installed on one machine (Debian's, and those",
        "of its Pythons), each scanned as one archive of its files. They were not chosen: all from 100 kB on are in.",
        "A row is of the tree as it was when that package was scanned, which can be older than the last one.",
        "",
        f"- packages: {len(done):,} ({', '.join(sources)}), {size / 1e9:.2f} GB",
        f"- with a capability: {len(capable)}",
        f"- words before context: {words / per:,.0f} a GB; after context, in any finding: {kept / per:,.0f} a GB",
        f"- not scanned: {len(rows) - len(done)}",
        "",
        "## Packages with a finding of another kind than words",
        "",
        "| Package | Version | Outcome | Findings | What a person saw |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in done:
        if found := _told_more(row):
            seen = reasons.get(row["package"], "")
            out.append(f"| {row['package']} | {row['version']} | {row['outcome']} | {found} | {seen} |")
    return "\n".join(out) + "\n"


def _told_more(row: dict[str, str]) -> str:
    """The kinds of finding, other than bare words, that a package has."""
    others = [each for each in row["others"].split(", ") if each and not each.endswith(" vocabulary")]
    capable = [f"{row['capabilities']} capability"] if row["capabilities"] not in ("", "0") else []
    return ", ".join((*capable, *others))


def _table(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def main() -> int:
    """Scan what was not scanned yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--command", default=str(Path(sys.prefix) / "bin" / "sousveil"))
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "sousveil-ordinary.tsv")
    parser.add_argument("--only", default="")
    parser.add_argument("--least", type=int, default=100_000, help="bytes below which a package is left out")
    parser.add_argument("--site", type=Path, action="append", default=[], help="a folder of site-packages")
    parser.add_argument("--npm", type=Path, action="append", default=[], help="a folder of node_modules")
    parser.add_argument("--rust", type=Path, action="append", default=[], help="a folder of a Rust toolchain")
    parser.add_argument("--jobs", type=int, default=1, help="how many packages at a time")
    parser.add_argument("--page", action="store_true", help="write the page from what is kept")
    options = parser.parse_args()
    rows = _table(options.kept)
    done = {(row["package"], row["version"]) for row in rows}
    new = not options.kept.exists()
    packages = (
        *debian(),
        *(each for folder in options.site for each in python(folder)),
        *(each for folder in options.npm for each in node(folder)),
        *(each for folder in options.rust for each in rust(folder)),
    )
    sizes = {each: _bytes(each) for each in packages if options.only in each.name and each[:2] not in done}
    todo = sorted((each for each in sizes if sizes[each] >= options.least), key=lambda each: -sizes[each])
    with options.kept.open("a", encoding="utf-8", newline="") as file, ThreadPoolExecutor(options.jobs) as pool:
        write = csv.DictWriter(file, _COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, escapechar="\\")
        if new:
            write.writeheader()
        command = shlex.split(options.command)
        for future in as_completed([pool.submit(scanned, package, command) for package in todo]):
            row = future.result()
            write.writerow(row)
            file.flush()
            rows.append(row)
            if _told_more(row) or not row["capabilities"]:
                sys.stdout.write(f"{row['package']} {row['outcome']}; {row['others']}; {row['claims']}\n")
                sys.stdout.flush()
    reasons = {row["package"]: row["reason"] for row in _table(REASONS)}
    if options.page:
        PAGE.write_text(page(rows, reasons), encoding="utf-8")
    capable = [row["package"] for row in rows if row["capabilities"] not in ("", "0")]
    sys.stdout.write(f"{len(rows)} packages, {len(capable)} with a capability\n")
    return 1 if [name for name in capable if name not in reasons] else 0


if __name__ == "__main__":
    sys.exit(main())
