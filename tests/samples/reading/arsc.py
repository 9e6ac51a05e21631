"""A table of Android resources, written after ``ResourceTypes.h``."""

import struct
from collections.abc import Mapping, Sequence

from sousveil.model.place import Place

NAME = "resources.arsc"
TEXTS = {"face_age": "Age", "face_race": "人种", "app_name": "Gate"}
LISTS = {"race_entries": ("Uyghur", "Han", "Other")}


def chunk(kind: int, head: bytes, body: bytes) -> bytes:
    """A chunk with its own header behind the common one."""
    return struct.pack("<HHI", kind, 8 + len(head), 8 + len(head) + len(body)) + head + body


def pool(texts: Sequence[str], *, wide: bool = False) -> bytes:
    """A pool of strings, in UTF-8 or UTF-16."""
    letters, offsets = b"", b""
    for text in texts:
        offsets += struct.pack("<I", len(letters))
        if wide:
            raw = text.encode("utf-16-le")
            letters += struct.pack("<H", len(raw) // 2) + raw + b"\0\0"
        else:
            raw = text.encode()
            count = len(text.encode("utf-16-le")) // 2
            for length in (count, len(raw)):
                letters += bytes((0x80 | length >> 8, length & 0xFF)) if length > 127 else bytes((length,))
            letters += raw + b"\0"
    letters += bytes(-len(letters) % 4)
    head = struct.pack("<5I", len(texts), 0, 0 if wide else 0x100, 28 + len(offsets), 0)
    return chunk(0x0001, head, offsets + letters)


def _type(number: int, entries: Sequence[bytes], language: bytes, how: int) -> bytes:
    """``how``: 0 for plain offsets, 1 for sparse, 2 for short ones."""
    body, offsets = b"", b""
    for at, entry in enumerate(entries):
        if how == 1:
            offsets += struct.pack("<HH", at, len(body) // 4)
        else:
            offsets += struct.pack("<H", len(body) // 4) if how == 2 else struct.pack("<I", len(body))
        body += entry
    offsets += bytes(-len(offsets) % 4)
    config = struct.pack("<IHH2s2s", 64, 0, 0, language or b"\0\0", b"\0\0") + bytes(52)
    head = struct.pack("<BBHII", number, how, 0, len(entries), 20 + 64 + len(offsets)) + config
    return chunk(0x0201, head, offsets + body)


def table(
    texts: Mapping[str, str],
    lists: Mapping[str, Sequence[str]],
    *,
    wide: bool = False,
    how: int = 0,
    compact: bool = False,
    language: bytes = b"",
    named: Mapping[str, Sequence[str]] | None = None,
    ids: Sequence[str] = (),
) -> bytes:
    """One package with texts (``0x7f02....``), lists of texts (``0x7f01....``), and controls (``0x7f03....``).

    ``named``: lists of keys of texts, whose numbers follow those of the other lists.
    """
    named = named or {}
    values = list(dict.fromkeys([*texts.values(), *(text for some in lists.values() for text in some)]))
    keys = [*texts, *lists, *named, *ids]

    def value(text: str) -> bytes:
        return struct.pack("<HBBI", 8, 0, 3, values.index(text))

    if compact:
        plain = [struct.pack("<HHI", keys.index(key), 0x308, values.index(text)) for key, text in texts.items()]
    else:
        plain = [struct.pack("<HHI", 8, 0, keys.index(key)) + value(text) for key, text in texts.items()]
    listed = [
        struct.pack("<HHIII", 16, 1, keys.index(key), 0, len(some))
        + b"".join(struct.pack("<I", 0x02000000 + at) + value(text) for at, text in enumerate(some))
        for key, some in lists.items()
    ]
    for key, some in named.items():
        numbers = [list(texts).index(text) for text in some]
        items = (struct.pack("<IHBBI", 0x02000000 + at, 8, 0, 1, 0x7F020000 + n) for at, n in enumerate(numbers))
        listed.append(struct.pack("<HHIII", 16, 1, keys.index(key), 0, len(some)) + b"".join(items))
    controls = [struct.pack("<HHIHBBI", 8, 0, keys.index(key), 8, 0, 18, 0) for key in ids]
    parts = pool(["array", "string", "id"], wide=True) + pool(keys)
    parts += _type(1, listed, language, how) + _type(2, plain, language, how)
    parts += _type(3, controls, b"", how) if ids else b""
    package = struct.pack("<I256s5I", 0x7F, "maker.gate".encode("utf-16-le"), 0, 0, 0, 0, 0)
    return chunk(0x0002, struct.pack("<I", 1), pool(values, wide=wide) + chunk(0x0200, package, parts))


def build() -> bytes:
    return table(TEXTS, LISTS)


def places() -> list[Place]:
    at = build().index("人种".encode())
    return [Place(at, at + 6, 0, "utf-8")]
