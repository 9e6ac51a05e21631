"""Every format's sample, cut short and changed anywhere: nothing raises, every byte is accounted for."""

import functools
import importlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.opening.formats import FORMATS
from tests.opening.looking import look
from tests.opening.test_properties import LIMITS, quiet

SETTINGS = settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))


@functools.cache
def sample(form) -> bytes:
    return importlib.import_module("tests.samples.opening." + type(form).__module__.rpartition(".")[2]).build()


every = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


@every
@SETTINGS
@given(where=st.floats(0, 1, exclude_max=True))
def test_cut_anywhere(form, where):
    data = sample(form)
    quiet(look(data[: int(where * len(data))], LIMITS))


@every
@SETTINGS
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), min_size=1, max_size=5))
def test_bits_flipped_anywhere(form, changes):
    changed = bytearray(sample(form))
    for where, bit in changes:
        changed[int(where * len(changed))] ^= 1 << bit
    quiet(look(bytes(changed), LIMITS))


@every
@SETTINGS
@given(changes=st.lists(st.tuples(st.integers(0, 200), st.binary(min_size=4, max_size=4)), min_size=1, max_size=4))
def test_fields_changed_in_the_first_bytes(form, changes):
    changed = bytearray(sample(form))
    for where, what in changes:
        changed[where : where + 4] = what
    quiet(look(bytes(changed), LIMITS))


@every
@SETTINGS
@given(out=st.integers(0, 400), members=st.integers(0, 4), depth=st.integers(0, 4))
def test_any_limit(form, out, members, depth):
    look(sample(form), Limits(out=out, members=members, depth=depth, ratio=3, ratio_from=100, in_memory=50))


@every
@SETTINGS
@given(behind=st.sampled_from([b"behind", bytes(600), b"\xff" * 3]))
def test_bytes_behind(form, behind):
    quiet(look(sample(form) + behind, LIMITS))
