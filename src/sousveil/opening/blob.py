"""A blob: bytes in memory or mapped, and how they come out of the blob that holds them."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from blake3 import blake3

from sousveil.model.mapped import HELD, give_back
from sousveil.model.place import BlobState, Extent, Layer, Locator

if TYPE_CHECKING:
    from sousveil.opening.formats.format import Format
    from sousveil.opening.rpm_header import File

_ZEROS = memoryview(bytes(1 << 20))
_PIECE = 4 << 20
_NO_NAMES: Mapping[bytes, bytes] = {}


def all_equal(data: memoryview) -> bool:
    """Whether all bytes of ``data`` are the same (true of no bytes at all). Stops at the first piece that differs."""
    size = len(data)
    if size < 2:
        return True
    first = data[0]
    if data[-1] != first or data[size // 2] != first:
        return False
    same = bytes([first]) * min(size, 1 << 20)
    start = 0
    while start < size:
        piece = bytes(data[start : start + len(same)])
        if piece != same[: len(piece)]:
            return False
        start += len(piece)
        if start % HELD == 0:
            give_back(data)
    return True


class Blob:
    """Bytes of one file, member or stretch; read-only.

    number     ordinal in its outermost file, a container before its members (the outermost file is 0)
    data       the bytes; may be a map of a file, or a slice of the parent's
    layer      how it comes out of ``parent``; for an outermost file its place in the folder, ``None`` without a folder
    name       the best name there is for it (raw bytes, data only), ``None`` without one
    container  ``""`` for a leaf, else the name of the format that it was opened as
    parts_of   of a leaf that has members beside what it is itself (a program with packed sections, a text with a packed
               file in it): the name of the format that found them; ``""`` for everything else
    extents    of a container: what each of its bytes is, in order, without holes; empty for a leaf
    state      ``PADDING`` or ``OPAQUE`` where opening knows that already, else ``None``
    taken      of such a leaf: (start, end) of the parts that stand in it as they are, and are looked at on their own
    runs       of a sparse file: (offset, length) of the parts that hold data; ``None`` for everything else
    names      better names than the stored ones for what is in it, by stored name, where its own container knows them
    listing    gives the files that a package lists of what is in it, where the payload leaves them to its header
    starts     of parts that were put together: where each begins; empty for everything else
    form       the format to open it as, where its container knows that; ``None``: whatever its bytes are recognised as
    """

    __slots__ = ("_digest", "_locator", "_sha256", "container", "data", "extents", "form", "layer", "listing",
                 "name", "names", "number", "parent", "parts_of", "runs", "starts", "state", "taken")  # fmt: skip

    def __init__(
        self,
        data: memoryview,
        layer: Layer | None = None,
        parent: "Blob | None" = None,
        *,
        number: int = 0,
        name: bytes | None = None,
        state: BlobState | None = None,
    ) -> None:
        self.data = data
        self.layer = layer
        self.parent = parent
        self.number = number
        self.name = layer.name if name is None and layer is not None else name
        self.state = state
        self.container = ""
        self.parts_of = ""
        self.taken: list[tuple[int, int]] = []
        self.extents: tuple[Extent, ...] = ()
        self.runs: tuple[tuple[int, int], ...] | None = None
        self.starts: tuple[int, ...] = ()
        self.names: Mapping[bytes, bytes] = _NO_NAMES
        self.form: Format | None = None
        self.listing: Callable[[], list[File]] | None = None
        self._locator: Locator | None = None
        self._digest = ""
        self._sha256 = ""

    def __repr__(self) -> str:
        return f"<Blob {self.number} {self.name!r} {self.container or 'leaf'} {self.size}>"

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    @property
    def leaf(self) -> bool:
        """Whether it was not opened any further."""
        return not self.container

    @property
    def locator(self) -> Locator:
        """The layers from the outermost file inwards."""
        if self._locator is None:
            above = self.parent.locator if self.parent is not None else ()
            self._locator = (*above, self.layer) if self.layer is not None else above
        return self._locator

    @property
    def digest(self) -> str:
        """BLAKE3 in hex."""
        if not self._digest:
            small = self.runs is None and len(self.data) <= _PIECE
            self._digest = blake3(self.data).hexdigest() if small else self._hash(blake3())
        return self._digest

    def sha256(self) -> str:
        """SHA-256 in hex."""
        if not self._sha256:
            self._sha256 = self._hash(hashlib.sha256())
        return self._sha256

    def _hash(self, hasher: Any) -> str:  # noqa: ANN401 - hashlib and blake3 share no type
        for piece in self._pieces():
            hasher.update(piece)
        digest: str = hasher.hexdigest()
        return digest

    def _pieces(self) -> Iterator[memoryview]:
        """The bytes in order; holes of a sparse file come from a page of zeros instead of through the map."""
        if self.runs is None:
            for start in range(0, self.size, _PIECE):
                yield self.data[start : start + _PIECE]
                if start and start % HELD == 0:
                    give_back(self.data)
            return
        reached = 0
        for offset, length in (*self.runs, (self.size, 0)):
            while reached < offset:
                step = min(offset - reached, len(_ZEROS))
                yield _ZEROS[:step]
                reached += step
            for start in range(offset, offset + length, _PIECE):
                yield self.data[start : min(start + _PIECE, offset + length)]
            reached = offset + length
