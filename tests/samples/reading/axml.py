"""A compiled Android layout, written after ``ResourceTypes.h``."""

import struct
from collections.abc import Mapping, Sequence

from sousveil.model.place import Place
from tests.samples.reading.arsc import chunk, pool

NAME = "res/layout/face_filter.xml"
Attribute = tuple[str, str | int]
Element = tuple[str, Sequence[Attribute], Sequence["Element"]]
LAYOUT: Element = (
    "LinearLayout",
    (),
    (
        ("TextView", (("text", "人种"),), ()),
        ("Spinner", (("id", 0x7F030001), ("entries", 0x7F010000)), ()),
    ),
)


def document(root: Element, *, wide: bool = True, of_system: Mapping[str, int] | None = None) -> bytes:
    """The elements with their attributes; numbers are references. ``of_system``: the system's numbers of names."""
    texts: dict[str, int] = dict(zip(of_system or {}, range(99), strict=False))

    def number(text: str) -> int:
        return texts.setdefault(text, len(texts))

    def write(element: Element) -> bytes:
        name, attributes, children = element
        node = struct.pack("<II", 1, 0xFFFFFFFF)
        body = struct.pack("<IIHHHHHH", 0xFFFFFFFF, number(name), 20, 20, len(attributes), 0, 0, 0)
        for key, value in attributes:
            if isinstance(value, int):
                body += struct.pack("<IIIHBBI", 0xFFFFFFFF, number(key), 0xFFFFFFFF, 8, 0, 1, value)
            else:
                body += struct.pack("<IIIHBBI", 0xFFFFFFFF, number(key), number(value), 8, 0, 3, number(value))
        end = chunk(0x0103, node, struct.pack("<II", 0xFFFFFFFF, number(name)))
        return chunk(0x0102, node, body) + b"".join(map(write, children)) + end

    tree = write(root)
    known = chunk(0x0180, b"", struct.pack(f"<{len(of_system)}I", *of_system.values())) if of_system else b""
    return chunk(0x0003, b"", pool(list(texts), wide=wide) + known + tree)


def build() -> bytes:
    return document(LAYOUT)


def places() -> list[Place]:
    at = build().index("人种".encode("utf-16-le"))
    return [Place(at, at + 4, 0, "utf-16-le")]
