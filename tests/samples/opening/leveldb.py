"""A table and a log of LevelDB, written after its public layout."""

import struct
from collections.abc import Sequence

from tests.samples.opening.payload import FILES

Pairs = Sequence[tuple[bytes, bytes]]


def varint(number: int) -> bytes:
    """A number, seven bits to a byte."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out) + bytes([number])


def packed(data: bytes) -> bytes:
    """Snappy: what came 4 to 64 bytes before is copied, everything else is literal."""
    out, at, start = bytearray(varint(len(data))), 0, 0

    def literal(piece: bytes) -> None:
        for low in range(0, len(piece), 60):
            part = piece[low : low + 60]
            out.append(len(part) - 1 << 2)
            out.extend(part)

    while at < len(data):
        found = data.rfind(data[at : at + 8], max(0, at - 60_000), at) if at + 8 <= len(data) else -1
        if found < 0:
            at += 1
            continue
        literal(data[start:at])
        out.append(7 << 2 | 2)
        out.extend(struct.pack("<H", at - found))
        at += 8
        start = at
    literal(data[start:])
    return bytes(out)


def block(pairs: Pairs) -> bytes:
    """Keys and values, each key without what it shares with the one before."""
    out, last = bytearray(), b""
    for key, value in pairs:
        shared = next((n for n, (a, b) in enumerate(zip(last, key, strict=False)) if a != b), min(len(last), len(key)))
        out += varint(shared) + varint(len(key) - shared) + varint(len(value)) + key[shared:] + value
        last = key
    return bytes(out) + struct.pack("<II", 0, 1)


def table(blocks: Sequence[Pairs], method: int = 1) -> bytes:
    """A table of several blocks."""
    out, index = bytearray(), []
    for number, pairs in enumerate(blocks):
        edited = [(key + struct.pack("<Q", number << 8 | 1), value) for key, value in pairs]
        raw = block(edited)
        stored = packed(raw) if method else raw
        index.append((edited[-1][0], varint(len(out)) + varint(len(stored))))
        out += stored + bytes([method]) + b"\1\2\3\4"
    handles = b""
    for pairs in ([], index):
        raw = block(pairs)
        handles += varint(len(out)) + varint(len(raw))
        out += raw + b"\0" + b"\1\2\3\4"
    return bytes(out) + handles.ljust(40, b"\0") + bytes.fromhex("57fb808b247547db")


def log(pairs: Pairs) -> bytes:
    """A log that puts all pairs at once, over several pieces where they are long; a key is deleted too."""
    batch = struct.pack("<QI", 7, len(pairs) + 1) + b"\0" + varint(3) + b"old"
    for key, value in pairs:
        batch += b"\1" + varint(len(key)) + key + varint(len(value)) + value
    out = bytearray()
    first = True
    while True:
        room = 32_768 - len(out) % 32_768 - 7
        part, batch = batch[:room], batch[room:]
        kind = (1 if not batch else 2) if first else (3 if batch else 4)
        out += b"\1\2\3\4" + struct.pack("<HB", len(part), kind) + part
        first = False
        if not batch:
            return bytes(out)


def build() -> bytes:
    """Each file of the payload is a value."""
    files = list(FILES.items())
    return table([[pair] for pair in sorted(files)])
