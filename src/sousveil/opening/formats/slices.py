"""What an archive packed as one: members that lie in one decompressed stream, one behind the other.

Solid archives (7z folders, cabinet folders, installers) compress many files as one stream. The stream is a blob of its
own, and its members are slices of it, so that each layer is a plain run of bytes that can be checked.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk


class Slice(NamedTuple):
    """A member of ``size`` bytes from ``start`` on; its ``name`` as stored and its ``ordinal`` in the archive."""

    name: bytes | None
    ordinal: int | None
    start: int
    size: int


class Slices:
    """Opens a stream whose members are told elsewhere, in the directory of the archive. Made for one blob."""

    also: tuple[str, ...] = ()
    first = b""
    recognised = "told by its archive"
    limits: tuple[str, ...] = ("What no member claims is a part of its own.",)

    def __init__(
        self, name: str, kind: str, members: Iterable[Slice], structure: Iterable[tuple[int, int]] = ()
    ) -> None:
        """``name`` is that of the stream (``7z-folder``), ``kind`` that of its members (``7z-member``).

        ``structure``: (start, end) of what in the stream belongs to the archive itself.
        """
        self.name = name
        self._kind = kind
        self._members = members
        self._structure = structure

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Never by itself."""
        del data, start
        return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The members that lie in the stream whole; a gap for each that reaches beyond its end."""
        for start, end in self._structure:
            desk.account.claim(start, end)
        for member in self._members:
            end = member.start + member.size
            if end > len(desk.data):
                layer = Layer(kind=self._kind, name=member.name, index=member.ordinal)
                yield desk.gap("truncated", size=end - max(member.start, len(desk.data)), inner=layer)
            end = min(end, len(desk.data))
            if member.start < end:
                yield desk.stored(self._kind, member.start, end, name=member.name, index=member.ordinal)
                desk.account.claim(member.start, end)
