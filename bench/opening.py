"""`make bench-open`: opening and scanning against tools that only unpack; writes docs/performance-opening.md.

The same archives of real files of this machine, whole processes, taken in turns, the median of each. ``bsdtar`` and
``unblob`` write a tree to disk and look at nothing; Sousveil opens in memory and looks at everything. ``unblob`` is
measured where it is on PATH (or named by UNBLOB). Nothing here fails because something was slow.
"""

import argparse
import datetime as dt
import gzip
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from corpus import ROOTS
from measure import cores

PAGE = Path(__file__).parents[1] / "docs" / "performance-opening.md"
FILES, LARGEST = 3000, 2_000_000
GROWTH = (1, 6)
"""Gigabytes of the archives by which the growth of memory is seen."""
_PIECE = 16 << 20
INTRODUCTION = """# Performance of opening

Written by `make bench-open`; not by hand. Archives of {files:,} real files of the machine ({size:.0f} MB), page cache
warm, whole processes from start to end, in turns, the median of {runs}. `bsdtar` and `unblob` write what comes out to
disk and look at nothing; Sousveil opens in memory, looks for all words in all encodings, reads what stands around
them, links and judges, and computes the SHA-256 of the target.

"""


class Run(NamedTuple):
    """Seconds of the whole process, its largest resident memory in MiB, and how many files it wrote."""

    seconds: float
    memory: int
    files: int = 0


def main() -> None:
    """Build, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "sousveil-bench-open")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-page", action="store_true")
    parser.add_argument("--no-growth", action="store_true")
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    size, archives = _archives(options.scratch)
    unblob = os.environ.get("UNBLOB") or shutil.which("unblob")
    page = INTRODUCTION.format(files=FILES, size=size / 1e6, runs=options.runs)
    page += "| Archive | Sousveil | bsdtar | times bsdtar (goal: 1.2) | unblob | times faster than it (goal: 40) |\n"
    page += "| --- | --- | --- | --- | --- | --- |\n"
    for path in archives:
        page += _row(path, unblob, options)
    if not options.no_growth:
        page += "\n## Memory\n\nTar archives of random bytes in members of 16 MiB.\n\n"
        page += "| Archive | Seconds | Largest resident memory of a process |\n| --- | --- | --- |\n"
        for gigabytes in GROWTH:
            page += _grown(gigabytes, options.scratch)
    page += (
        f"\n- Measured on {dt.datetime.now(tz=dt.UTC).date()}: {platform.system()} {platform.machine()}, {cores()} "
        f"cores, Python {platform.python_version()}; load average {os.getloadavg()[0]:.1f}.\n"
    )
    sys.stdout.write(page)
    if not options.no_page:
        PAGE.write_text(page, encoding="utf-8")


def _row(path: Path, unblob: str | None, options: argparse.Namespace) -> str:
    out = options.scratch / "out"
    ours, theirs, others = [], [], []
    for _ in range(options.runs):
        ours.append(_run([sys.executable, "-m", "sousveil", "scan", "--quiet", "--format", "json", str(path)]))
        theirs.append(_unpacking(["bsdtar", "-xf", str(path), "-C", str(out)], out))
        if unblob:
            line = [unblob, "-p", "1", "-e", str(out), "--log", str(options.scratch / "log"), str(path)]
            others.append(_unpacking(line, out))
    mine, tar = _median(ours), _median(theirs)
    blob = "not on PATH | "
    if others and min(run.files for run in others) < FILES:
        blob = f"unpacked {min(run.files for run in others)} files only: a tool of its own is missing | "
    elif others:
        blob = f"{_median(others):.2f} s | **{_median(others) / mine:.1f}**"
    memory = max(run.memory for run in ours)
    return f"| {path.name} | {mine:.2f} s, {memory} MiB | {tar:.2f} s | **{mine / tar:.2f}** | {blob} |\n"


def _median(runs: list[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def _run(line: list[str]) -> Run:
    began = time.perf_counter()
    child = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return Run(time.perf_counter() - began, usage.ru_maxrss >> 10)


def _unpacking(line: list[str], out: Path) -> Run:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    run = _run(line)
    return run._replace(files=sum(len(names) for _, _, names in os.walk(out)))


def _archives(scratch: Path) -> tuple[int, list[Path]]:
    """The same files as zip, tar and cpio.gz; made once."""
    paths = [scratch / name for name in ("files.zip", "files.tar", "files.cpio.gz")]
    files = _chosen()
    size = sum(len(data) for _, data in files)
    if not all(path.exists() for path in paths):
        with zipfile.ZipFile(paths[0], "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in files:
                made.writestr(name, data)
        with tarfile.open(paths[1], "w") as tar:
            for name, data in files:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, BytesIO(data))
        with gzip.open(paths[2], "wb", 6) as out:
            for name, data in [*files, ("TRAILER!!!", b"")]:
                out.write(_cpio(name.encode(), data))
    return size, paths


def _cpio(name: bytes, data: bytes) -> bytes:
    """One member of a cpio archive of the newc kind."""
    fields = [1, 0o100644, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0]
    head = b"070701" + b"".join(b"%08X" % field for field in fields) + name + b"\0"
    head += bytes(-len(head) % 4)
    return head + data + bytes(-len(data) % 4)


def _chosen() -> list[tuple[str, bytes]]:
    """Files of the machine, the same ones each time as long as it does not change."""
    found = sorted(
        os.path.join(folder, name)  # noqa: PTH118 - a hundred thousand of them
        for root in ROOTS
        for folder, _, names in os.walk(root)
        for name in names
    )
    random.Random(1).shuffle(found)  # noqa: S311 - no secret
    files: list[tuple[str, bytes]] = []
    for path in map(Path, found):
        if path.is_file() and not path.is_symlink() and 0 < path.stat().st_size < LARGEST:
            files.append((f"files/{len(files):04}_{path.name}", path.read_bytes()))
            if len(files) == FILES:
                break
    return files


def _grown(gigabytes: int, scratch: Path) -> str:
    path = scratch / "grown.tar"
    noise = random.Random(2).randbytes(2 * _PIECE)  # noqa: S311 - no secret
    with tarfile.open(path, "w") as tar:
        for number in range(gigabytes * (1 << 30) // _PIECE):
            info = tarfile.TarInfo(f"{number:05}.bin")
            info.size = _PIECE
            start = number * 4099 % _PIECE
            tar.addfile(info, BytesIO(noise[start : start + _PIECE]))
    run = _run([sys.executable, "-m", "sousveil", "scan", "--quiet", "--format", "json", str(path)])
    path.unlink()
    return f"| tar of {gigabytes} GiB | {run.seconds:.1f} | {run.memory} MiB |\n"


if __name__ == "__main__":
    main()
