"""From a target to the bytes of a blob, layer by layer, comparing size and digest of each."""

import hashlib
import mmap
import os
from collections import OrderedDict
from pathlib import Path

from sousveil.model.limits import Limits
from sousveil.model.place import Layer
from sousveil.model.report import BlobEntry, TargetReport
from sousveil.opening import CannotRestoreError, restore
from sousveil.opening.entry import JOINED
from sousveil.opening.outside import Outside
from sousveil.opening.sink import NoRoomError
from sousveil.opening.source import ChangedError, joined
from sousveil.opening.volumes import sets

_KEPT = 16


class DiffersError(Exception):
    """A layer is not what the report says: the sentence names it."""


class CannotCheckError(Exception):
    """A layer cannot be made again: the sentence names it and says why."""


class Chain:
    """The blobs of one target. A blob that was made once is kept for a while, since many places stand in one file."""

    def __init__(self, target: Path, report: TargetReport, limits: Limits, outside: Outside | None = None) -> None:
        self._target = target
        self._report = report
        self._limits = limits
        self._outside = outside
        self._made: OrderedDict[str, memoryview] = OrderedDict()
        self._wrong: dict[str, Exception] = {}

    def bytes_of(self, blob: str) -> memoryview:
        """The bytes of the blob with this id.

        Raises ``DiffersError`` where a layer on the way is not the same, ``CannotCheckError`` where one cannot be made.
        """
        if blob in self._wrong:
            raise self._wrong[blob]
        if blob in self._made:
            self._made.move_to_end(blob)
            return self._made[blob]
        try:
            data = self._make(blob, ())
        except (DiffersError, CannotCheckError) as why:
            self._wrong[blob] = why
            raise
        self._made[blob] = data
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return data

    def _make(self, blob: str, below: tuple[str, ...]) -> memoryview:
        entry = self._report.blobs.get(blob)
        if entry is None or blob in below:
            raise CannotCheckError(f"the report does not say where {blob} comes from")
        if entry.parent is None:
            data = self._outermost(entry)
        else:
            parent = self._made.get(entry.parent)
            if parent is None:
                parent = self._make(entry.parent, (*below, blob))
                self._made[entry.parent] = parent
            data = self._inner(parent, entry)
        _compare(data, entry)
        return data

    def _inner(self, parent: memoryview, entry: BlobEntry) -> memoryview:
        layer = Layer(
            kind=entry.kind,
            name=bytes.fromhex(entry.name_hex),
            index=entry.index,
            extent=entry.extent,
            transform=entry.transform,
        )
        try:
            return memoryview(restore(parent, layer, self._limits, self._outside))
        except CannotRestoreError as why:
            raise CannotCheckError(f"layer {_named(entry)}: {why}") from why

    def _outermost(self, entry: BlobEntry) -> memoryview:
        path = self._target
        if self._report.folder:
            path = _inside(self._target, entry)
            if entry.kind == JOINED:
                return self._joined(path, entry)
        try:
            with path.open("rb") as file:
                if path.stat().st_size == 0:
                    return memoryview(b"")
                return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except FileNotFoundError as why:
            raise DiffersError(f"layer {_named(entry)}: it is not there") from why
        except (OSError, ValueError) as why:
            raise CannotCheckError(f"layer {_named(entry)}: {why}") from why

    def _joined(self, first: Path, entry: BlobEntry) -> memoryview:
        """The set whose first part is at ``first``, put together again from what lies beside it."""
        folder = os.fsencode(first.parent)
        try:
            names = [os.fsencode(path.name) for path in first.parent.iterdir() if path.is_file()]
            whole = next((one for one in sets(folder, names) if one[0] == os.fsencode(first.name)), ())
            return joined(folder, whole, self._limits.in_memory)[0]
        except (OSError, ChangedError, NoRoomError) as why:
            raise CannotCheckError(f"layer {_named(entry)}: {why}") from why


def _inside(folder: Path, entry: BlobEntry) -> Path:
    """The path of an outermost file. What the report says is never followed out of the target, nor through a link."""
    try:
        parts = bytes.fromhex(entry.name_hex).decode("utf-8", "surrogateescape").split("/")
    except ValueError as why:
        raise CannotCheckError(f"layer {_named(entry)}: its name is not in hexadecimal") from why
    path = folder
    for part in parts:
        if part in {"", ".", ".."} or "\0" in part:
            raise CannotCheckError(f"layer {_named(entry)}: its name leads out of the target")
        path = path / part
        if path.is_symlink():
            raise CannotCheckError(f"layer {_named(entry)}: a link stands in its way")
    return path


def _compare(data: memoryview, entry: BlobEntry) -> None:
    if len(data) != entry.size:
        raise DiffersError(f"layer {_named(entry)}: {len(data)} bytes, not {entry.size}")
    if not entry.sha256:
        raise CannotCheckError(f"layer {_named(entry)}: the report gives no digest of it")
    digest = hashlib.sha256(data).hexdigest()
    if digest != entry.sha256:
        raise DiffersError(f"layer {_named(entry)}: SHA-256 {digest}, not {entry.sha256}")


def _named(entry: BlobEntry) -> str:
    return entry.name or f"<{entry.kind}>"
