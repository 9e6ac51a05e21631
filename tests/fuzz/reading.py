"""Coverage-guided fuzzing of the reading room, a target for each reader.

``tests.fuzz.run`` runs it; ``python -m tests.fuzz.reading READER FOLDER`` writes the samples to begin with. ``READER``
is a reader's name, or ``all``: then the first byte of an input says which. Nothing raises, every unit holds against
its bytes, every index points at something, and the gaps have codes.
"""

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, holds
from sousveil.reading.reader import Reader
from sousveil.reading.registry import readers

LIMITS = Limits(units=3000)
_CODECS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "ascii")
_STEP = 97


def places(data: bytes) -> list[Place]:
    """Places all over the bytes, the same for the same bytes: readers look around them."""
    starts = range(0, max(len(data) - 4, 0), max(_STEP, len(data) // 12))
    return [Place(at, at + 4, 0, _CODECS[number % len(_CODECS)]) for number, at in enumerate(starts)]


def look(reader: Reader, data: bytes, name: str, around: Sequence[Place] | None = None) -> None:
    """Read ``data`` and check all that a reader promises."""
    view = memoryview(data)
    if not reader.accepts(view, name):
        return  # nobody reads what is of another kind
    for one in reader.read(view, name, places(data) if around is None else around, LIMITS):
        if not isinstance(one, Reading):
            assert one.code
            continue
        for unit in one.units:
            assert holds(unit, data), unit
            assert -1 <= unit.symbol < len(one.symbols)
        for at, symbol in enumerate(one.symbols):
            assert -1 <= symbol.parent < at
            assert -1 <= symbol.unit < len(one.units)
        assert all(-1 <= use.unit < len(one.units) for use in one.references)


def samples() -> dict[str, tuple[bytes, str]]:
    """Bytes and file name of the sample of each reader."""
    package = importlib.import_module("tests.samples.reading")
    out = {}
    for module in pkgutil.iter_modules(package.__path__):
        sample = importlib.import_module(f"tests.samples.reading.{module.name}")
        if hasattr(sample, "build"):
            out[module.name.replace("_", "-")] = (sample.build(), sample.NAME)
    return out


def seeds(folder: Path, name: str) -> None:
    """Write samples as a corpus to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [reader.name for reader in readers()]
    for kind, (data, _) in samples().items():
        if name == "all" and kind in names:
            (folder / kind).write_bytes(bytes([names.index(kind)]) + data)
        elif kind == name:
            (folder / kind).write_bytes(data)


def target(name: str):
    """The function that a fuzzer calls."""
    every, files = list(readers()), {kind: file for kind, (_, file) in samples().items()}

    def one(data: bytes) -> None:
        chosen = [each for each in every if each.name == name]
        if not chosen and data:
            chosen, data = [every[data[0] % len(every)]], data[1:]
        for reader in chosen:
            look(reader, data, files.get(reader.name, ""))

    return one


if __name__ == "__main__":
    seeds(Path(sys.argv[2]), sys.argv[1])
