"""The only way from a string into the page: made visible first, then escaped.

Every expression of the templates goes through :func:`shown` (the ``finalize`` of the environment), so that nothing is
forgotten; :func:`foreign` is for text of the target where an element may stand.
"""

from collections.abc import Sequence

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from sousveil.reporting.visible import hides, mixes, pieces, tongue, visible
from sousveil.reporting.words import Words

LONGEST = 2_000
"""Characters of one foreign string that the page shows; the rest is counted."""


@pass_context
def shown(context: Context, value: object) -> object:
    """Whatever an expression gives, ready for text or an attribute: markup of ours as it is, all else as text."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value[:LONGEST]) + (" " + _rest(context, value) if len(value) > LONGEST else "")


def _rest(context: Context, text: str) -> str:
    words: Words = context["words"]
    return words.count("evidence.cut", len(text) - LONGEST)


def _tokens(text: str) -> Markup:
    return Markup().join(
        Markup('<span class="cc">{}</span>').format(piece) if token else escape(piece) for piece, token in pieces(text)
    )


@pass_context
def foreign(context: Context, text: str, direction: str = "", lang: str = "") -> Markup:
    """Text of the target in an island of its own, hidden characters as boxed codes, cut where it is very long."""
    kept = text[:LONGEST]
    more = escape(" " + _rest(context, text)) if len(text) > LONGEST else ""
    opened = Markup("<bdi")
    if direction:
        opened += Markup(' dir="{}"').format(direction)
    lang = lang or spoken(context, kept)
    if lang:
        opened += Markup(' lang="{}"').format(lang)
    opened += Markup(">")
    return opened + _tokens(kept) + Markup("</bdi>") + more


def spoken(context: Context, text: str) -> str:
    """The language of a foreign text as its script tells it; ``""`` where that is not told, or is that of the page."""
    words: Words = context["words"]
    lang = tongue(text[:LONGEST])
    return "" if words.code.partition("-")[0] == lang else lang


@pass_context
def lang_of(context: Context, text: str) -> Markup:
    """The attribute for an element that holds a foreign text and nothing else."""
    lang = spoken(context, text)
    return Markup(f" lang={lang}") if lang else Markup()  # noqa: S704 - one of a few tags of ours


@pass_context
def code(context: Context, text: str) -> Markup:
    """Text of the target for an element that holds nothing else and has a direction of its own: an island itself."""
    more = escape(" " + _rest(context, text)) if len(text) > LONGEST else ""
    return _tokens(text[:LONGEST]) + more


@pass_context
def told(context: Context, text: str) -> Markup:
    """A sentence that the report has in English, in the language of the page; marked as English where it stays so."""
    words: Words = context["words"]
    return foreign(context, words.retell(text), lang="" if words.knows(text) else "en")


@pass_context
def size(context: Context, amount: int) -> str:
    """A size in the language of the page."""
    words: Words = context["words"]
    return words.size(amount)


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """A line of code for an element that runs from left to right, its quotes marked; ``marks`` in order, apart."""
    parts, reached = [], 0
    for low, high in marks:
        parts += [_tokens(text[reached:low]), Markup("<b>{}</b>").format(_tokens(text[low:high]))]
        reached = high
    return Markup().join([*parts, _tokens(text[reached:])])


def warning(texts: Sequence[str], words: Words) -> str:
    """What a reader must be told of characters in a figure, or ``""``."""
    if any(hides(text) for text in texts):
        return words.say("evidence.hides")
    return words.say("evidence.mixes") if any(mixes(text) for text in texts) else ""


def plain(text: str) -> Markup:
    """Several lines of ours, escaped, their line ends kept."""
    return escape(text)
