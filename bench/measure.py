"""What is measured: each figure is a median of runs taken in turns with what it is compared to."""

import mmap
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from corpus import Corpus
from sousveil.knowledge.pack import Pack
from sousveil.sifting import Sifter


class Pair(NamedTuple):
    """Seconds that Sousveil took and seconds that ripgrep took: medians, with every run behind them."""

    ours: list[float]
    theirs: list[float]

    @property
    def ratio(self) -> float:
        """How many times faster Sousveil was."""
        return statistics.median(self.theirs) / statistics.median(self.ours)


def write_terms(pack: Pack, path: Path) -> int:
    """Write the terms that the sifter looks for, in UTF-8, one a line; returns how many."""
    terms = sorted({term.text for term in pack.terms if term.sift in ("strong", "weak")})
    path.write_text("".join(term + "\n" for term in terms), encoding="utf-8")
    return len(terms)


def engine(pack: Pack, corpus: Corpus, terms: Path, runs: int) -> tuple[Pair, int]:
    """The sifter on one core against ``rg -j1``, and how many places the sifter found."""
    sifter = Sifter(pack)
    found = 0

    def ours() -> None:
        nonlocal found
        found = 0
        for part in corpus.parts:
            with (
                part.open("rb") as stream,
                mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
                memoryview(data) as view,
            ):
                found += len(sifter.sift(view))

    with _one_core():
        pair = _in_turns(ours, lambda: _ripgrep(["-j1"], terms, corpus), runs)
    return pair, found


def command(corpus: Corpus, terms: Path, runs: int) -> Pair | None:
    """``sousveil scan`` with SHA-256 on all cores against ``rg`` on as many; ``None`` where it does not run."""
    scan = [*_sousveil(), "--jobs", str(cores()), *map(str, corpus.folders)]
    if not _runs(scan):
        return None
    return _in_turns(lambda: _quiet(scan), lambda: _ripgrep([f"-j{cores()}"], terms, corpus), runs)


def start(scratch: Path, runs: int) -> list[float] | None:
    """Seconds from the start of the process to its verdict on a 10 KB header; ``None`` where it does not run."""
    header = scratch / "small.h"
    head = "typedef enum { RACE_UNKNOWN, RACE_BLACK, RACE_WHITE, RACE_YELLOW } EM_RACE_TYPE;\n"
    record = "typedef struct { RECT stuFaceBox; EM_RACE_TYPE emRace; } FACE_DATA;\n"
    filler = "/* a line that says nothing of interest, as most of a header does */\n"
    header.write_text((head + record + filler * 200)[:10_240], encoding="utf-8")
    scan = [*_sousveil(), str(header)]
    return [_timed(lambda: _quiet(scan)) for _ in range(runs)] if _runs(scan) else None


def start_of_engine(pack: Pack, runs: int) -> list[float]:
    """Seconds to load the cached automaton and sift 10 KB, in this process."""
    Sifter(pack)
    return [_timed(lambda: Sifter(pack).sift(b"a line of text\n" * 680)) for _ in range(runs)]


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_turns(ours: Callable[[], object], theirs: Callable[[], object], runs: int) -> Pair:
    pair = Pair([], [])
    for _ in range(runs):
        pair.ours.append(_timed(ours))
        pair.theirs.append(_timed(theirs))
    return pair


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


@contextmanager
def _one_core() -> Iterator[None]:
    """Hold this process, and what it starts, on one core where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _ripgrep(options: list[str], terms: Path, corpus: Corpus) -> None:
    rg = shutil.which("rg") or "rg"
    line = [rg, *options, "-a", "-F", "-i", "-c", "-f", str(terms), *map(str, corpus.parts)]
    if subprocess.run(line, stdout=subprocess.DEVNULL, check=False).returncode > 1:
        raise SystemExit("rg failed")


def _sousveil() -> list[str]:
    return [sys.executable, "-m", "sousveil", "scan", "--quiet", "--format", "json"]


def _quiet(line: list[str]) -> int:
    return subprocess.run(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode


def _runs(line: list[str]) -> bool:
    """Whether the command comes to a verdict. A crash of Python ends with 1 too, so that it must print a report."""
    done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return done.returncode in (0, 1, 3) and done.stdout.lstrip().startswith(b"{")
