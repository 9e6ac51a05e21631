"""Controls that running code makes: a label over a list of choices, on a screen by which faces are searched.

``tk.Label(root, text="Race")``, ``new QLabel(tr("Race"))``, ``Text("Race")``, ``labelText: "Race"``:
the choices that follow the label, before another one, are its. What the screen is for is said by its name or by what
else is put there: ``Button("Search faces")``.
"""

import re
from collections.abc import Sequence

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.standing import LABEL_ROLES
from sousveil.linking.surroundings import GIVEN, near
from sousveil.linking.texts.telling import SHOWN
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

SHORT = 40
"""Code points of a label."""
ABOVE, LINE, BEFORE = 4, 400, 100
"""Lines above the first choice on which its label stands; code points of a line; of what stands before a label."""
REGISTERED = 2
"""So many things of a register (a name, an address) make a screen one that is filled in."""
FILLED_IN = "somebody chooses it on a screen that is filled in about a person"
_WRAPPED = late(
    r"(?:(?<![\w.])(?:tr|_|i18n|t|N_|translate|gettext|qsTr|QStringLiteral|QLatin1String|QString|L|TEXT|_T)\(\s*|L(?=[\"']))"
)
"""What a text is wrapped in to be put into other languages."""
_MADE = late(
    r"(?:(?<![\w.])(?:new\s+)?(?:JLabel|J?Button|JCheckBox|Picker|Section|Toggle|Menu|LabeledContent|TextView|wxStaticText|TLabel"
    r"|ComboBox|DropdownMenu|ExposedDropdown\w*|FormLabel|InputLabel|Select\w*|Chip|FilterChip)\s*\((?:[^()\n]{0,60}[,(]\s*)?"
    r"|Gtk\.\w+\s*\([^()\n]{0,40}|(?:create|add|make|new)_?(?:static_?)?(?:label|text|header|combo\w*|select\w*|filter|button)\w*\s*\([^()\n]{0,60}"
    r"|\bCaption\s*:?=\s*)[\"'`]?$"
)
"""More of what stands before a text that is put on a screen."""
_TEXTS = frozenset({Role.STRING, Role.VALUE, Role.ITEM})
_SCREEN = late(
    r"(?:widget|window|dialog|panel|page|view|form|screen|activity|fragment|frame|pane|tab|dlg|wnd)s?(?:Controller|Model)?(?![a-z])",
    re.IGNORECASE,
)
"""What a class or a function that makes a screen is called."""


def put_on_screen(view: View, unit: int) -> bool:
    """Whether a text in running code is handed to what puts it on a screen."""
    told = view.unit(unit)
    if told.role not in _TEXTS or told.line is None or told.line > len(view.lines) or len(told.text) > 2 * SHORT:
        return False
    line = view.lines[told.line - 1]
    at = line.find(told.text, max(0, (told.column or 1) - 1)) if len(line) <= LINE else -1
    if at <= 0:
        return False
    before = _WRAPPED.sub("", line[:at])[-BEFORE:].rstrip("\"'`")
    return SHOWN.search(before) is not None or _MADE.search(before) is not None


def is_screen(text: str) -> bool:
    """Whether a name is that of a screen: ``FaceSearchPanel``."""
    return _SCREEN.search(text) is not None


def label_over(view: View, unit: int) -> int:
    """The unit of the label that stands before a choice in running code, with no other label between; else -1."""
    told = view.unit(unit)
    if told.line is None or view.catalogue or told.role not in _TEXTS:
        return -1
    this, best, found = (told.line, told.column or 0), (0, 0), -1
    for one in view.units_between(max(1, told.line - ABOVE), told.line):
        other = view.unit(one)
        at = (other.line or 0, other.column or 0)
        if not best <= at < this or len(other.text) > SHORT or _beside(view, unit, one):
            continue
        if other.role in LABEL_ROLES or put_on_screen(view, one):
            best, found = at, one
    return found


def title_before(view: View, units: Sequence[int], first: int) -> int:
    """The unit of the label before the first group of a list, among the labels of a window or in code; else -1."""
    at = units.index(first) if first in units else 0
    title = units[at - 1] if at else -1
    if title >= 0 and view.unit(title).role is Role.UI_LABEL and view.unit(title).line is None:
        return title
    return label_over(view, first)


def chosen_in_form(view: View, unit: int) -> bool:
    """Whether a choice stands under a label on a screen that somebody fills in about a person."""
    if label_over(view, unit) < 0:
        return False
    around = near(view, unit)
    return around.has(*GIVEN, Surrounding.NAMES) >= REGISTERED and not around.has(Surrounding.INFER)


def _beside(view: View, unit: int, other: int) -> bool:
    """Whether two texts are choices of one list."""
    this, that = view.unit(unit).symbol, view.unit(other).symbol
    if min(this, that) < 0 or this == that or view.symbol(that).kind is not SymbolKind.ITEM:
        return False
    return view.symbol(this).parent == view.symbol(that).parent >= 0
