"""Tables of emoji and their names, as programs that print text carry them: source and compiled."""

import marshal
import struct
from collections.abc import Iterable

from sousveil.model.place import Place

NAME = "pictures.py"
_PEOPLE = ["person", "man", "woman", "farmer", "cook", "singer", "judge", "pilot", "turban", "veil", "black_square"]
_TONES = ["light", "medium-light", "medium", "medium-dark", "dark"]


def names() -> list[tuple[str, str]]:
    """Names with their emoji: people in all tones, and what else there is."""
    toned = [
        (f"{who}_{tone}_skin_tone", chr(0x1F9D1 + n) + chr(0x1F3FB + t))
        for n, who in enumerate(_PEOPLE)
        for t, tone in enumerate(_TONES)
    ]
    return [*toned, *((f"thing_{n}", chr(0x1F300 + n)) for n in range(330))]


def _lines(form: str, around: tuple[str, str] = ("TABLE = {", "}")) -> bytes:
    lines = [form.format(name=name, sign=sign, code=f"{ord(sign[0]):08X}") for name, sign in names()]
    return "\n".join([around[0], *lines, around[1], ""]).encode()


def compiled(version: tuple[int, int], more: Iterable[object] = ()) -> bytes:
    """A module that holds the table, as CPython 3.7 to 3.10 lay it out, or later ones."""
    told = names()
    keys = tuple(name for name, _ in told)
    signs = tuple(dict.fromkeys(sign for _, sign in told))
    later = version >= (3, 11)
    constants = (*(part for pair in told for part in pair), None) if later else (*signs, keys, None)
    magic = {(3, 7): 3394, (3, 9): 3425, (3, 11): 3495}[version]
    head = struct.pack("<H", magic) + b"\r\n" + bytes(12)
    numbers = {(3, 7): 5, (3, 9): 6, (3, 11): 5}[version]
    code = b"\xe3" + bytes(4 * numbers) + marshal.dumps(b"d\0" * len(told))
    return head + code + b"".join(map(marshal.dumps, ((*constants, *more), ("TABLE",), "pictures.py")))


SOURCES: dict[str, bytes] = {
    "pictures.py": _lines('    "{name}": "{sign}",'),
    "pictures.js": _lines("  {name}: '{sign}',", ("module.exports = {", "};")).replace(b"-", b"_"),
    "pictures.rb": _lines("  '{name}' => '{sign}',", ("TABLE = {", "}.freeze")),
    "pictures.go": _lines('\t":{name}:": "\\U{code}",', ("var table = map[string]string{", "}")),
    "pictures.c": _lines('  {{"{name}", "{sign}"}},', ("static const struct entry table[] = {", "};")),
    "turned.ts": _lines('  "{sign}": "{name}",', ("export const names = {", "};")),
}


def build() -> bytes:
    """A table in Python."""
    return SOURCES[NAME]


def places() -> list[Place]:
    """Nothing of a table is given without a place."""
    at = build().index(b"skin_tone")
    return [Place(at, at + 9, 0, "utf-8")]
