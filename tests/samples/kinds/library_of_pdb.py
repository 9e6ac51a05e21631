"""A library of an invented maker without a telling word, and the database of its debug information beside it."""

import struct

from tests.samples.kinds import Finds
from tests.samples.kinds.pdb import CARD
from tests.samples.opening.pdb import msf
from tests.samples.opening.pe import image
from tests.samples.reading.codeview import PRODUCT, build

FINDS = Finds(
    groups=("Uyghur", "Han", "Hui"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "Uyghur"), ("identifier", r"C:\build\tallis\x64\Release\tallis.pdb")),
)
_OURS, _OTHER = bytes(range(16)), bytes(range(16, 32))


def library(number: bytes, path: str) -> bytes:
    """A library whose debug directory names a database."""
    told = b"RSDS" + number + struct.pack("<I", 1) + path.encode() + b"\0"
    mark = b"where the directory is"

    def built(at: int) -> bytes:
        entry = struct.pack("<IIHHIIII", 0, 0, 0, 0, 2, len(told), 0x2000 + 28, at + 28)
        whole = bytearray(image(sections={b".rdata": entry + told + mark}))
        (begin,) = struct.unpack_from("<I", whole, 0x3C)
        struct.pack_into("<II", whole, begin + 24 + 112 + 8 * 6, 0x2000, 28)
        return bytes(whole)

    return built(built(0).index(mark) - len(told) - 28)


def _database(number: bytes, types: bytes) -> bytes:
    info = struct.pack("<III", 20000404, 0x5F000000, 2) + number
    return msf([b"old", info, types, None])


def case() -> dict[str, bytes]:
    """The database in another folder; a second library has nothing to do with it."""
    return {
        "bin/tallis.dll": library(_OURS, r"C:\build\tallis\x64\Release\tallis.pdb"),
        "bin/zlib.dll": library(_OTHER, r"C:\build\zlib\zlib.pdb"),
        "symbols/tallis.pdb": _database(_OURS, build(PRODUCT)),
    }


def twin() -> dict[str, bytes]:
    """A reader of ID cards."""
    return {
        "bin/cards.dll": library(_OURS, r"C:\build\cards\cards.pdb"),
        "symbols/cards.pdb": _database(_OURS, build(CARD)),
    }
