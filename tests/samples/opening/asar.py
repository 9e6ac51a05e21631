"""An Electron archive: folders, a file kept beside it, a link."""

import json
import struct
from collections.abc import Mapping

from tests.samples.opening.payload import FILES


def archive(tree: Mapping[str, object], body: bytes) -> bytes:
    text = json.dumps({"files": tree}, ensure_ascii=False).encode()
    padded = text + bytes(-len(text) % 4)
    return struct.pack("<4I", 4, len(padded) + 8, len(padded) + 4, len(text)) + padded + body


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    tree: dict[str, object] = {}
    body = b""
    for path, data in files.items():
        folder, _, name = path.decode("utf-8", "replace").partition("/")
        inside = tree.setdefault(folder, {"files": {}})
        assert isinstance(inside, dict)
        inside["files"][name] = {"size": len(data), "offset": str(len(body))}
        body += data
    return archive(tree, body)
