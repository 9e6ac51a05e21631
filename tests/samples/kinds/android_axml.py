"""A compiled layout of an invented Android app: the filter of captured faces, with its words in it."""

from tests.samples.kinds import Finds
from tests.samples.reading.axml import Element, document

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "Ethnicity"), ("option", "Uyghur")),
)


def _form(*rows: tuple[str, str, tuple[str, ...]]) -> Element:
    children: list[Element] = []
    for label, tag, choices in rows:
        children.append(("TextView", (("text", label),), ()))
        buttons: list[Element] = [("RadioButton", (("text", choice),), ()) for choice in choices]
        children.append(("RadioGroup", (("tag", tag),), tuple(buttons)))
    return ("LinearLayout", (("orientation", 0x7F040001),), tuple(children))


def case() -> dict[str, bytes]:
    """Words in the layout itself."""
    form = _form(
        ("Filter captured faces", "face_filter", ()),
        ("Age range", "age", ("Child", "Adult")),
        ("Glasses", "glasses", ("Any", "Yes", "No")),
        ("Ethnicity", "ethnicity", ("Any", "Han", "Uyghur", "Other")),
    )
    return {"app/res/layout/face_filter.xml": document(form)}


def twin() -> dict[str, bytes]:
    """A form for members of staff, and the colours of a car."""
    staff = _form(("Employee", "employee", ()), ("Home address", "address", ()), ("Ethnicity", "ethnicity", ()))
    paint = _form(
        ("Colour of the car", "paint", ("Black", "White", "Yellow", "Red")), ("Race", "race", ("Horse race",))
    )
    return {"app/res/layout/staff.xml": document(staff), "app/res/layout/paint.xml": document(paint, wide=False)}
