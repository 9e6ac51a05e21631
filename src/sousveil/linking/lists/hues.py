"""Groups that are named by the single character of a colour: ``人种: 0-黄, 1-白, 2-黑``, ``raceInfo: [{name: "黄"}]``.

A character alone is in every other word, and no lexicon can hold it. It names a group where it is all of a value, or
stands right behind its code, and the thing that holds several of them is called after race or the colour of skin.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from sousveil.linking.graph import View
from sousveil.linking.lists.alike import Alike, added, alike
from sousveil.linking.lists.tabulated import tabulated
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

GROUPS = {"黄": "yellow", "黃": "yellow", "白": "white", "黑": "black", "黒": "black", "棕": "brown", "褐": "brown"}
LEAST = 2
"""So many different groups."""
DEEP = 4
"""Levels of lists and maps below a name in which its values lie."""
MOST = 40
"""Values of a list; a longer one is of anything."""
REACH = 120
"""Code points behind a trait's word in which its codes stand."""
_TRAITS = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})
_VALUES = frozenset({Role.VALUE, Role.ITEM, Role.STRING, Role.OPTION, Role.UI_LABEL})
_TEXTS = frozenset({Role.COMMENT, Role.STRING, Role.VALUE, Role.DOCUMENT, Role.ATTRIBUTE, Role.UI_LABEL})
_PAINT = frozenset("红紅蓝藍绿綠灰紫粉橙青银銀金")
_COD = r"\d\s*[.．、:：=\-—–~)）]\s*[\"'“「]?"
_CODE = late(rf"(?:{_COD})([黄黃白黑黒棕褐])(?:色)?(?![\u3400-\u9fff])")
_PAINTED = late(rf"(?:{_COD})[红紅蓝藍绿綠灰紫粉橙青银銀金]")
_ENDS = late(r"[。\n]|\d\s*[.、]?\s*(?:年龄|性别|眼镜|口罩|表情|胡)")


def without_list(view: View, taken: AbstractSet[int]) -> Iterator[list[Alike]]:
    """Runs of names, texts or values that no list of words holds; ``taken`` may grow while they are asked for."""
    return chain(alike(view, taken), added(view, taken), hued(view, taken), tabulated(view, taken))


def hued(view: View, taken: AbstractSet[int]) -> Iterator[list[Alike]]:
    """Runs of such values, two groups or more in each; none of the units ``taken``."""
    done: set[int] = set()
    for hit in view.hits:
        if hit.group or hit.trait not in _TRAITS:
            continue
        symbol = view.unit(hit.unit).symbol
        named = symbol >= 0 and view.symbol(symbol).unit == hit.unit
        runs = [_coded(view, hit)] + ([_below(view, symbol)] if named and symbol not in done else [])
        done.add(symbol)
        said = frozenset(tag.concept for tag in view.unit_tags(hit.unit))
        for run in runs:
            names = [Alike(unit, start, start + 1, group, weak=True, said=said) for unit, start, group in run]
            if len({name.group for name in names}) >= LEAST and taken.isdisjoint(name.unit for name in names):
                yield names


def _below(view: View, symbol: int) -> list[tuple[int, int, str]]:
    """The values in the lists and maps below a name that are such a character, where no other colour is one."""
    level, values = [symbol], list[int]()
    for _ in range(DEEP):
        level = [child for one in level for child in view.children.get(one, ())][: MOST * DEEP]
        values += [unit for one in level for unit in view.inside.get(one, ()) if view.unit(unit).role in _VALUES]
    texts = {unit: view.unit(unit).text.strip().removesuffix("色") for unit in values[: MOST * DEEP]}
    if any(text in _PAINT for text in texts.values() if len(text) == 1):
        return []
    return [(unit, view.unit(unit).text.index(text), GROUPS[text]) for unit, text in texts.items() if text in GROUPS]


def _coded(view: View, hit: Hit) -> list[tuple[int, int, str]]:
    """Such characters that stand right behind their codes, in the text behind the trait's word."""
    unit = view.unit(hit.unit)
    if unit.role not in _TEXTS or any(tag.concept.startswith("group/") for tag in view.unit_tags(hit.unit)):
        return []  # a list of whole words says it better
    end = min(len(unit.text), hit.end + REACH)
    if (stop := _ENDS.search(unit.text, hit.end, end)) is not None:
        end = stop.start()
    if _PAINTED.search(unit.text, hit.end, end):
        return []
    return [(hit.unit, match.start(1), GROUPS[match[1]]) for match in _CODE.finditer(unit.text, hit.end, end)]
