"""The strings of a program's windows, as opening takes them out."""

import struct

from sousveil.model.place import Place

NAME = "STRINGTABLE/2052"
WORDS = ("全部", "年龄", "", "民族", "", "汉族", "维吾尔族", "确定")


def build() -> bytes:
    return b"".join(struct.pack("<H", len(word)) + word.encode("utf-16-le") for word in WORDS)


def places() -> list[Place]:
    raw = "维吾尔族".encode("utf-16-le")
    at = build().index(raw)
    return [Place(at, at + len(raw), 0, "utf-16-le")]
