"""Swift, read by its keywords, brackets and line ends."""

from sousveil.model.words import Role
from tests.reading.looking import outline, place_of, read, sample
from tests.samples.reading.swift import SOURCE

_EXPECTED = """
enum NvxRace  # Kinds of a face.
  enum-member black = "Black people"
  enum-member white
  enum-member default
  enum-member seen
    field race : Race
    field score : String
  enum-member age : Int
  enum-member uygur = "维族"  # 维吾尔
  field title : String
  map
    entry black = "Black"
    entry white = "White"
    entry default = "White"
    entry uygur = "Uygur"
record NvxDelegate
  field race : NvxRace
  function camera : Race
    parameter camera : Camera
    parameter face : NvxFace
    parameter done
  function stop
record NvxFace
  field race : NvxRace  # Which people.
  field age = 1
  field scores : Score = [:]
  field label = "x"
  array labels
    item Black
    item White
  map codes
    entry 1 = "Black"
    entry 2 = "White"
  array all
    item black
    item white
  field view : UIView = {letshown=UILabel()returnshown}()
    variable shown = UILabel()
  function init
    parameter race : NvxRace
    parameter names : String
    array
      item a
      item b
    map
      entry race = "x"
      entry age = found.age
    variable kept = answer
  function subscript : NvxRace
    parameter key : String
  record Pose
    field yaw
    field pitch : Float
  function dump
record Face
  field isBlack : Bool
constant kRace = #"say "race""#
variable count : Int = 3
"""


def test_declarations():
    data, name = sample("swift")
    reading, gaps = read(data, name)
    assert outline(reading) == _EXPECTED.strip().splitlines()
    assert gaps == []


def test_an_interface_of_a_module_is_read_too():
    data = b"public enum Race : Swift.Int {\n  case black\n  public init?(rawValue: Swift.Int)\n}\n"
    reading, _ = read(data, "Kit.swiftinterface")
    assert outline(reading) == [
        "enum Race", "  enum-member black", "  function init", "    parameter rawValue : Int",
    ]  # fmt: skip


def test_values_belong_to_what_they_are_of():
    data, name = sample("swift")
    reading, _ = read(data, name)
    values = {
        (reading.symbols[unit.symbol].name, unit.text)
        for unit in reading.units
        if unit.role is Role.VALUE and unit.symbol >= 0
    }
    assert values >= {("black", "Black people"), ("uygur", "Uygur"), ("1", "Black"), ("race", "x"), ("label", "x")}


def test_a_case_is_a_comparison_with_what_is_done():
    data = (
        b"func f(face: Face) {\n  switch face.race {\n  case .black where x, .white: send(face)\n"
        b"  case .other: break\n  }\n}"
    )
    reading, _ = read(data, "a.swift", [place_of(data, "race")])
    told = [
        ([reading.units[unit].text for unit in one.on], [reading.units[deed.unit].text for deed in one.does])
        for one in reading.conditions
    ]
    assert told == [(["black", "face", "race"], ["send"]), (["white", "face", "race"], ["send"])]


def test_a_part_from_the_middle_of_a_file_is_read():
    data = SOURCE[SOURCE.index("case seen") :].encode()
    reading, _ = read(data, "a.swift")
    assert "record NvxDelegate" in outline(reading)


def test_what_only_looks_like_a_declaration_is_none():
    data = (
        b'let a = Kit.self\nshow(extension: "x", enum: 1)\nif let b = c, case .d(let e) = f { }\n'
        b"for case let g in h { }\n"
    )
    reading, _ = read(data, "a.swift")
    assert outline(reading) == ["constant a = Kit.self"]
