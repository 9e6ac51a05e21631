"""Ar: static libraries, import libraries, Debian packages.

Sources: ``ar(5)`` of FreeBSD and of Solaris, ``deb(5)``, the GNU binutils manual (thin archives), Microsoft PE Format,
section "Archive (Library) File Format".
"""

import re
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.gaps import printable

_MAGIC, _THIN = b"!<arch>\n", b"!<thin>\n"
_HEADER = 60
_NUMBER = re.compile(rb"([0-9]{1,10}) *")
_NAME_END = re.compile(rb"/?[\n\0]")
_LONGEST_NAME = 1 << 12
_LONGEST = 1 << 24
"""A table of names larger than this is not read."""
_SYMBOLS = {b"/", b"/SYM64/", b"__.SYMDEF", b"__.SYMDEF SORTED", b"__.SYMDEF_64", b"/<ECSYMBOLS>/", b"/<XFGHASHMAP>/"}


class Ar:
    """See the module."""

    name = "ar"
    also: tuple[str, ...] = ("a", "lib", "deb", "udeb", "ipk (of ar)", "click")
    first = b"!"
    recognised = "!<arch> or !<thin> and a line end, then nothing or a header with its end mark"
    limits: tuple[str, ...] = (
        "Thin archives hold names only: each is told as a link to a file outside.",
        "The fat archives of AIX are not recognised.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The magic line, and the mark at the end of the first header."""
        return start[:8] in {_MAGIC, _THIN} and (len(data) < 8 + _HEADER or start[66:68] == b"`\n")

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The members in their order, and the tables of symbols as asides."""
        data, size, thin = desk.data, len(desk.data), bytes(desk.data[:8]) == _THIN
        desk.account.claim(0, 8)
        at, index, names = 8, 0, b""
        while at < size:
            header = bytes(data[at : at + _HEADER])
            found = _NUMBER.fullmatch(header[48:58])
            if found is None or header[58:] != b"`\n":
                code = "truncated" if len(header) < _HEADER else "damaged"
                yield desk.gap(code, detail=f"no header at byte {at}", size=size - at)
                return
            start, length = at + _HEADER, int(found[1])
            desk.account.claim(at, start)
            raw = header[:16].rstrip(b" ")
            table = raw == b"//" or raw in _SYMBOLS
            end = start if thin and not table else min(start + length, size)
            at = end + (end & 1)
            name, skip = _name(raw, bytes(data[start : min(start + 4096, end)]), names)
            desk.account.claim(start, start + skip)
            layer = Layer(kind="ar-member", name=name, index=index)
            if table or name in _SYMBOLS:
                desk.account.claim(start + skip, end)
                if raw == b"//" and length <= _LONGEST:
                    names = bytes(data[start:end])
                elif end > start + skip:
                    yield desk.aside(start + skip, end)
            elif thin:
                desk.budget.member()
                yield desk.gap("link-outside", inner=layer, size=length, detail=f"-> {printable(name)}")
            else:
                yield desk.stored(layer.kind, start + skip, end, name=name, index=index)
                desk.account.claim(start + skip, end)
            if start + length > size and (table or not thin):
                yield desk.gap("truncated", size=start + length - size, inner=layer)
            index += 1


def _name(raw: bytes, begin: bytes, names: bytes) -> tuple[bytes, int]:
    """The name of a member, and how many bytes of its data are that name (as BSD writes long ones)."""
    if (long := re.fullmatch(rb"#1/([0-9]{1,4})", raw)) and int(long[1]) <= len(begin):
        return begin[: int(long[1])].rstrip(b"\0"), int(long[1])
    if (offset := re.fullmatch(rb"/([0-9]{1,9})", raw)) and int(offset[1]) < len(names):
        start = int(offset[1])
        end = _NAME_END.search(names, start, start + _LONGEST_NAME)
        return names[start : end.start() if end else start + _LONGEST_NAME], 0
    return (raw[:-1] if raw.endswith(b"/") and len(raw) > 1 and raw not in _SYMBOLS else raw), 0
