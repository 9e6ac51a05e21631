r"""Every way in which a term can stand in bytes: its spellings, and those in every encoding and escape.

Sources: the codecs are Python's; escapes are those of ISO C 6.4.3 and 6.4.4.4, RFC 8259 section 7, ECMA-262
(``\u{...}``), HTML 5.3 section 8.5 and RFC 3986 section 2.1.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.knowledge.pack import Term

START, END, PLAUSIBLE, ORDER = 1, 2, 4, 8
"""What must be checked around the bytes: the border before, the border after, text of that encoding on both sides, the
order of bytes of UTF-16."""

SHORTEST = 4
"""Bytes. Anything shorter stands in random data too often (0.23 times a gigabyte and pattern at four bytes)."""

EXACT_UP_TO = {"strong": 5, "partner": 8, "weak": 8}
"""ASCII words of so many letters are looked for as ``race``, ``Race`` and ``RACE``, with their borders in the pattern:
they stand inside other words too often to be judged one by one. Longer ones are found in any mixture of cases."""

WIDE = ("utf-16-le", "utf-16-be")
SINGLE = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8-r", "cp866",
    "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-6", "iso8859-8", "iso8859-9",
)  # fmt: skip
MULTI = ("gb18030", "big5hkscs", "shift_jis", "euc_jp", "cp949")

_JOINTS = (" ", "_", "-", ".", "")
_GAPS_OF_TWO = (" ", "  ", "\u3000", "\u3000\u3000", "\xa0", "\t", "\n", "\r\n", "&nbsp;", "&nbsp;&nbsp;")
_GAPS_OF_THREE = (" ", "\u3000", "\xa0", "&nbsp;", "\n")
_GAPS_IN_WIDE = (" ", "\u3000", "\u3000\u3000", "\xa0", "\n")
"""Fewer in UTF-16: two spaces, or a line end, with their NULs cost a quarter of the speed on binaries."""
_DOTTED = {"tr", "az"}
_AS_ARABIC = {0x06CC: 0x064A, 0x06A9: 0x0643}
"""Persian yeh and kaf, which code pages lack and many keyboards write as the Arabic ones."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


class Variant(NamedTuple):
    """Bytes to look for.

    ``fold``: ASCII letters in either case. ``check``: what must hold around them. ``encoding``: the chain of the model,
    outermost first, joined by ``+`` (``ascii+backslash``).
    """

    needle: bytes
    encoding: str
    fold: bool
    check: int


def is_cjk(char: str) -> bool:
    """Whether ``char`` is written without spaces between words: Han, kana, Hangul and their punctuation."""
    return (
        "\u2e80" <= char <= "\ud7ff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or char >= "\U00020000"
    )


def variants(term: Term) -> Iterator[Variant]:
    """All of them, without duplicates; the first name wins where encodings agree. Empty for what is too short."""
    seen: set[tuple[bytes, bool]] = set()
    for variant in _all(term):
        key = (variant.needle, variant.fold)
        exact = variant.encoding == "utf-8" and not variant.fold and variant.needle.isascii()
        if key in seen or len(variant.needle) < (SHORTEST - 1 if exact else SHORTEST):
            continue
        seen.add(key)
        yield variant


def _all(term: Term) -> Iterator[Variant]:
    text = unicodedata.normalize("NFC", term.text)
    borders = {"word": START | END, "stem": START, "cjk": 0}[term.form]
    if text.isascii():
        yield from _ascii(text, borders, EXACT_UP_TO.get(term.sift, 0))
        return
    for spelling in _spellings(text, term.language):
        yield from _encoded(spelling, borders)
        if not {"_", "-"} & set(spelling) or {"_", "-"} & set(text):
            yield from _escaped(spelling)
    yield from _gapped(text)


def _ascii(text: str, borders: int, exact_up_to: int) -> Iterator[Variant]:
    words = text.lower().split()
    for joint in _JOINTS if len(words) > 1 else ("",):
        joined = joint.join(words)
        if len(words) == 1 and len(joined) <= exact_up_to and joined.isalpha():
            for cased in (joined, joined.capitalize(), joined.upper()):
                yield Variant(cased.encode(), "utf-8", fold=False, check=borders)
        else:
            yield Variant(joined.encode(), "utf-8", fold=True, check=borders)
        for codec in WIDE:
            yield Variant(joined.encode(codec), codec, fold=True, check=borders | ORDER)


def _spellings(text: str, language: str) -> Iterator[str]:
    """Joints and cases. Hyperscan folds ASCII only, so that other scripts are spelt out."""
    words = text.split()
    joints = (" ", "_", "-") if len(words) > 1 else ("",)
    if "\u0600" <= text[0] <= "\u06ff":
        joints = (*joints, "\u200c") if len(words) > 1 else joints  # the joint of Persian compounds
        if (other := text.translate(_AS_ARABIC)) != text:
            yield from (joint.join(other.split()) for joint in joints)
    cased = [words]
    if text.lower() != text.upper():
        upper = text.replace("i", "İ").upper() if language.split("-", maxsplit=1)[0] in _DOTTED else text.upper()
        head = "İ" if text[0] == "i" and upper[0] == "İ" else text[0].upper()
        capitals = [word[:1].upper() + word[1:] for word in words]
        cased += [upper.split(), (head + text[1:]).split(), capitals]
        if language == "de":  # as its nouns are written behind an adjective
            cased.append([words[0], *capitals[1:]])
    for joint in joints:
        yield from dict.fromkeys(joint.join(each) for each in cased)


def _encoded(text: str, borders: int) -> Iterator[Variant]:
    yield Variant(text.encode(), "utf-8", fold=False, check=borders)
    decomposed = unicodedata.normalize("NFD", text)
    if decomposed != text and not is_cjk(text[0]):
        yield Variant(decomposed.encode(), "utf-8", fold=False, check=borders)
    multi = MULTI if any(is_cjk(char) for char in text) else MULTI[:1]
    for codec in (*WIDE, *multi, *SINGLE):
        try:
            needle = (_toned(text) if codec == "cp1258" else text).encode(codec)
        except UnicodeEncodeError:
            continue
        plausible = PLAUSIBLE if len(needle) <= SHORTEST else 0
        order = ORDER if codec in WIDE else 0
        yield Variant(needle, codec, fold=False, check=(0 if codec in multi else borders) | plausible | order)


def _toned(text: str) -> str:
    """As Windows-1258 writes it: the tones of Vietnamese are marks of their own, but on letters that the page has."""
    out = []
    for char in text:
        try:
            char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tones = "".join(part for part in parts if part in _TONES)
            rest = "".join(part for part in parts if part not in _TONES)
            out.append(unicodedata.normalize("NFC", rest) + tones)
        else:
            out.append(char)
    return "".join(out)


def _escaped(text: str) -> Iterator[Variant]:
    """ASCII stays as it is in an escaped text. No borders: what stands escaped is text, and matching decodes it."""

    def each(unit: str, chars: str, *, wide: bool = False) -> str:
        return "".join(
            char if char.isascii() else "".join(unit.format(code) for code in (_units(char) if wide else (ord(char),)))
            for char in chars
        )

    def octets(unit: str, codec: str) -> str:
        return "".join(
            char if char.isascii() else "".join(unit.format(byte) for byte in char.encode(codec)) for char in text
        )

    dense = any(is_cjk(char) for char in text)
    forms = [
        (each("\\u{:04x}", text, wide=True), "ascii+backslash"),
        (each("\\u{{{:x}}}", text), "ascii+backslash"),
        (each("&#{};", text), "ascii+html-entities"),
        (each("&#x{:x};", text), "ascii+html-entities"),
    ]
    if dense:
        forms += [
            (each("\\U{:08x}", text), "ascii+backslash"),
            (each("&#{}", text), "ascii+html-entities"),
            (each("&#x{:x}", text), "ascii+html-entities"),
        ]
    for codec in ("utf-8", "gbk") if dense else ("utf-8",):
        try:
            text.encode(codec)
        except UnicodeEncodeError:
            continue
        forms += [
            (octets("\\x{:02x}", codec), "ascii+backslash"),
            (octets("\\{:03o}", codec), "ascii+backslash"),
            (octets("%{:02x}", codec), "ascii+percent"),
        ]
    for form, encoding in forms:
        yield Variant(form.lower().encode("ascii"), encoding, fold=True, check=0)


def _units(char: str) -> tuple[int, ...]:
    raw = char.encode("utf-16-be")
    return tuple(int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2))


def _gapped(text: str) -> Iterator[Variant]:
    """Short CJK words are set with gaps in tables and forms. Spelt out, since literals cost less than repeats."""
    if len(text) not in (2, 3) or not all(is_cjk(char) for char in text):
        return
    for gap in _GAPS_OF_TWO if len(text) == 2 else _GAPS_OF_THREE:
        spaced = gap.join(text)
        escape = "+html-entities" if "&" in gap else ""
        for codec in ("utf-8", "gb18030", *(WIDE if gap in _GAPS_IN_WIDE else ())):
            yield Variant(spaced.encode(codec), codec + escape, fold=False, check=0)
