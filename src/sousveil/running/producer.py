"""What a report is made with: the digest of the code that decides what is found, and the versions beside it.

Two reports about the same bytes that were made by the same code, with the same knowledge and the same libraries, say
the same. Where they do not, one of them was changed; where the code was another, the tool may be what differs.
"""

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

import sousveil
from sousveil.proving import digests

TELLING = frozenset({"cli", "integrations", "proving", "reporting"})
"""Rooms that tell of what was found, and find nothing."""
_LIBRARIES = frozenset({
    "blake3", "brotli", "hyperscan", "isal", "lz4", "lzallright", "msgspec", "pycryptodomex", "tree-sitter",
    "tree-sitter-c", "tree-sitter-c-sharp", "tree-sitter-cpp", "tree-sitter-go", "tree-sitter-java",
    "tree-sitter-javascript", "tree-sitter-python", "tree-sitter-typescript", "zstandard",
})  # fmt: skip
_INSTALLED = ".dist-info"


@cache
def code(folder: Path | None = None) -> str:
    """The digest of the code that decides what is found, of the package in ``folder`` (default: this one).

    In the folder of the package this prints the same:
    ``find . -name '*.py' -not -path './cli/*' -not -path './integrations/*' -not -path './proving/*'
    -not -path './reporting/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum``
    """
    root = os.fspath(folder or Path(sousveil.__file__).parent)
    files: list[tuple[bytes, str]] = []
    for where, folders, names in os.walk(root):
        if where == root:
            folders[:] = [name for name in folders if name not in TELLING]
        inside = where[len(root) + 1 :].replace(os.sep, "/")
        for name in names:
            if name.endswith(".py"):
                path = f"{inside}/{name}" if inside else name
                files.append((os.fsencode(path), hashlib.sha256(_content(os.path.join(where, name))).hexdigest()))  # noqa: PTH118 - some 500 files in each run
    return digests.of_folder(files)


def _content(path: str) -> bytes:
    """The bytes of a file, in the fewest calls."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        pieces = []
        while piece := os.read(file, 1 << 20):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(file)


def made_with() -> dict[str, str]:
    """The version of Python and of each library that opens or reads, by their names.

    They stand in the names of the folders ``NAME-VERSION.dist-info`` (PyPA, "Recording installed projects"), which are
    only listed: the module of the standard library that reads them takes longer to load than a small scan.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = [path.name for path in Path(folder or ".").iterdir()]
        except OSError:
            continue
        for entry in names:
            if entry.endswith(_INSTALLED):
                name, _, version = entry.removesuffix(_INSTALLED).partition("-")
                name = name.replace("_", "-").lower()
                if name in _LIBRARIES:
                    found.setdefault(name, version)
    return {"python": sys.version.split()[0], **dict(sorted(found.items()))}
