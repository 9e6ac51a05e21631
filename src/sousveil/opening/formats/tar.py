"""Tar: v7, ustar, pax, GNU. Sources: POSIX.1-2017 (pax, "ustar Interchange Format"), the GNU tar manual, "Standard"."""

import re
import zlib
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState, Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.links import plain, stays_inside
from sousveil.opening.formats.tar_sparse import SPARSE, OldMap, pax_runs
from sousveil.opening.gaps import printable
from sousveil.opening.transforms import pieces

_BLOCK = 512
_ZERO = bytes(_BLOCK)
_MANY = bytes(1 << 20)
_LONGEST = 1 << 20
"""Names and pax headers longer than this are not taken for such."""
_SUM = re.compile(rb"[ \0]*[0-7]{1,7}[ \0]*")
_OCTAL = re.compile(rb"[ \0]*([0-7]*)[ \0]*")
_USUAL = re.compile(
    rb"(?:path|linkpath|size|[acm]time|[ug]id|[ug]name|hdrcharset|GNU\.sparse\..*|SCHILY\..*|LIBARCHIVE\..*)"
)
"""Keys of pax headers that hold names and numbers only."""
_RECORD = re.compile(rb"([0-9]{1,9}) ([^=]+)=")
_HEEDED = {b"path", b"linkpath", b"size"} | SPARSE


def _number(field: bytes) -> int:
    """Octal, or base 256 where the top bit is set. Raises ``ValueError``."""
    if field[:1] in {b"\x80", b"\xff"}:
        return int.from_bytes(field[1:], "big") - (1 << (8 * (len(field) - 1)) if field[0] == 0xFF else 0)
    found = _OCTAL.fullmatch(field.split(b"\0", 1)[0] if field[:1] != b"\0" else field)
    if found is None:
        raise ValueError("not a number")
    return int(found[1] or b"0", 8)


def _is_header(block: bytes) -> bool:
    """Whether the checksum of a block holds, and the fields that every tar has are numbers."""
    if len(block) < _BLOCK or _SUM.fullmatch(block[148:156]) is None or not block[0]:
        return False
    said = int(block[148:156].strip(b" \0"), 8)
    rest = block[:148] + block[156:]
    # Of ASCII, the lower half of Adler-32 (RFC 1950, 9) is the sum and one: it cannot reach its modulus.
    summed = ((zlib.adler32(rest) & 0xFFFF) - 1 if rest.isascii() else sum(rest)) + 256
    # Some old writers added the bytes up as signed numbers.
    if said != summed and said != summed - 256 * sum(byte > 127 for byte in rest):
        return False
    try:
        return _number(block[124:136]) >= 0 and (block[257:262] == b"ustar" or _number(block[100:108]) >= 0)
    except ValueError:
        return False


def _records(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Key and value of each record of a pax header (``LENGTH KEY=VALUE``, a line end); stops where one is wrong."""
    at = 0
    while found := _RECORD.match(data, at):
        end = at + int(found[1])
        if end <= found.end() or end > len(data):
            return
        yield found[2], data[found.end() : end - 1]
        at = end


def names(data: memoryview, most: int) -> Iterator[bytes]:
    """The names in the first ``most`` headers, as the headers themselves give them; stops where none stands."""
    at = 0
    for _ in range(most):
        block = bytes(data[at : at + _BLOCK])
        if not _is_header(block):
            return
        name, start = block[:100].split(b"\0", 1)[0], block[345:500].split(b"\0", 1)[0]
        yield start + b"/" + name if block[257:263] == b"ustar\0" and start else name
        at += _BLOCK + -(-_number(block[124:136]) // _BLOCK) * _BLOCK


class _Header:
    """One header block, with what the extended headers before it say."""

    __slots__ = ("continued", "index", "kind", "link", "name", "said", "size", "sparse")

    def __init__(self, block: bytes, index: int, said: dict[bytes, bytes]) -> None:
        self.index = index
        self.kind = block[156:157]
        name = block[:100].split(b"\0", 1)[0]
        if block[257:263] == b"ustar\0" and (prefix := block[345:500].split(b"\0", 1)[0]):
            name = prefix + b"/" + name
        self.name = said.get(b"GNU.sparse.name") or said.get(b"path") or name
        self.link = said.get(b"linkpath") or block[157:257].split(b"\0", 1)[0]
        size = said.get(b"size", b"")
        self.size = int(size) if size.isdigit() and len(size) < 20 else _number(block[124:136])
        self.said = said
        self.sparse = OldMap(block) if self.kind == b"S" else None
        self.continued = self.kind == b"S" and bool(block[482])
        if self.kind in b"123456" and self.kind:
            self.size = 0

    @property
    def layer(self) -> Layer:
        """For gaps at members that are no blobs."""
        return Layer(kind="tar-member", name=self.name, index=self.index)


class Tar:
    """See the module."""

    name = "tar"
    also: tuple[str, ...] = ("tar", "ustar", "pax", "gem", "and inside gz, bz2, xz, zst: npm, crate, sdist")
    first = b""
    recognised = "the checksum of its first header"
    limits: tuple[str, ...] = (
        "Links, devices and pipes are recorded, not followed.",
        "Sparse members whose map is not understood, or has more than 4,096 runs, are looked at as they are stored.",
        "Parts of a set of volumes are opened each on its own.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:  # noqa: ARG002 - the first block is enough
        """The checksum of the first header holds."""
        return _is_header(start)

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The members in their order."""
        yield from _Reader(desk).members()


class _Reader:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._data = desk.data
        self._size = len(desk.data)
        self._at = 0
        self._said: dict[bytes, bytes] = {}
        self._always: dict[bytes, bytes] = {}
        self._names: set[bytes] = set()

    def members(self) -> Iterator[Blob | Gap]:
        ended, index = False, 0
        while self._at + _BLOCK <= self._size:
            block = bytes(self._data[self._at : self._at + _BLOCK])
            if block == _ZERO:
                self._skip_zeros()
                ended = True
                continue
            if not _is_header(block):
                if ended or not self._resume():
                    break
                yield self._desk.gap("damaged", detail=f"no header before byte {self._at}")
                continue
            ended = False
            self._desk.account.claim(self._at, self._at + _BLOCK)
            self._at += _BLOCK
            header = _Header(block, index, self._always | self._said)
            yield from self._one(header)
            index += header.kind not in {b"x", b"g", b"L", b"K"}
        if not ended:
            yield self._desk.gap("truncated", detail="no end of the archive")

    def _skip_zeros(self) -> None:
        start = self._at
        while bytes(self._data[self._at : self._at + len(_MANY)]) == _MANY:
            self._at += len(_MANY)
        while bytes(self._data[self._at : self._at + _BLOCK]) == _ZERO:
            self._at += _BLOCK
        self._desk.account.claim(start, self._at, ExtentState.PADDING)

    def _resume(self) -> bool:
        """Move to the next block that is a header with a magic; false where there is none."""
        at = self._at + _BLOCK
        while at + _BLOCK <= self._size:
            if bytes(self._data[at + 257 : at + 262]) == b"ustar" and _is_header(bytes(self._data[at : at + _BLOCK])):
                self._at = at
                return True
            at += _BLOCK
        return False

    def _one(self, header: _Header) -> Iterator[Blob | Gap]:
        while header.continued and self._at + _BLOCK <= self._size:
            # The map of an old sparse member goes on in blocks of its own, each with a flag whether another follows.
            header.continued = bool(self._data[self._at + 504])
            if header.sparse:
                header.sparse.more(bytes(self._data[self._at : self._at + _BLOCK]))
            self._desk.account.claim(self._at, self._at + _BLOCK)
            self._at += _BLOCK
        start, end = self._at, min(self._at + header.size, self._size)
        self._at = start + -(-header.size // _BLOCK) * _BLOCK
        if header.kind in {b"x", b"X", b"g", b"L", b"K"}:
            if header.size <= _LONGEST:
                yield from self._extended(header, start, end)
            return
        self._said = {}
        if header.kind in {b"1", b"2", b"3", b"4", b"5", b"6"}:
            self._desk.budget.member()
        if header.kind in {b"1", b"2"}:
            inside = self._stays_inside(header)
            detail = f"-> {printable(header.link)}"
            yield self._desk.gap("link" if inside else "link-outside", inner=header.layer, detail=detail)
        elif header.kind in {b"3", b"4", b"6"}:
            yield self._desk.gap("special-file", inner=header.layer)
        elif header.kind != b"5":
            yield from self._file(header, start, end)

    def _file(self, header: _Header, start: int, end: int) -> Iterator[Blob | Gap]:
        self._names.add(plain(header.name))
        kind = "comment" if header.kind in {b"D", b"V"} else "tar-member"
        if header.kind not in {b"D", b"V"} or header.size:
            if header.sparse or not SPARSE.isdisjoint(header.said):
                yield from self._sparse(header, start, end)
            else:
                member = self._desk.stored(kind, start, end, name=header.name, index=header.index)
                self._desk.account.claim(start, end)
                yield member
        yield from self._whiteout(header)
        if header.kind == b"M":
            yield self._desk.gap("part-of-set", inner=header.layer)
        if end - start < header.size:
            yield self._desk.gap("truncated", size=header.size - (end - start), inner=header.layer)

    def _sparse(self, header: _Header, start: int, end: int) -> Iterator[Blob | Gap]:
        """A member with its holes filled; as it is stored, with a gap, where its map cannot be understood."""
        why, runs = "", list[tuple[int, int]]()
        try:
            runs = header.sparse.runs(end - start) if header.sparse else pax_runs(header.said, self._data[start:end])
        except ValueError as error:
            why = str(error)
        size = sum(length for _, length in runs)
        if size > self._desk.budget.room(end - start):
            # Cut, it would leave out what is stored behind a hole that is larger than any limit.
            why = f"{size} bytes with its holes"
        if why:
            yield self._desk.stored("tar-member", start, end, name=header.name, index=header.index)
            yield self._desk.gap("sparse-member", inner=header.layer, detail=why)
            self._desk.account.claim(start, end)
        else:
            yield from self._desk.unpacked(
                "tar-member", start, end, pieces(runs), name=header.name, index=header.index, called=header.name
            )

    def _whiteout(self, header: _Header) -> Iterator[Gap]:
        """What a layer of a container image deletes from those below it: OCI image specification 1.1, layer.md."""
        folder, _, name = header.name.rpartition(b"/")
        if not name.startswith(b".wh.") or name == b".wh.":
            return  # A bare mark names nothing that it could delete.
        inside = printable(folder + b"/" if folder else b"")
        everything = f"all of {inside}" if inside else "all"
        gone = everything if name == b".wh..wh..opq" else inside + printable(name[4:])
        if not name.startswith(b".wh..wh.") or name == b".wh..wh..opq":
            yield self._desk.gap("whiteout", inner=header.layer, detail=f"deletes {gone} of the layers below")

    def _extended(self, header: _Header, start: int, end: int) -> Iterator[Blob | Gap]:
        data = bytes(self._data[start:end])
        self._desk.account.claim(start, end)
        if header.kind in {b"L", b"K"}:
            self._said[b"path" if header.kind == b"L" else b"linkpath"] = data.rstrip(b"\0")
            return
        records = dict(_records(data))
        # The oldest form of a sparse map is a record for each number.
        runs = [value for key, value in _records(data) if key in {b"GNU.sparse.offset", b"GNU.sparse.numbytes"}]
        if runs:
            records[b"GNU.sparse.map"] = b",".join(runs)
        heeded = {key: value for key, value in records.items() if key in _HEEDED}
        if header.kind == b"g":
            self._always |= heeded
        else:
            self._said |= heeded
        if not records or any(_USUAL.fullmatch(key) is None for key in records):
            yield self._desk.aside(start, end)

    def _stays_inside(self, header: _Header) -> bool:
        """A hard link names a member; a symbolic one goes from its own folder."""
        if header.kind == b"1":
            return plain(header.link) in self._names
        return stays_inside(header.name, header.link)
