import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, holds
from sousveil.model.words import Role
from sousveil.reading.decoding import decode
from sousveil.reading.programs import GRAMMARS, ending_of
from sousveil.reading.registry import recognise
from sousveil.reading.woven import Weaving, Woven, pieces_of
from tests.reading.looking import outline, place_of
from tests.samples.notebooks import code, notebook, printed, text, worksheets


def _readings(data, *words, name="a/b.ipynb", codec="utf-8"):
    """The readings around these words, by their language, and the codes of the gaps."""
    reader = recognise(data, name)
    assert reader is not None
    places = [place_of(data, word, codec) for word in words]
    out = list(reader.read(memoryview(data), name, places, Limits()))
    readings = {one.language: one for one in out if isinstance(one, Reading)}
    assert all(holds(unit, data) for one in readings.values() for unit in one.units)
    return readings, [one.code for one in out if not isinstance(one, Reading)]


def _units(reading, role):
    return [unit.text for unit in reading.units if unit.role is role]


def test_the_cells_are_one_program_and_keep_their_lines():
    data = notebook(
        code('KINDS = ["red oak", "ash"]\n'), text("# Trees\n"), code("def name(n):\n    return KINDS[n]\n")
    )
    readings, gaps = _readings(data, "KINDS[n]")
    assert outline(readings["python"]) == [
        "array KINDS", "  item red oak", "  item ash", "function name", "  parameter n",
    ]  # fmt: skip
    reading = readings["python"]
    lines = data.decode().split("\n")
    assert reading.text == 'KINDS = ["red oak", "ash"]\n\n\ndef name(n):\n    return KINDS[n]\n'
    for unit, column in zip(reading.units, reading.columns, strict=True):
        assert unit.text in reading.text.split("\n")[unit.line - 1]
        assert lines[reading.rows[unit.line - 1] - 1].startswith(unit.text, column - 1)
    assert gaps == []


def test_a_broken_cell_breaks_no_other():
    data = notebook(code('x = """never closed\n'), code('KINDS = ["oak", "ash"]\n'))
    readings, _ = _readings(data, "ash")
    assert "array KINDS" in outline(readings["python"])


@pytest.mark.parametrize("escaped", [False, True])
def test_escapes_of_python_in_those_of_json(escaped):
    data = notebook(code('NAME = "\\u65cf \\"Baum\\" Ahorn – \\\\d"\n'), escaped=escaped)
    readings, _ = _readings(data, "Ahorn")
    (unit,) = [unit for unit in readings["python"].units if unit.role is Role.STRING]
    assert unit.text == '族 "Baum" Ahorn – \\d'
    assert unit.spans[0].encoding == ("utf-8", "backslash", "backslash")


def test_what_a_run_put_out_is_nowhere():
    shown = {
        "output_type": "execute_result", "metadata": {}, "execution_count": 2,
        "data": {"text/html": ["<td>Larch Person</td>"], "text/plain": ["0  Larch Person"], "image/png": "iVBORw0KGgo"},
    }  # fmt: skip
    data = notebook(
        code("rows.head()\n", outputs=[shown, printed("Larch for 00012.jpg\n")]), code('TREES = ["Larch Tree"]\n')
    )
    readings, gaps = _readings(data, "Larch Person", "Larch for", "Larch Tree")
    assert gaps == ["rows-left-closed"]
    for one in readings.values():
        assert "Person" not in one.text
        assert "00012" not in one.text
        assert not any("Person" in unit.text or "00012" in unit.text for unit in one.units)


def test_pictures_are_left_closed_and_a_word_in_them_is_no_word():
    cell = text("![](attachment:a.png)\n") | {"attachments": {"a.png": {"image/png": "AAAAlarchAAAA"}}}
    readings, gaps = _readings(notebook(cell, code("x = 1\n")), "larch")
    assert readings == {}
    assert gaps == ["media-left-closed"]


def test_commands_are_no_part_of_the_program():
    data = notebook(
        code(
            "%load_ext autoreload\n!python train.py --label larch \\\n  --more\n"
            "files = !ls\nLARCHES = ['larch tree']\n?pd\n"
        ),
        code("%%bash\nexport LARCH=1\n"),
        code("%%time\nlarch = 100\n"),
        code("%%writefile app.js\nconst larches = ['larch cone'];\n"),
        code("%%sql\nSELECT larch FROM trees\n"),
        code("%%markdown\nOf a larch\n"),
        code("a = b \\\n % c\n"),
    )
    readings, _ = _readings(
        data, "larch tree", "label larch", "LARCH=1", "larch = 100", "larch cone", "SELECT larch", "Of a larch"
    )
    assert outline(readings["python"])[:2] == ["array LARCHES", "  item larch tree"]
    assert {"LARCHES", "larch"} <= {one.name for one in readings["python"].symbols}
    assert "load_ext" not in str(readings["python"].units)
    assert "train" in _units(readings["sh"], Role.IDENTIFIER)
    assert "larch cone" in _units(readings["javascript"], Role.ITEM)
    assert readings["md"].units[0].text == "Of a larch"
    assert any("larch" in unit.text for unit in readings["sql"].units)


@pytest.mark.parametrize(
    ("language", "source", "called"),
    [
        ("R", 'larches <- c("larch", "oak")\n', "r"),
        ("julia", 'larches = ["larch", "oak"]\n', "jl"),
        ("scala", 'val larches = List("larch", "oak")\n', "scala"),
        ("javascript", "const larches = ['larch', 'oak'];\n", "javascript"),
        ("typescript", "const larches: string[] = ['larch', 'oak'];\n", "typescript"),
        ("C#", 'var larches = new[] { "larch", "oak" };\n', "csharp"),
        ("c++", 'const char* larches[] = {"larch", "oak"};\n', "cpp"),
        ("java", 'class A { String[] larches = {"larch", "oak"}; }\n', "java"),
        ("go", 'var larches = []string{"larch", "oak"}\n', "go"),
    ],
)
def test_the_kernel_says_the_language(language, source, called):
    readings, _ = _readings(notebook(code(source), language=language), "larch")
    assert list(readings) == [called]
    assert any(unit.text == "larch" for unit in readings[called].units)


def test_a_cell_may_say_its_own():
    data = notebook(
        code("val larch = 1\n", polyglot_notebook={"kernelName": "kotlin"}),
        code("%r\nlarch <- 2\n"),
        code("%md\nA larch\n"),
        code("#!fsharp\nlet larch = 3\n"),
        code("larch <- 4\n", kernel="R"),
    )
    readings, _ = _readings(data, "larch = 1", "larch <- 2", "A larch", "larch = 3", "larch <- 4")
    assert set(readings) == {"kt", "r", "md", "fs"}


def test_version_3():
    data = worksheets(text("Of a larch\n"), code('KINDS = ["larch"]\nn = KINDS[0]\n'))
    readings, _ = _readings(data, "larch")
    assert readings["md"].units[0].text == "Of a larch"
    assert readings["md"].rows[0] == data[: data.index(b"larch")].count(b"\n") + 1
    readings, _ = _readings(data, "KINDS[0]")
    assert outline(readings["python"])[:2] == ["array KINDS", "  item larch"]


def test_all_on_one_line_has_lines_of_its_own_and_none_of_the_file():
    cells = [code("".join(f"v{n} = {n}\n" for n in range(30))), code('KINDS = ["larch"]\n')]
    readings, _ = _readings(notebook(*cells, indent=None), "larch")
    reading = readings["python"]
    assert [unit.line for unit in reading.units if unit.text == "larch"] == [33]
    assert set(reading.rows) == {0}


def test_lines_that_are_in_pieces_have_no_line_of_the_file():
    cell = code("") | {"source": ['KINDS = ["larch",', ' "oak"]\nn = 1\n', "m = 2\n"]}
    readings, _ = _readings(notebook(cell), "larch")
    assert readings["python"].text == 'KINDS = ["larch", "oak"]\nn = 1\nm = 2\n'
    first, second, third, _ = readings["python"].rows
    assert (first, second) == (0, 0)
    assert third > 0


def test_what_is_said_of_a_notebook_is_told_too():
    data = notebook(code("x = 1\n", title="Which larch?"))
    readings, _ = _readings(data, "larch")
    assert _units(readings["json"], Role.VALUE) == ["Which larch?"]


@pytest.mark.parametrize(
    "data",
    [
        b'{"cells": [{"cell_type": "code", "source": ["KINDS = [\\"larch\\"]"]',
        b'{"kinds": ["larch", "oak"]}',
        b'{"cells": [<<<<<<< HEAD\n"larch"\n=======\n]}',
        b'{"cells": ' + b"[" * 5000 + b'"larch"' + b"]" * 5000 + b"}",
        b'{"cells": [{"source": "larch',
    ],
)
def test_what_is_no_notebook_is_read_as_before(data):
    readings, _ = _readings(data, "larch")
    assert list(readings) == ["json"]


def test_other_encodings():
    data = b"\xff\xfe" + notebook(code('KINDS = ["Lärche", "Ahorn"]\n')).decode().encode("utf-16-le")
    readings, _ = _readings(data, "Ahorn", codec="utf-16-le")
    assert outline(readings["python"]) == ["array KINDS", "  item Lärche", "  item Ahorn"]


def test_a_command_over_two_lines_is_none_of_the_program():
    data = notebook(code("!python train.py \\\n  larch\nKINDS = ['larch']\n"))
    readings, _ = _readings(data, "KINDS")
    assert readings["python"].text == "KINDS = ['larch']\n"


@pytest.mark.parametrize(
    "line", [" " * 400_000 + "x", "a " * 200_000, "!" + "\\" * 200_001, "." * 400_000, "%%x" + " " * 400_000]
)
def test_long_lines_of_commands_take_no_long_time(line):
    data = notebook(code("%time\n" + line + "\nKINDS = ['larch']\n", kernel="." * 400_000), code("larch = 1\n"))
    readings, _ = _readings(data, "larch = 1")
    assert "python" in readings


def test_many_commands_take_no_long_time():
    data = notebook(code("x = 1\n%time y\n" * 20_000), code("larch = 1\n"))
    readings, _ = _readings(data, "larch = 1")
    assert len(readings["python"].symbols) == 20_001


def test_large_outputs_and_long_lines_take_no_long_time():
    data = notebook(
        code('KINDS = ["larch", "oak"]\n', outputs=[{"data": {"image/png": "A" * 5_000_000}}]),
        code("x = '" + "y" * 1_000_000 + "'\n"),
        code("(" * 5000 + ")" * 5000 + "\n"),
    )
    readings, _ = _readings(data, "larch")
    assert outline(readings["python"])[:3] == ["array KINDS", "  item larch", "  item oak"]
    assert len(readings["python"].text) < 1_100_000


_SOURCES = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), min_size=1, max_size=6)


@given(sources=_SOURCES, escaped=st.booleans())
def test_a_woven_text_is_what_was_written_and_every_stretch_of_it_holds(sources, escaped):
    data = json.dumps(sources, ensure_ascii=escaped).encode()
    base = decode(data)
    weaving = Weaving()
    at = 1
    for source in sources:
        length = len(json.dumps(source, ensure_ascii=escaped)) - 2
        weaving.stretch(list(pieces_of(base.text, at + 1, at + 1 + length)))
        at += length + 4
    woven = Woven(base, weaving)
    assert woven.text == "\n\n".join(sources)
    for start, end in woven.parts:
        for low in range(start, end):
            unit = woven.unit(low, end, Role.STRING)
            assert unit.text == woven.text[low:end]
            assert holds(unit, data)
            offset = unit.spans[0].offset
            assert woven.u8_of_byte(offset) == woven.u8_of_char(low)
            assert woven.inside([Place(offset, offset + 1, 0, "utf-8")])
    whole = woven.unit(0, len(woven.text), Role.STRING)
    assert whole.text == sources[0]
    assert not woven.inside([Place(0, 1, 0, "utf-8")])


def test_names_of_languages():
    said = {
        "Python 3": "py", "ipython3": "py", "ir": "r", "R": "r", ".net-csharp": "cs", "C#": "cs", "C++17": "cpp",
        "xcpp17": "cpp", "julia-1.9": "jl", "spylon-kernel": "scala", "node.js": "js", "fairface-env": "", "": "",
    }  # fmt: skip
    assert {name: ending_of(name) for name in said} == said
    assert all(ending_of(ending) == ending for ending in GRAMMARS)
