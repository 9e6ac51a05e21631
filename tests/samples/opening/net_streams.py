"""Compiled resources of .NET that hold files."""

from tests.samples.opening.payload import FILES
from tests.samples.reading.net_resources import product


def build() -> bytes:
    return product({"Title": "Gate"}, files={name.decode("utf-8", "replace"): data for name, data in FILES.items()})
