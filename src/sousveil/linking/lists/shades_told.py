"""Shades in the body of a function that tells the tone of skin of a picture: ``tone = "Light"``, ``return "Dark"``.

No list holds them: each is given in a branch on a colour that was measured. That the function tells the tone of
somebody's skin, of a picture that it is handed, is said by its head and its body; what takes the tone itself, and
recommends a colour by it, is handed no picture.
"""

from collections.abc import Iterator, Sequence

from sousveil.linking.code.handed import handed_picture
from sousveil.linking.graph import View
from sousveil.linking.lists.tones import shade_of
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

WHY = "a function that tells the tone of skin, of a picture that it is handed, gives them out"
LONGEST = 40
"""Code points of a text that names a shade and nothing else."""
BODY = 60
"""Lines of a function that are looked at."""
_HEADS = frozenset({Role.FUNCTION, Role.IDENTIFIER})
_TEXTS = frozenset({Role.STRING, Role.VALUE, Role.ITEM})
_OF_SKIN = frozenset({"context/skin", "trait/skin-colour"})
_BARE = late(r"[\W_\dIVX]*(?:(?:to|or|very|type|tone|skin)[\W_\dIVX]*)*")
"""What may stand beside a shade: ``Dark (V-VI)``, ``very light``."""


def told_in_functions(view: View) -> list[tuple[int, Sequence[int]]]:
    """The functions that tell the tone of skin of a picture, each with the texts in its body that name a shade.

    A function is -1 where the reader of its language gives it no symbol.
    """
    return view.once("shades told", "", _told)


def tells_shades(view: View, unit: int) -> bool:
    """Whether a text is one of these."""
    return any(unit in units for _, units in told_in_functions(view))


def _told(view: View, _: str) -> Iterator[tuple[int, Sequence[int]]]:
    for hit in view.hits:
        unit = view.unit(hit.unit)
        if hit.trait is not Trait.SKIN_COLOUR or hit.group or unit.role not in _HEADS or unit.line is None:
            continue
        own = view.symbol(unit.symbol) if unit.symbol >= 0 else None
        named = own is not None and own.kind is SymbolKind.FUNCTION and own.unit == hit.unit
        if (named or unit.role is Role.IDENTIFIER) and handed_picture(view, hit):
            texts = (one for one in view.units_between(*_body(view, unit.line)) if view.unit(one).role in _TEXTS)
            if units := [one for one in texts if _names_shade(view, one)]:
                yield (unit.symbol if named else -1), units


def _body(view: View, head: int) -> tuple[int, int]:
    """The first and the last line of a function by its head: up to what stands as far to the left as that does."""
    left = _indent(view.lines[head - 1])
    for number in range(head + 1, min(len(view.lines), head + BODY) + 1):
        text = view.lines[number - 1]
        if text.strip() and _indent(text) <= left and text.strip()[0] not in "){":
            return head, number
    return head, min(len(view.lines), head + BODY)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _names_shade(view: View, unit: int) -> bool:
    """Whether a text names a shade and nothing else but skin."""
    text = view.unit(unit).text
    tags = view.unit_tags(unit) if len(text) <= LONGEST else ()
    if not any(shade_of(tag.concept) for tag in tags):
        return False
    rest = list(text)
    for tag in tags:
        if shade_of(tag.concept) or tag.concept in _OF_SKIN:
            rest[tag.start : tag.end] = " " * (tag.end - tag.start)
    return _BARE.fullmatch("".join(rest).strip()) is not None
