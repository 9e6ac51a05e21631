"""Hits: words that a rule found in a text unit, kept also when an innocent explanation threw them out."""

import msgspec

from sousveil.model.words import Trait


class Tag(msgspec.Struct, frozen=True, gc=False):
    """A concept seen in a text: ``text[start:end]`` is a word for ``concept``.

    Concepts are paths: ``trait/ethnicity``, ``group/uyghur``, ``rest/other``, ``proxy/hijab``, ``context/face`` ...
    A ``weak`` word means something else in most places (*race*, *black*, *nation*) and needs company.
    """

    concept: str
    start: int
    end: int
    weak: bool = False


class Hit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A rule's find in one unit of a reading.

    ``unit`` indexes ``Reading.units``; ``start`` and ``end`` are code points in its text. ``discarded`` is the reason
    for which an innocent explanation threw the hit out, ``""`` for a live one. ``because`` is the tree of reasons,
    flattened: one short sentence for each condition that held.
    """

    rule: str
    revision: int
    concept: str
    unit: int
    start: int
    end: int
    weak: bool = False
    trait: Trait | None = None
    group: str = ""
    discarded: str = ""
    because: tuple[str, ...] = ()
