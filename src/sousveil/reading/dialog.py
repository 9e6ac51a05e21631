"""Dialogs and menus among the resources of Windows programs: the words on a window, in their order.

What a box of choices begins with lies in a resource of its own beside the dialog (DLGINIT), in the code page of the
machine it was made on. Sources: Microsoft's documentation of resources: DLGTEMPLATE, DLGITEMTEMPLATE, DLGTEMPLATEEX,
DLGITEMTEMPLATEEX, MENUTEMPLATE and MENUEX_TEMPLATE; MFC's ``CWnd::ExecuteDlgInit`` for the choices.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.strings import Run, exact

_CODEC = "utf-16-le"
_MOST = 20_000
_WITH_FONT = 0x40
_POPUP, _LAST = 0x10, 0x80


class _Cursor:
    """Reads a template from its start. Raises ``struct.error`` where it ends too early."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0
        self.found: list[Run] = []

    def take(self, layout: str) -> tuple[int, ...]:
        """Fixed fields."""
        fields: tuple[int, ...] = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return fields

    def aligned(self) -> None:
        """Go on at a multiple of four."""
        self.at += -self.at % 4

    def text(self, *, shown: bool, numbered: bool = True) -> None:
        """A string up to its zero, or a number instead of one; kept where it is ``shown``."""
        if numbered and bytes(self.data[self.at : self.at + 2]) == b"\xff\xff":
            self.take("<HH")
            return
        start = self.at
        while self.take("<H")[0]:
            pass
        words = exact(bytes(self.data[start : self.at - 2]), _CODEC)
        if shown and words:
            self.found.append(Run(start, self.at - 2, words, _CODEC))


def _dialog(data: memoryview) -> list[Run]:
    cursor = _Cursor(data)
    extended = bytes(data[:4]) == b"\x01\x00\xff\xff"
    if extended:
        style, count = cursor.take("<12xIH8x")
    else:
        style, count = cursor.take("<I4xH8x")
    cursor.text(shown=False)
    cursor.text(shown=False)
    cursor.text(shown=True, numbered=False)
    if style & _WITH_FONT:
        cursor.take("<6x" if extended else "<2x")
        cursor.text(shown=False, numbered=False)
    for _ in range(min(count, _MOST)):
        cursor.aligned()
        cursor.take("<24x" if extended else "<18x")
        cursor.text(shown=False)
        cursor.text(shown=True)
        (extra,) = cursor.take("<H")
        cursor.at += extra
    return cursor.found


def _menu(data: memoryview) -> list[Run]:
    cursor = _Cursor(data)
    version, offset = cursor.take("<HH")
    cursor.at += offset
    depth, count = 1, 0
    while depth and count < _MOST and cursor.at + 4 <= len(data):
        count += 1
        if version:
            cursor.aligned()
            (flags,) = cursor.take("<12xH")
            cursor.text(shown=True, numbered=False)
            if flags & 1:
                cursor.aligned()
                cursor.take("<4x")
            depth += (flags & 1) - (1 if flags & _LAST and not flags & 1 else 0)
            continue
        (flags,) = cursor.take("<H")
        if not flags & _POPUP:
            cursor.take("<2x")
        cursor.text(shown=True, numbered=False)
        depth += 1 if flags & _POPUP else 0
    return cursor.found


def _choices(data: memoryview, codec: str) -> list[tuple[int, Run]]:
    """The choices with the number of the box that each belongs to. Raises ``struct.error`` for what is none."""
    found: list[tuple[int, Run]] = []
    at = 0
    while at + 2 <= len(data) and len(found) < _MOST:
        box, _, size = struct.unpack_from("<HHI", data, at) if any(data[at : at + 2]) else (0, 0, 0)
        if not box:
            return found
        start = at + 8
        at = start + size
        if at > len(data):
            raise struct.error("a choice ends behind the end")
        raw = bytes(data[start:at]).rstrip(b"\0")
        used = "ascii" if raw.isascii() else codec
        if words := exact(raw, used):
            found.append((box, Run(start, start + len(raw), words, used)))
    raise struct.error("no end")


def _runs(data: memoryview, name: str) -> list[Run] | None:
    """The words; ``None`` where the template cannot be followed to its end."""
    try:
        if name.startswith("DLGINIT/"):
            return [run for _, run in _choices(data, "gb18030")]
        return (_menu if name.startswith("MENU/") else _dialog)(data)
    except struct.error:
        return None


class Dialog:
    """The words of one dialog or menu."""

    name: ClassVar[str] = "dialog"
    kinds: ClassVar[tuple[str, ...]] = ("windows-dialog",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = ("What a button or a field does is not told.",)

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the name that opening gives it, and a template that can be followed."""
        return name.startswith(("DIALOG/", "MENU/", "DLGINIT/")) and _runs(data, name) is not None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """All words, where a telling one is among them, as one list."""
        draft = Draft(self.name, "", limits)
        boxes: dict[int, list[Run]] = {0: []}
        if name.startswith("DLGINIT/"):
            codec = next((p.encoding for p in places if p.encoding not in ("utf-8", "ascii", _CODEC)), "gb18030")
            for box, run in _choices(data, codec):
                boxes.setdefault(box, []).append(run)
        else:
            boxes[0] = _runs(data, name) or []
        runs = [run for some in boxes.values() for run in some]
        lost = [place for place in places if not any(run.start <= place.start and place.end <= run.end for run in runs)]
        if len(lost) < len(places):
            for box, some in boxes.items():
                array = draft.symbol(SymbolKind.ARRAY, "") if some else -1
                for run in some:
                    role = Role.OPTION if box else Role.UI_LABEL
                    draft.symbol(SymbolKind.ITEM, run.text, run.unit(role), array)
        if lost:
            draft.gap(
                "no-string",
                hides=False,
                detail=f"{len(lost)} matches lie outside the words of the window",
                remedy="Look at the bytes with a hex viewer.",
            )
        yield from draft.finish()
