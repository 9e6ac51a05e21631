"""The same assembly, with a flag that says that it has code of the processor too."""

from tests.samples.reading import net

NAME = "NvxBridge.dll"


def build() -> bytes:
    """The whole."""
    return net.product(flags=0x10)


def places() -> list:
    """As in the other."""
    return net.places(build())
