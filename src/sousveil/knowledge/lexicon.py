"""The lexicon: files of concepts and their words in many languages, one family in each file.

A file says ``family``, what its words do in sifting, and ``concepts``. The words of a concept stand in groups that
share a source; the keys of a group are ``source``, the flags of :class:`Group`, and languages (BCP 47, ``""`` for
none), each with a list of words.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import msgspec

from sousveil.knowledge.pack import Concept, Term
from sousveil.knowledge.placing import Steps
from sousveil.knowledge.strict import DATA, at, in_order, read, wrong
from sousveil.model.words import Trait

_RUNNING = re.compile("[\u0f00-\u0fff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
"""Scripts that do not part words by spaces (Tibetan parts syllables), and Korean, which glues endings to them."""
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[A-Z][a-z]{3})?)?")
SiftAs: TypeAlias = Literal["strong", "weak", "partner", "never"]


class Sift(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What strong and weak words do in sifting, see :class:`~sousveil.knowledge.pack.Term`."""

    strong: SiftAs
    weak: SiftAs


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
    sift: Literal["", "strong", "weak", "partner", "never"] = ""
    form: Literal["", "word", "stem", "cjk"] = ""
    company: str = ""
    not_in: tuple[str, ...] = ()
    slur: bool = False


def normal(text: str) -> str:
    """A word as the lexicon keeps it: NFC, single spaces, lower case without the dot of a Turkish I."""
    return " ".join(unicodedata.normalize("NFC", text).lower().replace("i\u0307", "i").split())


def form_of(text: str) -> str:
    """The form of a word whose group does not say."""
    return "cjk" if _RUNNING.search(text) else "word"


class Placed(NamedTuple):
    """A word, and the file and the way in it to where it stands."""

    term: Term
    path: Path
    steps: Steps


def _terms(concept: str, entry: Entry, file: File, path: Path, steps: Steps) -> Iterator[Placed]:
    """The words of an entry; ``steps`` lead to its groups in the file at ``path``."""
    for number, raw in enumerate(entry.words):
        here = (*steps, number)
        for key in raw:
            _spoken(key, path, here)
        try:
            group = msgspec.convert({key: value for key, value in raw.items() if key in _GROUP_KEYS}, Group)
        except msgspec.ValidationError as why:
            raise wrong(path, here, str(why), Group) from why
        if not group.source.strip():
            raise at(path, (*here, "source"), "source is empty", "Write a key of sources.yaml")
        for language, texts in raw.items():
            if language in _GROUP_KEYS:
                continue
            try:
                spoken = msgspec.convert(texts, list[str])
            except msgspec.ValidationError as why:
                raise wrong(path, (*here, language), str(why), list[str]) from why
            for place, text in enumerate(spoken):
                term = _term(text, language, concept, group, entry, file)
                there = (*here, language, place)
                if not term.text:
                    raise at(path, there, f"a word of {concept} is empty", "Write the word, or take it out")
                yield Placed(term, path, there)


def _spoken(key: object, path: Path, steps: Steps) -> None:
    """Raises ``KnowledgeError`` where a key of a group is neither one that there is nor a language."""
    if key in _GROUP_KEYS or (isinstance(key, str) and _LANGUAGE.fullmatch(key)):
        return
    near = difflib.get_close_matches(str(key), _GROUP_KEYS, 1)
    mend = f"Did you mean '{near[0]}'?" if near else f"Write en, zh or the like, or {', '.join(_GROUP_KEYS)}"
    raise at(path, (*steps, f"{key}:"), f"{key!r} is neither a language nor a known key", mend)


def _term(text: str, language: str, concept: str, group: Group, entry: Entry, file: File) -> Term:
    sift = entry.sift or file.sift or Sift(strong="never", weak="never")
    return Term(
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


_GROUP_KEYS = tuple(field.encode_name for field in msgspec.structs.fields(Group))


def read_all(folder: Path = DATA / "lexicon", without: Collection[str] = ()) -> tuple[list[Term], dict[str, Concept]]:
    """All terms, in the order of the files, those that are added last, and all concepts by id.

    ``without`` are names of files to pass over. Raises ``KnowledgeError``.
    """
    terms, concepts = read_placed(folder, without)
    return [one.term for one in terms], concepts


def read_placed(
    folder: Path = DATA / "lexicon", without: Collection[str] = ()
) -> tuple[list[Placed], dict[str, Concept]]:
    """The same, each term with where it stands. Raises ``KnowledgeError``."""
    terms: list[Placed] = []
    concepts: dict[str, Concept] = {}
    known: dict[str, tuple[Entry, File]] = {}
    added: list[tuple[Path, File, str, list[dict[str, Any]]]] = []
    for path in (path for path in in_order(folder) if path.name not in without):
        file = read(path, File)
        if file.concepts and not (file.family and file.sift):
            raise at(path, (), "concepts need a 'family' and a 'sift'", "Write both at the head of the file")
        for key, entry in file.concepts.items():
            concept = f"{file.family}/{key}"
            if concept in concepts:
                raise at(
                    path, ("concepts", f"{key}:"), f"{concept} stands twice", "Take one of the two out, or use adds"
                )
            known[concept] = (entry, file)
            concepts[concept] = Concept(
                id=concept, name=entry.name, trait=entry.trait, slur=entry.slur, code=entry.code
            )
            terms += _terms(concept, entry, file, path, ("concepts", key, "words"))
        added += [(path, file, concept, words) for concept, words in file.adds.items()]
    for path, file, concept, words in added:
        steps = ("adds", concept)
        if concept not in concepts:
            near = difflib.get_close_matches(concept, concepts, 1)
            mend = f"Did you mean '{near[0]}'?" if near else "Name one of docs/rules.md, or write it under concepts"
            raise at(path, ("adds", f"{concept}:"), f"there is no concept {concept}", mend)
        if file.sift:
            terms += _terms(concept, Entry(name=concepts[concept].name, words=words), file, path, steps)
        else:
            entry, own = known[concept]
            terms += _terms(concept, msgspec.structs.replace(entry, words=words), own, path, steps)
    return terms, concepts


def joined(terms: list[Term]) -> list[Term]:
    """One term for each word of a concept: several languages may share a word, the first keeps it."""
    first: dict[tuple[str, str, str], Term] = {}
    for term in terms:
        first.setdefault((term.text, term.concept, term.form), term)
    return list(first.values())
