"""`make bench-link`: how reading, matching, linking and judging grow with the number of symbols.

Headers of an invented interface are built by code, by the same plan for every size, and go through the real reader,
matcher, linker and judge. Writes docs/linking-growth.md. Nothing here fails because something was slow.
"""

import argparse
import datetime as dt
import hashlib
import json
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from sousveil.judging import judge
from sousveil.judging.report import traits_of_groups
from sousveil.knowledge import load
from sousveil.linking.chains import Linker
from sousveil.linking.removal.signs import signs_of_removal
from sousveil.matching import Matcher
from sousveil.model.examined import Examined, TargetFacts
from sousveil.model.limits import Limits
from sousveil.model.place import BlobRecord, BlobState, Layer, Place
from sousveil.model.text import Reading
from sousveil.reading.registry import recognise
from sousveil.sifting import Sifter

PAGE = Path(__file__).parents[1] / "docs" / "linking-growth.md"
SIZES = (1_000, 10_000, 100_000)
SHAPES = {"one header": 10**9, "headers of 2,000 symbols": 2_000}
"""How the symbols are laid out, and how many go into one header."""
STEPS = ("read", "matched", "linked", "judged")

_NOUNS = (
    "stream", "channel", "audio", "video", "disk", "alarm", "record", "user", "lens", "motor", "zone", "track", "clip",
    "frame", "codec", "relay", "port",
)  # fmt: skip
_TYPES = ("int", "char", "unsigned int", "float")
_TELLING = 12
"""One block in so many is about faces, cards or searches."""
_SHARED = 40
"""One block in so many holds the one face record that all headers share."""
_NEAR = 30
"""So many blocks back a record may nest an earlier one."""

_FACE = """
typedef enum tagXY_RACE_KIND_{n} {{
    XY_RACE_{n}_UNKNOWN, XY_RACE_{n}_ASIAN, XY_RACE_{n}_BLACK, XY_RACE_{n}_WHITE,
    XY_RACE_{n}_NONE, // not recognised by the device
}} XY_RACE_KIND_{n};
// attributes of a detected face
typedef struct tagXY_FACE_ATTR_{n} {{
    int nAge; int emGlasses; int emMask;
    XY_RACE_KIND_{n} eKind; // kind of people
}} XY_FACE_ATTR_{n};
typedef struct {{ int nChannel; XY_FACE_ATTR_{n} stuFace; }} XY_FACE_SNAP_{n};
typedef struct {{ int nId; XY_FACE_SNAP_{n} stuSnap; }} XY_DEV_EVENT_FACE_{n}_INFO;
typedef struct {{ int nFrom; XY_FACE_ATTR_{n} stuWanted; }} XY_FIND_FACE_CONDITION_{n};
#define XY_EVT_FACE_{n} {n} // face alarm event, see XY_FACE_SNAP_{n}
"""
_CARD = """
typedef struct tagXY_IDCARD_{n} {{
    char szIDNumber[32]; // number of the identity card
    int nNation; // 1-Han, 2-Mongolian, 3-Hui, 4-Tibetan, 5-Uygur
    char szIssuingAuthority[64];
}} XY_IDCARD_{n};
"""
_HOLDER = "typedef struct {{ int nId; XY_FACE_ATTR_0 stuFace; int nEthnicity; }} XY_FACE_ALARM_EVENT_{n}_INFO;\n"


def interface(symbols: int, each: int) -> Iterator[bytes]:
    """Headers of about ``symbols`` symbols in all, ``each`` or a little more in one."""
    chance = random.Random(7)  # noqa: S311 - the same headers every time
    text: list[str] = []
    made = here = block = 0
    while made < symbols:
        count = _block(text, block, chance)
        made, here, block = made + count, here + count, block + 1
        if here >= each:
            yield "".join(text).encode()
            text, here = [], 0
    if text:
        yield "".join(text).encode()


def _block(text: list[str], n: int, chance: random.Random) -> int:
    """Write one block; how many symbols it has."""
    if n % _SHARED == _SHARED - 1:
        text.append(_HOLDER.format(n=n))
        return 4
    if n % _TELLING == 0:
        card = n % (4 * _TELLING) == 3 * _TELLING
        text.append((_CARD if card else _FACE).format(n=n))
        return 4 if card else 21
    noun = chance.choice(_NOUNS)
    lines = [f"// settings of a {noun}\ntypedef struct tagXY_{noun.upper()}_{n} {{\n"]
    for at in range(8):
        kind = chance.choice(_TYPES)
        lines.append(f"    {kind} n{noun.title()}{chance.choice(_NOUNS).title()}{at}; // {chance.choice(_NOUNS)}\n")
    nested = range(max(0, n - _NEAR), n)
    lines += [f"    XY_ALIAS_{k} stuInner{k};\n" for k in chance.sample(nested, min(2, len(nested)))]
    lines.append(f"}} XY_ALIAS_{n};\nenum XY_{noun.upper()}_MODE_{n} {{ ")
    lines += [f"XY_{noun.upper()}_{n}_{other.upper()}, " for other in chance.sample(_NOUNS, 6)]
    lines.append(f"}};\n#define XY_MAX_{noun.upper()}_{n} {n}\n")
    text += lines
    return 19


class _Stopwatch:
    """Seconds and the peak memory of the process, in bytes, at the end of each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.peak: dict[str, int] = {}
        self._began = time.perf_counter()

    def end(self, step: str) -> None:
        """The step is over."""
        self.seconds[step] = time.perf_counter() - self._began
        unit = 1 if sys.platform == "darwin" else 1024
        self.peak[step] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        self._began = time.perf_counter()


def measure(symbols: int, each: int) -> dict[str, object]:
    """One run in this process."""
    pack = load()
    matcher, sifter = Matcher(pack), Sifter(pack)
    matcher.tag("warm")
    headers = list(interface(symbols, each))
    seen: list[list[Place]] = [sifter.sift(data) for data in headers]
    clock = _Stopwatch()
    readings = [_read(data, places) for data, places in zip(headers, seen, strict=True)]
    clock.end("read")
    paths = [f"include/part{number:04}.h" for number in range(len(headers))]
    hits = [
        tuple(tuple(matcher.match(reading, path)) for reading in these)
        for path, these in zip(paths, readings, strict=True)
    ]
    clock.end("matched")
    examined = [
        Examined(record=_record(number, path, data), path=path, readings=these, hits=found)
        for number, (path, data, these, found) in enumerate(zip(paths, headers, readings, hits, strict=True))
    ]
    traits = traits_of_groups(pack)
    clock.end("")
    linker = Linker(examined, matcher, traits)
    chains, _ = signs_of_removal(linker.graph, linker.run(), pack, traits)
    clock.end("linked")
    facts = TargetFacts(name="invented", sha256="0" * 64, size=sum(map(len, headers)), folder=True)
    told = judge(facts, examined, (), pack, matcher)
    clock.end("judged")
    return {
        "symbols": sum(len(reading.symbols) for these in readings for reading in these),
        "bytes": sum(map(len, headers)), "headers": len(headers),
        "spots": sum(len(chain.spots) for chain in chains), "edges": sum(len(chain.edges) for chain in chains),
        "findings": len(told.findings), "seconds": clock.seconds, "peak": clock.peak,
    }  # fmt: skip


def _read(data: bytes, places: list[Place]) -> tuple[Reading, ...]:
    reader = recognise(memoryview(data), "part.h")
    if reader is None:
        raise SystemExit("no reader takes the headers")
    read = reader.read(memoryview(data), "part.h", places, Limits())
    return tuple(item for item in read if isinstance(item, Reading))


def _record(number: int, path: str, data: bytes) -> BlobRecord:
    digest = hashlib.sha256(data).hexdigest()
    return BlobRecord(
        number=number, parent=-1, layer=Layer(kind="folder-member", name=path.encode()), size=len(data), digest=digest,
        sha256=digest, kind="c", state=BlobState.UNDERSTOOD,
    )  # fmt: skip


INTRODUCTION = """# How linking grows

Written by `make bench-link`. Headers of an invented interface, built by code: records that nest earlier ones, lists,
constants; one block in twelve tells of faces, cards or searches; one in forty holds the one face record that all share,
so that its users grow with the interface. They go through the real reader, matcher, linker and judge, each size in a
process of its own.

*Linked* is the graph, the chains and the signs of removal. *Judged* is the whole call that a scan makes: the same
linking again, and findings, quotes, gaps and verdict. *Peak* is the most memory that the process had held when the
step ended, knowledge and the steps before included. *Growth* compares with the row above: the factor of the time judged
by the factor of the symbols; 1.00 is linear. Small sizes take milliseconds, so that their growth is blurred.

"""


def page(rows: dict[str, list[dict[str, object]]]) -> str:
    """The page: one table for each shape."""
    out = [INTRODUCTION]
    for shape, these in rows.items():
        out.append(f"## {shape.capitalize()}\n\n")
        out.append(
            "| Symbols | Bytes | Places in chains | Edges | Read | Matched | Linked | Judged | Peak | Growth |\n"
        )
        out.append("| ---: " * 10 + "|\n")
        above: dict[str, object] = {}
        for row in these:
            seconds, peak = _figures(row["seconds"]), _figures(row["peak"])
            growth = f"{_linked(row) / _linked(above) / _ratio(row, above):.2f}" if above else ""
            cells = [f"{row[key]:,}" for key in ("symbols", "bytes", "spots", "edges")]
            cells += [f"{seconds[step]:.2f} s" for step in STEPS]
            out.append("| " + " | ".join([*cells, f"{peak['judged'] / 2**20:,.0f} MiB", growth]) + " |\n")
            above = row
        first, last = _figures(these[0]["peak"]), _figures(these[-1]["peak"])
        more = (last["judged"] - first["judged"]) / (_number(these[-1]) - _number(these[0]))
        out.append(f"\nMemory: {more / 1024:.1f} KiB for each further symbol.\n\n")
    when = dt.datetime.now(dt.UTC).date().isoformat()
    out.append(f"Measured on {when}, {platform.machine()}, Python {platform.python_version()}, on one core.\n")
    return "".join(out)


def _figures(value: object) -> dict[str, float]:
    assert isinstance(value, dict)  # noqa: S101 - written by measure()
    return value


def _number(row: dict[str, object]) -> int:
    return int(str(row["symbols"]))


def _linked(row: dict[str, object]) -> float:
    return _figures(row["seconds"])["judged"]


def _ratio(row: dict[str, object], above: dict[str, object]) -> float:
    return _number(row) / _number(above)


def main() -> None:
    """Measure every size in its own process, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=2, type=int, metavar=("SYMBOLS", "EACH"), help="one run, as JSON")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="about how many symbols")
    parser.add_argument("--no-page", action="store_true", help="print only; leave docs/linking-growth.md as it is")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(*options.one)))
        return
    rows: dict[str, list[dict[str, object]]] = {shape: [] for shape in SHAPES}
    for shape, each in SHAPES.items():
        for size in options.sizes:
            print(f"{shape}, {size:,} symbols ...", file=sys.stderr)
            line = [sys.executable, __file__, "--one", str(size), str(each)]
            done = subprocess.run(line, stdout=subprocess.PIPE, check=True)
            rows[shape].append(json.loads(done.stdout))
    text = page(rows)
    print(text)
    if not options.no_page:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
