"""Lines for a trait that stand in a comment, where lines of the same form for other features of a look do their work.

``# told["race"] = face["race"]`` beside ``told["age"] = face["age"]``: the one becomes the other where the word for the
trait is put for the word for a feature. Whether it was taken out, or never came in, nobody can tell.
"""

import re
from collections.abc import Iterator

from sousveil.linking.edges import Edge, EdgeKind
from sousveil.linking.graph import View
from sousveil.linking.removal.scrubbed import of_a_face
from sousveil.linking.removal.traces import Sign, Trace, spot_in
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

REACH = 8
"""Lines before and after in which the others stand."""
LEAST = 2
"""So many other features have a line of the same form."""
LONGEST = 400
"""Code points of a line that is looked at."""
WHY = "a line of the same form stands next to it, and is no comment"
_TRAITS = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR, Trait.RELIGION})
_MARK = late(r"\s*(?:#+|//+|--+|/\*|<!--|;+|%+|'|(?i:rem)\s)\s*")
_END = late(r"\s*(?:\*/|-->)?\s*$")
_CODE = late(r"[=(\[{\"'`:]|\.\w|->|;\s*$")
"""What a line of code has and a remark of one word has not."""
_OF_A_LOOK = frozenset({"context/attribute", "vital/age-or-sex"})
_GAP = "\0"
_ITEM = "item"
_QUOTES = frozenset("\"'`")
IN_A_LIST = "a list on the same line goes on with it, in a comment"


def commented_out(view: View) -> Iterator[Trace]:
    """The traces of this kind in one reading: the first place of each form and trait."""
    seen: set[tuple[Trait, str]] = set()
    for hit in view.hits:
        unit = view.unit(hit.unit)
        if unit.role is not Role.COMMENT or hit.group or hit.trait not in _TRAITS or unit.line is None:
            continue
        number = unit.line + unit.text.count("\n", 0, hit.start)
        if (hit.trait, _ITEM) not in seen and (trace := _left_out(view, hit, number)) is not None:
            seen.add((hit.trait, _ITEM))
            yield trace
            continue
        form = _form_of_comment(view, number, unit.text[hit.start : hit.end])
        if form and (hit.trait, form) not in seen and (trace := _trace(view, hit, number, form)) is not None:
            seen.add((hit.trait, form))
            yield trace


def _left_out(view: View, hit: Hit, number: int) -> Trace | None:
    """A trace where the comment on a line is one more item of the list on it: ``["age", "gender"]  # "race"``."""
    unit, line = view.unit(hit.unit), view.lines[number - 1] if 0 < number <= len(view.lines) else ""
    mark = _MARK.match(unit.text)
    bare = _END.sub("", unit.text[mark.end() if mark else 0 :]).strip(" \t,;\"'`[](){}")
    quoted = bare and any(f"{quote}{bare}{quote}" in unit.text for quote in "\"'`")
    if not quoted or bare != _word(view, hit) or len(line) > LONGEST or hit.trait is None:
        return None
    live = line[: line.rfind(unit.text.strip())]
    items = {
        live[tag.start : tag.end].lower(): tag
        for tag in view.tag(live)
        if tag.concept in _OF_A_LOOK
        and live[tag.start - 1 : tag.start] in _QUOTES
        and live[tag.end : tag.end + 1] in _QUOTES
    }
    if (
        len(items) < LEAST
        or any(f"{quote}{bare}{quote}" in live for quote in _QUOTES)
        or not of_a_face(view, -1, hit.unit)
    ):
        return None
    spots = [spot_in(view, hit.unit, hit.start, hit.end)]
    told = [other for other in view.units_between(number, number) if view.unit(other).text.lower() in items]
    spots += [spot_in(view, other, 0, len(view.unit(other).text)) for other in told]
    edges = [Edge(a=0, b=at, kind=EdgeKind.BESIDE, why=IN_A_LIST) for at in range(1, len(spots))]
    return Trace(
        sign=Sign.COMMENTED_OUT, trait=hit.trait, spots=tuple(spots), edges=tuple(edges), written=_word(view, hit)
    )


def _form_of_comment(view: View, number: int, word: str) -> str:
    """A commented line without its mark, with a gap for the word; empty where it is no line of code."""
    line = view.lines[number - 1] if 0 < number <= len(view.lines) else ""
    mark = _MARK.match(line)
    if mark is None or len(line) > LONGEST:
        return ""
    code = _END.sub("", line[mark.end() :])
    form = _with_gap(code, word)
    return form if _GAP in form and _CODE.search(form) is not None else ""


def _with_gap(code: str, word: str) -> str:
    """A line in small letters, with a gap for each time that a word stands in it."""
    return re.sub(re.escape(word.lower()), _GAP, code.strip().rstrip(",").lower())


def _trace(view: View, hit: Hit, number: int, form: str) -> Trace | None:
    """A trace where lines near have the form, each for another feature, none for the trait, and a face is spoken of."""
    alike: dict[str, int] = {}
    for other in range(max(1, number - REACH), min(len(view.lines), number + REACH) + 1):
        line = view.lines[other - 1]
        if not _live(line):
            continue
        for tag in view.tag(line):
            word = line[tag.start : tag.end].lower()
            if tag.concept in _OF_A_LOOK and _with_gap(line, word) == form:
                alike.setdefault(word, other)
    if hit.trait is None or len(alike) < LEAST or not of_a_face(view, -1, hit.unit):
        return None
    if any(_live(line) and _with_gap(line, _word(view, hit)) == form for line in view.lines):
        return None
    spots = [spot_in(view, hit.unit, hit.start, hit.end)]
    for line_number in dict.fromkeys(alike.values()):
        beside = next((u for u in view.units_between(line_number, line_number) if view.unit(u).text), -1)
        if beside >= 0:
            spots.append(spot_in(view, beside, 0, len(view.unit(beside).text)))
    edges = [Edge(a=0, b=at, kind=EdgeKind.BESIDE, why=WHY) for at in range(1, len(spots))]
    return Trace(
        sign=Sign.COMMENTED_OUT, trait=hit.trait, spots=tuple(spots), edges=tuple(edges), written=_word(view, hit)
    )


def _word(view: View, hit: Hit) -> str:
    return view.unit(hit.unit).text[hit.start : hit.end]


def _live(line: str) -> bool:
    """Whether a line is no comment."""
    return len(line) <= LONGEST and _MARK.match(line) is None
