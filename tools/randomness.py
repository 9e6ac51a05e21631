"""How often packed bytes are said to look encrypted: python tools/randomness.py FOLDER... [--streams N] [--size BYTES].

Packs what lies in the folders (files joined, in an order that is always the same) by every method at hand, cuts
stretches out of the streams, and counts those that ``sousveil.opening.randomness`` cannot tell from encryption.
"""

import argparse
import bz2
import lzma
import os
import random
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import lz4.frame
import zstandard
from Cryptodome.Cipher import AES

from sousveil.opening.randomness import LEAST, looks_encrypted

_SIZES = (LEAST, 2 * LEAST, 8 * LEAST)
_CUTS = 16  # stretches of a stream


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _aes(data: bytes) -> bytes:
    encrypted: bytes = AES.new(os.urandom(32), AES.MODE_CTR, nonce=os.urandom(8)).encrypt(data)
    return encrypted


METHODS: dict[str, Callable[[bytes], bytes]] = {
    "deflate": _deflate,
    "zstd -3": lambda data: zstandard.compress(data, 3),
    "zstd -12": lambda data: zstandard.compress(data, 12),
    "bzip2": bz2.compress,
    "brotli -5": lambda data: bytes(brotli.compress(data, quality=5)),
    "lz4": lambda data: bytes(lz4.frame.compress(data)),
    "xz -6": lambda data: lzma.compress(data, preset=6),
    "lzma -6": lambda data: lzma.compress(data, lzma.FORMAT_ALONE, preset=6),
    "AES-CTR": _aes,
}


def _material(folders: list[Path], streams: int, size: int) -> Iterator[bytes]:
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    random.Random(7).shuffle(files)  # noqa: S311 - an order, not a secret
    joined = bytearray()
    for path in files:
        joined += path.read_bytes()[: 1 << 20]
        while len(joined) >= size and streams:
            yield bytes(joined[:size])
            del joined[:size]
            streams -= 1
        if not streams:
            return


def main() -> None:
    """Count, and print a line for each method."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--streams", type=int, default=12)
    options.add_argument("--size", type=int, default=3 << 20)
    said = options.parse_args()
    counts = {method: [[0, 0] for _ in _SIZES] for method in METHODS}
    for data in _material(said.folders, said.streams, said.size):
        for method, pack in METHODS.items():
            packed = memoryview(pack(data))
            for count, size in zip(counts[method], _SIZES, strict=True):
                step = max(size // 2, (len(packed) - size) // _CUTS + 1)
                for at in range(64, len(packed) - size, step):
                    count[0] += looks_encrypted(packed[at : at + size])
                    count[1] += 1
    sys.stdout.write("method     " + "".join(f"{size >> 10:>10} KiB" for size in _SIZES) + "\n")
    for method, rows in counts.items():
        sys.stdout.write(f"{method:11}" + "".join(f"{hit:>8}/{of:<5}" for hit, of in rows) + "\n")


if __name__ == "__main__":
    main()
