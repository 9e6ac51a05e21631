"""Compiled schemas of FlatBuffers: written by hand, and by the compiler where there is one."""

import shutil
import subprocess

import pytest

from tests.reading.looking import outline, place_of, read
from tests.samples.reading import bfbs


def test_a_schema_with_its_lists_and_tables():
    reading, gaps = read(bfbs.build(), bfbs.NAME, bfbs.places())
    assert not gaps
    assert outline(reading) == [
        "enum Race  # Race of a detected face.",
        "  enum-member Unknown = 0",
        "  enum-member White = 1",
        "  enum-member Black = 2",
        "  enum-member Indian = 3",
        "  enum-member MiddleEastern = 4",
        "record FaceResult",
        "  field age : ubyte",
        "  field glasses : ubyte",
        "  field race : Race",
        "  field race_score : float",
        "record Frame",
        "  field faces : FaceResult",
        "  field camera : string",
    ]


@pytest.mark.parametrize("cut", [1, 60, 200, 400])
def test_what_is_cut_short_gives_its_strings(cut):
    data = bfbs.build()
    reading, gaps = read(data[:-cut], bfbs.NAME, [place_of(data, "BFBS")])
    assert reading.units
    assert [gap.code for gap in gaps] in ([], ["unparsed"])


def test_what_the_compiler_writes(tmp_path):
    if shutil.which("flatc") is None:
        pytest.skip("flatc is not installed: apt-get install flatbuffers-compiler")
    source = "namespace A.B; enum Race : byte { White, Black }\n/// Seen.\ntable Face { age: ubyte; race: Race; }"
    (tmp_path / "face.fbs").write_text(f"{source} table Frame {{ faces: [Face]; }} root_type Frame;")
    subprocess.run(["flatc", "-b", "--schema", "--bfbs-comments", "face.fbs"], check=True, cwd=tmp_path)
    data = (tmp_path / "face.bfbs").read_bytes()
    reading, gaps = read(data, "face.bfbs", [place_of(data, "Black")])
    assert not gaps
    assert outline(reading) == [
        "enum Race",
        "  enum-member White = 0",
        "  enum-member Black = 1",
        "record Face  # Seen.",
        "  field age : ubyte",
        "  field race : Race",
        "record Frame",
        "  field faces : Face",
    ]
