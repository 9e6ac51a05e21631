"""Compile the words of packaged sources into ``src/sousveil/knowledge/data/lexicon``.

    python tools/lexicon.py compile [--sources FOLDER] [--wordnets CLONE] [--into FOLDER]
    python tools/lexicon.py check   [--sources FOLDER] [--wordnets CLONE]

``compile`` writes one file for each source: ``compiled/`` for those under permissive licences, ``share-alike/`` for the
others. The same sources give the same bytes. Without a clone of ``omwn/omw-data`` the words of Wiktionary stay as they
are. Then ``python -m sousveil.knowledge compile`` makes the pack of all files.

``check`` looks up every word that is kept by hand and names one of these sources, and lists those it does not hold.
"""

import argparse
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from lexicon_names import in_latin, of_language, of_region, without_dots
from lexicon_sources import MissingSourceError, Sources

from sousveil.knowledge.lexicon import form_of, normal, read_all
from sousveil.knowledge.pack import Term
from sousveil.knowledge.strict import DATA

ROOT = Path(__file__).parent.parent
WANTED = Path(__file__).with_suffix(".yaml")
FILES = {
    "cldr": "compiled/cldr.yaml",
    "annotations": "compiled/annotations.yaml",
    "uly": "compiled/uyghur-latin.yaml",
    "cedict": "share-alike/cedict-pinyin.yaml",
    "wiktionary": "share-alike/wiktionary.yaml",
}
HEAD = "# Written by tools/lexicon.py; not by hand. Source and licence: {} in sources.yaml.\n"
_LONGEST = 40
_SHORTEST_LATIN = 5
_POINTED = ("ar", "fa", "ur", "he", "ug")
"""Languages whose vowel signs are written in dictionaries and seldom elsewhere."""


class Found(NamedTuple):
    """A word of a concept, with what its group of words says."""

    concept: str
    language: str
    text: str
    source: str
    flags: tuple[tuple[str, object], ...]


def tidy(text: str, language: str) -> str:
    """A word as the lexicon keeps it, without vowel signs and the Turkish capitals made small as Turkish does."""
    if language == "tr":
        text = text.replace("İ", "i").replace("I", "ı")
    if language in _POINTED:
        text = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Mn")
    return normal(text.replace("\u200e", "").replace("’", "'"))


def compiled(sources: Sources, wanted: dict[str, Any]) -> Iterator[Found]:
    """Everything that is asked for, in order; Uyghur at the end once more, in Latin letters."""
    uyghur = [Found(t.concept, t.language, t.text, t.source, ()) for t in by_hand() if t.language == "ug"]
    for each in _compiled(sources, wanted):
        uyghur += [each] if each.language == "ug" else []
        own = dict(each.flags)
        if own.get("weak") and each.concept.split("/")[0] in ("group", "proxy"):
            own["sift"] = "partner" if each.concept in wanted["partners"] else "never"
        yield each._replace(flags=tuple(sorted(own.items())))
    yield from latin(uyghur, wanted["latin"])


def latin(words: list[Found], want: dict[str, Any]) -> Iterator[Found]:
    """Uyghur in Latin letters, with and without the dots. Few are looked for: most are short, or other languages'."""
    strong, weak, left = set(want["strong"]), set(want["weak"]), set(want["leave"])
    for each in words:
        full = in_latin(each.text)
        if each.source == "wiktionary" or full in left or len(full) < _SHORTEST_LATIN:
            continue
        for text in dict.fromkeys((full, without_dots(full))):
            told: dict[str, object] = {"weak": True, "sift": "weak" if full in weak else "never"}
            if full in strong:
                told = {}
            elif each.concept.startswith("context/") and len(full) > _SHORTEST_LATIN:
                told = {"sift": "never"}
            yield Found(each.concept, "ug-Latn", text, "uly", tuple(sorted(told.items())))


def _compiled(sources: Sources, wanted: dict[str, Any]) -> Iterator[Found]:
    for language in wanted["languages"]:
        yield from names(sources, wanted, language)
        yield from keywords(sources, wanted["keywords"], language)
        yield from spoken(sources, wanted["spoken"], language)
    yield from natives(sources, wanted["natives"])
    yield from pinyin(sources)
    if sources.has_wordnets():  # the last, so that the others are the same without them
        for language in wanted["languages"]:
            if language != "zh-Hant":
                yield from translations(sources, wanted["synsets"], language)


def names(sources: Sources, wanted: dict[str, Any], language: str) -> Iterator[Found]:
    """Peoples by the names of their languages and regions."""
    of = sources.language_names(language)
    for concept, want in wanted["names"].items():
        if language not in want.get("only", [language]):
            continue
        for code in want["codes"]:
            for word, form in of_language(of.get(code, ""), language):
                if (text := tidy(word, language)) in want.get("leave", []):
                    continue
                yield Found(concept, language, text, "cldr", flags(concept, want, form=form))
    for concept, code in wanted["regions"].items():
        text = of_region(sources.region_names(language).get(code, ""), language)
        yield Found(concept, language, tidy(text, language), "cldr", flags(concept, {}))


def natives(sources: Sources, wanted: dict[str, Any]) -> Iterator[Found]:
    """Peoples by the name of their language in itself, without the words for "language" that stand beside it."""
    for concept, want in wanted.items():
        for code in want["codes"]:
            name = tidy(sources.language_names(code).get(code.split("-")[0], ""), code)
            for marker in want.get("without", []):
                name = name.removesuffix(marker).removeprefix(marker).strip()
            yield Found(concept, code, name, "cldr", flags(concept, want))


def spoken(sources: Sources, wanted: dict[str, Any], language: str) -> Iterator[Found]:
    """What a symbol is called, whole: the races that it shows, the tools of a painter."""
    for concept, want in wanted.items():
        left = {tidy(word, language) for word in want.get("leave", [])}
        for symbol in want["symbols"]:
            text = tidy(next(iter(sources.keywords(language, symbol)[-1:]), ""), language)
            if text and text not in left:
                yield Found(concept, language, text, "annotations", flags(concept, want))


def keywords(sources: Sources, wanted: dict[str, Any], language: str) -> Iterator[Found]:
    """Faiths, colours and games by what is said of their symbols."""
    seen = {
        concept: [{tidy(word, language) for word in sources.keywords(language, each)} for each in want["symbols"]]
        for concept, want in wanted.items()
    }
    for concept, sets in seen.items():
        others = {word for other, them in seen.items() if other != concept for each in them for word in each}
        shared = {word for each in sets for word in each if sum(word in them for them in sets) > 1}
        want = wanted[concept]
        into = want.get("concept", concept)
        for text in sorted(shared - others - {tidy(word, language) for word in want["leave"]}):
            yield Found(into, language, text, "annotations", flags(into, want))


def translations(sources: Sources, wanted: dict[str, Any], language: str) -> Iterator[Found]:
    """The translations of Wiktionary for synsets."""
    for concept, want in wanted.items():
        left = {tidy(word, language) for word in want.get("leave", [])}
        only = {tidy(word, language) for word in want.get("only", [])}
        for synset in want["synsets"]:
            for word in sources.synset(language, synset):
                text = tidy(word, language)
                if text not in left and (not only or text in only):
                    yield Found(concept, language, text, "wiktionary", flags(concept, want))


def pinyin(sources: Sources) -> Iterator[Found]:
    """The names of the peoples of GB/T 3304 in pinyin, as identifiers have them: ``weiwuerzu``, ``wei wu er zu``."""
    for term in by_hand():
        if not (term.concept.startswith("group/") and term.language == "zh" and term.text.endswith("族")):
            continue
        for spoken, english in sources.chinese().get(term.text, []):
            if "ethnic" not in english:
                continue
            syllables = [part.rstrip("12345").lower().replace("u:", "v") for part in spoken.split()]
            for text in ("".join(syllables), " ".join(syllables)):
                yield Found(term.concept, "", text, "cedict", flags(term.concept, {}))


def flags(concept: str, want: dict[str, Any], form: str = "") -> tuple[tuple[str, object], ...]:
    """What the lexicon says of a word that is compiled: it is weak, unless more is known of it."""
    family = concept.partition("/")[0]
    out: dict[str, object] = {} if want.get("strong") or family == "context" else {"weak": True}
    if "sift" in want:
        out["sift"] = want["sift"]
    if form:
        out["form"] = form
    return tuple(sorted(out.items()))


def by_hand() -> list[Term]:
    """The terms that are kept by hand."""
    written = {name.rsplit("/", 1)[-1] for name in FILES.values()}
    return read_all(DATA / "lexicon", without=written)[0]


def new(found: Iterator[Found]) -> Iterator[Found]:
    """What is not there yet; a word of a concept that another language or source has keeps its flags."""
    known: dict[tuple[str, str], Term | Found] = {}
    there: set[tuple[str, str, str]] = set()
    strong = [term for term in by_hand() if not term.weak and term.concept.split("/")[0] in ("group", "proxy", "trait")]
    for term in by_hand():
        known.setdefault((term.text, term.concept), term)
        there.add((term.text, term.concept, term.language))
    for each in found:
        if not fit(each) or (each.text, each.concept, each.language) in there:
            continue
        there.add((each.text, each.concept, each.language))
        other = known.setdefault((each.text, each.concept), each)
        own = other.flags if isinstance(other, Found) else flags_of(other)
        if dict(own).get("weak") and any(stands_in(term, each) for term in strong):
            own = (*((key, value) for key, value in own if key not in ("weak", "sift")), ("sift", "never"))
        yield each._replace(flags=own)


def stands_in(term: Term, found: Found) -> bool:
    """Whether a longer word holds a telling one of its family, which it would drive out; it need not be looked for."""
    if term.concept.split("/")[0] != found.concept.split("/")[0]:
        return False
    if term.form == "cjk":
        return term.text in found.text
    if term.form == "stem":
        return any(word.startswith(term.text) for word in found.text.split())
    return f" {term.text} " in f" {found.text} "


def flags_of(term: Term) -> tuple[tuple[str, object], ...]:
    """The flags of a group of words that make a term what it is."""
    out: dict[str, object] = {"sift": term.sift}
    if term.weak:
        out["weak"] = True
    if term.form != form_of(term.text):
        out["form"] = term.form
    if term.company == "colour":
        out["company"] = term.company
    if term.not_in:
        out["not-in"] = list(term.not_in)
    return tuple(sorted(out.items(), key=lambda item: item[0]))


def fit(found: Found) -> bool:
    """Whether a word can be looked for at all."""
    text = found.text
    sifted = dict(found.flags).get("sift") != "never"
    plain = all(char.isalpha() or char in " '’-·་\u200c" or unicodedata.category(char) in ("Mn", "Mc") for char in text)
    running = form_of(text) == "cjk"
    long = len(text) >= 2 if running else len(text.encode()) >= (4 if sifted else 3)
    return bool(text) and plain and long and len(text) <= _LONGEST


def write(found: list[Found], folder: Path) -> None:
    """One file for each source that has words."""
    for source, name in FILES.items():
        mine = [each for each in found if each.source == source]
        if not mine:
            continue
        lines = [HEAD.format(source), "adds:\n"]
        for concept in sorted({each.concept for each in mine}):
            lines.append(f"  {concept}:\n")
            rows: dict[str, dict[str, list[str]]] = {}
            for each in (each for each in mine if each.concept == concept):
                row = {"source": source, **dict(each.flags)}
                rows.setdefault(row_of(row), {}).setdefault(each.language, []).append(each.text)
            for head in sorted(rows):
                words = {language: sorted(texts) for language, texts in sorted(rows[head].items())}
                lines.append(f"    - {{{head}, {row_of(words)}}}\n")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8")


def row_of(row: Mapping[str, object]) -> str:
    """A row as YAML on one line, without its braces."""
    text = yaml.safe_dump(dict(row), allow_unicode=True, default_flow_style=True, sort_keys=False, width=1 << 20)
    return str(text).strip().removeprefix("{").removesuffix("}").replace("? '' :", '"":')


def unproven(sources: Sources) -> Iterator[str]:
    """Words kept by hand whose source does not hold them."""
    for term in by_hand():
        held = holds(sources, term)
        if held is False:
            yield f"{term.source}\t{term.language}\t{term.concept}\t{term.text}"


def holds(sources: Sources, term: Term) -> bool | None:
    """Whether the source of a term holds it; ``None`` where it is none of these."""
    match term.source:
        case "udhr":
            text = sources.declaration(term.language)
            return term.text in text if text else None
        case "cedict":
            return term.text in sources.chinese()
        case "annotations":
            return any(term.text == tidy(word, term.language) for word in sources.all_keywords(term.language))
        case _:
            return None


def main() -> int:
    """Do what is asked; 0 when done, 1 when ``check`` found something, 2 when a source cannot be had."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["compile", "check"])
    parser.add_argument("--sources", type=Path, default=ROOT / ".venv" / "lexicon")
    parser.add_argument("--wordnets", type=Path)
    parser.add_argument("--into", type=Path, default=DATA / "lexicon")
    options = parser.parse_args()
    sources = Sources(options.sources, options.wordnets)
    try:
        if options.verb == "check":
            faults = list(unproven(sources))
            sys.stdout.writelines(f"{fault}\n" for fault in faults)
            return 1 if faults else 0
        wanted = yaml.safe_load(WANTED.read_text(encoding="utf-8"))
        found = list(new(compiled(sources, wanted)))
        write(found, options.into)
    except MissingSourceError as why:
        sys.stderr.write(f"{why}\n")
        return 2
    sys.stdout.write(f"{len(found)} words\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
