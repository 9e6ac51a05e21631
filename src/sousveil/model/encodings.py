"""The encodings that evidence can be written in, and how to undo them.

An encoding is a chain: a codec from bytes to text, then any number of escapes from text to text, outermost first.
Codecs are Python's names in the spelling below; escapes are the names in ``ESCAPES``.

Sources: HTML 5.3 section 8.5 (character references), ISO C 6.4.4.4 and JSON (RFC 8259 section 7) for backslash escapes,
RFC 3986 section 2.1 (percent escapes).
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote_to_bytes

from sousveil.model.late import late

CODECS: tuple[str, ...] = (
    "ascii", "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030", "big5hkscs", "shift_jis", "euc_jp",
    "cp949", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8-r",
    "cp866", "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-6", "iso8859-8", "iso8859-9", "latin-1",
)  # fmt: skip

_BACKSLASH = late(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|((?:x[0-9A-Fa-f]{2}|[0-7]{3})"
    r"(?:\\(?:x[0-9A-Fa-f]{2}|[0-7]{3}))*)|([abfnrtv\\'\"/?0]))"
)
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}
_BYTE = late(r"x([0-9A-Fa-f]{2})|([0-7]{3})")


def _bytes_to_text(raw: bytes) -> str:
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _one_backslash(match: re.Match[str]) -> str:
    braced, four, eight, run, simple = match.groups()
    if code := braced or four or eight:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else match[0]
    if run:
        return _bytes_to_text(bytes(int(x, 16) if x else int(o, 8) & 255 for x, o in _BYTE.findall(run)))
    return _SIMPLE.get(simple, simple)


def backslash(text: str) -> str:
    r"""Undo ``\uXXXX``, ``\u{...}``, ``\xHH``, ``\ooo`` and the simple escapes of C; joins surrogate pairs.

    Runs of ``\xHH`` and octal escapes are bytes: UTF-8 where they are valid as such, else GB18030.
    """
    out = _BACKSLASH.sub(_one_backslash, text)
    return out.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def percent(text: str) -> str:
    """Undo ``%HH``: UTF-8 where valid as such, else GB18030."""
    return re.sub(r"(?:%[0-9A-Fa-f]{2})+", lambda m: _bytes_to_text(unquote_to_bytes(m[0])), text)


RESOURCE = "resource-id"
"""The escape of an Android resource's number."""
_NUMBER = late(r"0x[0-9a-f]{8}")


def resource_id(text: str) -> str:
    """Undo the four bytes, lowest first, of the number of an Android resource: ``0x7f0b0012``."""
    return f"0x{int.from_bytes(text.encode('latin-1', 'replace'), 'little'):08x}"


VERSION = "version-numbers"
"""The escape of a version that stands as four numbers of two bytes, lowest byte first."""


def version_numbers(text: str) -> str:
    """Undo the eight bytes of a version: ``4.2.0.0``."""
    raw = text.encode("latin-1", "replace")
    return ".".join(str(int.from_bytes(raw[at : at + 2], "little")) for at in range(0, len(raw), 2))


def is_resource(text: str) -> bool:
    """Whether a text is the number of an Android resource, as ``resource_id`` writes it."""
    return _NUMBER.fullmatch(text) is not None


DATABASE = "database-id"
"""The encoding of a place at which the number of a database of debug information stands."""
_DATABASE = late(r"pdb:[0-9a-f]{32}")


def is_database(text: str) -> bool:
    """Whether a text is the number of a database of debug information: ``pdb:`` and its sixteen bytes."""
    return _DATABASE.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether a text is a number by which files name what stands in others, and no name that is written there."""
    return is_resource(text) or is_database(text)


def entities(text: str) -> str:
    """Undo the entities of HTML."""
    import html  # noqa: PLC0415 - its table takes long to load

    return html.unescape(text)


ESCAPES: Mapping[str, Callable[[str], str]] = {
    "html-entities": entities,
    "backslash": backslash,
    "percent": percent,
    RESOURCE: resource_id,
    VERSION: version_numbers,
}


def decode(data: bytes | memoryview, encoding: tuple[str, ...] | list[str]) -> str:
    """Decode ``data`` through the chain. Raises ``UnicodeDecodeError`` or, for an unknown name, ``LookupError``."""
    text = bytes(data).decode(encoding[0])
    for escape in encoding[1:]:
        if escape not in ESCAPES:
            raise LookupError(f"unknown escape: {escape}")
        text = ESCAPES[escape](text)
    return text


def encode(text: str, encoding: tuple[str, ...]) -> bytes:
    """The bytes of ``text`` in a chain of one codec. Raises ``UnicodeEncodeError``."""
    return text.encode(encoding[0])
