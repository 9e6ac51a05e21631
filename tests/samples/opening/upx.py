"""Programs as UPX packs them, written from the layout that ``upx_program`` and ``nrv`` name: packer and all."""

import lzma
import struct
import zlib

from tests.samples.opening.payload import JOINED
from tests.samples.opening.pe import BASE, image

METHODS = {("b", 4): 2, ("b", 1): 3, ("b", 2): 4, ("d", 4): 5, ("d", 1): 6, ("d", 2): 7, ("e", 4): 8, ("e", 1): 9,
           ("e", 2): 10}  # fmt: skip
LZMA = 14
MARK = 0x5A


class _Writer:
    """Bits go into groups that lie where the first of them is needed, whole bytes behind what is there."""

    def __init__(self, group: int) -> None:
        self.out = bytearray()
        self.group = group
        self.slot = self.left = self.word = 0

    def bits(self, *bits: int) -> None:
        for bit in bits:
            if not self.left:
                self.slot, self.left, self.word = len(self.out), 8 * self.group, 0
                self.out += bytes(self.group)
            self.left -= 1
            self.word |= bit << self.left
            self.out[self.slot : self.slot + self.group] = self.word.to_bytes(self.group, "little")

    def number(self, value: int) -> None:
        digits = [int(digit) for digit in f"{value:b}"[1:]]
        for digit in digits[:-1]:
            self.bits(digit, 0)
        self.bits(digits[-1], 1)

    def far(self, value: int, last: int = 1) -> None:
        above, low = value >> 1, value & 1
        if above > 1:
            self.far((above >> 1) + 1, 0)
            self.bits(above & 1)
        self.bits(low, last)


def packed(data: bytes, kind: str, group: int) -> bytes:
    """``kind`` is ``b``, ``d`` or ``e``, ``group`` in bytes."""
    writer, before, at = _Writer(group), 1, 0
    seen: dict[bytes, int] = {}
    while at < len(data):
        start = seen.get(data[at : at + 4], -1)
        length = 4
        while start >= 0 and at + length < len(data) and data[start + length] == data[at + length]:
            length += 1
        step = length if start >= 0 and at + 4 <= len(data) else 1
        if step > 1:
            writer.bits(0)
            _copy(writer, kind, at - start, length, before)
            before = at - start
        else:
            writer.bits(1)
            writer.out.append(data[at])
        for place in range(at, at + step):
            seen[data[place : place + 4]] = place
        at += step
    writer.bits(0)
    _far(writer, kind, 0xFFFFFFFF)
    return bytes(writer.out)


def _far(writer: _Writer, kind: str, raw: int) -> None:
    (writer.number if kind == "b" else writer.far)((raw >> 8) + 3)
    writer.out.append(raw & 255)


def _copy(writer: _Writer, kind: str, distance: int, length: int, before: int) -> None:
    count = length - 1 - (distance > (0xD00 if kind == "b" else 0x500))
    low = count >> 1 if kind == "d" and count < 4 else int(kind == "e" and count < 3)
    if distance == before:
        (writer.number if kind == "b" else writer.far)(2)
        writer.bits(*([] if kind == "b" else [low]))
    else:
        _far(writer, kind, distance - 1 if kind == "b" else distance - 1 << 1 | 1 - low)
    if kind == "e":
        if low:
            writer.bits(count - 1)
        elif count < 5:
            writer.bits(1, count - 3)
        else:
            writer.bits(0)
            writer.number(count - 3)
        return
    writer.bits(*([count >> 1] if kind == "b" and count < 4 else [0] if kind == "b" else []))
    writer.bits(count & 1 if count < 4 else 0)
    if count > 3:
        writer.number(count - 2)


def stream(data: bytes, method: int) -> bytes:
    """``data`` packed by UPX's ``method``."""
    if method == LZMA:
        chain = [{"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 1 << 16}]
        return b"\x1a\x03" + lzma.compress(data, lzma.FORMAT_RAW, filters=chain)
    kind, group = next(pair for pair, number in METHODS.items() if number == method)
    return packed(data, kind, group)


def block(data: bytes, method: int, how: int = 0) -> bytes:
    """With its ``b_info``; as it is where packing makes it no shorter."""
    out = stream(data, method)
    out = out if len(out) < len(data) else data
    return struct.pack("<IIBBBB", len(data), len(out), method, how, MARK if how else 0, 0) + out


def code(size: int = 400, *, jumps: bool = True) -> tuple[bytes, bytes]:
    """Code with calls as the machine has it, and as UPX's filter 49 (without ``jumps``: 46) rewrites it."""
    plain, rewritten = bytearray(), bytearray()
    kinds = [b"\xe8", b"\x90\xe9", b"\x0f\x84"] if jumps else [b"\xe8", b"\x90\xe9"]
    number = 0
    while len(plain) < size:
        opcode = b"\x55\x48" + kinds[number % len(kinds)]
        at = len(plain) + len(opcode)
        target = (number * 37) % size
        plain += opcode + ((target - at) & 0xFFFFFFFF).to_bytes(4, "little")
        rewritten += opcode + bytes([MARK]) + target.to_bytes(3, "big")
        number += 1
    return bytes(plain), bytes(rewritten)


def elf_before(*, wide: bool = True) -> tuple[bytes, int, list[tuple[int, bytes]]]:
    """A program: its bytes, the size of its headers, what it loads: (offset, bytes)."""
    size = 64 + 2 * 56 if wide else 52 + 2 * 32
    text = code()[0]
    loads = [(0, size + len(text)), (1024, len(JOINED))]
    head = b"\x7fELF" + bytes([2 if wide else 1, 1, 1]) + bytes(9)
    layout = "<HHIQQQIHHHHHH" if wide else "<HHIIIIIHHHHHH"
    head += struct.pack(layout, 2, 62 if wide else 3, 1, 0, 64 if wide else 52, 0, 0, 64 if wide else 52,
                        56 if wide else 32, 2, 0, 0, 0)  # fmt: skip
    for offset, length in loads:
        address = 0x400000 + offset
        if wide:
            head += struct.pack("<IIQQQQQQ", 1, 5, offset, address, address, length, length, 4096)
        else:
            head += struct.pack("<IIIIIIII", 1, offset, address, address, length, length, 5, 4096)
    whole = bytearray(head + text)
    whole += bytes(1024 - len(whole)) + JOINED + b"names of sections, say"
    return bytes(whole), size, [(offset, bytes(whole[offset : offset + length])) for offset, length in loads]


def elf(method: int = 8, *, wide: bool = True, how: int = 0x49, packed_stub: bool = False) -> bytes:
    """That program packed."""
    whole, size, ((_, first), (second, data)) = elf_before(wide=wide)
    text = code()[1] if how == 0x49 else first[size:]
    head = bytearray(whole[: 64 if wide else 52] + whole[64 if wide else 52 : 120 if wide else 84])
    struct.pack_into("<H", head, 56 if wide else 44, 1)
    begin = len(head)
    out = head + struct.pack("<I4sHBB", 0, b"UPX!", 2000, 14, 22 if wide else 12)
    out += struct.pack("<III", 0, len(whole), 4096)
    out += block(whole[:size], method) + block(text, method, how) + block(data, method)
    out += b"\xe8\xff\xff\xff\xffthe stub that unpacks it"
    out += bytes(-len(out) % 4)
    out += block(b"more of that stub " * 9, method) if packed_stub else b""
    out += block(whole[len(first) : second], method) + block(whole[second + len(data) :], method)
    out += b"\0\0\0\0UPX!" + bytes(4)
    out += b"UPX!" + struct.pack("<BBBB5I4B", 14, 22, method, 9, 0, 0, len(whole), len(out), len(whole), 0, 0, 0, 0)
    return bytes(out + struct.pack("<I", begin + 12))


def of_elf(whole: bytes, method: int = 8) -> bytes:
    """Any program of 64 bits packed: its headers, what it loads, and the rest of the file, a block each."""
    start, entry, count = struct.unpack_from("<Q", whole, 32)[0], *struct.unpack_from("<HH", whole, 54)
    size = start + entry * count
    loads = []
    for at in range(start, size, entry):
        kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", whole, at)
        loads += [(offset, offset + length)] if kind == 1 else []
    head = bytearray(whole[:64] + whole[64:120])
    struct.pack_into("<H", head, 56, 1)
    begin = len(head)
    out = head + struct.pack("<I4sHBB", 0, b"UPX!", 2000, 14, 22) + struct.pack("<III", 0, len(whole), len(whole))
    out += block(whole[:size], method)
    reached, rest = 0, []
    for low, high in loads:
        rest += [(reached, low)] if low > reached else []
        out += block(whole[low or size : high], method)
        reached = high
    rest += [(reached, len(whole))] if len(whole) > reached else []
    out += b"\xe8\xff\xff\xff\xffthe stub that unpacks it"
    out += bytes(-len(out) % 4)
    out += b"".join(block(whole[low:high], method) for low, high in rest)
    out += b"\0\0\0\0UPX!" + bytes(4)
    out += b"UPX!" + struct.pack("<BBBB5I4B", 14, 22, method, 9, 0, 0, len(whole), len(out), len(whole), 0, 0, 0, 0)
    return bytes(out + struct.pack("<I", begin + 12))


def pe_before() -> bytes:
    """A program with the markers in a section, and code."""
    return image(None, {b".text": code()[0], b".data": JOINED})


def pe(method: int = 8, *, overlay: bytes = b"", how: int = 0x49, headers: bool = True) -> bytes:
    """That program packed: one block of all sections as they lie in memory, its headers at the end."""
    before = bytearray(pe_before())
    (start,) = struct.unpack_from("<I", before, 0x3C)
    optional = int.from_bytes(before[start + 20 : start + 22], "little")
    struct.pack_into("<I12xI", before, start + 28, len(code()[0]), BASE)
    lying = bytearray()
    for at in (start + 24 + optional, start + 64 + optional):
        size, address, _, offset = struct.unpack_from("<IIII", before, at + 8)
        lying += bytes(address - BASE - len(lying)) + before[offset : offset + size]
    rewritten = code()[1] if how == 0x49 else code()[0]
    lying[: len(rewritten)] = rewritten
    if headers:
        tail = len(lying)
        lying += before[start : start + 24 + optional + 80] + struct.pack("<I", tail)
    data = stream(bytes(lying), method)
    head = b"UPX!" + struct.pack("<BBBBII", 13, 36, method, 9, zlib.adler32(lying), zlib.adler32(data))
    head += struct.pack("<IIIBBBB", len(lying), len(data), len(before), how, MARK, 0, 0)
    return image({(10, "TABLE", 0): b"where it was" * 9}, {b"UPX0": bytes(16), b"UPX1": head + data}, overlay=overlay)


def build() -> bytes:
    return pe()
