"""The real cases that come from package registries, scanned as packages; skipped aloud where one cannot be had."""

import hashlib
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import msgspec
import pytest

from tests.accuracy import scoring

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".cache" / "packages"
BY_SOURCE: dict[str, list[dict[str, str]]] = defaultdict(list)
for _row in scoring.rows(HERE / "registry.tsv"):
    BY_SOURCE[_row["source"]].append(_row)
KNOWN_MISSES = {row["id"]: row["why"] for row in scoring.rows(HERE / "known-misses.tsv")}


def archive(row: dict[str, str]) -> Path:
    """The pinned archive, from the cache or its registry; its digest is checked either way."""
    folder = CACHE / row["source"].replace(":", "=")
    path = folder / row["archive"]
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        kind, name = row["source"].split(":", 1)
        if kind == "npm":
            command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{row['version']}"]
        else:
            binary = "--only-binary=:all:" if row["archive"].endswith(".whl") else "--no-binary=:all:"
            command = [sys.executable, "-m", "pip", "-q", "download", "--no-deps", "--no-build-isolation", binary]
            if row["archive"].endswith(".whl"):
                tags = row["archive"].removesuffix(".whl").split("-")[-3:]
                if tags[-1] != "any":
                    command += ["--platform", tags[-1].split(".")[0], "--python-version", "311"]
            command += ["-d", str(folder), f"{name}=={row['version']}"]
        try:
            got = subprocess.run(command, capture_output=True, timeout=180, check=False)
        except (OSError, subprocess.TimeoutExpired) as why:
            pytest.skip(f"{row['source']} cannot be had: {why}")
        if not path.is_file():
            pytest.skip(f"{row['source']} {row['version']} cannot be had: {got.stderr.decode(errors='replace')[-200:]}")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest == row["sha256"], f"{path.name} is not the archive that the row was written for"
    return path


@pytest.mark.registry
@pytest.mark.parametrize("source", sorted(BY_SOURCE))
def test_rows_of_a_package(source: str, tmp_path: Path) -> None:
    rows = BY_SOURCE[source]
    path = archive(rows[0])
    out = tmp_path / "report.json"
    command = [sys.executable, "-m", "sousveil", "scan", "--quiet", "--format", "json", "--output", str(out), str(path)]
    got = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert got.returncode in (0, 1, 3), got.stderr.decode()
    findings = msgspec.json.decode(out.read_bytes())["targets"][0]["findings"]
    telling = {row["path"] for row in rows if row["label"] == "positive"}
    verdicts = {row["id"]: scoring.wrong(row, findings, telling=telling) for row in rows}
    unexpected = {name: why for name, why in verdicts.items() if why and name not in KNOWN_MISSES}
    healed = [name for name, why in verdicts.items() if not why and name in KNOWN_MISSES]
    assert not unexpected
    assert not healed, f"no longer missed, take out of known-misses.tsv: {healed}"
    checked = subprocess.run(
        [sys.executable, "-m", "sousveil", "verify", str(out), str(path)], capture_output=True, timeout=300, check=False
    )
    assert checked.returncode == 0, checked.stdout.decode()[-2000:]
