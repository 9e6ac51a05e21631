"""Agencies whose *models* are people: bust, waist and hips stand somewhere in the target, so no model is asked.

Who books models, actors or dancers keeps how they look, and filters by it; what they look like was entered. In such a
target a *model* infers nothing. Where something near a place detects, predicts or captures, nothing is said.
"""

from collections.abc import Iterable

import msgspec

from sousveil.linking.edges import Setting
from sousveil.linking.found import Found
from sousveil.linking.given.by_hand import MOST, looked_at_near, measures
from sousveil.linking.graph import Graph, View

WHY = "the models of that target are people, with their measures, and nothing near it looks at anybody"
_OPEN = frozenset({Setting.IMAGE, Setting.CAPTURED})


class Agencies:
    """Whether a target is of those who book people, and which of its places are of what was entered of them."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._measured: bool | None = None

    def told(self, found: Iterable[tuple[View, Found]]) -> list[tuple[View, Found]]:
        """The same places, with what was entered of such people as typed in."""
        return [(view, self._of(view, item)) for view, item in found]

    def setting(self, view: View, unit: int, setting: Setting, why: str) -> tuple[Setting, str]:
        """The setting of what stands at a unit, with the reason."""
        if setting not in _OPEN or not self._books_people() or looked_at_near(view, unit):
            return setting, why
        return Setting.TYPED, WHY

    def _of(self, view: View, item: Found) -> Found:
        setting, why = self.setting(view, item.unit, item.setting, item.why)
        return item if setting is item.setting else msgspec.structs.replace(item, setting=setting, why=why)

    def _books_people(self) -> bool:
        if self._measured is None:
            texts = (view.reading.text for view in self._graph.views.values())
            self._measured = any(0 < len(text) <= MOST and measures(text) for text in texts)
        return self._measured
