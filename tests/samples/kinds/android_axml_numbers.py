"""A compiled layout of an invented Android app without a word of its own: all that it shows stands in the table."""

from tests.samples.kinds import Finds
from tests.samples.reading.arsc import table
from tests.samples.reading.axml import Element, document

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "Ethnicity"), ("option", "Uyghur"), ("key", "0x7f020003"), ("key", "panel_kinds")),
)


def _screen(*rows: tuple[int, int, int]) -> Element:
    children: list[Element] = []
    for label, control, choices in rows:
        children.append(("TextView", (("text", label),), ()))
        children.append(("Spinner", (("id", control), *((("entries", choices),) if choices else ())), ()))
    return ("LinearLayout", (("orientation", 0x7F040001),), tuple(children))


def case() -> dict[str, bytes]:
    """A panel that filters faces; the list names its texts by number, as translators want it."""
    texts = {
        "panel_title": "Filter captured faces", "panel_age": "Age range", "panel_glasses": "Glasses",
        "panel_kind": "Ethnicity", "kind_any": "Any", "kind_han": "Han Chinese", "kind_uyghur": "Uyghur",
    }  # fmt: skip
    resources = table(
        texts,
        {},
        named={"panel_kinds": ("kind_any", "kind_han", "kind_uyghur")},
        ids=("title_row", "age_row", "beard_box", "kind_row"),
    )
    screen = _screen(
        (0x7F020000, 0x7F030000, 0), (0x7F020001, 0x7F030001, 0), (0x7F020002, 0x7F030002, 0),
        (0x7F020003, 0x7F030003, 0x7F010000),
    )  # fmt: skip
    return {"app/resources.arsc": resources, "app/res/aB.xml": document(screen)}


def twin() -> dict[str, bytes]:
    """A form of applicants with the same words, the choice of a language, and the faces of another app."""
    texts = {
        "form_title": "Employee", "form_address": "Home address", "form_birth": "Date of birth",
        "form_kind": "Ethnicity", "kind_han": "Han Chinese", "kind_uyghur": "Uyghur",
    }  # fmt: skip
    form = table(texts, {}, named={"form_kinds": ("kind_han", "kind_uyghur")}, ids=("name", "address", "birth", "kind"))
    screen = _screen(
        (0x7F020000, 0x7F030000, 0), (0x7F020001, 0x7F030001, 0), (0x7F020002, 0x7F030002, 0),
        (0x7F020003, 0x7F030003, 0x7F010000),
    )  # fmt: skip
    faces = table(
        {
            "panel_title": "Filter captured faces", "panel_age": "Age range", "panel_glasses": "Glasses",
            "panel_mask": "Mask",
        },
        {"colours": ("Red", "Black", "White")},
    )  # fmt: skip
    return {
        "form/resources.arsc": form, "form/res/aB.xml": document(screen, wide=False),
        "gate/resources.arsc": faces, "gate/res/aB.xml": document(screen),
    }  # fmt: skip
