"""Files that a disc keeps packed."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.proving.independent.layers import PYTHON, undone
from sousveil.proving.independent.public_tools import Tools
from tests.opening.looking import look
from tests.samples.opening.elf import build as elf
from tests.samples.opening.iso9660 import build as disc
from tests.samples.opening.payload import JOINED
from tests.samples.opening.zisofs import packed

TEXT = "enum EM_NATION_TYPE { 维族 };\n".encode() * 3000 + bytes(200_000) + b"end"


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("power", [9, 15, 17])
def test_a_file_on_a_disc_that_is_kept_packed(wide, power):
    opened = look(disc({b"in/face.h": packed(TEXT, power, wide=wide), b"in/plain": JOINED}))
    assert opened.gaps == []
    assert opened.files("zisofs2" if wide else "zisofs") == {b"in/face.h": TEXT}
    assert opened.files("iso-member") == {b"in/plain": JOINED}
    with Tools() as tools:
        name = "zisofs2" if wide else "zisofs"
        assert undone(packed(TEXT, power, wide=wide), name, tools) == (TEXT, f"{name} ({PYTHON})")


def test_what_stands_behind_it_is_looked_at():
    opened = look(packed(TEXT) + b"words behind it")
    assert opened.kinds("zisofs") == [TEXT]
    assert opened.kinds("unknown") == [b"words behind it"]


def test_another_method_is_a_gap():
    assert look(packed(TEXT, wide=True, method=2)).codes == ["unsupported-method"]
    assert look(packed(TEXT, 3)).codes == ["unsupported-method"]


@pytest.mark.parametrize("cut", [25, 40, 70, 300])
def test_cut_short(cut):
    opened = look(packed(TEXT)[:cut])
    assert opened.codes == ["truncated"]


def test_damage_within_a_block():
    data = bytearray(packed(TEXT))
    data[-3] ^= 0xFF
    opened = look(bytes(data))
    assert opened.codes == ["damaged"]
    assert opened.kinds("zisofs")[0] == TEXT[: len(opened.kinds("zisofs")[0])]


def test_a_size_that_lies_is_bounded():
    data = bytearray(packed(b"ab" * 300, 9))
    data[8:12] = b"\xff\xff\xff\xff"
    assert look(bytes(data)).codes == ["truncated"]
    zeros = bytearray(packed(bytes(1 << 24), 9))
    assert look(bytes(zeros), Limits(out=1 << 20)).codes == ["budget-spent"]


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5))
def test_damaged_anywhere(changes):
    data = bytearray(packed(TEXT[:3000], 9))
    for where, what in changes:
        data[int(where * len(data))] = what
    look(bytes(data), Limits(out=1 << 22))


def test_an_app_image_of_the_first_kind():
    image = bytearray(disc({b"usr/face.h": packed(TEXT), b"usr/plain": JOINED}))
    program = elf()
    image[: len(program)] = program  # the program that mounts it stands where a disc has nothing
    opened = look(bytes(image))
    assert opened.files("zisofs") == {b"usr/face.h": TEXT}
    assert opened.anywhere(program[:64])


@pytest.mark.skipif(shutil.which("xorriso") is None, reason="needs xorriso (apt-get install xorriso)")
@pytest.mark.parametrize("second", ["off", "on"])
def test_a_disc_that_xorriso_made(tmp_path, second):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "face.h").write_bytes(TEXT)
    (tmp_path / "in" / "small").write_bytes(b"tiny")
    filters = [
        "-zisofs",
        f"version_2={second}:block_size=32k",
        "-map",
        "in",
        "/",
        "-set_filter_r",
        "--zisofs",
        "/",
        "--",
    ]
    subprocess.run(["xorriso", "-outdev", "disc.iso", *filters], cwd=tmp_path, check=True, capture_output=True)
    opened = look((tmp_path / "disc.iso").read_bytes())
    assert opened.gaps == []
    assert opened.files().items() >= {b"face.h": TEXT, b"small": b"tiny"}.items()
    assert "zisofs" in opened.containers
