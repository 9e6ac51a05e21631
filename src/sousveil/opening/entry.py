"""The outermost files of a target, in an order that anybody can repeat."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Layer, Locator
from sousveil.opening import volumes
from sousveil.opening.gaps import gap, printable

JOINED = "joined-parts"
"""The kind of the layer of a whole set, under the name of its first part."""


class _File(NamedTuple):
    """``whole``: the paths of the set that it is a part of, and the bytes of all of them."""

    size: int
    whole: tuple[bytes, ...] = ()
    total: int = 0


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An outermost file.

    root    the target as it was given, as the bytes of a path
    path    the file's path in the target with ``/`` between the parts, raw; ``b""`` where the target is the file itself
    size    in bytes, when it was listed
    number  ordinal in the target, from 0
    part    it is a part of a set that is opened as a whole, by an entry of its own
    parts   of such an entry: the paths of the parts, as ``path``, in their order; ``path`` is the first
    """

    root: bytes
    path: bytes
    size: int
    number: int
    part: bool = False
    parts: tuple[bytes, ...] = ()

    @property
    def location(self) -> bytes:
        """The path to open."""
        return os.path.join(self.root, self.path) if self.path else self.root  # noqa: PTH118 - raw bytes

    @property
    def name(self) -> bytes:
        """The file's own name: the last part of its path."""
        return os.path.basename(self.path or self.root)  # noqa: PTH119 - raw bytes

    @property
    def layer(self) -> Layer | None:
        """Its place in the folder; ``None`` where the target is the file itself."""
        if self.parts:
            return Layer(kind=JOINED, name=self.path, index=self.number)
        return Layer(kind="folder-member", name=self.path, index=self.number) if self.path else None

    @property
    def locator(self) -> Locator:
        """As that of its blob."""
        return (self.layer,) if self.layer is not None else ()


def survey(target: Path, limits: Limits) -> Iterator[Entry | Gap]:  # noqa: ARG001 - the face of the room
    """The files of ``target``, sorted as ``find . -type f -print0 | LC_ALL=C sort -z`` sorts them.

    Links and special files are gaps, in their place, and so is what may not be read. A link to a target itself is
    followed: the person who named it asked for that. Raises ``FileNotFoundError`` at once for a path that is not there.
    """
    root = os.fsencode(target)
    found = os.stat(root)  # noqa: PTH116 - raw bytes
    return _survey(root, found)


def _survey(root: bytes, found: os.stat_result) -> Iterator[Entry | Gap]:
    if stat.S_ISREG(found.st_mode):
        yield Entry(root=root, path=b"", size=found.st_size, number=0)
    elif not stat.S_ISDIR(found.st_mode):
        yield gap("special-file", ())
    else:
        yield from _folder(root)


def _folder(root: bytes) -> Iterator[Entry | Gap]:
    number = 0
    real = os.path.realpath(root)
    waiting = [_children(root, b"")]
    while waiting:
        part = next(waiting[-1], None)
        if part is None:
            waiting.pop()
        elif isinstance(part, Gap):
            yield part
        elif part[1] is None:
            waiting.append(_children(root, part[0]))
        elif isinstance(part[1], bytes):
            yield _link(root, real, part[0], part[1])
        else:
            path, (size, whole, total) = part[0], part[1]
            yield Entry(root=root, path=path, size=size, number=number, part=bool(whole))
            number += 1
            if whole and path == whole[0]:
                yield Entry(root=root, path=path, size=total, number=number, parts=whole)
                number += 1


def _children(root: bytes, path: bytes) -> Iterator[tuple[bytes, _File | bytes | None] | Gap]:
    """(path, a file, target of a link, ``None`` for a folder) of what is in a folder; other things as gaps."""
    try:
        with os.scandir(os.path.join(root, path)) as listing:  # noqa: PTH118 - raw bytes
            # A folder sorts as its files do, with the separator: "a-b" comes before "a/x".
            entries = sorted(listing, key=lambda e: e.name + b"/" if e.is_dir(follow_symlinks=False) else e.name)
    except OSError as error:
        yield gap("unreadable", _at(path) if path else (), detail=error.strerror or "")
        return
    belongs = _belongs(root, path, entries)
    for entry in entries:
        inside = path + b"/" + entry.name if path else entry.name
        try:
            if entry.is_symlink():
                yield inside, os.readlink(entry.path)  # noqa: PTH115 - raw bytes
            elif entry.is_dir(follow_symlinks=False):
                yield inside, None
            elif entry.is_file(follow_symlinks=False):
                yield inside, belongs.get(inside) or _File(entry.stat(follow_symlinks=False).st_size)
            else:
                yield gap("special-file", _at(inside))
        except OSError as error:
            yield gap("unreadable", _at(inside), detail=error.strerror or "")


def _belongs(root: bytes, path: bytes, entries: Sequence["os.DirEntry[bytes]"]) -> dict[bytes, _File]:
    """The files in a folder that are parts of a set, by their paths."""
    belongs: dict[bytes, _File] = {}
    try:
        sizes = {one.name: one.stat(follow_symlinks=False).st_size for one in entries if volumes.may_be(one.name)
                 and one.is_file(follow_symlinks=False)}  # fmt: skip
        for names in volumes.sets(os.path.join(root, path), sizes):  # noqa: PTH118 - raw bytes
            whole = tuple(path + b"/" + name if path else name for name in names)
            total = sum(sizes[name] for name in names)
            belongs |= {one: _File(sizes[name], whole, total) for one, name in zip(whole, names, strict=True)}
    except OSError:
        return {}  # it is changing: what cannot be read is said file by file
    return belongs


def _at(path: bytes) -> Locator:
    return (Layer(kind="folder-member", name=path),)


def _link(root: bytes, real: bytes, path: bytes, points_to: bytes) -> Gap:
    """A link stays inside when its end does; an absolute one also when the target holds that path, as a disk would."""
    inside = real.rstrip(b"/") + b"/"
    end = os.path.realpath(os.path.join(root, path))  # noqa: PTH118 - raw bytes
    within = end == real or end.startswith(inside)
    if not within and points_to.startswith(b"/"):
        within = os.path.lexists(inside + points_to.lstrip(b"/"))
    return gap("link" if within else "link-outside", _at(path), detail=f"-> {printable(points_to)}")
