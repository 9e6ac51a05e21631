"""Names in programs of Windows: the strings of the version resource, and what an assembly of .NET says of itself.

Source: Microsoft's VS_VERSIONINFO and StringFileInfo, as in :mod:`sousveil.reading.native.pe_image`; ECMA-335,
partition II, "Assembly"; learn.microsoft.com, "Set assembly attributes".
"""

import struct
from collections.abc import Iterator

from sousveil.model.calling import Calling, Said
from sousveil.model.encodings import VERSION, version_numbers
from sousveil.reading.calling.said import LONGEST, made, stored
from sousveil.reading.native.pe_image import PeImage
from sousveil.reading.net_image import Assembly

_ASSEMBLY, _ATTRIBUTES_OF = 0x20, 14
"""The table of the assembly itself, and the tag of its attributes."""
_SUFFIX = "Attribute"
_LEFT = "TODO: "
"""How a value begins that an assistant for new projects wrote, and nobody filled in."""


def program(data: memoryview) -> tuple[Calling, ...]:
    """Product, its version and its company, else description and version of the file; and the assembly."""
    return tuple(one for one in (_resource(data), _assembly(data)) if one is not None)


def _resource(data: memoryview) -> Calling | None:
    try:
        found = dict(reversed(list(_strings(data))))  # where there are several languages, the first
    except (struct.error, ValueError, IndexError, OverflowError):
        return None
    return made(
        "version resource",
        found.get("ProductName") or found.get("FileDescription"),
        found.get("ProductVersion") or found.get("FileVersion"),
        found.get("CompanyName"),
    )


def _strings(data: memoryview) -> Iterator[tuple[str, Said]]:
    for (at, size), (start, length) in PeImage(data).version():
        text = bytes(data[start : start + length]).decode("utf-16-le", "replace")
        left = len(text) - len(text.lstrip())
        shown = text.strip()
        if shown and len(shown) <= LONGEST and "\ufffd" not in shown and shown.isprintable() and shown[:6] != _LEFT:
            key = bytes(data[at : at + size]).decode("utf-16-le", "replace")
            encoded = len(shown.encode("utf-16-le"))
            yield key, Said(shown, start + 2 * left, encoded, "utf-16-le")


def _numbers(assembly: Assembly) -> Said | None:
    """The version in the table, four numbers; nothing where nobody gave one, and all are 0."""
    start = assembly.meta.place(_ASSEMBLY, 1) + 4
    raw = bytes(assembly.data[start : start + 8])
    if not any(raw):
        return None
    return Said(version_numbers(raw.decode("latin-1")), start, 8, "latin-1", escapes=(VERSION,))


def _assembly(data: memoryview) -> Calling | None:
    """The name of the assembly, its company where an attribute writes it, its version there or in the table."""
    try:
        assembly = Assembly(data)
        row = next(iter(assembly.meta.rows(_ASSEMBLY)), None)
        run = None if row is None else assembly.name(row[7])
        if run is None:
            return None
        texts: dict[str, Said] = {}
        for one in assembly.attributes(_ATTRIBUTES_OF, 1):
            said = stored(data, one.texts[0].start, one.texts[0].end - one.texts[0].start) if one.texts else None
            if said is not None:
                texts.setdefault(one.type.removesuffix(_SUFFIX), said)
    except (struct.error, ValueError, KeyError, IndexError, OverflowError):
        return None
    version = texts.get("AssemblyInformationalVersion") or texts.get("AssemblyFileVersion") or _numbers(assembly)
    name = stored(data, run.start, run.end - run.start)
    return made(".NET assembly", name, version, texts.get("AssemblyCompany"))
