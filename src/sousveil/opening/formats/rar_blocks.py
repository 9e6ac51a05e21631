"""The blocks of a RAR archive, of version 4 and 5, as far as they are public.

Sources: "RAR 5.0 archive format" and the "technote" of RAR 3.00 and later (both of RARLAB); the layout of names in
UTF-16 as libarchive's and unar's free readers describe it. Raises ``ValueError`` for what does not fit.
"""

import struct
from collections.abc import Iterator

from sousveil.model.late import late
from sousveil.opening.leb128 import LONG, unsigned

RAR4, RAR5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_VOLUMES = 999
_UNPACKED = late(rb"[/\\]+")


class Block:
    """One block, and the data behind it.

    kind       ``main``, ``file``, ``service``, ``encryption``, ``end`` or ``other``
    at, start, stop   where it begins, where its data begins, and where that ends (perhaps beyond the archive)
    """

    __slots__ = ("at", "before", "crc", "encrypted", "folder", "follows", "kind", "link", "name", "size", "start",
                 "stop", "stored", "target", "volume")  # fmt: skip

    def __init__(self, kind: str, at: int, start: int, stop: int) -> None:
        self.kind, self.at, self.start, self.stop = kind, at, start, stop
        self.name = self.target = b""
        self.size = 0
        self.crc: int | None = None
        self.stored = self.encrypted = self.folder = self.link = self.volume = False
        self.before = self.follows = False
        """Whether its data comes from the volume before, or goes on in the next."""


def blocks(data: memoryview, begin: int = 0) -> Iterator[Block]:
    """The blocks of the volume that begins there. Raises ``ValueError`` at the first that cannot be read."""
    version5 = bytes(data[begin : begin + 8]) == RAR5
    at = begin + (len(RAR5) if version5 else len(RAR4))
    while at < len(data):
        try:
            block = _block5(data, at) if version5 else _block4(data, at)
        except (struct.error, IndexError) as error:
            raise ValueError(f"no block at byte {at}") from error
        yield block
        if block.kind == "end" or (block.kind in {"main", "encryption"} and block.encrypted):
            return
        at = block.stop


def volumes(data: memoryview) -> list[tuple[int, int]]:
    """(start, end) of the volumes that stand one behind the other; only the first where nothing follows it."""
    found, begin = list[tuple[int, int]](), 0
    while len(found) < _VOLUMES:
        end = 0
        try:
            for block in blocks(data, begin):
                end = min(block.stop, len(data)) if block.kind == "end" else 0
        except ValueError:
            break
        if not end:
            break
        found.append((begin, end))
        if not bytes(data[end : end + 8]).startswith((RAR4, RAR5)):
            break
        begin = end
    return found


class _Numbers:
    """Reads the numbers of RAR 5: seven bits a byte, the highest says that another follows."""

    def __init__(self, data: memoryview, at: int, end: int) -> None:
        self.data, self.at, self.end = data, at, end

    def next(self) -> int:
        """The next number. Raises ``ValueError``."""
        value, self.at = unsigned(self.data, self.at, self.end, LONG)
        return value


def _block5(data: memoryview, at: int) -> Block:
    numbers = _Numbers(data, at + 4, len(data))
    length = numbers.next()
    end = numbers.at + length
    if not length or end > len(data):
        raise ValueError(f"no block at byte {at}")
    numbers.end = end
    kind, flags = numbers.next(), numbers.next()
    extra = numbers.next() if flags & 1 else 0
    size = numbers.next() if flags & 2 else 0
    names = {1: "main", 2: "file", 3: "service", 4: "encryption", 5: "end"}
    block = Block(names.get(kind, "other"), at, end, end + size)
    block.before, block.follows = bool(flags & 0x08), bool(flags & 0x10)
    if block.kind == "main":
        block.volume = bool(numbers.next() & 1)
    elif block.kind == "encryption":
        block.encrypted = True
    elif block.kind == "end":
        block.follows = bool(numbers.next() & 1)
    elif block.kind in {"file", "service"}:
        _file5(block, numbers, end - extra)
    return block


def _file5(block: Block, numbers: _Numbers, extra: int) -> None:
    flags, block.size, _ = numbers.next(), numbers.next(), numbers.next()
    block.folder = bool(flags & 1)
    numbers.at += 4 if flags & 2 else 0
    if flags & 4:
        block.crc = struct.unpack_from("<I", numbers.data, numbers.at)[0]
        numbers.at += 4
    packing, _ = numbers.next(), numbers.next()
    block.stored = packing >> 7 & 7 == 0
    length = numbers.next()
    if numbers.at + length > numbers.end:
        raise ValueError("a name without an end")
    block.name = bytes(numbers.data[numbers.at : numbers.at + length])
    numbers.at = max(extra, numbers.at + length)
    while numbers.at < numbers.end:
        after = numbers.next() + numbers.at
        kind = numbers.next()
        block.encrypted |= kind == 1
        if kind == 5:
            block.link = True
            which, _, length = numbers.next(), numbers.next(), numbers.next()
            if which < 4:  # symbolic; the others name a member
                block.target = bytes(numbers.data[numbers.at : min(numbers.at + length, numbers.end)])
        if after <= numbers.at:
            break
        numbers.at = after


def _block4(data: memoryview, at: int) -> Block:
    _, kind, flags, length = struct.unpack_from("<HBHH", data, at)
    if length < 7 or at + length > len(data):
        raise ValueError(f"no block at byte {at}")
    end = at + length
    size = struct.unpack_from("<I", data, at + 7)[0] if flags & 0x8000 or kind in {0x74, 0x7A} else 0
    names = {0x73: "main", 0x74: "file", 0x7A: "service", 0x7B: "end"}
    block = Block(names.get(kind, "other"), at, end, end + size)
    if block.kind == "main":
        block.volume, block.encrypted = bool(flags & 1), bool(flags & 0x80)
    elif block.kind == "end":
        block.follows = bool(flags & 1)
    elif block.kind in {"file", "service"}:
        _file4(block, data, at, flags)
    return block


def _file4(block: Block, data: memoryview, at: int, flags: int) -> None:
    packed, block.size, system, block.crc, _, _, method, length, mode = struct.unpack_from("<IIBIIBBHI", data, at + 7)
    at += 32
    if flags & 0x100:
        high_packed, high = struct.unpack_from("<II", data, at)
        packed, block.size, at = packed | high_packed << 32, block.size | high << 32, at + 8
    block.stop = block.start + packed
    raw = bytes(data[at : min(at + length, block.start)])
    block.name = _UNPACKED.sub(b"/", _name4(raw) if flags & 0x200 else raw)
    block.before, block.follows, block.encrypted = bool(flags & 1), bool(flags & 2), bool(flags & 4)
    block.folder = flags & 0xE0 == 0xE0
    block.stored = method == 0x30
    block.link = system == 3 and mode >> 12 == 0o12


def _name4(raw: bytes) -> bytes:
    """A name as it stands, a zero, and how its UTF-16 differs from that; all UTF-8 where there is no zero."""
    plain, zero, coded = raw.partition(b"\0")
    if not zero or not coded:
        return plain
    high, at, flags, left = coded[0], 1, 0, 0
    out: list[int] = []
    while at < len(coded) and len(out) < 4096:
        if not left:
            flags, at, left = coded[at], at + 1, 8
        left -= 2
        how = flags >> left & 3
        piece = coded[at : at + 2]
        if len(piece) < (2 if how == 2 else 1):
            break
        if how < 3:
            out.append((piece[0], piece[0] | high << 8, piece[0] | piece[-1] << 8)[how])
            at += 2 if how == 2 else 1
            continue
        count, add, at = (piece[0] & 0x7F) + 2, 0, at + 1
        if piece[0] & 0x80:
            add, at = (piece[1] if len(piece) > 1 else 0), at + 1
        same = plain[len(out) : len(out) + count]
        out += [byte + add & 0xFF | high << 8 for byte in same] if piece[0] & 0x80 else same
    return struct.pack(f"<{len(out)}H", *out).decode("utf-16-le", "replace").encode()
