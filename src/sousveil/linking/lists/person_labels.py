"""Lists of what is told of people in pictures: ``female``, ``age_over_60``, ``hat``, ``glasses``, ``black_person``.

So do the labels of networks for pedestrians and faces look, in a text or in settings. Nobody fills in such a list, and
no shop has it: its members are answers, among them age or sex and what somebody looks like.
"""

import re
from collections.abc import Iterable, Iterator

from sousveil.linking.graph import View
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

WHY = "it stands in a list of labels for what somebody in a picture looks like: age or sex, glasses, hair, a hat"
LEAST = 3
"""Labels for age or sex and for looks, one of each kind at least."""
MOST = 200
"""Labels of a list."""
_LOOKS = late(
    r"(?<![a-z])(?:sun_?|eye_?)?glasses|(?<![a-z])(?:hat|cap|hair|bald|beard|mustache|moustache|goatee|face_?mask|mask|backpack|hand_?bag"
    r"|long_?hair|short_?hair|short_?sleeve|long_?sleeve)(?![a-z])|眼镜|帽子|口罩|长发|短发|胡子|очки|борода|шапка|gafas|sombrero|barba|óculos",
    re.IGNORECASE,
)
_VITAL = late(
    r"(?<![a-z])(?:male|female|man|woman|boy|girl|gender|sex|age|aged|young|old|child|adult|elderly|teenager|senior)(?![a-z])"
    r"|男|女|老人|儿童|青年|年龄|мужчина|женщина|возраст|hombre|mujer|edad|homem|mulher",
    re.IGNORECASE,
)
_OTHERS = late(
    r"(?<![a-z])(?:price|brand|size|sku|stock|discount|name|address|email|phone|birth\w*|occupation|marital\w*|income|education"
    r"|nationality|religion|language|emoji|armor|armour|sword|spell|hp|species)(?![a-z])|尺码|价格|品牌|姓名|地址|电话|学历|婚姻",
    re.IGNORECASE,
)
_LISTS = frozenset({SymbolKind.ARRAY, SymbolKind.MAP, SymbolKind.ENUM})


def lists_looks(labels: Iterable[str]) -> bool:
    """Whether labels are those of a network for people."""
    told = [label.strip() for label in labels][: MOST + 1]
    if len(told) > MOST or any(_OTHERS.search(label) for label in told):
        return False
    looks = sum(_LOOKS.search(label) is not None for label in told)
    vital = sum(_VITAL.search(label) is not None for label in told)
    return looks > 0 and vital > 0 and looks + vital >= LEAST


def labels_of(view: View, holder: int) -> Iterator[str]:
    """The members of a list, or the lines of a text that is one."""
    if holder < 0:
        yield from (line for line in view.lines[: MOST + 1] if line.strip())
        return
    if view.symbol(holder).kind in _LISTS:
        for child in view.children.get(holder, ())[: MOST + 1]:
            told = view.symbol(child)
            yield told.value if told.kind is SymbolKind.ENTRY and told.value else told.name
