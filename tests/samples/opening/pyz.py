"""The modules of a program made by PyInstaller: packed code objects and a marshalled table."""

import marshal
import zlib
from collections.abc import Mapping
from importlib.util import MAGIC_NUMBER

from tests.samples.opening.payload import MARKERS


def build(sources: Mapping[bytes, str] | None = None, *, mapping: bool = False) -> bytes:
    if sources is None:
        sources = {
            b"pkg": f"word = {MARKERS[0].decode()!r}",
            b"pkg.a": f"raw = {MARKERS[1]!r}",
            b"pkg.b": f"raw = {MARKERS[2]!r}",
        }
    body = b""
    table = []
    for name, source in sources.items():
        stored = zlib.compress(marshal.dumps(compile(source, name.decode() + ".py", "exec")))
        table.append((name.decode(), (0, 12 + len(body), len(stored))))
        body += stored
    end = marshal.dumps(dict(table) if mapping else table)
    return b"PYZ\0" + MAGIC_NUMBER + (12 + len(body)).to_bytes(4, "big") + body + end
