"""Samples hurt in a reproducible way, and what opening makes of each. Used by the tests and by ``make robust``."""

import hashlib
import importlib
import random
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.limits import Limits
from sousveil.opening.formats import FORMATS
from tests.opening.looking import look

LIMITS = Limits(out=256 << 20, members=20_000, ratio_from=16 << 20, in_memory=64 << 20, depth=12)
"""What one hurt sample may cost; the samples themselves are a few kilobytes."""
CUTS = 10


class Case(NamedTuple):
    """A hurt sample: ``how`` names it (``cut 3``, ``flip 17``)."""

    how: str
    data: bytes


def names() -> list[str]:
    """The formats, by the names of their modules, as their samples are called."""
    return [type(form).__module__.rpartition(".")[2] for form in FORMATS]


def sample(name: str) -> bytes:
    """The sample of a format. Whatever it raises where a packer is missing goes through."""
    data: bytes = importlib.import_module(f"tests.samples.opening.{name}").build()
    return data


def cuts(data: bytes) -> Iterator[Case]:
    """The sample cut short at ten places, spread over its length."""
    for number in range(CUTS):
        yield Case(f"cut {number}", data[: len(data) * (2 * number + 1) // (2 * CUTS)])


def flips(name: str, data: bytes, count: int, first: int = 0) -> Iterator[Case]:
    """The sample with one bit turned; where depends on the format's name and the number alone."""
    for number in range(first, first + count):
        at = random.Random(f"{name} {number}").randrange(len(data) * 8)  # noqa: S311 - no secret
        hurt = bytearray(data)
        hurt[at // 8] ^= 1 << at % 8
        yield Case(f"flip {number}", bytes(hurt))


class Outcome(NamedTuple):
    """What came of a case.

    ``told``: the codes of the gaps. ``same``: everything came out as from the sound sample (by the digests of all
    leaves). ``closed``: it was not taken for a container at all, and is a leaf that is looked through as it stands.
    ``rest``: bytes that belong to nothing known are a part of their own.
    """

    told: tuple[str, ...]
    same: bool
    closed: bool
    rest: bool = False

    @property
    def word(self) -> str:
        """One word for tables: what a reader of the report would know."""
        if self.told:
            return "a gap says so"
        if self.closed:
            return "not taken for a container"
        if self.rest:
            return "an unknown part is shown"
        return "same content" if self.same else "other content, no checksum in the format"


def leaves(data: bytes) -> frozenset[str]:
    """The digests of all leaves, structure apart."""
    return frozenset(blob.digest for blob in look(data, LIMITS).leaves if blob.layer and blob.layer.kind != "unknown")


def hurt(case: Case, sound: frozenset[str]) -> Outcome:
    """Open a hurt sample. Raises what opening raises, and ``AssertionError`` where its account does not add up."""
    opened = look(case.data, LIMITS)
    here = frozenset(blob.digest for blob in opened.leaves if blob.layer and blob.layer.kind != "unknown")
    rest = bool(opened.kinds("unknown"))
    return Outcome(tuple(sorted(set(opened.codes))), here == sound, not opened.containers, rest)


def fingerprint(name: str) -> str:
    """What a kept result depends on: the sample."""
    return hashlib.sha256(sample(name)).hexdigest()[:16]
