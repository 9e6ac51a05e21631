"""Compound files, written sector by sector after [MS-CFB]; and installer databases, which are such files."""

import struct
from collections.abc import Mapping

from tests.samples.opening.payload import FILES

FREE, END, FAT, DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
MSI = bytes.fromhex("84100c0000000000c000000000000046")
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"


def packed_name(name: str, *, table: bool = False) -> str:
    """The name of a stream as installer databases write it: two letters in one character."""
    out = "\u4840" if table else ""
    at = 0
    while at < len(name):
        one = _LETTERS.find(name[at])
        two = _LETTERS.find(name[at + 1]) if at + 1 < len(name) else -1
        if one < 0:
            out += name[at]
        elif two < 0:
            out += chr(0x4800 + one)
        else:
            out += chr(0x3800 + one + (two << 6))
            at += 1
        at += 1
    return out


def tables(fat: list[int], unit: int, sectors: list[bytes]) -> tuple[list[int], int, int, int]:
    """Append the FAT and its tables: the 109 numbers of the header, sectors of the FAT, the first of more, how many."""
    count = more = 0
    while count * (unit // 4) < len(fat) + count + more:
        count += 1
        more = -(-max(count - 109, 0) // (unit // 4 - 1))
    first_fat = len(sectors)
    fat += [FAT] * count + [DIFAT] * more
    table = b"".join(struct.pack("<I", number) for number in fat).ljust(count * unit, b"\xff")
    sectors += [table[at : at + unit] for at in range(0, len(table), unit)]
    first_more = len(sectors)
    difat = [*range(first_fat, first_fat + count)]
    each = unit // 4 - 1
    for number in range(more):
        part = difat[109 + number * each : 109 + (number + 1) * each]
        after = first_more + number + 1 if number + 1 < more else END
        sectors.append(struct.pack(f"<{each + 1}I", *part, *[FREE] * (each - len(part)), after))
    return [*difat, *[FREE] * 109][:109], count, first_more if more else END, more


def compound(
    streams: Mapping[str, bytes], *, clsid: bytes = bytes(16), scattered: bool = False, wide: bool = False
) -> bytes:
    """A file with these streams, ``/`` in their names between storages.

    ``scattered``: the sectors of each stream lie in pairs that are the wrong way round. ``wide``: version 4.
    """
    unit = 4096 if wide else 512
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(data: bytes, mark: int = END) -> int:
        """Store a chain; its first sector."""
        if not data:
            return END
        cut = [data[at : at + unit].ljust(unit, b"\0") for at in range(0, len(data), unit)]
        order = list(range(len(cut)))
        if scattered and mark == END:
            for at in range(0, len(order) - 1, 2):
                order[at], order[at + 1] = order[at + 1], order[at]
        base = len(sectors)
        place = {piece: base + at for at, piece in enumerate(order)}
        sectors.extend(cut[piece] for piece in order)
        fat.extend([FREE] * len(cut))
        for piece in range(len(cut)):
            last = piece + 1 == len(cut)
            fat[place[piece]] = mark if mark != END else END if last else place[piece + 1]
        return place[0]

    mini, mini_fat = bytearray(), list[int]()
    entries: list[list[object]] = [["Root Entry", 5, FREE, FREE, END, 0]]
    folders = {"": 0}

    def entry(path: str, kind: int, first: int, size: int) -> int:
        above, _, name = path.rpartition("/")
        if above not in folders:
            folders[above] = entry(above, 1, 0, 0)
        parent = folders[above]
        entries.append([name, kind, entries[parent][3], FREE, first, size])  # a list: each leads to the one before
        entries[parent][3] = len(entries) - 1
        return len(entries) - 1

    for path, data in streams.items():
        if len(data) >= 4096:
            entry(path, 2, put(data), len(data))
            continue
        count = (len(data) + 63) // 64
        first = len(mini_fat) if data else END
        mini_fat += [*range(first + 1, first + count), END][:count] if data else []
        mini += data + bytes(-len(data) % 64)
        entry(path, 2, first, len(data))
    entries[0][4:] = [put(bytes(mini)), len(mini)]
    mini_first = put(b"".join(struct.pack("<I", number) for number in mini_fat))
    directory = bytearray()
    for number, (name, kind, left, child, first, size) in enumerate(entries):
        raw = str(name).encode("utf-16-le")
        directory += struct.pack(
            "<64sHBBIII16sIQQIQ", raw, len(raw) + 2, kind, 1, left, FREE, child, b"" if number else clsid, 0, 0, 0,
            first, size,
        )  # fmt: skip
    directory_first = put(bytes(directory.ljust(-(-len(directory) // unit) * unit, b"\0")))
    difat, count, first_more, more = tables(fat, unit, sectors)
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 4 if wide else 3, 0xFFFE,
        12 if wide else 9, 6, 0, count, directory_first, 0, 4096, mini_first, 1 if mini else 0,
        first_more, more,
    )  # fmt: skip
    return header.ljust(76, b"\0") + struct.pack("<109I", *difat) + bytes(unit - 512) + b"".join(sectors)


def database(
    strings: list[bytes], streams: Mapping[str, bytes], *, scattered: bool = False, wide: bool = False,
    files: bytes = b"",
) -> bytes:  # fmt: skip
    """An installer database with these strings in its pool and these streams beside its tables.

    ``wide``: numbers of strings take three bytes. ``files``: the table of files.
    """
    pool = struct.pack("<HH", 936, 0x8000 if wide else 0)
    pool += b"".join(struct.pack("<HH", len(text), 1 if text else 0) for text in strings)
    tables = {packed_name("_StringPool", table=True): pool, packed_name("_StringData", table=True): b"".join(strings)}
    if files:
        tables[packed_name("File", table=True)] = files
    others = {packed_name(name): data for name, data in streams.items()}
    return compound({**tables, **others, "\x05SummaryInformation": b"summary" * 9}, clsid=MSI, scattered=scattered)


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    """One file as a small stream, one as a large one, one among the strings."""
    small, large, text = files.values()
    return database([b"first", text, b"last"], {"small.txt": small, "large.txt": large.ljust(5000, b"-")})
