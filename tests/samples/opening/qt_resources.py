"""Qt resources as ``rcc -binary`` writes them: plain, zlib and Zstandard, in two folders."""

import struct
import zlib
from collections.abc import Mapping

import zstandard

from tests.samples.opening.payload import FILES

PLAIN, ZLIB, ZSTD = 0, 1, 4


def value(data: bytes, flag: int) -> bytes:
    if flag == ZLIB:
        data = struct.pack(">I", len(data)) + zlib.compress(data)
    elif flag == ZSTD:
        data = zstandard.ZstdCompressor().compress(data)
    return struct.pack(">I", len(data)) + data


def build(
    files: Mapping[bytes, bytes] = FILES, version: int = 3, flags: tuple[int, ...] = (PLAIN, ZLIB, ZSTD)
) -> bytes:
    """Each file in a folder of its own under the root."""
    names, values, nodes = b"", b"", []
    count = len(files)

    def name(text: str) -> int:
        nonlocal names
        raw = text.encode("utf-16-be")
        names += struct.pack(">HI", len(raw) // 2, 0) + raw
        return len(names) - len(raw) - 6

    late = []
    nodes.append((0, 2, count, 1))
    for number, (path, data) in enumerate(files.items()):
        folder, _, last = path.decode("utf-8", "replace").partition("/")
        nodes.append((name(folder), 2, 1, 1 + count + number))
        flag = flags[number % len(flags)]
        late.append((name(last), flag, 0, len(values)))
        values += value(data, flag)
    header = 24 if version > 2 else 20
    time = bytes(8) if version > 1 else b""
    tree = b"".join(struct.pack(">IHII", *node) + time for node in nodes + late)
    head = b"qres" + struct.pack(">4I", version, header + len(values) + len(names), header, header + len(values))
    return head + (bytes(4) if version > 2 else b"") + values + names + tree
