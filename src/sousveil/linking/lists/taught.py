"""Classes of a script that teaches or asks a classifier of pictures: ``classes = ["branca", "negra"]``, or folders.

The words are colours, and nothing but the function of the same file says of what: it is called after telling the trait,
and is handed a picture. A list of classes, labels or folders is then of it where each of its values names a group, or
the rest. Colours to draw with are called otherwise, and are none.
"""

import re
from collections.abc import Iterator, Sequence

from sousveil.linking.code.handed import handed_picture
from sousveil.linking.graph import View
from sousveil.linking.lists.scheme import Mark, Scheme, group_of
from sousveil.model.hit import Tag
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

WHY = "a function of the same file tells it of a picture that it is handed, and these are the classes or their folders"
LEAST, MOST = 2, 12
"""Values of such a list."""
WIDE = 120
"""Code points of a value."""
_TRAITS = (Trait.RACE, Trait.ETHNICITY)
_VALUES = frozenset({Role.STRING, Role.ITEM, Role.VALUE, Role.OPTION})
_CALLED = late(
    r"(?<![a-z])class(?:es|_?names?|_?labels?|_?list)(?![a-z])|labels?(?![a-z])|categor(?:y|ies|ias|ie)|(?<![a-z])clases|(?<![a-z])classi"
    r"|r[oó]tulos|etiquetas|kategori|(?:train(?:ing)?|test|data|class|img|image|photo)_?(?:paths?|folders?|dirs?|directories|sets?)"
    r"|(?<![a-z])(?:paths|folders|dirs|pastas|carpetas)(?![a-z])|target_?names",
    re.IGNORECASE,
)
"""What a list of classes, or of the folders that their pictures lie in, is called."""
_LAST = late(r"[^/\\]+(?=[/\\]*$)")
"""The last part of a path."""


def taught_lists(view: View) -> list[Scheme]:
    """The lists of a file that are classes of what a function of it tells."""
    return view.once("taught lists", "", _taught)


def taught(view: View, scheme: Scheme) -> bool:
    """Whether a list is one of these."""
    return scheme.holder >= 0 and any(one.holder == scheme.holder for one in taught_lists(view))


def _taught(view: View, _: str) -> Iterator[Scheme]:
    lists = [
        (holder, named)
        for holder, symbol in enumerate(view.reading.symbols)
        if symbol.kind is SymbolKind.ARRAY and _CALLED.search(symbol.name) and (named := _groups(view, holder))
    ]
    trait = _told(view) if lists else None
    for holder, named in lists if trait is not None else ():
        marks = tuple(Mark(unit, tag.start, tag.end, group_of(tag.concept), tag.weak) for unit, tag in named)
        yield Scheme(holder=holder, unit=-1, trait=trait or Trait.RACE, marks=marks, rest=(), unrecognised=())


def _told(view: View) -> Trait | None:
    """The trait that a function of a file tells of a picture that it is handed."""
    hits = (hit for hit in view.hits if hit.trait in _TRAITS and not hit.group)
    return next((hit.trait for hit in hits if handed_picture(view, hit)), None)


def _groups(view: View, holder: int) -> Sequence[tuple[int, Tag]]:
    """The values of a list that name a group, where all of them do but for the rest; else none."""
    found: list[tuple[int, Tag]] = []
    children = view.children.get(holder, ())
    for child in children if LEAST <= len(children) <= MOST else ():
        unit = view.symbol(child).unit
        text = view.unit(unit).text if unit >= 0 and view.unit(unit).role in _VALUES else ""
        part = _LAST.search(text) if len(text) <= WIDE else None
        tags = view.unit_tags(unit) if part is not None else ()
        whole = [tag for tag in tags if part is not None and (tag.start, tag.end) == part.span()]
        group = next((tag for tag in whole if group_of(tag.concept)), None)
        if group is not None:
            found.append((unit, group))
        elif not any(tag.concept.startswith("rest/") for tag in whole):
            return ()
    return found if len({tag.concept for _, tag in found}) >= LEAST else ()
