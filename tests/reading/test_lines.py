"""Text without a parser: declarations by keywords and brackets, prose by lines, tables by their header."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.text import holds
from sousveil.model.words import Role
from sousveil.reading.lines import Lines, newlines
from tests.reading.looking import outline, place_of, read
from tests.samples.reading.lines import SOURCES

_EXPECTED = {
    "kt": """
enum NvxRace  # people
  field v : Int
  enum-member BLACK  # black one
  enum-member UYGUR
  function other
record NvxFace
  field race : NvxRace
  field nations : Nation
  field label : String = "x"
array tags
  item Black
  item White
""",
    "swift": """
enum NvxRace
  enum-member black = 1
  enum-member white
  enum-member uygur  # 维族
record NvxFace
  field race : NvxRace
""",
    "pas": """
enum TNvxRace  # people
  enum-member rcBlack
  enum-member rcUygur
record TNvxFace
  field Race : TNvxRace  # 人种
  field Codes : Byte
constant RACE_LABEL = '民族'
function Show
  parameter ARace : TNvxRace
""",
    "vb": """
enum NVX_RACE
  enum-member NVX_RACE_UNKNOWN = 0  # 未知
  enum-member NVX_RACE_BLACK
record NVX_FACE
  field emRace : NVX_RACE  # race
""",
    "sql": """
table nvx_face
  column race : varchar  # 种族
  column nation : ENUM
    item Han
    item Uygur
  column sex : char
    item M
    item F
""",
    "proto": """
enum NvxRace  # kinds
  enum-member RACE_UNKNOWN = 0
  enum-member RACE_BLACK = 1  # black
record NvxFace
  field race : NvxRace = 1  # race of it
""",
    "rs": """
enum NvxRace
  enum-member Black
  enum-member White = 2
record NvxFace
  field race : NvxRace
  field nation : str
""",
    "php": """
record NvxFace
  field race : string = 'x'
  map KINDS
    entry black = 1
    entry white = 2
""",
    "lua": """
map kinds  # list
  entry race = "x"
  entry nation = "y"
""",
}


@pytest.mark.parametrize("ending", _EXPECTED)
def test_declarations(ending):
    data = SOURCES[ending].encode()
    reading, _ = read(data, f"a.{ending}")
    assert outline(reading) == _EXPECTED[ending].strip().splitlines()


@pytest.mark.parametrize(("ending", "label"), [("pas", "种族"), ("qml", "种族")])
def test_what_is_shown_is_a_label(ending, label):
    reading, _ = read(SOURCES[ending].encode(), f"a.{ending}")
    assert label in [unit.text for unit in reading.units if unit.role is Role.UI_LABEL]


def test_identifiers_are_given_near_a_place_only():
    data = b"telling();\n" * 60 + b"var race = 1;\n" + b"far();\n" * 60
    reading, _ = read(data, "a.dart", [place_of(data, "race")])
    names = [unit.line for unit in reading.units if unit.role is Role.IDENTIFIER]
    assert min(names) == 41
    assert max(names) == 81
    assert {(one.name, one.how) for one in reading.references} >= {("telling", "call"), ("far", "call")}


def test_prose_by_lines():
    data = SOURCES["md"].encode()
    reading, _ = read(data, "README.md", [place_of(data, "race")])
    assert [(unit.text, unit.line) for unit in reading.units] == [("first", 6), ("race is told", 7), ("last", 8)]
    assert {unit.role for unit in reading.units} == {Role.DOCUMENT}


def test_rows_are_never_given():
    data = SOURCES["csv"].encode()
    reading, gaps = read(data, "people.csv", [place_of(data, "Uygur")])
    assert [unit.text for unit in reading.units] == ["id", "race", "name"]
    assert reading.text == ""
    assert [gap.code for gap in gaps] == ["rows-left-closed"]
    bare = b"1,Uygur,Somebody\n"
    out = list(Lines().read(memoryview(bare), "a.csv", [place_of(bare, "Uygur")], Limits()))
    assert not any("Somebody" in repr(one) for one in out)
    assert [one.code for one in out if hasattr(one, "code")] == ["rows-left-closed"]


def test_rows_of_sql_are_blanked():
    data = SOURCES["sql"].encode()
    reading, gaps = read(data, "a.sql", [place_of(data, "'Uygur', 'fam")])
    assert "family" not in reading.text
    assert reading.text.count("\n") == SOURCES["sql"].count("\n")
    assert not any("family" in unit.text for unit in reading.units)
    assert [gap.code for gap in gaps] == ["rows-left-closed"]


@pytest.mark.parametrize("name", ["dump.txt", "dump.bak", "dump"])
def test_rows_of_sql_are_blanked_in_a_text_of_no_kind(name):
    data = (SOURCES["sql"] + "INSERT INTO kin VALUES (1, 'family');\n" * 3).encode()
    reading, gaps = read(data, name, [place_of(data, "'Uygur', 'fam")])
    assert reading.language == "sql"
    assert "family" not in reading.text
    assert [gap.code for gap in gaps] == ["rows-left-closed"]
    told = b"How to: INSERT INTO kin works.\nThe race of kin, see CREATE TABLE.\n\nINSERT INTO kin is said once.\n"
    reading, gaps = read(told, name, [place_of(told, "race")])
    assert any("race" in unit.text for unit in reading.units)
    assert not gaps


def test_lines_of_a_log_are_left_closed():
    data = b"2026 face 7 race=Uygur\n"
    out = list(Lines().read(memoryview(data), "a.log", [place_of(data, "Uygur")], Limits()))
    assert [one.code for one in out] == ["rows-left-closed"]


def test_a_giant_is_read_in_windows():
    data = ("x = 1;\n" * 30_000 + 'String race = "民族"; // 人种\n' + "y = 2;\n" * 30_000).encode("gb18030")
    out = list(Lines().read(memoryview(data), "a.dart", [place_of(data, "民族", "gb18030")], Limits(read_source=1000)))
    reading = out[0]
    assert all(holds(unit, data) for unit in reading.units)
    (unit,) = [unit for unit in reading.units if unit.text == "民族"]
    assert unit.line == 30_001
    assert [gap.code for gap in out[1:]] == ["large-text"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "gb18030", "utf-8"])
def test_other_encodings(encoding):
    data = ("\ufeff" if encoding.startswith("utf-16") else "").encode(encoding) + SOURCES["pas"].encode(encoding)
    reading, _ = read(data, "a.pas", [place_of(data, "种族", encoding)])
    assert outline(reading) == _EXPECTED["pas"].strip().splitlines()


def test_innocent_text_gives_no_gap():
    for ending, source in SOURCES.items():
        if ending != "csv":
            assert read(source.encode(), f"a.{ending}")[1] == []


@settings(deadline=None)
@given(st.lists(st.sampled_from([b"", b"\n", b"\n" * 70_000, b"x", b"\r\n", b"y" * 64_999]), max_size=6))
def test_line_feeds_are_counted_as_they_are(parts):
    data = b"".join(parts)
    assert newlines(memoryview(data)) == data.count(b"\n")


def test_r_declares_vectors_lists_and_functions():
    source = (
        'kinds <- c("oak", "ash")\nnamed <<- list(oak = "Eiche", ash = "Esche")\n'
        'levels(x$tree) <- c("oak", "ash")\nof <- factor(x, labels = c("oak", "ash"))\n'
        "tell <- function(tree, n = 1) {\n  out <- tree$name\n  data.frame(height = out, width = 2)\n}\n"
    )
    reading, _ = read(source.encode(), "a.R", [place_of(source.encode(), "oak")])
    assert outline(reading) == [
        "array kinds", "  item oak", "  item ash",
        'map named', '  entry oak = "Eiche"', '  entry ash = "Esche"',
        "array levels", "  item oak", "  item ash",
        "array labels", "  item oak", "  item ash",
        "variable of = factor",
        "function tell", "  map", "    entry height = out", "    entry width = 2",
    ]  # fmt: skip


def test_arkts_is_written_as_scripts_are():
    source = "@Component\nstruct Trees {\n  @State kinds: string[] = ['oak', `ash`];\n}\nenum Kind { OAK = 1, ASH }\n"
    reading, _ = read(source.encode(), "Index.ets", [place_of(source.encode(), "oak")])
    assert outline(reading) == [
        "record Trees", "  array kinds", "    item oak", "    item ash",
        "enum Kind", "  enum-member OAK = 1", "  enum-member ASH",
    ]  # fmt: skip
