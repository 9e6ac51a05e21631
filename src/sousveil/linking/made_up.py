"""Faces that a program makes up: figures of a game, avatars, drawings, with hair, eyes and a race picked by chance.

They have all the features of a face that was looked at, but nobody's: no camera, photo, detector or model is told of in
the files that lie together, and something is drawn, and picked by chance.
"""

import re
from collections.abc import Sequence

import msgspec

from sousveil.linking.edges import Setting
from sousveil.linking.graph import Graph, Node, View, scope_of
from sousveil.linking.loose import Found
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

WHY = "the faces there are drawn or made up by chance, and nothing looks at anybody"
LONGEST = 400_000
"""Code points of a file that is looked through."""
FEW = 2
"""So many different words for pictures and models make it likely that something is looked at."""
_CHANCE = late(
    r"(?<![a-z])rand(?:om\w*|_?(?:choice|int|uniform|range|element|item)|Choice|Int)(?![a-z])|Math\.random|[Rr]andomi[sz]e|\bRandom\."
)
_RANDOM = late(
    r"(?<![a-z])random(?!_?(?:forest|walk|sampl|crop|flip|access))|Random(?!Forest|Walk|Sampl|Crop|Flip|Access)|(?<![a-z])rand_"
)
"""In the name of a function: it makes something up."""
_DRAWN = late(
    r"(?<![A-Za-z])(?:to)?_?svgs?(?![a-z])|SVG|Svg|[Aa]vatar|[Cc]artoon|[Ss]prite|(?<![A-Za-z])[Nn]pcs?(?![a-z])|NPC|[Jj]ersey"
    r"|[Cc]haracter_?(?:[Cc]reat|[Gg]en|[Mm]ak|[Cc]ustom|[Bb]uild|[Ee]dit)|[Ee]moji|[Dd]oodle"
)
_SEES = late(
    r"camera|cctv|webcam|selfie|surveil|detect|recogni[sz]|classif|predict|deepface|insightface|opencv|(?<![a-z])cv2"
    r"|(image|photo|picture|frame|video|analy[sz]|infer|confidence|score|model)",
    re.IGNORECASE,
)


def _chooses_by_chance(view: View, symbol: int) -> bool:
    """Whether it is a parameter of a function that makes something up: ``randomFace(gender, age, race)``."""
    own = view.symbol(symbol)
    return (
        own.kind is SymbolKind.PARAMETER
        and own.parent >= 0
        and _RANDOM.search(view.symbol(own.parent).name) is not None
    )


class MadeUp:
    """What is known of the files of a target, and of those that lie in one folder."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._files: dict[tuple[int, int], tuple[bool, int]] = {}
        self._folders: dict[str, tuple[bool, int]] = {}

    def setting(self, view: View, setting: Setting, why: str, users: Sequence[Node] = ()) -> tuple[Setting, str]:
        """The setting of what stands in a file, with the reason: of nobody where the faces there are made up.

        ``users`` are the slots of a list: where all of them only choose what is made by chance, so does the list.
        """
        chosen = bool(users) and all(_chooses_by_chance(self._graph.view(user), user.symbol) for user in users)
        made = setting.tied and (chosen or self._figures(view))
        return (Setting.NONE, WHY) if made else (setting, why)

    def told(self, view: View, found: Found) -> Found:
        """The same place with that setting."""
        users = [Node(view.blob, view.number, found.symbol)] if found.symbol >= 0 else []
        setting, why = self.setting(view, found.setting, found.why, users)
        return found if setting is found.setting else msgspec.structs.replace(found, setting=setting, why=why)

    def _figures(self, view: View) -> bool:
        if not view.reading.text:
            return False
        made, seen = self._of_file(view)
        if seen < FEW and not made:
            made, seen = self._of_folder(scope_of(view.path))
        return made and seen < FEW

    def _of_folder(self, folder: str) -> tuple[bool, int]:
        if folder not in self._folders:
            told = [self._of_file(other) for other in self._graph.views.values() if scope_of(other.path) == folder]
            self._folders[folder] = (any(made for made, _ in told), max(seen for _, seen in told))
        return self._folders[folder]

    def _of_file(self, view: View) -> tuple[bool, int]:
        """Whether something is drawn by chance in a file, and how much speaks of pictures that are looked at."""
        key = (view.blob, view.number)
        if key not in self._files:
            text = view.reading.text
            if len(text) > LONGEST:
                self._files[key] = (False, FEW)
            else:
                words = {match[0].lower() if match[1] else "" for match in _SEES.finditer(text)}
                made = _CHANCE.search(text) is not None and _DRAWN.search(text) is not None
                self._files[key] = (made, FEW if "" in words else len(words))
        return self._files[key]
