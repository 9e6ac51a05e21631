"""What a part of a static delta of OSTree does with its heap of bytes: which stretch is which object, and its name.

Source: OSTree, ``ostree-repo-static-delta-private.h`` (operations, numbers of seven bits a byte) and ``ostree-core.h``
(types of objects, the layout of an object of a folder).
"""

from typing import NamedTuple

from sousveil.opening.gvariant import Run, ends, items, width
from sousveil.opening.leb128 import LONG, unsigned

_OBJECT = 33
_FILE, _FOLDER = 1, 2
_SPLICE, _OPEN, _WRITE, _SOURCE, _NO_SOURCE, _CLOSE, _PATCH = b"SowrRcB"
_NUMBERS = {_OPEN: 3, _WRITE: 2, _SOURCE: 1, _NO_SOURCE: 0, _CLOSE: 0, _PATCH: 2}
"""How many numbers follow each operation."""
_CHECKSUM = 32
_DEEPEST = 64
_MOST = 1 << 20


class Piece(NamedTuple):
    """An object that lies in the heap whole: its type and checksum, where it is in the part, its size in bytes."""

    kind: int
    checksum: bytes
    start: int
    size: int


def pieces_of(data: memoryview, objects: bytes) -> tuple[list[Piece], int, Run]:
    """The objects of a part, how many are made from older ones, and where the heap is. Raises ``ValueError``."""
    heap, end = ends(data, (0, len(data)), 3)[1:]
    operations = _Operations(bytes(data[end : len(data) - 3 * width(len(data))]))
    found: list[Piece] = []
    at = patched = 0
    older, source = False, False
    while (operation := operations.letter()) >= 0:
        kind, checksum = _object(objects, at)
        if operation == _SPLICE and kind == _FILE:
            operations.next(2)  # its mode and its attributes
        if operation == _SPLICE or (operation == _WRITE and not source):
            size, offset = operations.next(2)
            if heap + offset + size > end:
                raise ValueError("an object outside the heap")
            found.append(Piece(kind, checksum, heap + offset, size))
        else:
            operations.next(_NUMBERS.get(operation, -1))
        older |= operation in {_SOURCE, _PATCH}
        source = operation == _SOURCE or (source and operation not in {_NO_SOURCE, _CLOSE})
        if operation in {_SPLICE, _CLOSE}:
            patched += older
            at, older = at + 1, False
    return found, patched, (heap, end)


def _object(objects: bytes, at: int) -> tuple[int, bytes]:
    """Type and checksum of the object of that number."""
    one = objects[at * _OBJECT : (at + 1) * _OBJECT]
    return (one[0], one[1:]) if one else (_FILE, b"")


class _Operations:
    """Letters and numbers one behind the other; a number has seven bits a byte, the lowest first."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def letter(self) -> int:
        """The next operation, -1 at the end."""
        self._at += 1
        return self._raw[self._at - 1] if self._at <= len(self._raw) else -1

    def next(self, count: int) -> list[int]:
        """So many numbers. Raises ``ValueError``, also for a count of -1: an operation that does not exist."""
        if count < 0:
            raise ValueError("an operation that does not exist")
        found: list[int] = []
        for _ in range(count):
            value, self._at = unsigned(self._raw, self._at, most=LONG)
            found.append(value)
        return found


class Names:
    """Paths of files, from the objects of the folders that hold them."""

    def __init__(self) -> None:
        self._files: dict[bytes, tuple[bytes, bytes]] = {}
        self._folders: dict[bytes, tuple[bytes, bytes]] = {}

    def take(self, data: memoryview, objects: bytes) -> None:
        """The folders among the objects of a part; what makes no sense is left out."""
        try:
            found = pieces_of(data, objects)[0]
        except ValueError:
            return
        for one in found:
            if one.kind == _FOLDER and len(self._files) < _MOST:
                try:
                    self._folder(data, one)
                except ValueError:
                    continue

    def _folder(self, data: memoryview, one: Piece) -> None:
        run = (one.start, one.start + one.size)
        (stop,) = ends(data, run, 1)
        for entry in items(data, (run[0], stop), 1):
            (name,) = ends(data, entry, 1)
            checksum = bytes(data[name : name + _CHECKSUM])
            self._files.setdefault(checksum, (one.checksum, bytes(data[entry[0] : name]).rstrip(b"\0")))
        for entry in items(data, (stop, run[1] - width(one.size)), 1):
            tree, name = ends(data, entry, 2)[1], ends(data, entry, 2)[0]
            self._folders.setdefault(bytes(data[name:tree]), (one.checksum, bytes(data[entry[0] : name]).rstrip(b"\0")))

    def of(self, checksum: bytes) -> bytes | None:
        """The path of a file, ``None`` where no folder names it."""
        if checksum not in self._files:
            return None
        above, path = self._files[checksum]
        for _ in range(_DEEPEST):
            if above not in self._folders:
                break
            above, name = self._folders[above]
            path = name + b"/" + path
        return path
