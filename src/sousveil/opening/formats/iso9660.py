"""Discs: ISO 9660 with Joliet and Rock Ridge, and with UDF beside them.

Sources: ECMA-119 (volume descriptors), the El Torito specification 1.0 (boot catalog); see ``iso_tree`` and
``udf_tree`` for the rest.
"""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.disc import SECTOR, Members
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.iso_tree import KIND, Volume
from sousveil.opening.formats.udf_tree import Udf as UdfVolume
from sousveil.opening.formats.udf_tree import claim_marks

_FIRST = 16 * SECTOR
_MARK = b"CD001"
_MOST = 200
_MOST_TREES = 8
_FLOPPIES = {1: 1_228_800, 2: 1_474_560, 3: 2_949_120}


class Iso9660:
    """See the module."""

    name = "iso9660"
    also: tuple[str, ...] = ("iso",)
    first = b""
    recognised = "CD001 in sector 16"
    limits: tuple[str, ...] = ("Interleaved files are a gap.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:  # noqa: ARG002 - it stands further back
        """The mark of the first volume descriptor."""
        return (
            len(data) >= _FIRST + SECTOR and data[_FIRST + 1] == 0x43 and bytes(data[_FIRST + 1 : _FIRST + 6]) == _MARK
        )

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files by the names that say most, those that only another tree names, and images to start from."""
        volumes: list[Volume] = []
        catalogs: list[int] = []
        for at in _descriptors(desk):
            if desk.data[at] in {1, 2} and len(volumes) < _MOST_TREES:
                volumes.append(Volume(desk.data, at))
            elif desk.data[at] == 0 and bytes(desk.data[at + 7 : at + 30]) == b"EL TORITO SPECIFICATION":
                catalogs.append(int.from_bytes(desk.data[at + 71 : at + 75], "little") * SECTOR)
        said = max((volume.blocks * volume.block for volume in volumes), default=0)
        if said > len(desk.data):
            yield desk.gap("truncated", size=said - len(desk.data), detail="the volume is longer than the file")
        members = Members(desk, KIND, self.name)
        udf = UdfVolume(desk)
        claim_marks(desk)
        for volume in volumes:
            volume.claim(desk)
        for volume in sorted(volumes, key=lambda volume: (not volume.named, not volume.joliet)):
            if udf.found and not (volume.named or volume.joliet):
                yield from members.tree(udf.files())
            yield from members.tree(volume.files(desk))
        yield from members.tree(udf.files() if udf.found else ())
        for catalog in catalogs:
            yield from _boot(desk, catalog, members)


def _descriptors(desk: Desk) -> Iterator[int]:
    """Offsets of the volume descriptors, claimed."""
    for at in range(_FIRST, min(_FIRST + _MOST * SECTOR, len(desk.data) - SECTOR + 1), SECTOR):
        if bytes(desk.data[at + 1 : at + 6]) != _MARK:
            return
        desk.account.claim(at, at + SECTOR)
        yield at
        if desk.data[at] == 255:
            return


def _boot(desk: Desk, catalog: int, members: Members) -> Iterator[Blob]:
    """Images to start from that no tree names. ``catalog`` is the offset of the boot catalog."""
    end = min(catalog + SECTOR, len(desk.data))
    if not members.holds(catalog):
        desk.account.share(catalog, end)
    taken: set[int] = set()
    for at in range(catalog + 32, end - 31, 32):
        kind, media, _, _, _, sectors, block = struct.unpack_from("<BBHBBHI", desk.data, at)
        start = block * SECTOR
        size = _FLOPPIES.get(media & 0xF, sectors * 512)
        if kind not in {0x88, 0x00} or not block or start in taken or members.holds(start):
            continue
        stop = min(start + size, len(desk.data))
        if start < stop:
            taken.add(start)
            desk.account.share(start, stop)
            yield desk.stored("boot-image", start, stop, index=len(taken) - 1)
