"""Compiled messages of gettext, written after the manual's section on the MO format."""

import struct
from collections.abc import Mapping

from sousveil.model.place import Place

NAME = "locale/zh/LC_MESSAGES/gate.mo"
MESSAGES = {"Race": "人种", "mood\x04Calm": "平静", "%d face\0%d faces": "%d 张脸\0%d 张人脸", "Uyghur": "维吾尔族"}


def catalogue(messages: Mapping[str, str], *, big: bool = False, charset: str = "UTF-8") -> bytes:
    """Keys in their order, the header first."""
    codec = charset.lower()
    header = f"Content-Type: text/plain; charset={charset}\nLanguage: zh_CN\n"
    every = sorted([("", header), *messages.items()], key=lambda pair: pair[0].encode(codec))
    order = ">" if big else "<"
    start = 28 + 16 * len(every)
    tables, body = b"", b""
    for side in (0, 1):
        for pair in every:
            raw = pair[side].encode(codec)
            tables += struct.pack(f"{order}II", len(raw), start + len(body))
            body += raw + b"\0"
    head = struct.pack(f"{order}7I", 0x950412DE, 0, len(every), 28, 28 + 8 * len(every), 0, start)
    return head + tables + body


def build() -> bytes:
    return catalogue(MESSAGES)


def places() -> list[Place]:
    at = build().index("人种".encode())
    return [Place(at, at + 6, 0, "utf-8")]
