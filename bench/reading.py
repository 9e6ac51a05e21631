"""`make bench-read`: what each reader costs; writes docs/performance-reading.md.

Each reader is given a large file of its kind, made of its sample: many samples for text, one sample with much machine
code or many records for binaries; the sifter looks for places in the same bytes, in the same process. A file without a
place is never read: what it costs is the sifting alone. Nothing here fails because something was slow.
"""

import argparse
import compileall
import importlib
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measure import cores
from sousveil.knowledge import load
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.reading.reader import Reader
from sousveil.reading.registry import readers
from sousveil.sifting import Sifter

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance-reading.md"
TEXT, SMALL, BINARY = 512 << 10, 4 << 20, 100 << 20
INTRODUCTION = """# Performance of reading

Written by `make bench-read`; not by hand. One process on one core; the median of {runs} runs. *Sifting* is the search
for all words in all encodings over the same bytes, which every file pays; *reading* is what a file with a place pays
besides. A file without a place is not read at all: it costs the sifting alone. Text here is the worst case, a sample
repeated, with a place in every second line.

"""


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-page", action="store_true")
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=1)
    sys.path.insert(0, str(ROOT))  # for the samples
    sifter = Sifter(load())
    out = [INTRODUCTION.format(runs=options.runs)]
    out += [
        "| Reader | File | Places | Sifting, MB/s | Reading, MB/s | Reading / sifting |\n",
        "| --- | --- | --- | --- | --- | --- |\n",
    ]
    for reader in readers():
        if (row := _row(reader, sifter, options.runs)) is not None:
            sys.stdout.write(row)
            sys.stdout.flush()
            out.append(row)
    out.append(
        "\n## One place in 100 MB\n\nThe sample, padded to 100 MB with bytes of no pattern; a process of its own.\n\n"
    )
    out.append("| Kind | Seconds of reading | Resident memory, MiB, of which the map |\n| --- | --- | --- |\n")
    for name in ("elf", "pe", "net", "dex", "macho", "sqlite", "lines"):
        if (row := _large(name)) is not None:
            sys.stdout.write(row)
            out.append(row)
    out.append(f"\n{platform.machine()}, {cores()} cores, Python {platform.python_version()}.\n")
    if not options.no_page:
        PAGE.write_text("".join(out), encoding="utf-8")


def _sample(reader: Reader) -> tuple[bytes, str] | None:
    try:
        module = importlib.import_module(f"tests.samples.reading.{reader.name.replace('-', '_')}")
    except ModuleNotFoundError:
        return None
    return (module.build(), module.NAME) if hasattr(module, "build") else None


def _grown(data: bytes) -> bytes:
    """A file of the size that is measured: text is repeated, what is binary is followed by bytes of no pattern."""
    if b"\0" in data[:4096]:
        return data + os.urandom(max(SMALL - len(data), 0))
    return (data.rstrip() + b"\n") * (TEXT // len(data) + 1)


def _row(reader: Reader, sifter: Sifter, runs: int) -> str | None:
    sample = _sample(reader)
    if sample is None:
        return None
    data, name = _grown(sample[0]), sample[1]
    view = memoryview(data)
    places = sifter.sift(view)
    sifting = _median(lambda: sifter.sift(view), runs)
    reading = _median(
        lambda: [one for one in reader.read(view, name, places, Limits()) if isinstance(one, Reading)], runs
    )
    size = len(data) / 1e6
    fast, slow = f"{size / sifting:,.0f}", f"{size / reading:,.1f}"
    return f"| {reader.name} | {size:.1f} MB | {len(places):,} | {fast} | {slow} | {reading / sifting:.2f} |\n"


def _median(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return max(statistics.median(times), 1e-9)


def _large(name: str) -> str | None:
    """One place in a file of 100 MB, read by a child, so that its memory is its own."""
    try:
        module = importlib.import_module(f"tests.samples.reading.{name}")
    except ModuleNotFoundError:
        return None
    data = module.build()
    places: list[Place] = list(getattr(module, "places", list)())[:1] or [Place(0, 4, 0, "utf-8")]
    with tempfile.NamedTemporaryFile(suffix=module.NAME.replace("/", "_")) as file:
        file.write(data)
        for _ in range((BINARY - len(data)) >> 20):
            file.write(os.urandom(1 << 20) if b"\0" in data else (b"int nothing_of_note;\n" * 50_000)[: 1 << 20])
        file.flush()
        receive, send = os.pipe()
        if not (child := os.fork()):
            os.write(send, _read(Path(file.name), module.NAME, places).encode())
            os._exit(0)
        os.close(send)
        with os.fdopen(receive) as told:
            text = told.read()
        os.waitpid(child, 0)
    return f"| {name} | {text} |\n" if text else None


def _read(path: Path, name: str, places: list[Place]) -> str:
    import mmap  # noqa: PLC0415 - of the child alone

    from sousveil.reading.registry import recognise  # noqa: PLC0415

    # Nothing is closed: the child ends here, and what was read may still point into the map.
    data = mmap.mmap(os.open(path, os.O_RDONLY), 0, access=mmap.ACCESS_READ)
    view = memoryview(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    reader = recognise(view, name)
    found = list(reader.read(view, name, places, Limits())) if reader else []
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    del found
    return f"{seconds:.3f} | {after / 1024:.0f} ({(after - before) / 1024:.0f} more than before)"


if __name__ == "__main__":
    main()
