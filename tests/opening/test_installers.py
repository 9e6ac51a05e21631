"""Set-up programs cut anywhere or with bytes changed: nothing raises, nothing hangs, every byte is accounted for."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from tests.opening.looking import look
from tests.opening.test_properties import quiet
from tests.samples.opening import cfb, inno, installshield, installshield_cab, nsis, pe, script

LIMITS = Limits(out=64 << 20, members=2000, ratio_from=8 << 20)
SETTINGS = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
SAMPLES = {
    "ole": cfb.build(),
    "ole-scattered": cfb.compound({"a/b": b"x" * 90, "c": bytes(range(256)) * 20}, scattered=True),
    "inno": inno.build(),
    "installshield": installshield.build(),
    "installshield-cab": installshield_cab.build(),
    "installshield-cab-alone": installshield_cab.cabinet({b"a": b"words" * 90}, table=False),
    "nsis": nsis.build(),
    "nsis-solid": nsis.installer(solid=True, pack=nsis.lzma_stream),
    "pe": pe.build(),
    "strings": pe.image({(6, 1, 0): b"words" * 30, (6, 3, 0): b"more" * 40, (10, "N", 0): b"x" * 90}, overlay=b"end"),
    "script": script.build(),
}


@pytest.mark.parametrize("name", SAMPLES)
@SETTINGS
@given(cut=st.floats(0, 1))
def test_cut_anywhere(name, cut):
    sample = SAMPLES[name]
    quiet(look(sample[: int(cut * len(sample))], LIMITS))


@pytest.mark.parametrize("name", SAMPLES)
@SETTINGS
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=6))
def test_bytes_changed_anywhere(name, changes):
    changed = bytearray(SAMPLES[name])
    for where, what in changes:
        changed[int(where * len(changed))] ^= what
    quiet(look(bytes(changed), LIMITS))


@pytest.mark.parametrize("name", SAMPLES)
@SETTINGS
@given(changes=st.lists(st.tuples(st.integers(0, 1200), st.integers(1, 255)), min_size=1, max_size=6))
def test_headers_changed(name, changes):
    changed = bytearray(SAMPLES[name])
    for where, what in changes:
        changed[where % len(changed)] ^= what
    quiet(look(bytes(changed), LIMITS))
