"""Faces that a program makes up: figures of a game, avatars, drawings, with hair, eyes and a race picked by chance.

They have all the features of a face that was looked at, but nobody's: no camera, photo, detector or model is told of in
the files that lie together, and something is drawn, and picked by chance.
"""

import re
from collections.abc import Sequence

import msgspec

from sousveil.linking.edges import Setting
from sousveil.linking.found import Found
from sousveil.linking.given.annotated import WHY as COUNTED
from sousveil.linking.given.annotated import lists_labels, only_counted
from sousveil.linking.given.assembled import WHY as ASSEMBLED
from sousveil.linking.given.assembled import assembled
from sousveil.linking.given.cosmetics import WHY as PUT_ON
from sousveil.linking.given.cosmetics import put_on
from sousveil.linking.given.nobody import (
    GENERATED,
    PICKED,
    READ_OUT,
    of_a_generator,
    picked_by_chance,
    read_out_of_else,
)
from sousveil.linking.given.to_order import (
    ORDERED,
    RATED,
    STUDIED,
    is_prose,
    looks,
    made_for_a_study,
    made_to_order,
    rated_by_group,
)
from sousveil.linking.graph import Graph, Node, View, scope_of
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
        self._made: dict[tuple[int, int], bool] = {}
        self._folders: dict[str, bool] = {}
        self._ordered: dict[str, bool] = {}
        self._studied: dict[tuple[int, int], str] = {}
        self._counted: dict[tuple[int, int], bool] = {}
        self._nobody: dict[tuple[int, int], str] = {}
        self._by_generator: bool | None = None

    def setting(
        self, view: View, setting: Setting, why: str, users: Sequence[Node] = (), line: int = 0
    ) -> tuple[Setting, str]:
        """The setting of what stands in a file, with the reason: of nobody where the faces there are made up.

        ``users`` are the slots of a list: where all of them only choose what is made by chance, so does the list.
        ``line`` is the one on which a list begins (0: it is none).
        """
        chosen = bool(users) and all(_chooses_by_chance(self._graph.view(user), user.symbol) for user in users)
        if not setting.tied:
            return setting, why
        if chosen or self._figures(view):
            return Setting.NONE, WHY
        if self._to_order(scope_of(view.path)):
            return Setting.NONE, ORDERED
        if studied := self._of_a_study(view):
            return Setting.NONE, studied
        if lists_labels(view, line) and self._only_counted(view):
            return Setting.NONE, COUNTED
        return (Setting.NONE, of_nobody) if (of_nobody := self._of_nobody(view)) else (setting, why)

    def told(self, view: View, found: Found) -> Found:
        """The same place with that setting."""
        users = [Node(view.blob, view.number, found.symbol)] if found.symbol >= 0 else []
        setting, why = self.setting(view, found.setting, found.why, users)
        if setting.tied and not found.group and self._only_counted(view):
            setting, why = Setting.NONE, COUNTED
        if setting.tied and put_on(view, found.unit, found.trait):
            setting, why = Setting.NONE, PUT_ON
        return found if setting is found.setting else msgspec.structs.replace(found, setting=setting, why=why)

    def _figures(self, view: View) -> bool:
        if not view.reading.text:
            return False
        return _seen(view) < FEW if self._is_made(view) else self._folder(scope_of(view.path))

    def _folder(self, folder: str) -> bool:
        """Whether something is drawn by chance in files that lie together, and none speaks of looking at anybody."""
        if folder not in self._folders:
            views = [view for view in self._graph.views.values() if scope_of(view.path) == folder]
            made = any(map(self._is_made, views))
            self._folders[folder] = made and max(map(_seen, views)) < FEW
        return self._folders[folder]

    def _to_order(self, folder: str) -> bool:
        """Whether a program in a folder has pictures made to order, and none there looks at anybody."""
        if folder not in self._ordered:
            views = [view for view in self._graph.views.values() if scope_of(view.path) == folder]
            self._ordered[folder] = any(map(made_to_order, views)) and not any(map(looks, views))
        return self._ordered[folder]

    def _of_nobody(self, view: View) -> str:
        """Why nobody was looked at for what stands in a file; empty where somebody may have been."""
        key = (view.blob, view.number)
        if key not in self._nobody:
            why = PICKED if picked_by_chance(view) else READ_OUT if read_out_of_else(view) else ""
            why = why if why and _seen(view) < FEW else ASSEMBLED if assembled(view) else ""
            self._nobody[key] = "" if is_prose(view) else why
        return self._nobody[key] or (GENERATED if self._generated() else "")

    def _generated(self) -> bool:
        """Whether a program of the target takes its faces from a generator, and none there looks at anybody."""
        if self._by_generator is None:
            views = self._graph.views.values()
            self._by_generator = any(map(of_a_generator, views)) and not any(map(looks, views))
        return self._by_generator

    def _of_a_study(self, view: View) -> str:
        key = (view.blob, view.number)
        if key not in self._studied:
            self._studied[key] = STUDIED if made_for_a_study(view) else RATED if rated_by_group(view) else ""
        return self._studied[key]

    def _only_counted(self, view: View) -> bool:
        key = (view.blob, view.number)
        if key not in self._counted:
            self._counted[key] = only_counted(view)
        return self._counted[key]

    def _is_made(self, view: View) -> bool:
        """Whether something is drawn by chance in a file."""
        key = (view.blob, view.number)
        if key not in self._made:
            text = view.reading.text
            short = len(text) <= LONGEST
            self._made[key] = short and _CHANCE.search(text) is not None and _DRAWN.search(text) is not None
        return self._made[key]


def _seen(view: View) -> int:
    """How much in a file speaks of pictures that are looked at, up to ``FEW``."""
    text = view.reading.text
    if len(text) > LONGEST:
        return FEW
    words = {match[0].lower() if match[1] else "" for match in _SEES.finditer(text)}
    return FEW if "" in words else min(FEW, len(words))
