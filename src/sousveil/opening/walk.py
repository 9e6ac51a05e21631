"""Opens one outermost file to the bottom: a container's members before the container itself."""

import struct
from collections.abc import Callable, Iterator

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.mapped import HELD, give_back
from sousveil.model.place import BlobState, Extent, ExtentState, Layer
from sousveil.opening import volumes
from sousveil.opening.blob import Blob, all_equal
from sousveil.opening.budget import Budget, SpentError
from sousveil.opening.dealing import Dealing
from sousveil.opening.entry import Entry
from sousveil.opening.formats import Desk, Format, named, recognise
from sousveil.opening.gaps import gap
from sousveil.opening.gathering import Gathering, as_part, whole
from sousveil.opening.outside import Outside
from sousveil.opening.randomness import looks_encrypted
from sousveil.opening.sink import NoRoomError
from sousveil.opening.source import ChangedError, Source, joined
from sousveil.opening.sparse import Sparse, runs_of

_HOSTILE = (ValueError, IndexError, KeyError, TypeError, OverflowError, EOFError, MemoryError, struct.error)
"""What a format that trusts a field too much may raise; the bytes it did not get to are left as unknown."""

_SMALLEST = 9  # an empty zstd frame
_CHECKED, _EACH = 256 << 10, 4096
"""Bytes after which it is looked whether the file still is what it was; what a blob counts besides its own."""


def open_entry(
    entry: Entry, limits: Limits, outside: Outside | None = None, dealing: Dealing | None = None
) -> Iterator[Blob | Gap]:
    """Every blob in the file that ``entry`` names, a container after its members; and a gap for all that is lost.

    ``outside`` runs tools of others where a format needs one; without it they are a gap. ``dealing`` numbers the blobs,
    and may leave some to others. Raises nothing for what stands in the file, nor for a file that is gone, unreadable or
    changing: those are gaps.
    """
    locator = entry.locator
    if entry.parts:
        yield from _open_joined(entry, limits, outside, dealing)
        return
    try:
        source = Source(entry)
    except OSError as error:
        yield gap("unreadable", locator, size=entry.size, detail=error.strerror or "")
        return
    with source:
        if not source.regular:
            yield gap("special-file", locator)
            return
        try:
            blob = Blob(source.data(), entry.layer, name=entry.name)
            if entry.part:
                # Its bytes are opened with the rest of its set, as another outermost file.
                yield as_part(blob)
                source.check(last=True)
                return
            blob.runs = runs_of(source.descriptor, source.size, source.allocated)
            yield from _Walk(limits, source.size, source.check, outside, dealing).into(blob, 0)
            source.check(last=True)
        except ChangedError as error:
            yield gap("changed-while-read", locator, size=entry.size, detail=str(error))
        except OSError as error:
            yield gap("unreadable", locator, size=entry.size, detail=error.strerror or "")


def _open_joined(
    entry: Entry, limits: Limits, outside: Outside | None, dealing: Dealing | None
) -> Iterator[Blob | Gap]:
    """The parts of a set put together, and what is in that."""
    try:
        data, starts = joined(entry.root, entry.parts, limits.in_memory)
    except ChangedError as error:
        yield gap("changed-while-read", entry.locator, size=entry.size, detail=str(error))
        return
    except OSError as error:
        yield gap("unreadable", entry.locator, size=entry.size, detail=error.strerror or "")
        return
    except NoRoomError as error:
        yield gap("no-room-to-spill", entry.locator, size=entry.size, detail=str(error))
        return
    blob = Blob(data, entry.layer, name=entry.name)
    blob.starts = starts
    if bytes(data[:4]) == volumes.SHIELD:
        blob.form = named("installshield-cab")
    yield from _Walk(limits, blob.size, lambda: None, outside, dealing).into(blob, 0)


def open_bytes(
    data: bytes, limits: Limits, name: bytes | None = None, outside: Outside | None = None
) -> Iterator[Blob | Gap]:
    """As ``open_entry``, for bytes in memory that take the place of an outermost file."""
    yield from _Walk(limits, len(data), lambda: None, outside).into(Blob(memoryview(data), name=name), 0)


class _Walk:
    """One budget and one numbering for everything in an outermost file; ``check`` raises when that file changes."""

    def __init__(
        self,
        limits: Limits,
        size: int,
        check: Callable[[], None],
        outside: Outside | None = None,
        dealing: Dealing | None = None,
    ) -> None:
        self._outside = outside
        self._limits = limits
        self._budget = Budget(limits, size)
        self._dealing = dealing or Dealing()
        self._dealing.budget = self._budget
        self._check = check
        self._seldom = 0
        self._held = 0

    def down(self, blob: Blob, depth: int, *, closed: bool = False) -> Iterator[Blob | Gap]:
        """As ``into``, for a member: one that is dealt to others is passed over."""
        if not self._dealing.dealt(blob.size):
            yield from self.into(blob, depth, closed=closed)
        elif self._dealing.begin(blob.size):
            well = False
            try:
                yield from self.into(blob, depth, closed=closed)
                well = True
            finally:
                self._dealing.end(well=well)

    def into(self, blob: Blob, depth: int, *, closed: bool = False) -> Iterator[Blob | Gap]:
        """``blob`` and all that is in it. ``closed``: it was tried already, only its bytes are left."""
        form = None if closed or blob.state is BlobState.OPAQUE else self._recognise(blob)
        if form is not None and depth >= self._limits.depth:
            yield gap("budget-spent", blob.locator, size=blob.size, detail=f"limit depth = {self._limits.depth}")
            form = None
        if form is None:
            if blob.state is None and (blob.runs == () or (blob.runs is None and all_equal(blob.data))):
                blob.state = BlobState.PADDING
            yield blob
            self._seldom -= blob.size + _EACH
            if self._seldom < 0:  # whoever had the blobs took their time
                self._seldom = _CHECKED
                self._check()
            self._held += blob.size
            if self._held >= HELD:
                self._held = 0
                give_back(blob.data)
            return
        yield from self._open(form, blob, depth)

    @staticmethod
    def _recognise(blob: Blob) -> Format | None:
        if blob.form is not None:
            return blob.form
        looked = blob.runs != () and blob.size >= _SMALLEST
        form = recognise(blob.data, sparse=blob.runs is not None) if looked else None
        return form if form is not None or not blob.runs else Sparse()

    def _open(self, form: Format, blob: Blob, depth: int) -> Iterator[Blob | Gap]:
        desk = Desk(blob, self._budget, self._dealing, self._outside)
        waiting = Gathering()
        try:
            for part in form.open(desk):
                if isinstance(part, Gap):
                    yield part
                else:
                    if desk.leaf and part.layer and part.layer.extent and not part.layer.transform:
                        blob.taken.append((part.layer.extent[0], sum(part.layer.extent)))
                    if not waiting.takes(part):
                        yield from self.down(part, depth + 1)
                del part  # a large member must not outlive its turn
        except SpentError as error:
            left = sum(end - start for start, end in desk.account.holes())
            yield gap("budget-spent", blob.locator, size=left, detail=error.detail)
        except _HOSTILE as error:
            yield gap("damaged", blob.locator, detail=f"{form.name}: {type(error).__name__}")
        yield from self._gathered(desk, waiting, depth)
        if desk.leaf:
            blob.parts_of = form.name
            yield from self.into(blob, depth, closed=True)
            return
        blob.container = form.name
        blob.extents = desk.account.settle(blob.data)
        if desk.account.overlapping:
            yield gap("overlapping-members", blob.locator, detail=f"{desk.account.overlapping} bytes")
        extents = list(blob.extents)
        for place, extent in enumerate(blob.extents):
            if extent.state is ExtentState.UNKNOWN:
                start, end = extent.offset, extent.offset + extent.length
                whole, data = extent.length == blob.size, blob.data[start:end]
                if not whole and looks_encrypted(data) and recognise(data) is None:
                    extents[place] = Extent(start, extent.length, ExtentState.ENCRYPTED)
                    layer = Layer(kind="encrypted", extent=(start, extent.length))
                    yield desk.child(data, layer, state=BlobState.OPAQUE)
                    yield gap("looks-encrypted", blob.locator, size=extent.length, inner=layer)
                    continue
                rest = desk.child(data, Layer(kind="unknown", extent=(start, extent.length)))
                yield from self.down(rest, depth + 1, closed=whole)
        blob.extents = tuple(extents)
        yield blob

    def _gathered(self, desk: Desk, waiting: Gathering, depth: int) -> Iterator[Blob | Gap]:
        """What waited: whole sets as one, and everything else as any member."""
        sets, rest = waiting.sets()
        for parts in sets:
            together: list[Blob | Gap] = []
            try:
                together = list(whole(desk, parts))
            except SpentError as error:
                yield gap("budget-spent", desk.blob.locator, detail=error.detail)
            if not any(isinstance(one, Blob) for one in together):
                rest += parts
                yield from (one for one in together if isinstance(one, Gap))
                continue
            yield from map(as_part, parts)
            parts.clear()
            for one in together:
                yield from self.down(one, depth + 1) if isinstance(one, Blob) else (one,)
        while rest:
            yield from self.down(rest.pop(0), depth + 1)
