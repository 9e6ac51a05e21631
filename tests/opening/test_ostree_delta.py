"""Flatpak bundles, and other static deltas of OSTree."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.opening.looking import look
from tests.samples.opening.ostree_delta import FILE, Object, build, delta, objects
from tests.samples.opening.payload import FILES


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("key", [b"flatpak", b"xdg-app", b"ostree.endianness"])
def test_files_have_the_names_that_folders_give_them(packed, key):
    opened = look(delta([(objects(), b"")], packed=packed, key=key))
    assert opened.gaps == []
    named = {blob.name: bytes(blob.data) for blob in opened.leaves if blob.name}
    assert named == FILES
    assert opened.anywhere(b"a commit of app.example")


def test_names_come_from_folders_in_other_parts():
    assert {name for name in look(build()).files("ostree-object") if name} == set(FILES)


def test_a_patch_to_an_older_file_is_a_gap():
    (file,) = objects({b"a/b": b"new words"})[-1:]
    extra = b"o\0\0\x05" + b"r\0" + b"w\x05\0" + b"R" + b"c"
    opened = look(delta([([file], extra)]))
    assert opened.codes == ["part-of-set"]
    assert "1 files" in opened.gaps[0].detail
    assert b"new words" in opened.files("ostree-object").values()


@pytest.mark.parametrize("extra", [b"?", b"S", b"S\0\0\xff\xff\xff\x7f\0", b"w\xff\xff\x7f\0", b"w" + b"\xff" * 20])
def test_operations_that_make_no_sense(extra):
    opened = look(delta([(objects(), extra)]))
    assert opened.codes == ["damaged"]
    assert all(opened.anywhere(data) for data in FILES.values())


def test_parts_that_are_elsewhere_are_a_gap():
    assert look(delta([])).codes == ["part-of-set"]


def test_text_with_such_a_beginning_is_none():
    assert "ostree-delta" not in look(b"flatpak\0" + bytes(200)).containers


def test_a_file_without_a_name_is_one_all_the_same():
    opened = look(delta([([Object(FILE, b"nobody names me")], b"")]))
    assert opened.files("ostree-object") == {None: b"nobody names me"}


@settings(deadline=None, max_examples=80)
@given(st.floats(0, 1), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=5))
def test_damaged_anywhere(cut, changes):
    data = bytearray(delta([(objects(), b"")], packed=False))
    for where, what in changes:
        data[int(where * len(data))] = what
    look(bytes(data))
    look(bytes(data[: int(cut * len(data))]))


@pytest.mark.skipif(shutil.which("ostree") is None, reason="needs ostree (apt-get install ostree)")
def test_a_delta_that_ostree_made(tmp_path):
    (tmp_path / "in" / "files").mkdir(parents=True)
    (tmp_path / "in" / "files" / "face.h").write_bytes(FILES[b"res/marker.bin"])
    ostree = ["ostree", "--repo=r"]
    subprocess.run([*ostree, "init", "--mode=archive"], cwd=tmp_path, check=True)
    subprocess.run([*ostree, "commit", "-b", "main", "--tree=dir=in", "-s", "x"], cwd=tmp_path, check=True)
    line = [*ostree, "static-delta", "generate", "--empty", "--inline", "--min-fallback-size=0", "--filename=d", "main"]
    subprocess.run(line, cwd=tmp_path, check=True)
    opened = look((tmp_path / "d").read_bytes())
    assert opened.gaps == []
    assert opened.files("ostree-object").items() >= {b"files/face.h": FILES[b"res/marker.bin"]}.items()
