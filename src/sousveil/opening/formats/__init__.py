"""The formats that Sousveil opens, one file each.

A format's module is imported when a blob could be of it for the first time, so that start-up stays short. ``FORMATS``,
all of them, is made when it is asked for.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from sousveil.opening.formats.format import Desk, Format

if TYPE_CHECKING:
    FORMATS: tuple[Format, ...]


class Entry(NamedTuple):
    """Where a format is, and what any blob of it has: a cheap filter before the format itself is asked.

    first   the bytes of which it begins with one, as the format says itself; empty where it may begin with anything
    start   the bytes that it begins with, ``b""`` where that is not fixed
    zero    a zero byte stands in its first 512 bytes
    high    a byte beyond ASCII stands there
    mark    an offset, and the bytes that stand there
    far     it looks through all of the bytes: not asked where most of them are holes
    """

    module: str
    format: str
    first: bytes = b""
    start: bytes = b""
    zero: bool = False
    high: bool = False
    mark: tuple[int, bytes] = (0, b"")
    far: bool = False

    def fits(self, data: memoryview, start: bytes) -> bool:
        """Whether the format is worth asking; ``start`` are the first 512 bytes of ``data``."""
        if (self.zero and b"\0" not in start) or (self.high and start.isascii()) or not start.startswith(self.start):
            return False
        at, mark = self.mark
        return not mark or (len(data) >= at + len(mark) and data[at : at + len(mark)] == mark)


ENTRIES: tuple[Entry, ...] = (
    Entry("gzip", "Gzip", b"\x1f"),
    Entry("bzip2", "Bzip2", b"B", b"BZh"),
    Entry("xz", "Xz", b"\xfd"),
    Entry("zstd", "Zstd", bytes([0x28, *range(0x50, 0x60)])),
    Entry("lz4", "Lz4", b"\x04\x02"),
    Entry("lzop", "Lzop", b"\x89"),
    Entry("lzip", "Lzip", b"L", b"LZIP"),
    Entry("zisofs", "Zisofs", b"\x37\xef"),
    Entry("compress", "Compress", b"\x1f"),
    Entry("ar", "Ar", b"!", b"!<"),
    Entry("ostree_delta", "OstreeDelta", b"fxo", zero=True),
    Entry("ostree_file", "OstreeFile", b"\0", zero=True),
    Entry("cpio", "Cpio", b"0\xc7\x71"),
    Entry("rpm", "Rpm", b"\xed"),
    Entry("sevenzip", "SevenZip", b"7", b"7z"),
    Entry("container_image", "ContainerImage", b"./bimors0123456789acdef", zero=True),
    Entry("rar", "Rar", b"R", b"R"),
    Entry("cab", "Cab", b"M", b"MSCF"),
    Entry("pdb", "Pdb", b"M", b"Microsoft C/C++ MSF"),
    Entry("tar", "Tar", zero=True),
    Entry("lzma", "LzmaAlone", b"\x5d", zero=True),
    Entry("asar", "Asar", b"\x04"),
    Entry("chromium_pak", "ChromiumPak", b"\x04\x05"),
    Entry("qt_resources", "QtResources", b"q", b"qres"),
    Entry("pyz", "Pyz", b"P", b"PYZ"),
    Entry("pyinstaller", "PyInstaller", b"M\x7f\xce\xcf\xfe\xca\xbe", zero=True),
    Entry("squashfs", "Squashfs", b"h", b"hsqs"),
    Entry("raw_sectors", "RawSectors", b"\0", b"\0" + b"\xff" * 10 + b"\0", zero=True),
    Entry("iso9660", "Iso9660", mark=(0x8001, b"CD001")),
    Entry("udf", "Udf", mark=(0x8001, b"BEA01")),
    Entry("net_bundle", "NetBundle", b"M\x7f\xcf\xca", zero=True),
    Entry("upx", "Upx", b"M\x7f\xcf\xce", zero=True),
    Entry("elf", "Elf", b"\x7f", b"\x7fELF"),
    Entry("macho_fat", "MachOFat", b"\xca", zero=True),
    Entry("pe", "Pe", b"M", b"MZ"),
    Entry("net_assembly", "NetAssembly", b"M", b"MZ"),
    Entry("net_streams", "NetStreams", b"\xce", b"\xce\xca\xef\xbe"),
    Entry("script", "Script", b"#", b"#!"),
    Entry("cfb", "Cfb", b"\xd0"),
    Entry("nsis", "Nsis", bytes(range(16)), zero=True),
    Entry("inno", "Inno", b"zIM"),
    Entry("installshield_cab", "InstallShieldCab", b"I", b"ISc("),
    Entry("installshield", "InstallShield", zero=True),
    Entry("zip", "Zip"),
    Entry("uimage", "UImage", b"\x27", b"\x27\x05\x19\x56"),
    Entry("leveldb", "Leveldb", zero=True),
    Entry("unblob", "Unblob", zero=True),
    Entry("carved", "Carved", far=True),
    Entry("source_map", "SourceMap", b"{) \t\r\n"),
    Entry("packed_text", "PackedText"),
    Entry("brotli", "Brotli", high=True),
)
"""In the order in which they are asked: zip, which may begin with anything, comes near the end, and what has no mark at
all behind it."""

__all__ = ["ENTRIES", "FORMATS", "Desk", "Format", "named", "recognise"]


@cache
def worth_asking(first: int, zero: bool, high: bool) -> tuple[tuple[Entry, bool], ...]:
    """The formats of bytes that begin with ``first``, and have a zero or a high one near; whether more must fit."""
    return tuple(
        (one, bool(one.start or one.mark[1]))
        for one in ENTRIES
        if (not one.first or first in one.first) and (zero or not one.zero) and (high or not one.high)
    )


@cache
def _load(entry: Entry) -> Format:
    return cast("Format", getattr(import_module(f"{__name__}.{entry.module}"), entry.format)())


class _Asked:
    """A format as it is asked, loaded at the first time; ``more`` must fit before."""

    __slots__ = ("accepts", "entry", "form", "more")

    def __init__(self, entry: Entry, more: bool) -> None:
        self.entry, self.more = entry, more
        self.form: Format | None = None
        self.accepts: Callable[[memoryview, bytes], bool] = self._first

    def _first(self, data: memoryview, start: bytes) -> bool:
        self.form = _load(self.entry)
        self.accepts = self.form.accepts
        return self.accepts(data, start)


@cache
def _asked(first: int, zero: bool, high: bool) -> tuple[_Asked, ...]:
    return tuple(_Asked(entry, more) for entry, more in worth_asking(first, zero, high))


def __getattr__(name: str) -> tuple[Format, ...]:
    """``FORMATS``, in the order in which they are asked. Raises ``AttributeError`` for any other name."""
    if name != "FORMATS":
        raise AttributeError(name)
    formats = globals()["FORMATS"] = tuple(map(_load, ENTRIES))
    return formats


def named(name: str) -> Format | None:
    """The format that calls itself so, ``None`` where there is none."""
    return next((form for form in map(_load, ENTRIES) if form.name == name), None)


def recognise(data: memoryview, *, sparse: bool = False) -> Format | None:
    """The first format that accepts ``data``; ``sparse``: most of it are holes."""
    start = bytes(data[:512])
    if not start:
        return None
    for asked in _asked(start[0], b"\0" in start, not start.isascii()):
        if (asked.more and not asked.entry.fits(data, start)) or (sparse and asked.entry.far):
            continue
        if asked.accepts(data, start):
            return asked.form
    return None
