"""Controls of screens by which faces are searched: the screen says so, or the control is called after a face.

A label *Race* on a window ``FaceSearchForm``, on a page with the title *Face search*, and beside a box whose name is
``FaceRaceFilter``; a control that is bound to ``faceQuery.race``. In a form in which people write down their name,
their address or their papers a face is a portrait: that says nothing. Nor does a race among horses, cars or elves.
"""

from collections.abc import Sequence

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.lists.alike import ADDED
from sousveil.linking.searching.made_controls import LINE, REGISTERED, is_screen, label_over, put_on_screen
from sousveil.linking.searching.sought import enclosing
from sousveil.linking.standing import SCREENS
from sousveil.linking.surroundings import GIVEN, near, units_near
from sousveil.model.hit import Tag
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

SEARCHED = "the screen says that faces are searched, and nothing is filled in there"
CALLED = "the control there is called after a face and the trait"
SHORT = 60
"""Code points of a title or a name that says what a screen is for."""
BESIDE, LINES = 14, 4
"""Units and lines from a label to the name of its control."""
_WINDOWS = frozenset({*SCREENS, "dfm", "lfm", "fmx", "rc", "dlg"})
"""Languages of screens, and of the windows that tools for them write."""
_DESIGNED = late(r"(?:\.designer\.(?:cs|vb)|(?:^|[/!])ui_\w+\.(?:py|h))$")
"""Code that such tools write."""
_ROLES = frozenset({
    Role.KEY, Role.IDENTIFIER, Role.VARIABLE, Role.VALUE, Role.RECORD, Role.ITEM, Role.STRING, Role.UI_LABEL,
    Role.OPTION, Role.FIELD, Role.ELEMENT,
})  # fmt: skip
_NAMES = frozenset({Role.KEY, Role.IDENTIFIER, Role.VARIABLE, Role.VALUE, Role.FIELD, Role.ELEMENT})
_OTHER = frozenset({"context/platform", "context/font", "context/racing", "context/game", "context/play"})
"""What a face or a race is of then, and of nobody."""


def on_face_search(view: View, unit: int, trait: Trait) -> str:
    """Why a word for a trait on a screen is one by which faces are searched; empty where nothing says so."""
    told = view.unit(unit)
    if told.role not in _ROLES or told.line is None or view.catalogue:
        return ""
    made = not _is_screen(view)
    if made and not _is_made(view, unit, trait):
        return ""
    around = near(view, unit)
    if around.has(*GIVEN, Surrounding.NAMES) >= REGISTERED:
        return ""
    beside = [one for one in units_near(view, unit) if len(view.unit(one).text) <= SHORT]
    if any(tag.concept in _OTHER for one in beside for tag in view.unit_tags(one)):
        return ""
    if any(_called_after(view, one, trait) for one in beside if _close(view, unit, one)):
        return CALLED
    return SEARCHED if _searches(view, unit, beside, made=made) else ""


def _searches(view: View, unit: int, beside: Sequence[int], *, made: bool) -> bool:
    """Whether a screen says that faces are searched; one that code makes by its name or what is put there."""
    says = [one for one in beside if (made or view.unit(one).role in _ROLES) and _says_search(view.unit_tags(one))]
    if any(not made or is_screen(view.unit(one).text) or put_on_screen(view, one) for one in says):
        return True
    heads = [view.path.rpartition("/")[2]]
    if made:
        heads += (text for text in enclosing(view, view.unit(unit).line or 1) if is_screen(text))
    return any(_says_search(view.tag(head)) for head in heads)


def _is_screen(view: View) -> bool:
    return view.reading.language in _WINDOWS or _DESIGNED.search(view.path.lower()) is not None


def _is_made(view: View, unit: int, trait: Trait) -> bool:
    """Whether running code puts a text on a screen, or a choice under a label that names the trait."""
    labels = [unit] if put_on_screen(view, unit) else []
    labels += (one for one in (label_over(view, unit),) if one >= 0)
    if (filled := _filled(view, unit)) and any(tag.concept == f"trait/{trait.value}" for tag in view.tag(filled)):
        return True
    return any(tag.concept == f"trait/{trait.value}" for label in labels for tag in view.unit_tags(label))


def _filled(view: View, unit: int) -> str:
    """The name of the control to which code adds a choice: ``cboRace.AddItem "White"``."""
    told = view.unit(unit)
    if told.role is not Role.STRING or told.line is None or told.column is None or told.line > len(view.lines):
        return ""
    match = ADDED.search(view.lines[told.line - 1][:LINE][: told.column - 1])
    return match[1] if match is not None else ""


def _says_search(tags: tuple[Tag, ...]) -> bool:
    return {"context/face", "context/search"} <= {tag.concept for tag in tags}


def _close(view: View, unit: int, other: int) -> bool:
    """Whether a name is that of the control to which a label or value belongs: just beside it."""
    line, at = view.unit(unit).line or 0, view.unit(other).line or 0
    return abs(unit - other) <= BESIDE and abs(line - at) <= LINES


def _called_after(view: View, unit: int, trait: Trait) -> bool:
    """Whether a name speaks of a face and then of the trait: ``cmbFaceRace``, but no ``raceFace``."""
    if view.unit(unit).role not in _NAMES:
        return False
    tags = view.unit_tags(unit)
    faces = [tag.end for tag in tags if tag.concept == "context/face"]
    traits = [tag.end for tag in tags if tag.concept == f"trait/{trait.value}"]
    return bool(faces and traits) and min(faces) < max(traits)
