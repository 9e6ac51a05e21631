"""What somebody types into a box of a form: ``<label>Ethnicity</label> <input type="text">``, ``hint="e.g. Malay"``.

A form that takes names, a birth date or a telephone in boxes takes the trait in one too, whatever else the program does
with faces. A box with an example in it is there to be typed into. What is searched by is none of these, nor is a box
that only shows something.
"""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.standing import LABEL_ROLES
from sousveil.linking.surroundings import Around
from sousveil.model.late import late
from sousveil.model.words import Role

WHY = "somebody types it into a box of a form"
UNDER = 8
"""Lines under a label in which its box begins."""
ABOVE = 3
"""Lines above a box in which what it is for is said."""
AROUND = 30
"""Lines around a choice in a form in which nothing is searched for."""
LONGEST = 400
"""Characters of a line that is looked at."""
WORDS = 4
"""An example of one value has no more words; a longer one may be that of a search."""
_BOX = late(
    r"<(?:input|textarea|text-?input|text-?field|text-?box|edit-?text|TextInput|TextField|TextBox|EditText|(?:el|a|v|q|n|van|ion|p)-(?:input|text-field))\b"
    r"|TextForm_?Field\(|TextField\(|TextInput\(|OutlinedTextField\(",
)
NO_BOX = late(
    r"type\s*=\s*[\"'](?:checkbox|radio|hidden|search|submit|button|file|range)|read-?only|disabled|enabled\s*[=:]\s*[\"']?false"
    r"|isReadOnly",
    re.IGNORECASE,
)
_LABEL = late(r"<label\b|<(?:\w+-)?form-?item\b|label(?:Text)?\s*[=:]", re.IGNORECASE)
_HINT = late(r"(?:placeholder|hint(?:_?text)?)\s*[=:]?\s*\W{0,8}$", re.IGNORECASE)
_EXAMPLE = late(
    r"\W*(?:e\.?\s?g\.?(?!\w)|for example|example\b|z\.\s?b\.|zum beispiel|p\.?\s?ex\.?(?!\w)|par exemple|ej\.?(?!\w)"
    r"|por ejemplo|ex\.?\s?:|por exemplo|contoh|misal|örn\.?(?!\w)|örneğin|например|напр\.|例如|比如|例\s?[:：]"
    r"|예\s?[:：)]|예시|مثال|مثلا|مثلاً|vd\s?:|ví dụ|np\.|es\.|bijv\.)",
    re.IGNORECASE,
)
"""What an example of what to type begins with."""
SOUGHT = late(
    r"filter|search|query|criteri|buscar|pesquis|recherche|suche|cari(?![a-z])|查询|搜索|筛选|检索|поиск|фильтр|검색|検索|arama|بحث",
    re.IGNORECASE,
)
_CHOICE = late(r"<(?:select|input|textarea|(?:el|a|v|q|n|van|ion)-(?:select|input))\b", re.IGNORECASE)
"""A box or a choice of a form, on one line with its name."""
_MADE = late(
    r"=\s*(?:late\s+)?(?:new\s+)?(?:(?:tk|ttk|tkinter|ctk|customtkinter|QtWidgets)\.)?(?:TextEditingController|Entry|CTkEntry|QLineEdit|JTextField)\("
)
"""A name that is given a box to type into."""
_NAMES = frozenset({Role.KEY, Role.ATTRIBUTE, Role.FIELD, Role.VARIABLE, Role.IDENTIFIER})
TYPES_TOO = late(
    r"(?:full|first|last|family|sur|father)_?name|phone|address|birth|e?mail|[\"'.\]\[]name[\"'\]]|姓名|nombre|alamat|адрес"
    r"|(?<![a-z])name_?(?:controller|entry|field|edit|box)",
    re.IGNORECASE,
)
_OF_SOMEBODY = (Surrounding.REGISTRY, Surrounding.NAMES, Surrounding.FORM)


def typed_in(view: View, unit: int, around: Around) -> bool:
    """Whether a label stands over a box of a form about somebody, or is an example of what to type into one."""
    told = view.unit(unit)
    if told.line is None or told.line > len(view.lines) or SOUGHT.search(view.path.rpartition("/")[2]):
        return False
    labelled = told.role in LABEL_ROLES and _CHOICE.search(view.lines[told.line - 1][:LONGEST]) is not None
    if (labelled or told.role in _NAMES) and _is_box(view, told.line):
        return True
    if told.role not in LABEL_ROLES and told.role not in (Role.ATTRIBUTE, Role.STRING):
        return False
    lines = [line[:LONGEST] for line in view.lines[max(0, told.line - 1 - ABOVE) : told.line + UNDER]]
    if any(map(SOUGHT.search, lines)):
        return False
    if _is_example(view, unit):
        return True
    return told.role in LABEL_ROLES and around.has(*_OF_SOMEBODY) > 0 and _over_a_box(view, told.line)


def _is_box(view: View, line: int) -> bool:
    """Whether a line makes a box or a choice of a form, where a name, a telephone or the like has a box too."""
    own = view.lines[line - 1][:LONGEST]
    pattern = _MADE if _MADE.search(own) else _CHOICE
    if pattern.search(own) is None or NO_BOX.search(own):
        return False
    near = [text[:LONGEST] for text in view.lines[max(0, line - 1 - AROUND) : line + AROUND]]
    if any(map(SOUGHT.search, near)):
        return False
    return any(pattern.search(text) and TYPES_TOO.search(text) for text in near if text != own)


def _is_example(view: View, unit: int) -> bool:
    """Whether a text is shown in an empty box, as an example of what to type."""
    told = view.unit(unit)
    text, line = told.text, view.lines[(told.line or 1) - 1]
    if (match := _EXAMPLE.match(text)) is None or len(text[match.end() :].split()) > WORDS:
        return False
    at = line.find(text) if len(line) <= LONGEST else -1
    return at >= 0 and _HINT.search(line[:at]) is not None


def _over_a_box(view: View, line: int) -> bool:
    """Whether a box in which one can type follows a label, before the next label."""
    for number, text in enumerate(view.lines[line - 1 : line + UNDER]):
        if len(text) > LONGEST or (number > 0 and _LABEL.search(text) and not _BOX.search(text)):
            return False
        if _BOX.search(text):
            box = " ".join(one[:LONGEST] for one in view.lines[line - 1 + number : line + number + UNDER])
            return NO_BOX.search(re.split(r"/>|</|\);|\),\s*$", box, maxsplit=1)[0]) is None
    return False
