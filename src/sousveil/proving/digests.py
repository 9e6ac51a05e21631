"""The SHA-256 of a target, as anybody can compute it with public tools."""

import hashlib
from collections.abc import Iterable


def _line(name: bytes, digest: str) -> bytes:
    r"""A line as ``sha256sum`` prints it: a name with a backslash or a line break is escaped and the line marked so."""
    path = b"./" + name
    safe = path.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    return (b"\\" if safe != path else b"") + digest.encode() + b"  " + safe + b"\n"


def of_folder(files: Iterable[tuple[bytes, str]]) -> str:
    """The digest of a folder from the paths in it (raw, ``/`` between the parts) and the SHA-256 of each, in hex.

    It is what this prints in the folder:
    ``find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum``
    (files that cannot be read have no line).
    """
    whole = hashlib.sha256()
    for name, digest in sorted(files):
        whole.update(_line(name, digest))
    return whole.hexdigest()
