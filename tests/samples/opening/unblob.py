"""A romfs image, as the kernel's Documentation/filesystems/romfs.rst describes it: plain files in one folder."""

import struct
from collections.abc import Mapping

from tests.samples.opening.payload import FILES

_FILE = 2


def _padded(data: bytes) -> bytes:
    return data.ljust(-(-len(data) // 16) * 16, b"\0")


def _sum(data: bytes) -> int:
    """What makes the words of ``data`` add up to zero."""
    return -sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    volume = _padded(b"sample\0")
    at = 16 + len(volume)
    body = b""
    for place, data in enumerate(files.values()):
        title = _padded(b"file-%d.txt\0" % place)
        end = at + 16 + len(title) + len(_padded(data))
        following = end if place + 1 < len(files) else 0
        fields = struct.pack(">3I", following | _FILE, 0, len(data))
        body += fields + struct.pack(">I", _sum(fields + bytes(4) + title)) + title + _padded(data)
        at = end
    image = b"-rom1fs-" + struct.pack(">2I", at, 0) + volume + body
    image = image[:12] + struct.pack(">I", _sum(image[:512].ljust(512, b"\0"))) + image[16:]
    return image.ljust(-(-len(image) // 4096) * 4096, b"\0")
