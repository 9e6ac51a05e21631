"""The page of languages, ``docs/lexicon.md``: how many words each concept has in each language, and the holes."""

from collections import Counter
from pathlib import Path

from sousveil.knowledge import lexicon
from sousveil.knowledge.compiling import build
from sousveil.knowledge.pack import Concept, Pack, Term
from sousveil.knowledge.strict import DATA

LANGUAGES = (
    "zh-Hans", "zh-Hant", "ru", "ar", "ug", "bo", "tr", "ko", "ja", "hi", "he", "es", "fr", "de", "pt", "vi", "id",
    "fa", "ur", "en",
)  # fmt: skip
"""What software that sorts people is written in, as far as is known."""
NAMED = (
    "uyghur", "tibetan", "roma", "kurd", "rohingya", "hazara", "dalit", "jewish", "muslim", "sikh", "christian",
    "buddhist", "black", "white", "asian", "latino", "arab", "indian", "middle-eastern", "african",
    "indigenous",
)  # fmt: skip
"""Groups that are shown one by one; the peoples of GB/T 3304 stand in a table of their own."""
AROUND = (
    "face", "body", "person", "attribute", "capture", "infer", "event", "act", "rule", "search", "ui", "document",
    "form", "registry", "census", "locale", "font", "racing", "game", "colour", "paint", "music", "policy",
)  # fmt: skip
_SLURS = {"roma": "roma-slur", "black": "black-slur"}
_SCRIPTS = {"zh-Hans": "gb2312", "zh-Hant": "big5"}
HEAD = """# Languages

Printed by `python -m sousveil.knowledge lexicon`; a test holds it to the lexicon. Each figure is the number of words
that a concept has in a language; a dot is a hole. Words for a group count with the slurs for it, which are looked for
too and never shown as ours. A Chinese word counts for the scripts that it can be written in; Uyghur counts in Arabic
and in Latin letters together. Every word is looked for in every file, whatever language that is in.

Every word has a source. `tools/lexicon.py compile` takes those of CLDR, Wiktionary and CC-CEDICT from packages that are
pinned by version and digest (Wiktionary: a clone at a pinned commit); what is kept by hand and names the Universal
Declaration, CC-CEDICT or the annotations of CLDR is looked up there by `tools/lexicon.py check`. Words under licences
that ask for the same licence are in files of their own, `src/sousveil/knowledge/data/lexicon/share-alike`. A small kit
and ordinary texts in each language are tried in all its encodings by `tests/knowledge/test_languages.py`.
"""


def lexicon_page(folder: Path = DATA) -> str:
    """The page, as Markdown."""
    pack, terms = build(folder), lexicon.read_all(folder / "lexicon")[0]
    count = counts(terms)
    traits = [key for key in pack.concepts if key.startswith("trait/")]
    proxies = [key for key in pack.concepts if key.startswith("proxy/")]
    out = [HEAD]
    for title, keys in (
        ("What people are sorted by", traits),
        ("Groups", [f"group/{name}" for name in NAMED]),
        ("Dress", proxies),
        ("What stands around a person, and the words of each stage", [f"context/{name}" for name in AROUND]),
    ):
        out += [f"## {title}\n", *table(keys, pack.concepts, count), ""]
    out += ["## The peoples of GB/T 3304-1991\n", *peoples(pack, count), ""]
    return "\n".join([*out, "## Sources\n", *sources(terms, pack)]) + "\n"


def written_in(term: Term) -> tuple[str, ...]:
    """The languages of the page that a term is a word of."""
    spoken = term.language.partition("-")[0]
    if spoken != "zh":
        return (spoken,) if spoken in LANGUAGES else ()
    return tuple(language for language, codec in _SCRIPTS.items() if _fits(term.text, codec))


def _fits(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def counts(terms: list[Term]) -> Counter[tuple[str, str]]:
    """How many different words a concept has in a language of the page."""
    seen = {(term.concept, language, term.text) for term in terms for language in written_in(term)}
    found = Counter((concept, language) for concept, language, _ in seen)
    for name, slurs in _SLURS.items():
        for language in LANGUAGES:
            found[f"group/{name}", language] += found[f"group/{slurs}", language]
    return found


def table(keys: list[str], concepts: dict[str, Concept], count: Counter[tuple[str, str]]) -> list[str]:
    """Concepts by languages."""
    out = [f"| | {' | '.join(LANGUAGES)} | languages |", "| --- " * (len(LANGUAGES) + 2) + "|"]
    for key in keys:
        row = [count[key, language] for language in LANGUAGES]
        cells = " | ".join(str(n) if n else "·" for n in row)
        out.append(f"| {concepts[key].name} | {cells} | {sum(map(bool, row))} |")
    holes = [sum(not count[key, language] for key in keys) for language in LANGUAGES]
    return [*out, f"| *holes* | {' | '.join(str(n) if n else '·' for n in holes)} | |"]


def peoples(pack: Pack, count: Counter[tuple[str, str]]) -> list[str]:
    """The national table: number and letters, names, and in how many other languages there are words."""
    coded = sorted((each.code, key) for key, each in pack.concepts.items() if each.code)
    out = ["| Number | Letters | Name | Chinese | Other languages |", "| --- | --- | --- | --- | --- |"]
    for code, key in coded:
        number, _, letters = code.partition(" ")
        named = [term for term in pack.terms if term.concept == key and term.text.endswith("族")]
        chinese = min(named, key=lambda term: term.language != "zh").text
        others = [language for language in LANGUAGES[2:] if count[key, language]]
        out.append(f"| {number} | {letters} | {pack.concepts[key].name} | {chinese} | {', '.join(others)} |")
    return out


def sources(terms: list[Term], pack: Pack) -> list[str]:
    """Where the words come from, with their licences."""
    used = Counter(term.source for term in terms)
    out = ["| Source | Version | Licence | Words |", "| --- | --- | --- | --- |"]
    for key, number in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        source = pack.sources[key]
        out.append(f"| {source.title} | {source.version} | {source.licence} | {number} |")
    return out
