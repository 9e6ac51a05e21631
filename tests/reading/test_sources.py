"""Every language: a sample of an invented vendor, and all that should be read from it."""

import pytest

from sousveil.model.place import Place
from sousveil.model.words import Role
from sousveil.reading.source.walking import Walker
from tests.reading.looking import outline, place_of, read, said, sample

_EXPECTED = {
    "c": """
constant NVX_SDK_H
constant NVX_ALARM_FACE = 0x2101  # // 人脸报警, payload NVX_FACE_ALARM
constant NVX_TITLE = "race // not a comment"  # /* title */
enum NVX_RACE_KIND  # // 人种
  enum-member NVX_RACE_KIND_UNKNOWN = 0  # // 未知
  enum-member NVX_RACE_KIND_BLACK  # // 黑种人
  enum-member NVX_RACE_KIND_UYGUR = 4  # /**< 维族 */
record NVX_FACE  # /* What one face looks like. */
  field nAge : int  # // 年龄
  field emRace : NVX_RACE_KIND  # // 人种 誠
  field byEthnic : unsigned char  # ///< 民族: | ///< 0: Han | ///< 1: other
  field stuBox  # // boxes
    field left : int
    field top : int
  field byReserved : unsigned char
record NVX_FACE_ALARM
  field stuFaces : NVX_FACE  # // all of them
  field szCamera : char
record NVX_FACE_ALARM_EX : NVX_FACE_ALARM
function fNvxAlarm : int
  parameter handle : long
  parameter alarm : NVX_FACE_ALARM
function NVX_Subscribe : NVX_CALL
  parameter handle : long
  parameter callback : fNvxAlarm
array g_kinds : char
  item unknown
  item black
  item uygur
""",
    "cpp": """
namespace nvx
  enum Race
    enum-member Unknown
    enum-member Black = 2  # /* b */
    enum-member Uygur
  record Face : Thing  # /// A face.
    field race : Race = Race::Unknown  # // its kind
    field others : Race
    function name : char
      parameter kind : Race
      parameter width : int
    field reserved_ : int
  record Faces : Face
  map kCodes : int
    entry black = 1
    entry uygur = 2
function name : char
  parameter kind : Race
  map kind
    entry Black = black
    entry Uygur = uygur
""",
    "java": """
record NvxLib  # /** The library. */
  constant ALARM_FACE : int = 0x2101  # // payload {@link FaceAlarm}
  enum RACE_KIND  # /** Kinds of people. */
    enum-member UNKNOWN : int = 0  # // 未知
    enum-member UYGUR : int = 4  # // 维族
  enum Skin
    enum-member DARK = 1, "dark"
    enum-member LIGHT = 2, "light"  @ pale
    field code : int
  record Face : Structure
    field emRace : int  # /** 人种, see {@link RACE_KIND} */  @ EthnicCode
    field skins : Skin = new ArrayList<>()
    field reserved : byte = new byte[64]
  record FaceAlarm : Structure
    field faces : Face = new Face[8]
    array LABELS : String
      item unknown
      item uygur
    array order : String
      item faces
      item camera
    function name : String
      parameter skin : Skin
      map skin
        entry DARK = dark
        entry LIGHT = light
""",
    "csharp": """
namespace Nvx.Faces
  enum Race  # /// <summary>Kinds of people.</summary>
    enum-member Unknown = 0
    enum-member Uygur = 4  # // 维族  @ Uygur (region)
  record Face : Thing
    field Kinds : Race  # // all  @ EthnicCode
    field race : Race
    constant Reserved : int = 64
  record FaceAlarm
    field faces : Face
    field more : Face
    map Codes : int
      entry black = 1
      entry uygur = 4
    array Labels : string
      item unknown
      item uygur
    function Name : string
      parameter kind : Race
      map kind
        entry Uygur = uygur
        entry _ = c:\\none
""",
    "python": """
enum NVX_RACE_KIND : IntEnum  # 人种;race kind
  enum-member UNKNOWN = 0  # # 未知
  enum-member UYGUR = 4  # # 维族;uygur
record NVX_FACE : Structure  # # one face
  field nAge : c_int  # # 年龄
  field emRace : c_int  # # 人种, refer to NVX_RACE_KIND
  field stuBox : NVX_BOX
record NVX_FACE_ALARM : Structure
  field stuFaces : NVX_FACE
enum Skin
  enum-member DARK = 1
  enum-member LIGHT = 2  # # pale
record Result
  field race : NVX_RACE_KIND = None
  function describe : str  # Says what.
    parameter kind : NVX_RACE_KIND
    parameter rest
    map race
      entry black = 0.1
      entry uygur = 0.2
    map kind
      entry black = b
      entry uygur = u
      entry other = u
    array kind
      item uygur
      item other
array LABELS  # # order of the model
  item asian
  item black
""",
    "go": """
enum Race : int  # // Race is the kind of a person.
  enum-member Unknown : Race = iota  # // unknown
  enum-member Black
  enum-member Uygur  # // 维族
record Face  # // Face is one face.
  field Kind : Race  # // its kind  @ json:"race_kind"
  field Other : Race
  field Box : Box
record FaceAlarm
  field Faces : Face
map names
  entry Black = black
  entry Uygur = uygur
function Name : string
  parameter f : Face
  parameter kind : Race
  array labels
    item black
    item uygur
""",
    "javascript": """
array raceOptions  # // what can be chosen
  map
    entry value = 1
    entry label = Black
  map  # // uygur
    entry value = 4
    entry label = 维族
map CODES
  entry black = 1
  entry uygur = 4
  function of
    parameter kind
record FaceFilter : Filter
  array groups
    item black
    item uygur
  field race = null
  function matches
    parameter face
    map
      entry kind = face.race
function Field  @ 4
""",
    "typescript": """
enum Race  # /** Kinds of people. */
  enum-member Unknown
  enum-member Uygur = uygur  # /* 维族 */
enum Skin
  enum-member dark
  enum-member light
record Face : Thing
  field race : Race  # // its kind
  field skins : Skin
  field skin-tone : string
  function describe : string
    parameter kind : Race
record FaceAlarm
  field kind : Race = Race.Unknown  @ race_kind
  field faces : Face = []
  function name : string
    parameter kind : Skin
    parameter width = 3
    map kind
      entry dark = d
      entry light = l
map LABELS
  entry Uygur = Uygur
  entry dark = Dark
""",
}


@pytest.mark.parametrize("language", _EXPECTED)
def test_all_of_the_sample_is_read(language):
    reading, gaps = read(*sample(language))
    assert outline(reading) == _EXPECTED[language].strip("\n").split("\n")
    assert reading.language == language
    assert not gaps


@pytest.mark.parametrize("language", _EXPECTED)
def test_symbols_name_their_units_and_lie_in_earlier_ones(language):
    data, name = sample(language)
    reading, _ = read(data, name)
    lines = reading.text.split("\n")
    for index, symbol in enumerate(reading.symbols):
        assert symbol.parent < index
        if symbol.unit < 0:
            assert not symbol.name
            continue
        unit = reading.units[symbol.unit]
        assert unit.text == symbol.name
        assert reading.symbols[unit.symbol].name == symbol.name
        line = lines[unit.line - 1][unit.column - 1 :]
        assert line.startswith(unit.text) or len(unit.spans[0].encoding) > 1 or len(unit.spans) > 1


def test_a_tag_and_a_pointer_name_are_second_names_of_a_record():
    reading, _ = read(*sample("c"))
    face = next(index for index, symbol in enumerate(reading.symbols) if symbol.name == "NVX_FACE")
    names = {reference.name for reference in reading.references if reference.within == face and reference.how == "type"}
    assert {"tagNVX_FACE", "LPNVX_FACE"} <= names


def test_a_comment_that_ends_in_a_backslash_byte_swallows_nothing():
    reading, _ = read(*sample("c"))
    fields = [symbol.name for symbol in reading.symbols if symbol.kind == "field"]
    assert fields.index("byEthnic") == fields.index("emRace") + 1
    assert reading.units[0].spans[0].encoding == ("gb18030",)


def test_types_and_values_and_imports_are_units():
    reading, _ = read(*sample("go"))
    roles = {unit.text: unit.role for unit in reading.units}
    assert roles["Race"] in (Role.RECORD, Role.TYPE)
    assert roles["example.org/nvx/alarm"] == Role.IMPORT
    assert roles["raw\\n"] == Role.STRING
    race = next(index for index, symbol in enumerate(reading.symbols) if symbol.name == "Kind")
    assert said(reading, race, Role.TYPE) == ["Race"]


def test_text_that_people_see_is_a_label():
    reading, _ = read(*sample("javascript"))
    labels = [unit.text for unit in reading.units if unit.role == Role.UI_LABEL]
    assert labels == ["Race", "Uygur & other"]


@pytest.mark.parametrize(
    ("language", "word", "uses"),
    [
        ("cpp", "alarm.push", {("call", "push"), ("access", "race"), ("compare", "Uygur")}),
        ("python", "alarm", {("call", "raise_for"), ("access", "alarm"), ("key", "race"), ("compare", "black")}),
        ("javascript", "api.raise", {("call", "raise"), ("access", "race"), ("compare", "uygur"), ("key", "race")}),
        ("go", "alarm.Send", {("call", "Send"), ("access", "Kind"), ("compare", "Uygur")}),
        ("java", "switch", {("compare", "DARK"), ("compare", "LIGHT")}),
        ("csharp", "kind switch", {("access", "Uygur")}),
        ("typescript", "switch", {("compare", "dark"), ("compare", "light")}),
    ],
)
def test_uses_of_names_are_kept_near_a_place_and_nowhere_else(language, word, uses):
    data, name = sample(language)
    near, _ = read(data, name, [place_of(data, word)])
    far, _ = read(data, name)
    assert uses <= {(one.how, one.name) for one in near.references}
    assert not uses & {(one.how, one.name) for one in far.references}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.cpp", "void f() { auto x = Teller::instance().tell(it); }"),
        ("a.cs", "class A { void F() { var x = Own.Teller.Tell(it); } }"),
        ("A.java", "class A { void f() { String x = Teller.getInstance().tell(it); } }"),
        ("a.js", "const x = Teller.shared.tell(it);"),
        ("a.py", "x = Teller.shared.tell(it)"),
        ("a.go", "package a\nfunc f() { x := Teller.Tell(it) }"),
    ],
)
def test_the_class_that_is_called_is_kept_near_a_place(name, text):
    data = text.encode()
    near, _ = read(data, name, [place_of(data, "it")])
    kept = [one for one in near.references if one.how == "access" and one.name == "Teller"]
    if name == "a.cs":
        assert {one.name for one in near.references if one.how == "access"} >= {"Teller", "Own"}
    assert len(kept) == 1
    assert near.units[kept[0].unit].text == "Teller"
    assert not {"it", "x"} & {one.name for one in near.references if one.how == "access"}


def test_a_switch_far_from_all_places_is_still_a_map():
    reading, _ = read(b'const char *n(int k) { switch (k) { case A: return "a"; case B: return "b"; } }', "n.c")
    assert outline(reading)[1:] == ["  parameter k : int", "  map k", "    entry A = a", "    entry B = b"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # Conditions with a brace of their own do not take the file with them.
        (
            "a.h",
            '#ifdef __cplusplus\n#if __cplusplus\nextern "C" {\n#endif\n#endif\ntypedef enum { A, B } E;\n',
            ["enum E", "  enum-member A", "  enum-member B"],
        ),
        # A macro before a declaration costs that one its return type, and its neighbours nothing.
        (
            "a.h",
            "int a(int x);\nAPI BOOL CALL b(E e);\nint c(int y);\n",
            ["function a : int", "  parameter x : int", "function b : CALL", "  parameter e : E", "function c : int",
             "  parameter y : int"],
        ),
        # Members in conditional branches are all read.
        (
            "a.c",
            "enum E {\n  A,\n#ifdef X\n  B, // b\n#else\n  C,\n#endif\n  D };\n",
            ["enum E", "  enum-member A", "  enum-member B  # // b", "  enum-member C", "  enum-member D"],
        ),
        # A header that only C++ can read is read as that.
        ("a.h", "class A : public B { int x; };\n", ["record A : B", "  field x : int"]),
        # What stands around a broken line is still there.
        (
            "a.py",
            "class K(IntEnum):\n    A = 1\n    B = = 2\n    C = 3\nL = ['x', 'y']\n",
            ["enum K : IntEnum", "  enum-member A = 1", "  enum-member B = 2", "  enum-member C = 3", "array L",
             "  item x", "  item y"],
        ),
        (
            "a.cs",
            "class P { void Put(params Race[] kinds) {} }",
            ["record P", "  function Put : void", "    parameter kinds : Race"],
        ),
    ],
)  # fmt: skip
def test_the_rest_is_read_around_what_a_grammar_does_not_know(name, text, expected):
    reading, gaps = read(text.encode(), name)
    assert outline(reading) == expected
    assert not gaps


@pytest.mark.parametrize("name", ["c", "cpp", "csharp", "go", "java", "python"])
def test_tokens_without_a_name_say_nothing(name, monkeypatch):
    data, called = sample(name)
    places = [Place(at, at + 1, 0, "utf-8") for at in range(0, len(data), 40)]
    without = read(data, called, places)
    monkeypatch.setattr(Walker, "tokens", True)
    assert read(data, called, places) == without


def test_members_of_a_class_whose_head_is_not_there() -> None:
    data = b"""
    /** race of the face */
    @JsonKey("Race")
    private Integer race;
    protected List<Integer> box, rest;
    public static int count() { int glasses = 1; return glasses; }
}
"""
    reading, _ = read(data, "FaceRecord.java", [place_of(data, "race")])
    fields = [(s.kind, s.name, s.parent) for s in reading.symbols if s.kind in ("record", "field", "variable")]
    assert fields[0] == ("record", "FaceRecord", -1)
    assert [(kind, name) for kind, name, parent in fields if parent == 0] == [
        ("field", "race"), ("field", "box"), ("field", "rest"),
    ]  # fmt: skip
    assert said(reading, 1, Role.ATTRIBUTE) == ["Race"]
    reading, _ = read(b"int race = 0;\nfinal int lap = 1;\n", "Main.java", [Place(4, 8, 0, "utf-8")])
    assert not any(s.kind in ("record", "field") for s in reading.symbols)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("namespace n {\nLIST_MEMBERS(n::Person, age,\n    kind, coat)\n}", ["Person", "age", "kind", "coat"]),
        ("LIST_MEMBERS(person_t, age, kind)\nLIST_MEMBERS(hat_t, colour, size)", ["person_t", "age", "kind"]),
    ],
)
def test_a_macro_at_the_top_that_lists_a_type_and_its_members_is_a_record(text: str, expected: list[str]) -> None:
    """As serialisers for C++ want them: the header with the record itself may be elsewhere."""
    reading, _ = read(text.encode(), "a.cpp")
    names = [one.name for one in reading.symbols]
    first = names.index(expected[0])
    assert names[first : first + len(expected)] == expected
    assert all(one.parent == first for one in reading.symbols[first + 1 : first + len(expected)])


@pytest.mark.parametrize(
    "text",
    [
        "void f() { LIST_MEMBERS(a_t, age, kind); }",
        "Register(a_t, age, kind);",
        'LOG(a_t, "age", kind);',
        "PAIR(a, kind);",
    ],
)
def test_a_call_is_no_list_of_members(text: str) -> None:
    """In a body, without capitals, with anything but names, with too few of them."""
    reading, _ = read(text.encode(), "a.cpp")
    assert "kind" not in [one.name for one in reading.symbols]
