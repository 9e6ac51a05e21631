"""What lies in the middle of an image of a device is found; what only looks like it is not."""

import gzip
import lzma
import random
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.place import ExtentState
from sousveil.opening.formats import recognise
from sousveil.proving import Result, verify
from sousveil.running.options import Options
from sousveil.running.porter import hired
from sousveil.running.scan import scan
from tests.opening.looking import look
from tests.samples.opening import carved, payload, squashfs, uimage, unblob
from tests.samples.opening import zip as zip_

FACE = b'{"faceAttribute": {"ethnicity": ["Uyghur", "Han", "Tibetan"]}}'
NOISE = random.Random(5).randbytes(70_000)  # noqa: S311 - no secret


def test_the_parts_of_an_image_are_opened_and_the_rest_is_looked_at():
    opened = look(carved.build())
    assert set(opened.containers) == {"carved", "uimage", "lzma", "gzip", "cpio", "xz"}
    assert opened.codes == []
    assert opened.anywhere(b"settings of the maker")
    outermost = opened.blobs[-1]
    assert {extent.state for extent in outermost.extents} >= {ExtentState.VALID, ExtentState.UNKNOWN}


@pytest.mark.parametrize(
    "part",
    [unblob.build(), squashfs.build(), zip_.build(), lzma.compress(FACE * 40)],
    ids=["romfs", "sqsh", "zip", "xz"],
)
def test_each_is_found_at_any_place(part):
    for before in (1, 77, 5000, (4 << 20) - 3):
        opened = look(NOISE[:500] + bytes(before) + part + b"\xff" * 70_000)
        assert opened.containers[-1] == "carved"


def flash_nodes() -> bytes:
    head = struct.pack("<HHI", 0x1985, 0x2003, 12)
    node = head + struct.pack("<I", zlib.crc32(head, 0xFFFFFFFF) ^ 0xFFFFFFFF)
    return node.ljust(4096, b"\xff")


def erase_block() -> bytes:
    head = struct.pack(">4sB3xQIII32x", b"UBI#", 1, 3, 64, 128, 7)
    return (head + struct.pack(">I", zlib.crc32(head) ^ 0xFFFFFFFF)).ljust(4096, b"\xff")


def cram() -> bytes:
    return struct.pack("<4I16s", 0x28CD3D45, 4096, 0, 0, b"Compressed ROMFS").ljust(4096, b"\0")


@pytest.mark.parametrize("part", [flash_nodes(), erase_block(), cram()], ids=["jffs2", "ubi", "cramfs"])
def test_what_only_unblob_opens_is_found_and_said(part):
    opened = look(NOISE[:3000] + part)
    assert opened.containers[0] == "unblob"
    assert "tool-not-run" in opened.codes
    hurt = bytearray(part)
    hurt[9 if part[:4] != b"\x45\x3d\xcd\x28" else 20] ^= 1
    assert look(NOISE[:3000] + bytes(hurt)).containers == []


def test_marks_alone_are_nothing():
    marks = [b"hsqs", b"\xfd7zXZ\0\0\4", b"\x1f\x8b\x08\0\0\0\0\0\0\3", b"UBI#\1", b"-rom1fs-", b"070701", b"MSCF"]
    marks += [b"PK\3\4\x14\0\0\0\x08\0", b"\x27\x05\x19\x56", b"\x45\x3d\xcd\x28", b"\xe2\xe1\xf5\xe0"]
    marks += [b"\x85\x19\x01\xe0", b"7z\xbc\xaf\x27\x1c\0\4", b"\x5d\0\0\x10" + bytes(5000)]
    data = b"".join(mark + NOISE[place * 900 : place * 900 + 900] for place, mark in enumerate(marks))
    assert look(b"\0" + data).containers == []
    assert look(b"\0" + b"".join(marks) * 2000).containers == []


def test_programs_and_pictures_are_left_alone():
    inside = gzip.compress(FACE * 40, mtime=0)
    for start in (b"\x7fELF", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xca\xfe\xba\xbe"):
        assert "carved" not in look(start + NOISE[:8000] + inside).containers


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 8 * len(carved.build()) - 1), st.integers(0, len(carved.build())))
def test_damage_anywhere_is_borne(bit, end):
    hurt = bytearray(carved.build())
    hurt[bit // 8] ^= 1 << bit % 8
    look(bytes(hurt[:end]))


def test_it_is_no_more_than_it_holds():
    assert recognise(memoryview(NOISE)) is None


@pytest.mark.skipif(
    not (shutil.which("mksquashfs") and shutil.which("unsquashfs")), reason="needs squashfs-tools (apt-get install)"
)
def test_a_camera_image_is_read_to_its_settings(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "face.json").write_bytes(FACE)
    made = tmp_path / "root.sqsh"
    line = ["mksquashfs", str(tmp_path / "in"), str(made), "-comp", "xz", "-quiet", "-no-progress", "-all-root"]
    subprocess.run(line, check=True, capture_output=True)
    flash = carved.build() + made.read_bytes() + b"\xff" * 9000 + payload.JOINED
    inside = zip_.Item(b"romfs-x.squashfs.img", uimage.image(made.read_bytes(), name=b"romfs"), 8)
    update = zip_.archive([zip_.Item(b"Install", b"burn romfs\n"), inside]).replace(b"PK\x03\x04", b"DH\x03\x04", 1)
    for image in (flash, update):
        (tmp_path / "camera.bin").write_bytes(image)
        report = scan([tmp_path / "camera.bin"], Options(jobs=1))
        (target,) = report.targets
        layers = [evidence.layers for finding in target.findings for evidence in finding.evidence]
        assert any(names[-1] == "face.json" for names in layers), target.gaps
        with hired() as outside:
            checks = verify(report, [tmp_path / "camera.bin"], outside=outside)
        assert {check.result for check in checks} == {Result.HOLDS}
