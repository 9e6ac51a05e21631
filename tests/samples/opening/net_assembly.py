"""A .NET assembly with embedded resources: CLI header, metadata with the tables that say where they are, resources."""

import struct
import zlib
from collections.abc import Mapping

from tests.samples.opening.payload import FILES
from tests.samples.opening.pe import Tree, image

_ADDRESS = 0x2000


def deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def build(
    files: Mapping[bytes, bytes] = FILES,
    *,
    methods: int = 3,
    heaps: int = 0,
    tree: Tree | None = None,
    overlay: bytes = b"",
) -> bytes:
    """``methods`` rows stand before those of the resources; ``heaps`` has bit 0 set for wide indices into names."""
    strings = b"\0<Module>\0"
    wide = heaps & 1
    name = "I" if wide else "H"
    rows, body = b"", b""
    for path, data in files.items():
        rows += struct.pack("<II" + name + "H", len(body), 1, len(strings), 0)
        strings += path + b"\0"
        body += struct.pack("<I", len(data)) + data
        body += bytes(-len(body) % 8)
    rows += struct.pack("<II" + name + "H", 0, 1, 1, 5)  # in another file
    counts = {0x00: 1, 0x06: methods, 0x28: len(files) + 1}
    module = struct.pack("<H" + name + "HHH", 0, 1, 1, 0, 0)
    parameter = "I" if methods > 0xFFFF else "H"
    method = struct.pack("<IHH" + name + "H", 0, 0, 0, 1, 0) + bytes(struct.calcsize("<H"))
    assert parameter == "H"
    valid = sum(1 << number for number in counts)
    tables = struct.pack("<IBBBBQQ", 0, 2, 0, heaps, 1, valid, 0)
    tables += struct.pack("<III", *counts.values()) + module + method * methods + rows
    tables += bytes(-len(tables) % 4)
    version = b"v4.0.30319\0\0"
    root = b"BSJB" + struct.pack("<HHII", 1, 1, 0, len(version)) + version + struct.pack("<HH", 0, 2)
    first = len(root) + 8 + 4 + 8 + 12
    root += struct.pack("<II", first, len(tables)) + b"#~\0\0"
    root += struct.pack("<II", first + len(tables), len(strings)) + b"#Strings\0\0\0\0"
    metadata = root + tables + strings
    metadata += bytes(-len(metadata) % 8)
    at = 72 + len(body)
    header = struct.pack("<IHHIIIIII", 72, 2, 5, _ADDRESS + at, len(metadata), 1, 0, _ADDRESS + 72, len(body))
    whole = bytearray(image(tree, {b".net": header.ljust(72, b"\0") + body + metadata}, overlay=overlay))
    (begin,) = struct.unpack_from("<I", whole, 0x3C)
    struct.pack_into("<II", whole, begin + 24 + 112 + 8 * 14, _ADDRESS, 72)
    return bytes(whole)
