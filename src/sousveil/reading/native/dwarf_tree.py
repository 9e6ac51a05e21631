"""One unit of debug information as a tree that can be asked: who has a name, what a type is, who uses it."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from sousveil.model.place import Place
from sousveil.reading.native import dwarf
from sousveil.reading.native.dwarf import Entry, Word
from sousveil.reading.native.dwarf_unit import Unit

_DEEP = 16
_C = frozenset({0x01, 0x02, 0x0C, 0x10, 0x1D, 0x2C, 0x3E})
"""Languages, by their numbers, in which a type is usually called by its ``typedef``."""
_LIBRARY = frozenset({b"std", b"__gnu_cxx", b"boost", b"absl"})
_HOLDER = re.compile(
    rb"(?:vector|list|deque|set|unordered_set|optional|shared_ptr|unique_ptr|weak_ptr|array|initializer_list)"
    rb"<(?:const )?(?:\w+::)*(\w+)[ *&]*[,>]"
)
_REACH = 4096
"""Bytes by which a string that is named may begin before a place in it."""


class Tree(Unit):
    """See :class:`sousveil.reading.native.dwarf_unit.Unit`."""

    def holds(self, hit: int) -> bool:
        """Whether the entry at or before an offset of the section was read, and not passed over with a body."""
        return hit in self.hits or not any(start < hit < end for start, end in self.passed)

    @cached_property
    def _by_name(self) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            for word in (entry.name, entry.linkage):
                if word is not None:
                    found[word.start].append(entry)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(self._by_name)

    def named(self, places: Sequence[Place]) -> Iterator[Entry]:
        """The entries with a name in which a place lies, each once."""
        seen: set[int] = set()
        for place in places:
            for start in self._before(place.start):
                for entry in self._by_name[start]:
                    words = [word for word in (entry.name, entry.linkage) if word is not None and word.start == start]
                    if entry.at not in seen and any(place.end <= start + len(word.raw) for word in words):
                        seen.add(entry.at)
                        yield entry

    def _before(self, place: int) -> Iterator[int]:
        """The starts of names from which on a place may lie in one."""
        index = bisect_right(self._starts, place) - 1
        while index >= 0 and place - self._starts[index] < _REACH:
            yield self._starts[index]
            longest = max(len(w.raw) for e in self._by_name[self._starts[index]] for w in (e.name, e.linkage) if w)
            if self._starts[index] + longest <= place:
                return  # the strings before end before this one begins, but for those that share its end
            index -= 1

    @cached_property
    def _users(self) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.type is not None:
                found[entry.type].append(entry)
        return found

    @cached_property
    def _definitions(self) -> dict[int, Entry]:
        """What defines something that is declared elsewhere, by the offset of the declaration."""
        return {
            entry.origin: entry for entry in self.entries.values() if entry.origin is not None and entry.name is None
        }

    def users(self, at: int, depth: int = 0) -> Iterator[Entry]:
        """Members, parameters, variables, functions (what they return), bases whose type is made of that at ``at``."""
        for user in self._users.get(at, ()):
            if user.tag in dwarf.THROUGH or user.tag == dwarf.TYPEDEF:
                if depth < _DEEP:
                    yield from self.users(user.at, depth + 1)
            elif user.tag == dwarf.PARAMETER:
                named = self.declaration(user).name
                if named is None or named.raw != b"this":
                    yield user
            elif user.tag in {dwarf.MEMBER, dwarf.FUNCTION, dwarf.INHERITANCE, dwarf.VARIABLE}:
                yield user
        target = self.entries.get(at)
        if target is not None and target.name is not None and depth < _DEEP:
            for carrier in self._carriers.get(target.name.raw, ()):
                yield from self.users(carrier.at, _DEEP)

    @cached_property
    def _carriers(self) -> dict[bytes, list[Entry]]:
        """The containers and pointers of the standard library, by the name of what they hold."""
        found: dict[bytes, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.tag not in dwarf.RECORDS or entry.name is None or not self.of_library(entry):
                continue
            if (held := _HOLDER.match(entry.name.raw)) is not None:
                found[held[1]].append(entry)
        return found

    def resolve(self, at: int | None) -> Entry | None:
        """The enum or record that a type is, or is made of; ``None`` for others."""
        for _ in range(_DEEP):
            entry = self.entries.get(at) if at is not None else None
            if entry is None:
                return None
            if entry.tag == dwarf.ENUM or entry.tag in dwarf.RECORDS:
                return entry
            if entry.tag not in dwarf.THROUGH and entry.tag != dwarf.TYPEDEF:
                return None
            at = entry.type
        return None

    def type_name(self, at: int | None) -> str:
        """What a type is called where it is used, pointers and the like taken off; ``""`` for one without a name."""
        for _ in range(_DEEP):
            entry = self.entries.get(at) if at is not None else None
            if entry is None:
                return ""
            if entry.tag in dwarf.THROUGH and entry.type is not None:
                at = entry.type
                continue
            if entry.name is not None:
                called = self.called(entry) or entry.name
                raw = called.raw
                if entry.tag in dwarf.RECORDS and b"<" in raw and self.of_library(entry):
                    held = _HOLDER.match(raw)
                    raw = held[1] if held is not None else raw.partition(b"<")[0]
                return raw.decode("utf-8", "replace")
            if (named := self.called(entry)) is not None:
                return named.raw.decode("utf-8", "replace")
            at = entry.type
        return ""

    @cached_property
    def _typedefs(self) -> dict[int, list[Entry]]:
        """The other names of enums and records, by the offset of the thing."""
        found: dict[int, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.tag == dwarf.TYPEDEF and entry.type is not None and entry.name is not None:
                found[entry.type].append(entry)
        return found

    def _names_of_call(self, at: int) -> Iterator[Entry]:
        """The ``typedef`` of a type of functions, or of a pointer to it."""
        yield from self._typedefs.get(at, ())
        for user in self._users.get(at, ()):
            if user.tag == dwarf.POINTER:
                yield from self._typedefs.get(user.at, ())

    @cached_property
    def _of_c(self) -> bool:
        """Whether the unit is of C or Objective-C, where a tag is no name of a type by itself."""
        return any(entry.language in _C for entry in self.entries.values() if entry.tag == dwarf.UNIT)

    def called(self, entry: Entry) -> Word | None:
        """The name that the source uses, as in a reading of source.

        In C that of the ``typedef``, where there is one beside it; elsewhere only for what has no other name, or for a
        tag around that name (``tagFACE_ATTR``).
        """
        named = self.declaration(entry).name
        if entry.tag == dwarf.FUNCTION_TYPE:
            return next((other.name for other in self._names_of_call(entry.at)), None)
        if entry.tag == dwarf.ENUM or entry.tag in dwarf.RECORDS:
            for other in self._typedefs.get(entry.at, ()):
                if other.name is None or other.parent != entry.parent:
                    continue
                if named is None or self._of_c or other.name.raw in named.raw:
                    return other.name
        return named

    def of_library(self, entry: Entry) -> bool:
        """Whether it is made by the standard library of C++: what holds anything, and says nothing."""
        entry = self.declaration(entry)
        for _ in range(_DEEP):
            around = self.entries.get(entry.parent)
            if around is None or around.tag == dwarf.UNIT:
                return entry.tag == dwarf.NAMESPACE and entry.name is not None and entry.name.raw in _LIBRARY
            entry = around
        return False

    def declaration(self, entry: Entry) -> Entry:
        """The entry that has the name: of what is declared in a class and defined outside, the former."""
        for _ in range(4):
            if entry.name is not None or entry.origin is None or entry.origin not in self.entries:
                break
            entry = self.entries[entry.origin]
        return entry

    def parameters(self, entry: Entry) -> list[Entry]:
        """The parameters of a function, from its definition where its declaration leaves their names away."""
        for each in (entry, self._definitions.get(entry.at)):
            if each is None:
                continue
            found = [e for at in self.children.get(each.at, ()) if (e := self.entries[at]).tag == dwarf.PARAMETER]
            found = [e if e.name is not None else self._with_origin(e) for e in found]
            if any(e.name is not None and e.name.raw != b"this" for e in found):
                return found
        return []

    def _with_origin(self, entry: Entry) -> Entry:
        return self.entries.get(entry.origin, entry) if entry.origin is not None else entry
