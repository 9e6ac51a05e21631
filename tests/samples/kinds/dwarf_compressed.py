"""The same with debug information that is compressed: what is found lies in the part that comes out of it."""

from tests.samples import dwarf as bytewise
from tests.samples.kinds.dwarf import CARD, FINDS, PRODUCT
from tests.samples.opening.elf import ZLIB, gnu, image, packed

__all__ = ["FINDS", "case", "twin"]


def library(product: bytewise.Product) -> bytes:
    """An object in which the large sections are packed and the small one is not, as linkers do it."""
    sections = bytewise.sections(product, 4)
    small = {b".debug_abbrev"}
    return image(
        [(name, 0, data) if name in small else (name, 0x800, packed(data, ZLIB)) for name, data in sections.items()]
    )


def old(product: bytewise.Product) -> bytes:
    """As GNU tools packed it before there was a standard for it."""
    sections = bytewise.sections(product, 3)
    return image([(name.replace(b".debug", b".zdebug"), 0, gnu(data)) for name, data in sections.items()])


def case() -> dict[str, bytes]:
    """As ``SHF_COMPRESSED``."""
    return {"lib/libcvdface.so": library(PRODUCT)}


def twin() -> dict[str, bytes]:
    """A reader of ID cards."""
    return {"lib/libidr.so": library(CARD)}
