"""Classes of a detector that are religious dress: ``hijab`` and ``no_hijab``, ``niqab`` beside ``chador``.

One such word among helmets or skirts is a thing to wear; where most classes of a model for pictures are of that kind,
or one is told from its own absence, what it tells of those whom it sees is their faith. A class that is called after
dress and the faith that it is of (``islamic_dress``) says so by itself, where people are seen and nothing else is worn.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from sousveil.linking.graph import View
from sousveil.linking.lists.classes import of_pictures, scored, scored_in_code, seen_in_code
from sousveil.linking.lists.person_labels import labels_of, lists_looks
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

WHY = "most classes of a model for pictures are religious dress, or its absence"
CALLED = "a class that is told from pictures, of those who are seen, is called after the dress of a faith"
MOST = 40
"""Classes of a detector; a longer list is of all that is worn."""
FEWEST = 2
"""Classes of that kind: two dresses, or one and its absence."""
OF_TEN = 4
"""So many of ten classes, or more."""
ROWS = 4
"""Rows of a table of labels, and more."""
LONGEST = 6000
"""Code points of a text that holds such a table."""
_ROW = late(r"(?:^|\n)[ \t]*\|[ \t]*$")
_LABELS = late(r"labels?|class(?:es)?|categor(?:y|ies)|tags?|标签|類別|类别|分类|ラベル", re.IGNORECASE)
_LOOKED = late(r"attr(?:ibute)?s?(?![a-z])|属性", re.IGNORECASE)
_GOODS = late(
    r"(?<![a-z])(?:dress|skirt|shirt|blouse|gown|suit|jeans|trouser|shoe|sari|kimono|lingerie|costume)(?:e?s)?(?![a-z])",
    re.IGNORECASE,
)
"""What else shops sell to wear."""
_OF_FAITH = "proxy/religious-dress"
_PEOPLE = frozenset({"context/person", "context/face", "context/body"})
_ONE = frozenset({SymbolKind.ITEM, SymbolKind.ENTRY})
_ABSENT = late(
    r"(?:non|no|not|un|without|w/?o|sans|sin|sem|senza|ohne|tanpa|bez|без|не)[\s_-]*(?P<what>\w{4,})",
    re.IGNORECASE,
)
"""The name of a class for those who wear no such thing, often in one word with it: ``nonhijab``."""


def told_by_dress(view: View, symbol: int, hit: Hit) -> bool:
    """Whether a word is one class of a model that tells religious dress in pictures."""
    if hit.concept == _OF_FAITH and _in_table(view, hit):
        return True
    if symbol < 0 or not hit.concept.startswith("proxy/") or view.symbol(symbol).kind not in _ONE:
        return False
    holder = view.symbol(symbol).parent
    classes = view.children.get(holder, ()) if holder >= 0 else ()
    if not FEWEST <= len(classes) <= MOST:
        return False
    if hit.concept == _OF_FAITH and _among_looks(view, symbol, holder):
        return True
    if hit.concept == _OF_FAITH and _seen_beside(view, symbol, classes):
        return of_pictures(view, holder) or scored_in_code(view, holder)
    worn = {name.lower(): dress for one in classes for name, dress in _worn(view, one)}
    return (
        len(worn) >= FEWEST
        and (10 * len(worn) >= OF_TEN * len(classes) or _with_absence(worn))
        and (of_pictures(view, holder) or seen_in_code(view, holder))
    )


def why(hit: Hit) -> str:
    """The sentence that says why such a class is of a picture."""
    return CALLED if hit.concept == _OF_FAITH else WHY


def _in_table(view: View, hit: Hit) -> bool:
    """Whether a word is one row of a table of labels, in a text by which code says what is told of a picture."""
    text = view.unit(hit.unit).text
    if len(text) > LONGEST or not _ROW.search(text, 0, hit.start) or not scored(view):
        return False
    head, *rows = (row.strip().strip("|").split("|")[0].strip() for row in text.splitlines() if row.lstrip()[:1] == "|")
    told = {row: {tag.concept for tag in view.tag(row)} for row in rows}
    others = {row: concepts for row, concepts in told.items() if row != text[hit.start : hit.end]}
    return (
        _LABELS.fullmatch(head) is not None
        and MOST >= len(others) == len(told) - 1 >= ROWS
        and any(concepts & _PEOPLE for concepts in others.values())
        and not any("context/clothing" in concepts or _GOODS.search(row) for row, concepts in others.items())
    )


def _seen_beside(view: View, symbol: int, classes: Sequence[int]) -> bool:
    """Whether another class is of people who are seen, and none is of anything else to wear."""
    units = [unit for one in classes if one != symbol for unit in view.inside.get(one, ())]
    told = {concept for unit in units for concept in view.concepts_of(unit)}
    if told.isdisjoint(_PEOPLE) or "context/clothing" in told:
        return False
    return not any(_GOODS.search(view.unit(unit).text) for unit in units)


def _among_looks(view: View, symbol: int, holder: int) -> bool:
    """Whether it is a label among those for what people in pictures look like, and nothing is sold there."""
    others = [label for label in labels_of(view, holder) if label != view.symbol(symbol).name]
    named = _LABELS.search(view.symbol(holder).name) or _LOOKED.search(view.symbol(holder).name)
    return named is not None and lists_looks(others) and not any(_GOODS.search(label) for label in others)


def _worn(view: View, symbol: int) -> Iterator[tuple[str, str]]:
    """The text of a class that is a piece of dress, or its absence, with the concept of the dress."""
    for unit in view.inside.get(symbol, ()):
        text = view.unit(unit).text
        absent = _ABSENT.fullmatch(text)
        told = (*view.unit_tags(unit), *(view.tag(absent["what"]) if absent is not None else ()))
        if dress := next((tag.concept for tag in told if tag.concept.startswith("proxy/")), ""):
            yield text, dress
            return


def _with_absence(worn: Mapping[str, str]) -> bool:
    """Whether a dress is one class and its absence another, among whatever else is told."""
    absent = {dress for name, dress in worn.items() if _ABSENT.fullmatch(name) is not None}
    return any(dress in absent and _ABSENT.fullmatch(name) is None for name, dress in worn.items())
