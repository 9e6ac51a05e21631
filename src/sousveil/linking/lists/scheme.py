"""A list of kinds that people are sorted into, and the marks of groups in it."""

from collections.abc import Iterable

import msgspec

from sousveil.model.words import Trait

TABLE_FROM = 12
"""From so many different peoples on, a list is a national table of peoples (GB/T 3304 has 56)."""
SCATTERED_FROM = 8
"""A table whose list has so many times more texts than peoples is one of languages or places, some of which are called
after peoples. A row of a table has a number, a code and names in several languages."""


class Mark(msgspec.Struct, frozen=True):
    """A group word in a unit: code points, the group's id, whether the word alone is weak."""

    unit: int
    start: int
    end: int
    group: str
    weak: bool


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """A list of groups. ``holder`` is the symbol that holds it (-1: none), ``unit`` the coded unit or -1.

    Names that are made alike have neither.
    """

    holder: int
    unit: int
    trait: Trait
    marks: tuple[Mark, ...]
    rest: tuple[int, ...]
    """Units that stand for everybody else, for unknown or not recognised."""
    unrecognised: tuple[int, ...]
    """Of these, the units that say that the *device or algorithm* did not recognise it."""
    said: frozenset[str] = frozenset()
    """The concepts in the names that are made alike, or in the name of what they are added to."""
    texts: int = 0
    """How many texts the list has; 0 for a coding in a text."""

    @property
    def table(self) -> bool:
        """Whether so many peoples are listed as in a national table."""
        return len(self.groups) >= TABLE_FROM

    @property
    def scattered(self) -> bool:
        """Whether they stand among many texts that name none."""
        return self.texts > SCATTERED_FROM * len(self.groups)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, in order of first sight."""
        return tuple(dict.fromkeys(mark.group for mark in self.marks))


def group_of(concept: str) -> str:
    """``uyghur`` for ``group/uyghur``, ``""`` for other concepts."""
    return concept.removeprefix("group/") if concept.startswith("group/") else ""


def trait_of(concepts: Iterable[str]) -> Trait | None:
    """The trait that a set of concepts names; race before the others where several stand together."""
    named = {concept.removeprefix("trait/") for concept in concepts if concept.startswith("trait/")}
    return next((trait for trait in Trait if trait.value in named), None)
