"""Compiled Python: written by hand for 3.8, and by the Python that runs the tests."""

import importlib.util
import marshal
import struct

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.pyc_versions import version_of
from tests.reading.looking import outline, place_of, read, said
from tests.samples.reading import python_bytecode

_SOURCE = '''
"""The binding."""
from enum import IntEnum
from ctypes import Structure, c_int
class NVX_RACE_KIND(IntEnum):
    """人种"""
    UNKNOWN = 0
    UYGUR = 4
class NVX_FACE(Structure):
    _fields_ = [('nAge', c_int), ('emRace', NVX_RACE_KIND), ('box', c_int * 4)]
class Skin:
    DARK = 1
    LIGHT = 2
class Result:
    race: NVX_RACE_KIND = None
    ethnic = 3
LABELS = ['asian', 'black', 'white']
MODEL = "race.onnx"
def predict(image, race=None):
    """Says which."""
    return image.race_of(race)
'''


def _header() -> bytes:
    return importlib.util.MAGIC_NUMBER + bytes(12)


def test_classes_and_lists_of_38():
    reading, gaps = read(python_bytecode.build(), python_bytecode.NAME)
    assert outline(reading) == [
        "array LABELS",
        "  item black",
        "  item white",
        "enum NVX_RACE_KIND  # 人种;race kind",
        "  enum-member UNKNOWN = 0",
        "  enum-member UYGUR = 4",
        "record NVX_FACE",
        "  field nAge : c_int",
        "  field emRace : NVX_RACE_KIND",
    ]
    assert gaps == []


def test_a_reference_leads_to_the_first_bytes():
    data = python_bytecode.build()
    reading, _ = read(data, python_bytecode.NAME)
    names = [symbol for symbol in reading.symbols if symbol.name == "NVX_FACE"]
    assert reading.units[names[0].unit].spans[0].offset == data.index(b"NVX_FACE")


def test_what_this_python_writes():
    data = _header() + marshal.dumps(compile(_SOURCE, "nvx.py", "exec"))
    reading, gaps = read(data, "nvx.pyc")
    assert outline(reading) == [
        "array LABELS",
        "  item asian",
        "  item black",
        "  item white",
        "constant MODEL = race.onnx",
        "enum NVX_RACE_KIND  # 人种",
        "  enum-member UNKNOWN = 0",
        "  enum-member UYGUR = 4",
        "record NVX_FACE",
        "  field nAge : c_int",
        "  field emRace : NVX_RACE_KIND",
        "  field box : c_int",
        "enum Skin",
        "  enum-member DARK = 1",
        "  enum-member LIGHT = 2",
        "record Result",
        "  field race : NVX_RACE_KIND",
        "  field ethnic = 3",
        "function predict  # Says which.",
        "  parameter image",
        "  parameter race",
    ]
    assert "race_of" in said(reading, len(reading.symbols) - 3, Role.IDENTIFIER)
    assert next(unit.text for unit in reading.units if unit.role is Role.COMMENT) == "The binding."
    assert gaps == []


def test_versions_by_their_numbers():
    def version(magic: int) -> tuple[int, int] | None:
        return version_of(memoryview(struct.pack("<H", magic) + b"\r\n" + bytes(12)))

    assert version(62211) == (2, 7)
    assert version(3379) == (3, 6)
    assert version(3394) == (3, 7)
    assert version(3413) == (3, 8)
    assert version(3495) == (3, 11)
    assert version(3531) == (3, 12)
    assert version(3571) == (3, 13)
    assert version(3700) is None
    assert version(17) is None


def test_an_unknown_version_gives_strings_and_a_gap():
    data = struct.pack("<H", 4000) + python_bytecode.build()[2:]
    reading, gaps = read(data, "a.pyc", [place_of(data, "emRace")])
    assert [gap.code for gap in gaps] == ["unknown-version"]
    assert [unit.text for unit in reading.units if unit.symbol < 0 or unit.text == "emRace"]


def test_what_refers_to_itself_or_nests_without_end_is_no_trap():
    head = python_bytecode.build()[:16]
    for body in (b"\xa8\x01r\x00\x00\x00\x00", b")\x01" * 5000 + b"N", b"(\xff\xff\xff\x7f", b"r\x09\0\0\0", b"c", b""):
        data = head + body + b"emRace\0"
        _, gaps = read(data, "a.pyc", [place_of(data, "emRace")])
        assert [gap.code for gap in gaps] == ["unparsed"]


def test_small_numbers_of_314():
    module = compile("class Kinds:\n    A_RACE = 1\n    B_RACE = 2\n", "a.py", "exec")
    (body,) = [const for const in module.co_consts if hasattr(const, "co_code")]
    names = body.co_names
    load, store = 94, 116  # LOAD_SMALL_INT and STORE_NAME of 3.14
    code = bytes([128, 0, load, 1, store, names.index("A_RACE"), load, 7, store, names.index("B_RACE"), 82, 0, 35, 0])
    marshalled = marshal.dumps(module)
    assert marshalled.count(body.co_code) == 1
    marshalled = marshalled.replace(body.co_code, code.ljust(len(body.co_code), b"\0"))
    data = (3627).to_bytes(2, "little") + b"\r\n" + bytes(12) + marshalled
    assert version_of(memoryview(data)) == (3, 14)
    reading, gaps = read(data, "a.pyc", [place_of(data, "A_RACE")])
    assert outline(reading) == ["enum Kinds", "  enum-member A_RACE = 1", "  enum-member B_RACE = 7"]
    assert gaps == []


def test_fields_of_structures_have_the_name_of_their_type():
    fields = "[('byRace', ctypes.c_ubyte), ('n', ctypes.c_int)]"
    source = f"import ctypes\nclass FACE(ctypes.Structure):\n    _fields_ = {fields}\n"
    data = _header() + marshal.dumps(compile(source, "a.py", "exec"))
    reading, _ = read(data, "a.pyc", [place_of(data, "byRace")])
    assert outline(reading) == ["record FACE", "  field byRace : c_ubyte", "  field n : c_int"]


def test_local_variables_say_what_they_are_given():
    lines = ("y = np.argmax(x[0])", "z = 5", "kind = kind.lower()", "w = x", "v = y.predict(x)", "return v, w, z")
    source = "def look(x, kind):\n" + "".join(f"    {line}\n" for line in lines)
    data = _header() + marshal.dumps(compile(source, "a.py", "exec"))
    reading, _ = read(data, "a.pyc")
    told = {s.name: (s.kind, s.value) for s in reading.symbols}
    assert told["y"] == (SymbolKind.VARIABLE, "np.argmax")
    assert told["v"] == (SymbolKind.VARIABLE, "predict")
    assert told["kind"][0] is SymbolKind.PARAMETER
    assert "z" not in told
    assert "w" not in told
