"""Debug information around places: which units hold them, and what of these is told as symbols.

Nothing is walked from end to end. Where a name lies among the strings, the references to it are looked for as bytes,
and only the units that hold such a reference are read; of a unit only what has the name, what holds that, and what uses
it: the enum with its members, the record with that enum, the record with that record, the functions that take it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from sousveil.model.place import Place
from sousveil.reading.draft import Draft
from sousveil.reading.native import dwarf
from sousveil.reading.native.debug_symbols import Teller
from sousveil.reading.native.dwarf import Debug, Entry, Part
from sousveil.reading.native.dwarf_tree import Tree

NEEDLES = 48
"""Stretches of the strings, of 256 bytes, to which references are looked for."""
UNITS = 4
"""Units read for one place, where the first does not say what its name is, or others could say more."""
MORE = 60_000
"""Entries after which no further unit is read for what is told already."""
MOST = 3_000_000
"""Entries read of one file at most."""
LEVELS = 3
USERS = 24
"""Users of one type that are told; a type used more often says nothing by it."""
_CHUNK = 1 << 20


class DebugReader:
    """Tells what debug information says around places. Made for one file and one draft."""

    def __init__(self, debug: Debug, draft: Draft) -> None:
        self._debug = debug
        self._teller = Teller(draft)
        self._draft = draft
        self._read: dict[tuple[str, int], Tree | None] = {}
        self._spent = 0
        self._searches = 0
        self._cut = 0
        self._starts = {name: [unit.start for unit in units] for name, units in debug.units.items()}

    def tell(self, places: Sequence[Place]) -> list[Place]:
        """Writes what is said about ``places`` into the draft; gives back those about which nothing is said."""
        left: list[Place] = []
        inline: dict[str, list[int]] = defaultdict(list)
        strings: list[Place] = []
        for place in places:
            name = self._part_of(place)
            if name in self._starts:
                inline[name].append(place.start - self._debug.parts[name].base)
            (strings if name in {"str", "line_str"} else left).append(place)
        for name, hits in inline.items():
            for unit in self._units_of(name, hits):
                self._tell(unit, [place for place in left if self._part_of(place) == name])
        for place in strings:
            self._look_up(place, strings)
        if self._cut:
            self._draft.gap(
                "budget-spent",
                detail=f"{self._cut} units of debug information were not read to their end",
                remedy="Look at the file with a debugger.",
            )
        return [place for place in (*left, *strings) if not self._teller.told(place)]

    def _part_of(self, place: Place) -> str:
        for name in ("str", "info", "types", "line_str"):
            part = self._debug.parts.get(name)
            if part is not None and part.base <= place.start < part.base + len(part.data):
                return name
        return ""

    # which units

    def _look_up(self, place: Place, places: Sequence[Place]) -> None:
        """Reads units that refer to the string of ``place``; at least one, more as long as they cost little."""
        part = self._debug.parts[self._part_of(place)]
        start = _string_around(part, place)
        if self._teller.told(place) and self._spent > MORE:
            return
        for tried, unit in enumerate(self._referring(part, start, place.start - part.base)):
            self._tell(unit, places)
            if tried + 1 >= UNITS or (self._teller.told(place) and self._spent > MORE):
                return

    def _referring(self, part: Part, start: int, last: int) -> Iterator[Tree]:
        """The units in which something refers to the offsets ``start`` to ``last`` of the strings."""
        seen: set[tuple[str, int]] = set()
        for name in self._starts:
            for at in self._references(self._debug.parts[name], start, last):
                for unit in self._units_of(name, [at]):
                    if (name, unit.header.start) not in seen:
                        seen.add((name, unit.header.start))
                        yield unit
        table = self._debug.parts.get("str_offsets")
        if table is not None and part is self._debug.parts.get("str"):
            for at in self._references(table, start, last):
                for unit in self._units_by_index(at):
                    if ("info", unit.header.start) not in seen:
                        seen.add(("info", unit.header.start))
                        yield unit

    def _references(self, part: Part, start: int, last: int) -> Iterator[int]:
        """Where in a section an offset between ``start`` and ``last`` may stand: four bytes, the upper three alike."""
        big = self._debug.order == ">"
        for page in range(start >> 8, (last >> 8) + 1):
            if self._searches >= NEEDLES:
                return
            self._searches += 1
            needle = page.to_bytes(3, "big" if big else "little")
            low, high = max(start, page << 8) & 0xFF, min(last, (page << 8) + 255) & 0xFF
            for at in _find(part.data, needle):
                byte = at + 3 if big else at - 1
                if 0 <= byte < len(part.data) and low <= part.data[byte] <= high:
                    yield min(at, byte)

    def _units_of(self, name: str, hits: Sequence[int]) -> Iterator[Tree]:
        """The units that hold these offsets of a section."""
        wanted: dict[int, list[int]] = defaultdict(list)
        for hit in hits:
            index = bisect_right(self._starts[name], hit) - 1
            if index >= 0 and hit < self._debug.units[name][index].end:
                wanted[index].append(hit)
        for index, inside in wanted.items():
            if (unit := self._unit(name, index, tuple(inside))) is not None:
                yield unit

    def _units_by_index(self, at: int) -> Iterator[Tree]:
        """The units whose part of the table of offsets holds that at ``at``: those with the last base before it."""
        bases = self._bases
        index = bisect_right([base for base, _ in bases], at) - 1
        while index >= 0:
            if (unit := self._unit("info", bases[index][1], ())) is not None:
                yield unit
            if index == 0 or bases[index - 1][0] != bases[index][0]:
                return
            index -= 1

    @cached_property
    def _bases(self) -> list[tuple[int, int]]:
        """For each unit, in order, where its part of the table of offsets begins, and its number."""
        found: list[tuple[int, int]] = []
        for index, header in enumerate(self._debug.units.get("info", ())):
            try:
                found.append((max(Tree(self._debug, "info", header, 1).base, 0), index))
            except dwarf.BrokenError:
                continue
        return sorted(found)

    def _unit(self, name: str, index: int, hits: tuple[int, ...]) -> Tree | None:
        """A unit, read once; once more where a body that was passed over holds what is looked for."""
        header = self._debug.units[name][index]
        known = self._read.get((name, header.start))
        if known is not None and all(known.holds(hit) for hit in hits):
            return known
        if (known is None and (name, header.start) in self._read) or self._spent >= MOST:
            return None
        try:
            unit = Tree(self._debug, name, header, MOST - self._spent, hits)
        except dwarf.BrokenError:
            self._read[name, header.start] = None
            return None
        self._spent += unit.count
        self._cut += unit.cut
        self._read[name, header.start] = unit
        return unit

    # what of a unit

    def _tell(self, unit: Tree, places: Sequence[Place]) -> None:
        chosen = Chosen(unit)
        for entry in unit.named(places):
            chosen.add(entry)
        self._teller.write(unit, chosen)


class Chosen:
    """The entries of a unit that are told: what has a name that is looked for, what holds it, what uses that."""

    def __init__(self, unit: Tree) -> None:
        self._unit = unit
        self.owners: dict[int, Entry] = {}
        """Enums, records, functions and variables, by offset, in the order in which they were reached."""

    def add(self, entry: Entry) -> None:
        """Chooses an entry, what it is a member of, and what uses that."""
        owner = self._owner(entry)
        if owner is None:
            return
        self._choose(owner)
        if entry.tag in {dwarf.MEMBER, dwarf.PARAMETER, dwarf.VARIABLE}:
            made_of = self._unit.resolve(entry.type)
            if made_of is not None and made_of.tag == dwarf.ENUM:
                self._choose(made_of)
                self._climb(made_of, LEVELS)
        self._climb(owner, LEVELS)

    def _choose(self, owner: Entry) -> bool:
        if owner.at in self.owners or (owner.declared and owner.tag != dwarf.FUNCTION):
            return False
        self.owners[owner.at] = owner
        return True

    def _owner(self, entry: Entry) -> Entry | None:
        if entry.tag in {dwarf.ENUMERATOR, dwarf.MEMBER, dwarf.PARAMETER, dwarf.INHERITANCE}:
            above = self._unit.entries.get(entry.parent)
            if above is not None and above.tag == dwarf.FUNCTION_TYPE and self._unit.called(above) is None:
                return None  # a call that nothing has a name for
            return None if above is None or above.tag in {dwarf.ENUMERATOR, dwarf.MEMBER} else above
        if entry.tag == dwarf.TYPEDEF:
            return self._unit.resolve(entry.type)
        if entry.tag in dwarf.RECORDS or entry.tag in {dwarf.ENUM, dwarf.FUNCTION, dwarf.VARIABLE, dwarf.CONSTANT}:
            return entry
        return None

    def _climb(self, target: Entry, levels: int) -> None:
        if not levels or not (target.tag in dwarf.RECORDS or target.tag == dwarf.ENUM):
            return
        owners: dict[int, Entry] = {}
        for user in self._unit.users(target.at):
            owner = user if user.tag == dwarf.FUNCTION else self._owner(user)
            if owner is not None and owner.tag != dwarf.VARIABLE and not self._unit.of_library(owner):
                owners.setdefault(owner.at, owner)
        if len(owners) > USERS:
            return
        for owner in owners.values():
            if self._choose(owner):
                self._climb(owner, levels - 1)


def _string_around(part: Part, place: Place) -> int:
    """The offset in the section at which the string with ``place`` begins."""
    at = place.start - part.base
    low = max(0, at - 4096)
    return low + bytes(part.data[low:at]).rfind(b"\0") + 1


def _find(data: memoryview, needle: bytes) -> Iterator[int]:
    """Every offset of ``needle``, without a copy of all of ``data``."""
    for low in range(0, len(data), _CHUNK):
        chunk = bytes(data[low : low + _CHUNK + len(needle) - 1])
        at = chunk.find(needle)
        while at >= 0:
            yield low + at
            at = chunk.find(needle, at + 1)
