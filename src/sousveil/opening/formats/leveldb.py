"""Tables of LevelDB (``.ldb``, ``.sst``), as browsers, Electron and many programs keep settings.

Source: LevelDB's ``doc/table_format.md``. A footer of 48 bytes tells where the index is; the index tells where the
blocks of data are; behind each block stand a byte for its compression and a checksum.
"""

import itertools
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.leveldb_block import entries, varint
from sousveil.opening.pump import State

_MAGIC = bytes.fromhex("57fb808b247547db")
_FOOTER = 48
_TRAILER = 5
_TRANSFORMS = {0: "", 1: "snappy", 2: "zstd"}
_MOST = 200_000


class Leveldb:
    """See the module."""

    name = "leveldb"
    also: tuple[str, ...] = ("ldb", "sst")
    first = b""
    recognised = "the eight bytes that end it, and places of an index and of what describes it that lie inside"
    limits: tuple[str, ...] = (
        "Tables of RocksDB are not opened.",
        "The log of changes (`.log`) is read as it stands; the list of files (`MANIFEST`) is not.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:  # noqa: ARG002
        """By its last bytes."""
        return _handles(data) is not None

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The blocks of data, each as keys and values one behind the other."""
        found = _handles(desk.data)
        if found is None:
            return
        (meta, meta_size), (index, index_size) = found
        desk.account.claim(len(desk.data) - _FOOTER, len(desk.data))
        desk.account.claim(meta, meta + meta_size + _TRAILER)
        desk.account.claim(index, index + index_size + _TRAILER)
        kind = _TRANSFORMS.get(desk.data[index + index_size])
        if kind is None:
            yield desk.gap("unsupported-method", detail=f"{desk.data[index + index_size]}")
            return
        listing = desk.data[index : index + index_size]
        if kind:
            decoded = desk.decode(kind, index, index + index_size)
            if decoded.state is not State.WHOLE:
                yield desk.gap("damaged", detail="its index")
                return
            listing = decoded.data
        yield from self._blocks(desk, listing, len(desk.data) - _FOOTER)

    def _blocks(self, desk: Desk, listing: memoryview, end: int) -> Iterator[Blob | Gap]:
        reached = 0
        places = _places(listing)
        for number in itertools.count():
            try:
                at, size = next(places, (-1, -1))
            except ValueError as error:
                yield desk.gap("damaged", detail=f"its index: {error}")
                return
            if size < 0:
                return
            if number >= _MOST or at < reached or at + size + _TRAILER > end:
                yield desk.gap("damaged", detail="its index leads outside")
                return
            reached = at + size + _TRAILER
            kind = _TRANSFORMS.get(desk.data[at + size])
            called = f"leveldb-block/{number}".encode()
            if kind is None:
                yield desk.gap("unsupported-method", size=size, detail=f"{desk.data[at + size]}")
                continue
            desk.account.claim(at + size, reached)
            if kind:
                yield from desk.unpacked("leveldb-block", at, at + size, kind, index=number, called=called)
            else:
                desk.account.claim(at, at + size)
                desk.budget.member()
                desk.budget.take_whole(size)
                layer = Layer(kind="leveldb-block", index=number, extent=(at, size))
                yield desk.child(desk.data[at : at + size], layer, called)


def _handles(data: memoryview) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the description of the description and the index are; ``None`` where this is no table."""
    if len(data) < _FOOTER + 2 * _TRAILER or bytes(data[-8:]) != _MAGIC:
        return None
    end, at = len(data) - _FOOTER, len(data) - _FOOTER
    numbers = []
    try:
        for _ in range(4):
            number, at = varint(data, at)
            numbers.append(number)
    except ValueError:
        return None
    meta, index = (numbers[0], numbers[1]), (numbers[2], numbers[3])
    inside = all(
        0 <= start <= end and 0 < size <= end and start + size + _TRAILER <= end for start, size in (meta, index)
    )
    return (meta, index) if inside else None


def _places(index: memoryview) -> Iterator[tuple[int, int]]:
    """The places of blocks that an index tells: the values of its entries. Raises ``ValueError``."""
    for entry in entries(index):
        start, following = varint(index, entry.value)
        yield start, varint(index, following)[0]
