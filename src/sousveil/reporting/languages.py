"""The languages of the pages: two that are complete, and others from translation files.

A translation file is TOML, in the package under ``catalogue/`` by its tag (``tr.toml``) or anywhere by its path. It has
``code`` (BCP 47), ``direction`` (``ltr`` or ``rtl``), a table ``messages`` with keys of the English catalogue, and a
table ``sentences`` from what the report says in English to what the page says instead. All but ``code`` may be left
out, and so may any message: it is then said in English. A message that has plural forms is a list, the form for one
first.
"""

import re
import string
import tomllib
from importlib import resources
from pathlib import Path

import msgspec

from sousveil.reporting.catalogue import en
from sousveil.reporting.words import CHINESE, ENGLISH, Words

COMPLETE = {"en": ENGLISH, "zh": CHINESE, "zh-Hans": CHINESE}
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FOLDER = "sousveil.reporting.catalogue"


class LanguageError(ValueError):
    """There is no such language, or its file is not one; the message says why."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    direction: str = "ltr"
    messages: dict[str, str | list[str]] = {}
    sentences: dict[str, str] = {}


def words_of(lang: str) -> Words:
    """The words of ``en``, ``zh``, a tag with a file in the package, or a file's path. Raises ``LanguageError``."""
    if lang in COMPLETE:
        return COMPLETE[lang]
    if _TAG.fullmatch(lang):
        bundled = resources.files(_FOLDER).joinpath(f"{lang}.toml")
        if not bundled.is_file():
            raise LanguageError(f"the report is not written in this language: {lang}")
        return _read(bundled.read_text("utf-8"), lang)
    try:
        return _read(Path(lang).read_text("utf-8"), lang)
    except (OSError, UnicodeDecodeError) as why:
        raise LanguageError(f"{lang}: {getattr(why, 'strerror', None) or why}") from why


def _read(text: str, name: str) -> Words:
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as why:
        raise LanguageError(f"{name}: {why}") from why
    if not _TAG.fullmatch(file.code) or file.code in COMPLETE:
        raise LanguageError(f"{name}: {file.code} is not the tag of another language")
    if file.direction not in ("ltr", "rtl"):
        raise LanguageError(f"{name}: the direction is ltr or rtl")
    messages: dict[str, str | tuple[str, str]] = {}
    for key, message in file.messages.items():
        forms = [message] if isinstance(message, str) else message
        english = en.MESSAGES.get(key)
        if english is None and not key.startswith("group."):
            raise LanguageError(f"{name}: there is no message {key}")
        if not 1 <= len(forms) <= 2 or any(not _slots(form) <= _allowed(english) for form in forms):
            raise LanguageError(f"{name}: {key} has other slots than in English, or too many forms")
        messages[key] = forms[0] if len(forms) == 1 else (forms[0], forms[1])
    for english, told in file.sentences.items():
        if not _slots(told) <= _slots(english):
            raise LanguageError(f"{name}: “{english}” has other slots than in English")
    return Words(messages, file.code, sentences=file.sentences, fallback=en.MESSAGES, direction=file.direction)


def _allowed(message: str | tuple[str, str] | None) -> set[str]:
    forms = [message] if isinstance(message, str) else message or ()
    return {name for form in forms for name in _slots(form)} | ({"n"} if isinstance(message, tuple) else set())


def _slots(text: str) -> set[str]:
    """The names of the slots; one that reaches further (``{a.b}``, ``{a[0]}``, ``{a!r}``) is no name of English."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return {"?"}
    return {name if not spec and not conversion else "?" for _, name, spec, conversion in parts if name is not None}
