"""An image of flash memory: a header of its maker's, a kernel, a ramdisk, a file system, and memory never written."""

import gzip
import lzma

from tests.samples.opening import cpio, uimage
from tests.samples.opening.payload import FILES

BLOCK = 16 << 10


def build() -> bytes:
    parts = [
        b"EXAMPLE-CAM\0" + bytes(range(200)) * 3,
        uimage.image(lzma.compress(b"kernel " * 2000 + next(iter(FILES.values())), lzma.FORMAT_ALONE)),
        gzip.compress(cpio.build(), mtime=0),
        b"settings of the maker\0" * 40,
        lzma.compress(b"\n".join(FILES.values())),
    ]
    return b"".join(part.ljust(-(-len(part) // BLOCK) * BLOCK, b"\xff") for part in parts)
