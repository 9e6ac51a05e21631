"""Values and names that code puts into words for people one by one: ``case "ethnicity": return "Etnia";``.

``case 'BLACK': answer.etnia = 'Negro';``, ``"race" => "Rasse"``: on the left stands what an analysis says, on the right
what people read, in other words. Several such pairs stand one below the other.
"""

from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.linking.standing import PROSE
from sousveil.linking.taming import REACH
from sousveil.model.hit import Hit
from sousveil.model.late import late

PAIRS = 3
"""So many of them put something into words."""
LINES = 12
"""Lines before and after one on which the others stand."""
_PAIR = late(
    r"(?:\bcase\s+(?:\w+\.)*[\"']?(?P<case>\w+)[\"']?\s*:|[=!]==?\s*[\"'](?P<is>\w+)[\"']\s*\)?\s*[:{]"
    r"|\.equals\(\s*\"(?P<eq>\w+)\"\s*\)\s*\)\s*\{?|[\"'](?P<arrow>\w+)[\"']\s*(?:=>|->))"
    r"\s*(?:return\s+|[\w.$\[\]>-]{1,60}\s*=\s*)?[\"'](?P<text>[^\"'\n]{2,60})[\"']"
)
"""A value, and the text that stands for it; they may stand on two lines."""


def worded(view: View, hit: Hit) -> bool:
    """Whether a word stands in such a pair, among others."""
    unit = view.unit(hit.unit)
    if unit.line is None or unit.role in PROSE or not view.reading.text or unit.line > len(view.lines):
        return False
    first = max(0, unit.line - 1 - LINES)
    pairs = _pairs("\n".join(line[:REACH] for line in view.lines[first : unit.line + LINES]))
    here = unit.line - 1 - first
    return len(pairs) >= PAIRS and any(low <= here <= high and unit.text in pair for pair, low, high in pairs)


@lru_cache(maxsize=32)
def _pairs(text: str) -> tuple[tuple[str, int, int], ...]:
    """The pairs in some lines whose text is in other words than the value, with the lines on which they stand.

    What people read begins with a capital, or has letters that names in code have not.
    """
    found = []
    for match in _PAIR.finditer(text):
        value = match["case"] or match["is"] or match["eq"] or match["arrow"]
        told = match["text"]
        if told.lower() != value.lower() and (told[0].isupper() or not told.isascii()):
            low = text.count("\n", 0, match.start())
            found.append((match[0], low, low + match[0].count("\n")))
    return tuple(found)
