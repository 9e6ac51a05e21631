"""For every text unit of every sample, the bytes at its span, decoded as it says, are its text.

Samples are opened as a scan opens them, sifted for places, and each blob is read by the reader that accepts it.
"""

import importlib
import pkgutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tests.samples.kinds
import tests.samples.reading
from sousveil.knowledge import load
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, holds
from sousveil.opening import Blob, open_entry, survey
from sousveil.reading.registry import recognise
from sousveil.running.examine import printed
from sousveil.sifting import Sifter

_LIMITS = Limits()
SAMPLES = [
    *(f"kinds.{module.name}" for module in pkgutil.iter_modules(tests.samples.kinds.__path__)),
    *(f"reading.{module.name}" for module in pkgutil.iter_modules(tests.samples.reading.__path__)),
]


def _files(sample: str) -> dict[str, bytes]:
    module = importlib.import_module(f"tests.samples.{sample}")
    if sample.startswith("kinds."):
        return {**module.case(), **{f"twin/{name}": data for name, data in module.twin().items()}}
    return {module.NAME: module.build()} if hasattr(module, "build") else {}


@pytest.fixture(scope="module")
def sifter():
    return Sifter(load())


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_unit_of_every_sample_holds(sample, sifter, tmp_path):
    for name, data in _files(sample).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    units = 0
    for entry in survey(tmp_path, _LIMITS):
        for blob in open_entry(entry, _LIMITS):
            if isinstance(blob, Blob):
                units += _read(bytes(blob.data), printed(entry, blob.locator), sifter)
    assert units or not sample.startswith("kinds.")


def _read(data: bytes, name: str, sifter: Sifter) -> int:
    last = name.rpartition("!")[2]
    reader = recognise(data, last)
    if reader is None:
        return 0
    units = 0
    for one in reader.read(memoryview(data), last, sifter.sift(data), _LIMITS):
        if isinstance(one, Reading):
            wrong = [unit for unit in one.units if not holds(unit, data)]
            assert not wrong, (reader.name, wrong[:3])
            units += len(one.units)
    return units


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([name for name in SAMPLES if name.startswith("reading.")]), st.data())
def test_every_unit_holds_wherever_the_places_are(sample, data):
    for name, raw in _files(sample).items():
        starts = data.draw(st.lists(st.integers(0, max(len(raw) - 2, 0)), min_size=1, max_size=4, unique=True))
        codec = data.draw(st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030"]))
        places = [Place(at, min(len(raw), at + 2), 0, codec) for at in sorted(starts)]
        reader = recognise(raw, name)
        assert reader is not None
        for one in reader.read(memoryview(raw), name, places, _LIMITS):
            if isinstance(one, Reading):
                assert all(holds(unit, raw) for unit in one.units), reader.name
