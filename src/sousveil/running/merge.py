"""What the workers brought, put together so that the order in which they finished changes nothing."""

from collections.abc import Sequence

import msgspec

from sousveil.model.examined import Examined
from sousveil.model.gap import Gap
from sousveil.model.hit import Hit
from sousveil.model.place import Layer
from sousveil.model.report import Signature
from sousveil.model.words import Step
from sousveil.running import wire

_LATER = frozenset({Step.READING, Step.MATCHING, Step.RUNNING})
"""Steps of which a later round can lose something new; what it cannot open was said in the first."""
_TOGETHER = frozenset({"media-left-closed", "whiteout"})
"""Gaps that hide nothing and come by the thousand: said once for a target."""
_PIECES = frozenset({"leveldb-block"})
"""Layers that are pieces of one store: what is lost in them is said once, of the store."""
_BESIDE = "kept-beside"


class Merge:
    """Collects the messages of one target with ``entries`` outermost files."""

    def __init__(self, entries: int) -> None:
        self.sha256 = [""] * entries
        self.signatures: tuple[Signature, ...] = ()
        self.fences: wire.Fences | None = None
        self.counts: dict[int, dict[int, int]] = {}
        """Of entries that were done in shares: how many blobs are in each member that was dealt, by where it stands."""
        self._examined: list[list[Examined]] = [[] for _ in range(entries)]
        self._gaps: list[list[Gap]] = [[] for _ in range(entries)]

    def take(self, message: wire.Message) -> int:
        """Keep a message. Returns the number of the entry that it finishes, -1 for none."""
        if isinstance(message, wire.Piece):
            self._examined[message.entry] += message.examined
            self._gaps[message.entry] += message.gaps
        elif isinstance(message, wire.Done):
            self.sha256[message.entry] = message.sha256
            self.signatures += message.signatures
            if message.counts:
                self.counts[message.entry] = dict(zip(message.counts[::2], message.counts[1::2], strict=True))
            return message.entry
        elif self.fences is None or len(message.missing) > len(self.fences.missing):
            self.fences = message
        return -1

    def follow(self, message: wire.Message) -> bool:
        """Keep what a later round read: readings of blobs that had none, digests of what holds them.

        Returns whether anything new was read.
        """
        if not isinstance(message, wire.Piece):
            return False
        new = False
        at = {one.record.number: index for index, one in enumerate(self._examined[message.entry])}
        for one in message.examined:
            index = at.get(one.record.number)
            if index is None:
                continue
            before = self._examined[message.entry][index]
            if _units(one) > _units(before):  # read for the first time, or again with more that was asked for
                record = msgspec.structs.replace(one.record, sha256=one.record.sha256 or before.record.sha256)
                self._examined[message.entry][index] = msgspec.structs.replace(one, record=record)
                new = True
            elif one.record.sha256 and not before.record.sha256:
                record = msgspec.structs.replace(before.record, sha256=one.record.sha256)
                self._examined[message.entry][index] = msgspec.structs.replace(before, record=record)
        said = {(gap.code, gap.locator) for gap in self._gaps[message.entry]}
        self._gaps[message.entry] += [
            gap for gap in message.gaps if gap.step in _LATER and (gap.code, gap.locator) not in said
        ]
        return new

    @property
    def out_of_time(self) -> bool:
        """Whether a clock, and nothing in the bytes, ended the run of a tool."""
        return any(gap.code == "tool-out-of-time" for entry in self._gaps for gap in entry)

    def examined(self) -> list[Examined]:
        """All blobs in the order of the entries, numbered through the target.

        A blob that says the same as one before it (same bytes, same hits) keeps its record only.
        """
        out: list[Examined] = []
        said: set[tuple[str, tuple[tuple[Hit, ...], ...]]] = set()
        first = 0
        for entry in self._examined:
            out += [_renumbered(one, first, bare=_repeats(one, said)) for one in entry]
            first += max((one.record.number + 1 for one in entry), default=0)
        return out

    def by_entry(self) -> list[list[Examined]]:
        """The blobs of each entry, numbered within it."""
        return self._examined

    def gaps(self, before: Sequence[Gap]) -> list[Gap]:
        """All gaps in the order of the entries, those from ``before`` first."""
        out: list[Gap] = []
        together: dict[tuple[str, tuple[Layer, ...]], Gap] = {}
        for gap in (*before, *(gap for entry in self._gaps for gap in entry)):
            if gap.code == _BESIDE and self._beside(gap):
                continue
            piece = bool(gap.locator) and gap.locator[-1].kind in _PIECES
            if gap.code not in _TOGETHER and not piece:
                out.append(gap)
                continue
            key = (gap.code, gap.locator[:-1] if piece else ())
            known = together.get(key)
            here = msgspec.structs.replace(gap, locator=key[1]) if piece else gap
            together[key] = here if known is None else _joined(known, gap, key[1])
        return [*out, *together.values()]

    def _beside(self, gap: Gap) -> bool:
        """Whether the folder that an archive keeps files in lies beside it in the target, and was looked through."""
        folder = b"!".join(layer.name or f"<{layer.kind}>".encode() for layer in gap.locator) + b".unpacked/"
        path = folder.decode("utf-8", "backslashreplace")
        return bool(gap.locator) and any(
            one.path.startswith(path) or f"!{path}" in one.path for entry in self._examined for one in entry
        )


def _units(one: Examined) -> int:
    return sum(len(reading.units) + 1 for reading in one.readings)


def _repeats(one: Examined, said: set[tuple[str, tuple[tuple[Hit, ...], ...]]]) -> bool:
    if not one.readings:
        return False
    key = (one.record.digest, one.hits)
    if key in said:
        return True
    said.add(key)
    return False


def _renumbered(one: Examined, first: int, *, bare: bool) -> Examined:
    record = one.record
    if first:
        record = msgspec.structs.replace(
            record, number=record.number + first, parent=record.parent + first if record.parent >= 0 else -1
        )
    if bare:
        return msgspec.structs.replace(one, record=record, readings=(), hits=())  # what it calls itself stays
    return msgspec.structs.replace(one, record=record) if first else one


def _joined(one: Gap, other: Gap, locator: tuple[Layer, ...]) -> Gap:
    return msgspec.structs.replace(one, locator=locator, size=one.size + other.size, count=one.count + other.count)
