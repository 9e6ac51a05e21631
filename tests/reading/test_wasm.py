"""Modules for browsers: names by their sections, strings of the data."""

import shutil
import subprocess

import pytest

from sousveil.model.limits import Limits
from sousveil.model.text import Reading
from sousveil.model.words import Role
from sousveil.reading.wasm import Wasm
from tests.reading.looking import outline, place_of, read
from tests.samples.reading import wasm


def test_names_and_strings():
    reading, gaps = read(wasm.build(), wasm.NAME, wasm.places())
    assert outline(reading) == [
        "function load_race_model",
        "function get_face_race",
        "function free",
        "array",
        "  item age",
        "  item Black",
        "  item White",
        "  item Asian",
        "  item glasses",
        "function load_race_model",
        "namespace FaceAnalyser",
        "  function getRace",
        "function free",
    ]
    roles = {unit.text: unit.role for unit in reversed(reading.units)}
    assert (roles["get_face_race"], roles["load_race_model"]) == (Role.EXPORTED, Role.IMPORT)
    assert gaps == []


def test_only_what_a_place_lies_in_is_told():
    data = wasm.build()
    reading, _ = read(data, wasm.NAME, [place_of(data, "Asian")])
    assert not [symbol for symbol in reading.symbols if symbol.kind == "function"]


def test_of_many_names_the_neighbours_are_told():
    exports = [f"call_{number}" for number in range(900)] + ["get_race"]
    data = wasm.module(exports, [], [], ("x",))
    reading, _ = read(data, wasm.NAME, [place_of(data, "race")])
    assert [symbol.name for symbol in reading.symbols] == [f"call_{number}" for number in range(888, 900)] + [
        "get_race"
    ]


def test_what_is_cut_short_gives_its_strings():
    data = wasm.build()[:-40]
    out = list(Wasm().read(memoryview(data), "a", [place_of(data, "Asian")], Limits()))
    assert [one.code for one in out if not isinstance(one, Reading)] == ["unparsed"]
    assert any(isinstance(one, Reading) for one in out)


def test_what_a_compiler_writes(tmp_path):
    if shutil.which("wat2wasm") is None:
        pytest.skip("no wat2wasm on this machine: modules of a real tool are not tried")
    (tmp_path / "a.wat").write_text(
        '(module (import "env" "load" (func $load_race)) (memory 1) (func $show (export "show_race") call $load_race)'
        ' (data (i32.const 8) "Black\\00Uyghur\\00"))'
    )
    subprocess.run(["wat2wasm", "--debug-names", "a.wat"], check=True, cwd=tmp_path)
    data = (tmp_path / "a.wasm").read_bytes()
    places = [place_of(data, word) for word in ("show_race", "load_race", "Uyghur")]
    reading, gaps = read(data, "a.wasm", places)
    assert outline(reading) == [
        "function show_race", "array", "  item Black", "  item Uyghur", "function load_race", "function show",
    ]  # fmt: skip
    assert gaps == []
