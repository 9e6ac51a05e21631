"""Titles of the columns of a table that is handed out, and values in pages and in the markup of a script."""

import re
from collections.abc import Iterator

from sousveil.linking.code.scripts import line_of
from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

LONGEST = 400
"""Code points of a line that is looked at: minified files hold everything on one."""
_TITLES = late(r"(?:header|caption|title)s?(?:row|names?|texts?)?\d*$|^(?:\u8868\u5934|\u6807\u9898)", re.IGNORECASE)
_EMBEDDED = late(r"(?:^|>)\s*\{([^{}]+)\}\s*(?:</|<|$)")
"""A value in the markup of a script: ``<p>{face.race}</p>``."""
_WITHIN = late(r">\s*\{([^{}]+)\}\s*<")
"""The same on a line of a script that may hold none."""
_IN_PIECE = late(r">[^<>`\"'={}]*\$\{([^{}]{1,200})\}")
"""A value in a piece of a page that a script puts together: ``<b>Race:</b> ${told.race}``."""
_SHOWN_AS = late(
    r"(?<![\w-])(?:label|title|sub_?title|text|caption|content|description|heading|tooltip|message|primary|secondary)"
    r"\d?\s*=\s*\{([^{}]+)\}",
    re.IGNORECASE,
)
"""A value that an element is handed for people to read: ``<Tag label={face.race}/>``."""
_FILLED_IN = late(r"\{\{\{?([^{}]{1,200})\}\}|<%[=-]([^%]{1,200})%>")
"""A place in a page that is filled in with a value: ``{{ face.race }}``, ``<%= face.race %>``."""
_DIRECTS = late(r"\s*(?:[#/^>!&]|(?:if|else|elif|unless|each|for|with|end\w*|include|set)(?!\w))")
"""What begins a part of a page that is there under a condition, or more than once, and shows nothing itself."""
_MARKUP = (".jsx", ".tsx")
_SCRIPTS = (".js", ".mjs")
_PAGES = (
    ".html", ".htm", ".xhtml", ".hbs", ".handlebars", ".mustache", ".ejs", ".erb", ".wxml", ".njk", ".j2", ".jinja",
    ".jinja2", ".twig", ".tmpl", ".tpl", ".art", ".ftl",
)  # fmt: skip
_QUOTED = late(r"\"[^\"]{0,200}\"|'[^']{0,200}'")


def in_markup(view: View, hit: Hit) -> bool:
    """Whether the value of what a hit names stands in a page, or in the markup of a script."""
    unit = view.unit(hit.unit)
    path = view.path.lower()
    if unit.role is not Role.IDENTIFIER or not path.endswith((*_MARKUP, *_SCRIPTS, *_PAGES)):
        return False
    line = line_of(view, hit)
    if not line or len(line) > LONGEST or unit.text not in line:
        return False
    word = re.compile(rf"(?<!\w){re.escape(unit.text)}(?!\w)")
    return any(word.search(_QUOTED.sub("", part)) for part in _shown_on(view, path, line))


def _shown_on(view: View, path: str, line: str) -> Iterator[str]:
    """What stands, on a line of a page or of a script that holds one, where a value is shown."""
    yield from _IN_PIECE.findall(line) if "</" in line or "<br" in line else ()
    if path.endswith(_PAGES):
        parts = (one[1] or one[2] for one in _FILLED_IN.finditer(line))
        yield from (part for part in parts if _DIRECTS.match(part) is None)
        return
    if path.endswith(_SCRIPTS) and "</" not in view.reading.text and "/>" not in view.reading.text:
        return
    embedded = _EMBEDDED if path.endswith(_MARKUP) else _WITHIN
    yield from (part for part in embedded.findall(line) if not part.endswith("=>"))
    yield from (part for part in _SHOWN_AS.findall(line) if not part.endswith("=>"))


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
