"""Compiled resources of .NET (.resources): the texts of a program's screens, with the keys that its code asks for.

Source: the format that ``System.Resources.ResourceWriter`` writes, as its source describes it (dotnet/runtime, MIT).
"""

import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.opening.leb128 import unsigned
from sousveil.reading import strings
from sousveil.reading.draft import Draft

_MAGIC = b"\xce\xca\xef\xbe"
_STRING = 1
_MOST = 200_000
_FEW = 500
"""Entries of a file that are all told; of more those with a place, and their neighbours in the order of their names."""
_BESIDE = 12
_VALUE = 200


class _Entry(NamedTuple):
    """A text: the runs of its key (in UTF-16) and of its value (in UTF-8)."""

    key: tuple[int, int]
    value: tuple[int, int]


class _File:
    """The entries of one file that are texts. Raises ``ValueError``, ``IndexError`` or ``struct.error``."""

    def __init__(self, data: memoryview) -> None:
        self._data, self.others = data, 0
        at = 12 + struct.unpack_from("<I", data, 8)[0]
        version, count, types = struct.unpack_from("<III", data, at)
        if version not in {1, 2} or count > _MOST or types > _MOST:
            raise ValueError("no such version")
        at += 12
        named: list[bytes] = []
        for _ in range(types):
            start, at = self._counted(at)
            named.append(bytes(data[start:at]))
        at += -at % 8
        positions = struct.unpack_from(f"<{count}I", data, at + 4 * count)
        (values,) = struct.unpack_from("<I", data, at + 8 * count)
        names = at + 8 * count + 4
        self.entries: list[_Entry] = []
        for position in positions:
            start, end = self._counted(names + position)
            (offset,) = struct.unpack_from("<I", data, end)
            kind, begin = unsigned(self._data, values + offset)
            text = kind == _STRING if version == 2 else 0 <= kind < types and named[kind].startswith(b"System.String,")
            if text:
                self.entries.append(_Entry((start, end), self._counted(begin)))
            else:
                self.others += 1

    def _counted(self, at: int) -> tuple[int, int]:
        size, start = unsigned(self._data, at)
        if start + size > len(self._data):
            raise ValueError("a text that is cut short")
        return start, start + size


class NetResources:
    """Texts of .NET programs."""

    name: ClassVar[str] = "net-resources"
    kinds: ClassVar[tuple[str, ...]] = ("net-resources",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Only texts are read: numbers and objects in it stay closed, and nothing is constructed.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the mark and the version of its header."""
        return len(data) > 32 and bytes(data[:4]) == _MAGIC and bytes(data[4:8]) in {b"\1\0\0\0", b"\2\0\0\0"}

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The keys with their texts."""
        draft = Draft(self.name, "resx", limits)
        try:
            file = _File(data)
        except (ValueError, IndexError, struct.error) as error:
            draft.gap("unparsed", size=len(data), detail=str(error), remedy="Ask the maker for a whole file.")
            strings.write(draft, data, places, lambda _: Role.STRING)
            yield from draft.finish()
            return
        starts = sorted(place.start for place in places)
        told = [
            number
            for number, entry in enumerate(file.entries)
            if any(bisect_left(starts, start) < bisect_left(starts, end) for start, end in entry)
        ]
        near = {one for number in told for one in range(number - _BESIDE, number + _BESIDE + 1)}
        table = draft.symbol(SymbolKind.MAP, name.rpartition("/")[2].removesuffix(".resources"))
        for number, entry in enumerate(file.entries):
            if len(file.entries) <= _FEW or number in near:
                self._write(draft, data, entry, table)
        yield from draft.finish()

    @staticmethod
    def _write(draft: Draft, data: memoryview, entry: _Entry, table: int) -> None:
        key = _unit(data, *entry.key, "utf-16-le", Role.KEY)
        value = _unit(data, *entry.value, "utf-8", Role.UI_LABEL)
        symbol = draft.symbol(
            SymbolKind.ENTRY, key.text if key else "", key, table, value=value.text[:_VALUE] if value else ""
        )
        draft.unit(value, symbol)


def _unit(data: memoryview, start: int, end: int, codec: str, role: Role) -> TextUnit | None:
    text = strings.exact(bytes(data[start:end]), codec)
    return TextUnit(text, role, (Span(0, len(text), start, end - start, (codec,)),)) if text else None
