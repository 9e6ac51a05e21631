"""Compiled translations of GNU gettext (.mo): each message with its key, its context and its translation.

Source: the GNU gettext manual, section 10.3 "The Format of GNU MO Files".
"""

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import le
from typing import ClassVar

from sousveil.model.encodings import CODECS
from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.interface.found import note_lost, run_of, say, touched

LITTLE, BIG = b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"
_CHARSET = late(rb"charset=([\w.:-]{2,20})", re.IGNORECASE)
_LANGUAGE = late(rb"^language:\s*([\w-]{2,20})", re.IGNORECASE | re.MULTILINE)
_HEAD = 8192
_SAME = {
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "euc-jp": "euc_jp", "euc-kr": "cp949",
    "shift-jis": "shift_jis", "us-ascii": "ascii",
}  # fmt: skip


class _Table:
    """The tables of a file. Raises ``ValueError`` where they do not lie in it."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.big = bytes(data[:4]) == BIG
        order = "big" if self.big else "little"
        count, keys, texts = (int.from_bytes(data[at : at + 4], order) for at in (8, 12, 16))  # type: ignore[arg-type]
        if len(data) < 28 or max(keys, texts) + 8 * count > len(data):
            raise ValueError("the tables of messages do not lie in the file")
        self.keys, self.texts = self._pairs(keys, count), self._pairs(texts, count)
        self.codec, self.language = self._header()

    def _pairs(self, start: int, count: int) -> "array[int]":
        pairs = array("I", bytes(self.data[start : start + 8 * count]))
        if self.big != (sys.byteorder == "big"):
            pairs.byteswap()
        return pairs

    def _header(self) -> tuple[str, str]:
        """The encoding and language that the message without a key names."""
        first = next((i for i in range(min(len(self.keys) // 2, 64)) if self.keys[2 * i] == 0), -1)
        if first < 0:
            return "utf-8", ""
        low, high = self.bounds(self.texts, first)
        head = bytes(self.data[low : min(high, low + _HEAD)])
        charset, language = _CHARSET.search(head), _LANGUAGE.search(head)
        codec = charset[1].decode("ascii").lower().replace("_", "-") if charset else "utf-8"
        codec = _SAME.get(codec, codec.replace("iso-8859", "iso8859").replace("windows-", "cp"))
        return (codec if codec in CODECS else "utf-8"), (language[1].decode().replace("_", "-") if language else "")

    def bounds(self, pairs: "array[int]", number: int) -> tuple[int, int]:
        """Where the string of a number lies; an empty stretch where it does not lie in the file."""
        length, start = pairs[2 * number], pairs[2 * number + 1]
        return (start, start + length) if start + length <= len(self.data) else (0, 0)

    def holding(self, pairs: "array[int]", places: Sequence[Place]) -> dict[Place, int]:
        """The places that lie in a string of one table, with the number of that string."""
        starts: Sequence[int] = pairs[1::2]
        numbers: Sequence[int] = range(len(starts))
        if not all(map(le, starts, starts[1:])):  # tools write them in the order of their bytes, but need not
            numbers = sorted(numbers, key=starts.__getitem__)
            starts = [starts[number] for number in numbers]
        found: dict[Place, int] = {}
        for place in places:
            at = bisect_right(starts, place.start) - 1
            if at >= 0 and place.end <= self.bounds(pairs, numbers[at])[1]:
                found[place] = numbers[at]
        return found


class Mo:
    """The messages of one language."""

    name: ClassVar[str] = "mo"
    kinds: ClassVar[tuple[str, ...]] = ("gettext-mo",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = ("Only messages with a telling word in their key or translation are given.",)

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the magic number and a count that fits the file."""
        magic = bytes(data[:4])
        if magic not in (LITTLE, BIG):
            return False
        order = "big" if magic == BIG else "little"
        return len(data) >= 28 and 16 * int.from_bytes(data[8:12], order) <= len(data)  # type: ignore[arg-type]

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The messages that hold ``places``: key, context and every form of the translation."""
        try:
            table = _Table(data)
        except ValueError as why:
            draft = Draft(self.name, "", limits)
            draft.gap("unparsed", size=len(data), remedy="Ask the maker for a whole file.", detail=str(why))
            yield from draft.finish()
            return
        draft = Draft(self.name, "mo", limits)
        found = table.holding(table.texts, places)
        others = [place for place in places if place not in found]
        found |= table.holding(table.keys, others) if others else {}
        for number in dict.fromkeys(found[place] for place in places if place in found):
            _message(draft, table, number, places)
        note_lost(draft, sum(place not in found for place in places))
        yield from draft.finish()


def _message(draft: Draft, table: _Table, number: int, places: Sequence[Place]) -> None:
    low, high = table.bounds(table.keys, number)
    if low == high:
        return  # the header
    raw = bytes(table.data[low:high])
    context = raw.find(b"\x04")
    start = low + context + 1
    end = low + raw.find(b"\0", context + 1) if b"\0" in raw[context + 1 :] else high
    key = run_of(table.data, start, end, table.codec, touched(places, start, end))
    entry = draft.symbol(SymbolKind.ENTRY, key.text if key else "", key.unit(Role.KEY) if key else None)
    if context > 0 and (run := run_of(table.data, low, low + context, table.codec)) is not None:
        draft.unit(run.unit(Role.COMMENT), entry)
    low, high = table.bounds(table.texts, number)
    for part in bytes(table.data[low:high]).split(b"\0"):
        run = run_of(table.data, low, low + len(part), table.codec, touched(places, low, low + len(part)))
        low += len(part) + 1
        say(draft, entry, run)
