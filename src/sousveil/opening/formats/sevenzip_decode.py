"""Folders of 7z whose coders do not stand in one line, or that need a password: decoded coder by coder.

Sources: the LZMA SDK for how coders are tied; the 7-Zip manual ("AES-256 + SHA-256"), and for the properties of that
coder the layout that the free readers of libarchive and 7-Zip have.
"""

import functools
import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from sousveil.opening.bcj2 import bcj2
from sousveil.opening.formats.sevenzip_coders import AES, BCJ2, NAMES, UnknownCoderError, step
from sousveil.opening.formats.sevenzip_header import Coder, Folder
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink
from sousveil.opening.transforms import parse

_SLOWEST = 21
"""Of the logarithm of how often a password is hashed; 7-Zip writes 19."""
_PIECE = 1 << 20


class Work(NamedTuple):
    """A folder that is being decoded.

    stored    its packed streams
    room      bytes that may come out of any of its coders
    password  for what is encrypted, ``None`` without one
    """

    folder: Folder
    stored: Sequence[memoryview]
    room: int
    in_memory: int
    password: str | None = None

    def result(self) -> memoryview:
        """What comes out of the folder.

        Raises ``UnknownCoderError``, ``LookupError`` for parameters that no decoder takes, ``ValueError`` for bad
        bytes and for more than ``room`` of them, and ``NoRoomError``.
        """
        return self._output(self.folder.main, len(self.folder.coders))

    def _output(self, out: int, depth: int) -> memoryview:
        folder = self.folder
        coder, size = folder.coders[out], folder.sizes[out]
        if depth <= 0 or size > self.room:
            raise ValueError("coders tied in a circle, or too large")
        binds = dict(folder.binds)
        first = sum(before.ins for before in folder.coders[:out])
        streams = [
            self._output(binds[into], depth - 1) if into in binds else self.stored[folder.packed.index(into)]
            for into in range(first, first + coder.ins)
        ]
        if coder.method == BCJ2 and coder.ins == 4:
            return memoryview(bcj2(streams[0], streams[1], streams[2], streams[3], size))
        if coder.method == AES and coder.ins == 1 and self.password is not None:
            return _decrypted(coder, streams[0], size, self.password, self.in_memory)
        if coder.ins != 1:
            raise UnknownCoderError(NAMES.get(coder.method, coder.method.hex()))
        todo = step(coder, size)
        if not todo:
            return streams[0]
        result = parse(todo)[0](streams[0], size, Sink(self.in_memory))
        if result.state is not State.WHOLE or len(result.data) != size:
            raise ValueError("a stream that does not end where it should")
        return result.data


@functools.lru_cache(16)
def _key(password: str, salt: bytes, power: int) -> bytes:
    """SHA-256 over salt, password and a counter, 2 to the power of ``power`` times."""
    word = salt + password.encode("utf-16-le", "surrogatepass")
    if power == 0x3F:
        return word[:32].ljust(32, b"\0")
    digest = hashlib.sha256()
    for start in range(0, 1 << power, 4096):
        stop = min(start + 4096, 1 << power)
        digest.update(b"".join([word + count.to_bytes(8, "little") for count in range(start, stop)]))
    return digest.digest()


def _decrypted(coder: Coder, stream: memoryview, size: int, password: str, in_memory: int) -> memoryview:
    raw = coder.properties
    first, second = (*raw, 0, 0)[:2]
    salt, vector = (first >> 7) + (second >> 4), (first >> 6 & 1) + (second & 0xF)
    power, at = first & 0x3F, 2 if first & 0xC0 else 1
    whole = len(stream) & ~15
    if (power > _SLOWEST and power != 0x3F) or at + salt + vector > len(raw) or whole < size:
        raise ValueError("properties of AES that 7-Zip does not write")

    from Cryptodome.Cipher import AES as CIPHER  # noqa: PLC0415 - only where there is something to decrypt

    key = _key(password, raw[at : at + salt], power)
    cipher = CIPHER.new(key, CIPHER.MODE_CBC, iv=raw[at + salt : at + salt + vector].ljust(16, b"\0"))
    sink = Sink(in_memory)
    for start in range(0, whole, _PIECE):
        sink.add(cipher.decrypt(bytes(stream[start : min(start + _PIECE, whole)])))
    return sink.finish()[:size]
