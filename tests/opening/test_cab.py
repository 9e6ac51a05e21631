import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.place import BlobState
from tests.opening.looking import look
from tests.samples.opening import cab

FILES = {b"a.h": b"enum emRace { };\n" * 90, b"dir\\b.txt": b"second " * 30, b"c": b"3"}


@pytest.mark.parametrize("packing", [cab.STORED, cab.MSZIP])
@pytest.mark.parametrize("reserved", [0, 5])
def test_packings(packing, reserved):
    opened = look(cab.cabinet([(FILES, packing), ({b"d": b"alone"}, packing)], reserved=reserved, block=500))
    assert opened.files("cab-member") == {**FILES, b"d": b"alone"}
    assert not opened.gaps


@given(
    st.dictionaries(st.binary(min_size=1, max_size=9).filter(lambda n: 0 not in n), st.binary(min_size=1), min_size=1),
    st.integers(1, 3000),
)
@settings(deadline=None)
def test_any_files(files, block):
    opened = look(cab.cabinet([(files, cab.MSZIP)], block=block))
    assert opened.files("cab-member") == files
    assert not opened.gaps


def test_blocks_share_a_window():
    data = bytes(range(256)) * 700
    packed = cab.cabinet([({b"big": data}, cab.MSZIP)])
    assert len(packed) < 10_000
    assert look(packed).files("cab-member") == {b"big": data}


def test_reserved_bytes_are_looked_at():
    assert look(cab.cabinet([(FILES, cab.STORED)], reserve=b"a signature, or words")).kinds("comment") == [
        b"a signature, or words"
    ]


def test_sets():
    data = cab.cabinet([(FILES, cab.STORED)], before=(b"one.cab", b"disk 1"), broken=((b"half", 0xFFFD),))
    opened = look(data)
    assert opened.codes == ["part-of-set", "part-of-set"]
    assert opened.gaps[0].detail == "one.cab"
    assert opened.files("cab-member") == FILES


@pytest.mark.parametrize(("packing", "name"), [(cab.QUANTUM, "Quantum"), (cab.LZX | 15 << 8, "LZX")])
def test_packings_that_need_a_tool(packing, name):
    opened = look(cab.cabinet([(FILES, cab.STORED), ({b"d": b"as if packed"}, packing)]))
    assert opened.files("cab-member") == FILES
    assert opened.codes == ["tool-not-run", "unsupported-method"]
    assert name in opened.gaps[1].detail
    assert [blob.state for blob in opened.leaves].count(BlobState.OPAQUE) == 1


def test_what_stands_behind_is_looked_at():
    opened = look(cab.cabinet([(FILES, cab.STORED)]) + b"a signature of its maker")
    assert opened.kinds("unknown") == [b"a signature of its maker"]


def test_directory_that_is_cut_off():
    assert look(cab.build()[:60]).codes == ["truncated"]


@pytest.mark.skipif(shutil.which("gcab") is None, reason="gcab is missing: apt-get install gcab")
@pytest.mark.parametrize("options", [[], ["-z"]])
def test_as_gcab_writes_it(tmp_path, options):
    files = {"a.h": b"enum emRace { };\n" * 9000, "c.bin": bytes(range(256)) * 300}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    subprocess.run(["gcab", "-c", *options, "out.cab", *files], cwd=tmp_path, check=True, capture_output=True)
    opened = look((tmp_path / "out.cab").read_bytes())
    assert opened.files("cab-member") == {name.encode(): data for name, data in files.items()}
    assert not opened.gaps
