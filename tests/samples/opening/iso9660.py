"""A disc, sector by sector: ISO 9660 with Rock Ridge names, Joliet, and an image to start from that no tree names."""

import struct
from collections.abc import Mapping

from tests.samples.opening.payload import FILES

SECTOR = 2048


def both(value: int, width: str = "I") -> bytes:
    return struct.pack("<" + width, value) + struct.pack(">" + width, value)


def record(name: bytes, block: int, size: int, flags: int = 0, use: bytes = b"") -> bytes:
    body = bytes([0]) + both(block) + both(size) + bytes(7) + bytes([flags, 0, 0]) + both(1, "H")
    body += bytes([len(name)]) + name + (b"" if len(name) & 1 else b"\0") + use
    body += bytes(1 - len(body) % 2)
    return bytes([len(body) + 1]) + body


def named(name: bytes) -> bytes:
    return b"NM" + bytes([len(name) + 5, 1, 0]) + name if name else b""


def descriptor(kind: int, blocks: int, root: bytes, escape: bytes = b"") -> bytes:
    head = (
        bytes([kind])
        + b"CD001\x01\0"
        + b" " * 32
        + b"DISC".ljust(32)
        + bytes(8)
        + both(blocks)
        + escape.ljust(32, b"\0")
    )
    head += both(1, "H") + both(1, "H") + both(SECTOR, "H") + both(0) + bytes(16) + root
    return head.ljust(SECTOR, b" ")


class Disc:
    """Sectors with what was put into them; the rest is zeros."""

    def __init__(self, first: int) -> None:
        self.parts: dict[int, bytes] = {}
        self.next = first

    def put(self, data: bytes, at: int | None = None) -> int:
        at = self.next if at is None else at
        self.parts[at] = data
        self.next = max(self.next, at + -(-len(data) // SECTOR))
        return at

    def whole(self, sectors: int = 0) -> bytes:
        out = bytearray(max(self.next, sectors) * SECTOR)
        for at, data in self.parts.items():
            out[at * SECTOR : at * SECTOR + len(data)] = data
        return bytes(out)


def build(
    files: Mapping[bytes, bytes] = FILES,
    *,
    joliet: bool = True,
    rock_ridge: bool = True,
    boot: bytes = b"\xeb\xfe" * 300,
) -> bytes:
    """``files`` in folders of their own under the root; names of the plain tree are of eight letters."""
    disc = Disc(24)
    places = {path: disc.put(data) for path, data in files.items()}
    catalog = disc.put(
        bytes([1]) + bytes(29) + b"\x55\xaa" + struct.pack("<BBHBBHI", 0x88, 0, 0, 0, 0, 2, disc.next + 1)
    )
    disc.put(boot)

    def tree(name_of, *, use: bool) -> tuple[int, int]:
        root, at = b"", disc.next
        inner = at + 1
        for number, (path, data) in enumerate(files.items()):
            folder, _, last = path.partition(b"/")
            me = record(b"\0", inner, SECTOR, 2) + record(b"\1", at, SECTOR, 2)
            me += record(name_of(last, number, folder=False), places[path], len(data), use=named(last) if use else b"")
            disc.put(me.ljust(SECTOR, b"\0"), inner)
            root += record(name_of(folder, number, folder=True), inner, SECTOR, 2, named(folder) if use else b"")
            inner += 1
        mark = b"SP\x07\x01\xbe\xef\0" if use else b""
        disc.put((record(b"\0", at, SECTOR, 2, mark) + record(b"\1", at, SECTOR, 2) + root).ljust(SECTOR, b"\0"), at)
        return at, SECTOR

    def plain(name: bytes, number: int, *, folder: bool) -> bytes:
        return b"F%07d" % number + (b"" if folder else b".;1")

    def wide(name: bytes, number: int, *, folder: bool) -> bytes:
        return name.decode("utf-8", "replace").encode("utf-16-be") + (b"" if folder else ";1".encode("utf-16-be"))

    first, size = tree(plain, use=rock_ridge)
    second = tree(wide, use=False)[0] if joliet else 0
    disc.put(descriptor(1, disc.next, record(b"\0", first, size, 2)), 16)
    disc.put(b"\0CD001\x01EL TORITO SPECIFICATION".ljust(71, b"\0") + struct.pack("<I", catalog), 17)
    if joliet:
        disc.put(descriptor(2, disc.next, record(b"\0", second, SECTOR, 2), b"%/E"), 18)
    disc.put(b"\xffCD001\x01", 19)
    return disc.whole()
