"""Documents of JSON in strings: keys and values with their own bytes, and nothing told twice."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.text import Reading, Span, TextUnit, holds
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import json_in_texts
from sousveil.reading.json_in_texts import taken_apart
from tests.linking.laid import examined, report

_ANSWER = '{"faces": [{"age": 22, "smile": 0, "ethnicity": "asian", "face_id": "a1"}]}'
_FORM = '{"applicants": [{"age": 22, "address": "x", "ethnicity": "asian", "income": "a1"}]}'
_WRITTEN = {
    "a.py": "def test(client):\n    client.reply('%s')\n",
    "a.go": "package a\n\nvar reply = `%s`\n",
    "a.yml": "reply:\n  body: '%s'\n",
    "a.xml": "<reply><body>%s</body></reply>",
}
_ESCAPED = {
    "a.json": '{"request": {"body": {"mode": "raw", "raw": "%s"}}}',
    "A.java": 'class A { String reply() { return "%s"; } }',
    "a.js": 'const reply = "%s";',
    "a.cs": 'class A { string reply = "%s"; }',
}


def _files(document):
    for name, text in _WRITTEN.items():
        yield name, text.replace("%s", document)
    for name, text in _ESCAPED.items():
        yield name, text.replace("%s", document.replace('"', '\\"'))


@pytest.mark.parametrize(("name", "text"), [*_files(_ANSWER)], ids=lambda each: each[:12])
def test_a_document_in_a_string_is_read(name, text):
    (one,) = examined({name: text})
    (reading,) = one.readings
    assert all(holds(unit, text.encode()) for unit in reading.units)
    (entry,) = [s for s in reading.symbols if s.name == "ethnicity"]
    assert (entry.kind, entry.value) == (SymbolKind.ENTRY, "asian")
    assert reading.symbols[reading.symbols[entry.parent].parent].name == "faces"
    assert all(symbol.parent < at for at, symbol in enumerate(reading.symbols))
    told = [unit.text for unit in reading.units]
    assert told.count("ethnicity") == 1
    assert not any("ethnicity" in text and text != "ethnicity" for text in told)
    if name not in ("a.js", "a.cs"):  # maps of a script say less by themselves
        assert [f.kind for f in report({name: text}, sifted=True).findings] == ["capability"]


@pytest.mark.parametrize(("name", "text"), [*_files(_FORM)], ids=lambda each: each[:12])
def test_one_of_a_form_says_no_more_than_a_form(name, text):
    assert not [f for f in report({name: text}, sifted=True).findings if f.kind == "capability"]


def _unit(text, role=Role.STRING):
    size = len(text.encode())
    unit = TextUnit(text, role, (Span(0, len(text), 0, size, ("utf-8",)),), 1, 1, -1)
    return Reading(reader="test", language="", units=(unit,), symbols=(), text=text)


@pytest.mark.parametrize(
    "text",
    ["{", '{"a": ', '{"a": 1', "{a: 1}", '{"race": %d}', "[1, 2]", '["race"]', "{{name}}", "[" * 5000 + '{"a":1}', ""],
)
def test_what_is_no_document_stays_as_it_is(text):
    reading = _unit(text)
    assert taken_apart(reading) is reading


def test_rows_about_people_stay_closed():
    rows = [{"name": f"n{n}", "time": "8:01", "photo": "1.png", "race": "Black"} for n in range(60)]
    reading = _unit(json.dumps(rows))
    assert taken_apart(reading) == reading


def test_a_string_of_a_document_that_is_too_long_to_be_given_is_not_lost():
    text = json.dumps({"faces": "x" * 4_500 + " ethnicity of the face", "b": 1})
    reading = _unit(text)
    assert taken_apart(reading) == reading


def test_where_there_is_no_room_the_text_stays_whole(monkeypatch):
    monkeypatch.setattr(json_in_texts, "Limits", lambda: Limits(units=2))
    reading = _unit(_ANSWER)
    assert taken_apart(reading) == reading


def test_a_note_is_no_document():
    reading = _unit(_ANSWER, Role.COMMENT)
    assert taken_apart(reading) is reading


_WORDS = st.text(st.characters(categories=("L",)), min_size=1, max_size=8)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_WORDS, _VALUES, min_size=1, max_size=4), st.booleans())
def test_every_word_of_a_document_is_in_a_unit_that_holds(document, plain):
    text = json.dumps(document, ensure_ascii=plain)
    reading = taken_apart(_unit(text))
    data = text.encode()
    assert all(holds(unit, data) for unit in reading.units)
    told = {unit.text for unit in reading.units}
    for key in _keys(document):
        assert key in told


def test_a_key_of_nothing_is_told():
    (one,) = examined({"a.json": '{"race": {}, "faces": [{"ethnicity": []}]}'})
    assert {"race", "ethnicity"} <= {unit.text for unit in one.readings[0].units}


def _keys(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
