"""Documented public cases and provisions of law: one YAML file for each, its name the id.

A precedent says what was found in public, by whom it can be read, and what the maker answered; a finding cites those
that it is like. A provision is printed only where its text was read; one without ``read`` is a draft.
"""

from collections.abc import Iterator
from pathlib import Path

from sousveil.knowledge.pack import Like, Precedent, Provision
from sousveil.knowledge.placing import Fault
from sousveil.knowledge.strict import DATA, in_order, read_named
from sousveil.model.words import Trait


def read_precedents(folder: Path = DATA) -> tuple[Precedent, ...]:
    """The precedents below ``folder``. Raises ``KnowledgeError``."""
    return read_named(in_order(folder / "precedents"), Precedent)


def read_provisions(folder: Path = DATA) -> tuple[Provision, ...]:
    """The provisions below ``folder``, drafts too. Raises ``KnowledgeError``."""
    return read_named(in_order(folder / "provisions"), Provision)


def faults(
    precedents: tuple[Precedent, ...], provisions: tuple[Provision, ...], names: set[str]
) -> Iterator[tuple[str, Fault]]:
    """The entry and what is wrong with it, where one is well-formed and not good enough; ``names`` are of groups."""
    for one in precedents:
        yield from ((f"precedents/{one.id}", fault) for fault in _of_precedent(one, names))
    for law in provisions:
        yield from ((f"provisions/{law.id}", fault) for fault in _of_provision(law, names))


def _of_precedent(one: Precedent, names: set[str]) -> Iterator[Fault]:
    if not (one.source.title and one.source.where):
        yield Fault(("source",), "has no source that can be looked up")
    if one.source.read not in ("primary", "report"):
        what = "says neither that the primary text was read nor that a report about it was"
        yield Fault(("source", "read"), what)
    if not (one.like.stages or one.like.groups or one.like.names):
        yield Fault(("like",), "is like everything: name stages, groups or names")
    if not one.like.traits:
        yield Fault(("like", "traits"), "names no trait")
    yield from _of_groups(one.like, "like", names)


def _of_provision(law: Provision, names: set[str]) -> Iterator[Fault]:
    if law.read and not law.read_in:
        yield Fault(("read",), "was read, but does not say where")
    if not law.if_.traits:
        yield Fault(("if", "traits"), "names no trait")
    yield from _of_groups(law.if_, "if", names)


def _of_groups(like: Like, key: str, names: set[str]) -> Iterator[Fault]:
    for number, group in enumerate(like.groups):
        if group not in names:
            yield Fault((key, "groups", number), f"there is no group {group!r}")


HEAD = """# Precedents and provisions

Printed by `python -m sousveil.knowledge cases`; a test holds it to the knowledge. Precedents are public cases that a
finding can be like; a like case is no evidence about a product. Provisions are printed in a report only when asked for,
as facts relevant to them, and only where their text was read: the others here are drafts.
"""


def cases_page(folder: Path = DATA) -> str:
    """The page, as Markdown."""
    out = [HEAD, "## Precedents\n"]
    for one in read_precedents(folder):
        out += [f"### {one.title}\n", f"{one.maker}, {one.product}, {one.when}. {one.found}\n"]
        if one.answer:
            out.append(f"The maker ({one.answer.when}): {one.answer.text}\n")
        text = "the primary text was read" if one.source.read == "primary" else "a report about it was read"
        out.append(f"- {one.source.title}; {one.source.where} ({text})\n- {_likeness(one.like)}\n")
    out.append("## Provisions\n")
    for law in read_provisions(folder):
        if not law.read:
            out.append(f"### {law.name}\n\nA draft: its text was not read, and it is never printed.\n")
            continue
        out += [f"### {law.name}\n", f"{law.relevant}\n", f"It also turns on: {law.turns_on}\n"]
        out += [f"Not by itself: {law.not_by_itself}\n", *([f"Disputed: {law.disputed}\n"] if law.disputed else [])]
        out.append(f"- Read on {law.read}: {law.read_in}\n")
    return "\n".join(out)


def _likeness(like: Like) -> str:
    traits = " or ".join(Trait(trait).value for trait in like.traits)
    parts = [f"cited by findings of {traits}"]
    parts += [f"that show {' and '.join(like.stages)}"] if like.stages else []
    parts += [f"that name {' or '.join(like.groups)}"] if like.groups else []
    parts += [f"or hold {', '.join(f'`{name}`' for name in like.names)}"] if like.names else []
    return " ".join(parts)
