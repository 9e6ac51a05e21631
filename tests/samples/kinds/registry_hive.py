"""The registry of an invented Windows client, as the system keeps it; written after the public layout of hives."""

import struct
from collections.abc import Mapping
from typing import TypeAlias

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary", "scheme", "trigger", "enabled"),
    quotes=(("key", "RaceEnabled"), ("value", "Ethnicity"), ("value", "Uyghur"), ("key", "Enabled")),
)

Tree: TypeAlias = "Mapping[str, Tree | str | int | list[str] | bytes]"
_NONE = 0xFFFFFFFF


class Builder:
    """Cells one behind the other in one bin."""

    def __init__(self) -> None:
        self.cells = bytearray()

    def cell(self, content: bytes) -> int:
        """A cell with this content; its number."""
        at = 32 + len(self.cells)
        size = (len(content) + 4 + 7) & ~7
        self.cells += struct.pack("<i", -size) + content + bytes(size - 4 - len(content))
        return at

    def value(self, name: str, told: str | int | list[str] | bytes) -> int:
        """A value; a number stands in its own cell."""
        raw = name.encode("ascii")
        if isinstance(told, int):
            data, size, type_ = told, 4 | 0x80000000, 4
        else:
            if isinstance(told, str):
                bytes_, type_ = told.encode("utf-16-le") + b"\0\0", 1
            elif isinstance(told, bytes):
                bytes_, type_ = told, 3
            else:
                bytes_, type_ = "".join(f"{one}\0" for one in told).encode("utf-16-le") + b"\0\0", 7
            data, size = self.cell(bytes_), len(bytes_)
        return self.cell(b"vk" + struct.pack("<HIIIHH", len(raw), size, data, type_, 1, 0) + raw)

    def key(self, name: str, tree: Tree, parent: int = _NONE) -> int:
        """A key with all that is in it."""
        wide = not name.isascii()
        raw = name.encode("utf-16-le" if wide else "ascii")
        cell = self.cell(bytes(0x4C + len(raw)))
        values = [self.value(each, told) for each, told in tree.items() if not isinstance(told, Mapping)]
        keys = [self.key(each, told, cell) for each, told in tree.items() if isinstance(told, Mapping)]
        value_list = self.cell(struct.pack(f"<{len(values)}I", *values)) if values else _NONE
        listed = b"".join(struct.pack("<I4s", each, b"name") for each in keys)
        key_list = self.cell(b"lf" + struct.pack("<H", len(keys)) + listed) if keys else _NONE
        flags = (0 if wide else 0x20) | (4 if parent == _NONE else 0)
        head = b"nk" + struct.pack(
            "<HQIIIIIIIIIIIIIIIHH", flags, 0, 0, parent, len(keys), 0, key_list, _NONE, len(values), value_list, _NONE,
            _NONE, 0, 0, 0, 0, 0, len(raw), 0,
        )  # fmt: skip
        at = cell - 32 + 4
        self.cells[at : at + len(head) + len(raw)] = head + raw
        return cell

    def hive(self, tree: Tree) -> bytes:
        """The whole file."""
        root = self.key("ROOT", tree)
        room = (len(self.cells) + 32 + 4095) // 4096 * 4096
        free = room - 32 - len(self.cells)
        cells = bytes(self.cells) + (struct.pack("<i", free) + bytes(free - 4) if free else b"")
        bin_ = b"hbin" + struct.pack("<II", 0, room) + bytes(20) + cells
        base = b"regf" + struct.pack("<IIQIIIIII", 1, 1, 0, 1, 5, 0, 1, root, room)
        return base + bytes(4096 - len(base)) + bin_


def case() -> dict[str, bytes]:
    """Attributes of faces, and an alarm."""
    tree: Tree = {
        "Fara": {
            "FaceServer": {
                "Attributes": {"AgeEnabled": 1, "RaceEnabled": 1, "Threshold": "0.7"},
                "FaceAlarmRules": {
                    "1": {"Attribute": "Ethnicity", "Value": "Uyghur", "Enabled": 1, "Action": "SendAlarm"},
                    "2": {"Attribute": "Age", "Value": "60", "Enabled": 0, "Action": "Popup"},
                },
            },
            "Window": {"Width": 800, "Recent": ["a", "b"]},
        }
    }
    return {"client/SOFTWARE": Builder().hive(tree)}


def twin() -> dict[str, bytes]:
    """Keyboards, a game, and paint."""
    tree: Tree = {
        "Fara": {
            "Keyboards": {"1": {"Language": "Uyghur", "Enabled": 1, "Action": "SwitchLayout"}},
            "Game": {"RaceEnabled": 1, "Laps": 3, "Pieces": ["Black", "White"]},
            "Paint": {"Colours": ["Black", "White", "Yellow", "Red"]},
        }
    }
    return {"client/SOFTWARE": Builder().hive(tree)}
