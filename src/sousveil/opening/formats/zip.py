"""Zip and everything that is one inside. Source: APPNOTE.TXT 6.3.10 (sections in brackets)."""

import re
from collections.abc import Iterator

from isal import isal_zlib

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState, Layer
from sousveil.opening.blob import Blob
from sousveil.opening.codecs import CODECS, Decoded
from sousveil.opening.formats import workbook
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.links import LONGEST, told
from sousveil.opening.formats.tooled import Missing, rest_by_tool
from sousveil.opening.formats.zip_directory import (
    Directory,
    Member,
    descriptor_length,
    find_end,
    read_directory,
    walk_members,
)
from sousveil.opening.formats.zip_encryption import Locks, Unlocked
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError, Sink
from sousveil.opening.tools import SEVENZIP
from sousveil.opening.transforms import AGAIN, head

_NAMES = {
    1: "Shrink", 2: "Reduce", 3: "Reduce", 4: "Reduce", 5: "Reduce", 6: "Implode", 9: "Deflate64", 10: "PKWARE DCL",
    16: "CMPSC", 18: "TERSE", 19: "LZ77", 94: "MP3", 96: "JPEG", 97: "WavPack", 98: "PPMd", 99: "AES",
}  # fmt: skip
_PART = re.compile(rb"\.(?:z\d\d|zip\.\d{3}|\d{3})$", re.IGNORECASE)
_METHODS = {8: "deflate", 12: "bzip2", 14: "zip-lzma", 20: "zstd", 93: "zstd", 95: "xz"}
_ENCRYPTED = 0x1
_END_MARKED = 0x2
_DESCRIPTOR = 0x8


class Zip:
    """See the module."""

    name = "zip"
    also: tuple[str, ...] = (
        "zip",
        "whl",
        "jar",
        "war",
        "ear",
        "aar",
        "apk",
        "aab",
        "xapk",
        "apks",
        "ipa",
        "msix",
        "appx",
        "xpi",
        "conda",
        "nupkg",
        "vsix",
        "docx",
        "xlsx",
        "pptx",
        "odt",
        "epub",
        "firmware that is a zip with a mark of its maker's",
    )
    first = b""
    recognised = "a local header at its start, or an end of central directory that fits, whatever stands before it"
    limits: tuple[str, ...] = (
        "Methods: stored, deflate, bzip2, LZMA, Zstandard, XZ; others (Deflate64, PPMd, Implode ...) need 7-Zip.",
        "Encrypted members are a gap unless a given password opens them; PKWARE's strong encryption always is one.",
        "Of traditional encryption, 64 MiB of an archive are decrypted here, and what is beyond that by 7-Zip.",
        "A stub before the archive and bytes after it are blobs of their own.",
        "Parts of a set in one folder or archive are put together; alone, what lies in another part is told.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """A local header, a marker of a split archive and one, an empty archive, or a directory at the end."""
        if start[:4] == b"PK\x03\x04" and len(data) >= 30:
            return True
        if start[:4] in {b"PK\x07\x08", b"PK00"} and start[4:8] == b"PK\x03\x04":
            return True
        return find_end(data) is not None

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The members in the order of the central directory; without one, in the order in which they stand."""
        end = find_end(desk.data, everywhere=True)
        locks = Locks(desk.budget.limits.passwords, desk.budget.limits.in_memory)
        if bytes(desk.data[:8]) in {b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04"}:
            desk.account.claim(0, 4)
        shelf = _Shelf(locks, not desk.blob.starts and _PART.search(desk.blob.name or b"") is not None)
        if end is None:
            code = "part-of-set" if shelf.part or bytes(desk.data[:4]) == b"PK\x07\x08" else "truncated"
            yield desk.gap(code, detail="no central directory")
            for member in walk_members(desk.data, desk.account):
                yield from _member(desk, member, shelf)
        else:
            directory = read_directory(desk.data, end, desk.blob.starts)
            shelf.part |= directory.disks
            yield from _directory(desk, directory)
            desk.blob.names = {**desk.blob.names, **workbook.called(directory.members, desk.data)}
            for member in directory.members:
                yield from _member(desk, member, shelf)
        if shelf.missing:
            why = ", ".join(sorted(shelf.methods))
            yield from rest_by_tool(desk, SEVENZIP, "zip-unpacked", shelf.missing, shelf.read, why)


class _Shelf:
    """What is kept over the members of one archive.

    part     whether the archive is one of a set
    missing  members that no library reads; ``methods``: how they are packed; ``read``: names of the others
    """

    def __init__(self, locks: Locks, part: bool) -> None:
        self.locks = locks
        self.part = part
        self.missing: list[Missing] = []
        self.methods: set[str] = set()
        self.read: set[bytes] = set()


def _directory(desk: Desk, directory: Directory) -> Iterator[Blob | Gap]:
    for start, stop in directory.claims:
        desk.account.claim(start, stop)
    for start, stop in directory.comments:
        yield desk.aside(start, stop)
    if directory.short:
        yield desk.gap("truncated", size=directory.short, detail="the comment of the archive")
    if directory.disks:
        yield desk.gap("part-of-set")
    if directory.missing:
        yield desk.gap(
            "damaged", detail=f"the central directory has {directory.missing} entries more or fewer than said"
        )


def _member(desk: Desk, member: Member, shelf: _Shelf) -> Iterator[Blob | Gap]:
    if not member.locate(desk.data):
        yield desk.gap(
            "part-of-set" if shelf.part else "damaged",
            size=member.stored,
            inner=_layer(member),
            detail="no local header",
        )
        return
    desk.account.claim(member.header, member.start)
    if member.name.endswith(b"/") and not member.stored and not member.size:
        return
    if member.mark:
        yield desk.gap("disguised", inner=_layer(member), detail=f"its header begins with {member.mark!r}, not with PK")
    if member.stored_differs:
        yield desk.gap("sizes-differ", inner=_layer(member), detail="local header and central directory")
    stop = min(member.start + member.stored, len(desk.data))
    method: int | None = member.method
    encrypted = bool(member.flags & _ENCRYPTED)
    if encrypted or method not in _METHODS:
        method = _true_method(desk, member, stop)
        # Deflate64 that makes no use of what is its own is deflate, and nobody's disguise.
        if method is not None and (encrypted or (member.method, method) not in {(9, 8), (method, method)}):
            said = "encrypted" if encrypted else f"method {member.method}"
            yield desk.gap("disguised", inner=_layer(member), detail=f"said to be {said}, is method {method}")
    if method is not None:
        shelf.read.add(member.name)
    target = b""
    for part in _content(desk, member, stop, shelf, method):
        if member.link and isinstance(part, Blob) and part.state is None:
            target = bytes(part.data[:LONGEST])
        yield part
    if member.link:
        code, detail = told(member.name, target)
        yield desk.gap(code, inner=_layer(member), detail=detail)


def _content(desk: Desk, member: Member, stop: int, shelf: _Shelf, method: int | None) -> Iterator[Blob | Gap]:
    encrypted = bool(member.flags & _ENCRYPTED)
    if method == 0:
        yield from _stored(desk, member, stop)
    elif method is not None:
        yield from _compressed(desk, member, stop, method)
    elif encrypted and (opened := _unlock(desk, member, stop, shelf.locks)) is not None:
        shelf.read.add(member.name)
        yield opened
    elif encrypted and shelf.locks.beyond(desk.data[member.start : stop], member):
        member.end = stop
        _claim_descriptor(desk, member, stop)
        shelf.missing.append(Missing(member.start, stop, member.name, member.index))
        shelf.methods.add("traditional encryption of more than 64 MiB")
    else:
        yield from _closed(desk, member, stop, shelf, encrypted=encrypted)


def _closed(desk: Desk, member: Member, stop: int, shelf: _Shelf, *, encrypted: bool) -> Iterator[Blob | Gap]:
    member.end = stop
    _claim_descriptor(desk, member, stop)
    if not encrypted:
        shelf.missing.append(Missing(member.start, stop, member.name, member.index))
        named = f" ({_NAMES[member.method]})" if member.method in _NAMES else ""
        shelf.methods.add(f"method {member.method}{named}")
        return
    desk.account.claim(member.start, stop, ExtentState.ENCRYPTED)
    yield desk.closed("encrypted", member.start, stop, name=member.name, index=member.index)
    tried = "no password that was given opens it" if desk.budget.limits.passwords else ""
    yield desk.gap("encrypted", size=stop - member.start, inner=_layer(member), detail=tried)


def _unlock(desk: Desk, member: Member, stop: int, locks: Locks) -> Blob | None:
    """The member by the first password that is right, ``None`` where none is. Raises ``SpentError``."""
    if not desk.budget.limits.passwords:
        return None
    desk.budget.member()
    room = desk.budget.room(stop - member.start)
    try:
        for word, unlocked in locks.candidates(desk.data[member.start : stop], member):
            data = _plain(desk, member, unlocked, room)
            if data is None:
                continue
            locks.fitted(word)
            desk.budget.take(len(data))
            desk.account.claim(member.start, stop)
            member.end = stop
            _claim_descriptor(desk, member, stop)
            # No step without the password gives these bytes: the whole archive has to be opened again.
            layer = Layer(
                kind="zip-member",
                name=member.name,
                index=member.index,
                extent=(0, len(desk.data)),
                transform=AGAIN + Zip.name,
            )
            return desk.child(data, layer)
    except NoRoomError:
        return None
    return None


def _plain(desk: Desk, member: Member, unlocked: Unlocked, room: int) -> memoryview | None:
    """The content of a member by a password, ``None`` where it cannot be right."""
    if unlocked.method == 0:
        right = unlocked.proven or isal_zlib.crc32(unlocked.data) == member.crc
        return unlocked.data if right and len(unlocked.data) <= room else None
    codec = CODECS.get(_METHODS.get(unlocked.method, ""))
    if codec is None:
        return None
    most = min(room, member.size) if unlocked.method == 14 else room
    decoded = codec(unlocked.data, most, Sink(desk.budget.limits.in_memory))
    whole = decoded.state is State.WHOLE or (unlocked.method == 14 and len(decoded.data) == member.size)
    return decoded.data if whole and (unlocked.proven or decoded.crc == member.crc) else None


def _true_method(desk: Desk, member: Member, stop: int) -> int | None:
    """The method by which the bytes give the checksum, whatever the headers say; ``None`` where none does.

    Packages for phones are known to be marked encrypted, or with a method that does not exist, so that tools give up
    where the phone does not look.
    """
    stored = desk.data[member.start : stop]
    if member.method == 0 and not member.flags & _ENCRYPTED and (member.guessed or not member.crc):
        return 0
    if member.stored == member.size and isal_zlib.crc32(stored) == member.crc:
        return 0
    room = min(member.size, desk.budget.room(len(stored)))
    try:
        decoded = CODECS["deflate"](stored, room, Sink(desk.budget.limits.in_memory))
    except NoRoomError:
        decoded = None
    if decoded is not None and decoded.state is State.WHOLE and decoded.crc == member.crc and member.size:
        return 8
    return 0 if member.method == 0 and not member.flags & _ENCRYPTED else None


def _layer(member: Member) -> Layer:
    return Layer(kind="zip-member", name=member.name, index=member.index)


def _stored(desk: Desk, member: Member, stop: int) -> Iterator[Blob | Gap]:
    blob = desk.stored("zip-member", member.start, stop, name=member.name, index=member.index)
    desk.account.claim(member.start, stop)
    _claim_descriptor(desk, member, stop)
    member.end = stop
    checksum = isal_zlib.crc32(blob.data)
    yield blob
    if stop - member.start < member.stored:
        missing = member.stored - (stop - member.start)
        yield desk.gap("truncated", size=missing, inner=_layer(member))
    elif not member.guessed and checksum != member.crc:
        yield desk.gap("checksum-differs", inner=_layer(member))
    elif not member.guessed and member.stored != member.size:
        yield desk.gap("sizes-differ", inner=_layer(member), detail=f"{member.size} said, {member.stored} stored")


def _decode(desk: Desk, member: Member, stop: int, method: int) -> tuple[Decoded, str]:
    codec = _METHODS[method]
    ends_by_size = method == 14 and not member.flags & _END_MARKED and not member.guessed
    decoded = desk.decode(codec, member.start, stop, member.size if ends_by_size else None)
    if ends_by_size and len(decoded.data) == member.size:
        # Without a mark, the end of LZMA is where the size says; the decoder itself cannot know.
        decoded.state = State.WHOLE
        return decoded, head(codec, member.size)
    return decoded, codec if decoded.state is not State.CUT else head(codec, len(decoded.data))


def _compressed(desk: Desk, member: Member, stop: int, method: int) -> Iterator[Blob | Gap]:
    try:
        decoded, transform = _decode(desk, member, stop, method)
        if decoded.state is State.TRUNCATED and stop < member.bound:
            # The size is too small: the stream itself knows where it ends.
            decoded, transform = _decode(desk, member, member.bound, method)
    except NoRoomError as error:
        yield desk.gap("no-room-to-spill", size=member.size, detail=str(error), inner=_layer(member))
        return
    end = member.start + decoded.used
    extent = (member.start, decoded.used)
    layer = Layer(kind="zip-member", name=member.name, index=member.index, extent=extent, transform=transform)
    whole = decoded.state is State.WHOLE or decoded.state is State.CHECKSUM
    if whole or (decoded.state is State.TRUNCATED and len(decoded.data)):
        desk.account.claim(member.start, end)
        _claim_descriptor(desk, member, end)
        member.end = end
    size, checksum = len(decoded.data), decoded.crc
    if size or (whole and not member.name.endswith(b"/")):
        yield desk.child(decoded.data, layer)
    yield from desk.complaints(decoded, layer, decoded.used)
    if not whole or member.guessed:
        return
    if checksum != member.crc:
        yield desk.gap("checksum-differs", inner=layer)
    if size != member.size or decoded.used != member.stored:
        detail = f"{member.size} from {member.stored} said, {size} from {decoded.used} found"
        yield desk.gap("sizes-differ", inner=layer, detail=detail)


def _claim_descriptor(desk: Desk, member: Member, end: int) -> None:
    if member.flags & _DESCRIPTOR:
        desk.account.claim(end, end + descriptor_length(desk.data, end, member.crc, guessed=member.guessed))
