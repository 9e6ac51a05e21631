"""Titles of the columns of a table that is handed out, and values in the markup of a script."""

import re

from sousveil.linking.graph import View
from sousveil.linking.scripts import line_of
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

LONGEST = 400
"""Code points of a line that is looked at: minified files hold everything on one."""
_TITLES = late(r"(?:header|caption|title)s?(?:row|names?|texts?)?\d*$|^(?:\u8868\u5934|\u6807\u9898)", re.IGNORECASE)
_EMBEDDED = late(r"(?:^|>)\s*\{([^{}]+)\}\s*(?:</|<|$)")
"""A value in the markup of a script: ``<p>{face.race}</p>``."""
_MARKUP = (".jsx", ".tsx")
_QUOTED = late(r"\"[^\"]{0,200}\"|'[^']{0,200}'")


def in_markup(view: View, hit: Hit) -> bool:
    """Whether the value of what a hit names stands in the markup of a script."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.IDENTIFIER or not view.path.endswith(_MARKUP):
        return False
    line = line_of(view, hit)
    if not line or len(line) > LONGEST:
        return False
    word = re.compile(rf"(?<!\w){re.escape(unit.text)}(?!\w)")
    parts = (part for part in _EMBEDDED.findall(line) if not part.endswith("=>"))
    return any(word.search(_QUOTED.sub("", part)) for part in parts)


def titles_a_column(view: View, symbol: int) -> bool:
    """Whether an item is a title among the titles of a table, in the words of people and not of a program."""
    parent = view.symbol(symbol).parent
    unit = view.symbol(symbol).unit
    if parent < 0 or unit < 0 or view.symbol(symbol).kind is not SymbolKind.ITEM:
        return False
    text = view.unit(unit).text
    if text.isascii() and (text == text.lower() or "_" in text):
        return False  # a key may be what an analysis is asked for
    return _TITLES.search(view.symbol(parent).name) is not None
