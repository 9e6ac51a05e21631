"""Installers of NSIS: packed block by block and as one stream, their names out of the script."""

import random
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.opening import Blob, open_bytes, restore
from sousveil.opening.tools import SEVENZIP, find
from sousveil.running import landlock, porter
from tests.opening.looking import look
from tests.samples.opening.nsis import deflated, installer, lzma_stream
from tests.samples.opening.payload import FILES
from tests.samples.opening.pe import image

NOISE = random.Random(1).randbytes(900)  # noqa: S311 - noise, no secret
SOFT = {b"a/b/words.txt": b"words of all kinds " * 40, b"top.bin": NOISE, b"z": b"z" * 50}
PACKERS = {"stored": None, "deflate": deflated, "lzma": lzma_stream}


def expected(files):
    return {b"$INSTDIR/" + name.replace(b"\\", b"/"): data for name, data in files.items()}


def found(opened):
    files = opened.files("nsis-member")
    files.pop(b"[header]")
    return files


@pytest.mark.parametrize(
    ("packer", "solid"), [("stored", False), ("deflate", False), ("deflate", True), ("lzma", False), ("lzma", True)]
)
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("pointers", [4, 8])
def test_files_come_out_under_their_names(solid, packer, wide, pointers):
    data = installer(SOFT, pack=PACKERS[packer], solid=solid, wide=wide, pointers=pointers)
    opened = look(data)
    assert found(opened) == expected(SOFT)
    assert not opened.gaps
    assert not opened.kinds("unknown")


@pytest.mark.parametrize("solid", [False, True])
def test_stream_with_a_mark_for_machine_code(solid):
    opened = look(installer(SOFT, pack=lzma_stream, solid=solid, before=b"\1"))
    assert found(opened) == expected(SOFT)
    assert not opened.gaps


def test_behind_a_program():
    opened = look(image({(24, 1, 0): b"<assembly/>"}, overlay=installer(SOFT, solid=True) + b"signature of some kind"))
    assert opened.containers == ["nsis-stream", "nsis", "pe"]
    assert found(opened) == expected(SOFT)
    assert opened.kinds("unknown") == [b"signature of some kind"]


def test_installer_in_an_installer():
    inner = installer({b"deep": b"at the bottom" * 9})
    opened = look(installer({b"setup.exe": image(overlay=inner)}, solid=True, pack=lzma_stream))
    assert opened.files("nsis-member")[b"$INSTDIR/deep"] == b"at the bottom" * 9


def test_without_a_script_files_have_numbers():
    data = installer(SOFT, pack=None)
    opened = look(data.replace(b"\x14\0\0\0\0\0\0\0", b"\x63\0\0\0\0\0\0\0"))
    assert set(found(opened).values()) == set(SOFT.values())
    assert set(found(opened)) == {b"1", b"2", b"3"}


def test_its_own_bzip2_is_a_gap():
    opened = look(installer(SOFT, pack=lambda data: b"\x31\0\1\2" + data[:9]))
    assert set(opened.codes) == {"unsupported-method", "tool-not-run"}
    opened = look(installer(SOFT, pack=lambda data: b"\x31\0\1\2" + data, solid=True))
    assert set(opened.codes) == {"unsupported-method", "tool-not-run"}


@pytest.mark.parametrize("solid", [False, True])
def test_cut_short(solid):
    data = installer(SOFT, solid=solid)
    opened = look(data[: len(data) * 3 // 4])
    assert "truncated" in opened.codes
    assert opened.anywhere(b"words of all kinds")


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 4000), st.integers(0, 6), st.booleans())
def test_any_limit(out, members, solid):
    look(installer(SOFT, solid=solid), Limits(out=out, members=members))


def by_7zip(data: bytes) -> None:
    """Its own bzip2 comes out where 7-Zip may be run."""
    if not landlock.version() or not find([SEVENZIP]):
        return
    with porter.hired([SEVENZIP]) as outside:
        blobs = [item for item in open_bytes(data, Limits(), outside=outside) if isinstance(item, Blob)]
        files = {blob.name: blob for blob in blobs if blob.layer and blob.layer.kind == "nsis-file"}
        assert bytes(files[b"sub/0.txt"].data) == next(iter(FILES.values())) * 20
        parent = files[b"sub/0.txt"].parent
        assert restore(parent.data, files[b"sub/0.txt"].layer, Limits(), outside) == bytes(files[b"sub/0.txt"].data)


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not installed (Debian: nsis)")
@pytest.mark.parametrize("wide", ["true", "false"])
@pytest.mark.parametrize("compressor", ["zlib", "/SOLID zlib", "lzma", "/SOLID lzma", "bzip2", "/SOLID bzip2"])
def test_made_by_makensis(tmp_path, compressor, wide):
    for number, data in enumerate(FILES.values()):
        (tmp_path / f"{number}.txt").write_bytes(data * 20)
    (tmp_path / "a.nsi").write_text(
        f"Unicode {wide}\nSetCompressor {compressor}\nName Example\nOutFile setup.exe\nSection\n"
        "SetOutPath $INSTDIR\\sub\nFile 0.txt\nSetOutPath $TEMP\nFile 1.txt\nFile 2.txt\n"
        "WriteUninstaller $INSTDIR\\away.exe\nSectionEnd\n"
        'Section Uninstall\nMessageBox MB_OK "words of the uninstaller"\nSectionEnd\n'
    )
    subprocess.run(["makensis", "-V1", "a.nsi"], cwd=tmp_path, check=True, capture_output=True)
    opened = look((tmp_path / "setup.exe").read_bytes())
    if "bzip2" in compressor:
        assert set(opened.codes) == {"unsupported-method", "tool-not-run"}
        by_7zip((tmp_path / "setup.exe").read_bytes())
        return
    names = [b"$INSTDIR/sub/0.txt", b"$TEMP/1.txt", b"$TEMP/2.txt"]
    files = opened.files("nsis-member")
    assert [files[name] for name in names] == [data * 20 for data in FILES.values()]
    assert opened.anywhere("words of the uninstaller".encode("utf-16-le" if wide == "true" else "ascii"))
    assert not opened.gaps
