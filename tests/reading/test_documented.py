"""Examples of JSON and tables of fields in documents: read as what they are, and told as the maker's word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, holds
from sousveil.reading.lines import Lines
from tests.linking.laid import examined, report

_ANSWER = """{
  "code": 0, // all is well
  "faces": [
    {"face_id": "a1", "age": 22, "smile": 0.1, "ethnicity": {"type": "asian", "score": 0.9}},
    ...
  ]
}"""
_RECORD = '{"patient": {"name": "A", "birthday": "1.1.", "ethnicity": "x", "insurance": "y"}}'
_FENCED = "# Look\n\n## Answer\n\n```json\n{}\n```\n\nMore.\n"
_BARE = "Look\n====\n\nAnswer::\n\n{}\n\nMore.\n"

_PAGE = "<h1>Look</h1>\n<h2>Answer</h2>\n<div><pre><code>{}</code></pre></div>\n<p>More.</p>\n"


def _said(name, text):
    return {(finding.kind.value, finding.trait.value) for finding in report({name: text}, sifted=True).findings}


def _outline(name, text):
    (one,) = examined({name: text}, sifted=True)
    (reading,) = one.readings
    assert all(holds(unit, text.encode()) for unit in reading.units)
    return [(symbol.kind.value, symbol.name) for symbol in reading.symbols]


@pytest.mark.parametrize(
    ("name", "page"), [("a.md", _FENCED), ("a.rst", _BARE), ("manual.txt", _BARE), ("a.html", _PAGE)]
)
def test_an_example_of_an_answer(name, page):
    text = page.replace("{}", _ANSWER)
    assert ("map", "ethnicity") in _outline(name, text)
    assert _said(name, text) == {("stated", "ethnicity")}
    assert _said(name, page.replace("{}", _RECORD)) == {("declared", "ethnicity")}


def test_code_that_has_it_too_is_more_than_the_word_of_a_document():
    files = {"a.md": _FENCED.replace("{}", _ANSWER), "a.json": _ANSWER.replace("...", "{}")}
    assert "capability" in {finding.kind.value for finding in report(files, sifted=True).findings}


_TABLES = {
    "en": """### Face

| Field | Type | Description |
| :--- | --- | ---: |
| `face_id` | string | of the face |
| + beard | bool | whether there is one |
| + glasses | bool | whether they are worn |
| + race | string | as seen in the picture |
""",
    "ru": """**Лицо**

Параметр | Тип | Описание
--- | --- | ---
face_id | string | лицо
beard | bool | борода
glasses | bool | очки
race | string | раса человека на фото
""",
    "zh": """## 人脸属性

| 参数名 | 必选 | 类型 | 说明 |
|---|---|---|---|
| face_id | 是 | string | 人脸标识 |
| beard | 否 | int | 胡须 |
| glasses | 否 | int | 眼镜 |
| race | 否 | int | 人种 |
""",
}
_FORM = """### Patient

| Field | Type | Description |
| --- | --- | --- |
| id | string | of the patient |
| birthday | date | of birth |
| ethnicity | string | as told by the patient |
| photo | string | of the patient |
"""
_RACING = """### Race

| Field | Type | Description |
| --- | --- | --- |
| id | string | of the race |
| track | string | where it is run |
| race | string | its name |
| camera | string | at the finish |
"""


@pytest.mark.parametrize("language", _TABLES)
def test_a_table_of_the_fields_of_a_face(language):
    assert ("field", "race") in _outline("a.md", _TABLES[language])
    assert ("stated", "race") in _said("a.md", _TABLES[language])


def _page(table):
    title, head, _, *rows = [line for line in table.splitlines() if line]
    cells = [[cell.strip(" `+") for cell in row.strip("|").split("|")] for row in (head, *rows)]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in cells)
    return f"<h2>{title.strip('#* ')}</h2>\n<table>\n{body}</table>\n"


@pytest.mark.parametrize("language", _TABLES)
def test_the_same_in_a_page(language):
    text = _page(_TABLES[language])
    assert ("field", "race") in _outline("a.html", text)
    assert ("stated", "race") in _said("a.html", text)
    assert _said("a.html", _page(_FORM)) == {("declared", "ethnicity")}


def test_tables_of_other_things():
    assert _said("a.md", _FORM) == {("declared", "ethnicity")}
    assert not {kind for kind, _ in _said("a.md", _RACING)} - {"vocabulary"}


def test_a_table_of_codes_is_none_of_fields():
    text = "### Race\n\n| Code | Meaning |\n| --- | --- |\n| 0 | Asian |\n| 1 | Black |\n"
    assert not [kind for kind, _ in _outline("a.md", text) if kind == "field"]


_LINES = st.lists(
    st.sampled_from([
        "{", "}", "[", "]", '{"race": 1', '"race": {', "race: 2,", "'race' = [", "| race | a |", "| --- | --- |",
        "| Field | Type |", "|race", "race", "```", "# race", "| `race|x` | \\| race |", "", '{"a": "race', "// race",
    ]),
    max_size=14,
)  # fmt: skip


@given(_LINES)
def test_every_place_is_told(lines):
    data = "\n".join(lines).encode()
    starts = [at for at in range(len(data)) if data.startswith(b"race", at)]
    places = [Place(at, at + 4, 0, "utf-8") for at in starts]
    if not places:
        return
    (reading,) = [one for one in Lines().read(memoryview(data), "a.md", places, Limits()) if isinstance(one, Reading)]
    assert all(holds(unit, data) for unit in reading.units)
    told = [(span.offset, span.offset + span.length) for unit in reading.units for span in unit.spans]
    for place in places:
        assert any(start <= place.start and place.end <= end for start, end in told), place
