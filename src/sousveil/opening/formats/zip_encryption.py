"""Encrypted members of a zip, opened with the passwords that a person gave.

Sources: APPNOTE.TXT 6.3.10, section 6.1 (traditional PKWARE encryption); "AES Encryption Information: Encryption
Specification AE-1 and AE-2" by WinZip, version 1.04.
"""

import hashlib
import hmac
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sousveil.opening.formats.zip_directory import Member
from sousveil.opening.sink import Sink

_AES_METHOD, _AES_EXTRA = 99, 0x9901
_STRONG = 0x40
_DESCRIPTOR = 0x8
_HEADER = 12  # bytes before the data, of which the last tells whether the password may be right
_CODE = 10  # bytes of the authentication code behind the data
_ROUNDS = 1000
_PIECE = 1 << 20
_TRADITIONAL = 64 << 20
"""Bytes of one archive that are decrypted the traditional way: a byte at a time, two million a second."""
_CRC = tuple(zlib.crc32(bytes([byte]), 0xFFFFFFFF) ^ 0xFFFFFFFF for byte in range(256))


class Unlocked(NamedTuple):
    """What a password makes of a member: the packed bytes, their method, whether a code proves that it is right."""

    data: memoryview
    method: int
    proven: bool


class Locks:
    """The passwords for one archive, the one that fitted last first."""

    def __init__(self, passwords: Sequence[str], in_memory: int) -> None:
        self._words = list(dict.fromkeys(form for word in passwords for form in _written(word)))
        self._in_memory = in_memory
        self._left = _TRADITIONAL

    def beyond(self, stored: memoryview, member: Member) -> bool:
        """Whether a password may be right, but more is encrypted the traditional way than is decrypted here."""
        if member.method == _AES_METHOD or member.flags & _STRONG or len(stored) <= self._left:
            return False
        return any(_fits(_Keys(word), stored, member) for word in self._words)

    def fitted(self, word: bytes) -> None:
        """The password that fitted is tried first from now on."""
        self._words.remove(word)
        self._words.insert(0, word)

    def candidates(self, stored: memoryview, member: Member) -> Iterator[tuple[bytes, Unlocked]]:
        """Each password that may be right, with what it gives. Raises ``NoRoomError``."""
        for word in list(self._words):
            if member.method == _AES_METHOD:
                unlocked = self._aes(stored, member, word)
            elif not member.flags & _STRONG:
                unlocked = self._traditional(stored, member, word)
            else:
                unlocked = None
            if unlocked is not None:
                yield word, unlocked

    def _traditional(self, stored: memoryview, member: Member, word: bytes) -> Unlocked | None:
        if len(stored) < _HEADER or len(stored) > self._left:
            return None
        keys = _Keys(word)
        if not _fits(keys, stored, member):
            return None
        self._left -= len(stored)
        sink = Sink(self._in_memory)
        for start in range(_HEADER, len(stored), _PIECE):
            sink.add(keys.decrypted(bytes(stored[start : start + _PIECE])))
        return Unlocked(sink.finish(), member.method, proven=False)

    def _aes(self, stored: memoryview, member: Member, word: bytes) -> Unlocked | None:
        found = _aes_extra(member.extra)
        if found is None:
            return None
        strength, method = found
        salt = 4 + 4 * strength
        start, end = salt + 2, len(stored) - _CODE
        if end < start:
            return None
        size = 8 + 8 * strength
        made = hashlib.pbkdf2_hmac("sha1", word, bytes(stored[:salt]), _ROUNDS, 2 * size + 2)
        if made[-2:] != bytes(stored[salt:start]):
            return None
        code = hmac.new(made[size : 2 * size], digestmod=hashlib.sha1)
        for at in range(start, end, _PIECE):
            code.update(stored[at : min(at + _PIECE, end)])
        if code.digest()[:_CODE] != bytes(stored[end:]):
            return None

        from Cryptodome.Cipher import AES  # noqa: PLC0415 - only where there is something to decrypt
        from Cryptodome.Util import Counter  # noqa: PLC0415 - the same

        counter = Counter.new(128, little_endian=True, initial_value=1)
        cipher = AES.new(made[:size], AES.MODE_CTR, counter=counter)
        sink = Sink(self._in_memory)
        for at in range(start, end, _PIECE):
            sink.add(cipher.decrypt(bytes(stored[at : min(at + _PIECE, end)])))
        return Unlocked(sink.finish(), method, proven=True)


def _fits(keys: "_Keys", stored: memoryview, member: Member) -> bool:
    """Whether the byte before the data is what the directory says: so it is for one wrong password in 256."""
    check = member.time >> 8 if member.flags & _DESCRIPTOR else member.crc >> 24
    return len(stored) >= _HEADER and keys.decrypted(bytes(stored[:_HEADER]))[-1] == check


def _written(word: str) -> Iterator[bytes]:
    """How packers write a password: in UTF-8, or in the encoding of the machine."""
    for encoding in ("utf-8", "gb18030", "cp437", "cp1252"):
        try:
            yield word.encode(encoding)
        except UnicodeEncodeError:
            continue


def _aes_extra(extra: bytes) -> tuple[int, int] | None:
    """(strength 1 to 3, true method) from the extra field of AES."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == _AES_EXTRA and length >= 7 and at + 11 <= len(extra):
            _, vendor, strength, method = struct.unpack_from("<H2sBH", extra, at + 4)
            return (strength, method) if vendor == b"AE" and strength in {1, 2, 3} else None
        at += 4 + length
    return None


class _Keys:
    """The three keys of the traditional encryption, which every byte changes (6.1.5)."""

    def __init__(self, word: bytes) -> None:
        self._keys = (0x12345678, 0x23456789, 0x34567890)
        first, second, third = self._keys
        for byte in word:
            first = (first >> 8) ^ _CRC[(first ^ byte) & 0xFF]
            second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
            third = (third >> 8) ^ _CRC[(third ^ (second >> 24)) & 0xFF]
        self._keys = (first, second, third)

    def decrypted(self, data: bytes) -> bytes:
        """The next bytes."""
        first, second, third = self._keys
        table = _CRC
        out = bytearray()
        add = out.append
        for byte in data:
            mixed = third | 2
            plain = byte ^ ((mixed * (mixed ^ 1)) >> 8) & 0xFF
            add(plain)
            first = (first >> 8) ^ table[(first ^ plain) & 0xFF]
            second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
            third = (third >> 8) ^ table[(third ^ (second >> 24)) & 0xFF]
        self._keys = (first, second, third)
        return bytes(out)
