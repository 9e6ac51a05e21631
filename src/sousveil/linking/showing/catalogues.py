"""Tables of texts: files that hold what a program says in one language, each text under a key.

A table says nothing of what its words are for: that is told by the code or the screen that asks for the key. What
stands near a text in a table is chance (many are sorted by key), so that only its key, the sections around it and what
is said about it count.
"""

from collections.abc import Iterator

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import OF_CONCEPT, Around
from sousveil.model.words import Role, SymbolKind

SHORT = 30
"""Code points of a text whose words tell what it is about; a sentence has words for everything."""
SIBLINGS = 60
"""Texts of one section that tell of each other; a longer section is about everything."""
FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""Forms of a plural, as Unicode's locale data call them."""
HOLDERS = frozenset({SymbolKind.MAP, SymbolKind.ARRAY, SymbolKind.ELEMENT})


def of_entry(view: View, symbol: int) -> tuple[Around, frozenset[Surrounding]]:
    """What is said around a text: by its key, the comments on it, the sections that it is in, and short siblings.

    The second part is what its key and the sections name.
    """
    around = Around()
    named: set[str] = set()
    for each in (symbol, *view.ancestors(symbol)) if symbol >= 0 else ():
        own = _concepts(view, each)
        around.add(own, f"<{view.symbol(each).name}>")
        named |= own
    parent = view.symbol(symbol).parent if symbol >= 0 else -1
    siblings = view.children.get(parent, ()) if parent >= 0 and view.symbol(parent).name else ()
    for sibling in siblings if len(siblings) <= SIBLINGS else ():
        if sibling != symbol:
            around.add(_concepts(view, sibling), view.symbol(sibling).name)
    return around, frozenset(OF_CONCEPT[concept] for concept in named if concept in OF_CONCEPT)


def _concepts(view: View, symbol: int) -> set[str]:
    """The concepts in a symbol's name, its comments, and its texts where they are short."""
    return {
        tag.concept
        for unit in view.words_of(symbol)
        if view.unit(unit).role is Role.COMMENT or len(view.unit(unit).text) <= SHORT
        for tag in view.unit_tags(unit)
    }


def keys_of(view: View, symbol: int) -> tuple[str, ...]:
    """The keys under which code may ask for a text or a section: its own, and with those of the sections around it."""
    own = view.symbol(symbol)
    keys = [own.name] if own.name else []
    if own.type.startswith("0x"):
        keys.append(own.type)  # the number of an Android resource
    path = own.name
    for above in view.ancestors(symbol):
        name = view.symbol(above).name
        if not name or not path or path.startswith(f"{name}."):
            continue
        path = f"{name}.{path}"
        keys.append(path)
    head, _, tail = own.name.partition(".")
    if view.reading.language == "resx" and tail:
        keys.append(head)  # x:Uid: the property that the text is for stands behind the dot
    for plural in _plural_of(view, symbol):
        keys += keys_of(view, plural)
    return tuple(dict.fromkeys(keys))


def _plural_of(view: View, symbol: int) -> Iterator[int]:
    """What a text is one form of: code asks for that, and which form is shown depends on a number."""
    own = view.symbol(symbol)
    if own.parent < 0:
        return
    above = view.symbol(own.parent)
    if own.name not in FORMS and (own.kind is not SymbolKind.ITEM or above.kind is not SymbolKind.MAP):
        return
    yield own.parent
    if view.path.lower().endswith(".stringsdict") and above.parent >= 0:
        yield above.parent  # between the two stands the number that decides


def section_of(view: View, symbol: int) -> str:
    """The class that a text of Qt is shown by, ``""`` for other texts."""
    if view.reading.language not in ("qm", "qt-ts"):
        return ""
    return next((s.name for a in view.ancestors(symbol) if (s := view.symbol(a)).name), "")
