"""What the readers of native files share: sections, and the parts of debug information among them."""

from collections.abc import Iterable
from typing import NamedTuple

from sousveil.reading.native.dwarf import Debug, Part

_PARTS = {
    "info": "info", "abbrev": "abbrev", "str": "str", "line_str": "line_str", "str_offsets": "str_offsets",
    "str_offs": "str_offsets", "str_offsets.dwo": "str_offsets", "types": "types", "info.dwo": "info",
    "abbrev.dwo": "abbrev", "str.dwo": "str", "types.dwo": "types",
}  # fmt: skip
_MARKS = (".debug_", "__debug_")


class Section(NamedTuple):
    """A section: ``offset`` and ``size`` in bytes of the file, ``address`` where it is loaded (0: not)."""

    name: str
    offset: int
    size: int
    address: int = 0


class Symbol(NamedTuple):
    """What a symbol is: whether it is defined here, seen by others, and data instead of code."""

    defined: bool
    public: bool
    data: bool


def debug_parts(data: memoryview, sections: Iterable[Section]) -> dict[str, Part]:
    """The sections of debug information as they stand in the file. Those of a split file count as the same."""
    found: dict[str, Part] = {}
    for section in sections:
        mark = next((mark for mark in _MARKS if section.name.startswith(mark)), None)
        part = _PARTS.get(section.name[len(mark) :]) if mark else None
        if part is not None and section.size and section.offset < len(data):
            end = min(section.offset + section.size, len(data))
            found.setdefault(part, Part(data[section.offset : end], section.offset))
    return found


def debug_of(parts: dict[str, Part], order: str) -> Debug | None:
    """The debug information of a file, where there is any that can be followed."""
    return Debug(parts, order) if "info" in parts and "abbrev" in parts else None
