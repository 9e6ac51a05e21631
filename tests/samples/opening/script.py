"""A script with a packed tar behind it, as makeself writes them."""

import gzip
from collections.abc import Mapping

from tests.samples.opening.payload import FILES
from tests.samples.opening.tar import build as tar

TEXT = b'#!/bin/sh\n# unpacks what stands below\ntail -n +5 "$0" | gzip -dc | tar xf -\nexit\n'


def build(files: Mapping[bytes, bytes] = FILES, *, packed: bool = True) -> bytes:
    archive = tar(files)
    return TEXT + (gzip.compress(archive, mtime=0) if packed else archive)
