"""Squashfs: by its tool where that is there, and in an AppImage."""

import shutil
import subprocess
from pathlib import Path

import pytest

from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.opening.looking import look
from tests.samples.opening import elf, payload, squashfs

needs = pytest.mark.skipif(
    not (shutil.which("mksquashfs") and shutil.which("unsquashfs")), reason="needs squashfs-tools (apt-get install)"
)


def test_without_its_tool_it_is_a_gap_and_looked_through():
    opened = look(squashfs.build())
    assert opened.codes == ["tool-not-run"]
    assert opened.containers == ["squashfs"]


def test_other_beginnings_are_none():
    for data in (squashfs.superblock(1 << 40), squashfs.build()[:90], squashfs.build().replace(b"hsqs", b"sqsh")):
        assert look(data + bytes(9)).containers == []


@needs
@pytest.mark.parametrize("method", ["gzip", "xz", "zstd"])
def test_an_appimage_opens_to_its_files(method, tmp_path: Path):
    folder = tmp_path / "in"
    (folder / "usr").mkdir(parents=True)
    (folder / "usr" / "face.json").write_text('{"faceAttribute": {"ethnicity": ["Uyghur", "Han", "Tibetan"]}}')
    for path, data in payload.FILES.items():
        (folder / path.decode("utf-8", "replace").replace("/", "-")).write_bytes(data)
    command = [
        "mksquashfs",
        str(folder),
        str(tmp_path / "x.sqsh"),
        "-comp",
        method,
        "-quiet",
        "-no-progress",
        "-all-root",
    ]
    subprocess.run(command, check=True, capture_output=True)
    image = tmp_path / "x.AppImage"
    image.write_bytes(elf.image([(b".text", 0, b"\x90" * 40)]) + (tmp_path / "x.sqsh").read_bytes())
    target = scan([image], Options(jobs=1)).targets[0]
    layers = [evidence.layers for finding in target.findings for evidence in finding.evidence]
    assert ("<overlay>", "usr/face.json") in layers, target.gaps
