"""Declarations by braces where a class has no body, values stand behind codes, and classes end with a word."""

from tests.reading.looking import read

_KOTLIN = """\
data class Reply(@SerializedName("faces") val faces: List<Seen>)
data class Seen(
    val box: List<Int>,
    val origin: Origin
)
data class Box(val x: Int)
    : Shape {
    val y: Int = 0
}
enum class Origin { @SerializedName("a") EAST, @SerializedName("b") WEST }
"""
_CODED = """\
local M = {}
M.ORIGIN = { [0] = "east", [1] = "west" }
function M.open(b)
  return { x = b:u8(), origin = M.ORIGIN[b:u8()] }
end
"""


def test_a_class_without_a_body_ends_with_its_line() -> None:
    symbols = read(_KOTLIN.encode(), "a.kt")[0].symbols
    held = {one.name: symbols[one.parent].name for one in symbols if one.parent >= 0}
    assert [held[name] for name in ("faces", "box", "origin", "x", "y")] == ["Reply", "Seen", "Seen", "Box", "Box"]
    assert held["EAST"] == held["WEST"] == "Origin"


def test_values_behind_codes_are_listed_and_an_index_lists_nothing() -> None:
    symbols = read(_CODED.encode(), "a.lua")[0].symbols
    held = [(one.name, symbols[one.parent].name) for one in symbols if one.parent >= 0]
    assert held[:2] == [("east", "ORIGIN"), ("west", "ORIGIN")]
    assert {"open", "origin"} <= {one.name for one in symbols}
    assert not [one for one in symbols if one.name == "b"]


def test_a_list_in_a_class_that_ends_with_a_word() -> None:
    text = b'class Seen < Base\n  ORIGINS = { 1 => "East", 2 => "West" }.freeze\nend\n'
    symbols = read(text, "a.rb")[0].symbols
    assert [one.name for one in symbols] == ["ORIGINS", "East", "West"]


def test_literals_of_a_type_are_listed_under_its_field() -> None:
    symbols = read(b'class Seen:\n    origin: Literal["east", "west"]\n', "a.py")[0].symbols
    listed = [one for one in symbols if one.name in ("east", "west")]
    assert {symbols[symbols[one.parent].parent].name for one in listed} == {"origin"}


def test_coded_values_of_a_column() -> None:
    symbols = read(b"CREATE TABLE seen (id int, origin Enum8('east' = 0, 'west' = 1));\n", "a.sql")[0].symbols
    assert {symbols[one.parent].name for one in symbols if one.name in ("east", "west")} == {"origin"}
