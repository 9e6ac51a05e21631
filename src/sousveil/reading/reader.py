"""What every reader is: a name, its stated limits, how it recognises its material, and one method."""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol, runtime_checkable

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading


class Reader(Protocol):
    """One kind of source. Stateless; ``read`` never raises for what stands in the bytes: it yields a gap instead."""

    name: str
    """The format or language, as coverage and reports call it."""
    kinds: tuple[str, ...]
    """The kinds of material that it takes apart, finer than the format: each has a sample and an innocent twin."""
    structured: bool
    """Whether a blob of this kind *without* a place counts as understood (text) or as sifted only (native code)."""
    limits: tuple[str, ...]
    """Sentences: what it does not read. Printed on the formats page."""

    def accepts(self, data: memoryview, name: str) -> bool:
        """Whether the blob is of this kind, by its first bytes and, where those do not say, by its name. Cheap."""

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """Readings of the blob around its places (text: of the whole file). ``name`` is the printable member name."""


def labelled(reader: object, data: memoryview) -> bool:
    """Whether ``data`` is machine code, and says what its inner parts are called."""
    return isinstance(reader, OfCode) and reader.labelled(data)


@runtime_checkable
class OfCode(Protocol):
    """A reader of machine code."""

    def labelled(self, data: memoryview) -> bool:
        """Whether the file says what its inner parts are called: it has debug information or its own symbols."""


@runtime_checkable
class OfNumbers(Protocol):
    """A reader of what names its texts by numbers (``0x7f0b0012``) that a table elsewhere explains."""

    def numbered(self, data: memoryview, numbers: Collection[str]) -> list[Place]:
        """Where one of these numbers is used or explained, in the encoding ``resource-id``. Cheap; never raises."""
