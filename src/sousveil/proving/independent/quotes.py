"""A quoted place against the bytes of its layer, by Python's own codecs."""

from __future__ import annotations

import html
import re
import sys
import urllib.parse
from collections.abc import Sequence
from typing import Any

_WIDE = ("utf-16", "utf-32")
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|((?:x[0-9A-Fa-f]{2}|[0-7]{3})"
    r"(?:\\(?:x[0-9A-Fa-f]{2}|[0-7]{3}))*)|(.))",
    re.DOTALL,
)
_PLAIN = dict(zip("abfnrtv0", "\a\b\f\n\r\t\v\0", strict=True))


def _text_of(raw: bytes) -> str:
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _one(match: re.Match[str]) -> str:
    if code := match[1] or match[2] or match[3]:
        return chr(int(code, 16)) if int(code, 16) <= sys.maxunicode else match[0]
    if match[4]:
        return _text_of(bytes(int(p[1:], 16) if p[0] == "x" else int(p, 8) & 255 for p in match[4].split("\\")))
    return _PLAIN.get(match[5], match[5] if match[5] in "\\'\"/?" else match[0])


def _decoded(data: bytes, encoding: Sequence[str]) -> str:
    """Raises ``UnicodeDecodeError``, and ``LookupError`` for a name that Python does not know."""
    text = data.decode(encoding[0])
    for escape in encoding[1:]:
        if escape == "html-entities":
            text = html.unescape(text)
        elif escape == "percent":
            text = re.sub(r"(?:%[0-9A-Fa-f]{2})+", lambda m: _text_of(urllib.parse.unquote_to_bytes(m[0])), text)
        elif escape == "backslash":
            text = _ESCAPE.sub(_one, text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        elif escape == "resource-id":
            text = f"0x{int.from_bytes(text.encode('latin-1', 'replace'), 'little'):08x}"
        elif escape == "version-numbers":
            raw = text.encode("latin-1", "replace")
            text = ".".join(str(int.from_bytes(raw[at : at + 2], "little")) for at in range(0, len(raw), 2))
        else:
            raise LookupError(f"unknown escape: {escape}")
    return text


def differs(data: bytes, place: dict[str, Any]) -> str:
    """How a quoted place differs from the bytes of its layer; ``""`` where it holds."""
    runs = [tuple(run) for run in place.get("spans") or [(place["offset"], place["length"])]]
    if any(offset < 0 or length < 0 or offset + length > len(data) for offset, length in runs):
        return f"the quote reaches beyond the {len(data)} bytes that are there"
    if place["offset"] != runs[0][0] or place["offset"] + place["length"] != sum(runs[-1]):
        return "offset and length do not fit the spans"
    text, encoding = "", tuple(place["encoding"])
    for offset, length in runs:
        piece = data[offset : offset + length]
        try:
            ways = [_decoded(piece, chain) for chain in dict.fromkeys((encoding, encoding[:1]))]
        except UnicodeDecodeError:
            return f"the bytes at {offset} are not {' in '.join(reversed(encoding))}"
        text += next((way for way in ways if place["text"].startswith(way, len(text))), ways[0])
    if text != place["text"]:
        return f"at {place['offset']} stands {text!r}, not {place['text']!r}"
    return _misplaced(data[: place["offset"]], place, encoding[0])


def _misplaced(before: bytes, place: dict[str, Any], codec: str) -> str:
    if place["line"] is None:
        return ""
    if codec.startswith(_WIDE):
        text = before.decode(codec, "replace")
        line, head = text.count("\n") + 1, text.rpartition("\n")[2]
    else:
        line = before.count(b"\n") + 1
        try:
            head = before.rpartition(b"\n")[2].decode(codec)
        except UnicodeDecodeError:
            head = ""  # the line mixes encodings: its columns cannot be counted with one of them
            place = {**place, "column": None}
    if line != place["line"]:
        return f"it stands in line {line}, not in line {place['line']}"
    column = len(head.removeprefix("\ufeff") if line == 1 else head) + 1
    return "" if place["column"] in (None, column) else f"it stands in column {column}, not in column {place['column']}"
