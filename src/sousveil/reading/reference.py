"""Archives of meaning: dictionaries, vocabularies, locale data, recognised as what they are.

Such material names all peoples, colours and faiths, because it names everything. Its words are given, with the name of
the kind as language; rules set them aside with the reason that goes with it. A file is one only where its own layout
says so: a list of labels that lies beside is none.

Sources: ICU's ``udata.h`` (data header); Unicode Technical Standard 35 (LDML) and the CLDR JSON bindings; the manual
page hunspell(5); the files of Hugging Face tokenizers, SentencePiece (``sentencepiece_model.proto``) and tiktoken;
RFC 8536 (TZif) and zic(8); UAX 44 and UTS 51 (data files); ISO 639 and 3166 as the package iso-codes has them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role
from sousveil.reading import strings
from sousveil.reading.decoding import decode
from sousveil.reading.draft import Draft
from sousveil.reading.textual import Near, head_text, suffix
from sousveil.reading.textual import words as listed

MOST = 300
"""Places of one archive that are given; the others say nothing more."""
_PEEK = 64 << 10
_LIST = 1500
"""Lines that make a list of words a dictionary: no product lists that many kinds of people."""
_AROUND = 60
"""Code points given on either side of a place."""
_TAIL_ENOUGH = 0.95

ICU, LOCALE, THEME, DICTIONARY = "icu-data", "locale-data", "office-theme", "dictionary"
TOKENIZER, ZONES, CHARACTERS, COUNTRIES = "tokenizer", "time-zones", "character-data", "country-list"

_LDML = late(r"<(?:!DOCTYPE\s+)?(?:ldml|supplementalData|ldmlBCP47|keyboard3?)\b|/ldml(?:Supplemental)?\.dtd")
_CLDR_JSON = late(r'"_?cldrVersion"|"identity"\s*:\s*\{\s*(?:"version"|"language")|"localeDisplayNames"\s*:')
_THEME = late(r"<(?:\w+:)?theme\b[^>]*drawingml/2006/main")
_AFF = late(r"(?m)^(?:SFX|PFX|REP|TRY|FLAG|COMPOUNDRULE|WORDCHARS|BREAK)\s")
_TOKENIZER_JSON = late(r'"added_tokens"\s*:|"truncation"\s*:|"pre_tokenizer"\s*:|"special_tokens"\s*:')
_PIECES = frozenset({"[pad]", "[unk]", "[cls]", "[sep]", "[mask]", "<s>", "</s>", "<unk>", "<pad>", "<|endoftext|>"})
_TIKTOKEN = late(r"[A-Za-z0-9+/]{2,}={0,2} \d+")
_MERGES = late(r"#version: \d")
_VECTOR = late(r"\S+(?: -?\d+(?:\.\d*)?(?:e-?\d+)?){20,}")
_ZONE_SOURCE = late(r"(?:Rule|Zone|Link|R|Z|L)\s+\S+\s+\S")
_ZONE_TABLE = late(r"(?:[A-Z]{2},?)+\t[+-]\d{4,7}[+-]\d{5,7}\t")
_ZONE_JSON = late(r'"zones"\s*:\s*\[\s*"[A-Z]\w+(?:/[\w/]+)?\|')
_UCD = late(
    r"[0-9A-F]{4,6}(?:\.\.[0-9A-F]{4,6}| [0-9A-F]{4,6})*\s*;|U\+[0-9A-F]{4,6}\tk[A-Z]|@+\s|[0-9A-F]{4,6}\t[A-Z<]"
    r"|[x*=~:%]\s"
)
_CODES = late(r'"[0-9A-F]{4,6}(?:-[0-9A-F]{4,6})*"\s*:')
_EMOJI_KEYS = listed(
    "emoji unicode hexcode shortname short_name short_names shortcodes skin_tones skintones skins tone annotation"
    " skin_variations emoticon emoticons has_img_apple unicode_version emojiversion"
)
_COUNTRY_KEYS = frozenset({
    "alpha_2", "alpha_3", "alpha2", "alpha3", "alpha-2", "alpha-3", "cca2", "cca3", "iso2", "iso3", "ccn3", "numeric",
    "demonyms", "639-1", "639-2", "639-3", "iso_639_1", "iso639_1", "iso6391", "bibliographic", "official_name",
    "scope", "callingcodes", "nativename", "numeric-3", "iso_3166-2",
})  # fmt: skip
_KEY = late(r'"([^"\\\n]{1,40})"\s*:')
_LANGUAGE_TABLE = late(r"File-Date: \d{4}|Id\tPart2|<iso_\d{3,4}|#\s*ISO-(?:639|3166)")
_PAIR = late(r'"(?:[^"\\]|\\.){1,60}"\s*:\s*-?\d{1,7}(?:\.\d+)?')
_WORD_LINE = late(r"[^\s,;:=|{}\[\]<>\"()]{1,40}(?:[ \t]-?\d[\d.]*)?(?:[ \t][a-z]{1,3})?")


_JAVA = late(r"(?:^|/)sun/(?:util|text)/resources/(?:\w+/)*\w+\.class$")
_BUNDLES = (
    b"\0\x29sun/util/resources/OpenListResourceBundle", b"\0\x26sun/util/resources/TimeZoneNamesBundle",
    b"\0\x24sun/util/resources/LocaleNamesBundle", b"\0\x2dsun/util/resources/ParallelListResourceBundle",
    b"\0\x1cjava/util/ListResourceBundle",
)  # fmt: skip
"""The classes that they extend, each behind its length as class files have it."""


def icu(data: memoryview) -> bool:
    """Whether it has the header of ICU's data files."""
    head = bytes(data[:24])
    return len(head) == 24 and head[2:4] == b"\xda\x27" and head[12:16].strip(b"\0").isalnum()


def sentencepiece(data: memoryview) -> bool:
    """Whether it starts with pieces of a SentencePiece model: each with its text and its score."""
    at = 0
    for _ in range(4):
        head = bytes(data[at : at + 2])
        if len(head) < 2 or head[0] != 0x0A or head[1] > 0x7F:
            return False
        piece = bytes(data[at + 2 : at + 2 + head[1]])
        size = piece[1] if len(piece) > 2 else 0
        if piece[:1] != b"\x0a" or piece[2 + size : 3 + size] != b"\x15" or len(piece) < 7 + size:
            return False
        at += 2 + head[1]
    return b"unk" in bytes(data[:64]) or b"<pad>" in bytes(data[:64])


def _lines(data: memoryview) -> tuple[list[str], int]:
    """Lines of the first stretch, and about how many there are in all."""
    raw = bytes(data[:_PEEK])
    text = raw.decode("utf-8", "replace")
    if text.count("\ufffd") > len(text) // 50:
        text = raw.decode("latin-1")
    lines = [line.strip() for line in text.split("\n")]
    if len(data) <= _PEEK:
        return [line for line in lines if line], len(lines)
    return [line for line in lines[:-1] if line], len(lines) * len(data) // _PEEK


def _most(pattern: re.Pattern[str], told: Sequence[str], share: float = 0.8) -> bool:
    """Whether more than this share of many lines are like the pattern; most texts say soon that they are not."""
    left, enough = len(told), share * len(told)
    if left <= 10:
        return False
    for line in told:
        if pattern.match(line) is None:
            left -= 1
            if left <= enough:
                return False
    return True


def _dic(data: memoryview) -> str:
    """A list of hunspell: the first line says how many words follow."""
    lines, count = _lines(data)
    said = lines[0].lstrip("\ufeff").split() if lines else []
    number = int(said[0]) if len(said) == 1 and said[0].isdecimal() and len(said[0]) < 9 else 0
    return DICTIONARY if number > 200 and count / 2 < number < count * 2 else words(data)


def words(data: memoryview) -> str:
    """A text of very many single words, with a number or a tag at most."""
    lines, count = _lines(data)
    pieces = sum(line.startswith(("##", "▁", "Ġ")) for line in lines)
    if count >= _LIST and (pieces > len(lines) // 20 or len(_PIECES & {line.lower() for line in lines[:200]}) > 1):
        return TOKENIZER
    if count < _LIST or not lines:
        return ""
    single = sum(_WORD_LINE.fullmatch(line) is not None for line in lines)
    return DICTIONARY if single >= _TAIL_ENOUGH * len(lines) and len(set(lines)) > len(lines) // 2 else ""


def _text(data: memoryview) -> str:
    """Plain text: zones, characters, tokens, vectors, words."""
    lines, count = _lines(data)
    head = "\n".join(lines[:20])
    told = [line for line in lines if not line.startswith("#")]
    if _MERGES.match(head) or _most(_TIKTOKEN, told, 0.98) or _most(_VECTOR, told, 0.9):
        return TOKENIZER
    if _most(_ZONE_TABLE, told) or _most(_ZONE_SOURCE, told, 0.6):
        return ZONES
    if count > 50 and _most(_UCD, told):
        return CHARACTERS
    return COUNTRIES if count > 50 and _LANGUAGE_TABLE.search(head) else words(data)


def _xml(data: memoryview) -> str:
    head = head_text(data) or ""
    if _LDML.search(head):
        return LOCALE
    if _THEME.search(head):
        return THEME
    return COUNTRIES if _LANGUAGE_TABLE.search(head) else ""


def _json(data: memoryview) -> str:
    """JSON, by the keys that it begins with."""
    head = head_text(data) or ""
    keys = [key.lower() for key in _KEY.findall(head)]
    seen = set(keys)
    codes = len(_CODES.findall(head))
    named = {match.partition('"')[2].partition('"')[0] for match in _TOKENIZER_JSON.findall(head)}
    tests: tuple[tuple[str, bool], ...] = (
        (LOCALE, _CLDR_JSON.search(head) is not None),
        (ZONES, _ZONE_JSON.search(head) is not None),
        (CHARACTERS, _again(keys, set(seen & _EMOJI_KEYS), 3) or (codes > 20 and codes * 10 > len(keys) * 8)),
        (COUNTRIES, _again(keys, set(seen & _COUNTRY_KEYS), 2)),
        (TOKENIZER, len(named) > 1 or _vocabulary(data, head)),
    )
    return next((kind for kind, fits in tests if fits), "")


def _again(keys: list[str], telling: set[str], least: int) -> bool:
    """Whether so many of the telling keys are there, and one of them comes again and again."""
    return len(telling) >= least and max(map(keys.count, telling)) > 2


def _vocabulary(data: memoryview, head: str) -> bool:
    """Whether it is one map of very many words to numbers."""
    commas = bytes(data[:_PEEK]).count(b",") * max(1, len(data) // _PEEK)
    pairs = len(_PAIR.findall(head)) if commas > _LIST else 0
    return pairs > 50 and pairs * 10 > head.count(":") * 8


def java_locales(data: memoryview, name: str) -> bool:
    """Whether a class is one of the bundles of locale data that Java's own library brings along.

    They lie in two packages that only that library can add to, and are made from its tables of bundles.
    """
    if not name.endswith(".class") or _JAVA.search(name) is None:
        return False
    raw = bytes(data)
    return raw[:4] == b"\xca\xfe\xba\xbe" and any(base in raw for base in _BUNDLES)


def _babel(data: memoryview) -> str:
    return LOCALE if b"babel.localedata" in bytes(data[:4096]) else ""


_BY_SUFFIX: Mapping[str, Callable[[memoryview], str]] = {
    ".dic": _dic, ".aff": lambda data: DICTIONARY if len(_AFF.findall(head_text(data) or "")) > 2 else "",
    ".txt": _text, ".tab": _text, ".zi": _text, ".vec": _text, ".bpe": _text, ".tiktoken": _text, ".vocab": _text,
    ".merges": _text, ".words": words, ".freq": words, ".list": words, ".dict": words,
    ".json": _json, ".xml": _xml, ".dat": _babel, ".model": lambda data: TOKENIZER if sentencepiece(data) else "",
    ".spm": lambda data: TOKENIZER if sentencepiece(data) else "",
}  # fmt: skip
_PLACES = frozenset({
    "africa", "antarctica", "asia", "australasia", "backward", "etcetera", "europe", "northamerica", "southamerica",
    "zone.tab", "zone1970.tab", "iso3166.tab", "words", "american-english", "british-english", "web2", "connectives",
})  # fmt: skip
"""Names without an ending under which such files are installed."""


def kind_of(data: memoryview, name: str) -> str:
    """Which archive of meaning it is, ``""`` where it is none."""
    if bytes(data[:4]) == b"TZif":
        return ZONES
    if icu(data):
        return ICU
    if java_locales(data, name):
        return LOCALE
    last = name.rpartition("/")[2].lower()
    ending = suffix(name)
    if last in _PLACES:
        return _text(data)
    look = _BY_SUFFIX.get(ending)
    if look is None or (ending not in (".dat", ".model", ".spm") and head_text(data) is None):
        return ""
    return look(data)


def around_places(
    reader: str, kind: str, data: memoryview, places: Sequence[Place], limits: Limits
) -> Iterator[Reading | Gap]:
    """What stands directly around the first ``MOST`` telling words of an archive of this ``kind``."""
    draft = Draft(reader, kind, limits)
    given = sorted(places, key=lambda place: place.start)[:MOST]
    if head_text(data) is None or len(data) > limits.read_source:
        strings.write(draft, data, given, lambda _: Role.STRING)
        draft.gaps.clear()
    else:
        decoded = decode(data, given)
        draft.text = decoded.text
        text = decoded.text
        for low, high in Near(decoded, given, margin=0, whole=-1).windows:
            start = max(text.rfind("\n", max(low - _AROUND, 0), low) + 1, low - _AROUND, 0)
            stop = text.find("\n", high, high + _AROUND)
            draft.unit(decoded.unit(start, min(len(text), high + _AROUND) if stop < 0 else stop, Role.DOCUMENT))
    yield from draft.finish()


class Reference:
    """Dictionaries, vocabularies, locale data and the like."""

    name: ClassVar[str] = "reference"
    kinds: ClassVar[tuple[str, ...]] = (
        ICU, LOCALE, THEME, DICTIONARY, TOKENIZER, ZONES, CHARACTERS, COUNTRIES,
    )  # fmt: skip
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Their words are set aside: dictionaries, vocabularies of tokenizers, data about languages and countries.",
        "Of each at most 300 telling words are given.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By its layout."""
        return kind_of(data, name) != ""

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """What stands directly around telling words."""
        yield from around_places(self.name, kind_of(data, name), data, places, limits)
