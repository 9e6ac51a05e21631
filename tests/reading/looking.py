"""Reads a sample and writes down what was read, one symbol a line, to compare it with what should be."""

import importlib
from collections.abc import Sequence

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, holds
from sousveil.model.words import Role
from sousveil.reading.registry import recognise


def read(
    data: bytes, name: str, places: Sequence[Place] = (), limits: Limits | None = None
) -> tuple[Reading, list[Gap]]:
    """The one reading of a blob and its gaps; every unit has been compared with its bytes."""
    reader = recognise(data, name)
    assert reader is not None
    out = list(reader.read(memoryview(data), name, places, limits or Limits()))
    readings = [one for one in out if isinstance(one, Reading)]
    assert len(readings) == 1
    wrong = [unit for unit in readings[0].units if not holds(unit, data)]
    assert not wrong
    return readings[0], [one for one in out if isinstance(one, Gap)]


def sample(name: str) -> tuple[bytes, str]:
    """Bytes and file name of a reader's sample."""
    module = importlib.import_module(f"tests.samples.reading.{name}")
    return module.build(), module.NAME


def place_of(data: bytes, word: str, encoding: str = "utf-8") -> Place:
    """A place at the first occurrence of a word."""
    raw = word.encode(encoding)
    return Place(data.index(raw), data.index(raw) + len(raw), 0, encoding)


def said(reading: Reading, symbol: int, role: Role) -> list[str]:
    """The texts of a role that belong to a symbol."""
    return [unit.text for unit in reading.units if unit.symbol == symbol and unit.role == role]


def outline(reading: Reading) -> list[str]:
    """``kind name : type = value  # comments  @ attributes``, indented by depth."""
    children: dict[int, list[int]] = {}
    for index, symbol in enumerate(reading.symbols):
        children.setdefault(symbol.parent, []).append(index)
    out: list[str] = []

    def show(index: int, depth: int) -> None:
        symbol = reading.symbols[index]
        line = "  " * depth + f"{symbol.kind} {symbol.name}".rstrip()
        line += f" : {symbol.type}" if symbol.type else ""
        line += f" = {symbol.value}" if symbol.value else ""
        comments = [" ".join(text.split()) for text in said(reading, index, Role.COMMENT)]
        line += "  # " + " | ".join(comments) if comments else ""
        attributes = said(reading, index, Role.ATTRIBUTE)
        line += "  @ " + " | ".join(attributes) if attributes else ""
        out.append(line)
        for child in children.get(index, ()):
            show(child, depth + 1)

    for top in children.get(-1, ()):
        show(top, 0)
    return out
