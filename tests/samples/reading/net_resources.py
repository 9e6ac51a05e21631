"""Compiled texts of the screens of an invented client for .NET."""

import struct
from collections.abc import Mapping

from sousveil.model.place import Place

NAME = "Nvx.Client.Labels.resources"
TEXTS = {"FaceAge": "年龄", "FaceRace": "种族", "Title": "人脸属性"}


def _counted(raw: bytes) -> bytes:
    size = len(raw)
    out = b""
    while size > 0x7F:
        out += bytes([size & 0x7F | 0x80])
        size >>= 7
    return out + bytes([size]) + raw


def product(texts: dict[str, str], *, version: int = 2, files: Mapping[str, bytes] | None = None) -> bytes:
    """A file of these texts and files, and a number among them."""
    kinds = [] if version == 2 else [b"System.Int32, mscorlib", b"System.String, mscorlib"]
    string, number = (b"\1", b"\x08") if version == 2 else (b"\1", b"\0")
    names, values, positions = b"", b"", []
    for key, raw in [
        *((key, string + _counted(text.encode())) for key, text in texts.items()),
        *((key, b"\x21" + struct.pack("<I", len(raw)) + raw) for key, raw in (files or {}).items()),
        ("Width", number + bytes(4)),
    ]:
        positions.append(len(names))
        names += _counted(key.encode("utf-16-le")) + struct.pack("<I", len(values))
        values += raw
    readers = _counted(b"System.Resources.ResourceReader, mscorlib") + _counted(b"System.Resources.RuntimeResourceSet")
    head = b"\xce\xca\xef\xbe" + struct.pack("<II", 1, len(readers)) + readers
    head += struct.pack("<III", version, len(positions), len(kinds)) + b"".join(map(_counted, kinds))
    head += (b"PAD" * 3)[: -len(head) % 8]
    count = len(positions)
    head += struct.pack(f"<{count}I{count}I", *range(count), *positions)
    return head + struct.pack("<I", len(head) + 4 + len(names)) + names + values


def build() -> bytes:
    """The whole."""
    return product(TEXTS)


def places() -> list[Place]:
    """A key, and a text."""
    data = build()
    key, text = "Race".encode("utf-16-le"), "种族".encode()
    return [
        Place(data.index(key), data.index(key) + len(key), 0, "utf-16-le"),
        Place(data.index(text), data.index(text) + len(text), 0, "utf-8"),
    ]
