"""Tar archives, written block by block so that any field can be wrong."""

from collections.abc import Mapping

from tests.samples.opening.payload import FILES

END = bytes(1024)


def header(name: bytes, size: int, kind: bytes = b"0", link: bytes = b"", magic: bytes = b"ustar\x0000") -> bytes:
    block = bytearray(512)
    block[0 : min(len(name), 100)] = name[:100]
    block[100:108] = b"0000644\0"
    block[108:116] = block[116:124] = b"0000000\0"
    block[124:136] = b"%011o\0" % size if size < 8**11 else b"\x80" + size.to_bytes(11, "big")
    block[136:148] = b"00000000000\0"
    block[156:157] = kind
    block[157 : 157 + min(len(link), 100)] = link[:100]
    block[257 : 257 + len(magic)] = magic
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 512)


def member(name: bytes, data: bytes) -> bytes:
    """A regular file; a name of more than 100 bytes as GNU tar writes it."""
    long = header(b"././@LongLink", len(name) + 1, b"L") + padded(name + b"\0") if len(name) > 100 else b""
    return long + header(name, len(data)) + padded(data)


def pax(records: Mapping[bytes, bytes], kind: bytes = b"x") -> bytes:
    body = b""
    for key, value in records.items():
        rest = b" " + key + b"=" + value + b"\n"
        length = len(rest) + 1
        while len(b"%d" % length) + len(rest) != length:
            length += 1
        body += b"%d" % length + rest
    return header(b"PaxHeaders/x", len(body), kind) + padded(body)


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    return b"".join(member(name, data) for name, data in files.items()) + END
