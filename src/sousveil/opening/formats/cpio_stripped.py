"""Cpio as RPM writes it for packages with large files: each header is the number of a file in the header of the RPM.

Source: rpm, ``docs/manual/format_v4.md`` and ``format_v6.md``, "Payload": the magic number and eight digits, padded to
four bytes as the data is, and at the end a header of the new ASCII format. Of hard links the last has the bytes.
"""

import re
import stat
from collections import Counter
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.links import told
from sousveil.opening.rpm_header import File

STRIPPED = re.compile(rb"07070X[0-9A-Fa-f]{8}")
_LENGTH, _ALIGN = 16, 4
_LONGEST = 1 << 16


def stripped(desk: Desk, files: list[File]) -> Iterator[Blob | Gap]:
    """The members up to the last header, whose offset is kept in ``desk.index``; claims what they take."""
    left = Counter((one.device, one.node) for one in files if one.linked)
    at, size = 0, len(desk.data)
    while STRIPPED.match(bytes(desk.data[at : at + 14])):
        index = int(bytes(desk.data[at + 6 : at + 14]), 16)
        start = at + _LENGTH
        desk.account.claim(at, min(start, size))
        if index >= len(files):
            yield desk.gap("damaged", detail=f"a file {index} of {len(files)} at byte {at}", size=size - at)
            break
        file = files[index]
        left[file.device, file.node] -= file.linked
        desk.budget.member()
        layer = Layer(kind="cpio-member", name=file.name, index=index)
        if file.linked and left[file.device, file.node] > 0:
            yield desk.gap("link", inner=layer, detail="its bytes stand with another of its names")
            at = start
            continue
        stop = start + (file.size if stat.S_IFMT(file.mode) in {stat.S_IFREG, stat.S_IFLNK} else 0)
        yield from _member(desk, file, layer, start, stop)
        at = stop + -stop % _ALIGN
        desk.account.claim(stop, min(at, size))
    desk.index = min(at, size)


def _member(desk: Desk, file: File, layer: Layer, start: int, stop: int) -> Iterator[Blob | Gap]:
    if stat.S_ISLNK(file.mode) and stop - start <= _LONGEST:
        link = bytes(desk.data[start:stop])
        desk.account.claim(start, stop)
        code, detail = told(file.name, link)
        yield desk.gap(code, inner=layer, detail=detail)
    elif stat.S_ISREG(file.mode) or start < stop:
        yield desk.stored(layer.kind, start, stop, name=file.name, index=layer.index)
        desk.account.claim(start, stop)
    elif not stat.S_ISDIR(file.mode):
        yield desk.gap("special-file", inner=layer)
    if stop > len(desk.data):
        yield desk.gap("truncated", size=stop - max(start, len(desk.data)), inner=layer)
