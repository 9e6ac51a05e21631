r"""Patterns for Hyperscan, and what each one stands for.

Every byte of a pattern is written ``\xHH``: the engine's own literal mode stops at NUL. Case is folded by the engine
for ASCII bytes alone, never in multibyte text, where a trail byte looks like a letter.
"""

import struct
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

import hyperscan
import msgspec

from sousveil.knowledge.pack import Term
from sousveil.sifting.variants import END, START, variants

Seen: TypeAlias = Callable[[int, int, int, int, Any], bool | None]

_CONTROL = rb"[\x01-\x08\x0b\x0c\x0e-\x1f]"
_ROW = struct.Struct("<HBBIHBx")
_NOTHING = rb"\x00\x01\xfe\xff\xfe\x01\x00\xff"


class Row(NamedTuple):
    """What a pattern stands for.

    ``length`` of the word and ``trail``, the bytes that the pattern takes after it; ``check`` still to do (see
    ``variants``); ``encoding``; the indices of the ``terms``.
    """

    length: int
    trail: int
    check: int
    encoding: str
    terms: tuple[int, ...]


class Pattern(NamedTuple):
    """A pattern before it is compiled."""

    expression: bytes
    flags: int
    row: Row


class Automaton(msgspec.Struct, frozen=True, array_like=True):
    """A compiled database with its rows, as it is kept in the cache.

    ``rows`` and ``terms`` are packed, since a start has no time to build forty thousand objects. ``longest`` counts the
    bytes of the longest match, neighbours included.
    """

    database: bytes
    rows: bytes
    terms: bytes
    encodings: tuple[str, ...]
    longest: int


def literal(needle: bytes) -> bytes:
    r"""``needle`` with every byte as ``\xHH``."""
    return b"".join(b"\\x%02x" % byte for byte in needle)


def patterns(terms: Iterable[tuple[int, Term]]) -> list[Pattern]:
    """Patterns of the terms, those of the same bytes and borders joined into one, under the first name of encoding."""
    merged: dict[tuple[bytes, bool, int], tuple[str, list[int]]] = {}
    for index, term in terms:
        for needle, encoding, fold, check in variants(term):
            merged.setdefault((needle, fold, check), (encoding, []))[1].append(index)
    out = []
    for (needle, fold, check), (encoding, indices) in merged.items():
        flags = hyperscan.HS_FLAG_DOTALL | (hyperscan.HS_FLAG_CASELESS if fold else 0)
        if not fold and encoding == "utf-8" and needle.isascii():
            for before, trail, after in _borders(needle, check):
                row = Row(len(needle), trail, 0, encoding, tuple(indices))
                out.append(Pattern(before + literal(needle) + after, flags, row))
        else:
            out.append(Pattern(literal(needle), flags, Row(len(needle), 0, check, encoding, tuple(indices))))
    return out


def _borders(word: bytes, check: int) -> list[tuple[bytes, int, bytes]]:
    """``borders.opens`` and ``borders.closes`` for an ASCII word in lower, title or upper case, as patterns."""
    before = b""
    if check & START and word.islower():
        before = rb"[^A-Za-z]"
    elif check & START and word.isupper():
        before = rb"[^A-Z]"
    if not check & END:
        return [(before, 0, b"")]
    if word.isupper():
        return [(before, 1, rb"[^A-Z]"), (before, 2, rb"[A-Z][a-z\x01-\x08\x0b\x0c\x0e-\x1f]")]
    return [(before, 1, rb"[^a-z]"), (before, 2, rb"[a-z]" + _CONTROL)]


def build(wanted: list[Pattern]) -> Automaton:
    """Compile ``wanted`` for block mode on this machine. An empty list gives an automaton that names no term."""
    wanted = wanted or [Pattern(_NOTHING, 0, Row(8, 0, 0, "utf-8", ()))]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[each.expression for each in wanted],
        ids=list(range(len(wanted))),
        elements=len(wanted),
        flags=[each.flags for each in wanted],
    )
    encodings = tuple(dict.fromkeys(each.row.encoding for each in wanted))
    rows, indices = bytearray(), list[int]()
    for _, _, (length, trail, check, encoding, terms) in wanted:
        rows += _ROW.pack(length, trail, check, len(indices), len(terms), encodings.index(encoding))
        indices += terms
    longest = max(each.row.length + each.row.trail for each in wanted) + 1
    packed = struct.pack(f"<{len(indices)}I", *indices)
    return Automaton(hyperscan.dumpb(database), bytes(rows), packed, encodings, longest)


class Scanner:
    """An automaton ready to scan, with its scratch space: for one thread."""

    def __init__(self, automaton: Automaton) -> None:
        self.longest = automaton.longest
        self._automaton = automaton
        self._rows: dict[int, Row] = {}
        self._database = hyperscan.loadb(automaton.database, mode=hyperscan.HS_MODE_BLOCK)
        self._database.scratch = hyperscan.Scratch(self._database)

    def scan(self, data: bytes | memoryview, seen: Seen) -> None:
        """Call ``seen(pattern, 0, end, flags, None)`` for every match in ``data``."""
        self._database.scan(data, match_event_handler=seen)  # type: ignore[type-var]  # any buffer will do

    def row(self, number: int) -> Row:
        """What the pattern of this number stands for."""
        if (row := self._rows.get(number)) is None:
            length, trail, check, first, count, encoding = _ROW.unpack_from(self._automaton.rows, number * _ROW.size)
            terms = struct.unpack_from(f"<{count}I", self._automaton.terms, first * 4)
            row = self._rows[number] = Row(length, trail, check, self._automaton.encodings[encoding], terms)
        return row
