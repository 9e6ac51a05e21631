"""Old workbooks: names of columns and choices, and nothing of a row."""

import pytest

from tests.reading.looking import outline, place_of, read
from tests.samples.reading import biff

_TABLE = ["table", *(f"  column {name}" for name in biff.COLUMNS)]


@pytest.mark.parametrize("cut", [0, 1, 4, 9])
def test_columns_and_choices_are_given_and_rows_are_not(cut):
    data = biff.workbook([biff.COLUMNS, *biff.ROWS], ["Han", "Uyghur"], cut=cut, sheet="人脸")
    places = [place_of(data, "民", "utf-16-le"), place_of(data, "009")]
    reading, gaps = read(data, biff.NAME, places)
    assert outline(reading) == [*_TABLE, "array", "  item Han", "  item Uyghur"]
    assert [(gap.code, gap.count) for gap in gaps] == [("rows-left-closed", 1)]
    assert reading.units[0].text == "人脸"
    assert not {text for row in biff.ROWS for text in row if isinstance(text, str)} & {
        unit.text for unit in reading.units if unit.symbol < 0 or reading.symbols[unit.symbol].kind == "column"
    }


@pytest.mark.parametrize(
    "rows",
    [
        [["Face", "Race", 3], ["a.jpg", "x", 3]],
        [["a.jpg", "x"], ["b.jpg", "x"]],
        [["Uyghur", "Han"]],
    ],
)
def test_what_is_no_header_stays_closed(rows):
    data = biff.workbook(rows)
    reading, gaps = read(data, biff.NAME, [place_of(data, str(rows[0][0]))])
    assert [unit.text for unit in reading.units] == ["s"]
    assert [gap.code for gap in gaps] == ["rows-left-closed"]


@pytest.mark.parametrize("cut", [1, 30, 90])
def test_what_is_cut_short_is_a_gap(cut):
    data = biff.build()
    _, gaps = read(data[:-cut], biff.NAME, biff.places())
    assert "unparsed" in [gap.code for gap in gaps]
