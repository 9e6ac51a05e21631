"""The catalogue of rules, ``docs/rules.md``, printed from the knowledge itself."""

from collections import Counter
from pathlib import Path

from sousveil.knowledge.compiling import build
from sousveil.knowledge.rules import Clause, Named, named_conditions, rule_files
from sousveil.knowledge.strict import DATA

HEAD = """# The rules

Printed by `python -m sousveil.knowledge catalogue`; a test holds it to the rules. A rule finds words of the lexicon in
text units of certain roles. Weak words, which mean something else in most places, need company. An innocent
explanation that fits sets a find aside, with its reason; it stays in the report.
"""


def catalogue(folder: Path = DATA) -> str:
    """The page, as Markdown."""
    pack, shared = build(folder), named_conditions(folder)
    out = [HEAD]
    for key, (_, file) in rule_files(folder).items():
        roles = "everything" if file.look_in == "everything" else ", ".join(file.look_in)
        out += [
            f"## {key}\n",
            f"The software {file.says}. Revision {file.revision}, {file.status}. Looks in: {roles}.\n",
            f"Finds: {', '.join(f'`{concept}`' for concept in file.find)}.\n",
        ]
        for title, items in (("Needs", file.needs), ("Weak words need one of", file.weak_needs)):
            if items:
                out += [f"{title}:\n", *(f"- {_sentence(item, shared)}" for item in items), ""]
        if file.unless:
            out += ["Set aside where it is:\n", *(f"- {_reason(item, shared)}" for item in file.unless), ""]
        out += ["Limits:\n", *(f"- {limit}" for limit in file.limits), ""]
        out += [f"Sources: {'; '.join(pack.sources[source].title for source in file.sources)}.\n"]
    out += ["## Innocent explanations\n"]
    out += [f"- **{named.because}**: {named.explanation}" for key, named in shared.items() if key.startswith("inno")]
    families = Counter(term.concept.partition("/")[0] for term in pack.terms)
    counts = ", ".join(f"{count} of family `{family}`" for family, count in sorted(families.items()))
    out += ["", "## The lexicon\n", f"{len(pack.terms)} words for {len(pack.concepts)} concepts: {counts}.", ""]
    return "\n".join(out)


def _sentence(item: str | Clause, shared: dict[str, Named]) -> str:
    return shared[item].explanation if isinstance(item, str) else f"{', '.join(item.any)} ({item.scope})"


def _reason(item: str | Clause, shared: dict[str, Named]) -> str:
    return shared[item].because if isinstance(item, str) else item.because
