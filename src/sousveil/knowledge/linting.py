"""What a compiler does not see: entries that are well-formed and still not good enough."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from sousveil.knowledge import lexicon
from sousveil.knowledge.compiling import build
from sousveil.knowledge.lexicon import Placed
from sousveil.knowledge.pack import Pack, Term
from sousveil.knowledge.placing import Fault, Steps, placed
from sousveil.knowledge.rules import Clause, Named, RuleFile, asked, named_conditions, named_files, rule_files
from sousveil.knowledge.sources import read_sources
from sousveil.knowledge.strict import DATA, KnowledgeError

_SHORTEST = 4
"""Bytes of the shortest pattern worth sifting for; a shorter one stands in every compressed file."""


def lint(folder: Path = DATA) -> list[str]:
    """One sentence for each fault of the knowledge below ``folder``, with file, line and mend; empty for none."""
    try:
        pack = build(folder)
        terms, _ = lexicon.read_placed(folder / "lexicon")
        files, shared, paths = rule_files(folder), named_conditions(folder), named_files(folder)
        sources = read_sources(folder)
    except KnowledgeError as why:
        return [str(why)]
    used = {term.source for term in pack.terms} | {s for _, file in files.values() for s in file.sources}
    used |= {source for condition in shared.values() for source in condition.sources}
    named = {item for _, file in files.values() for _, items in asked(file) for item in items if isinstance(item, str)}
    return [
        *(placed(path, fault) for path, fault in _terms(terms, sources)),
        *(placed(path, fault, key) for key, (path, file) in files.items() for fault in _rule(file, pack, sources)),
        *(
            placed(paths[key], fault, key)
            for key, one in shared.items()
            for fault in _condition(key, one, pack, sources)
        ),
        *(
            placed(path, Fault((f"{key}:",), f"nothing comes from {key}"))
            for key, (_, path) in sources.items()
            if key not in used
        ),
        *(placed(paths[key], Fault((), "no rule names it"), key) for key in shared if key not in named),
    ]


def _terms(terms: list[Placed], sources: Collection[str]) -> Iterator[tuple[Path, Fault]]:
    seen: dict[tuple[str, str], Term] = {}
    for term, path, steps in terms:
        for what in _term(term, sources):
            yield path, Fault(steps, f"{term.concept} {term.text!r}: {what}")
        other = seen.setdefault((term.text, term.concept), term)
        if other is not term and other.language == term.language:
            where = f"in {term.language or 'no language'}"
            yield path, Fault(steps, f"{term.concept} {term.text!r}: stands twice {where}")
        if other is not term and (other.weak, other.sift, other.form) != (term.weak, term.sift, term.form):
            where = f"in {term.language!r} and {other.language!r}"
            yield path, Fault(steps, f"{term.concept} {term.text!r}: is not the same {where}")


def _term(term: Term, sources: Collection[str]) -> Iterator[str]:
    if term.source not in sources:
        yield f"there is no source {term.source!r}"
    if term.sift != "never" and len(term.text.encode()) < _SHORTEST:
        yield f"is shorter than {_SHORTEST} bytes and is sifted for"
    if term.form == "cjk" and len(term.text) < 2:
        yield "is a single character"
    if term.form == "stem" and (" " in term.text or term.text.isascii()):
        yield "a stem is one word of a script beyond ASCII"


def _rule(file: RuleFile, pack: Pack, sources: Collection[str]) -> Iterator[Fault]:
    for kind, given in (("limits", file.limits), ("sources", file.sources), ("find", file.find)):
        if not given:
            yield Fault((kind,), f"has no {kind}")
    if not file.look_in:
        yield Fault(("look-in",), "looks nowhere")
    for kind in ("hit", "miss"):
        if not any(getattr(trial, kind) for trial in file.tests):
            yield Fault(("tests",), f"has no {kind} among its tests")
    for number, trial in enumerate(file.tests):
        if (trial.hit is None) + (trial.miss is None) + (trial.todo_hit is None) != 2:
            yield Fault(("tests", number), "has a test that is not one of hit, miss and todo-hit")
    yield from _known_sources(file.sources, sources)
    yield from _concepts(file.find, pack, ("find",))
    for key, items in asked(file):
        for number, item in enumerate(items):
            if isinstance(item, Clause):
                yield from _clause(item, pack, (key, number))


def _known_sources(named: Sequence[str], sources: Collection[str]) -> Iterator[Fault]:
    for number, key in enumerate(named):
        if key not in sources:
            yield Fault(("sources", number), f"there is no source {key!r}")


def _condition(key: str, named: Named, pack: Pack, sources: Collection[str]) -> Iterator[Fault]:
    if key.startswith("innocents/"):
        if not named.because:
            yield Fault(("explanation",), "has no because")
        if not named.sources:
            yield Fault(("explanation",), "has no source")
    if not named.where:
        yield Fault(("where",), "holds where nothing is")
    yield from _known_sources(named.sources, sources)
    for number, clause in enumerate(named.where):
        yield from _clause(clause, pack, ("where", number))


def _clause(clause: Clause, pack: Pack, steps: Steps) -> Iterator[Fault]:
    yield from _concepts(clause.any, pack, (*steps, "any"))
    yield from _concepts([pattern.removeprefix("?") for pattern in clause.but], pack, (*steps, "but"))
    if (clause.scope == "near" or (clause.scope == "word" and bool(clause.but))) != bool(clause.within):
        yield Fault(steps, "near has a within, as word with a but, and nothing else")
    if not (clause.any or clause.words or clause.paths or clause.shape):
        yield Fault(steps, "asks nothing")


def _concepts(patterns: Sequence[str], pack: Pack, steps: Steps) -> Iterator[Fault]:
    families = {concept.partition("/")[0] + "/*" for concept in pack.concepts}
    for number, pattern in enumerate(patterns):
        if pattern not in pack.concepts and pattern not in families:
            yield Fault((*steps, number), f"there is no concept {pattern}")
