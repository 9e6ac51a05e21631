"""What only unblob opens: file systems of devices, images to be flashed, archives of other days.

It is a program of its own (MIT licence), in an environment of its own, started only where the first bytes are those of
something that it knows and nothing here does. Its report says which stretches it took for what; the files that it wrote
are members. Sources of the magic numbers: the kernel's ``Documentation/filesystems`` (romfs, cramfs, ubifs, jffs2,
ext4, erofs, btrfs), AOSP's ``libsparse``, the descriptions of xar and ARJ.
"""

import re
from collections.abc import Iterator

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState, Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.gaps import gap
from sousveil.opening.outside import Result
from sousveil.opening.sink import NoRoomError
from sousveil.opening.tools import UNBLOB
from sousveil.opening.transforms import AGAIN

_LEAST = 4096
_STARTS = (
    b"-rom1fs-", b"\x45\x3d\xcd\x28", b"\x28\xcd\x3d\x45", b"UBI#", b"\x31\x18\x10\x06", b"HDR0",
    b"\x3a\xff\x26\xed", b"xar!", b"\x60\xea", b"\x85\x19\x03\x20", b"\x85\x19\x01\xe0", b"\x85\x19\x02\xe0",
    b"\x19\x85\x20\x03", b"\x19\x85\xe0\x01", b"\x19\x85\xe0\x02",
)  # fmt: skip
_INSIDE = ((3, b"NTFS    "), (0x400, b"\xe2\xe1\xf5\xe0"), (0x10040, b"_BHRfS_M"))
_EXT_MAGIC, _EXT_BLOCK = 0x438, 0x418
_EXT_LARGEST = 6  # blocks of 64 KiB
_REPORT, _FILES = b"report.json", b"files/"
_CARVED = re.compile(rb"\d+-\d+\.\w+")
"""A stretch of the container as it stands: this account has it already."""


class _Entry(msgspec.Struct, rename={"kind": "__typename__"}):
    """Of a report in unblob's list: only of a chunk are all of these there."""

    kind: str
    start_offset: int = 0
    end_offset: int = 0
    handler_name: str = ""
    is_encrypted: bool = False
    extraction_reports: list[object] = []


class _Task(msgspec.Struct):
    depth: int


class _Done(msgspec.Struct):
    task: _Task
    reports: list[_Entry]


_report = msgspec.json.Decoder(list[_Done])


class Unblob:
    """See the module."""

    name = "unblob"
    also: tuple[str, ...] = (
        "romfs", "cramfs", "jffs2", "ubi", "ubifs", "ext2", "ext3", "ext4", "erofs", "btrfs", "ntfs", "trx",
        "Android sparse image", "xar", "arj",
    )  # fmt: skip
    first = b""
    recognised = "the magic numbers of what unblob knows and nothing else here does, from 4 KiB on"
    limits: tuple[str, ...] = (
        "Without unblob (make install-unblob) the content is a gap.",
        "Only where such a thing begins a blob, or was found in the middle of one (see carved), is unblob asked.",
        "Some of it needs further programs, which unblob calls where they are there.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """By magic numbers alone."""
        if len(data) < _LEAST or b"\0" not in start:
            return False
        if start.startswith(_STARTS) or any(bytes(data[at : at + len(mark)]) == mark for at, mark in _INSIDE):
            return True
        magic, block = bytes(data[_EXT_MAGIC : _EXT_MAGIC + 2]), bytes(data[_EXT_BLOCK : _EXT_BLOCK + 4])
        return magic == b"\x53\xef" and int.from_bytes(block, "little") <= _EXT_LARGEST

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files, sorted by their names."""
        limits = desk.budget.limits
        with desk.outside.run(
            UNBLOB,
            [("input", desk.data)],
            most_bytes=desk.budget.room(len(desk.data)),
            most_files=desk.budget.members,
            seconds=limits.tool_seconds,
        ) as result:
            try:
                yield from self._files(desk, result)
            except NoRoomError as error:
                yield desk.gap("no-room-to-spill", detail=str(error))
            if result.code:
                remedy = UNBLOB.remedy if result.code == "tool-missing" else ""
                left = sum(end - start for start, end in desk.account.holes())
                yield gap(result.code, desk.blob.locator, size=left, detail=result.detail, remedy=remedy)
            if result.other:
                yield desk.gap("link", detail=f"{result.other} links or special files that unblob wrote")

    def _files(self, desk: Desk, result: Result) -> Iterator[Blob | Gap]:
        index, told = 0, b""
        for name, data in result.files():
            if name == _REPORT:
                told = bytes(data)
            parts = name.split(b"/", 2)
            if not name.startswith(_FILES) or len(parts) < 3 or _CARVED.fullmatch(parts[2]):
                continue
            desk.budget.member()
            desk.budget.take_whole(len(data))
            layer = Layer(
                kind="unblob-file", name=parts[2], index=index, extent=(0, len(desk.data)), transform=AGAIN + self.name
            )
            index += 1
            yield desk.child(data, layer, parts[2])
        yield from _account(desk, told, opened=index > 0)


def _account(desk: Desk, told: bytes, *, opened: bool) -> Iterator[Gap]:
    """Claims the stretches that came out whole; a gap for each that did not."""
    try:
        chunks = [one for done in _report.decode(told) if done.task.depth == 0 for one in done.reports]
    except (msgspec.DecodeError, ValueError):
        return
    for chunk in chunks:
        if chunk.kind != "ChunkReport":
            continue
        start, end = chunk.start_offset, chunk.end_offset
        if chunk.is_encrypted:
            desk.account.claim(start, end, ExtentState.ENCRYPTED)
            yield desk.gap("encrypted", size=end - start, detail=chunk.handler_name)
        elif chunk.extraction_reports or not opened:
            yield desk.gap("tool-failed", size=end - start, detail=f"unblob: {chunk.handler_name}")
        else:
            desk.account.claim(start, end)
