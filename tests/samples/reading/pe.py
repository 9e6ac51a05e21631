"""A Windows library of an invented camera maker, byte by byte: an export, an import, labels in UTF-16."""

import struct

from sousveil.model.place import Place

NAME = "nvxface.dll"
_BASE = 0x1000
_FILE = 0x200


def build(
    offers: str = "NVX_GetRace", needs: str = "LoadRaceModel", labels: str = "年龄\0民族\0种族\0", *more: str
) -> bytes:
    """32-bit, one section that holds everything: a function, one that it needs, labels that end with NUL.

    ``more`` are further functions that it offers.
    """
    body = bytearray()

    def put(raw: bytes) -> int:
        at = _BASE + len(body)
        body.extend(raw)
        return at

    export_names = [put(name.encode() + b"\0") for name in (offers, *more)]
    names = put(struct.pack(f"<{len(export_names)}I", *export_names))
    export = put(struct.pack("<10I", 0, 0, 0, 0, 1, 0, len(export_names), 0, names, 0))
    needed = put(b"\0\0" + needs.encode() + b"\0")
    lookup = put(struct.pack("<II", needed, 0))
    library = put(b"model.dll\0")
    imports = put(struct.pack("<5I", lookup, 0, 0, library, lookup) + bytes(20))
    put(b"\x01\x02\x03\x04" + bytes(-len(body) % 2))
    put(labels.encode("utf-16-le"))
    directories = [(export, 40), (imports, 40)] + [(0, 0)] * 14
    optional = struct.pack("<H", 0x10B).ljust(96, b"\0") + b"".join(struct.pack("<II", *each) for each in directories)
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    head += b"PE\0\0" + struct.pack("<HHIIIHH", 0x14C, 1, 0, 0, 0, len(optional), 0x2102) + optional
    head += b".rdata\0\0" + struct.pack("<IIII", len(body), _BASE, len(body), _FILE) + bytes(16)
    return head.ljust(_FILE, b"\0") + bytes(body)


def places() -> list[Place]:
    """The export, the import, and a label."""
    data = build()
    found = [(data.index(raw), raw, codec) for raw, codec in (
        (b"GetRace", "ascii"), (b"RaceModel", "ascii"), ("民族".encode("utf-16-le"), "utf-16-le"),
    )]  # fmt: skip
    return [Place(start, start + len(raw), 0, codec) for start, raw, codec in found]
