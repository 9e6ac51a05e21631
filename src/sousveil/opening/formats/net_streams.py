"""Files kept in compiled resources of .NET (``.resources``): compiled screens (BAML), pictures, whatever was embedded.

Source: the format that ``System.Resources.ResourceWriter`` writes, as its source describes it (dotnet/runtime, MIT):
of its types of values 0x20 is an array of bytes and 0x21 a stream, both behind their length in four bytes.
"""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.leb128 import unsigned

_MAGIC = b"\xce\xca\xef\xbe"
_BYTES, _STREAM = 0x20, 0x21
_MOST = 200_000
_LONGEST = 4096


class NetStreams:
    """See the module."""

    name = "net-resources"
    also: tuple[str, ...] = ("resources and g.resources of .NET",)
    first = b"\xce"
    recognised = "the mark CE CA EF BE and a version of its header"
    limits: tuple[str, ...] = (
        "Version 2 of the entries; in version 1 files are objects, which are not constructed.",
        "Objects that a program serialised stay closed.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """By the mark, and where it holds a file at all."""
        if start[:4] != _MAGIC or start[4:8] not in {b"\1\0\0\0", b"\2\0\0\0"}:
            return False
        try:
            return next(_streams(data), None) is not None
        except (ValueError, IndexError, struct.error):
            return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files; the texts beside them are read where they stand."""
        desk.leaf = True
        streams = _streams(desk.data)
        index = 0
        while True:
            try:
                name, start, end = next(streams)
            except StopIteration:
                return
            except (ValueError, IndexError, struct.error) as error:
                yield desk.gap("damaged", detail=str(error))
                return
            yield desk.stored("net-stream", start, end, name=name, index=index)
            index += 1


def _streams(data: memoryview) -> Iterator[tuple[bytes, int, int]]:
    """Name and bytes of each file. Raises ``ValueError``, ``IndexError`` or ``struct.error``."""
    at = 12 + struct.unpack_from("<I", data, 8)[0]
    version, count, types = struct.unpack_from("<III", data, at)
    if version != 2 or count > _MOST or types > _MOST:
        return
    at += 12
    for _ in range(types):
        size, at = unsigned(data, at)
        at += size
    at += -at % 8
    positions = struct.unpack_from(f"<{count}I", data, at + 4 * count)
    (values,) = struct.unpack_from("<I", data, at + 8 * count)
    names = at + 8 * count + 4
    for position in positions:
        size, start = unsigned(data, names + position)
        name = bytes(data[start : start + min(size, _LONGEST)]).decode("utf-16-le", "replace").encode()
        (offset,) = struct.unpack_from("<I", data, start + size)
        kind, begin = unsigned(data, values + offset)
        if kind not in {_BYTES, _STREAM}:
            continue
        (length,) = struct.unpack_from("<I", data, begin)
        if begin + 4 + length > len(data):
            raise ValueError("a file that is cut short")
        yield name, begin + 4, begin + 4 + length
