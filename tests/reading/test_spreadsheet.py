"""Workbooks: names of columns and choices, and nothing of a row."""

import zipfile
from io import BytesIO

import pytest

from sousveil.model.limits import Limits
from sousveil.opening import Blob, open_entry, survey
from tests.reading.looking import outline, place_of, read
from tests.samples.kinds.excel_headers import workbook
from tests.samples.reading import spreadsheet


def test_of_the_texts_only_headers_are_given():
    data = spreadsheet.build()
    reading, gaps = read(data, spreadsheet.NAME, [place_of(data, "Uyghur"), place_of(data, "民族")])
    assert outline(reading) == ["table", "  column Face & picture", "  column 民族", "  column race"]
    assert [(gap.code, gap.count) for gap in gaps] == [("rows-left-closed", 1)]
    assert reading.text == ""


def test_without_headers_nothing_is_given():
    data = spreadsheet.build()
    reading, _ = read(data, "xl/sharedStrings.xml", [place_of(data, "Uyghur")])
    assert reading.units == ()


def test_choices_of_cells_are_given():
    data = zipfile.ZipFile(BytesIO(workbook([["a", "b"], ["c", 1]], ["Han", "Uyghur & others"]))).read(
        "xl/worksheets/sheet1.xml"
    )
    reading, _ = read(data, "xl/worksheets/sheet1.xml")
    assert outline(reading)[-3:] == ["array", "  item Han", "  item Uyghur & others"]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        ([["Face", "Race", "Age"], ["a.jpg", "x", 3]], b"0,1,2"),
        ([["Face", "Race", 3], ["a.jpg", "x", 3]], b""),
        ([["a.jpg", "x"], ["b.jpg", "x"]], b""),
    ],
)
def test_which_texts_are_headers_is_told_by_the_sheet(rows, headers, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(workbook(rows))
    names = [
        blob.name
        for entry in survey(tmp_path, Limits())
        for blob in open_entry(entry, Limits())
        if isinstance(blob, Blob) and (blob.name or b"").startswith(b"xl/sharedStrings")
    ]
    assert names == [b"xl/sharedStrings.xml;headers=" + headers]
