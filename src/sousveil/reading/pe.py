"""PE (Windows programs and libraries, .NET assemblies too): strings around places, and which of them are names.

Sources: the PE/COFF specification (export directory, import directory) and ECMA-335 partition II, 24.2 (metadata root,
streams ``#Strings`` and ``#US``).
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role
from sousveil.reading import strings
from sousveil.reading.draft import Draft
from sousveil.reading.strings import Regions, Run

_MOST = 200_000
"""Names of exports or imports that are looked up; the largest system libraries have some 30,000."""


class _Image:
    """The headers of one PE file. Raises ``struct.error`` where they are cut short."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        (start,) = struct.unpack_from("<I", data, 0x3C)
        if bytes(data[start : start + 4]) != b"PE\0\0":
            raise struct.error("no PE header")
        count, optional_size = struct.unpack_from("<H12xH", data, start + 6)
        (magic,) = struct.unpack_from("<H", data, start + 24)
        self.wide = magic == 0x20B
        directories = start + 24 + (112 if self.wide else 96)
        self.directories = [struct.unpack_from("<II", data, directories + 8 * index) for index in range(15)]
        table = start + 24 + optional_size
        self.sections: list[tuple[int, int, int]] = []
        for index in range(min(count, 96)):
            _, address, size, offset = struct.unpack_from("<IIII", data, table + 40 * index + 8)
            self.sections.append((address, size, offset))

    def offset(self, address: int) -> int:
        """The file offset of a relative virtual address. Raises ``struct.error`` where no section holds it."""
        for start, size, offset in self.sections:
            if start <= address < start + size:
                return address - start + offset
        raise struct.error(f"address {address:#x} lies in no section")

    def exported(self) -> set[int]:
        """File offsets of the names of exports."""
        address, size = self.directories[0]
        if not size:
            return set()
        count, _, names = struct.unpack_from("<III", self.data, self.offset(address) + 24)
        table = self.offset(names)
        found: set[int] = set()
        for index in range(min(count, _MOST)):
            found.add(self.offset(*struct.unpack_from("<I", self.data, table + 4 * index)))
        return found

    def imported(self) -> set[int]:
        """File offsets of the names of imports."""
        address, size = self.directories[1]
        found: set[int] = set()
        if not size:
            return found
        at = self.offset(address)
        entry, by_number = ("<Q", 1 << 63) if self.wide else ("<I", 1 << 31)
        step = struct.calcsize(entry)
        for _ in range(4096):
            lookup, _, _, library, thunks = struct.unpack_from("<IIIII", self.data, at)
            if not library:
                break
            at += 20
            here = self.offset(lookup or thunks)
            while len(found) < _MOST:
                (value,) = struct.unpack_from(entry, self.data, here)
                here += step
                if not value:
                    break
                if not value & by_number:
                    found.add(self.offset(value & 0x7FFFFFFF) + 2)
        return found

    def names_of_net(self) -> list[tuple[int, int, Role]]:
        """The ``#Strings`` heap of a .NET assembly: names of types, members and parameters."""
        address, size = self.directories[14]
        if not size:
            return []
        (metadata,) = struct.unpack_from("<I", self.data, self.offset(address) + 8)
        root = self.offset(metadata)
        if bytes(self.data[root : root + 4]) != b"BSJB":
            return []
        (version,) = struct.unpack_from("<I", self.data, root + 12)
        at = root + 16 + version
        (streams,) = struct.unpack_from("<H", self.data, at + 2)
        at += 4
        found: list[tuple[int, int, Role]] = []
        for _ in range(min(streams, 16)):
            offset, length = struct.unpack_from("<II", self.data, at)
            name = bytes(self.data[at + 8 : at + 40]).split(b"\0", 1)[0]
            if name == b"#Strings":
                found.append((root + offset, root + offset + length, Role.IDENTIFIER))
            at += 8 + (len(name) // 4 + 1) * 4
        return found


class Pe:
    """Programs and libraries of Windows."""

    name: ClassVar[str] = "pe"
    kinds: ClassVar[tuple[str, ...]] = ("pe",)
    structured: ClassVar[bool] = False
    limits: ClassVar[tuple[str, ...]] = (
        "Machine code is not understood: strings and names of functions are read, not what is done with them.",
        "Of .NET assemblies the names are read in their order, not the tables that say which type has which member.",
        "Resources are read as strings only.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By ``MZ`` and the PE mark that it points to."""
        if len(data) < 64 or bytes(data[:2]) != b"MZ":
            return False
        (start,) = struct.unpack_from("<I", data, 0x3C)
        return bytes(data[start : start + 4]) == b"PE\0\0"

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The strings that hold ``places`` with their neighbours; names of exports and imports as such."""
        draft = Draft(self.name, "", limits)
        exported: set[int] = set()
        imported: set[int] = set()
        regions: list[tuple[int, int, Role]] = []
        try:
            image = _Image(data)
            regions = image.names_of_net()
            exported = image.exported()
            imported = image.imported()
        except struct.error as error:
            draft.gap("unparsed", hides=False, detail=f"tables of the PE file: {error}", remedy="Ask for a whole file.")
        named = Regions(regions)

        def role(run: Run) -> Role:
            if run.start in exported:
                return Role.EXPORTED
            return Role.IMPORT if run.start in imported else named.role(run.start)

        strings.write(draft, data, places, role)
        yield from draft.finish()
