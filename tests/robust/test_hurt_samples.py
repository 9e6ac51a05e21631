"""No sample, cut short or with a bit turned, makes opening raise or miscount its bytes. More: ``make robust``."""

import os
from pathlib import Path

import pytest

from tests.robust.hurting import cuts, flips, hurt, leaves, names, sample

FLIPS = 20
ENDS_ANYWHERE = frozenset({"tar", "ar", "script", "compress", "lz4", "packed_text", "source_map"})
"""Formats without an end of their own: cut between two members or frames they are a shorter archive, or text."""


@pytest.fixture(autouse=True)
def nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    yield
    assert not list(Path(os.curdir).iterdir())


@pytest.mark.parametrize("name", names())
def test_cut_short(name):
    data = sample(name)
    sound = leaves(data)
    for case in cuts(data):
        outcome = hurt(case, sound)
        said = bool(outcome.told) or outcome.closed or outcome.same or outcome.rest or name in ENDS_ANYWHERE
        assert said, f"{case.how}: something is missing, and nothing says so"


@pytest.mark.parametrize("name", names())
def test_bits_turned(name):
    data = sample(name)
    sound = leaves(data)
    for case in flips(name, data, FLIPS):
        hurt(case, sound)
