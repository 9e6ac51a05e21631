"""Programs of Go: structs by their fields and tags, those that hold them, the modules that they were built from."""

import pytest

from sousveil.model.words import Role
from tests.reading.looking import outline, place_of, read
from tests.samples.go_program import FACES, program

_FACE = [
    "record FaceTraits",
    '  field Age : int  @ json:"age"',
    '  field Glasses : int  @ json:"glasses"',
    '  field Mask : int  @ json:"mask"',
    '  field Ethnicity : string  @ json:"ethnicity,omitempty"',
]
_EVENT = [
    "record FacePassedEvent",
    '  field Door : int  @ json:"door"',
    '  field Faces : FaceTraits  @ json:"faces"',
]


@pytest.mark.parametrize("movable", [False, True])
@pytest.mark.parametrize("word", ["Ethnicity", "ethnicity,"])
def test_a_field_leads_to_its_struct_and_to_those_that_hold_it(movable, word):
    data = program(FACES, movable=movable)
    reading, gaps = read(data, "gated", [place_of(data, word)])
    assert not gaps
    assert outline(reading) == [*_FACE, *_EVENT]


def test_what_is_no_field_is_a_string_still():
    data = program(FACES)
    reading, _ = read(data, "gated", [place_of(data, "C adds this")])
    assert "C adds this" in [unit.text for unit in reading.units]
    assert not [unit for unit in reading.units if unit.role is Role.FIELD]


def test_a_module_is_told_with_its_version():
    data = program(FACES)
    reading, _ = read(data, "gated", [place_of(data, "face-race")])
    assert outline(reading) == ["namespace github.com/kite/face-race = v1.4.2"]
    assert [unit.role for unit in reading.units] == [Role.IMPORT]


@pytest.mark.parametrize("at", range(0, 640, 40))
def test_broken_types_do_no_harm(at):
    data = bytearray(program(FACES))
    data[0x1040 + at : 0x1048 + at] = b"\xff" * 8
    read(bytes(data), "gated", [place_of(program(FACES), "Ethnicity")])
