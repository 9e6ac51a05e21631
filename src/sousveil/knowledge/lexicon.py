"""The lexicon: files of concepts and their words in many languages, one family in each file.

A file says ``family``, what its words do in sifting, and ``concepts``. The words of a concept stand in groups that
share a source; the keys of a group are ``source``, the flags of :class:`Group`, and languages (BCP 47, ``""`` for
none), each with a list of words.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sousveil.knowledge.pack import Concept, Term
from sousveil.knowledge.strict import DATA, KnowledgeError, in_order, read
from sousveil.model.words import Trait

_RUNNING = re.compile("[\u0f00-\u0fff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
"""Scripts that do not part words by spaces (Tibetan parts syllables), and Korean, which glues endings to them."""
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[A-Z][a-z]{3})?)?")
_FORMS = ("word", "stem", "cjk")
_SIFTS = ("strong", "weak", "partner", "never")


class Sift(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What strong and weak words do in sifting, see :class:`~sousveil.knowledge.pack.Term`."""

    strong: str
    weak: str


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A concept as it stands in a file; ``words`` are groups, see above, ``code`` is that of a national standard."""

    name: str
    words: list[dict[str, Any]]
    trait: Trait | None = None
    slur: bool = False
    code: str = ""
    company: str = ""
    sift: Sift | None = None


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the lexicon."""

    family: str = ""
    sift: Sift | None = None
    """Without it the words of ``adds`` do in sifting what those of the concept's own file do."""
    concepts: dict[str, Entry] = {}
    company: str = ""
    adds: dict[str, list[dict[str, Any]]] = {}
    """Words for concepts of other files, by the concept's id: so that users need not copy ours to add one."""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What the words of a group share."""

    source: str
    weak: bool = False
    sift: str = ""
    form: str = ""
    company: str = ""
    not_in: tuple[str, ...] = ()
    slur: bool = False


def normal(text: str) -> str:
    """A word as the lexicon keeps it: NFC, single spaces, lower case without the dot of a Turkish I."""
    return " ".join(unicodedata.normalize("NFC", text).lower().replace("i\u0307", "i").split())


def form_of(text: str) -> str:
    """The form of a word whose group does not say."""
    return "cjk" if _RUNNING.search(text) else "word"


def _terms(concept: str, entry: Entry, file: File, path: Path) -> Iterator[Term]:
    for raw in entry.words:
        flags = {key: value for key, value in raw.items() if key in _GROUP_KEYS}
        words = {key: value for key, value in raw.items() if key not in _GROUP_KEYS}
        try:
            group = msgspec.convert(flags, Group)
            spoken = msgspec.convert(words, dict[str, list[str]])
        except msgspec.ValidationError as why:
            raise KnowledgeError(f"{path}: {concept}: {why}") from why
        for language, texts in spoken.items():
            if not _LANGUAGE.fullmatch(language):
                raise KnowledgeError(f"{path}: {concept}: {language!r} is neither a language nor a known key")
            for text in texts:
                yield _term(text, language, concept, group, entry, file)


def _term(text: str, language: str, concept: str, group: Group, entry: Entry, file: File) -> Term:
    sift = entry.sift or file.sift or Sift(strong="never", weak="never")
    term = Term(
        text=normal(text),
        concept=concept,
        language=language,
        form=group.form or form_of(text),
        weak=group.weak,
        sift=group.sift or (sift.weak if group.weak else sift.strong),
        company=group.company or entry.company or file.company,
        not_in=tuple(normal(word) for word in group.not_in if normal(text) in normal(word)),
        source=group.source,
        slur=entry.slur or group.slur,
    )
    if term.form not in _FORMS or term.sift not in _SIFTS or not term.text:
        raise KnowledgeError(f"{concept}: {text!r} has an unknown form or sift, or is empty")
    return term


_GROUP_KEYS = {field.encode_name for field in msgspec.structs.fields(Group)}


def read_all(folder: Path = DATA / "lexicon", without: Collection[str] = ()) -> tuple[list[Term], dict[str, Concept]]:
    """All terms, in the order of the files, those that are added last, and all concepts by id.

    ``without`` are names of files to pass over. Raises ``KnowledgeError``.
    """
    terms: list[Term] = []
    concepts: dict[str, Concept] = {}
    known: dict[str, tuple[Entry, File]] = {}
    added: list[tuple[Path, File, str, list[dict[str, Any]]]] = []
    for path in (path for path in in_order(folder) if path.name not in without):
        file = read(path, File)
        if file.concepts and not (file.family and file.sift):
            shown = path.resolve() if path.is_symlink() else path
            raise KnowledgeError(f"{shown}:1: concepts need a 'family' and a 'sift'. See docs/rules.md.")
        for key, entry in file.concepts.items():
            concept = f"{file.family}/{key}"
            if concept in concepts:
                raise KnowledgeError(f"{path}: {concept} stands twice")
            known[concept] = (entry, file)
            concepts[concept] = Concept(
                id=concept, name=entry.name, trait=entry.trait, slur=entry.slur, code=entry.code
            )
            terms += _terms(concept, entry, file, path)
        added += [(path, file, concept, words) for concept, words in file.adds.items()]
    for path, file, concept, words in added:
        if concept not in concepts:
            shown = path.resolve() if path.is_symlink() else path
            raise KnowledgeError(f"{shown}:{_line(path, concept)}: there is no concept {concept}. See docs/rules.md.")
        if file.sift:
            terms += _terms(concept, Entry(name=concepts[concept].name, words=words), file, path)
        else:
            entry, own = known[concept]
            terms += _terms(concept, msgspec.structs.replace(entry, words=words), own, path)
    return terms, concepts


def _line(path: Path, text: str) -> int:
    """The first line on which a text stands."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def joined(terms: list[Term]) -> list[Term]:
    """One term for each word of a concept: several languages may share a word, the first keeps it."""
    first: dict[tuple[str, str, str], Term] = {}
    for term in terms:
        first.setdefault((term.text, term.concept, term.form), term)
    return list(first.values())
