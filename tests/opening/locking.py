"""Encrypts members of zip archives, after the public descriptions, for tests."""

import hashlib
import hmac
import struct
import zlib

from Cryptodome.Cipher import AES
from Cryptodome.Util import Counter

from tests.samples.opening.zip import Item, packed


def _step(crc: int, byte: int) -> int:
    """CRC-32 of one byte more, without the complement at both ends."""
    return zlib.crc32(bytes([byte]), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


class Traditional:
    """APPNOTE.TXT 6.1: the encryptor, which knows the plain byte before it changes its keys."""

    def __init__(self, word: bytes) -> None:
        self.keys = [305419896, 591751049, 878082192]
        for byte in word:
            self.update(byte)

    def update(self, byte: int) -> None:
        keys = self.keys
        keys[0] = _step(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) % (1 << 32)
        keys[2] = _step(keys[2], keys[1] >> 24)

    def encrypt(self, data: bytes) -> bytes:
        out = bytearray()
        for byte in data:
            temporary = (self.keys[2] | 2) & 0xFFFF
            out.append(byte ^ ((temporary * (temporary ^ 1)) >> 8) & 0xFF)
            self.update(byte)
        return bytes(out)


def traditional(name: bytes, data: bytes, word: bytes, method: int = 8, flags: int = 1) -> Item:
    crc = zlib.crc32(data)
    check = 0 if flags & 8 else crc >> 24  # the time of the samples is midnight
    body = Traditional(word).encrypt(bytes(range(11)) + bytes([check]) + packed(data, method))
    return Item(name, data, method, flags=flags, raw=body)


def aes(name: bytes, data: bytes, word: bytes, method: int = 8, strength: int = 3, version: int = 2) -> Item:
    key, salt = 8 + 8 * strength, bytes(range(4 + 4 * strength))
    made = hashlib.pbkdf2_hmac("sha1", word, salt, 1000, 2 * key + 2)
    cipher = AES.new(made[:key], AES.MODE_CTR, counter=Counter.new(128, little_endian=True, initial_value=1))
    body = cipher.encrypt(packed(data, method))
    code = hmac.digest(made[key : 2 * key], body, "sha1")[:10]
    extra = struct.pack("<2HH2sBH", 0x9901, 7, version, b"AE", strength, method)
    raw = salt + made[-2:] + body + code
    crc = 0 if version == 2 else zlib.crc32(data)
    return Item(name, data, 99, flags=1, raw=raw, crc=crc, extra=extra)
