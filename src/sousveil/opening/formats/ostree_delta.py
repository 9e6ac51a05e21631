"""Static deltas of OSTree with their parts in one file, as Flatpak bundles are.

Sources: OSTree's "Data formats", "Static delta internal structure"; ``ostree-repo-static-delta-private.h`` (types of
superblock, parts and operations); flatpak's manual, flatpak-build-bundle. A part is a list of operations over one heap
of bytes in which each new file lies whole; the names stand in objects of folders among them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.codecs import Decoded
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.ostree_objects import Names, Piece, pieces_of
from sousveil.opening.formats.slices import Slice, Slices
from sousveil.opening.gvariant import aligned, ends, items
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError
from sousveil.opening.transforms import head

_FIRST_KEYS = (b"flatpak\0", b"xdg-app\0", b"ostree.endianness\0")
_TYPE = b"\0(yay)"
_OBJECT = 33
_FOLDER = 2


class Part(NamedTuple):
    """A part in the file: its number, where its bytes lie behind the letter of its packing, and its objects."""

    number: int
    start: int
    end: int
    packed: bool
    objects: bytes


class OstreeDelta:
    """See the module."""

    name = "ostree-delta"
    also: tuple[str, ...] = ("flatpak", "xdg-app", "static deltas of OSTree with inline parts")
    first = b"fxo"
    recognised = "the first key of its dictionary, and the frame of a superblock"
    limits: tuple[str, ...] = (
        "What a delta takes from an older version of the same software is not in it; files that it patches are a gap.",
        "Parts in files of their own are looked at as they are stored.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """A key that such a file begins with, six framing offsets that rise, and a dictionary up to the first."""
        if not start.startswith(_FIRST_KEYS):
            return False
        try:
            stops = ends(data, (0, len(data)), 6)
            return stops == sorted(stops) and bool(items(data, (0, stops[0]), 8))
        except ValueError:
            return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The parts, and what stands around them: the description of the software and of what it may do."""
        try:
            parts = _parts(desk.data)
        except ValueError as error:
            yield desk.gap("damaged", detail=str(error))
            return
        if not parts:
            yield desk.gap("part-of-set", size=len(desk.data), detail="its parts are in other files")
            return
        names = Names()
        for part in parts:
            if _FOLDER in part.objects[::_OBJECT] and (decoded := _content(desk, part)) is not None:
                names.take(decoded.data, part.objects)
        reached = 0
        for part in parts:
            if reached < part.start:
                yield desk.stored("ostree-header", reached, part.start)
                desk.account.claim(reached, part.start)
            yield from self._part(desk, part, names)
            reached = part.end
        yield desk.stored("ostree-header", reached, len(desk.data))
        desk.account.claim(reached, len(desk.data))

    @staticmethod
    def _part(desk: Desk, part: Part, names: Names) -> Iterator[Blob | Gap]:
        desk.account.claim(part.start, part.end)
        decoded = _content(desk, part)
        layer = Layer(kind="ostree-part", index=part.number, extent=(part.start, part.end - part.start))
        if decoded is None:
            yield desk.gap("no-room-to-spill", size=part.end - part.start, inner=layer)
            return
        transform = ("xz" if part.packed else "") if decoded.state is not State.CUT else head("xz", len(decoded.data))
        layer = Layer(kind=layer.kind, index=layer.index, extent=layer.extent, transform=transform)
        blob = desk.child(decoded.data, layer)
        found: list[Piece] = []
        patched, heap = 0, (0, 0)
        try:
            found, patched, heap = pieces_of(decoded.data, part.objects)
        except ValueError as error:
            yield desk.gap("damaged", inner=layer, detail=str(error))
        members = [
            Slice(names.of(one.checksum), number, one.start, one.size) for number, one in enumerate(found) if one.size
        ]
        if members:
            frame = [(0, heap[0]), (heap[1], len(decoded.data))]
            blob.form = Slices("ostree-part", "ostree-object", members, frame)
        if len(decoded.data):
            yield blob
        if patched:
            yield desk.gap("part-of-set", inner=layer, detail=f"{patched} files that are patches to older ones")
        yield from desk.complaints(decoded, layer, part.end - part.start)


def _content(desk: Desk, part: Part) -> Decoded | None:
    try:
        if part.packed:
            return desk.decode("xz", part.start, part.end)
    except NoRoomError:
        return None
    desk.budget.member()
    desk.budget.take_whole(part.end - part.start)
    return Decoded(desk.data[part.start : part.end], 0, part.end - part.start, State.WHOLE)


def _parts(data: memoryview) -> list[Part]:
    """The parts that the dictionary holds, in their order. Raises ``ValueError``."""
    stops = ends(data, (0, len(data)), 6)
    objects = [_objects(data, run) for run in items(data, (aligned(stops[4], 8), stops[5]), 8)]
    found: dict[int, tuple[int, int]] = {}
    for start, end in items(data, (0, stops[0]), 8):
        (stop,) = ends(data, (start, end), 1)
        key, value = bytes(data[start:stop]).rstrip(b"\0"), aligned(stop, 8)
        last = key.rpartition(b"/")[2]
        body = bytes(data[max(value, end - 16) : end])
        if key.startswith(b"deltas/") and last.isdigit() and len(last) < 7 and _TYPE in body:
            found[int(last)] = (value, end - len(body) + body.rindex(_TYPE))
    return [
        Part(number, start + 1, end, data[start] == ord("x"), objects[number] if number < len(objects) else b"")
        for number, (start, end) in sorted(found.items())
        if start < end
    ]


def _objects(data: memoryview, run: tuple[int, int]) -> bytes:
    """Kinds and checksums of the objects of a part. Raises ``ValueError``."""
    (checksum,) = ends(data, run, 1)
    start = aligned(checksum, 8) + 16
    count = (run[1] - start) // _OBJECT
    return bytes(data[start : start + max(count, 0) * _OBJECT])
