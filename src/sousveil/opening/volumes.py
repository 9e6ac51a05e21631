"""Archives that come in several files, laid side by side: which files belong together, in which order.

Names say it, and first bytes must bear it out: ``report.001`` and ``report.002`` may as well be two reports. Sources of
the names: the manuals of 7-Zip (``-v``), Info-ZIP zip (``-s``) and RAR (``-v``); InstallShield's own (``data1.hdr``);
Inno Setup's help, ``DiskSpanning`` and ``SlicesPerDisk`` (``setup-1.bin`` or ``setup-1a.bin`` beside ``setup.exe``).
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from sousveil.model.late import late

_MOST = 999
_ENDS = late(rb"\.(?:\d{3}|z\d{2,3}|zip|r\d{2}|rar|cab|hdr|exe|bin)\Z", re.IGNORECASE)
_TAILS = frozenset((b"zip", b"rar", b"cab", b"hdr", b"exe", b"bin"))
_NUMBERED = late(rb"(.+)\.(\d{3})", re.DOTALL | re.IGNORECASE)
_ZIP = late(rb"(.+)\.z(\d{2,3})", re.DOTALL | re.IGNORECASE)
_RAR = late(rb"(.+)\.part(\d{1,4})\.rar", re.DOTALL | re.IGNORECASE)
_OLD_RAR = late(rb"(.+)\.r(\d{2})", re.DOTALL | re.IGNORECASE)
_SHIELD = late(rb"(.*[^\d])(\d{1,3})\.cab", re.DOTALL | re.IGNORECASE)
_INNO = late(rb"(.+)-(\d{1,3})\.bin", re.DOTALL | re.IGNORECASE)
_INNO_DISKS = late(rb"(.+)-(\d{1,3}[a-z])\.bin", re.DOTALL | re.IGNORECASE)
_OF_DISK = 32
"""Numbers for the slices of one disk, which have letters."""
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xfd7zXZ\0", b"BZh", b"\x28\xb5\x2f\xfd", b"Rar!")
SHIELD = b"ISc("
"""What a header or a cabinet of InstallShield begins with."""
SLICES = (b"idska16\x1a", b"idska32\x1a")
"""What the data of Inno Setup begins with where it has files of its own."""
_LOOK = 8


def may_be(name: bytes) -> bool:
    """Whether a file of this name may be a part of a set, or what belongs to one."""
    end = name[-3:]  # asked of every file: most are none by this alone
    return (end[-2:].isdigit() or end.lower() in _TAILS) and _ENDS.search(name) is not None


def sets(folder: bytes, names: Iterable[bytes]) -> list[tuple[bytes, ...]]:
    """The sets among the ``names`` of files in ``folder``: names in the order in which they make up the whole."""
    return among(names, lambda name: _start(os.path.join(folder, name)))  # noqa: PTH118 - raw


def among(names: Iterable[bytes], start: Callable[[bytes], bytes | memoryview]) -> list[tuple[bytes, ...]]:
    """As ``sets``, where ``start`` gives the first bytes of the file of a name, or more; no file is in two of them."""
    files = {name.lower(): name for name in names}
    found: list[tuple[bytes, ...]] = []
    taken = set[bytes]()
    for pattern, first, around, holds in _KINDS:
        heaps: dict[bytes, dict[int, bytes]] = {}
        for lower, name in files.items():
            if match := pattern.fullmatch(lower):
                heaps.setdefault(match[1], {}).setdefault(_number(match[2]), name)
        for stem, heap in sorted(heaps.items()):
            parts = _counted(heap, first)
            whole = around(files, stem, parts) if parts else ()
            fits = len(whole) > 1 and taken.isdisjoint(whole)
            if fits and holds([bytes(start(name)[:_LOOK]) for name in whole]):
                found.append(whole)
                taken.update(whole)
    return found


def _number(text: bytes) -> int:
    """The number of a part; of a slice with a letter, that of its disk and its own."""
    return int(text) if text.isdigit() else int(text[:-1]) * _OF_DISK + text.lower()[-1] - ord("a")


def _counted(heap: Mapping[int, bytes], first: int) -> tuple[bytes, ...]:
    """The parts from number ``first`` on, as far as none is missing."""
    if first == _OF_DISK:
        return tuple(heap[number] for number in _of_disks(heap))
    return tuple(heap[number] for number in takewhile(heap.__contains__, range(first, first + _MOST)))


def _of_disks(heap: Mapping[int, bytes]) -> Iterator[int]:
    """The slices of the first disk, then of the next; all disks but the last have as many as the first."""
    each = len(list(takewhile(heap.__contains__, range(_OF_DISK, 2 * _OF_DISK))))
    for place in range(min(_MOST, len(heap))) if each else ():
        disk, slice_ = divmod(place, each)
        if (number := (disk + 1) * _OF_DISK + slice_) not in heap:
            return
        yield number


def _start(path: bytes) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError:
        return b""
    try:
        return os.read(descriptor, _LOOK)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def _alone(_: Mapping[bytes, bytes], __: bytes, parts: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return parts


def _zip_last(files: Mapping[bytes, bytes], stem: bytes, parts: tuple[bytes, ...]) -> tuple[bytes, ...]:
    last = files.get(stem + b".zip")
    return (*parts, last) if last is not None else ()


def _rar_first(files: Mapping[bytes, bytes], stem: bytes, parts: tuple[bytes, ...]) -> tuple[bytes, ...]:
    first = files.get(stem + b".rar")
    return (first, *parts) if first is not None else ()


def _header_first(files: Mapping[bytes, bytes], stem: bytes, parts: tuple[bytes, ...]) -> tuple[bytes, ...]:
    header = files.get(stem + b"1.hdr")
    return (header, *parts) if header is not None else ()


def _program_first(files: Mapping[bytes, bytes], stem: bytes, parts: tuple[bytes, ...]) -> tuple[bytes, ...]:
    program = files.get(stem + b".exe")
    return (program, *parts) if program is not None else ()


def _slices(starts: Sequence[bytes]) -> bool:
    return starts[0].startswith(b"MZ") and all(start.startswith(SLICES) for start in starts[1:])


def _first_alone(starts: Sequence[bytes]) -> bool:
    """Only the first is the beginning of something: else each is a file of its own."""
    return starts[0].startswith(_ARCHIVES) and not any(start.startswith(_ARCHIVES) for start in starts[1:])


def _all(*marks: bytes) -> Callable[[Sequence[bytes]], bool]:
    return lambda starts: all(start.startswith(marks) for start in starts)


def _spanned(starts: Sequence[bytes]) -> bool:
    return starts[0].startswith((b"PK\x07\x08", b"PK00PK", b"PK\x03\x04"))


_KINDS = (
    (_NUMBERED, 1, _alone, _first_alone),
    (_ZIP, 1, _zip_last, _spanned),
    (_RAR, 1, _alone, _all(b"Rar!\x1a\x07")),
    (_OLD_RAR, 0, _rar_first, _all(b"Rar!\x1a\x07")),
    (_SHIELD, 1, _header_first, _all(SHIELD)),
    (_INNO, 1, _program_first, _slices),
    (_INNO_DISKS, _OF_DISK, _program_first, _slices),
)
"""(names with their number, the first number, what else belongs to them, what the first bytes must be)"""
