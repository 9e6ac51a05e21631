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


def record(key: bytes, value: bytes) -> bytes:
    rest = b" " + key + b"=" + value + b"\n"
    length = len(rest) + 1
    while len(b"%d" % length) + len(rest) != length:
        length += 1
    return b"%d" % length + rest


def pax(records: Mapping[bytes, bytes], kind: bytes = b"x") -> bytes:
    body = b"".join(record(key, value) for key, value in records.items())
    return header(b"PaxHeaders/x", len(body), kind) + padded(body)


def sparse(name: bytes, runs: list[tuple[int, bytes]], size: int, form: str) -> bytes:
    """A member of ``size`` bytes of which ``runs``, (offset, data), are stored, in one of the four forms."""
    body, pairs = b"".join(data for _, data in runs), [(offset, len(data)) for offset, data in runs]
    if form == "old":
        return _old_sparse(name, pairs, size, body)
    said = {b"GNU.sparse.realsize": b"%d" % size, b"GNU.sparse.name": name}
    if form == "1.0":
        numbers = [len(pairs), *(number for pair in pairs for number in pair)]
        body = padded(b"".join(b"%d\n" % number for number in numbers)) + body
        said |= {b"GNU.sparse.major": b"1", b"GNU.sparse.minor": b"0"}
    elif form == "0.1":
        said = {b"GNU.sparse.size": b"%d" % size, b"GNU.sparse.numblocks": b"%d" % len(pairs)}
        said[b"GNU.sparse.map"] = b",".join(b"%d,%d" % pair for pair in pairs)
    if form == "0.0":
        said = {b"GNU.sparse.size": b"%d" % size}
        numbers = b"".join(
            record(b"GNU.sparse." + key, b"%d" % number)
            for pair in pairs
            for key, number in zip((b"offset", b"numbytes"), pair, strict=True)
        )
        records = b"".join(record(*one) for one in said.items()) + numbers
        return header(b"PaxHeaders/x", len(records), b"x") + padded(records) + member(name, body)
    return pax(said) + member(name, body)


def _old_sparse(name: bytes, pairs: list[tuple[int, int]], size: int, body: bytes) -> bytes:
    entries = [b"%011o\0%011o\0" % pair for pair in pairs]
    block = bytearray(header(name, len(body), b"S", magic=b"ustar  \0"))
    block[386:482] = b"".join(entries[:4]).ljust(96, b"\0")
    block[482] = len(entries) > 4
    block[483:495] = b"%011o\0" % size
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    out = bytes(block)
    for at in range(4, len(entries), 21):
        out += b"".join(entries[at : at + 21]).ljust(504, b"\0") + bytes([len(entries) > at + 21]) + bytes(7)
    return out + padded(body)


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    return b"".join(member(name, data) for name, data in files.items()) + END
