"""`make bench-open`: opening and scanning against tools that only unpack; writes docs/performance-opening.md.

The same archives of real files of this machine, whole processes, taken in turns, the median of each. ``bsdtar`` and
``unblob`` write a tree to disk and look at nothing; Sousveil opens in memory and looks at everything. ``unblob`` is
measured where it is on PATH, in ``.venv/unblob`` (``make install-unblob``) or named by UNBLOB; it gets ``7z``, by which
it opens zip and gzip, also where Debian calls that ``7zz``. Nothing here fails because something was slow.
"""

import argparse
import compileall
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
them, links and judges, and computes the SHA-256 of the target. `unblob` (one process, as it starts tools of its own)
opens what lies in these files too, as Sousveil does; `bsdtar` opens the archive only. Seconds are of the clock; in
brackets those of the processor (user and system, all processes), which other work on the machine changes less. The
ratios in brackets are of those.

"""


class Run(NamedTuple):
    """Seconds of the whole process, those of the processor, its largest resident memory in MiB, files it wrote."""

    seconds: float
    worked: float
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
    compileall.compile_dir(Path(__file__).parents[1] / "src", quiet=1)  # as when it is installed
    size, archives = _archives(options.scratch)
    own = Path(sys.prefix, "unblob", "bin", "unblob")
    unblob = os.environ.get("UNBLOB") or shutil.which("unblob") or (str(own) if own.exists() else None)
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
            others.append(_unpacking(line, out, _tools(options.scratch)))
    blob = "not installed | "
    if others and min(run.files for run in others) < FILES:
        blob = f"unpacked {min(run.files for run in others)} files only: a tool of its own is missing | "
    elif others:
        blob = f"{_said(others)}, {others[0].files:,} files | {_ratio(others, ours, 1)}"
    memory = max(run.memory for run in ours)
    return f"| {path.name} | {_said(ours)}, {memory} MiB | {_said(theirs)} | {_ratio(ours, theirs, 2)} | {blob} |\n"


def _median(runs: list[Run]) -> tuple[float, float]:
    return statistics.median(run.seconds for run in runs), statistics.median(run.worked for run in runs)


def _said(runs: list[Run]) -> str:
    return "{:.2f} s ({:.2f})".format(*_median(runs))


def _ratio(runs: list[Run], others: list[Run], digits: int) -> str:
    (clock, worked), (clock2, worked2) = _median(runs), _median(others)
    return f"**{clock / clock2:.{digits}f}** ({worked / worked2:.{digits}f})"


def _run(line: list[str], more: Path | None = None) -> Run:
    """``more``: a folder of programs that are found after all others."""
    env = dict(os.environ)
    if more is not None:
        env["PATH"] = f"{env.get('PATH', os.defpath)}{os.pathsep}{more}"
    began = time.perf_counter()
    child = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, _, usage = os.wait4(child.pid, 0)
    return Run(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10)


def _tools(scratch: Path) -> Path:
    """A folder in which ``7z`` is what Debian's 7zip calls ``7zz``."""
    folder = scratch / "tools"
    folder.mkdir(exist_ok=True)
    found = shutil.which("7zz")
    if found and not (folder / "7z").exists():
        (folder / "7z").symlink_to(found)
    return folder


def _unpacking(line: list[str], out: Path, more: Path | None = None) -> Run:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    run = _run(line, more)
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
