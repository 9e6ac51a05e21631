"""A dialog of a Windows program, written after DLGTEMPLATE and DLGTEMPLATEEX."""

import struct
from collections.abc import Mapping, Sequence

from sousveil.model.place import Place

NAME = "DIALOG/101/2052"
WORDS = ("搜索", "民族", "汉族", "维吾尔族", "确定")


def text(words: str) -> bytes:
    return words.encode("utf-16-le") + b"\0\0"


def dialog(words: Sequence[str], *, extended: bool = True, font: bool = True) -> bytes:
    """The first word is the title; the others stand on buttons."""
    title, *labels = words
    style = 0x40 if font else 0
    if extended:
        out = struct.pack("<HHIIIHhhhh", 1, 0xFFFF, 0, 0, style, len(labels), 0, 0, 9, 9)
    else:
        out = struct.pack("<IIHhhhh", style, 0, len(labels), 0, 0, 9, 9)
    out += b"\0\0" + b"\0\0" + text(title)
    if font:
        out += (struct.pack("<HHBB", 8, 400, 0, 1) if extended else struct.pack("<H", 8)) + text("MS Shell Dlg")
    for number, label in enumerate(labels):
        out += bytes(-len(out) % 4)
        if extended:
            out += struct.pack("<IIIhhhhI", 0, 0, 0, 1, 1, 9, 9, number)
        else:
            out += struct.pack("<IIhhhhH", 0, 0, 1, 1, 9, 9, number)
        out += struct.pack("<HH", 0xFFFF, 0x80) + text(label) + struct.pack("<H", 2 if number == 1 else 0)
        out += b"xx" if number == 1 else b""
    return out


def menu(words: Sequence[str]) -> bytes:
    """The first word opens a menu of the others."""
    first, *others = words
    out = struct.pack("<HHH", 0, 0, 0x90) + text(first)
    for number, word in enumerate(others):
        out += struct.pack("<HH", 0x80 if word == others[-1] else 0, number + 1) + text(word)
    return out


def choices(boxes: Mapping[int, Sequence[str]], codec: str) -> bytes:
    """What boxes of choices begin with, after MFC's resource."""
    out = b""
    for box, words in boxes.items():
        for word in words:
            raw = word.encode(codec) + b"\0"
            out += struct.pack("<HHI", box, 0x403, len(raw)) + raw
    return out + b"\0\0"


def build() -> bytes:
    return dialog(WORDS)


def place(data: bytes, word: str) -> Place:
    raw = word.encode("utf-16-le")
    return Place(data.index(raw), data.index(raw) + len(raw), 0, "utf-16-le")


def places() -> list[Place]:
    return [place(build(), "维吾尔族")]
