"""Scripts for Unix with an archive behind them."""

import shutil
import subprocess

import pytest

from tests.opening.looking import look
from tests.samples.opening.payload import FILES
from tests.samples.opening.script import TEXT, build
from tests.samples.opening.zip import Item, archive


@pytest.mark.parametrize("packed", [True, False])
def test_script_with_a_tar(packed):
    opened = look(build(packed=packed), name=b"setup.run")
    assert opened.kinds("program") == [TEXT]
    assert opened.leaves[0].name == b"setup.run"
    assert opened.files("tar-member") == FILES
    assert not opened.gaps


def test_script_with_a_zip():
    opened = look(TEXT + archive([Item(b"a", b"words" * 9, 8)]))
    assert opened.files("zip-member") == {b"a": b"words" * 9}
    assert opened.kinds("program") == [TEXT]


@pytest.mark.parametrize("text", [b"#!/bin/sh\necho words\n", b"#!/bin/sh\n\0\n", b"#!/bin/sh\n# ustar\n\0", b"#!\0"])
def test_other_scripts_stay_leaves(text):
    assert not look(text).containers


@pytest.mark.skipif(shutil.which("makeself") is None, reason="makeself is not installed (Debian: makeself)")
@pytest.mark.parametrize("option", ["--gzip", "--bzip2", "--xz", "--nocomp"])
def test_made_by_makeself(tmp_path, option):
    folder = tmp_path / "folder"
    folder.mkdir()
    for number, data in enumerate(FILES.values()):
        (folder / f"{number}.txt").write_bytes(data)
    out = tmp_path / "setup.run"
    subprocess.run(["makeself", "--quiet", option, folder, out, "label", "true"], check=True, capture_output=True)
    opened = look(out.read_bytes())
    assert set(FILES.values()) <= set(opened.files("tar-member").values())
    assert not opened.gaps
