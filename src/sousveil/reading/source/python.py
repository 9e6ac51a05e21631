"""Python, also its stubs and scripts without a suffix."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, TextUnit
from sousveil.reading import descriptors
from sousveil.reading.decoding import decode
from sousveil.reading.source.reader import SourceReader
from sousveil.reading.textual import head_text

_SCRIPT = late(rb"#![^\n]*\bpython[0-9.]*\b")


class Python(SourceReader):
    """Python sources."""

    name = "python"
    kinds = ("python", "python-descriptor")
    suffixes: ClassVar[tuple[str, ...]] = (".py", ".pyi", ".pyw", ".pyx")
    grammar = ("tree_sitter_python", "language")
    walker = ("sousveil.reading.source.python_walk", "PythonWalk")

    def accepts(self, data: memoryview, name: str) -> bool:
        """By its suffix, or by the interpreter that its first line names."""
        return super().accepts(data, name) or (
            _SCRIPT.match(bytes(data[:128])) is not None and head_text(data) is not None
        )

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The source, and one reading more for each description of messages that stands in it as bytes."""
        raw = bytes(data) if len(data) <= limits.read_source else b""
        if b"AddSerializedFile" not in raw and b"serialized_pb" not in raw:
            yield from super().read(data, name, places, limits)
            return
        found = list(descriptors.in_python(decode(data, places), limits))
        taken = [(_reach(reading), reading) for reading in found]
        for item in super().read(data, name, places, limits):
            if isinstance(item, Reading):
                units = tuple(_without(unit, [reach for reach, _ in taken]) for unit in item.units)
                yield msgspec.structs.replace(item, units=units)
            else:
                yield item
        yield from found


def _reach(reading: Reading) -> tuple[int, int]:
    """The bytes from the first to the last name of a description."""
    spans = [span for unit in reading.units for span in unit.spans]
    return (
        min((span.offset for span in spans), default=0),
        max((span.offset + span.length for span in spans), default=0),
    )


def _without(unit: TextUnit, taken: Sequence[tuple[int, int]]) -> TextUnit:
    """A unit emptied, where a description was read out of it: what it says is told there."""
    if not unit.spans or not any(
        unit.spans[0].offset < end and start < unit.spans[-1].offset + unit.spans[-1].length for start, end in taken
    ):
        return unit
    return msgspec.structs.replace(unit, text="", spans=())
