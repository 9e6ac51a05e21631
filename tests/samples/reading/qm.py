"""Compiled messages of Qt, written after the tags of its linguist."""

import struct
from collections.abc import Iterable

from sousveil.model.place import Place

NAME = "translations/gate_zh.qm"
Message = tuple[str, str, str, str]
"""Context, source, comment, translation."""
MESSAGES: tuple[Message, ...] = (
    ("FacePanel", "Age", "", "年龄"),
    ("FacePanel", "Race", "of a captured face", "人种"),
    ("MainWindow", "Quit", "", "退出"),
)


def catalogue(messages: Iterable[Message], *, stripped: bool = False) -> bytes:
    """``stripped``: the translations alone."""
    body, hashes = b"", b""
    for number, (context, source, comment, translation) in enumerate(messages):
        hashes += struct.pack(">II", number * 77, len(body))
        wide = translation.encode("utf-16-be")
        body += struct.pack(">BI", 3, len(wide)) + wide
        for tag, text in () if stripped else ((8, comment), (6, source), (7, context)):
            raw = text.encode()
            body += struct.pack(">BI", tag, len(raw)) + raw
        body += b"\x01"
    out = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
    for tag, part in ((0xA7, b"zh"), (0x42, hashes), (0x69, body)):
        out += struct.pack(">BI", tag, len(part)) + part
    return out


def build() -> bytes:
    return catalogue(MESSAGES)


def places() -> list[Place]:
    at = build().index("人种".encode("utf-16-be"))
    return [Place(at, at + 4, 0, "utf-16-be")]
