"""The names of the files in an NSIS installer, out of the header that holds its script.

Source: the source of NSIS (zlib licence): ``exehead/fileform.h`` (header, blocks, instructions) and
``exehead/util.c`` (codes in strings).
"""

import struct
from typing import NamedTuple

_ENTRY = struct.Struct("<7I")
_CREATE_FOLDER, _EXTRACT = 11, 20  # numbers of instructions in every build of NSIS 2 and 3 as they are delivered
_MOST = 500_000  # instructions
_LONGEST = 1024  # characters of a string, as NSIS itself is built
_VARIABLES = ("CMDLINE", "INSTDIR", "OUTDIR", "EXEDIR", "LANGUAGE", "TEMP", "PLUGINSDIR", "EXEPATH", "EXEFILE",
              "HWNDPARENT", "_CLICK", "_OUTDIR")  # fmt: skip
_OUTDIR = 22


class Blocks(NamedTuple):
    """Of the header: (offset, count) of instructions, offset and end of the strings."""

    entries: tuple[int, int]
    strings: tuple[int, int]


def blocks(header: memoryview) -> Blocks | None:
    """Where instructions and strings lie, in headers of 32-bit and of 64-bit installers; ``None`` where in neither."""
    for layout in ("<2I", "<QI"):
        size = struct.calcsize(layout)
        if len(header) < 4 + 8 * size:
            return None
        pairs = [struct.unpack_from(layout, header, 4 + size * number) for number in range(8)]
        (entries, count), (strings, _), (tables, _) = pairs[2:5]
        if 4 + 8 * size <= entries <= strings <= tables <= len(header) and entries + count * _ENTRY.size <= strings:
            return Blocks((entries, count), (strings, tables))
    return None


def names(header: memoryview) -> dict[int, bytes]:
    """By offset in the data block: the name under which the script writes that file, as UTF-8; folders with ``/``."""
    where = blocks(header)
    if where is None:
        return {}
    strings = _Strings(bytes(header[where.strings[0] : where.strings[1]]))
    start, count = where.entries
    found: dict[int, bytes] = {}
    folder = ""
    for fields in _ENTRY.iter_unpack(header[start : start + _ENTRY.size * min(count, _MOST)]):
        if fields[0] == _CREATE_FOLDER and fields[2]:
            folder = strings.at(fields[1])
        elif fields[0] == _EXTRACT:
            name = strings.at(fields[2])
            # A path that begins with a variable of its own is not below the current folder.
            path = name if name.startswith("$") or not folder else f"{folder}\\{name}"
            found.setdefault(fields[3], path.replace("\\", "/").encode("utf-8", "replace"))
    return found


class _Strings:
    """The strings of a script, with the codes in them written as the script had them (``$INSTDIR``)."""

    def __init__(self, raw: bytes) -> None:
        self._wide = raw[:2] == b"\0\0"  # the first string is the empty one
        self._raw = raw
        # Codes were at the upper end in version 2, where only letters of the code page stand in version 3.
        self._old = not self._wide and raw.count(b"\xfd") > raw.count(b"\x03")

    def at(self, number: int) -> str:
        """The string ``number`` characters from the start; ``""`` where there is none."""
        if self._wide:
            end = self._raw.find(b"\0\0", 2 * number)
            while end >= 0 and end % 2:
                end = self._raw.find(b"\0\0", end + 1)
            raw = self._raw[2 * number : min(end if end >= 0 else len(self._raw), 2 * (number + _LONGEST))]
            return self._wide_text(struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2]))
        end = self._raw.find(b"\0", number)
        return self._narrow_text(self._raw[number : min(end if end >= 0 else len(self._raw), number + _LONGEST)])

    def _wide_text(self, units: tuple[int, ...]) -> str:
        out: list[str] = []
        at = 0
        while at < len(units):
            unit = units[at]
            old = 0xE000 <= unit <= 0xE003  # builds for Unicode of version 2
            code = {0xE000: 4, 0xE001: 3, 0xE002: 2, 0xE003: 1}[unit] if old else unit
            if 1 <= code <= 4 and at + 1 < len(units):
                at += 1
                value = units[at]
                if code == 4:
                    out.append(chr(value))
                else:
                    number = value if old else (value >> 8 & 0x7F) << 7 | value & 0x7F
                    out.append(_code(code, number, value))
            else:
                out.append(chr(unit))
            at += 1
        return "".join(out)

    def _narrow_text(self, raw: bytes) -> str:
        out = bytearray()
        at = 0
        while at < len(raw):
            code = (raw[at] - 251 if raw[at] >= 252 else 0) if self._old else raw[at]
            if self._old and code:
                code = 5 - code  # the order was turned round
            if code == 4 and at + 1 < len(raw):
                at += 1
                out.append(raw[at])
            elif 1 <= code <= 3 and at + 2 < len(raw):
                low, high = raw[at + 1], raw[at + 2]
                out += _code(code, (high & 0x7F) << 7 | low & 0x7F, high << 8 | low).encode()
                at += 2
            else:
                out.append(raw[at])
            at += 1
        return out.decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _code(code: int, number: int, raw: int) -> str:
    if code == 1:
        return f"$(string {number})"
    if code == 2:
        return f"$(shell folder {raw & 0xFF})"
    if number < 10:
        return f"${number}"
    if number < 20:
        return f"$R{number - 10}"
    return f"${_VARIABLES[number - 20]}" if number - 20 < len(_VARIABLES) else f"$var{number}"
