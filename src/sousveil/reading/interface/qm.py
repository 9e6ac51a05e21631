"""Compiled translations of Qt (.qm): each message with the class that shows it, its source text and its translation.

A message is a run of tagged fields; a table of hashes tells where each begins. Which fields stand there is up to the
tool that wrote the file: the translation always, the source text and the class where they were not stripped.
Sources: Qt's linguist sources (``qm.cpp``: section and field tags), ``QTranslator``.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar, NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.interface.found import note_lost, run_of, say, touched

MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
HASHES, MESSAGES, LANGUAGE = 0x42, 0x69, 0xA7
END, SOURCE_16, TRANSLATION, CONTEXT_16, OBSOLETE_1, SOURCE, CONTEXT, COMMENT, OBSOLETE_2 = range(1, 10)
_WIDE = frozenset({SOURCE_16, TRANSLATION, CONTEXT_16})
_NARROW = frozenset({SOURCE, CONTEXT, COMMENT})
_NONE = 0xFFFFFFFF
SIBLINGS = 400
"""Messages of a class that are given with one that holds a telling word."""
_FIELDS = 64


class Message(NamedTuple):
    """Where the fields of a message lie: ``(start, end)`` by tag; translations, of which there may be several forms."""

    fields: dict[int, tuple[int, int]]
    translations: tuple[tuple[int, int], ...]


class Catalogue:
    """The sections of a file. Raises ``ValueError`` where they do not lie in it."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        sections: dict[int, tuple[int, int]] = {}
        at = len(MAGIC)
        while at + 5 <= len(data):
            tag, length = struct.unpack_from(">BI", data, at)
            at += 5
            if at + length > len(data):
                raise ValueError("a section ends behind the end of the file")
            sections.setdefault(tag, (at, at + length))
            at += length
        if MESSAGES not in sections:
            raise ValueError("no section of messages")
        self.low, self.high = sections[MESSAGES]
        low, high = sections.get(HASHES, (0, 0))
        size = self.high - self.low
        offsets = {offset for _, offset in struct.iter_unpack(">II", data[low : low + (high - low) // 8 * 8])}
        self.starts = sorted(self.low + offset for offset in offsets if offset < size)

    @cached_property
    def _whole(self) -> bytes:
        return bytes(self.data[self.low : self.high])

    def message_at(self, offset: int) -> int:
        """Where the message begins that a byte lies in; -1 where it is none's."""
        at = bisect_right(self.starts, offset) - 1
        return self.starts[at] if at >= 0 and offset < self.high else -1

    def message(self, start: int) -> Message:
        """The fields of the message at ``start``, as far as they can be followed."""
        fields: dict[int, tuple[int, int]] = {}
        translations: list[tuple[int, int]] = []
        at = start
        for _ in range(_FIELDS):
            if at >= self.high:
                break
            tag = self.data[at]
            at += 1
            if tag == OBSOLETE_1:
                at += 4
                continue
            if tag == OBSOLETE_2:
                at += 1
                continue
            if (tag not in _WIDE and tag not in _NARROW) or at + 4 > self.high:
                break
            (length,) = struct.unpack_from(">I", self.data, at)
            at += 4
            if length == _NONE:
                continue
            if at + length > self.high:
                break
            if tag == TRANSLATION:
                translations.append((at, at + length))
            else:
                fields[tag] = (at, at + length)
            at += length
        return Message(fields, tuple(translations))

    def of_context(self, field: tuple[int, int]) -> list[int]:
        """Where the messages begin that name the same class, in the order of the file."""
        low, high = field
        wanted = bytes(self.data[low - 5 : high])
        whole = self._whole
        found: dict[int, None] = {}
        at = whole.find(wanted)
        while at >= 0 and len(found) < SIBLINGS:
            if (start := self.message_at(self.low + at)) >= 0:
                found[start] = None
            at = whole.find(wanted, at + len(wanted))
        return list(found)


class Qm:
    """The messages of one language."""

    name: ClassVar[str] = "qm"
    kinds: ClassVar[tuple[str, ...]] = ("qt-qm",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Only messages of classes of which one has a telling word are given.",
        "Where the source texts were stripped, which text a translation stands for is not told.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the magic number."""
        return bytes(data[: len(MAGIC)]) == MAGIC

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The messages that hold ``places``, with the others of the same class."""
        draft = Draft(self.name, "qm", limits)
        try:
            catalogue = Catalogue(data)
        except ValueError as why:
            draft.gap("unparsed", size=len(data), remedy="Ask the maker for a whole file.", detail=str(why))
            yield from draft.finish()
            return
        lost = 0
        telling: dict[int, None] = {}
        for place in places:
            start = catalogue.message_at(place.start)
            if start < 0 or not _holds(catalogue.message(start), place):
                lost += 1
            else:
                telling[start] = None
        _write(draft, catalogue, telling, places)
        note_lost(draft, lost)
        yield from draft.finish()


def _holds(message: Message, place: Place) -> bool:
    fields = (*message.fields.values(), *message.translations)
    return any(low <= place.start and place.end <= high for low, high in fields)


def _write(draft: Draft, catalogue: Catalogue, telling: dict[int, None], places: Sequence[Place]) -> None:
    done: set[int] = set()
    contexts: dict[bytes, int] = {}
    for start in telling:
        if start in done:
            continue
        fields = catalogue.message(start).fields
        tag = CONTEXT if CONTEXT in fields else CONTEXT_16
        context, all_of_it = -1, [start]
        if tag in fields and fields[tag][0] < fields[tag][1]:
            raw = bytes(catalogue.data[slice(*fields[tag])])
            run = run_of(catalogue.data, *fields[tag], "utf-8" if tag == CONTEXT else "utf-16-be")
            if raw not in contexts and run is not None:
                contexts[raw] = draft.symbol(SymbolKind.MAP, run.text, run.unit(Role.IDENTIFIER))
                all_of_it = sorted({start, *catalogue.of_context(fields[tag])})
            context = contexts.get(raw, -1)
        for one in all_of_it:
            if one not in done:
                done.add(one)
                _message(draft, catalogue, one, context, places)


def _message(draft: Draft, catalogue: Catalogue, start: int, context: int, places: Sequence[Place]) -> None:
    message = catalogue.message(start)
    tag = SOURCE if SOURCE in message.fields else SOURCE_16
    low, high = message.fields.get(tag, (0, 0))
    source = run_of(catalogue.data, low, high, "utf-8" if tag == SOURCE else "utf-16-be", touched(places, low, high))
    entry = draft.symbol(
        SymbolKind.ENTRY, source.text if source else "", source.unit(Role.KEY) if source else None, context
    )
    if COMMENT in message.fields and (run := run_of(catalogue.data, *message.fields[COMMENT], "utf-8")) is not None:
        draft.unit(run.unit(Role.COMMENT), entry)
    for low, high in message.translations:
        run = run_of(catalogue.data, low, high, "utf-16-be", touched(places, low, high))
        say(draft, entry, run)
