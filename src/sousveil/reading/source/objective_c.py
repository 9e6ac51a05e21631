"""Headers of Objective-C as C++ of the same length: what an interface declares lies where it lay.

Source: "The Objective-C Programming Language" (Apple): interfaces, categories, protocols, declared properties, methods;
``NS_ENUM`` and its like of Foundation.
"""

import re

from sousveil.model.late import late

_MARKS = (b"@interface", b"@protocol", b"@property", b"NS_ENUM", b"NS_OPTIONS")
_ENUM = late(rb"(?:typedef\s+)?(?:NS|CF)_(?:CLOSED_)?(?:ENUM|OPTIONS|ERROR_ENUM)\s*\([^(),;{}]*,\s*(\w+)\s*\)(?=\s*\{)")
_FORWARD = late(rb"@(?:class|protocol)\s+[\w,\s]+;|@(?:optional|required|public|private|protected|package)\b")
_OPENED = late(rb"@(interface|protocol|implementation)\s+(\w+)([^\n{;]*)(\n|\{[^{}]*\}|$)")
_PROPERTY = late(rb"@property\b\s*(?:\((?:[^()]|\([^()]*\))*\))?")
_METHOD = late(rb"(?m)^([ \t]*)[-+]\s*\(((?:[^()]|\([^()]*\))*)\)\s*([^;{}]*?)(;|\s*(?=\{))")
_PART = late(rb"(\w*)(\s*:\s*)\(((?:[^()]|\([^()]*\))*)\)(\s*\w+)")


def is_objective_c(source: bytes) -> bool:
    """Whether a text has what only Objective-C has."""
    return any(mark in source for mark in _MARKS)


def as_cpp(source: bytes) -> bytes:
    """The text in UTF-8 with interfaces as structures, properties as members and methods as functions.

    As many bytes as before: every name stands where it stood.
    """
    source = _ENUM.sub(_enum, source)
    source = _FORWARD.sub(lambda found: _blank(found[0]), source)
    source = _METHOD.sub(_method, source)
    source = _PROPERTY.sub(lambda found: _blank(found[0]), source)
    source = _OPENED.sub(_opened, source)
    return source.replace(b"@end", b"};  ").replace(b"@", b" ")


def _blank(raw: bytes) -> bytes:
    return re.sub(rb"[^\r\n]", b" ", raw)


def _enum(found: "re.Match[bytes]") -> bytes:
    before = found.start(1) - found.start()
    return b"enum".rjust(before - 1) + b" " + found[1] + b" " * (found.end() - found.end(1))


def _opened(found: "re.Match[bytes]") -> bytes:
    """An interface up to its members; what it is derived from and its category are left out, its variables kept."""
    kind, name, rest, end = found[1], found[2], found[3], found[4]
    head = b"struct".ljust(found.start(2) - found.start()) + name
    if end[:1] == b"{":
        return head + b"{".ljust(len(rest)) + _inner(end) if rest else head + end[:-1] + b" "
    if kind == b"protocol" and not rest and not end:
        return _blank(found[0])
    tail = rest + end
    return head + b"{" + _blank(tail[1:]) if tail else _blank(found[0])


def _inner(block: bytes) -> bytes:
    return b" " + block[1:-1] + b" "


def _method(found: "re.Match[bytes]") -> bytes:
    """``- (A)name:(B)b more:(C)c;`` as ``A name(B b, C c)``, and its semicolon."""
    whole = bytearray(_blank(found[0]))
    begin = found.start()
    whole[found.start(2) - begin : found.end(2) - begin] = found[2]
    parts = list(_PART.finditer(found[3]))
    at = found.start(3) - begin
    if not parts:
        name = re.match(rb"\w+", found[3])
        if name is None or found[4] != b";":
            return bytes(whole) if found[4] == b";" else found[0]
        whole[at : at + name.end()] = name[0]
        whole[-1:] = b";"
        return bytes(whole)
    for number, part in enumerate(parts):
        if number == 0:
            whole[at + part.start(1) : at + part.end(1)] = part[1]
        colon = at + part.start(2)
        whole[colon : colon + 1] = b"," if number else b"("
        whole[at + part.start(3) : at + part.end(3)] = part[3]
        whole[at + part.start(4) : at + part.end(4)] = part[4]
    whole[-1:] = b")"
    return bytes(whole)
