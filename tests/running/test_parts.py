"""Parts that are packed in a leaf: quoted where they stand, once, and checked again."""

import base64
import json
import subprocess
from pathlib import Path

import pytest

from sousveil.model.place import Place
from sousveil.proving import Result, verify
from sousveil.reporting.commands import recipe
from sousveil.running.examine import _outside
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.samples.opening import asar, elf, net_assembly, pyinstaller, qt_resources
from tests.samples.opening.pyinstaller import Entry
from tests.samples.opening.zip import Item, archive

SETTINGS = json.dumps(
    {"faceAttributes": [{"name": "ethnicity", "options": ["Uyghur", "Han", "Tibetan"]}, {"name": "gender"}]}
).encode()

BUNDLES = {
    "net": lambda: net_assembly.build({b"Face.json": SETTINGS}),
    "elf": lambda: elf.image(
        [(b".debug_str", 0x800, elf.packed(b"\0".join((b"FACE_ETHNICITY_UYGHUR",) * 40), elf.ZLIB))]
    ),
    "asar": lambda: asar.build({b"dist/face.json": SETTINGS}),
    "text": lambda: b"#!/bin/sh\nSETTINGS='" + base64.b64encode(SETTINGS + b"\n" * 600) + b"'\n",
    "qt": lambda: qt_resources.build({b"face/face.json": SETTINGS}, 3, (qt_resources.ZLIB,)),
    "pyinstaller": lambda: pyinstaller.archive(
        [Entry(b"face", pyinstaller.code("class FaceEthnicity(Enum):\n  UYGHUR = 1\n  HAN = 2\n"), b"s")]
    ),
}


def test_places_in_parts_of_their_own_are_left_to_them():
    places = [Place(start, start + 4, 0, "ascii") for start in (0, 8, 10, 18, 20, 30)]
    kept = _outside(places, [(30, 40), (10, 20)])
    assert [place.start for place in kept] == [0, 8, 18, 20]


def test_letters_of_base64_are_no_words(tmp_path: Path):
    noise = b"QmFpEBai" * 2 + b"UyghurHanTibetan" * 2  # digits of base64 that look like names of groups
    for start in (b"\0asm\1\0", b"\x89PNG\r\n"):
        packed = base64.b64encode(start + bytes(range(256)) * 3)
        target = tmp_path / "library.js"
        target.write_bytes(b"module.exports = '" + packed[:200] + noise + packed[200:] + b"'\n")
        assert not scan([target], Options(jobs=1)).targets[0].findings
    target.write_bytes(b"module.exports = '" + noise * 20 + b"'\n")
    assert scan([target], Options(jobs=1)).targets[0].findings, "no picture: it is read as it stands"


@pytest.mark.parametrize("name", BUNDLES)
def test_what_a_bundle_holds_is_quoted_once_and_holds(name, tmp_path: Path):
    target = tmp_path / f"{name}.bin"
    target.write_bytes(BUNDLES[name]())
    report = scan([target], Options(jobs=1))
    quoted = {
        (evidence.blob, evidence.offset, evidence.role)
        for finding in report.targets[0].findings
        for evidence in finding.evidence
    }
    assert quoted
    blobs = report.targets[0].blobs
    assert all(blobs[blob].parent is not None for blob, _, _ in quoted), "told where it is packed, not in the whole"
    checks = verify(report, [target])
    assert any(check.quote for check in checks)
    assert {check.result for check in checks} == {Result.HOLDS}
    commands = recipe(report.targets[0], report.targets[0].findings[0].evidence[:1])
    assert commands is not None
    done = subprocess.run(
        ["sh", "-c", "\n".join(commands.lines)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    said = next(line.partition("# ")[2] for line in commands.lines if line.startswith("sha256sum"))
    assert done.stdout.startswith(said)


def test_files_kept_beside_an_archive_are_missed_only_where_they_are_not_there(tmp_path: Path):
    product = tmp_path / "app"
    (product / "resources").mkdir(parents=True)
    data = asar.archive({"native.txt": {"size": 4, "unpacked": True}}, b"")
    (product / "resources" / "app.asar").write_bytes(data)
    packed = tmp_path / "app.zip"
    packed.write_bytes(archive([Item(b"app/app.asar", data, 8), Item(b"app/app.asar.unpacked/native.txt", b"text", 0)]))

    def codes(target: Path) -> list[str]:
        return [gap.code for gap in scan([target], Options(jobs=1)).targets[0].gaps]

    assert codes(packed) == []
    assert codes(product) == ["kept-beside"]
    (product / "resources" / "app.asar.unpacked").mkdir()
    (product / "resources" / "app.asar.unpacked" / "native.txt").write_bytes(b"text")
    assert codes(product) == []
