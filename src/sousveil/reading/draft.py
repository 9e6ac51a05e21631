"""A reading in the making: units and symbols are added one by one, within the limit of units."""

from collections.abc import Iterator

import msgspec

from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.limits import Limits
from sousveil.model.text import Condition, Kept, Reading, Reference, Symbol, TextUnit
from sousveil.model.words import Role, Stage, Step, SymbolKind


class Draft:
    """Collects the units and symbols of one blob. What does not fit any more is counted and becomes one gap."""

    def __init__(self, reader: str, language: str, limits: Limits, text: str = "") -> None:
        self.reader, self.language, self.text = reader, language, text
        self.units: list[TextUnit] = []
        self.symbols: list[Symbol] = []
        self.references: list[Reference] = []
        self.conditions: list[Condition] = []
        self.kept: list[Kept] = []
        self.rows: tuple[int, ...] = ()
        self.columns: tuple[int, ...] = ()
        """As in a reading, like the rows."""
        self.gaps: list[Gap] = []
        self._limit = limits.units
        self.left_out = 0
        """Units and symbols for which there was no room."""

    def unit(self, unit: TextUnit | None, symbol: int = -1) -> int:
        """Adds a unit that belongs to ``symbol``; its index, or -1 where there is none or no room."""
        if unit is None or not unit.text:
            return -1
        if len(self.units) >= self._limit:
            self.left_out += 1
            return -1
        self.units.append(unit if symbol == unit.symbol else msgspec.structs.replace(unit, symbol=symbol))
        return len(self.units) - 1

    def symbol(
        self,
        kind: SymbolKind,
        name: str,
        unit: TextUnit | None = None,
        parent: int = -1,
        type_: str = "",
        value: str = "",
    ) -> int:
        """Adds a symbol and the unit of its name; the index of the symbol, or -1 where there is no room."""
        if len(self.symbols) >= self._limit:
            self.left_out += 1
            return -1
        index = len(self.symbols)
        self.symbols.append(Symbol(kind, name, -1, parent, type_, value))
        where = self.unit(unit, index)
        if where >= 0:
            self.symbols[index] = Symbol(kind, name, where, parent, type_, value)
        return index

    def amend(self, symbol: int, *, kind: SymbolKind | None = None, type_: str = "", value: str = "") -> None:
        """Says of a symbol what was only learnt later."""
        if symbol < 0:
            return
        old = self.symbols[symbol]
        self.symbols[symbol] = msgspec.structs.replace(
            old, kind=kind or old.kind, type=type_ or old.type, value=value or old.value
        )

    def rerole(self, unit: int, role: Role) -> None:
        """Gives a unit the role that was only learnt later."""
        if unit >= 0:
            self.units[unit] = msgspec.structs.replace(self.units[unit], role=role)

    def name(self, symbol: int, name: str, unit: int) -> None:
        """Gives a symbol the name that was only read after it."""
        if symbol >= 0 and not self.symbols[symbol].name:
            self.symbols[symbol] = msgspec.structs.replace(self.symbols[symbol], name=name, unit=unit)

    def named_by(self, symbol: int, unit: int) -> None:
        """Says which unit a symbol's name stands in."""
        if symbol >= 0 and unit >= 0:
            self.symbols[symbol] = msgspec.structs.replace(self.symbols[symbol], unit=unit)

    def attach(self, unit: int, symbol: int) -> None:
        """Says that a unit belongs to a symbol that came after it."""
        if unit >= 0:
            self.units[unit] = msgspec.structs.replace(self.units[unit], symbol=symbol)

    def refer(self, name: str, how: str, unit: int, within: int = -1) -> None:
        """Notes a use of a name."""
        if unit >= 0:
            self.references.append(Reference(name, how, unit, within))

    def gap(self, code: str, *, size: int = 0, remedy: str = "", detail: str = "", hides: bool = True) -> None:
        """Notes that something was not read; ``hides`` says whether evidence could lie in it."""
        stages = ALL_STAGES if hides else ()
        self.gaps.append(Gap(step=Step.READING, code=code, size=size, could_hide=stages, remedy=remedy, detail=detail))

    def near_only(self, size: int, *, everything: bool) -> None:
        """Notes that of a long text of ``size`` bytes only what is near a telling word was taken apart."""
        if not everything:
            self.gap(
                "read-near-words",
                size=size,
                hides=False,
                remedy="Nothing to do: words were looked for everywhere; only lists far longer than a page may be cut.",
            )

    def rows_left_closed(self, count: int) -> None:
        """Notes that telling words stand in ``count`` rows of data, which may be about people and are not read."""
        self.gaps.append(
            Gap(
                step=Step.READING,
                code="rows-left-closed",
                count=count,
                could_hide=(Stage.SCHEME, Stage.OBSERVED),
                remedy="Rows may be about people and are not read: look by yourself whether they are a list of kinds.",
            )
        )

    def finish(self) -> Iterator[Reading | Gap]:
        """The reading, where anything was read, then the gaps."""
        if self.units or self.symbols or self.text:
            yield Reading(
                reader=self.reader,
                language=self.language,
                units=tuple(self.units),
                symbols=tuple(self.symbols),
                references=tuple(self.references),
                conditions=tuple(self.conditions),
                kept=tuple(self.kept),
                text=self.text,
                rows=self.rows if self.text else (),
                columns=self.columns if self.text else (),
            )
        yield from self.gaps
        if self.left_out:
            yield Gap(
                step=Step.READING,
                code="budget-spent",
                count=self.left_out,
                could_hide=ALL_STAGES,
                remedy="Scan again with a higher limit of text units.",
                detail=f"{self.left_out} text units over the limit",
            )
