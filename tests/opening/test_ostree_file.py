"""Files in an archive of OSTree: opened, and what only begins like one is left as it is."""

import pytest

from sousveil.opening.formats import recognise
from sousveil.proving.independent.layers import PYTHON, undone
from sousveil.proving.independent.public_tools import Tools
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.opening.looking import look
from tests.samples.opening.elf import build as elf
from tests.samples.opening.ostree_file import header, packed
from tests.samples.opening.payload import JOINED

TEXT = "enum EM_NATION_TYPE { 维族 };\n".encode() * 300


def test_the_file_comes_out_and_every_byte_is_accounted_for():
    opened = look(packed(TEXT))
    assert opened.gaps == []
    assert opened.kinds("deflate") == [TEXT]


def test_what_is_in_it_is_opened_too():
    assert look(packed(elf())).gaps == look(elf()).gaps
    assert JOINED in look(packed(packed(JOINED))).kinds("deflate")


@pytest.mark.parametrize(
    "data",
    [
        packed(TEXT, mode=0o040755),  # a folder
        header(0, mode=0o120777, target=b"face.h"),  # a link
        bytes(4096),
        header(40)[:-1],
        packed(TEXT)[:20],
        b"\0\0\0\x20" + packed(TEXT)[8:],
        b"\0\0\0\x20\0\0\0\1" + packed(TEXT)[8:],
    ],
)
def test_what_only_begins_like_one(data):
    form = recognise(memoryview(data))
    assert form is None or form.name != "ostree-file"


@pytest.mark.parametrize("cut", [60, 90])
def test_cut_short(cut):
    assert look(packed(TEXT)[:cut]).codes[0] == "truncated"


def test_a_size_that_lies_is_told():
    assert look(packed(TEXT, size=12)).codes == ["damaged"]


def test_an_empty_file_is_nothing_to_tell_of():
    assert look(packed(b"")).gaps == []


def test_a_chain_through_it_holds_with_public_tools_alone():
    whole = packed(TEXT)
    start = int.from_bytes(whole[:4], "big") + 8
    with Tools() as tools:
        told = undone(whole[start:], "deflate", tools)
    assert told is not None
    assert told[0] == TEXT
    assert PYTHON in told[1]


def test_evidence_in_a_folder_of_objects(tmp_path):
    place = tmp_path / "repo" / "objects" / "ab" / "cdef.filez"
    place.parent.mkdir(parents=True)
    place.write_bytes(packed(b"struct face_attr { int age; int race; }; /* race: 0 white, 1 black, 2 asian */\n"))
    (target,) = scan([tmp_path], Options(jobs=1)).targets
    assert target.findings
    assert target.findings[0].evidence[0].layers == ("repo/objects/ab/cdef.filez", "<deflate>")
