"""An old workbook for the enrolment of an invented face server: columns, and choices in a list; rows stay closed."""

from tests.samples.kinds import Finds
from tests.samples.opening.cfb import compound
from tests.samples.reading.biff import workbook

FINDS = Finds(groups=(), stages=("vocabulary", "field"), quotes=(("column", "Ethnicity"),))


def case() -> dict[str, bytes]:
    """Columns of captured faces."""
    columns = ["Face picture", "Capture time", "Ethnicity", "Age", "Glasses", "Similarity"]
    rows = [[f"{n}.jpg", f"2009-01-0{n}", "Uyghur" if n % 2 else "Han", 20 + n, "no", n] for n in range(1, 9)]
    book = workbook([columns, *rows], ["Han", "Uyghur", "Tibetan"], cut=5)
    return {"tools/export.xls": compound({"Workbook": book})}


def twin() -> dict[str, bytes]:
    """Cars and their paint; a list of languages."""
    columns = ["Car", "Sold at", "Colour", "Age", "Race number", "Price"]
    rows = [[f"car {n}", f"2009-01-0{n}", "Black" if n % 2 else "White", 20 + n, "7", n] for n in range(1, 9)]
    cars = workbook([columns, *rows], ["Black", "White", "Yellow", "Red"])
    languages = workbook([["Language", "Code"], ["Uyghur", "ug"], ["Tibetan", "bo"]])
    return {
        "tools/cars.xls": compound({"Workbook": cars}),
        "tools/languages.xls": compound({"Workbook": languages}),
    }
