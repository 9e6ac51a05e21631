"""Set-up programs and cabinets of InstallShield."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.opening.shields import keyed, unmasked
from tests.opening.looking import look
from tests.samples.opening.installshield import plain, records, stream, turned
from tests.samples.opening.installshield_cab import cabinet, masked, old
from tests.samples.opening.pe import image
from tests.samples.opening.zip import Item, archive

NOISE = random.Random(1).randbytes(3000)  # noqa: S311 - noise, no secret
SOFT = {b"data1.cab": NOISE, b"setup.ini": b"words of all kinds " * 90, "维族.txt".encode(): b"z" * 50}


@pytest.mark.parametrize("flags", [0, 2, 4, 6])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", [3, 4])
def test_stream(flags, packed, kind):
    if flags == 4:
        flags = 6
    opened = look(stream(SOFT, flags=flags, packed=packed, kind=kind))
    assert opened.files("installshield-file") == SOFT
    assert not opened.gaps
    assert not opened.kinds("unknown")


@pytest.mark.parametrize("flags", [0, 2, 6])
def test_records(flags):
    opened = look(records(SOFT, flags=flags))
    assert opened.files("installshield-file") == SOFT
    assert not opened.gaps


@pytest.mark.parametrize("wide", [False, True])
def test_plain(wide):
    files = SOFT if wide else {name: data for name, data in SOFT.items() if name.isascii()}
    opened = look(plain(files, wide=wide))
    assert opened.files("installshield-file") == {b"Disk1/" + name: data for name, data in files.items()}
    assert not opened.gaps


def test_behind_a_program():
    packed = archive([Item(b"inner", b"at the bottom " * 9, 8)])
    opened = look(image({(24, 1, 0): b"<assembly/>"}, overlay=stream({b"a.zip": packed}), certificate=b"PKCS" * 9))
    assert opened.containers == ["zip", "installshield", "pe"]
    assert opened.anywhere(b"at the bottom")


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=3000), st.text(min_size=1, max_size=30), st.sampled_from([0, 1024]))
def test_key(data, name, unit):
    assert keyed(turned(data, name.encode(), unit), name.encode(), unit) == data


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300))
def test_mask(data):
    assert unmasked(masked(data)) == data


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("wide", [False, True])
def test_cabinet(packed, hidden, wide):
    files = {**SOFT, b"large": NOISE * 40}
    opened = look(cabinet(files, packed=packed, hidden=hidden, wide=wide))
    assert opened.files("installshield-file") == {b"folder/" + name: data for name, data in files.items()}
    assert not opened.gaps
    assert not opened.kinds("unknown")


def test_old_cabinet():
    opened = look(old(SOFT))
    assert opened.files("installshield-file") == {b"folder/" + name: data for name, data in SOFT.items()}
    assert not opened.gaps


def test_cabinet_whose_table_is_elsewhere():
    files = {**SOFT, b"large": NOISE * 40, b"end": b"the end"}
    opened = look(cabinet(files, table=False))
    assert list(opened.files("installshield-file").values()) == list(files.values())
    assert not opened.gaps
    opened = look(cabinet(files, table=False) + NOISE)
    assert opened.codes == ["part-of-set"]


def test_split_files():
    opened = look(cabinet(SOFT, split=True))
    assert set(opened.codes) == {"part-of-set"}


def test_header_alone_stays_a_leaf():
    whole = cabinet(SOFT)
    head = bytearray(whole[:20] + bytes(64) + whole[-2000:])
    assert not look(bytes(head)).containers


def test_cut_short():
    for data in (stream(SOFT), records(SOFT), cabinet(SOFT), old(SOFT)):
        for size in range(500, len(data) - 300, 300):
            assert look(data[:size]).gaps, size


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 6000), st.integers(0, 6))
def test_any_limit(out, members):
    look(stream(SOFT), Limits(out=out, members=members))
    look(cabinet(SOFT), Limits(out=out, members=members))
    look(cabinet(SOFT, table=False), Limits(out=out, members=members))
