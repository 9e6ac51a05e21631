"""Labels of a screen over what code fills with something told of faces: ``ASIAN`` over ``tvRaceAsian``, in a layout.

A layout says nothing of what its words are for, and the code of the screen speaks of no face: it writes what it was
handed, by its name (``binding.tvRaceAsian.text = told["race_asian"]``). Where that is the name of a slot that the same
program has for faces, the label is one of it. What code only reads from a control, somebody typed or picked there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from sousveil.linking.acting.configured import words
from sousveil.linking.edges import EdgeKind, Fact, Setting
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.lists.scheme import group_of
from sousveil.linking.showing.controls import is_control, labels_of
from sousveil.linking.taming import REACH
from sousveil.linking.weave import Weave
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

WHY = "code fills what stands under this label with what a slot of that name holds"
FILLS = "it is written there into a control on a screen"
LONG_NAME = 8
"""Letters of a name of several words that is looked for in other files."""
MOST = 200
"""Controls that are looked at."""
USES = 12
"""Lines on which one control is named that are looked at."""
BELOW = 40
"""Lines under one that takes a control by its name, on which it is filled."""
_ID = late(r"(?:@\+?id/)?([A-Za-z_]\w{3,60})")
_FILLED = r"(?<!\w){name}\b[\"'\])]*[?!]*\s*(?:(?:\.|->)(?:[tT]ext\w*|inner\w+|[cC]ontent|[cC]aption|[vV]alue|string_?[vV]alue)\s*\+?=(?!=)|(?:\.|->)(?:set_?|append_?)[tT]ext\w*\s*\(|(?:\.|->)(?:set|html|append|text)\s*\()"  # noqa: E501
"""A control of a name that is given a text."""
_TAKEN = r"(\w+)\s*(?::\s*[\w?<>]+\s*)?=(?!=)[^\n=]{{0,80}}(?<!\w){name}[\"'\])]*\s*(?:as\s+\w+\??\s*)?;?\s*$"
"""A name that is given a control."""
_TOKEN = late(r"[A-Za-z_]\w{2,60}")
_OF_PAGES = frozenset({Role.UI_LABEL, Role.OPTION})


def lay_filled(weave: Weave, graph: Graph) -> None:
    """Label what stands over the controls that code fills with what the program tells of faces."""
    slots: dict[Trait, dict[str, int]] = defaultdict(dict)
    for number, (trait, setting) in enumerate(weave.keys):
        if setting.tied and Fact.SLOT in weave.facts[number]:
            slots[trait].setdefault(_text(weave, graph, number), number)
    for view, control, trait, name in _controls(graph, slots):
        labels = list(_labels(view, control, trait, name))
        filled = next(_filled(weave, graph, name, trait, slots[trait]), None) if labels else None
        if filled is None:
            continue
        key = (trait, Setting.IMAGE)
        other, unit, slot = filled
        line = weave.spot(key, spot_of(other, unit, symbol=other.unit(unit).symbol), Fact.LABEL)
        weave.edge(line, slot, EdgeKind.SAME_NAME, FILLS)
        for label, start, end, group in labels:
            spot = weave.spot(key, spot_of(view, label, start, end, view.unit(label).symbol), Fact.LABEL)
            weave.edge(line, spot, EdgeKind.SHOWN_BY, WHY)
            if group:
                weave.group(key, spot, group, view.unit(label).text[start:end], weak=False)


def _text(weave: Weave, graph: Graph, number: int) -> str:
    spot = weave.spots[number]
    return graph.views[spot.examined, spot.reading].unit(spot.unit).text[spot.start : spot.end]


def _controls(graph: Graph, slots: Mapping[Trait, object]) -> Iterator[tuple[View, int, Trait, str]]:
    """The controls of screens that are called after a trait that the program tells of faces."""
    seen: set[tuple[str, Trait]] = set()
    for view in graph.views.values() if slots else ():
        for hit in view.hits if not view.catalogue else ():
            unit = view.unit(hit.unit)
            if hit.trait is None or hit.trait not in slots or unit.role is not Role.KEY or unit.symbol < 0:
                continue
            own, name = view.symbol(unit.symbol), _ID.fullmatch(unit.text)
            if own.kind is not SymbolKind.ENTRY or not is_control(view, own.parent) or name is None:
                continue
            if not hit.group and (name[1], hit.trait) not in seen and len(seen) < MOST:
                seen.add((name[1], hit.trait))
                yield view, own.parent, hit.trait, name[1]


def _labels(view: View, control: int, trait: Trait, name: str) -> Iterator[tuple[int, int, int, str]]:
    """The words of the trait, or of the group, that a control is called after, in the labels over it."""
    told = {tag.concept for tag in view.tag(name)}
    groups = {concept for concept in told if group_of(concept)}
    wanted = groups or {f"trait/{trait.value}"}
    for unit in labels_of(view, control):
        for tag in view.unit_tags(unit):
            if tag.concept in wanted and view.unit(unit).role in _OF_PAGES:
                yield unit, tag.start, tag.end, group_of(tag.concept)
                break


def _filled(
    weave: Weave, graph: Graph, name: str, trait: Trait, slots: Mapping[str, int]
) -> Iterator[tuple[View, int, int]]:
    """The places in code where a control is filled with what is told of faces: the unit that names it, and the slot."""
    for view in graph.views.values():
        if not view.reading.text or name not in view.reading.text:
            continue
        for line, rest in _fills(view, name):
            told = set(_TOKEN.findall(rest))
            for unit in view.units_between(line, line):
                text = view.unit(unit).text
                if text not in told or text == name:
                    continue
                laid = weave.laid_at(view.blob, view.number, unit)
                slot = next((one for one in laid if weave.keys[one][0] is trait and weave.keys[one][1].tied), -1)
                if slot < 0 and len(text) >= LONG_NAME and len(words(text)) > 1:
                    slot = slots.get(text, -1)
                if slot >= 0:
                    yield view, unit, slot


def _fills(view: View, name: str) -> Iterator[tuple[int, str]]:
    """The lines on which a control is given a text, with what it is given."""
    fills, taken = re.compile(_FILLED.format(name=name)), re.compile(_TAKEN.format(name=name))
    for line in view.lines_with(name)[:USES]:
        text = view.lines[line - 1][:REACH]
        if (match := fills.search(text)) is not None:
            yield line, text[match.end() :]
        elif (held := taken.search(text)) is not None and held[1] != name:
            filled = re.compile(_FILLED.format(name=re.escape(held[1])))
            for below in range(line + 1, min(len(view.lines), line + BELOW) + 1):
                if (told := filled.search(view.lines[below - 1][:REACH])) is not None:
                    yield below, view.lines[below - 1][:REACH][told.end() :]
