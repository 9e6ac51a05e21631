r"""Patterns for Hyperscan, the tables that say what each one stands for, and the compiled database.

Every byte of a pattern is written ``\xHH``: the engine's own literal mode stops at NUL. Case is folded by the engine
for ASCII bytes alone, never in multibyte text, where a trail byte looks like a letter.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import hyperscan
import msgspec

from sousveil.knowledge.pack import Term
from sousveil.sifting.variants import END, START, Variant, variants

_CONTROL = rb"[\x01-\x08\x0b\x0c\x0e-\x1f]"
_LOWER, _UPPER = rb"[a-z]", rb"[A-Z]"

Seen: TypeAlias = Callable[[int, int, int, int, Any], bool | None]


class Row(msgspec.Struct, frozen=True, array_like=True):
    """What a pattern stands for: the length of the word, the bytes that the pattern takes after it, the check left to
    do (see ``variants``), the encoding, and the terms, ``weak`` when all of them are."""

    length: int
    trail: int
    check: int
    encoding: str
    terms: tuple[int, ...]
    fold: bool = False


class Automaton(msgspec.Struct, frozen=True, array_like=True):
    """A compiled database with its rows, as it is kept in the cache. ``longest`` counts bytes, neighbours included."""

    database: bytes
    rows: tuple[Row, ...]
    longest: int


class Pattern(msgspec.Struct, frozen=True):
    """A pattern before it is compiled."""

    expression: bytes
    flags: int
    row: Row


def literal(needle: bytes) -> bytes:
    r"""``needle`` with every byte as ``\xHH``."""
    return b"".join(b"\\x%02x" % byte for byte in needle)


def merged(terms: Iterable[tuple[int, Term]]) -> dict[tuple[bytes, bool, int, str], list[int]]:
    """Variants of all terms: (needle, fold, check, encoding) to the terms that they spell."""
    first: dict[tuple[bytes, bool, int], str] = {}
    out: dict[tuple[bytes, bool, int, str], list[int]] = {}
    for index, term in terms:
        for needle, encoding, fold, check in variants(term):
            name = first.setdefault((needle, fold, check), encoding)
            out.setdefault((needle, fold, check, name), []).append(index)
    return out


def patterns(terms: Iterable[tuple[int, Term]], *, once: bool = False) -> list[Pattern]:
    """Patterns of the terms. ``once``: words whose borders lie in the pattern are reported once a scan only."""
    out = []
    for (needle, fold, check, encoding), indices in merged(terms).items():
        variant = Variant(needle, encoding, fold, check)
        if not fold and encoding == "utf-8" and needle.isascii():
            for before, trail, after in _borders(variant):
                row = Row(len(needle), trail, 0, encoding, tuple(indices))
                flags = hyperscan.HS_FLAG_SINGLEMATCH if once else 0
                out.append(Pattern(before + literal(needle) + after, flags | hyperscan.HS_FLAG_DOTALL, row))
        else:
            row = Row(len(needle), 0, check, encoding, tuple(indices), fold)
            flags = hyperscan.HS_FLAG_CASELESS if fold else 0
            out.append(Pattern(literal(needle), flags | hyperscan.HS_FLAG_DOTALL, row))
    return out


def _borders(variant: Variant) -> list[tuple[bytes, int, bytes]]:
    """``borders.opens`` and ``borders.closes`` for an ASCII word in lower, title or upper case, as patterns."""
    word = variant.needle.decode()
    before = b""
    if variant.check & START:
        if word.islower():
            before = rb"[^A-Za-z]"
        elif word.isupper():
            before = rb"[^A-Z]"
    if not variant.check & END:
        return [(before, 0, b"")]
    if word.isupper():
        return [(before, 1, rb"[^A-Z]"), (before, 2, _UPPER + rb"[a-z\x01-\x08\x0b\x0c\x0e-\x1f]")]
    return [(before, 1, rb"[^a-z]"), (before, 2, _LOWER + _CONTROL)]


def build(wanted: list[Pattern]) -> Automaton:
    """Compile ``wanted`` for block mode on this machine. An empty list gives a database that finds nothing."""
    wanted = wanted or [Pattern(rb"\x00\x01\xfe\xff\x00\x01\xfe\xff", 0, Row(8, 0, 0, "", ()))]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[each.expression for each in wanted],
        ids=list(range(len(wanted))),
        elements=len(wanted),
        flags=[each.flags for each in wanted],
    )
    longest = max(each.row.length + each.row.trail for each in wanted) + 1
    return Automaton(hyperscan.dumpb(database), tuple(each.row for each in wanted), longest)


class Scanner:
    """A database ready to scan, with its scratch space. Not to be shared between threads."""

    def __init__(self, automaton: Automaton) -> None:
        self.rows = automaton.rows
        self.longest = automaton.longest
        self._database = hyperscan.loadb(automaton.database, mode=hyperscan.HS_MODE_BLOCK)
        self._scratch = hyperscan.Scratch(self._database)
        self._database.scratch = self._scratch

    def scan(self, data: bytes | memoryview, seen: Seen) -> None:
        """Call ``seen(pattern, 0, end, flags, None)`` for every match in ``data``."""
        self._database.scan(data, match_event_handler=seen)
