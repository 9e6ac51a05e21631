"""Every reader is found, has a sample, and reads it."""

import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.samples.reading
from sousveil.reading import registry
from sousveil.reading.reader import Reader
from sousveil.reading.registry import READERS, readers, recognise
from tests.reading.looking import read

_WITHOUT = {"raw", "media"}
"""Readers of what is left closed or has no structure."""
_MORE = {"swift"}
"""Languages with a sample of their own that the reader of lines reads."""
_NAMES = [reader.name for reader in readers() if reader.name not in _WITHOUT]


def test_every_entry_is_there():
    assert len(list(readers())) == len(READERS)


def test_names_are_unique():
    assert len(set(_NAMES)) == len(_NAMES)


@pytest.mark.parametrize("name", _NAMES)
def test_every_reader_reads_its_sample(name):
    module = importlib.import_module(f"tests.samples.reading.{name.replace('-', '_')}")
    data = module.build()
    reader = recognise(data, module.NAME)
    assert reader is not None
    assert reader.name == name
    reading, _ = read(data, module.NAME, list(getattr(module, "places", lambda: ())()))
    assert reading.reader == name
    assert reading.units


def test_every_sample_has_a_reader():
    modules = {module.name for module in pkgutil.iter_modules(tests.samples.reading.__path__)}
    assert modules == {name.replace("-", "_") for name in _NAMES} | _MORE


@pytest.mark.parametrize("reader", list(readers()), ids=lambda reader: reader.name)
def test_readers_say_what_they_do_not_read(reader: Reader):
    assert all(limit.endswith(".") for limit in reader.limits)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"#!/usr/bin/env python3\nx = 1\n", "tool", "python"),
        (b"#!/usr/bin/env node\nvar x\n", "tool", "javascript"),
        (b"enum Race { A };", "dir/NAMES.H", "c"),
        (b"package a", "a.go", "go"),
    ],
)
def test_recognised(data, name, expected):
    reader = recognise(data, name)
    assert reader is not None
    assert reader.name == expected


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"<?xml version='1.0'?><TS version='2.1'></TS>", "app_en.ts"), (b"\0\1\2\3" * 8, "x.py"), (b"", "")],
)
def test_not_source(data, name):
    reader = recognise(data, name)
    assert reader is None or reader.name not in {"typescript", "python"}


_PARTS = [*{part for entry in READERS for part in (*entry.suffixes, *entry.prefixes)}, "a", ".", "/", "x.tar", ".C"]
_STARTS = [*{start for entry in READERS for start in entry.starts}, b"", b"{", b"text"]


@given(st.lists(st.sampled_from(_PARTS), max_size=4).map("".join), st.sampled_from(_STARTS), st.binary(max_size=4))
def test_no_reader_that_may_fit_is_passed_over(name, start, rest):
    head, lower = start + rest, name.lower()
    asked = registry.candidates(head, lower)
    assert [entry for entry in asked if entry.fits(head, lower)] == [
        entry for entry in READERS if entry.fits(head, lower)
    ]
