"""What every format is, and the desk at which it works: one container, its account, the budget of the whole file."""

from collections.abc import Iterator
from typing import Protocol

from sousveil.model.gap import Gap
from sousveil.model.place import BlobState, Layer
from sousveil.opening.account import Account
from sousveil.opening.blob import Blob
from sousveil.opening.budget import Budget
from sousveil.opening.codecs import Decoded
from sousveil.opening.gaps import gap
from sousveil.opening.outside import Outside
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError, Sink
from sousveil.opening.transforms import head, parse


class Desk:
    """One container being opened: makes its members, keeps the account of its bytes.

    A format claims what it understands in ``account``; what it leaves unclaimed becomes padding, or a leaf of its own.
    Where it sets ``leaf``, the blob stays a leaf, read as it stands and whole, and what the format yields are parts of
    it that are written there in another form; nothing is to be claimed then.
    """

    __slots__ = ("_numbers", "account", "blob", "budget", "data", "index", "leaf", "outside")

    def __init__(self, blob: Blob, budget: Budget, numbers: Iterator[int], outside: Outside | None = None) -> None:
        self.blob = blob
        self.data = blob.data
        self.budget = budget
        self.account = Account(blob.size)
        self.index = 0
        self.leaf = False
        self.outside = outside or Outside()
        self._numbers = numbers

    def child(self, data: memoryview, layer: Layer, name: bytes | None = None, state: BlobState | None = None) -> Blob:
        """A blob inside this container, numbered."""
        names = self.blob.names
        if names and name is None and layer.name is not None:
            name = names.get(layer.name)
        child = Blob(data, layer, self.blob, number=next(self._numbers), name=name, state=state)
        child.names, child.listing = names, self.blob.listing
        return child

    def stored(self, kind: str, start: int, end: int, *, name: bytes | None = None, index: int | None = None) -> Blob:
        """The bytes from ``start`` to ``end`` as they stand. Claims nothing. Raises ``SpentError``."""
        start, end = self._clipped(start, end)
        self.budget.member()
        self.budget.take_whole(end - start)
        return self.child(self.data[start:end], Layer(kind=kind, name=name, index=index, extent=(start, end - start)))

    def closed(self, kind: str, start: int, end: int, *, name: bytes | None = None, index: int | None = None) -> Blob:
        """Bytes that cannot be read, as an opaque leaf. Claims nothing. Raises ``SpentError``."""
        start, end = self._clipped(start, end)
        self.budget.member()
        layer = Layer(kind=kind, name=name, index=index, extent=(start, end - start))
        return self.child(self.data[start:end], layer, state=BlobState.OPAQUE)

    def _clipped(self, start: int, end: int) -> tuple[int, int]:
        start = min(max(start, 0), len(self.data))
        return start, min(max(end, start), len(self.data))

    def aside(self, start: int, end: int) -> Blob:
        """A comment or the like: bytes of the format that could carry words. Claims nothing. Raises ``SpentError``."""
        return self.stored("comment", start, end)

    def gap(self, code: str, *, size: int = 0, detail: str = "", inner: Layer | None = None) -> Gap:
        """A gap in this container, or at one of its members."""
        return gap(code, self.blob.locator, size=size, detail=detail, inner=inner)

    def decode(self, codec: str, start: int, end: int, most: int | None = None) -> Decoded:
        """Undo the transform ``codec`` on the bytes from ``start`` to at most ``end``.

        Raises ``SpentError`` and ``NoRoomError``, and ``LookupError`` for a transform that is not known.

        ``most`` is how many bytes come out at most where the format says so, limits apart.
        """
        self.budget.member()
        room = self.budget.room(end - start)
        room = room if most is None else min(room, most)
        decoded = parse(codec)[0](self.data[start:end], room, Sink(self.budget.limits.in_memory))
        self.budget.take(len(decoded.data))
        return decoded

    def stream(self, kind: str, name: bytes | None = None, within: int = 0) -> Iterator[Blob | Gap]:
        """The whole container as one compressed stream from offset ``within``: what ``kind`` decodes, and its asides.

        ``name`` is the name for the content where the stream gives none itself. Raises ``SpentError``.
        """
        try:
            decoded = self.decode(kind, within, len(self.data))
        except NoRoomError as error:
            yield self.gap("no-room-to-spill", size=len(self.data), detail=str(error))
            return
        end = within + decoded.used
        transform = kind if decoded.state is not State.CUT else head(kind, len(decoded.data))
        layer = Layer(kind=kind, name=decoded.name, extent=(within, decoded.used), transform=transform)
        for offset, length in decoded.asides:
            if length and within + offset + length <= end:
                yield self.aside(within + offset, within + offset + length)
        whole = decoded.state is State.WHOLE or decoded.state is State.CHECKSUM
        if whole or (decoded.state is State.TRUNCATED and len(decoded.data)):
            self.account.claim(within, end)
        if whole or len(decoded.data):
            yield self.child(decoded.data, layer, decoded.name or name)
        yield from self.complaints(decoded, layer, end - within)

    def unpacked(
        self,
        kind: str,
        start: int,
        end: int,
        transform: str,
        *,
        name: bytes | None = None,
        index: int | None = None,
        size: int | None = None,
        called: bytes | None = None,
        shared: bool = False,
    ) -> Iterator[Blob | Gap]:
        """The member stored from ``start`` to at most ``end``, its ``transform`` undone; claims what its stream takes.

        ``size`` is how many bytes come out where the format says so, ``called`` a better name than the one stored;
        ``shared``: other members may be stored in the same bytes.
        Raises ``SpentError``, and ``LookupError`` for a transform that is not known.
        """
        start, end = self._clipped(start, end)
        bare = Layer(kind=kind, name=name, index=index, extent=(start, end - start), transform=transform)
        try:
            decoded = self.decode(transform, start, end)
        except NoRoomError as error:
            yield self.gap("no-room-to-spill", size=size or 0, detail=str(error), inner=bare)
            return
        out = len(decoded.data)
        layer = Layer(
            kind=kind,
            name=name,
            index=index,
            extent=(start, decoded.used),
            transform=head(transform, out) if decoded.state is State.CUT else transform,
        )
        whole = decoded.state is State.WHOLE or decoded.state is State.CHECKSUM
        if whole or (decoded.state is State.TRUNCATED and out):
            (self.account.share if shared else self.account.claim)(start, start + decoded.used)
        if whole or out:
            yield self.child(decoded.data, layer, called)
        yield from self.complaints(decoded, layer, decoded.used)
        if whole and size is not None and size != out:
            yield self.gap("sizes-differ", inner=layer, detail=f"{size} said, {out} came out")

    def complaints(self, decoded: Decoded, layer: Layer, stored: int) -> Iterator[Gap]:
        """The gap that belongs to how a decompression of ``stored`` bytes ended, if any."""
        if decoded.state is State.CUT:
            yield self.gap("budget-spent", detail=self.budget.sentence(stored), inner=layer)
        elif decoded.state is State.TRUNCATED:
            yield self.gap("truncated", inner=layer, detail=f"{len(decoded.data)} bytes came out before the end")
        elif decoded.state is State.DAMAGED:
            yield self.gap("damaged", inner=layer, size=stored, detail=f"{len(decoded.data)} bytes came out before it")
        elif decoded.state is State.CHECKSUM:
            yield self.gap("checksum-differs", inner=layer)


class Format(Protocol):
    """One container format. Stateless; ``open`` never raises for what stands in the bytes, but for ``SpentError``."""

    name: str
    """The format, as coverage and locators call it."""
    also: tuple[str, ...]
    """Names of kinds of files that are this format, for the formats page."""
    first: bytes
    """The bytes of which it begins with one; empty where it may begin with any."""
    recognised: str
    """How it is recognised: a phrase for the formats page."""
    limits: tuple[str, ...]
    """Sentences: what it does not open. Printed on the formats page."""

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Whether the blob is of this format; ``start`` are its first 512 bytes. Cheap, by content alone."""

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The members, each once, asides included; claims what they and the format's own structures take."""


def suffix_off(name: bytes | None, *suffixes: bytes) -> bytes | None:
    """``name`` without a suffix of compression, so that what comes out is taken for what it is; else ``None``."""
    for suffix in suffixes:
        if name is not None and name.lower().endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return None
