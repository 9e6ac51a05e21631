"""Archives for three processors in one file, the second of them with nothing in it."""

import struct

from tests.samples.opening.ar import gnu
from tests.samples.opening.payload import FILES

ARM64, X86_64, OTHER = 0x0100000C, 0x01000007, 99


def fat(parts: list[tuple[int, bytes]], *, wide: bool = False) -> bytes:
    """A fat file of (processor, bytes), each aligned to 32 bytes."""
    layout = struct.Struct(">IIQQII" if wide else ">IIIII")
    head = (b"\xca\xfe\xba\xbf" if wide else b"\xca\xfe\xba\xbe") + struct.pack(">I", len(parts))
    at, body = 8 + layout.size * len(parts), b""
    for processor, data in parts:
        gap = -(at + len(body)) % 32
        body += bytes(gap) + data
        row = (processor, 3, at + len(body) - len(data), len(data), 5)
        head += layout.pack(*row, 0) if wide else layout.pack(*row)
    return head + body


def build() -> bytes:
    return fat([(ARM64, gnu(FILES)), (X86_64, gnu({})), (OTHER, gnu(FILES))])
