"""Real bytes of this machine, gathered once into a scratch directory: what the benchmark reads."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOTS = ("/usr/lib", "/usr/bin", "/usr/share", "/usr/include", "/usr/local", sys.base_prefix)
SHARES = {"binary": 520_000_000, "text": 520_000_000, "packed": 200_000_000}
"""Bytes wanted of each kind; where a machine has less of one, others take its place."""
LEAST = 1_000_000_000
PART = 64 << 20
LARGEST = 64 << 20
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd", b"\x89PNG", b"\xff\xd8\xff", b"wOF2")


class Corpus(NamedTuple):
    """Parts of at most 64 MiB, the bytes of each kind, and how many files of the machine went into it."""

    parts: list[Path]
    sizes: dict[str, int]
    files: dict[str, int]

    @property
    def total(self) -> int:
        """Bytes in all parts."""
        return sum(self.sizes.values())

    def of(self, *kinds: str) -> "Corpus":
        """The parts of some kinds only."""
        return Corpus(
            [part for part in self.parts if part.parent.name in kinds],
            {kind: self.sizes[kind] for kind in kinds},
            {kind: self.files[kind] for kind in kinds},
        )

    @property
    def folders(self) -> list[Path]:
        """The folders to scan: what both programs read alike in one, what only one of them opens in another."""
        return sorted({part.parents[1] for part in self.parts})

    def warm(self) -> None:
        """Bring every part into the page cache."""
        for part in self.parts:
            with part.open("rb", buffering=0) as stream:
                while stream.read(1 << 20):
                    pass


def corpus(scratch: Path) -> Corpus:
    """The corpus in ``scratch``, gathered there if it is not there yet.

    Raises ``SystemExit`` where the machine has less than 1 GB of files.
    """
    manifest = scratch / "corpus.json"
    if not manifest.exists():
        sizes, files = _gather(scratch)
        if sum(sizes.values()) < LEAST:
            raise SystemExit(f"less than 1 GB of files under {', '.join(ROOTS)}: too little to measure on")
        manifest.write_text(json.dumps([sizes, files]), encoding="utf-8")
    sizes, files = json.loads(manifest.read_text(encoding="utf-8"))
    return Corpus(sorted(scratch.glob("*/*/*.part")), sizes, files)


def _gather(scratch: Path) -> tuple[dict[str, int], dict[str, int]]:
    scratch.mkdir(parents=True, exist_ok=True)
    for old in scratch.glob("*/*/*.part"):
        old.unlink()
    for share in SHARES:
        _folder(scratch, share).mkdir(parents=True, exist_ok=True)
    sizes, files = dict.fromkeys(SHARES, 0), dict.fromkeys(SHARES, 0)
    spare: list[Path] = []
    for path in sorted(set(_regular()), key=_mixed):
        kind = _append(path, scratch, sizes, files, SHARES)
        if kind:
            spare.append(path)
        if all(sizes[each] >= SHARES[each] for each in SHARES):
            break
    missing = sum(SHARES.values()) - sum(sizes.values())
    room = {kind: size + max(0, missing) for kind, size in sizes.items()}
    for path in spare:
        if sum(sizes.values()) >= sum(SHARES.values()):
            break
        _append(path, scratch, sizes, files, room)
    return sizes, files


def _folder(scratch: Path, kind: str) -> Path:
    return scratch / ("packed" if kind == "packed" else "plain") / kind


def _append(
    path: Path, scratch: Path, sizes: dict[str, int], files: dict[str, int], room: dict[str, int]
) -> str | None:
    """Add the file to the parts of its kind; its kind where there was no room left, else ``None``."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    kind = "packed" if data.startswith(_PACKED) else "binary" if b"\0" in data[:8192] else "text"
    if sizes[kind] >= room[kind]:
        return kind
    with (_folder(scratch, kind) / f"{sizes[kind] // PART:03}.part").open("ab") as out:
        out.write(data)
    sizes[kind] += len(data)
    files[kind] += 1
    return None


def _mixed(path: Path) -> bytes:
    """An order that does not follow the folders and is the same in every run."""
    return hashlib.blake2b(os.fsencode(path), digest_size=16).digest()


def _regular() -> Iterator[Path]:
    for root in ROOTS:
        for folder, _, names in os.walk(root):
            for name in names:
                path = Path(folder, name)
                if path.is_file() and not path.is_symlink() and 0 < path.stat().st_size <= LARGEST:
                    yield path.resolve()
