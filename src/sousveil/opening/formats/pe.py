"""Windows programs and libraries that hold something besides themselves. Source: Microsoft's PE format specification.

What is no such program is left a leaf, and so is the program proper, the image up to the first resource that is taken
out: it is read as machine code is. The resources that may carry text or files, and what stands after the image, are
members, so that every byte is looked at once.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.pe_image import COMMON, STRINGS, Image, Resource
from sousveil.opening.formats.seams import seam
from sousveil.opening.runs import gathered

_MOST_RUNS = 2000  # of one member in several runs
_SMALL = 16  # bytes between resources that are alignment


class Pe:
    """See the module."""

    name = "pe"
    also: tuple[str, ...] = ("exe", "dll", "ocx", "sys", "set-up programs", "self-extracting programs")
    first = b"M"
    recognised = "a PE header, and something after the last section or resources that may hold text or files"
    limits: tuple[str, ...] = (
        "Pictures, fonts and cursors among the resources stay in the image and are looked through for words only.",
        "Programs of DOS and of 16-bit Windows are not opened.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """An image with an overlay, or with other resources than icons, a version and a manifest."""
        if start[:2] != b"MZ" or len(start) < 64:
            return False
        try:
            image = Image(data)
        except (ValueError, struct.error):
            return False
        if image.overlays():
            return True
        return bool(image.types() - COMMON) and any(True for _ in image.resources(COMMON))

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The image, the resources, the certificates, and what stands after all that."""
        try:
            image = Image(desk.data)
        except (ValueError, struct.error):
            return
        end = min(image.end, len(desk.data))
        resources = _taken(image, end)
        first = min((one.start for one in resources), default=end)
        program = desk.stored("pe-image", 0, first)
        program.name = desk.blob.name
        desk.account.claim(0, first)
        yield program
        yield from _resources(desk, resources)
        yield from _rest(desk, resources, first, end)
        start, stop = image.certificates
        if stop:
            yield desk.stored("pe-certificates", start, stop)
            desk.account.claim(start, stop)
        behind = image.overlays()
        if desk.blob.starts and len(behind) > 1:  # what goes on behind the certificates, in the next file of a set
            for start, stop in behind:
                desk.account.claim(start, stop)
            yield from gathered(desk, "pe-overlay", behind, None, 0)
            behind = []
        for start, stop in behind:
            yield from overlay(desk, "pe-overlay", start, stop)
        yield from cut_short(desk, image)


def cut_short(desk: Desk, image: Image) -> Iterator[Gap]:
    """A gap where the sections reach beyond the end of the file."""
    if image.end > len(desk.data):
        yield desk.gap("truncated", size=image.end - len(desk.data), detail="the sections go on")


def overlay(desk: Desk, kind: str, start: int, end: int) -> Iterator[Blob | Gap]:
    """What stands after a program, in two parts where an archive begins somewhere in it."""
    middle = seam(desk.data, start, end)
    for at, stop in pairwise((start, middle, end) if start < middle < end else (start, end)):
        yield desk.stored(kind, at, stop)
        desk.account.claim(at, stop)


def _taken(image: Image, end: int) -> list[Resource]:
    """The resources that become members, by their place, each run once."""
    taken: list[Resource] = []
    reached = 0
    for one in sorted(image.resources(), key=lambda one: (one.start, -one.end)):
        # What shares its bytes with another is looked at there.
        if one.start >= reached and one.end <= end:
            taken.append(one)
            reached = one.end
    return taken


def _resources(desk: Desk, resources: list[Resource]) -> Iterator[Blob | Gap]:
    """Each a member of its own; the tables of strings of one language together, sixteen strings being one table."""
    strings: dict[bytes, list[Resource]] = {}
    for index, one in enumerate(resources):
        desk.account.claim(one.start, one.end)
        if one.type == STRINGS:
            strings.setdefault(one.language, []).append(one)
        else:
            yield desk.stored("pe-resource", one.start, one.end, name=one.path, index=index)
    for language, tables in strings.items():
        tables.sort(key=lambda one: (len(one.path), one.path))
        for number in range(0, len(tables), _MOST_RUNS):
            runs = [(one.start, one.end) for one in tables[number : number + _MOST_RUNS]]
            yield from gathered(desk, "pe-resource", runs, b"STRINGTABLE/" + language, number)


def _rest(desk: Desk, resources: list[Resource], first: int, end: int) -> Iterator[Blob | Gap]:
    """What lies between and behind the resources: more of the image."""
    runs: list[tuple[int, int]] = []
    reached = first
    for start, stop in (*((one.start, one.end) for one in resources), (end, end)):
        if start - reached > _SMALL:
            runs.append((reached, start))
        desk.account.claim(reached, start)
        reached = stop
    for number in range(0, len(runs), _MOST_RUNS):
        yield from gathered(desk, "pe-image", runs[number : number + _MOST_RUNS], None, number + 1)
