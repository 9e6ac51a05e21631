"""Ar archives: names in the header, in a GNU table, before the data as BSD writes them; thin ones."""

from collections.abc import Mapping

from tests.samples.opening.payload import FILES


def header(name: bytes, size: int) -> bytes:
    return name.ljust(16) + b"0           0     0     100644  " + b"%-10d" % size + b"`\n"


def member(name: bytes, data: bytes) -> bytes:
    return header(name, len(data)) + data + b"\n" * (len(data) & 1)


def bsd(name: bytes, data: bytes) -> bytes:
    padded = name + bytes(-len(name) % 4)
    return member(b"#1/%d" % len(padded), padded + data)


def gnu(files: Mapping[bytes, bytes], thin: bool = False) -> bytes:
    table, body = b"", b""
    for name, data in files.items():
        put = b"/%d" % len(table)
        body += header(put, len(data)) if thin else member(put, data)
        table += name + b"/\n"
    return (b"!<thin>\n" if thin else b"!<arch>\n") + member(b"//", table) + body


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    first, *others = files.items()
    return gnu(dict(others)) + bsd(*first)
