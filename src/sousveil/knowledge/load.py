"""Loads the compiled knowledge. Reads one file, imports neither YAML nor anything heavy."""

from functools import cache
from pathlib import Path

import msgspec

from sousveil.knowledge.pack import Pack

PACK_NAME = "pack.msgpack"


@cache
def load() -> Pack:
    """The pack that was built with this version. Raises ``FileNotFoundError`` where it was never compiled."""
    return msgspec.msgpack.decode(Path(__file__).with_name("data").joinpath(PACK_NAME).read_bytes(), type=Pack)
