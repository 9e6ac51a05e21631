"""Resources embedded in .NET assemblies, beside the assembly, which is read as a whole.

Source: see ``net_metadata``; the README of Costura.Fody (MIT) for the names of libraries that it packs.
"""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.net_metadata import has_net_resources, net_resources
from sousveil.opening.formats.pe import cut_short
from sousveil.opening.formats.pe_image import Image

_KIND = "net-resource"


class NetAssembly:
    """See the module."""

    name = "net-assembly"
    also: tuple[str, ...] = ("dll and exe of .NET",)
    first = b"M"
    recognised = "a PE header with a CLI header that names resources"
    limits: tuple[str, ...] = ("Of what Costura packed, libraries packed with deflate are unpacked.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """A CLI header with resources."""
        if start[:2] != b"MZ" or len(start) < 64:
            return False
        try:
            return has_net_resources(data, Image(data))
        except (ValueError, struct.error):
            return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The resources; the assembly stays a leaf."""
        desk.leaf = True
        image = Image(desk.data)
        yield from cut_short(desk, image)
        for index, one in enumerate(net_resources(desk.data, image)):
            lower = one.name.lower()
            if lower.startswith(b"costura.") and lower.endswith(b".compressed"):
                called = one.name[len(b"costura.") : -len(b".compressed")]
                yield from desk.unpacked(
                    _KIND, one.start, one.end, "deflate", name=one.name, index=index, called=called
                )
            else:
                yield desk.stored(_KIND, one.start, one.end, name=one.name, index=index)
