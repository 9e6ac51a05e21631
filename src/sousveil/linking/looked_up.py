"""Lists at the top of a script whose values are looked up, far below, by what a model gives out.

``ETHNICITY_MAP[torch.max(told, 1)[1].item()]``, ``groups[best]`` under ``best = scores.argmax()``. What the list is of
is told by the place where that is done: pictures are opened there, faces are found.
"""

import re
from collections.abc import Iterator
from itertools import islice

from sousveil.linking.edges import Setting
from sousveil.linking.graph import View
from sousveil.linking.schemes import Scheme
from sousveil.linking.scripts import PICTURED, pictured
from sousveil.linking.settings import setting_of
from sousveil.linking.surroundings import Around, near
from sousveil.model.late import late

WHY = "its values are looked up by what a model gives out, where faces or pictures are looked at"
SEVERAL = 3
"""So many groups in a list are people, whatever it is called."""
PLACES = 3
"""Places where it is looked up that are looked at."""
ABOVE, BELOW = 12, 4
"""Lines above and below one that say what is done there; above it what it is looked up by may have been worked out."""
_WIDE, _FAR = 400, 20_000
"""Code points of a line, and lines of a script, that are looked at."""
_NAME = late(r"[A-Za-z_]\w{2,60}", re.ASCII)
_LOOKS = r"(?:(?<![\w.'\"])|(?<=self\.)|(?<=this\.)){name}\s*(?:\[|\.get\(|\.at\(|\.elementAt\()([^\n]{{0,120}})"
_GIVEN_OUT = late(
    r"arg_?max|soft_?max|predict|(?<![a-z])preds?(?![a-z])|\.max\s*\(|top_?k|max_?(?:idx|index|pos)|best_?(?:idx|index)|class_?(?:id|idx|index)",
    re.IGNORECASE,
)
_BY = late(r"\s*(?:int\s*\(\s*)?([A-Za-z_]\w*)\s*[\])]")


def of_model(view: View, scheme: Scheme) -> tuple[Setting, str, Around] | None:
    """What the values of a list are of, by the places where a model's answer picks one; ``None`` where none says it."""
    for line in _places(view, scheme):
        around = _beside(view, line)
        tied = setting_of(around, frozenset())[0].tied
        if tied or pictured(around, firm=len(scheme.groups) >= SEVERAL):
            return Setting.IMAGE, WHY if tied else PICTURED, around
    return None


def _beside(view: View, line: int) -> Around:
    """What stands beside a line: what is kept of the code around it, or the names in its lines where none is."""
    if units := view.units_between(line, line):
        return near(view, units[0])
    around = Around()
    for text in view.lines[max(0, line - 1 - ABOVE) : line + BELOW]:
        for name in _NAME.findall(text[:_WIDE]):
            around.add((tag.concept for tag in view.tag(name)), name)
    return around


def _places(view: View, scheme: Scheme) -> Iterator[int]:
    """The lines on which the list is looked up by what a model gives out."""
    name = view.symbol(scheme.holder).name.rpartition(".")[2] if scheme.holder >= 0 else ""
    if not view.reading.text or _NAME.fullmatch(name) is None or name not in view.reading.text:
        return
    looks, found = re.compile(_LOOKS.format(name=name)), 0
    for number, line in enumerate(islice(view.lines, _FAR), 1):
        match = looks.search(line[:_WIDE]) if name in line else None
        if match is not None and (_GIVEN_OUT.search(match[1]) or _worked_out(view, number, match[1])):
            found += 1
            yield number
            if found == PLACES:
                return


def _worked_out(view: View, number: int, index: str) -> bool:
    """Whether what a list is looked up by was given what a model gives out, above a line."""
    by = _BY.match(index)
    if by is None:
        return False
    given = re.compile(rf"(?<![\w.]){by[1]}\s*(?::\s*\w+\s*)?(?::=|=)(?!=)([^\n]*)")
    above = (view.lines[at][:_WIDE] for at in range(number - 2, max(-1, number - 2 - ABOVE), -1))
    return any((one := given.search(line)) is not None and _GIVEN_OUT.search(one[1]) for line in above)
