"""Which files are tables of texts for people, one language each: told by their names, whatever format they are in.

Sources: the layouts of i18next, vue-i18n, Rails (``config/locales``), Angular, WebExtensions (``_locales``), Flutter
(``.arb``), java.util.ResourceBundle; ISO 639-1 for the codes of languages.
"""

from collections.abc import Iterable

import msgspec

from sousveil.model.late import late
from sousveil.model.text import Reading, Symbol
from sousveil.model.words import Role, SymbolKind

_CODES = (
    "af|am|ar|az|be|bg|bn|bo|bs|ca|cs|cy|da|de|el|en|eo|es|et|eu|fa|fi|fr|ga|gl|gu|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|km|kn"
    "|ko|ky|lo|lt|lv|mk|ml|mn|mr|ms|my|nb|ne|nl|nn|no|pa|pl|ps|pt|ro|ru|si|sk|sl|sq|sr|sv|sw|ta|te|tg|th|tk|tr|tt|ug|uk"
    "|ur|uz|vi|zh|cn|tw|jp|kr|chs|cht"
)
_LANGUAGE = rf"(?:{_CODES})(?:[-_](?:hans|hant|latn|cyrl))?(?:[-_]r?[a-z]{{2}})?"
_LONG_CODES = "eng|chn|deu|ger|fra|fre|ita|spa|por|rus|kor|jpn|tur|ara|pol|dut|nld|vie|tha|ukr"
"""Codes of three letters, with a word for languages behind them only: ``kor_lang.js``."""
_HASH = r"(?:\.[0-9a-f]{6,40})?"
"""What a build puts before the ending, so that browsers ask for a new file."""
_DATA = r"\.(?:json5?|ya?ml|properties|[cm]?[jt]s|arb|ini|txt|toml|php|rb|lua)$"
_NAMED = late(
    rf"(?:^|[/!\\])(?:[\w-]+[._-])?{_LANGUAGE}{_HASH}{_DATA}"
    rf"|(?:^|[/!\\])(?:{_LANGUAGE}|{_LONG_CODES})[-_](?:lang|language|locale|strings|texts?){_HASH}{_DATA}"
    rf"|(?:^|[/!\\])(?:_locales|locales?|i18n|l10n|nls|intl|langs?|languages?|translations?)[/!\\](?:[^/!\\]+[/!\\]){{0,4}}"
    rf"[^/!\\]+\.(?:json5?|ya?ml|properties|arb)$"
    rf"|(?:^|[/!\\])(?:_locales|locales?|i18n|l10n|nls|langs?|languages?|translations?)[/!\\]{_LANGUAGE}[/!\\]"
    rf"(?:[^/!\\]+[/!\\]){{0,3}}[^/!\\]+{_DATA}"
    r"|(?:messages?|strings?|i18n|locale|labels?|texts?|bundle|translations?)\.(?:properties|arb)$|\.arb$"
)
_WORD_TOO = late(r"(?:^|[/!\\._-])(?:id|no|is|it|my|am|be|he|ca|ms|ml|ps|ar|et|si|da|mr|lo|pa|ne|te|ta|to|so|in)\.\w+$")
"""Codes that are words or common endings of names as well."""
_SCRIPT = late(r"[cm]?[jt]s|lua|rb|php")
_PLACED = late(r"(?:^|[/!\\])(?:_locales|locales?|i18n|l10n|nls|langs?|languages?|translations?|messages?)[/!\\]")

LANGUAGES = frozenset({
    "mo", "qm", "arsc", "po", "pot", "strings", "lng", "lang", "language", "android-resources", "resx", "xliff",
    "qt-ts", "stringsdict", "baml-texts",
})  # fmt: skip
"""Formats that are nothing but such tables."""
BY_NAME = frozenset({"json", "yaml", "keys", "javascript", "typescript", "python", "lines"})
"""Readers of formats that are used for much else: there the name of the file tells."""
_OF_DATA = frozenset({"json", "yaml"})
_CODE = late(rf"(?:{_CODES})(?:[-_][a-z]{{2,4}})?")
_SECTIONS = 3
"""So many sections called after languages, and no others beside them, are one table of texts in all of them."""


def is_table_of_texts(path: str) -> bool:
    """Whether a file holds the texts of a program in one language, by its path or name.

    A script, or a code that is a word too, only counts in a folder for such tables: ``lang/zh-CN.js``, not ``id.js``.
    """
    path = path.lower()
    if _NAMED.search(path) is None:
        return False
    doubtful = _SCRIPT.fullmatch(path.rpartition(".")[2]) is not None or _WORD_TOO.search(path) is not None
    return not doubtful or _PLACED.search(path) is not None


def is_catalogue(reading: Reading, path: str) -> bool:
    """Whether a reading is that of a table of texts."""
    if reading.language in LANGUAGES or path.lower().endswith((".strings", ".stringsdict")):
        return True
    if reading.reader in BY_NAME and is_table_of_texts(path) and not _declares(reading):
        return True
    return reading.reader in _OF_DATA and _by_languages(reading) and not _declares(reading)


def _by_languages(reading: Reading) -> bool:
    """Whether data has a section for each of several languages, whose keys are texts: ``"Add a lap": "..."``."""
    tops = [index for index, symbol in enumerate(reading.symbols) if symbol.parent < 0]
    if len(tops) == 1 and not reading.symbols[tops[0]].name:
        tops = [index for index, symbol in enumerate(reading.symbols) if symbol.parent == tops[0]]
    sections = [reading.symbols[index] for index in tops]
    if len(sections) < _SECTIONS or any(section.kind is not SymbolKind.MAP for section in sections):
        return False
    return all(_CODE.fullmatch(one.name.lower()) for one in sections) and _keyed_by_texts(reading.symbols)


def _keyed_by_texts(symbols: Iterable[Symbol]) -> bool:
    """Whether most keys of data have several words, as texts for people do and names in data do not."""
    keys = [one.name for one in symbols if one.kind is SymbolKind.ENTRY and one.name]
    return sum(" " in key.strip() for key in keys) * 2 > len(keys) > 0


def _declares(reading: Reading) -> bool:
    """Whether data declares fields: the mapping of an index of Elasticsearch is called ``es.json`` too."""
    return reading.reader in _OF_DATA and any(symbol.kind is SymbolKind.FIELD for symbol in reading.symbols)


def as_shown(reading: Reading, path: str) -> Reading:
    """A reading whose values people see, where the file is a table of texts; any other as it is.

    It is the place of a file that tells this, and readers only know its name.
    """
    if not is_catalogue(reading, path):
        return reading
    units = tuple(
        msgspec.structs.replace(unit, role=Role.UI_LABEL)
        if unit.role is Role.VALUE and unit.symbol >= 0 and reading.symbols[unit.symbol].kind is SymbolKind.ENTRY
        else unit
        for unit in reading.units
    )
    return msgspec.structs.replace(reading, units=units)
