"""Every format has a sample, and the markers in it come out."""

import importlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.opening import formats
from sousveil.opening.formats import FORMATS, recognise
from tests.opening.looking import look
from tests.samples.opening import payload

_SAMPLES = Path(payload.__file__).parent
_NAMES = [type(form).__module__.rpartition(".")[2] for form in FORMATS]


def test_every_file_with_a_format_is_registered():
    files = {
        path.stem
        for path in Path(formats.__file__).parent.glob("*.py")
        if "def accepts(" in path.read_text(encoding="utf-8") and path.stem not in {"format", "slices"}
    }
    assert files == set(_NAMES)


@pytest.mark.parametrize("name", _NAMES)
def test_every_format_has_a_sample(name):
    assert (_SAMPLES / f"{name}.py").is_file(), f"write tests/samples/opening/{name}.py with a build() -> bytes"


def test_every_sample_belongs_to_a_format():
    assert {path.stem for path in _SAMPLES.glob("*.py")} - {"__init__", "payload"} == set(_NAMES)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_sample_opens(form):
    sample = importlib.import_module("tests.samples.opening." + type(form).__module__.rpartition(".")[2]).build()
    assert recognise(memoryview(sample)) is form
    opened = look(sample)
    assert opened.containers[-1] == form.name
    assert not [gap for gap in opened.gaps if gap.code not in {"packed", "tool-not-run"}]  # no tools are run here
    for marker in payload.MARKERS:
        assert opened.anywhere(marker)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_format_says_what_it_is(form):
    assert form.name
    assert form.also
    assert form.recognised
    assert form.limits
    assert all(sentence.endswith(".") for sentence in form.limits)


@pytest.mark.parametrize("entry", formats.ENTRIES, ids=lambda entry: entry.module)
def test_the_filter_before_a_format_lets_its_sample_through(entry):
    sample = importlib.import_module(f"tests.samples.opening.{entry.module}").build()
    assert entry.fits(memoryview(sample), sample[:512])
    form = next(form for form in FORMATS if type(form).__name__ == entry.format)
    assert entry.first == form.first


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@settings(deadline=None)
@given(st.data())
def test_the_filter_refuses_nothing_that_its_format_accepts(form, data):
    entry = next(entry for entry in formats.ENTRIES if entry.format == type(form).__name__)
    sample = importlib.import_module(f"tests.samples.opening.{entry.module}").build()
    hurt = bytearray(sample)
    for at in data.draw(st.lists(st.integers(0, min(600, len(sample)) - 1), max_size=4)):
        hurt[at] = data.draw(st.integers(0, 255))
    blob = memoryview(bytes(hurt))
    assert entry.fits(blob, bytes(blob[:512])) or not form.accepts(blob, bytes(blob[:512]))
    start = bytes(blob[:512])
    asked = [one for one, _ in formats.worth_asking(start[0], b"\0" in start, not start.isascii())]
    assert entry in asked or not entry.fits(blob, start) or (entry.first and start[0] not in entry.first)
