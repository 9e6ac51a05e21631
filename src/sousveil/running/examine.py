"""One outermost file, all the way: opened, sifted, read, matched, accounted for."""

import bisect
import hashlib
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from sousveil.linking.parts.families import MODELS
from sousveil.model.examined import Examined
from sousveil.model.gap import Gap
from sousveil.model.hit import Hit
from sousveil.model.limits import Limits
from sousveil.model.place import BlobRecord, BlobState, Layer, Place
from sousveil.model.report import Signature
from sousveil.model.text import Reading
from sousveil.model.words import Step
from sousveil.opening import Blob, Entry, open_entry
from sousveil.opening.gaps import gap
from sousveil.opening.outside import Outside
from sousveil.opening.randomness import looks_encrypted
from sousveil.opening.signatures import look
from sousveil.reading.calling import called
from sousveil.reading.reader import Reader, labelled
from sousveil.reading.registry import recognise
from sousveil.reading.told import as_told
from sousveil.running.losses import attempt, lost
from sousveil.running.tools import LateMatcher
from sousveil.running.turns import Turns
from sousveil.running.wire import WHOLE, Care, Done, Message, Piece, Share
from sousveil.sifting import Sifter

_ASIDE = 16 << 20  # bytes from which SHA-256 runs in a thread of its own, beside the sifting
_PIECE = 500  # blobs sent at a time
_MEDIA = "media"
_RAW = "raw"


class Whereabouts(Protocol):
    """What is told where the work is: a :class:`sousveil.running.desk.Desk`, or nobody."""

    def begin(self, entry: int) -> None:
        """Work on an entry begins."""

    def note(self, entry: int, blob: int, *, examined: bool) -> None:
        """The blob with this ordinal is being opened, or examined."""


class Nobody:
    """For work in the process itself."""

    def begin(self, entry: int) -> None:
        """Nobody asks."""

    def note(self, entry: int, blob: int, *, examined: bool) -> None:
        """Nobody asks."""


def printed(entry: Entry, locator: Sequence[Layer]) -> str:
    """The path of a blob for the eye and for rules that look at paths: names, ``!`` between containers."""
    names = [f"<{layer.kind}>".encode() if layer.name is None else layer.name for layer in locator]
    if entry.layer is None:
        names.insert(0, entry.name)  # a target that is a file has no layer of its own
    return b"!".join(names).decode("utf-8", "backslashreplace")


class Seen(NamedTuple):
    """What the sifter saw in a blob: places, how many were left out, whether words about people are among the rest."""

    places: list[Place]
    left_out: int
    about_people: bool


_NOTHING = Seen([], 0, about_people=False)


class Examiner:
    """Examines the ``entries`` of one target, by their number."""

    def __init__(self, entries: Sequence[Entry], sifter: Sifter, matcher: LateMatcher, limits: Limits) -> None:
        self.limits = limits
        self.outside: Outside | None = None
        """Who runs tools of others, where there is anybody."""
        self._entries = entries
        self._sifter = sifter
        self._matcher = matcher
        self._plain: dict[str, Seen] = {}
        """Blobs without a place, by digest: seen again, they are not sifted again."""
        self.counts: Mapping[int, Mapping[int, int]] = {}
        """Of entries, by number: how many blobs are in each member that was dealt, as the first round told."""
        self.first = True
        """Whether this is the first round; only that one needs the digest of every outermost file."""

    def entry(
        self, number: int, desk: Whereabouts, care: Care | None = None, share: Share = WHOLE
    ) -> Iterator[Message]:
        """All that is in an entry, or a share of it. Never raises for what stands in it: what goes wrong is a gap."""
        desk.begin(number)
        walk = _Walk(self, self._entries[number], desk, care or Care(), share)
        yield from walk.run()
        yield walk.done()

    def leaf(self, blob: Blob, path: str, *, quoted: bool = False) -> tuple[Examined, list[Gap]]:
        """A leaf after sifting, reading and matching, and what was lost on the way.

        ``quoted``: one of the parts that are packed in it may be quoted, so its digest is needed.
        """
        name = (blob.name or b"").decode("utf-8", "backslashreplace")
        reader = recognise(blob.data, name)
        state = _state(blob, reader)
        veiled = blob.state is None and (reader is None or reader.name == _RAW) and looks_encrypted(blob.data)
        if veiled:
            state = BlobState.OPAQUE
        places, left_out, about = self._look(blob, reader, state)
        readings: list[Reading] = []
        hits: list[tuple[Hit, ...]] = []
        gaps = [lost(Step.SIFTING, "budget-spent", blob.locator, detail=f"{left_out} places")] if left_out else []
        if veiled:
            gaps.append(gap("looks-encrypted", blob.locator, size=blob.size))
        if reader is not None and (places or closed(reader)):
            for item in attempt(reader, blob, name, places, self.limits):
                if isinstance(item, Gap):
                    gaps.append(item)
                    continue
                try:
                    item = as_told(item, path)  # noqa: PLW2901 - the same reading, told better
                    found = tuple(self._matcher.match(item, path))
                except Exception as why:  # noqa: BLE001 - a mistake of ours must not lose the rest of the target
                    gaps.append(lost(Step.MATCHING, "failed", blob.locator, size=blob.size, detail=repr(why)))
                    found = ()
                readings.append(item)
                hits.append(found)
        calls = called(blob.data, name or _without_name(blob), whole=not blob.locator)
        # What names itself may be quoted, and so may models, though no word is in them.
        quoted = quoted or bool(calls) or bool(readings) or name.lower().endswith(MODELS)
        record = make_record(
            blob,
            kind="" if reader is None else reader.name,
            state=state,
            quoted=quoted,
            first=self.first,
        )
        examined = Examined(
            record=record, path=path, readings=tuple(readings), hits=tuple(hits), about_people=about,
            labelled=about and labelled(reader, blob.data), calls=calls,
        )  # fmt: skip
        return examined, gaps

    def _look(self, blob: Blob, reader: Reader | None, state: BlobState) -> Seen:
        if state is BlobState.PADDING or closed(reader):
            return _NOTHING
        known = self._plain.get(blob.digest)
        if known is not None:
            return known
        found = self._sifter.look(blob.data, self.limits.units)
        # It decides whether what cannot be read could hide something; what was read hides nothing.
        about = state is BlobState.SIFTED and self._sifter.about_people(blob.data)
        places = _outside(found.places, blob.taken) if blob.taken else found.places
        seen = Seen(places, found.left_out, about)
        if not seen.places:
            self._plain[blob.digest] = seen
        return seen


class _Walk:
    """The walk through one entry.

    Of several shares the first has what is no leaf and was not dealt: large containers, gaps of opening, the digest of
    the outermost file.
    """

    def __init__(self, examiner: Examiner, entry: Entry, desk: Whereabouts, care: Care, share: Share) -> None:
        self._examiner = examiner
        self._entry = entry
        self._number = entry.number
        self._desk = desk
        self._care = care
        self._next = 0
        self._inside: tuple[Blob | None, str] = None, ""
        """What held the last blob, and its printed path."""
        self._last: Blob | None = None
        self._quoted: set[int] = set()
        self._shared = share.of > 1
        self._first = share.number == 0
        self._turns = Turns(share, entry.size, examiner.counts.get(entry.number))
        self._examined: list[Examined] = []
        self._gaps: list[Gap] = []
        self._at: list[int] = []
        self._gaps_at: list[int] = []
        self._sums: list[tuple[int, str]] = []
        self.sha256 = ""
        self.signatures: tuple[Signature, ...] = ()

    def run(self) -> Iterator[Message]:
        """Pieces; ``sha256`` is that of the outermost file when they are through."""
        entry = self._entry
        at = entry.locator
        try:
            if self._care.stop != 0:
                for item in open_entry(entry, self._examiner.limits, self._examiner.outside, self._turns):
                    self._turns.comes()
                    if isinstance(item, Gap):
                        if self._first or self._turns.inside:
                            self._lose(item)
                        continue
                    at = item.locator
                    if self._last is None and self._shared and self._first and self._examiner.first:
                        _hashed_first(item)
                    self._examine(item)
                    if len(self._examined) >= _PIECE:
                        yield self._piece()
                    if self._next == self._care.stop:
                        break
                    self._desk.note(self._number, self._next, examined=False)
        except MemoryError:
            self._fail(lost(Step.OPENING, "out-of-memory", at))
        except Exception as why:  # noqa: BLE001 - a mistake of ours must not lose the rest of the target
            self._fail(lost(Step.OPENING, "failed", at, detail=repr(why)))
        if self._next == self._care.stop:
            self._lose(lost(Step.RUNNING, self._care.code, at, detail=self._care.detail))
        self._close()
        yield self._piece()

    def _piece(self) -> Piece:
        piece = Piece(self._number, tuple(self._examined), tuple(self._gaps))
        if self._shared:
            piece = msgspec.structs.replace(
                piece, at=tuple(self._at), gaps_at=tuple(self._gaps_at), sums=tuple(self._sums)
            )
        self._examined, self._gaps, self._at, self._gaps_at, self._sums = [], [], [], [], []
        return piece

    def _have(self, examined: Examined) -> None:
        self._examined.append(examined)
        self._at.append(self._turns.turn)

    def _lose(self, *gaps: Gap) -> None:
        self._gaps += gaps
        self._gaps_at += [self._turns.turn] * len(gaps)

    def _fail(self, gap: Gap) -> None:
        """It ends before its end here, so that what it has seen is not what another share has."""
        self._turns.seen += 1
        self._lose(gap)

    def done(self) -> Done:
        """What is said at the end."""
        turns = self._turns
        return Done(self._number, self.sha256, self.signatures, turns.seen, tuple(turns.counts), turns.spent)

    def _examine(self, blob: Blob) -> None:
        place = self._turns.place
        self._desk.note(self._number, place, examined=True)
        code = self._care.skip.get(place)
        self._next = place + 1
        self._last = blob
        if not self._mine(blob):
            if blob.number in self._quoted:
                self._sums.append((blob.number, blob.sha256()))
            return
        aside = None
        if self._examiner.first and blob.parent is None and blob.size >= _ASIDE:
            aside = threading.Thread(target=blob.sha256, daemon=True)
            aside.start()
        if code is not None:
            self._lose(lost(Step.RUNNING, code, blob.locator, size=blob.size, detail=self._care.detail))
            self._keep(blob, BlobState.OPAQUE)
        elif blob.container:
            self._keep(blob, BlobState.UNDERSTOOD)
        else:
            examined, gaps = self._examiner.leaf(blob, self._printed(blob), quoted=blob.number in self._quoted)
            self._lose(*gaps)
            self._have(examined)
            if examined.record.sha256:
                self._quoted.update(above.number for above in _ancestors(blob))
        if self._examiner.first and blob.parent is None and not self._entry.path:
            self.signatures = look(blob.data, self._examiner.outside or Outside())
        if aside is not None:
            aside.join()

    def _printed(self, blob: Blob) -> str:
        """As ``printed``; blobs of one container mostly come one after the other."""
        above, layer = blob.parent, blob.layer
        if above is None or layer is None:
            return printed(self._entry, blob.locator)
        if self._inside[0] is not above:
            self._inside = above, printed(self._entry, above.locator)
        name = f"<{layer.kind}>" if layer.name is None else layer.name.decode("utf-8", "backslashreplace")
        return f"{self._inside[1]}!{name}"

    def _mine(self, blob: Blob) -> bool:
        turns = self._turns
        if turns.inside:
            return True
        turns.seen = hash((turns.seen, turns.turn, blob.number, blob.size))
        return self._first if blob.container or blob.parent is None else turns.mine(blob.size)

    def _keep(self, blob: Blob, state: BlobState) -> None:
        """A blob that is not read itself: a container, or one that is left out."""
        quoted = blob.number in self._quoted
        calls = called(blob.data, "") if blob.parent is None or blob.parent.parent is None else ()
        quoted = quoted or bool(calls)
        record = make_record(blob, kind=blob.container, state=state, quoted=quoted, first=self._examiner.first)
        self._have(Examined(record=record, path=printed(self._entry, blob.locator), calls=calls))

    def _close(self) -> None:
        """The containers that were left before their end, and the digest of the outermost file."""
        if not self._first:
            return
        if self._last is None:
            self.sha256 = _digest(self._entry) if self._examiner.first else ""
            return
        outermost = self._last
        for above in _ancestors(self._last):
            self._keep(above, BlobState.UNDERSTOOD)
            outermost = above
        if self._examiner.first:
            self.sha256 = outermost.sha256()


def _outside(places: list[Place], taken: list[tuple[int, int]]) -> list[Place]:
    """The places that lie in none of the parts that are looked at on their own."""
    runs = sorted(taken)
    starts = [start for start, _ in runs]
    return [
        place
        for place in places
        if not (found := bisect.bisect_right(starts, place.start)) or place.end > runs[found - 1][1]
    ]


def _ancestors(blob: Blob) -> Iterator[Blob]:
    above = blob.parent
    while above is not None:
        yield above
        above = above.parent


def _hashed_first(blob: Blob) -> None:
    """Work out the digests of the outermost file while the others have enough to do, and not when all else is done."""
    *_, outermost = blob, *_ancestors(blob)
    _ = outermost.digest, outermost.sha256()


def _digest(entry: Entry) -> str:
    """SHA-256 of an outermost file that was not opened, in hex; ``""`` where it cannot be read."""
    try:
        with Path(os.fsdecode(entry.location)).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def make_record(blob: Blob, *, kind: str, state: BlobState, quoted: bool, first: bool) -> BlobRecord:
    """What is kept of a blob; SHA-256 where it is ``quoted``, and of outermost files in the ``first`` round."""
    return BlobRecord(
        number=blob.number,
        parent=-1 if blob.parent is None else blob.parent.number,
        layer=blob.layer,
        size=blob.size,
        digest=blob.digest,
        sha256=blob.sha256() if quoted or (first and blob.parent is None) else "",
        kind=kind,
        leaf=blob.leaf,
        state=state,
        extents=blob.extents,
    )


def closed(reader: Reader | None) -> bool:
    """Whether it is of a kind that is left closed on purpose."""
    return reader is not None and reader.name == _MEDIA


def _without_name(blob: Blob) -> str:
    """What a part without a name of its own is called: as what it was packed in, without the ending of that."""
    packed = (blob.parent.name if blob.parent is not None else None) or b""
    return packed.removesuffix(b".gz").decode("utf-8", "backslashreplace") if packed.endswith(b".gz") else ""


def _state(blob: Blob, reader: Reader | None) -> BlobState:
    if blob.state is not None:
        return blob.state
    if reader is None:
        return BlobState.SIFTED
    if closed(reader):
        return BlobState.OPAQUE
    return BlobState.UNDERSTOOD if reader.structured else BlobState.SIFTED
