"""A script with files written in base64 in it: on one line, in lines of one width, packed before."""

import base64
import gzip
import zlib

from tests.samples.opening.payload import FILES

FILLER = b"".join(b"# line %d of what a script says before it\n" % number for number in range(16))
NOISE = b"".join(b"%x" % (7**number) for number in range(60))


def lines(data: bytes, width: int = 76, indent: bytes = b"", end: bytes = b"\n") -> bytes:
    text = base64.b64encode(data)
    return end.join(indent + text[at : at + width] for at in range(0, len(text), width))


def build() -> bytes:
    first, second, third = FILES.values()
    return b"".join(
        (
            b"#!/bin/sh\n", FILLER,
            b"A='", base64.b64encode(gzip.compress(NOISE + first, mtime=0)), b"'\n",
            b"cat <<EOF | base64 -d\n", lines(FILLER + second), b"\nEOF\n",
            b'{"data": "data:;base64,', base64.urlsafe_b64encode(zlib.compress(NOISE + third)), b'"}\n',
        )
    )  # fmt: skip
