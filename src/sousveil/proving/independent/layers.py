"""Ways to make a layer again: by name in an archive, or cut out and undone step by step."""

from __future__ import annotations

import base64
import bz2
import hashlib
import itertools
import lzma
import os
import struct
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from .public_tools import Tools, is_plain

PYTHON = f"Python {sys.version.split()[0]}"
Entry = dict[str, Any]
MOST = 4 << 30
"""Bytes that come out of one step: a report comes from anywhere."""


class DiffersError(Exception):
    """Something is there and is not what the report says."""


class CannotError(Exception):
    """Something cannot be made again here."""


def no_way(entry: Entry) -> str:
    """Why a layer cannot be made again, in a sentence."""
    return f"layer {named(entry)}: nothing here undoes {entry['transform'] or entry['kind']}"


def named(entry: Entry) -> str:
    """A layer for people."""
    return str(entry["name"] or f"<{entry['kind']}>")


def raw(entry: Entry) -> bytes:
    """The exact bytes of its name."""
    return bytes.fromhex(entry["name_hex"])


def member(parent: bytes, entry: Entry, tools: Tools) -> tuple[bytes, str]:
    """A member of a zip or tar by its name, as the standard library finds it."""
    name = raw(entry)
    if entry["kind"] == "zip-member":
        with zipfile.ZipFile(BytesIO(parent)) as archive:
            for info in archive.infolist():
                if info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437") == name:
                    for word in tools.passwords if info.flag_bits & 1 else (b"",):
                        data = archive.read(info, word or None)
                        if hashlib.sha256(data).hexdigest() == entry["sha256"]:
                            return data, f"zipfile ({PYTHON})"
    elif entry["kind"] == "tar-member":
        with tarfile.open(fileobj=BytesIO(parent), mode="r:") as archive:
            for member in archive:
                if member.isreg() and os.fsencode(member.name).rstrip(b"/") == name.rstrip(b"/"):
                    file = archive.extractfile(member)
                    data = file.read() if file else b""
                    if hashlib.sha256(data).hexdigest() == entry["sha256"]:
                        return data, f"tarfile ({PYTHON})"
    raise CannotError(no_way(entry))


def archiver(parent: bytes, entry: Entry, tools: Tools) -> tuple[bytes, str]:
    """A member by its name, as an archiver of others gives it out."""
    try:
        name = raw(entry).decode()
    except UnicodeDecodeError:
        name = ""
    if not name or not is_plain(name):
        raise CannotError(f"layer {named(entry)}: its name cannot be handed to an archiver")
    return tools.member(parent, name, entry["sha256"])


def cut(parent: bytes, entry: Entry, tools: Tools) -> tuple[bytes, str]:
    """The stored bytes cut out where the report says that they lie, and undone step by step."""
    if entry["extent"] is None:
        raise CannotError(no_way(entry))
    offset, length = entry["extent"]
    if offset < 0 or length < 0 or offset + length > len(parent):
        raise DiffersError(f"layer {named(entry)}: it reaches beyond the {len(parent)} bytes that hold it")
    data, used = parent[offset : offset + length], [f"bytes {offset}+{length}"]
    for step in filter(None, entry["transform"].split("|")):
        data, tool = undone(data, step, tools)
        used.append(tool)
    return data, ", ".join(used)


def undone(data: bytes, step: str, tools: Tools) -> tuple[bytes, str]:
    """What a step of a transform makes of ``data``, and by what. Raises ``CannotError`` for one that nothing undoes."""
    name, _, words = step.partition(":")
    if name in _LIBRARY:
        return _LIBRARY[name](data, words), f"{name} ({PYTHON})"
    if name in tools.STREAMS:
        return tools.stream(name, data)
    raise CannotError(f"nothing here undoes {step[:80]}")


def _pieces(data: bytes, words: str) -> bytes:
    out = []
    if sum(int(run.partition("+")[2]) for run in words.split(",")) > MOST:
        raise ValueError("more than can be held")
    for run in words.split(","):
        offset, _, length = run.partition("+")
        out.append(bytes(int(length)) if offset == "zeros" else data[int(offset) : int(offset) + int(length)])
    return b"".join(out)


def _assembled(data: bytes, words: str) -> bytes:
    out = []
    for part in words.split(","):
        if part.startswith("x"):
            out.append(bytes.fromhex(part[1:]))
            continue
        run, _, packed = part.partition("=")
        offset, length = map(int, run.split("+"))
        stored = data[offset : offset + length]
        codec, _, size = packed.partition("/")
        if codec not in {"", "zlib", "deflate"}:
            raise CannotError(f"nothing here undoes {codec[:40]} in a part of a file")
        whole = zlib.decompressobj(15 if codec == "zlib" else -15).decompress(stored, int(size)) if codec else stored
        out.append(whole.ljust(int(size) if codec else length, b"\0"))
    return b"".join(out)


def _lzma1(data: bytes, words: str) -> bytes:
    properties, _, size = words.partition(",")
    return lzma.decompress(bytes.fromhex(properties) + int(size).to_bytes(8, "little") + data, lzma.FORMAT_ALONE)


def _lzma_stream(data: bytes, _: str) -> bytes:
    return lzma.LZMADecompressor(lzma.FORMAT_ALONE).decompress(data[:5] + b"\xff" * 8 + data[5:], MOST)


def _isc_mask(data: bytes, _: str) -> bytes:
    return bytes((((b ^ 213) >> 2 | (b ^ 213) << 6 & 192) - i % 71) & 255 for i, b in enumerate(data))


def _isx_key(data: bytes, words: str) -> bytes:
    """Bytes turned round under a key that is made of a name, which begins again after so many bytes."""
    name, _, unit = words.partition(",")
    key = bytes(byte ^ b"\x13\x35\x86\x07"[at % 4] for at, byte in enumerate(bytes.fromhex(name)))
    every = int(unit) or len(data) or 1
    return bytes((~(byte << 4 | byte >> 4) & 255) ^ key[at % every % len(key)] for at, byte in enumerate(data))


def _isc_chunks(data: bytes, _: str) -> bytes:
    out, file = [], BytesIO(data)
    while len(head := file.read(2)) == 2 and any(head):
        out.append(zlib.decompressobj(-15).decompress(file.read(int.from_bytes(head, "little")) + b"\0", MOST))
    return b"".join(out)


def _cabinet(data: bytes, words: str, *, packed: bool) -> bytes:
    """The blocks of a cabinet; MSZIP goes on with the window of the block before."""
    out, file = bytearray(), BytesIO(data)
    while head := file.read(8 + int(words)):
        block = file.read(int.from_bytes(head[4:6], "little"))
        if packed:
            block = zlib.decompressobj(-15, zdict=bytes(out[-32768:])).decompress(block[2:], MOST)
        out += block
    return bytes(out)


def _zisofs(data: bytes, *, wide: bool) -> bytes:
    """Blocks of zlib behind a table of where each begins; one of no length is zeros."""
    size = int.from_bytes(data[12:20] if wide else data[8:12], "little")
    words, power = (data[9], data[11]) if wide else (data[12], data[13])
    count = -(-size // (1 << power)) + 1
    pointers = struct.unpack_from(f"<{count}{'Q' if wide else 'I'}", data, 4 * words)
    out = bytearray()
    for start, end in itertools.pairwise(pointers):
        out += zlib.decompressobj().decompress(data[start:end], MOST) if end > start else bytes(1 << power)
    return bytes(out[:size])


def _raw_lzma2(data: bytes, dictionary: int) -> bytes:
    chain = [{"id": lzma.FILTER_LZMA2, "dict_size": max(dictionary, 4096)}]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain).decompress(data, MOST)


def _joined(make: Callable[[], Any], magic: bytes) -> Callable[[bytes, str], bytes]:
    """A codec whose streams may stand one behind the other; what follows the last of them is left."""

    def decompress(data: bytes, _: str) -> bytes:
        out = []
        while data.startswith(magic):
            decoder = make()
            out.append(decoder.decompress(data, MOST))
            data = decoder.unused_data.lstrip(b"\0") if decoder.eof else b""
        return b"".join(out)

    return decompress


def _base64(data: bytes, _: str) -> bytes:
    text = b"".join(data.split()).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    return base64.b64decode(text + b"=" * (-len(text) % 4))


_LIBRARY: dict[str, Callable[[bytes, str], bytes]] = {
    "deflate": lambda data, _: zlib.decompressobj(-15).decompress(data, MOST),
    "zlib": lambda data, _: zlib.decompressobj(15).decompress(data, MOST),
    "gzip": _joined(lambda: zlib.decompressobj(31), b"\x1f\x8b"),
    "bzip2": _joined(bz2.BZ2Decompressor, b"BZh"),
    "xz": _joined(lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ), b"\xfd7zXZ\0"),
    "lzma": lambda data, _: lzma.LZMADecompressor(lzma.FORMAT_ALONE).decompress(data, MOST),
    "lzma-stream": _lzma_stream,
    "lzma2-stream": lambda data, _: _raw_lzma2(data[1:], (2 | data[0] & 1) << data[0] // 2 + 11),
    "lzma1": _lzma1,
    "lzma2": lambda data, words: _raw_lzma2(data, int(words.partition(",")[0])),
    "isc-mask": _isc_mask,
    "isx-key": _isx_key,
    "isc-chunks": _isc_chunks,
    "cab-stored": lambda data, words: _cabinet(data, words, packed=False),
    "cab-mszip": lambda data, words: _cabinet(data, words, packed=True),
    "sectors": lambda data, words: b"".join(data[at : at + 2048] for at in range(int(words), len(data), 2352)),
    "zisofs": lambda data, _: _zisofs(data, wide=False),
    "zisofs2": lambda data, _: _zisofs(data, wide=True),
    "base64": _base64,
    "pieces": _pieces,
    "assemble": _assembled,
    "prefix": lambda data, words: bytes.fromhex(words) + data,
    "head": lambda data, words: data[: int(words)],
}  # fmt: skip
