"""Lists of the same groups in one file: what one of them is of, the others are.

A page that counts the people in pictures by group has the counts in one list, where detectors and faces are named, and
the words for the same groups in another, where nothing stands but the words: ``raceLabels = {black: ..., asian: ...}``.
"""

from collections import defaultdict

from sousveil.linking.edges import Setting
from sousveil.linking.graph import View
from sousveil.linking.lists.origins import Origins
from sousveil.linking.lists.scheme import Scheme
from sousveil.model.words import Trait

WHY = "the same groups are listed in the same file, of people who are seen"
LEAST = 3
"""So many groups that two lists have in common are no chance."""
MOST = 8
"""So many other lists of a file are asked."""


class Alongside:
    """The lists of one target, by their file and groups."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins
        self._lists: dict[tuple[int, Trait, frozenset[str]], list[tuple[View, Scheme]]] = defaultdict(list)

    def note(self, view: View, scheme: Scheme) -> None:
        """One of the lists."""
        if len(set(scheme.groups)) >= LEAST and not scheme.table and not scheme.scattered:
            self._lists[_key(view, scheme)].append((view, scheme))

    def setting(self, view: View, scheme: Scheme) -> Setting | None:
        """What another list of the same groups in the same file is of, where that is people who are seen."""
        others = self._lists.get(_key(view, scheme), ())
        settings = {
            self._origins.of_list(beside, other, [])[0] for beside, other in others[:MOST] if other is not scheme
        }
        return next((one for one in (Setting.IMAGE, Setting.CAPTURED) if one in settings), None)


def _key(view: View, scheme: Scheme) -> tuple[int, Trait, frozenset[str]]:
    return view.blob, scheme.trait, frozenset(scheme.groups)
