"""Names in an installer database of Windows: the rows of its table ``Property``.

Sources: [MS-CFB]; Microsoft's "Property Table", "ProductName", "ProductVersion" and "Manufacturer Property"; how
strings and rows are stored is public from many readers of the format (see
:mod:`sousveil.opening.formats.msi_tables`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sousveil.model.calling import Calling, Said
from sousveil.opening.formats.cfb_directory import Compound, Stream
from sousveil.reading.calling.said import made, stored

_POOL, _STRINGS, _PROPERTY = b"!_StringPool", b"!_StringData", b"!Property"
_LARGE = 0x8000  # a number of a string takes three bytes
_MOST = 64 << 20
_CODEPAGES = {
    0: "ascii", 65001: "utf-8", 936: "gb18030", 950: "big5", 932: "shift_jis", 949: "euc-kr", 1250: "cp1250",
    1251: "cp1251", 1252: "cp1252", 1253: "cp1253", 1254: "cp1254", 1255: "cp1255", 1256: "cp1256", 1257: "cp1257",
    1258: "cp1258",
}  # fmt: skip


class _Piece(NamedTuple):
    """A run of a stream: where it begins in the stream, and where in the file."""

    at: int
    start: int
    size: int


def database(data: memoryview) -> Calling | None:
    """``ProductName``, ``ProductVersion`` and ``Manufacturer``; nothing of a compound file that is no such database."""
    file = Compound(data)
    streams = {one.path: one for one in file.streams if one.path in {_POOL, _STRINGS, _PROPERTY}}
    if len(streams) < 3 or any(one.size > _MOST for one in streams.values()):
        return None
    placed = {path: _placed(file, stream) for path, stream in streams.items()}
    pool, rows = (_bytes(data, placed[path]) for path in (_POOL, _PROPERTY))
    texts = list(_texts(pool))
    width = 3 if int.from_bytes(pool[2:4], "little") & _LARGE else 2
    encoding = _CODEPAGES.get(int.from_bytes(pool[:2], "little"), "utf-8")
    found: dict[str, Said] = {}
    for key, value in _rows(rows, width):
        if not (0 < key <= len(texts) and 0 < value <= len(texts)):
            continue
        name = _said(data, placed[_STRINGS], texts[key - 1], "ascii")
        if name is not None and name.text in {"ProductName", "ProductVersion", "Manufacturer"}:
            said = _said(data, placed[_STRINGS], texts[value - 1], encoding)
            if said is not None:
                found[name.text] = said
    return made("MSI table", *(found.get(key) for key in ("ProductName", "ProductVersion", "Manufacturer")))


def _placed(file: Compound, stream: Stream) -> list[_Piece]:
    """Where a stream lies in the file, a small one by way of the stream that holds the small ones."""
    runs, _ = file.runs(stream)
    pieces: list[_Piece] = []
    at = 0
    outer = list(_pieces(file.mini)) if stream.mini else []
    for start, end in runs:
        whole = _inside(outer, start, end) if stream.mini else [(start, end)]
        for low, high in whole:
            pieces.append(_Piece(at, low, high - low))
            at += high - low
    return pieces


def _pieces(runs: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    at = 0
    for start, end in runs:
        yield _Piece(at, start, end - start)
        at += end - start


def _inside(outer: Sequence[_Piece], start: int, end: int) -> list[tuple[int, int]]:
    """A stretch of a stream as stretches of the file."""
    found = []
    for piece in outer:
        low, high = max(start, piece.at), min(end, piece.at + piece.size)
        if low < high:
            found.append((piece.start + low - piece.at, piece.start + high - piece.at))
    return found


def _bytes(data: memoryview, pieces: Sequence[_Piece]) -> bytes:
    return b"".join(bytes(data[one.start : one.start + one.size]) for one in pieces)


def _texts(pool: bytes) -> Iterator[tuple[int, int]]:
    """Where each string begins in the stream of strings, and its size."""
    at = high = 0
    for where in range(4, len(pool) - 3, 4):
        length, used = (
            int.from_bytes(pool[where : where + 2], "little"),
            int.from_bytes(pool[where + 2 : where + 4], "little"),
        )
        if not length and used and not high:
            high = used  # a string of 64 KiB or more: the rest of its length follows
            continue
        size = length + (high << 16)
        high = 0
        yield at, size
        at += size


def _rows(table: bytes, width: int) -> Iterator[tuple[int, int]]:
    """Key and value of each row, by the numbers of their strings: columns stand one behind the other."""
    count = len(table) // (2 * width)
    numbers = [
        int.from_bytes(table[low:high], "little") for low, high in pairwise(range(0, 2 * width * count + 1, width))
    ]
    return zip(numbers[:count], numbers[count:], strict=True)


def _said(data: memoryview, pieces: Sequence[_Piece], text: tuple[int, int], encoding: str) -> Said | None:
    """A string with its place in the file; nothing of one that runs on in another sector elsewhere."""
    at, size = text
    for piece in pieces:
        if piece.at <= at and at + size <= piece.at + piece.size:
            return stored(data, piece.start + at - piece.at, size, encoding)
    return None
