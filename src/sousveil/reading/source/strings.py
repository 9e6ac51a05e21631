"""Where the text of a string literal begins and ends, without prefix and quotes, in any of the languages."""

from sousveil.model.late import late

_OPEN = late(rb'(?P<prefix>[A-Za-z@$]{0,4}8?)(?P<quote>"{3,}|\'\'\'|"|\'|`)')
_CPP_RAW = late(rb'^(?:u8|[uUL])?R"([^ ()\\\t\r\n]{0,16})\(')
_VERBATIM = (b"r", b"@")


def content(literal: bytes) -> tuple[int, int, bool]:
    """Start and end of the content in ``literal``, and whether backslashes in it are escapes."""
    if raw := _CPP_RAW.match(literal):
        tail = len(raw[1]) + 2
        return raw.end(), max(len(literal) - tail, raw.end()), False
    opened = _OPEN.match(literal)
    if opened is None:
        return 0, len(literal), False
    quote, prefix = opened["quote"], opened["prefix"].lower()
    if len(quote) > 3 and literal == quote:
        return 0, 0, False
    start = opened.end()
    end = len(literal) - len(quote) if literal.endswith(quote) and len(literal) >= start + len(quote) else len(literal)
    return start, end, not any(mark in prefix for mark in _VERBATIM)
