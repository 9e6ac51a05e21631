"""The picture of a target's tree: columns are depth, height is size, 360 units wide; and its twin, a table."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from sousveil.model.report import Part
from sousveil.reporting import places
from sousveil.reporting.html.chain import label
from sousveil.reporting.projection import SHARES, TargetView
from sousveil.reporting.unread import OUTSIDE
from sousveil.reporting.words import Words

_MOST = 60
_HIGH = 400
_LABELLED = 12
_TWO_LINES = 34
_LEAST = 4
_GAP = 2
_WIDE = 360
_COLUMNS = {1: (360,), 2: (92, 266), 3: (72, 124, 160), 4: (44, 96, 102, 112)}


class Band(msgspec.Struct, frozen=True):
    """A stretch of a box that is of one state."""

    name: str
    y: float
    height: float


class Box(msgspec.Struct, frozen=True):
    """A part in the picture. ``turned`` is a label that runs upward; ``lines`` are the others, with their baselines."""

    x: int
    y: float
    width: int
    height: float
    bands: tuple[Band, ...]
    turned: str
    lines: tuple[tuple[str, float], ...]


class Line(msgspec.Struct, frozen=True):
    """A part in the table. ``gap`` is the number of the gap that it leads to, 0 for none."""

    name: str
    size: str
    states: tuple[tuple[str, str], ...]
    quoted: bool
    gap: int


class Icicle(msgspec.Struct, frozen=True):
    """What the template draws; ``outside`` are gaps of what is not in the files, by number and reason."""

    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    outside: tuple[tuple[int, str], ...]
    unread: tuple[str, ...]


def icicle(view: TargetView, words: Words) -> Icicle | None:
    """The picture of a target, ``None`` where the report has no parts or no bytes."""
    parts = view.target.parts[:_MOST]
    if not parts or not parts[0].bytes:
        return None
    drawing = _Drawing(parts, words)
    height = max(float(_HIGH), drawing.need[0])
    boxes = tuple(drawing.boxes(0, 0, 0.0, height))
    numbers = {id(gap): one.number for one in view.unread for gap in one.gaps}
    lines = tuple(_lines(parts, drawing, [numbers[id(gap)] for gap in view.target.gaps], words))
    outside = tuple((one.number, one.why) for one in view.unread if one.code in OUTSIDE)[:3]
    return Icicle(height, boxes, lines, outside, tuple(drawing.unread()))


class _Drawing:
    def __init__(self, parts: Sequence[Part], words: Words) -> None:
        self.parts, self.words = parts, words
        self.inside: defaultdict[int, list[int]] = defaultdict(list)
        for index, part in enumerate(parts[1:], 1):
            if part.parent is not None and part.parent < index:
                self.inside[part.parent].append(index)
        self.need = [0.0] * len(parts)
        for index in range(len(parts) - 1, -1, -1):
            own = _LABELLED + 2.0 if parts[index].quoted and parts[index].name else float(_LEAST)
            self.need[index] = max(own, sum(self.need[child] for child in self.inside[index]))
        depth = [1] * len(parts)
        for index in range(len(parts) - 1, -1, -1):
            depth[index] += max((depth[child] for child in self.inside[index]), default=0)
        self.columns = _COLUMNS[min(depth[0], max(_COLUMNS))]

    def boxes(self, index: int, column: int, y: float, height: float) -> Iterator[Box]:
        """A part and what is in it, from the outside in."""
        part = self.parts[index]
        x = sum(self.columns[:column]) + _GAP * column
        inside = self.inside[index] if column + 1 < len(self.columns) else []
        wide = self.columns[column] - (0 if column else _GAP) if inside else _WIDE - x  # the last of its kind runs on
        turned = column == 0 and len(self.columns) > 1
        yield Box(
            x=x + 1,
            y=round(y, 1),
            width=wide - 2,
            height=round(max(height - 1, 1), 1),
            bands=tuple(_bands(part, y, max(height - 1, 1), whole=bool(inside))),
            turned=self._said(part, int(height / 7)) if turned else "",
            lines=() if turned else tuple(self._labels(part, y, height, wide)),
        )
        for child, high in zip(inside, self._heights(inside, height), strict=True):
            yield from self.boxes(child, column + 1, y, high)
            y += high

    def _heights(self, inside: Sequence[int], height: float) -> list[float]:
        """By size, but none under what it needs."""
        raised: set[int] = set()
        while True:
            room = height - sum(self.need[child] for child in raised)
            rest = [child for child in inside if child not in raised]
            whole = sum(self.parts[child].bytes for child in rest)
            highs = {child: room * self.parts[child].bytes / whole if whole else 0.0 for child in rest}
            low = {child for child in rest if highs[child] < self.need[child]}
            if not low:
                return [self.need[child] if child in raised else highs[child] for child in inside]
            raised |= low

    def order(self) -> Iterator[int]:
        """The parts as they are drawn, each before what is in it."""
        waiting = [0]
        while waiting:
            yield (index := waiting.pop())
            waiting.extend(reversed(self.inside[index]))

    def name(self, index: int) -> str:
        """A part as readers call it."""
        part = self.parts[index]
        return part.name or self.words.count("parts.small", part.merged)

    def _said(self, part: Part, columns: int) -> str:
        return label(f"{'◆ ' if part.quoted else ''}{part.name} {self.words.size(part.bytes)}", columns)

    def _labels(self, part: Part, y: float, height: float, wide: int) -> Iterator[tuple[str, float]]:
        if height < _LABELLED:
            return
        columns = int((wide - 8) / 6.9)
        name = places.short(part.name.rpartition(" › ")[2]) or self.words.count("parts.small", part.merged)
        mark = "◆ " if part.quoted else ""
        middle = y + height / 2 + 4
        if height < _TWO_LINES:
            yield label(f"{mark}{name}", columns), round(middle - 0.5, 1)
        else:
            yield label(f"{mark}{name}", columns), round(middle - 8, 1)
            yield label(self.words.size(part.bytes), columns), round(middle + 7, 1)

    def unread(self) -> Iterator[str]:
        """The names of the largest innermost parts that were not read, for the description."""
        leaves = [index for index in range(len(self.parts)) if not self.inside[index] and self.parts[index].opaque]
        for index in sorted(leaves, key=lambda index: -self.parts[index].opaque)[:4]:
            yield f"{self.name(index)}, {self.words.size(self.parts[index].opaque)}"

    def path(self, index: int) -> str:
        """A part with those that hold it, the target itself left out."""
        path = ""
        at: int | None = index
        while at:
            name = self.name(at)
            path = name + (" " if path.startswith("+") else "" if name.endswith("/") else " › ") * bool(path) + path
            at = self.parts[at].parent
        return path or self.name(0)


def _bands(part: Part, y: float, height: float, *, whole: bool) -> Iterator[Band]:
    """The states of a box from the top down; one that holds others is of one state, that of most of it."""
    shares = {name: getattr(part, name) for name in SHARES if getattr(part, name)}
    if whole or not shares:
        name = "opaque" if set(shares) == {"opaque"} else "understood"
        yield Band(name, round(y, 1), round(height, 1))
        return
    least = min(float(_LEAST), height / len(shares))
    room = height - least * len(shares)
    for name, amount in shares.items():
        high = least + room * amount / part.bytes
        yield Band(name, round(y, 1), round(high, 1))
        y += high


def _lines(parts: Sequence[Part], drawing: _Drawing, numbers: Sequence[int], words: Words) -> Iterator[Line]:
    """The innermost parts, what was not read first where nothing was found in it, else by place."""
    leaves = [index for index in drawing.order() if not drawing.inside[index]]
    if not any(part.quoted for part in parts):
        leaves.sort(key=lambda index: (-parts[index].opaque, -parts[index].sifted))
    for index in leaves:
        part = parts[index]
        states = tuple(
            (name, "" if amount == part.bytes else words.share(amount, part.bytes))
            for name in SHARES
            if (amount := getattr(part, name))
        )
        known = part.gap is not None and part.gap < len(numbers)
        gap = numbers[part.gap or 0] if known else 0
        yield Line(drawing.path(index), words.size(part.bytes), states, part.quoted, gap)
