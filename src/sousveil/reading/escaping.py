r"""Escapes inside a unit undone, with spans that say so: ``&#x6c11;``, ``\u65cf``, ``\xe7``."""

from sousveil.model.encodings import ESCAPES
from sousveil.model.late import late
from sousveil.model.text import Span, TextUnit, pieces

_RUNS = {
    # A reference without its semicolon may run into the text after it: only the numeric ones are taken without.
    "html-entities": late(r"(?:&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};))+"),
    "backslash": late(
        r"(?:\\(?:u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[0-7]{3}|[abfnrtv\\'\"/?0]))+"
    ),
    "percent": late(r"(?:%[0-9A-Fa-f]{2})+"),
}
_LISTED = late(r"%(?:2[Cc]|7[Cc]|3[Bb])")
"""The commas, bars and semicolons of a list in what an address asks for."""
_BLANK = late(r"\s")
_TWO = 2
_MARK = {"html-entities": "&", "backslash": "\\", "percent": "%"}


def unescaped(unit: TextUnit, escape: str) -> TextUnit:
    """The unit with the escapes of one kind undone; the very same unit where it has none.

    A run of adjacent escapes is one span with the escape's name in its encoding; plain stretches stay as they were.
    Escapes that are partly written in escapes of another file around them are one span too, with both names; those that
    change nothing are left alone.
    """
    if _MARK[escape] not in unit.text:
        return unit
    undo = ESCAPES[escape]
    out: list[str] = []
    spans: list[Span] = []
    length = reached = 0

    def plain(start: int, end: int) -> None:
        nonlocal length
        for text, span in pieces(unit, start, end):
            out.append(text)
            spans.append(Span(length, length + len(text), span.offset, span.length, span.encoding))
            length += len(text)

    for match in _RUNS[escape].finditer(unit.text):
        span = _one_run(list(pieces(unit, match.start(), match.end())))
        if span is None or (text := undo(match[0])) == match[0] or not text:
            continue
        plain(reached, match.start())
        out.append(text)
        spans.append(Span(length, length + len(text), span.offset, span.length, (*span.encoding, escape)))
        length += len(text)
        reached = match.end()
    if not reached:
        return unit
    plain(reached, len(unit.text))
    return TextUnit("".join(out), unit.role, tuple(spans), unit.line, unit.column, unit.symbol, unit.language)


def asked(unit: TextUnit) -> TextUnit:
    """The unit with percent escapes undone, where it is an address that asks for a list: ``?attrs=age%2Csmile``."""
    text = unit.text
    at = text.find("=") if "%" in text else -1
    if at < 0 or _LISTED.search(text, at) is None or _BLANK.search(text) is not None:
        return unit
    return unescaped(unit, "percent")


def _one_run(cut: list[tuple[str, Span]]) -> Span | None:
    """The span of pieces that stand in one run of bytes, some of them written in one kind of escape."""
    first = cut[0][1]
    if len(cut) == 1:
        return first if len(first.encoding) == 1 else None
    chain = max((span.encoding for _, span in cut), key=len)
    reached = first.offset
    for text, span in cut:
        plain = len(chain) == _TWO and span.encoding == chain[:1] and _MARK[chain[-1]] not in text
        if span.offset != reached or not (plain or span.encoding == chain):
            return None
        reached += span.length
    return Span(0, 0, first.offset, reached - first.offset, chain)
