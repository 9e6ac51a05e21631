"""Words in the midst of a sentence that lead to another page: an article has many, and shows nobody's trait by them.

``... is seen as a variety of <a href="..." title="...">...</a>, and it ...`` is read, not chosen; a choice of a page
stands by itself.
"""

from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

BEFORE, AFTER = 6, 3
"""So many words of the same sentence before the link, and after it."""
REACH = 1_000
"""Characters before and after a place that are looked at."""
_LINK = late(r"<a\s[^<>]*>")
_TAG = late(r"</?(?:a|i|b|em|strong|u|span|small|sup|sub|cite|abbr|code|q)\b[^<>]*>")
_BLOCK = late(r"<[^<>]*>|[.!?]\s|[:;|•·]|-->")
"""Where another block or sentence begins, once the tags within a sentence are out."""
_WORD = late(r"[^\W\d_]{2,}")
_ROLES = frozenset({Role.UI_LABEL, Role.OPTION, Role.VALUE, Role.ATTRIBUTE})


def in_a_sentence(view: View, hit: Hit) -> bool:
    """Whether a label on a page is a link, or the title of one, with words of the same sentence before and after it."""
    unit = view.unit(hit.unit)
    if unit.role not in _ROLES or unit.line is None or unit.column is None or not 0 < unit.line <= len(view.lines):
        return False
    line, at = view.lines[unit.line - 1], unit.column - 1
    before = line[max(0, at - REACH) : at]
    start = max(before.rfind("<a "), before.rfind("<a\t"))
    if start < 0 or "</a" in before[start:]:
        return False
    rest = line[at : at + REACH]
    if _LINK.match(before[start:] + rest) is None:
        return False
    _, end, after = rest.partition("</a>")
    if not end:
        return False
    lead = _BLOCK.split(_TAG.sub("", before[:start]))[-1]
    follow = _BLOCK.split(_TAG.sub("", after))[0]
    return len(_WORD.findall(lead)) >= BEFORE and len(_WORD.findall(follow)) >= AFTER
