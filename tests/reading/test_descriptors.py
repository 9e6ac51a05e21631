"""Descriptions of messages: in a file, somewhere in a program, in the source of Python with its escapes."""

import contextlib
import importlib.util
import marshal
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, holds
from sousveil.reading.decoding import decode
from sousveil.reading.descriptors import Broken, Descriptors, Writer, around, extent, in_python, raw_unit
from sousveil.reading.draft import Draft
from sousveil.reading.source.python import Python
from tests.reading.looking import outline, place_of, read
from tests.samples.reading import elf, protobuf_descriptor

_WHOLE = [
    "record FaceAttributes",
    "  field age : int32 = 1",
    "  field glasses : bool = 2",
    "  field beard : bool = 3",
    "  field ethnicity : Ethnicity = 4",
    "  enum Quality",
    "    enum-member LOW = 0",
    "    enum-member HIGH = 1",
    "record FaceEvent",
    "  field camera_id : string = 1",
    "  field face : FaceAttributes = 2",
    "record FaceSearchRequest",
    "  field ethnicity : Ethnicity = 1",
    "enum Ethnicity",
    "  enum-member UNKNOWN = 0",
    "  enum-member HAN = 1",
    "  enum-member UYGHUR = 2",
    "record Search",
    "  function SearchFaces : FaceEvent",
    "    parameter FaceSearchRequest : FaceSearchRequest",
]


@pytest.mark.parametrize("data", [protobuf_descriptor.build(), protobuf_descriptor.product()])
def test_in_a_file(data):
    reading, gaps = read(data, "a.bin")
    assert outline(reading) == _WHOLE
    assert gaps == []


def test_in_a_program():
    data = elf.build(sections=False) + b"\0\x17\xff" + protobuf_descriptor.product() + b"\0\0more\0"
    reading, _ = read(data, "a.so", [place_of(data, "UYGHUR")])
    assert outline(reading) == _WHOLE
    draft = Draft("x", "", Limits())
    elsewhere = place_of(data, "FaceRace")
    assert around(draft, memoryview(data), [elsewhere]) == [elsewhere]
    assert draft.symbols == []


def _written(raw: bytes, how: str) -> str:
    """As compilers write bytes: a character that could belong to the escape before it is an escape too."""
    out, escaped = "", False
    for byte in raw:
        char = chr(byte)
        plain = 32 <= byte < 127 and char not in "\\'\"" and not (escaped and char in "0123456789abcdefABCDEF")
        out += char if plain else {"x": f"\\x{byte:02x}", "o": f"\\{byte:03o}"}[how]
        escaped = not plain
    return out


@pytest.mark.parametrize("how", ["x", "o"])
@pytest.mark.parametrize(
    "line", ["DESCRIPTOR = pool.Default().AddSerializedFile(b'{}')", "d = F(\n  serialized_pb=_b('{}'),\n  x=1)"]
)
def test_in_the_source_of_python(how, line):
    source = f"# made\n{line.format(_written(protobuf_descriptor.product(), how))}\nclass Face: pass\n".encode()
    first, second = (
        one for one in Python().read(memoryview(source), "a_pb2.py", [place_of(source, "UYGHUR")], Limits())
    )
    assert outline(second) == _WHOLE
    assert all(holds(unit, source) for reading in (first, second) for unit in reading.units)
    assert all(unit.line == second.units[0].line for unit in second.units)
    assert "UYGHUR" not in "".join(unit.text for unit in first.units)
    assert "Face" in [unit.text for unit in first.units]


def test_in_compiled_python():
    code = compile(f"x = f({protobuf_descriptor.product()!r})", "a_pb2.py", "exec")
    data = importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)
    reading, _ = read(data, "a_pb2.pyc", [place_of(data, "UYGHUR")])
    assert outline(reading)[-len(_WHOLE) :] == _WHOLE


def test_bytes_that_are_no_description_stay_a_string():
    source = b"x = f(serialized_pb=b'\\x0a\\x03abc race')\n"
    assert list(in_python(decode(source), Limits())) == []


def test_damage_is_a_gap():
    data = protobuf_descriptor.build()
    out = list(Descriptors().read(memoryview(data[:-9]), "a", [], Limits()))
    assert [one.code for one in out if not isinstance(one, Reading)] == ["unparsed"]


@given(st.binary(max_size=60), st.integers(0, 400))
def test_noise(noise, at):
    data = protobuf_descriptor.build()
    data = data[:at] + noise + data[at:]
    view = memoryview(data)
    draft = Draft("x", "", Limits())
    around(draft, view, [Place(min(at, len(data) - 1), len(data), 0, "utf-8")])
    assert all(holds(unit, data) for unit in draft.units)
    assert extent(view, 0) <= len(data)
    draft = Draft("x", "", Limits())
    with contextlib.suppress(Broken):
        Writer(draft, view, raw_unit(view)).file(0, len(data))
    assert all(holds(unit, data) for unit in draft.units)


def test_what_a_compiler_writes(tmp_path):
    if shutil.which("protoc") is None:
        pytest.skip("no protoc on this machine: descriptions of a real compiler are not tried")
    (tmp_path / "a.proto").write_text(
        'syntax = "proto3"; package a; enum Race { NONE = 0; BLACK = 1; } message Face { Race race = 1; }'
    )
    subprocess.run(
        ["protoc", "-I.", "--descriptor_set_out=a.desc", "--python_out=.", "a.proto"], check=True, cwd=tmp_path
    )
    reading, _ = read((tmp_path / "a.desc").read_bytes(), "a.desc")
    assert outline(reading) == [
        "record Face",
        "  field race : Race = 1",
        "enum Race",
        "  enum-member NONE = 0",
        "  enum-member BLACK = 1",
    ]
    source = (tmp_path / "a_pb2.py").read_bytes()
    (found,) = in_python(decode(source), Limits())
    assert outline(found) == outline(reading)
