"""Documented public cases and provisions of law: one YAML file for each, its name the id.

A precedent says what was found in public, by whom it can be read, and what the maker answered; a finding cites those
that it is like. A provision is printed only where its text was read; one without ``read`` is a draft.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from sousveil.knowledge.pack import Answer, Like, Precedent, Provision, Published
from sousveil.knowledge.strict import DATA, KnowledgeError, in_order, read
from sousveil.model.words import Trait


class _PrecedentFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: str
    when: str
    maker: str
    product: str
    found: str
    source: Published
    like: Like
    answer: Answer | None = None


class _ProvisionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    jurisdiction: str
    name: str
    relevant: str
    turns_on: str
    not_by_itself: str
    if_: Like = msgspec.field(name="if")
    disputed: str = ""
    read: str = ""
    read_in: str = ""


def read_precedents(folder: Path = DATA) -> tuple[Precedent, ...]:
    """The precedents below ``folder``. Raises ``KnowledgeError``."""
    return tuple(
        Precedent(id=path.stem, **msgspec.structs.asdict(read(path, _PrecedentFile)))
        for path in in_order(folder / "precedents")
    )


def read_provisions(folder: Path = DATA) -> tuple[Provision, ...]:
    """The provisions below ``folder``, drafts too. Raises ``KnowledgeError``."""
    return tuple(
        Provision(id=path.stem, **msgspec.structs.asdict(read(path, _ProvisionFile)))
        for path in in_order(folder / "provisions")
    )


def faults(precedents: tuple[Precedent, ...], provisions: tuple[Provision, ...], names: set[str]) -> Iterator[str]:
    """One sentence for each entry that is well-formed and not good enough; ``names`` are those of groups."""
    for one in precedents:
        if not (one.source.title and one.source.where):
            yield f"precedents/{one.id}: has no source that can be looked up"
        if one.source.read not in ("primary", "report"):
            yield f"precedents/{one.id}: says neither that the primary text was read nor that a report about it was"
        if not (one.like.stages or one.like.groups or one.like.names):
            yield f"precedents/{one.id}: is like everything: name stages, groups or names"
        yield from (f"precedents/{one.id}: there is no group {g!r}" for g in one.like.groups if g not in names)
    for law in provisions:
        if law.read and not law.read_in:
            yield f"provisions/{law.id}: was read, but does not say where"
        if not law.if_.traits:
            yield f"provisions/{law.id}: names no trait"


def checked(
    precedents: tuple[Precedent, ...], provisions: tuple[Provision, ...], names: set[str], folder: Path
) -> tuple[tuple[Precedent, ...], tuple[Provision, ...]]:
    """The same, where there is no fault in them. Raises ``KnowledgeError`` with the first."""
    for fault in faults(precedents, provisions, names):
        raise KnowledgeError(f"{folder}: {fault}")
    return precedents, provisions


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
