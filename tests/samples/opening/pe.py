"""Windows programs, written section by section after Microsoft's PE format specification."""

import struct
from collections.abc import Mapping, Sequence

from tests.samples.opening.payload import FILES

FILE_ALIGNMENT = 512
BASE = 0x1000  # address of the first section

Tree = Mapping[tuple[int | str, int | str, int], bytes]
"""(type, name, language) -> the resource."""


def resources(tree: Tree, address: int) -> bytes:
    """A ``.rsrc`` section that is loaded at ``address``: directories, names, entries, data."""
    levels: dict[int | str, dict[int | str, dict[int, bytes]]] = {}
    for (kind, name, language), data in tree.items():
        levels.setdefault(kind, {}).setdefault(name, {})[language] = data
    size = 16 + 8 * len(levels)
    size += sum(16 + 8 * len(names) + sum(16 + 8 * len(languages) for languages in names.values())
                for names in levels.values())  # fmt: skip
    texts = sorted({key for key in (*levels, *(n for names in levels.values() for n in names)) if isinstance(key, str)})
    strings = {}
    for text in texts:
        strings[text] = size
        size += 2 + len(text.encode("utf-16-le"))
    size += -size % 4
    entries = size
    where = size + 16 * len(tree)
    where += -where % 8
    out = bytearray(where)
    at = 16 + 8 * len(levels)

    def directory(place: int, keys: Sequence[int | str]) -> list[int]:
        """Write the header and keys; offsets of the second halves of the entries."""
        named = [key for key in keys if isinstance(key, str)]
        ordered = [*sorted(named), *sorted(key for key in keys if isinstance(key, int))]
        struct.pack_into("<12xHH", out, place, len(named), len(keys) - len(named))
        for index, key in enumerate(ordered):
            value = strings[key] | 1 << 31 if isinstance(key, str) else key
            struct.pack_into("<I", out, place + 16 + 8 * index, value)
        return [ordered.index(key) * 8 + place + 20 for key in keys]

    for text, place in strings.items():
        raw = text.encode("utf-16-le")
        out[place : place + 2 + len(raw)] = struct.pack("<H", len(raw) // 2) + raw
    for (_, names), slot in zip(levels.items(), directory(0, list(levels)), strict=True):
        struct.pack_into("<I", out, slot, at | 1 << 31)
        here = at
        at += 16 + 8 * len(names)
        for (_, languages), below in zip(names.items(), directory(here, list(names)), strict=True):
            struct.pack_into("<I", out, below, at | 1 << 31)
            slots = directory(at, list(languages))
            at += 16 + 8 * len(languages)
            for data, leaf in zip(languages.values(), slots, strict=True):
                struct.pack_into("<I", out, leaf, entries)
                struct.pack_into("<IIII", out, entries, address + len(out), len(data), 0, 0)
                entries += 16
                out += data + bytes(-len(data) % 8)
    return bytes(out)


def image(
    tree: Tree | None = None, sections: Mapping[bytes, bytes] | None = None, *, wide: bool = True,
    certificate: bytes = b"", overlay: bytes = b"",
) -> bytes:  # fmt: skip
    """A program with a ``.text``, the ``sections`` given, and a ``.rsrc`` where there is a tree of resources."""
    parts = {b".text": b"\xc3" + b"code of no machine " * 20, **(sections or {})}
    address = BASE
    for data in parts.values():
        address += len(data) + (-len(data) % 0x1000)
    if tree:
        parts[b".rsrc"] = resources(tree, address)
    optional = 240 if wide else 224
    header = bytearray(b"MZ" + bytes(58) + struct.pack("<I", 0x80) + bytes(64))
    header += b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, len(parts), 0, 0, 0, optional, 0x22)
    begin = len(header)
    header += bytes(optional)
    struct.pack_into("<H", header, begin, 0x20B if wide else 0x10B)
    first = begin + (112 if wide else 96)
    struct.pack_into("<I", header, first - 4, 16)
    at = len(header) + 40 * len(parts)
    at += -at % FILE_ALIGNMENT
    struct.pack_into("<I", header, begin + 60, at)
    body = bytearray()
    address = BASE
    for name, data in parts.items():
        stored = len(data) + (-len(data) % FILE_ALIGNMENT)
        header += struct.pack("<8sIIII16x", name, len(data), address, stored, at + len(body))
        if name == b".rsrc":
            struct.pack_into("<II", header, first + 16, address, len(data))
        body += data + bytes(stored - len(data))
        address += len(data) + (-len(data) % 0x1000)
    header += bytes(at - len(header))
    out = header + body + overlay
    if certificate:
        out += bytes(-len(out) % 8)
        struct.pack_into("<II", out, first + 32, len(out), len(certificate))
        out += certificate
    return bytes(out)


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    """A program with the files as resources of types of their own, the first of them as what stands after it."""
    (_, last), *others = files.items()
    tree = {(10, name.decode("utf-8", "replace"), 1033): data for name, data in others}
    return image({**tree, (16, 1, 1033): b"version" * 9, (3, 1, 1033): b"icon" * 9}, overlay=last)
