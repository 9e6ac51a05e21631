"""What the registry editor of Windows exports: keys in brackets, values below them, in version 4 and 5.

Source: Microsoft's "How to add, modify, or delete registry subkeys and values by using a .reg file".
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import SymbolKind
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.draft import Draft
from sousveil.reading.nest import InText, Node, Writer
from sousveil.reading.textual import Near, head_text

_STARTS = ("windows registry editor version", "regedit4", "regedit5")
_LINE = late(
    r"""[ \t]*(?:\[(?P<gone>-?)(?P<key>[^\n]*?)\][ \t\r]*$"""
    r"""|(?P<name>@|"(?:[^"\\\n]|\\.)*")[ \t]*=[ \t]*(?P<value>[^\n]*)|;(?P<note>[^\n]*)|[^\n]*)""",
    8,  # a dollar is the end of any line
)
_NUMBER = late(r"(?:dword|qword):\s*([0-9a-f]{1,16})", 2)
_NUMBER_BYTES = late(r"hex\([4b]\):\s*((?:[0-9a-f]{2},?(?:\s|\\)*){4,8})", 2)


def number(value: str) -> str:
    """The number that a value says, in decimal; ``""`` where it is none."""
    if (match := _NUMBER.match(value)) is not None:
        return str(int(match[1], 16))
    if (match := _NUMBER_BYTES.match(value)) is not None:
        digits = "".join(char for char in match[1] if char in "0123456789abcdefABCDEF")
        return str(int.from_bytes(bytes.fromhex(digits), "little"))
    return ""


def tree(decoded: Decoded, near: Near) -> Node:
    """The keys with their values; what is to be removed is left out."""
    root = Node(SymbolKind.MAP)
    known: dict[str, Node] = {}
    key: Node | None = None
    notes: list[InText] = []
    make = partial(InText, decoded, near)
    position, text = 0, decoded.text
    while position < len(text):
        match = _LINE.match(text, position)
        if match is None:
            break
        position = match.end() + 1
        if match["key"] is not None:
            key = None if match["gone"] else _enter(root, known, match["key"], make(*match.span("key")))
        elif match["note"] is not None and match["note"].strip():
            notes.append(_bare(make, match["note"], match.start("note")))
            continue
        elif match["name"] is not None and key is not None and not match["value"].startswith("-"):
            _value(key, match["name"], match.span("name"), match["value"], match.start("value"), make)
        if key is not None and notes:
            (key.children[-1] if key.children and match["name"] else key).notes += notes
        notes = []
    return root


def _bare(make: "partial[InText]", text: str, start: int) -> InText:
    return make(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


def _enter(root: Node, known: dict[str, Node], path: str, label: InText) -> Node:
    parent, shorter, rest = root, path.lower(), path
    while "\\" in shorter:
        shorter = shorter.rpartition("\\")[0]
        if shorter in known:
            parent, rest = known[shorter], path[len(shorter) + 1 :]
            label = InText(label.decoded, label.about, label.start + len(shorter) + 1, label.end)
            break
    found = known[path.lower()] = known.get(path.lower()) or parent.child(SymbolKind.MAP, label, rest)
    return found


def _value(key: Node, name: str, where: tuple[int, int], value: str, at: int, make: "partial[InText]") -> None:
    if name == "@":
        node = key.child(SymbolKind.ENTRY, None, "@")
    else:
        node = key.child(SymbolKind.ENTRY, make(where[0] + 1, where[1] - 1, "backslash"))
    value = value.rstrip()
    if value.startswith('"'):
        node.spot = make(at + 1, at + max(len(value) - value.endswith('"'), 1), "backslash")
        node.said = "" if len(value) > 2 else '""'
    else:
        node.said = number(value) or value[:20]


class RegistryExport:
    """Keys and values of the registry, as text."""

    name: ClassVar[str] = "registry-export"
    kinds: ClassVar[tuple[str, ...]] = ("registry-export",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = ("Texts that are written as bytes (`hex(2):`, `hex(7):`) are not read.",)

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By its first line."""
        head = head_text(data)
        return head is not None and head.lstrip("\ufeff \t\r\n").lower().startswith(_STARTS)

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The keys, with their values."""
        if len(data) > limits.read_source:
            from sousveil.reading.lines import Lines  # noqa: PLC0415 - for giants only

            yield from Lines().read(data, name, places, limits)
            return
        decoded = decode(data, places)
        near = Near(decoded, places)
        draft = Draft(self.name, "reg", limits, decoded.text)
        draft.near_only(len(data), everything=near.all)
        Writer(draft).write(tree(decoded, near))
        yield from draft.finish()
        yield from decoded.gaps()
