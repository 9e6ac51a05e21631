"""Archives that were made to hurt whoever opens them, built by code. ``expected``: codes of gaps that must be there."""

import gzip
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.samples.opening import cpio, tar
from tests.samples.opening.zip import STORED, Item, archive

_ZEROS = bytes(1 << 20)


class CannotBuildError(Exception):
    """What is missing to build it, in one sentence."""


class Case(NamedTuple):
    """An archive: ``build`` writes it to a path; ``file`` is its name there."""

    name: str
    what: str
    file: str
    build: Callable[[Path], None]
    expected: frozenset[str] = frozenset()


def _zeros(gigabytes: int) -> Iterator[bytes]:
    yield from (_ZEROS for _ in range(gigabytes << 10))


def _deflated(pieces: Iterator[bytes], wbits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return b"".join([*(packer.compress(piece) for piece in pieces), packer.flush()])


def _zip_of(body: bytes, size: int, crc: int, copies: int) -> bytes:
    return archive([Item(b"%d.zip" % n, b"", 8, raw=body, size=size, crc=crc) for n in range(copies)])


def nested_zip_bomb(path: Path) -> None:
    """Five levels of sixteen: a million gigabytes, in some hundred kilobytes."""
    body = _deflated(_zeros(1), -15)
    crc = 0
    for piece in _zeros(1):
        crc = zlib.crc32(piece, crc)
    data = _zip_of(body, 1 << 30, crc, 16)
    for _ in range(4):
        data = _zip_of(_deflated(iter([data]), -15), len(data), zlib.crc32(data), 16)
    path.write_bytes(data)


def overlapping_zip(path: Path) -> None:
    """Ten thousand entries of the directory that all name the one member."""
    body, count = _deflated(_zeros(1), -15), 10_000
    item = Item(b"a", b"", 8, raw=body, size=1 << 30, crc=0)
    one = archive([item])
    at = one.rindex(b"PK\x01\x02")
    end = one.rindex(b"PK\x05\x06")
    directory = one[at:end] * count
    tail = bytearray(one[end:])
    struct.pack_into("<4H2I", tail, 4, 0, 0, count, count, len(directory), at)
    path.write_bytes(one[:at] + directory + bytes(tail))


def deep_zip(path: Path) -> None:
    """A zip in a zip, a thousand deep."""
    data = b"the bottom"
    for _ in range(1000):
        data = archive([Item(b"in", data, STORED)])
    path.write_bytes(data)


def gzip_bomb(path: Path) -> None:
    """Forty gigabytes of zeros, in forty members that a reader joins."""
    path.write_bytes(_deflated(_zeros(1), 31) * 40)


def many_names(path: Path) -> None:
    """A tar of ten million members without a byte in them, compressed."""
    head = bytearray(tar.header(b"0" * 8, 0))
    base = sum(head) - sum(head[148:156]) + 8 * 32
    with gzip.open(path, "wb", 1) as out:
        batch = bytearray()
        for number in range(10_000_000):
            name = b"%08d" % number
            head[0:8] = name
            head[148:156] = b"%06o\0 " % (base - 8 * 48 + sum(name))
            batch += head
            if len(batch) >= 1 << 20:
                out.write(batch)
                batch.clear()
        out.write(batch + tar.END)


def names_out_of_the_tree(path: Path) -> None:
    """A cpio with absolute names, names that climb, links out of the tree, and devices."""
    path.write_bytes(
        cpio.archive(
            cpio.new(b"/etc/passwd", b"absolute"),
            cpio.new(b"../../../../tmp/climbs", b"climbs"),
            cpio.new(b"inside/../../climbs", b"climbs"),
            cpio.new(b"link", b"/etc/shadow", cpio.LINK),
            cpio.new(b"link2", b"../../..", cpio.LINK),
            cpio.new(b"link/through", b"written through the link"),
            cpio.new(b"dev/sda", b"", cpio.DEVICE),
        )
    )


def links_and_devices(path: Path) -> None:
    """A tar with the same."""
    kinds = [(b"1", b"/etc/passwd"), (b"2", b"../../../etc/passwd"), (b"3", b""), (b"4", b""), (b"6", b"")]
    members = [tar.header(b"m%d" % n, 0, kind, link) for n, (kind, link) in enumerate(kinds)]
    climbing = [tar.member(b"../../climbs", b"climbs"), tar.member(b"/tmp/absolute", b"absolute")]
    path.write_bytes(b"".join([*members, *climbing]) + tar.END)


def long_names(path: Path) -> None:
    """Names of 64 KiB in a zip and in a tar, within a tar."""
    name = b"n" * 65_535
    inner = tar.pax({b"path": name}) + tar.member(b"short", b"words") + tar.END
    zipped = archive([Item(name, b"words"), Item(b"/".join([b"d"] * 32_000), b"words")])
    path.write_bytes(tar.member(b"a.zip", zipped) + tar.member(b"b.tar", inner) + tar.END)


def encrypted_header(path: Path) -> None:
    """A 7z whose directory is encrypted."""
    seven = shutil.which("7z") or shutil.which("7zz")
    if seven is None:
        raise CannotBuildError("7zip is not installed")
    inner = path.parent.parent / "words.txt"
    inner.write_bytes(b"words " * 500)
    done = subprocess.run(
        [seven, "a", "-psecret", "-mhe=on", str(path), str(inner)], stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise CannotBuildError("7zip did not make it")


CASES: tuple[Case, ...] = (
    Case("nested-zip", "zip bomb, five levels of sixteen", "bomb.zip", nested_zip_bomb, frozenset({"budget-spent"})),
    Case("overlapping-zip", "zip whose 10,000 members are one", "overlap.zip", overlapping_zip,
         frozenset({"budget-spent"})),
    Case("deep-zip", "zip in a zip, a thousand deep", "deep.zip", deep_zip, frozenset({"budget-spent"})),
    Case("gzip-bomb", "gzip of 40 GiB of zeros", "bomb.gz", gzip_bomb, frozenset({"budget-spent"})),
    Case("many-names", "tar of ten million empty members, compressed", "names.tar.gz", many_names,
         frozenset({"budget-spent"})),
    Case("cpio-names", "cpio with absolute and climbing names, links out, a device", "names.cpio",
         names_out_of_the_tree, frozenset({"link-outside", "special-file"})),
    Case("tar-links", "tar with links out and devices", "links.tar", links_and_devices,
         frozenset({"link-outside", "special-file"})),
    Case("long-names", "names of 64 KiB", "long.tar", long_names),
    Case("encrypted-7z", "7z with an encrypted directory", "closed.7z", encrypted_header, frozenset({"encrypted"})),
)  # fmt: skip
