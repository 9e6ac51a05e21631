"""PE: exports, imports, strings in UTF-16."""

from sousveil.model.words import Role
from sousveil.reading.pe import Pe
from tests.reading.looking import place_of, read
from tests.samples.reading import pe


def test_names_and_labels():
    reading, gaps = read(pe.build(), pe.NAME, pe.places())
    roles = {unit.text: unit.role for unit in reading.units}
    assert roles["NVX_GetRace"] is Role.EXPORTED
    assert roles["LoadRaceModel"] is Role.IMPORT
    assert [unit.text for unit in reading.units if unit.spans[0].encoding == ("utf-16-le",)][-2:] == ["民族", "种族"]
    assert gaps == []


def test_a_cut_file_gives_strings_and_a_gap():
    data = pe.build()[:0x220]
    reading, gaps = read(data, pe.NAME, [place_of(data, "GetRace")])
    assert reading.units[0].text == "NVX_GetRace"
    assert [gap.code for gap in gaps] == ["unparsed"]


def test_only_what_points_to_a_header_is_one():
    assert not Pe().accepts(memoryview(b"MZ" + bytes(100)), "a.dll")
    assert not Pe().accepts(memoryview(b"MZ"), "a.dll")
    assert Pe().accepts(memoryview(pe.build()), "a.dll")
