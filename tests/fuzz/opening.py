"""The entry of a coverage-guided fuzzer for the opening room; ``tests.fuzz.run`` runs it."""

import importlib
from pathlib import Path

from sousveil.model.limits import Limits
from sousveil.opening.formats import FORMATS
from tests.opening.looking import look

LIMITS = Limits(out=4 << 20, members=500, ratio_from=1 << 20, depth=6)


def TestOneInput(data: bytes) -> None:  # noqa: N802 - the name that fuzzers look for
    """Nothing raises; every blob can be made again; every byte of a container is accounted for."""
    look(data, LIMITS)


def seeds(folder: Path) -> None:
    """Write the samples as a corpus to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    for form in FORMATS:
        sample = importlib.import_module("tests.samples.opening." + type(form).__module__.rpartition(".")[2])
        (folder / form.name).write_bytes(sample.build())
