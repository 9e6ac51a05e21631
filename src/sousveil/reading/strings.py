"""Strings around places in bytes without line or structure: the string itself and its neighbours in the table.

Nothing is listed: only the bytes around a place are looked at. Siblings decide what a word means (``Black`` between
``Asian`` and ``White``, or between ``Red`` and ``Blue``), so the strings before and after it come along as long as only
NUL bytes (terminators and alignment) lie between them.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import groupby
from unicodedata import category

import msgspec

from sousveil.model.late import late
from sousveil.model.place import Place
from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import descriptors
from sousveil.reading.draft import Draft

NEIGHBOURS = 12
"""Strings taken before and after the one that holds a place."""
REACH = 2048
"""Bytes looked at on either side of a place to find the ends of its string, and of that to find its neighbours."""
WIDE_REACH = 512
PADDING = 32
"""NUL bytes that may lie between two strings of one table: linkers align long strings to at most 32 bytes."""

_CONTROL = late(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TO_LAST_CONTROL = late(rb"(?s:.*)[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WIDE = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}


class Run(msgspec.Struct, frozen=True):
    """A string in a blob: bytes ``start`` to ``end`` are ``text`` in ``encoding``; ``nul``: NUL-terminated."""

    start: int
    end: int
    text: str
    encoding: str
    nul: bool = False

    def unit(self, role: Role) -> TextUnit:
        """The run as a text unit without line."""
        return TextUnit(
            self.text, role, (Span(0, len(self.text), self.start, self.end - self.start, (self.encoding,)),)
        )


def exact(raw: bytes, codec: str) -> str | None:
    """``raw`` in ``codec``, where that works in both directions (spans are cut by encoding again)."""
    try:
        text = raw.decode(codec)
        return text if text.encode(codec) == raw else None
    except (UnicodeError, LookupError):
        return None


def _codecs(raw: bytes, preferred: str) -> tuple[str, ...]:
    if raw.isascii():
        return ("ascii",)
    return tuple(dict.fromkeys((preferred, "utf-8", "gb18030") if preferred != "ascii" else ("utf-8", "gb18030")))


def _narrowed(raw: bytes, low: int, high: int, codec: str) -> tuple[int, int, str] | None:
    """The longest stretch of ``raw`` around ``raw[low:high]`` that decodes, where a whole string does not."""
    core = raw[low:high]
    if exact(core, codec) is None:
        return None
    start, end = 0, len(raw)
    while start < low:
        try:
            raw[start:low].decode(codec)
            break
        except UnicodeDecodeError as error:
            start += error.start + 1
    try:
        raw[low:end].decode(codec)
    except UnicodeDecodeError as error:
        end = low + error.start
    text = exact(raw[start:end], codec)
    if text is None:
        start, end, text = low, high, exact(core, codec)
    return None if text is None else (start, end, text)


def _narrow_run(data: memoryview, place: Place) -> Run | None:
    low = max(0, place.start - REACH)
    window = bytes(data[low : place.end + REACH])
    last = _TO_LAST_CONTROL.match(window, 0, place.start - low)
    left = last.end() if last else 0
    first = _CONTROL.search(window, place.end - low)
    right = first.start() if first else len(window)
    raw = window[left:right]
    nul = first is not None and first[0] == b"\0"
    inner = raw[place.start - low - left : place.end - low - left]
    if _CONTROL.search(inner):
        return None
    if last or low == 0:
        for codec in _codecs(raw, place.encoding):
            if (text := exact(raw, codec)) is not None:
                return Run(low + left, low + right, text, codec, nul)
    codec = "ascii" if inner.isascii() else place.encoding
    found = _narrowed(raw, place.start - low - left, place.end - low - left, codec)
    if found is None:
        return None
    start, end, text = found
    return Run(low + left + start, low + left + end, text, codec, nul and left + end == right)


def _wide_text(character: str) -> bool:
    return character in "\t\n\r" or category(character) not in {"Cc", "Cn", "Co", "Cs"}


def _wide_run(data: memoryview, place: Place, width: int) -> Run | None:
    codec = place.encoding
    if exact(bytes(data[place.start : place.end]), codec) is None:
        return None
    steps = min(WIDE_REACH, place.start // width)
    before = bytes(data[place.start - steps * width : place.start]).decode(codec, "replace")
    after = bytes(data[place.end : place.end + WIDE_REACH * width]).decode(codec, "replace")
    start = place.start
    for character in reversed(before):
        if character == "\ufffd" or not _wide_text(character):
            break
        start -= len(character.encode(codec))
    end = place.end
    nul = False
    for character in after:
        if character == "\ufffd" or not _wide_text(character):
            nul = character == "\0"
            break
        end += len(character.encode(codec))
    text = exact(bytes(data[start:end]), codec)
    return None if text is None else Run(start, end, text, codec, nul)


def run_at(data: memoryview, place: Place) -> Run | None:
    """The whole string that holds ``place``; ``None`` where the place crosses the borders of strings."""
    width = _WIDE.get(place.encoding)
    return _narrow_run(data, place) if width is None else _wide_run(data, place, width)


def _chain(parts: Sequence[bytes], origin: int, terminator: int, codec: str, *, forward: bool) -> list[Run]:
    """The strings among ``parts`` (split at NULs, nearest first) until something that is none."""
    found: list[Run] = []
    position, empty = origin, 0
    for part in parts:
        length = len(part)
        start = position if forward else position - length
        position = position + length + terminator if forward else position - length - terminator
        if not length:
            empty += 1
            if empty * terminator > PADDING:
                break
            continue
        empty = 0
        text = _sibling_text(part, codec)
        if text is None:
            break
        found.append(Run(start, start + length, text[0], text[1], nul=True))
        if len(found) == NEIGHBOURS:
            break
    return found


def _sibling_text(part: bytes, codec: str) -> tuple[str, str] | None:
    if codec in _WIDE:
        text = exact(part, codec)
        return (text, codec) if text is not None and all(map(_wide_text, text)) else None
    if _CONTROL.search(part) or (len(part) == 1 and not part.isalnum()):
        return None
    for candidate in _codecs(part, codec):
        if (text := exact(part, candidate)) is not None:
            return text, candidate
    return None


def _split(window: bytes, width: int) -> list[bytes]:
    if width == 1:
        return window.split(b"\0")
    parts, start = [], 0
    zero = bytes(width)
    for index in range(0, len(window) - width + 1, width):
        if window[index : index + width] == zero:
            parts.append(window[start:index])
            start = index + width
    parts.append(window[start:])
    return parts


def neighbours(data: memoryview, run: Run) -> list[Run]:
    """Up to twelve strings before ``run`` and twelve after it in the same table, in order of their bytes."""
    width = _WIDE.get(run.encoding, 1)
    reach = REACH if width == 1 else WIDE_REACH * width
    found: list[Run] = []
    low = max(run.start % width, run.start - reach)
    before = _split(bytes(data[low : run.start]), width)
    if len(before) > 1 and not before[-1]:
        # The first part may have been cut by the window; it is whole only at the start of the blob.
        parts = list(reversed(before[:-1] if low < width else before[1:-1]))
        found += reversed(_chain(parts, run.start - width, width, run.encoding, forward=False))
    if run.nul:
        after = _split(bytes(data[run.end + width : run.end + width + reach]), width)
        found += _chain(after[:-1], run.end + width, width, run.encoding, forward=True)
    return found


def around(data: memoryview, places: Sequence[Place]) -> tuple[list[Run], int]:
    """The strings that hold ``places`` and their neighbours, by offset; and how many places lie in no string."""
    found: dict[int, Run] = {}
    covered = lost = 0
    for place in sorted(places, key=lambda place: (place.start, place.end)):
        if place.end <= covered:
            continue
        run = run_at(data, place)
        if run is None:
            lost += 1
            continue
        covered = run.end
        found[run.start] = run
        for sibling in neighbours(data, run):
            found.setdefault(sibling.start, sibling)
    runs: list[Run] = []
    for _, run in sorted(found.items()):
        if runs and run.start < runs[-1].end:
            if run.end - run.start <= runs[-1].end - runs[-1].start:
                continue
            runs.pop()
        runs.append(run)
    return runs, lost


def tables(data: memoryview, runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by the string table that they lie in: nothing but a few NULs between one and the next."""
    number, numbered, last = 0, [], None
    for run in runs:
        if last is None or run.start - last.end > PADDING or any(data[last.end : run.start]) or run.start == last.end:
            number += 1
        numbered.append((number, run))
        last = run
    return [[run for _, run in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


class Regions:
    """Stretches of a blob in which strings have a role of their own; they must not overlap."""

    def __init__(self, regions: Sequence[tuple[int, int, Role]]) -> None:
        self._regions = sorted((start, end, role) for start, end, role in regions if end > start)
        self._starts = [start for start, _, _ in self._regions]

    def role(self, offset: int) -> Role:
        """The role of a string at ``offset``: that of its region, else a plain string."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._regions[index][1]:
            return self._regions[index][2]
        return Role.STRING


NAMES = {Role.EXPORTED: SymbolKind.FUNCTION, Role.IMPORT: SymbolKind.FUNCTION}
"""Roles whose strings name one thing each, instead of standing in a list."""


def write(draft: Draft, data: memoryview, places: Sequence[Place], role: Callable[[Run], Role]) -> None:
    """Puts the strings around ``places`` into ``draft``: names by themselves, plain strings as items of their table."""
    runs, lost = around(data, descriptors.around(draft, data, places))
    for table in tables(data, runs):
        roles = [role(run) for run in table]
        listed = sum(each not in NAMES for each in roles) > 1
        array = draft.symbol(SymbolKind.ARRAY, "") if listed else -1
        for run, each in zip(table, roles, strict=True):
            if each in NAMES:
                draft.symbol(NAMES[each], run.text, run.unit(each))
            elif listed:
                draft.symbol(SymbolKind.ITEM, run.text, run.unit(each), array)
            else:
                draft.unit(run.unit(each))
    say_lost(draft, lost)


def say_lost(draft: Draft, lost: int) -> None:
    """Notes how many places lie in no string."""
    if lost:
        draft.gap(
            "no-string",
            hides=False,
            detail=f"{lost} matches lie across control bytes: no text",
            remedy="Look at the bytes with a hex viewer.",
        )
