"""Where something lies: layers, locators, extents, places, and the record of a blob.

A locator is an ordered chain of layers from the target's outermost file inwards. Identity is that structure, never a
printed string; names inside are raw bytes, since many are in no known encoding.
"""

from enum import StrEnum
from typing import TypeAlias

import msgspec


class Layer(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One step inwards: how the bytes of a blob come out of the bytes of its parent.

    kind       ``folder-member``, ``zip-member``, ``tar-member``, ``gzip``, ``unknown`` ... (the format's own word)
    name       the member's name exactly as stored, ``None`` where the step has none
    index      the member's ordinal in its container, from 0; ``None`` where there is none
    extent     (offset, length) in the parent of the *stored* bytes; ``None`` where no single run of bytes holds them
    transform  what turns the stored bytes into this blob: ``""`` (stored as is), ``deflate``, ``gzip``, ``bzip2``,
               ``xz``, ``lzma``, ``zstd`` ...
    """

    kind: str
    name: bytes | None = None
    index: int | None = None
    extent: tuple[int, int] | None = None
    transform: str = ""


Locator: TypeAlias = tuple[Layer, ...]


class ExtentState(StrEnum):
    """What a run of bytes of a container is."""

    VALID = "valid"
    PADDING = "padding"
    UNKNOWN = "unknown"
    ENCRYPTED = "encrypted"


class Extent(msgspec.Struct, frozen=True, gc=False):
    """A run of bytes in a container: ``offset`` and ``length`` in bytes, and what it is."""

    offset: int
    length: int
    state: ExtentState


class Place(msgspec.Struct, frozen=True, gc=False):
    """Bytes worth reading: the sifter saw ``term`` there, written in ``encoding``.

    ``start`` and ``end`` are byte offsets in the blob; ``start`` is exact for literal patterns and the earliest
    possible byte for patterns with gaps. ``weak`` terms count only beside another one (the sifter has seen to that).
    """

    start: int
    end: int
    term: int
    encoding: str
    weak: bool = False


class BlobState(StrEnum):
    """How far a blob was understood; the four shares of coverage."""

    UNDERSTOOD = "understood"
    SIFTED = "sifted"
    PADDING = "padding"
    OPAQUE = "opaque"


class BlobRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is kept of a blob after it was examined.

    ``number`` is unique within its target, ``parent`` the number of the blob that holds it (-1 for an outermost file).
    ``digest`` is BLAKE3 in hex (identity, deduplication); ``sha256`` is hex where it was computed, else empty.
    ``kind`` is the format or language it was recognised as. Only leaves count for coverage; ``extents`` accounts for
    every byte of a container and is empty for a leaf.
    """

    number: int
    parent: int
    layer: Layer | None
    size: int
    digest: str
    sha256: str = ""
    kind: str = ""
    leaf: bool = True
    state: BlobState = BlobState.SIFTED
    extents: tuple[Extent, ...] = ()
