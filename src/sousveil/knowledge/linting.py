"""What a compiler does not see: entries that are well-formed and still not good enough."""

from collections.abc import Iterator
from pathlib import Path

from sousveil.knowledge import lexicon
from sousveil.knowledge.compiling import build
from sousveil.knowledge.pack import Pack, Source, Term
from sousveil.knowledge.placing import mend, placed
from sousveil.knowledge.rules import Clause, Named, RuleFile, named_conditions, rule_files
from sousveil.knowledge.strict import DATA, KnowledgeError, in_order, read

_SHORTEST = 4
"""Bytes of the shortest pattern worth sifting for; a shorter one stands in every compressed file."""


def lint(folder: Path = DATA) -> list[str]:
    """One sentence for each fault of the knowledge below ``folder``, with file, line and mend; empty for none."""
    try:
        pack = build(folder)
        terms, _ = lexicon.read_all(folder / "lexicon")
        files, shared = rule_files(folder), named_conditions(folder)
    except KnowledgeError as why:
        return [str(why)]
    sources = read(folder / "sources.yaml", dict[str, Source])
    used = {term.source for term in pack.terms} | {s for _, file in files.values() for s in file.sources}
    used |= {source for condition in shared.values() for source in condition.sources}
    return [
        *(_placed_term(folder, what) for what in _terms(terms, sources)),
        *(placed(path, what, key) for key, (path, file) in files.items() for what in _rule(file, pack, sources)),
        *(
            placed(folder / f"{key}.yaml", what, key)
            for key, named in shared.items()
            for what in _condition(key, named, pack, sources)
        ),
        *(f"sources.yaml: nothing comes from {key}" for key in sorted(sources.keys() - used)),
        *_unused(files, shared),
    ]


def _placed_term(folder: Path, what: str) -> str:
    """A fault of a word, in the file that holds it."""
    word = what.split("'")[1] if "'" in what else what
    for path in in_order(folder / "lexicon"):
        lines = path.read_text(encoding="utf-8").lower().splitlines()
        if (line := next((n for n, text in enumerate(lines, 1) if word in text), 0)) and what.split("/", maxsplit=1)[0]:
            shown = path.resolve() if path.is_symlink() else path
            return f"{shown}:{line}: {what}. {mend(what)}."
    return f"{what}. {mend(what)}."


def _terms(terms: list[Term], sources: dict[str, Source]) -> Iterator[str]:
    seen: dict[tuple[str, str], Term] = {}
    for term in terms:
        where = f"{term.concept} {term.text!r}"
        if term.source not in sources:
            yield f"{where}: there is no source {term.source!r}"
        if term.sift != "never" and len(term.text.encode()) < _SHORTEST:
            yield f"{where}: is shorter than {_SHORTEST} bytes and is sifted for"
        if term.form == "cjk" and len(term.text) < 2:
            yield f"{where}: is a single character"
        if term.form == "stem" and (" " in term.text or term.text.isascii()):
            yield f"{where}: a stem is one word of a script beyond ASCII"
        other = seen.setdefault((term.text, term.concept), term)
        if other is not term and other.language == term.language:
            yield f"{where}: stands twice in {term.language or 'no language'}"
        if other is not term and (other.weak, other.sift, other.form) != (term.weak, term.sift, term.form):
            yield f"{where}: is not the same in {term.language!r} and {other.language!r}"


def _rule(file: RuleFile, pack: Pack, sources: dict[str, Source]) -> Iterator[str]:
    for kind, given in (("limits", file.limits), ("sources", file.sources), ("find", file.find)):
        if not given:
            yield f"has no {kind}"
    for kind in ("hit", "miss"):
        if not any(getattr(trial, kind) for trial in file.tests):
            yield f"has no {kind} among its tests"
    if any((trial.hit is None) + (trial.miss is None) + (trial.todo_hit is None) != 2 for trial in file.tests):
        yield "has a test that is not one of hit, miss and todo-hit"
    yield from (f"there is no source {key!r}" for key in file.sources if key not in sources)
    yield from _concepts(file.find, pack)
    for item in (*file.needs, *file.weak_needs, *file.unless):
        if isinstance(item, Clause):
            yield from _clause(item, pack)


def _condition(key: str, named: Named, pack: Pack, sources: dict[str, Source]) -> Iterator[str]:
    if key.startswith("innocents/"):
        if not named.because:
            yield "has no because"
        if not named.sources:
            yield "has no source"
    yield from (f"there is no source {source!r}" for source in named.sources if source not in sources)
    for clause in named.where:
        yield from _clause(clause, pack)


def _clause(clause: Clause, pack: Pack) -> Iterator[str]:
    yield from _concepts([*clause.any, *(pattern.removeprefix("?") for pattern in clause.but)], pack)
    if (clause.scope == "near") != bool(clause.within):
        yield "near has a within, and nothing else has"


def _concepts(patterns: list[str], pack: Pack) -> Iterator[str]:
    families = {concept.partition("/")[0] + "/*" for concept in pack.concepts}
    for pattern in patterns:
        if pattern not in pack.concepts and pattern not in families:
            yield f"there is no concept {pattern}"


def _unused(files: dict[str, tuple[Path, RuleFile]], shared: dict[str, Named]) -> Iterator[str]:
    asked = [item for _, file in files.values() for item in (*file.needs, *file.weak_needs, *file.unless)]
    named = {item for item in asked if isinstance(item, str)}
    yield from (f"{key}: no rule names it" for key in shared if key not in named)
