"""COFF objects, as static and import libraries of Windows hold them: names of symbols, strings, debug information.

The layout is in :mod:`sousveil.reading.native.coff_image`.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.codeview import TypeReader
from sousveil.reading.draft import Draft
from sousveil.reading.native import names
from sousveil.reading.native.codeview import Types
from sousveil.reading.native.coff_image import Import, Layout, import_of, layout_of, look_up, sections_of
from sousveil.reading.native.debug import DebugReader
from sousveil.reading.native.names import NATIVE_LIMITS, PLAIN, Sort, sort_of
from sousveil.reading.native.objects import Symbol, debug_of, debug_parts
from sousveil.reading.strings import Run


class Coff:
    """What a compiler for Windows leaves before linking."""

    name: ClassVar[str] = "coff"
    kinds: ClassVar[tuple[str, ...]] = ("coff-object", "import-library")
    structured: ClassVar[bool] = False
    limits: ClassVar[tuple[str, ...]] = (
        *NATIVE_LIMITS,
        "Of debug information in the form of Microsoft (CodeView) types are read in their structure, not functions.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By a machine that exists and tables that lie in the file one behind the other."""
        return layout_of(data) is not None or import_of(data) is not None

    def labelled(self, data: memoryview) -> bool:
        """An object has its symbols; what an import library has is no code."""
        return layout_of(data) is not None or import_of(data) is not None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """What debug information says about ``places``; for the others their strings, names of symbols as such."""
        draft = Draft(self.name, "", limits)
        layout, taken = layout_of(data), import_of(data)
        left: Sequence[Place] = places
        if layout is not None:
            debug = debug_of(debug_parts(data, sections_of(data, layout)), "<")
            left = DebugReader(debug, draft).tell(places) if debug is not None else places
            for section in sections_of(data, layout):
                if section.name == ".debug$T" and section.size > 4:
                    left = TypeReader(Types(data, section.offset + 4, section.offset + section.size), draft).tell(left)
        names.write(draft, data, left, Sorts(data, layout, taken))
        yield from draft.finish()


class Sorts:
    """What the strings of an object are."""

    def __init__(self, data: memoryview, layout: Layout | None, taken: Import | None = None) -> None:
        self._data, self._layout, self._taken = data, layout, taken

    def __call__(self, runs: Sequence[Run]) -> list[Sort]:
        """What each string is."""
        if self._taken is not None:
            return [self._of_import(self._taken, run) for run in runs]
        if self._layout is None:
            return [PLAIN] * len(runs)
        known = look_up(self._data, self._layout, {run.start for run in runs})
        return [self._sort(run, self._layout, known) for run in runs]

    @staticmethod
    def _of_import(taken: Import, run: Run) -> Sort:
        if run.start != taken.symbol[0]:
            return PLAIN
        return Sort(Role.IMPORT, SymbolKind.VARIABLE if taken.data else SymbolKind.FUNCTION)

    @staticmethod
    def _sort(run: Run, layout: Layout, known: dict[int, Symbol]) -> Sort:
        symbol = known.get(run.start)
        if symbol is not None:
            return sort_of(symbol)
        return Sort(Role.IDENTIFIER) if run.start >= layout.symbols_at else PLAIN
