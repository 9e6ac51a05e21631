"""A workbook for the enrolment of an invented face server: columns, and choices in a list; rows stay closed."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.samples.kinds import Finds

FINDS = Finds(groups=(), stages=("vocabulary", "field"), quotes=(("column", "Ethnicity"),))
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows: Sequence[Sequence[str | int]], choices: Sequence[str] = ()) -> bytes:
    """One sheet, as spreadsheet programs write it: all texts in a part of their own."""
    texts: dict[str, int] = {}
    lines = []
    for number, row in enumerate(rows, 1):
        cells = ""
        for at, value in enumerate(row):
            where = f'r="{chr(65 + at)}{number}"'
            if isinstance(value, int):
                cells += f"<c {where}><v>{value}</v></c>"
            else:
                cells += f'<c {where} t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
        lines.append(f'<row r="{number}">{cells}</row>')
    held = (
        '<dataValidations count="1"><dataValidation type="list" sqref="C2:C99"><formula1>"'
        f'{escape(",".join(choices))}"</formula1></dataValidation></dataValidations>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    sheet = f"{head}<worksheet {_SPACE}><sheetData>{''.join(lines)}</sheetData>{held if choices else ''}</worksheet>"
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "xl/workbook.xml", f'{head}<workbook {_SPACE}><sheets><sheet name="s" sheetId="1"/></sheets></workbook>'
        )
        made.writestr("xl/worksheets/sheet1.xml", sheet)
        made.writestr("xl/sharedStrings.xml", f'{head}<sst {_SPACE} count="9" uniqueCount="9">{items}</sst>')
    return out.getvalue()


def case() -> dict[str, bytes]:
    """Columns of captured faces."""
    columns = ["Face picture", "Capture time", "Ethnicity", "Age", "Glasses", "Similarity"]
    rows = [[f"{n}.jpg", f"2024-01-0{n}", "Uyghur" if n % 2 else "Han", 20 + n, "no", n] for n in range(1, 9)]
    return {"tools/export.xlsx": workbook([columns, *rows], ["Han", "Uyghur", "Tibetan"])}


def twin() -> dict[str, bytes]:
    """Cars and their paint; a list of languages."""
    columns = ["Car", "Sold at", "Colour", "Age", "Race number", "Price"]
    rows = [[f"car {n}", f"2024-01-0{n}", "Black" if n % 2 else "White", 20 + n, "7", n] for n in range(1, 9)]
    return {
        "tools/cars.xlsx": workbook([columns, *rows], ["Black", "White", "Yellow", "Red"]),
        "tools/languages.xlsx": workbook([["Language", "Code"], ["Uyghur", "ug"], ["Tibetan", "bo"]]),
    }
