"""ELF: names of functions, and strings with their neighbours."""

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.words import Role
from sousveil.reading.elf import Elf
from tests.reading.looking import outline, place_of, read
from tests.robust.steps import steps
from tests.samples.reading import elf


def _roles(reading) -> dict[str, Role]:
    return {unit.text: unit.role for unit in reading.units}


def test_names_and_neighbours():
    reading, gaps = read(elf.build(), elf.NAME, elf.places())
    assert outline(reading) == [
        "function NVX_GetFaceRace",
        "function NVX_GetAge",
        "function ext_race_model",
        "array",
        "  item age",
        "  item Asian",
        "  item 黑种人",
        "  item White",
        "  item byEthnic=%d",
    ]
    roles = _roles(reading)
    assert roles["NVX_GetFaceRace"] is Role.EXPORTED
    assert roles["ext_race_model"] is Role.IMPORT
    assert roles["White"] is Role.STRING
    assert gaps == []


def test_without_section_headers():
    data = elf.build(sections=False)
    reading, _ = read(data, elf.NAME, [place_of(data, "FaceRace")])
    assert _roles(reading)["NVX_GetFaceRace"] is Role.EXPORTED
    assert _roles(reading)["ext_race_model"] is Role.IMPORT


def test_labels_in_gb18030():
    data = elf.build(("年龄", "民族", "种族"), encoding="gb18030")
    reading, _ = read(data, elf.NAME, [place_of(data, "民族", "gb18030")])
    assert [unit.text for unit in reading.units] == ["年龄", "民族", "种族"]
    assert reading.units[1].spans[0].encoding == ("gb18030",)


def test_labels_in_utf16():
    words = "年龄\0民族\0种族\0"
    data = elf.build(("x",)) + b"\1\2\3\4" + words.encode("utf-16-le") + b"\1\1"
    reading, _ = read(data, elf.NAME, [place_of(data, "民族", "utf-16-le")])
    assert [unit.text for unit in reading.units][-2:] == ["民族", "种族"]


def test_twelve_on_either_side():
    data = elf.build(tuple(f"label{index:02}" for index in range(40)))
    reading, _ = read(data, elf.NAME, [place_of(data, "label20")])
    assert [unit.text for unit in reading.units] == [f"label{index:02}" for index in range(8, 33)]


def test_places_in_one_table_are_one_list():
    data = elf.build(tuple(f"label{index:02}" for index in range(60)))
    places = [place_of(data, f"label{index}") for index in (20, 22, 30)]
    reading, _ = read(data, elf.NAME, places)
    assert [unit.text for unit in reading.units] == [f"label{index:02}" for index in range(8, 43)]
    assert outline(reading)[0] == "array"
    assert sum(line == "array" for line in outline(reading)) == 1


def test_a_place_in_no_string_is_counted():
    data = elf.build()
    start = data.index(b"\0Asian") - 1
    reading, gaps = read(data, elf.NAME, [*elf.places(), Place(start, start + 4, 0, "ascii")])
    assert reading.units
    assert [gap.code for gap in gaps] == ["no-string"]


def test_a_large_file_costs_what_is_found_in_it():
    def work(more: int) -> None:
        data = elf.build() + bytes(range(256)) * more
        assert list(Elf().read(memoryview(data), elf.NAME, elf.places(), Limits()))

    assert steps(lambda: work(200_000)) == steps(lambda: work(200))
