"""Archives in several parts that lie side by side in another archive: put together as those in a folder are.

Each part is a member of its own; the whole is one too, which the container gives out after them. How it comes out
stands in its layer, as with any other member: ``assemble`` and the runs of the parts.
"""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence

from sousveil.model.gap import Gap
from sousveil.model.place import Extent, ExtentState, Layer
from sousveil.opening import volumes
from sousveil.opening.assembly import MOST, Run, assemble
from sousveil.opening.blob import Blob
from sousveil.opening.codecs import CODECS
from sousveil.opening.formats import Desk, named
from sousveil.opening.formats.inno_setup import CHUNK, VERSION
from sousveil.opening.formats.pe_image import Image
from sousveil.opening.formats.rar_blocks import RAR4, RAR5, blocks
from sousveil.opening.sink import NoRoomError, Sink

JOINED_MEMBERS = "joined-members"
"""The kind of the layer of a whole set, under the name of its first part."""
PART = "part"
"""What the format of a file is called that is a part of a set."""
_MOST_HELD = 4000
_PIECE = 4 << 20
_ZIP_END = 22 + 0xFFFF
_FAR = 4 << 20


class Gathering:
    """The members of one container that may be parts: they wait until all of them have come."""

    def __init__(self) -> None:
        self._held: dict[bytes, Blob] = {}

    def takes(self, blob: Blob) -> bool:
        """Whether ``blob`` is kept until the end: its name and its bytes speak for a part."""
        name = blob.name
        if name is None or not volumes.may_be(name) or blob.state is not None:
            return False
        if name in self._held or len(self._held) >= _MOST_HELD or not _worth(name.lower(), blob.data):
            return False
        self._held[name] = blob
        return True

    def sets(self) -> tuple[list[list[Blob]], list[Blob]]:
        """The sets among what was kept, each in its order, and what belongs to none."""
        sets = [[self._held.pop(name) for name in names]
                for names in volumes.among(list(self._held), lambda name: self._held[name].data)]  # fmt: skip
        rest = list(self._held.values())
        self._held = {}
        return sets, rest


def _worth(name: bytes, data: memoryview) -> bool:
    """Whether the bytes bear out that it is one of several: names that end so are too common to wait for each."""
    asked = _ASKED.get(name[-4:])
    return asked is None or asked(data)


def _of_shield(data: memoryview) -> bool:
    return bytes(data[:4]) == volumes.SHIELD


def _last_of_several(data: memoryview) -> bool:
    """Whether the end of a zip says that it is not the first part."""
    end = bytes(data[-_ZIP_END:]).rpartition(b"PK\x05\x06")[2]
    return len(end) >= 2 and end[:2] != b"\0\0"


def _one_volume(data: memoryview) -> bool:
    try:
        return bytes(data[:7]) in {RAR4, RAR5[:7]} and next(blocks(data)).volume
    except (ValueError, StopIteration):
        return False


def _slice(data: memoryview) -> bool:
    return bytes(data[:8]) in volumes.SLICES


def _without_its_data(data: memoryview) -> bool:
    """Whether a program is one of Inno Setup whose data are in files beside it: what it needs to set up, no chunk."""
    try:
        start = min((start for start, _ in Image(data).overlays()), default=len(data))
    except (ValueError, struct.error):
        return False
    return bytes(data[start : start + 4]) != CHUNK and VERSION.search(data[start : start + _FAR]) is not None


_ASKED: Mapping[bytes, Callable[[memoryview], bool]] = {
    b".cab": _of_shield,
    b".hdr": _of_shield,
    b".zip": _last_of_several,
    b".rar": _one_volume,
    b".bin": _slice,
    b".exe": _without_its_data,
}
"""By the end of a name that does not say it alone."""


def whole(desk: Desk, parts: Sequence[Blob]) -> Iterator[Blob | Gap]:
    """The parts one behind the other as one blob; nothing where no step says how. Raises ``SpentError``."""
    runs = [_run(part) for part in parts]
    start = min((run.offset for run in runs if run is not None), default=0)
    end = max((run.offset + run.length for run in runs if run is not None), default=0)
    moved = [run._replace(offset=run.offset - start) for run in runs if run is not None]
    if len(moved) < len(parts) or len(parts) > MOST:
        return
    desk.budget.member()
    desk.budget.take_whole(sum(part.size for part in parts))
    layer = Layer(kind=JOINED_MEMBERS, name=parts[0].name, extent=(start, end - start), transform=assemble(moved))
    sink, starts = Sink(desk.budget.limits.in_memory), list[int]()
    try:
        for part in parts:
            starts.append(sink.size)
            for at in range(0, part.size, _PIECE):
                sink.add(bytes(part.data[at : at + _PIECE]))
        blob = desk.child(sink.finish(), layer)
    except NoRoomError as error:
        yield desk.gap("no-room-to-spill", size=end - start, detail=str(error), inner=layer)
        return
    blob.starts = tuple(starts)
    if bytes(blob.data[:4]) == volumes.SHIELD:
        blob.form = named("installshield-cab")
    yield blob


def _run(part: Blob) -> Run | None:
    """The stored run of a part, where one step at most undoes it."""
    layer = part.layer
    if layer is None or layer.extent is None or (layer.transform and layer.transform not in CODECS):
        return None
    return Run(*layer.extent, layer.transform, part.size)


def as_part(blob: Blob) -> Blob:
    """``blob``, whose bytes are opened with the rest of its set."""
    blob.container = PART
    blob.extents = (Extent(0, blob.size, ExtentState.VALID),) if blob.size else ()
    return blob
