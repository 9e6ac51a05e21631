"""The only way from a string into the page: made visible first, then escaped.

Every expression of the templates goes through :func:`shown` (the ``finalize`` of the environment), so that nothing is
forgotten; :func:`foreign` is for text of the target where an element may stand.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

from sousveil.reporting.visible import hides, mixes, pieces, visible
from sousveil.reporting.words import ENGLISH

LONGEST = 2_000
"""Characters of one foreign string that the page shows; the rest is counted."""


def shown(value: object) -> object:
    """Whatever an expression gives, ready for text or an attribute: markup of ours as it is, all else as text."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)


def _tokens(text: str) -> Markup:
    return Markup().join(
        Markup('<span class="cc">{}</span>').format(piece) if token else escape(piece) for piece, token in pieces(text)
    )


def foreign(text: str, direction: str = "") -> Markup:
    """Text of the target in an island of its own, hidden characters as boxed codes, cut where it is very long."""
    kept, rest = text[:LONGEST], len(text) - LONGEST
    more = escape(" " + ENGLISH.count("evidence.cut", rest)) if rest > 0 else ""
    opened = Markup('<bdi dir="{}">').format(direction) if direction else Markup("<bdi>")
    return opened + _tokens(kept) + Markup("</bdi>") + more


def marked(text: str, mark: Sequence[int]) -> Markup:
    """A line of code, left to right, its quote marked."""
    low, high = mark
    quote = Markup("<b>{}</b>").format(_tokens(text[low:high])) if high > low else Markup()
    head, tail = (text[:low], text[high:]) if high > low else (text, "")
    return Markup('<bdi dir="ltr">') + _tokens(head) + quote + _tokens(tail) + Markup("</bdi>")


def warning(texts: Sequence[str]) -> str:
    """What a reader must be told of characters in a figure, or ``""``."""
    if any(hides(text) for text in texts):
        return ENGLISH.say("evidence.hides")
    return ENGLISH.say("evidence.mixes") if any(mixes(text) for text in texts) else ""


def plain(text: str) -> Markup:
    """Several lines of ours, escaped, their line ends kept."""
    return escape(text)
