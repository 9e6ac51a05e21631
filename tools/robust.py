"""Hurt every sample of every format, open hostile archives, and write ``docs/robustness.md``.

    python tools/robust.py [--flips N] [--only NAME] [--keep FOLDER] [--scan COMMAND]

What was done is kept in FOLDER and not done again: the run can be stopped and taken up later. Each format is opened in
a child with a limit on memory and time. Hostile archives go through the whole program. Exits with 1 when anything
crashed, hung or wrote a file.
"""

import argparse
import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.robust import hostile, hurting  # noqa: E402 - the checkout is no package that is installed

PAGE = ROOT / "docs" / "robustness.md"
ADDRESS_SPACE = 6 << 30
SECONDS = 60
"""For one hurt sample."""
BATCH = 200
INTRODUCTION = """# Robustness

Written by `make robust`; not by hand. Every sample of every format is cut short at ten places and has one bit turned
at {flips:,} places, each by itself, and is opened in a child with {memory} GiB of address space and {seconds} seconds
for each. Hostile archives go through the whole program, with the limits that it has by default. What was done for a
sample is kept and not done again while the sample stays the same: some rows are older than the last change.

"""


def main() -> int:
    """Run what is missing, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path, default=ROOT / "out" / "robust")
    parser.add_argument("--scan", default=f"{sys.executable} -m sousveil scan --quiet --format json")
    options = parser.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    formats = {name: _format(name, options) for name in hurting.names() if options.only in name}
    nasty = [_hostile(case, options) for case in hostile.CASES if options.only in case.name]
    if not options.only:
        PAGE.write_text(_page(formats, nasty, options.flips), encoding="utf-8")
    bad = [name for name, counts in formats.items() if counts and (counts["crash"] or counts["hang"])]
    bad += [one["name"] for one in nasty if one["bad"]]
    if bad:
        _say(f"crashed, hung or wrote something: {', '.join(bad)}")
    return 1 if bad else 0


# formats


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _format(name: str, options: argparse.Namespace) -> Counter[str] | None:
    """What came of each hurt sample, counted; ``None`` where the sample cannot be built here."""
    try:
        mark = hurting.fingerprint(name)
    except Exception as why:  # noqa: BLE001 - a packer that is missing, said on the page
        _say(f"{name}: no sample ({why})")
        return None
    kept = options.keep / f"{name}-{mark}.json"
    done: dict[str, int] = json.loads(kept.read_text()) if kept.exists() else {}
    first = int(done.pop("flips", 0))
    counts = Counter(done)
    if not first:
        counts += _child(name, 0, 0, cuts=True)
    while first < options.flips:
        count = min(BATCH, options.flips - first)
        counts += _child(name, first, count, cuts=False)
        first += count
        kept.write_text(json.dumps({**counts, "flips": first}))
        _say(f"{name}: {first} of {options.flips}")
    return counts


def _child(name: str, first: int, count: int, *, cuts: bool) -> Counter[str]:
    """A batch in a process of its own, in an empty folder; one that dies there is a crash and ends the batch."""
    out, into = os.pipe()
    with tempfile.TemporaryDirectory() as folder:
        pid = os.fork()
        if not pid:
            os.close(out)
            os.chdir(folder)
            os.environ["TMPDIR"] = folder
            resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
            signal.signal(signal.SIGALRM, _too_long)
            with os.fdopen(into, "w") as results:
                _batch(name, first, count, cuts, results)
            os._exit(0)
        os.close(into)
        with os.fdopen(out) as results:
            counts = Counter(line.rstrip("\n") for line in results)
        _, status = os.waitpid(pid, 0)
        counts["crash"] += status != 0
        counts["file written"] += len(list(Path(folder).iterdir()))
    return +counts


class _TooLongError(Exception):
    pass


def _too_long(*_: object) -> None:
    raise _TooLongError


def _batch(name: str, first: int, count: int, cuts: bool, results: TextIO) -> None:
    data = hurting.sample(name)
    sound = hurting.leaves(data)
    for case in hurting.cuts(data) if cuts else hurting.flips(name, data, count, first):
        signal.alarm(SECONDS)
        try:
            word = hurting.hurt(case, sound).word
        except _TooLongError:
            word = "hang"
        except BaseException as why:  # noqa: BLE001 - what must not happen, counted
            _say(f"{name} {case.how}: {why!r}")
            word = "crash"
        signal.alarm(0)
        results.write(word + "\n")
        results.flush()


# hostile archives


def _hostile(case: "hostile.Case", options: argparse.Namespace) -> dict[str, Any]:
    kept = options.keep / f"hostile-{case.name}.json"
    if kept.exists():
        told: dict[str, Any] = json.loads(kept.read_text())
        return told
    with tempfile.TemporaryDirectory(dir=options.keep) as folder:
        path = Path(folder) / "target" / case.file
        path.parent.mkdir()
        try:
            case.build(path)
        except hostile.CannotBuildError as why:
            return {"name": case.name, "what": case.what, "skipped": str(why), "bad": False}
        told = _scanned(case, path, Path(folder) / "empty", options)
    kept.write_text(json.dumps(told))
    _say(f"{case.name}: exit {told['exit']}, {told['seconds']} s, {told['memory']} MiB")
    return told


def _scanned(case: "hostile.Case", path: Path, empty: Path, options: argparse.Namespace) -> dict[str, Any]:
    empty.mkdir()
    report, complaints = empty.parent / "report.json", empty.parent / "stderr"
    began = time.monotonic()
    with report.open("wb") as out, complaints.open("wb") as error:
        child = subprocess.Popen([*shlex.split(options.scan), str(path)], stdout=out, stderr=error, cwd=empty)  # noqa: S603
    _, status, usage = os.wait4(child.pid, 0)
    seconds = round(time.monotonic() - began, 1)
    exit_code = os.waitstatus_to_exitcode(status)
    traceback = b"Traceback" in complaints.read_bytes()
    try:
        gaps = Counter(gap["code"] for target in json.loads(report.read_bytes())["targets"] for gap in target["gaps"])
    except ValueError:
        gaps = Counter()
    written = sorted(path.name for path in empty.iterdir())
    return {
        "name": case.name, "what": case.what, "size": path.stat().st_size, "exit": exit_code,
        "seconds": seconds, "memory": usage.ru_maxrss // 1024, "gaps": dict(gaps), "written": written,
        "bad": exit_code not in (0, 1, 3) or traceback or bool(written) or not case.expected <= set(gaps),
    }  # fmt: skip


# the page

_COLUMNS = (
    "a gap says so", "not taken for a container", "an unknown part is shown", "same content",
    "other content, no checksum in the format", "crash", "hang", "file written",
)  # fmt: skip


def _page(formats: dict[str, Counter[str] | None], nasty: list[dict[str, Any]], flips: int) -> str:
    total = sum(sum(counts.values()) for counts in formats.values() if counts)
    bad = Counter[str]()
    for counts in filter(None, formats.values()):
        bad += Counter({what: counts[what] for what in ("crash", "hang", "file written")})
    lines = [
        INTRODUCTION.format(flips=flips, memory=ADDRESS_SPACE >> 30, seconds=SECONDS),
        (
            f"**{total:,} hurt samples of {len(formats)} formats: {bad['crash']} crashes, {bad['hang']} hangs, "
            f"{bad['file written']} files written.**\n"
        ),
        f"| Format | {' | '.join(_COLUMNS)} |",
        f"| --- |{' --- |' * len(_COLUMNS)}",
    ]
    for name, of in sorted(formats.items()):
        cells = ["no sample here"] + [""] * (len(_COLUMNS) - 1) if of is None else [str(of[c]) for c in _COLUMNS]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += [
        "",
        "## Hostile archives",
        "",
        "| What | Size | Exit | Seconds | MiB at most | Gaps |",
        "| --- |" * 1 + " --- |" * 5,
    ]
    for one in nasty:
        if "skipped" in one:
            lines.append(f"| {one['what']} | not built: {one['skipped']} | | | | |")
            continue
        gaps = ", ".join(f"{code} {count}" for code, count in sorted(one["gaps"].items()))
        lines.append(
            f"| {one['what']} | {one['size']:,} | {one['exit']} | {one['seconds']} | {one['memory']} | {gaps} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
