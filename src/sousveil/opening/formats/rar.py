"""RAR archives of version 4 and 5; sources: see ``rar_blocks``. Nothing in it is from unrar, which is not free."""

from collections.abc import Iterator

from isal import isal_zlib

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState, Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.links import told
from sousveil.opening.formats.rar_blocks import RAR4, RAR5, Block, blocks, volumes
from sousveil.opening.formats.tooled import Missing, by_tool, rest_by_tool
from sousveil.opening.tools import UNAR

_REPEATED = {b"RR", b"QO"}
"""Names of services that say again what stands elsewhere: recovery records, and headers for a quick look."""


class Rar:
    """See the module."""

    name = "rar"
    also: tuple[str, ...] = ("rar", "cbr", "behind a self-extracting program")
    first = b"R"
    recognised = "Rar!, 1A 07, and 00 (version 4) or 01 00 (version 5)"
    limits: tuple[str, ...] = (
        "Members that are packed, and not only stored, need unar; without it they are a gap.",
        "Encrypted members are a gap, unless a password is given and unar is there.",
        "Volumes in one folder or archive are opened together, by unar; alone, members that go on elsewhere are told.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """One of the two magic numbers, and something behind it."""
        return len(data) > 16 and (start[:7] == RAR4 or start[:8] == RAR5)

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The members in their order; stored ones as they stand, the others from a tool."""
        together = volumes(desk.data)
        if len(together) > 1:
            yield from _together(desk, together)
            return
        desk.account.claim(0, len(RAR5 if bytes(desk.data[:8]) == RAR5 else RAR4))
        reader = _Reader(desk)
        try:
            for block in blocks(desk.data):
                yield from reader.block(block)
        except ValueError as error:
            yield desk.gap("damaged", detail=str(error))
        else:
            if not reader.ended and bytes(desk.data[:8]) == RAR5:  # older ones need not have one
                yield desk.gap("truncated", detail="no end of the archive")
        yield from reader.rest()


def _together(desk: Desk, together: list[tuple[int, int]]) -> Iterator[Blob | Gap]:
    """Several volumes one behind the other: the tool gets them as the files that they were."""
    inputs = [(f"set.part{number}.rar", desk.data[start:end]) for number, (start, end) in enumerate(together, 1)]
    desk.account.claim(0, together[-1][1])
    came = False
    failed = False
    for part in by_tool(
        desk, UNAR, Rar.name, "rar-unpacked", 0, len(desk.data), called=inputs[0][0], first=inputs[0][1],
        beside=inputs[1:],
    ):  # fmt: skip
        came |= isinstance(part, Blob)
        failed |= isinstance(part, Gap) and part.code.startswith("tool-")
        yield part
    if failed and not came:
        yield desk.closed("unsupported", 0, together[-1][1])


class _Reader:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._index = 0
        self._read: set[bytes] = set()
        self._packed: list[Missing] = []
        self._locked: list[Missing] = []
        self.ended = False

    def block(self, block: Block) -> Iterator[Blob | Gap]:
        """What one block gives."""
        desk, stop = self._desk, min(block.stop, len(self._desk.data))
        desk.account.claim(block.at, block.start)
        if block.kind in {"main", "encryption"} and block.encrypted:
            self.ended = True
            self._locked.append(Missing(block.start, len(desk.data)))
        elif block.kind == "end":
            self.ended = True
            if block.follows:
                yield desk.gap("part-of-set", detail="another volume follows")
        elif block.kind == "file":
            yield from self._file(block, stop)
        elif block.kind == "service" and block.name in _REPEATED:
            desk.account.claim(block.start, stop)
        elif block.start < stop:
            yield from self._other(block, stop)

    def _other(self, block: Block, stop: int) -> Iterator[Blob | Gap]:
        """A comment and the like: what can be read as it stands is looked at."""
        desk = self._desk
        if block.encrypted:
            self._locked.append(Missing(block.start, stop, block.name))
            return
        desk.account.claim(block.start, stop)
        if block.kind == "service" and not block.stored:
            layer = Layer(kind="comment", name=block.name)
            yield desk.closed("unsupported", block.start, stop, name=block.name)
            yield desk.gap("unsupported-method", size=stop - block.start, inner=layer, detail="packed by RAR")
            return
        if desk.data[stop - 1] == 0:  # comments are text with a zero behind it
            stop -= 1
        yield desk.aside(block.start, stop)

    def _file(self, block: Block, stop: int) -> Iterator[Blob | Gap]:
        desk, index = self._desk, self._index
        self._index += 1
        layer = Layer(kind="rar-member", name=block.name, index=index)
        desk.budget.member()
        if block.folder:
            return
        if block.before or block.follows:
            yield desk.gap("part-of-set", inner=layer, size=stop - block.start, detail="it goes on in another volume")
        if block.stop > len(desk.data):
            yield desk.gap("truncated", inner=layer, size=block.stop - len(desk.data))
        if block.link:
            to = block.target or (bytes(desk.data[block.start : stop]) if block.stored and not block.encrypted else b"")
            code, detail = told(block.name, to)
            yield desk.gap(code, inner=layer, detail=detail)
        here = Missing(block.start, stop, block.name, index)
        if block.encrypted:
            self._locked.append(here)
        elif not block.stored and (block.before or block.follows):
            desk.account.claim(block.start, stop)
            yield desk.closed("unsupported", block.start, stop, name=block.name, index=index)
        elif not block.stored:
            self._packed.append(here)
        else:
            self._read.add(block.name)
            member = desk.stored(layer.kind, block.start, stop, name=block.name, index=index)
            desk.account.claim(block.start, stop)
            checksum = isal_zlib.crc32(member.data)
            yield member
            whole = not (block.before or block.follows) and stop == block.stop
            if whole and block.crc is not None and checksum != block.crc:
                yield desk.gap("checksum-differs", inner=layer)

    def rest(self) -> Iterator[Blob | Gap]:
        """What needs a tool, and what needs a password too."""
        desk = self._desk
        locked = bool(self._locked) and not desk.budget.limits.passwords
        for one in self._locked:
            desk.account.claim(one.start, one.end, ExtentState.ENCRYPTED)
            if locked and one.start < one.end:
                yield desk.closed("encrypted", one.start, one.end, name=one.name, index=one.ordinal)
        if locked:
            size = sum(one.end - one.start for one in self._locked)
            names = "the names are encrypted too" if self._locked[0].name is None else f"{len(self._locked)} members"
            yield desk.gap("encrypted", size=size, detail=names)
        missing = self._packed if locked else self._packed + self._locked
        if locked:  # a tool without a password may leave anything under their names
            self._read |= {one.name for one in self._locked if one.name is not None}
        if missing:
            yield from rest_by_tool(desk, UNAR, "rar-unpacked", missing, self._read, "packed by RAR")
