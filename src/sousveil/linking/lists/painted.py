"""Colours in a text of several lines that speaks of more than one thing: ``Hair: Black, Brown`` under ``Race: White``.

What a model is told to answer of a picture names colours of hair, of clothes and of skin. A colour names people there
where its line does: beside the trait's own word, beside a group that is no colour, or where its line names nothing.
"""

from sousveil.linking.graph import View
from sousveil.model.late import late
from sousveil.model.words import Role

LEAST = 3
"""So many lines of a text make it one that may speak of several things."""
WIDE = 400
"""Code points of a line that are looked at."""
SHORT = 12
"""Code points before a colour in which its code stands."""
LONGEST = 20_000
"""Code points of a text; a longer one is data."""
_TEXTS = frozenset({Role.STRING, Role.VALUE})
_NAMED = late(
    r"[\s\-*•\d.)\"'`{\[(]*(?!(?:class|label|option|choice|code|categor|group|value|index|type)\w{0,4}[\s_]?\d*[\"'`]?\s*[:=：])"
    r"[^\W\d_]{3}[^\n:=：]{0,60}?[\"'`*]*\s*[:=：]\s*(?=\S)"
)
"""How a line begins that says itself of what it speaks, up to what it says of it."""
_CODED = late(r"\d\s*[.．、:：=\-—–)）]\s*[\"'`“「]?$")
"""What stands before a value that is explained: ``0：...``."""
_COLOURS = ("group/black", "group/white", "group/yellow", "group/brown", "group/red")


def painted(view: View, unit: int, start: int) -> bool:
    """Whether a colour, at a code point of a text, stands on a line that speaks of something else than people."""
    told = view.unit(unit)
    if told.role not in _TEXTS or len(told.text) > LONGEST or told.text.count("\n") + 1 < LEAST:
        return False
    low, high = told.text.rfind("\n", 0, start) + 1, told.text.find("\n", start)
    line = told.text[low : high if high >= 0 else len(told.text)][:WIDE]
    concepts = {tag.concept for tag in view.tag(line)}
    if "context/skin" in concepts or _CODED.search(line[: start - low][-SHORT:]):
        return False
    if any(one.startswith(("trait/", "group/")) and one not in _COLOURS for one in concepts):
        return False
    named = _NAMED.match(line)
    return (named is not None and start - low >= named.end()) or "context/colour" in concepts
