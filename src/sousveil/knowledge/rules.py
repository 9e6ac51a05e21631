"""Rules: one YAML file each, whose path below ``data/rules`` is its id, and the named conditions that they share.

A named condition is a file below ``data/company`` (what a weak word needs beside it) or ``data/innocents`` (what gives
a word another meaning); its id is the name of its folder and file (``innocents/concurrency``).
"""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from sousveil.knowledge.pack import Condition, Rule
from sousveil.knowledge.strict import DATA, at, in_order, read
from sousveil.model.words import Role

EVERYTHING = tuple(Role)


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A :class:`~sousveil.knowledge.pack.Condition` as it is written."""

    any: list[str] = []
    scope: Literal["word", "unit", "container", "near", "file", "path"] = "unit"
    within: Annotated[int, msgspec.Meta(ge=0)] = 0
    at_least: Annotated[int, msgspec.Meta(ge=1)] = 1
    count: Literal["concepts", "words"] = "concepts"
    strong: bool = False
    but: list[str] = []
    shape: Literal[
        "", "word-list", "icu-data", "locale-data", "office-theme", "dictionary", "tokenizer", "time-zones",
        "character-data", "country-list", "emoji-table",
    ] = ""  # fmt: skip
    words: list[str] = []
    paths: list[str] = []
    because: str = ""


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A shared condition: it holds where one of ``where`` holds. ``explanation`` is for people."""

    explanation: str
    where: list[Clause]
    because: str = ""
    sources: list[str] = []


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A small structured text to try a rule on.

    ``text`` is a unit of ``role``: the name of a member of ``parent``, beside ``siblings``, with ``comment`` on its
    line; ``near`` are the texts of the lines after it. ``because`` is the reason of the expected discard.
    """

    text: str
    role: Role = Role.FIELD
    parent: str = ""
    siblings: list[str] = []
    comment: str = ""
    near: list[str] = []
    path: str = "sample.txt"
    because: str = ""
    concept: str = ""


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One test of a rule: exactly one of its fields is given."""

    hit: Sample | None = None
    miss: Sample | None = None
    todo_hit: Sample | None = None


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A rule as it is written; see :class:`~sousveil.knowledge.pack.Rule`."""

    revision: Annotated[int, msgspec.Meta(ge=1)]
    status: Literal["nursery", "stable", "retired"]
    says: str
    find: list[str]
    limits: list[str]
    sources: list[str]
    tests: list[Trial]
    look_in: Literal["everything"] | list[Role] = "everything"
    needs: list[str | Clause] = []
    weak_needs: list[str | Clause] = []
    unless: list[str | Clause] = []


def rule_files(folder: Path = DATA) -> dict[str, tuple[Path, RuleFile]]:
    """All rule files by id. Raises ``KnowledgeError``."""
    root = folder / "rules"
    paths = {path.relative_to(root).with_suffix("").as_posix(): path for path in in_order(root)}
    return {key: (path, read(path, RuleFile)) for key, path in paths.items()}


def named_conditions(folder: Path = DATA) -> dict[str, Named]:
    """The shared conditions by id. Raises ``KnowledgeError``."""
    return {key: read(path, Named) for key, path in named_files(folder).items()}


def named_files(folder: Path = DATA) -> dict[str, Path]:
    """The files of the shared conditions by id."""
    return {f"{kind}/{path.stem}": path for kind in ("company", "innocents") for path in in_order(folder / kind)}


def read_rules(folder: Path = DATA) -> tuple[Rule, ...]:
    """All rules, sorted by id. Raises ``KnowledgeError``."""
    shared = {
        key: tuple(_condition(clause, key, one.because) for clause in one.where)
        for key, one in named_conditions(folder).items()
    }
    rules = []
    for key, (path, file) in rule_files(folder).items():
        try:
            rules.append(compiled(key, path.read_text(encoding="utf-8"), file, shared))
        except KeyError as why:
            name = str(why.args[0])
            steps = next((key, at_) for key, items in asked(file) for at_, item in enumerate(items) if item == name)
            near = difflib.get_close_matches(name, shared, 1)
            mend = "Name a file of company/ or innocents/, or add one"
            mend = f"{mend}; did you mean '{near[0]}'?" if near else mend
            raise at(path, steps, f"there is no condition {name!r}", mend) from why
    return tuple(rules)


def asked(file: RuleFile) -> tuple[tuple[str, list[str | Clause]], ...]:
    """What a rule asks for, by the key under which it stands."""
    return ("needs", file.needs), ("weak-needs", file.weak_needs), ("unless", file.unless)


def compiled(key: str, text: str, file: RuleFile, shared: Mapping[str, tuple[Condition, ...]]) -> Rule:
    """The rule of a file. ``shared`` are the named conditions by id. Raises ``KeyError`` for one that is not there."""
    return Rule(
        id=key,
        revision=file.revision,
        status=file.status,
        says=file.says,
        find=tuple(file.find),
        look_in=EVERYTHING if file.look_in == "everything" else tuple(file.look_in),
        needs=_conditions(file.needs, shared),
        weak_needs=_conditions(file.weak_needs, shared),
        unless=_conditions(file.unless, shared),
        limits=tuple(file.limits),
        sources=tuple(file.sources),
        text=text,
    )


def _conditions(written: list[str | Clause], shared: Mapping[str, tuple[Condition, ...]]) -> tuple[Condition, ...]:
    out: list[Condition] = []
    for item in written:
        out += [_condition(item)] if isinstance(item, Clause) else shared[item]
    return tuple(out)


def _condition(clause: Clause, key: str = "", because: str = "") -> Condition:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in msgspec.structs.asdict(clause).items()
    }
    values["because"] = clause.because or because
    return Condition(**values, id=key)
