"""The rounds after the first: files without a telling word that name what a round found."""

from collections.abc import Collection, Iterator, Sequence, Set
from functools import cached_property

from sousveil.judging.identity import file_name
from sousveil.model.encodings import is_number
from sousveil.model.examined import Examined
from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.limits import Limits
from sousveil.model.place import BlobRecord, BlobState, Place
from sousveil.model.words import Step
from sousveil.opening import Blob, Entry
from sousveil.opening.source import ChangedError, Source
from sousveil.reading.reader import OfNumbers, Reader
from sousveil.running.examine import Examiner, Seen, Whereabouts, closed
from sousveil.running.tools import LateMatcher
from sousveil.running.wire import WHOLE, Care, Done, Message, Share
from sousveil.sifting import Sifter
from sousveil.sifting.names import NO_TERM, Names


class Again(Examiner):
    """Examines the entries again, looking for names instead of words, in blobs that were not read yet.

    Names that are numbers are looked for where such numbers stand, in blobs that were read before too: those are read
    once more, with all that was asked for so far.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        sifter: Sifter,
        matcher: LateMatcher,
        limits: Limits,
        names: Collection[str],
        read: Collection[str],
        before: Collection[str] = (),
    ) -> None:
        super().__init__(entries, sifter, matcher, limits)
        self.first = False
        self._numbers = frozenset(filter(is_number, names))
        self._names = Names(names)
        self._before = before
        """The names that were sought in the rounds before."""
        self._read = read
        """Digests of the blobs that a round before has read."""

    @cached_property
    def _all_names(self) -> Names:
        return Names(self._before)

    def _look(self, blob: Blob, reader: Reader | None, state: BlobState) -> Seen:
        nothing = Seen([], 0, about_people=False)
        if state is BlobState.PADDING or reader is None or closed(reader):
            return nothing
        known = blob.digest in self._read
        places = self._names.sift(blob.data) if reader.structured and not known else []
        if self._numbers and isinstance(reader, OfNumbers):
            numbers = reader.numbered(blob.data, self._numbers)
            if numbers and known:
                numbers += reader.numbered(blob.data, frozenset(filter(is_number, self._before)))
                numbers += super()._look(blob, reader, state).places
                numbers += self._all_names.sift(blob.data) if reader.structured else []
            places = sorted({*places, *numbers}, key=lambda place: (place.start, place.end, place.term))
        return Seen(places[: self.limits.units], max(0, len(places) - self.limits.units), about_people=False)


class Left:
    """What earlier rounds have left unread in an entry: the numbers of its blobs that a further one could read.

    alone  whether that is the outermost file itself, with nothing in it
    """

    __slots__ = ("alone", "numbers")

    def __init__(self, examined: Sequence[Examined], read: Set[str]) -> None:
        self.numbers = frozenset(one.record.number for one in examined if _unread(one, read))
        self.alone = len(examined) == 1 and bool(self.numbers)


class Follower(Again):
    """Knows what is ``left`` of each entry: it opens and reads nothing else, unless numbers are sought."""

    left: Sequence[Left] = ()
    _here = Left((), frozenset())

    def entry(
        self, number: int, desk: Whereabouts, care: Care | None = None, share: Share = WHOLE
    ) -> Iterator[Message]:
        """As any examiner; an entry in which no name stands is done at once."""
        desk.begin(number)
        self._here = self.left[number]
        left = self._here
        if not self._numbers and not (left.numbers and (not left.alone or self._names_in(self._entries[number]))):
            yield Done(number, "")
            return
        yield from super().entry(number, desk, care, share)

    def _names_in(self, entry: Entry) -> bool:
        if entry.part or entry.parts:
            return True
        try:
            with Source(entry) as source:
                return source.regular and bool(self._names.sift(source.data()))
        except (OSError, ChangedError):
            return True  # the examiner says why it cannot be read

    def leaf(self, blob: Blob, path: str, *, quoted: bool = False) -> tuple[Examined, list[Gap]]:
        """As any examiner; of what need not be read there is a bare record."""
        if quoted or self._numbers or (blob.number in self._here.numbers and self._names.sift(blob.data)):
            return super().leaf(blob, path, quoted=quoted)
        parent = -1 if blob.parent is None else blob.parent.number
        bare = BlobRecord(
            number=blob.number, parent=parent, layer=blob.layer, size=blob.size, digest="", sha256="", kind="",
            leaf=blob.leaf, state=BlobState.SIFTED,
        )  # fmt: skip
        return Examined(record=bare, path=path), []


class Seeker(Again):
    """Reads also the ``files`` of these names (without folders and numbers), whatever stands in them."""

    files: frozenset[str] = frozenset()

    def _look(self, blob: Blob, reader: Reader | None, state: BlobState) -> Seen:
        seen = super()._look(blob, reader, state)
        if seen.places or reader is None or closed(reader) or not reader.structured or state is BlobState.PADDING:
            return seen
        name = file_name(((blob.name or b"").decode("utf-8", "backslashreplace"),))
        if name not in self.files or blob.digest in self._read:
            return seen
        return Seen([Place(0, min(blob.size, 1), NO_TERM, "utf-8")], 0, about_people=False)


def read_in(examined: Sequence[Examined]) -> set[str]:
    """The digests of the blobs that were read."""
    return {one.record.digest for one in examined if one.readings}


def unread(examined: Sequence[Examined]) -> bool:
    """Whether there is anything left that a further round could read."""
    read = read_in(examined)
    return any(_unread(one, read) for one in examined)


def _unread(one: Examined, read: Set[str]) -> bool:
    return one.record.leaf and one.record.state is BlobState.UNDERSTOOD and one.record.digest not in read


def numbered(examined: Sequence[Examined]) -> bool:
    """Whether something was read whose numbers may be asked for in what was read already."""
    return any(reading.reader in {"arsc", "codeview"} for one in examined for reading in one.readings)


def leads_on(names: Collection[str]) -> bool:
    """Whether names lead to other things: a number leads to what it stands for, and no further."""
    return not all(map(is_number, names))


def limit_reached(names: Collection[str]) -> Gap:
    """The gap of names that a further round would have followed."""
    return Gap(
        step=Step.LINKING, code="rounds-limit", could_hide=ALL_STAGES[4:], count=1,
        detail=f"{len(names)} names were not followed further",
        remedy="Chains may go on beyond three steps from the words: look for the last records named, by hand.",
    )  # fmt: skip
