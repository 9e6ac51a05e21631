"""Alarm rules, linkages and access rules that turn on a value: in settings, and as declared records.

A rule is told by its name or by the section that it lies in; that it *acts*, by an alarm, a message or a decision
about access in it. A payload (what an alarm carries), a list of people, a form and a table of labels are no rules.
"""

from collections.abc import Iterator, Sequence

from sousveil.linking.configured import (
    NAMING,
    about,
    is_settings,
    last_key,
    names_symbol,
    trait_hits,
    value_of,
    value_unit,
    words,
)
from sousveil.linking.edges import EdgeKind, Fact
from sousveil.linking.found import Found
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.switches import SWITCH, installed, setting_there, switch_in
from sousveil.linking.weave import Key, Weave
from sousveil.model.hit import Hit
from sousveil.model.words import Role, SymbolKind, Trait

ACT, DECIDE = "context/act", "context/decide"
RULE = frozenset({
    "rule", "rules", "policy", "policies", "trigger", "triggers", "when", "if", "condition", "conditions", "criteria",
    "linkage", "linkages", "strategy",
})  # fmt: skip
"""Words that make the thing around a key one that is decided by."""
VALUES = frozenset({
    "value", "values", "equals", "equal", "eq", "is", "in", "match", "matches", "operand", "code", "codes", "right",
    "any", "groups", "target", "targets",
})  # fmt: skip
"""Keys of what a name is held against."""
SEARCH = frozenset({"search", "query", "find", "retrieval", "response", "result", "results"})
"""Words that make it what is searched for, or what came out of that."""
CLIMB = 5
"""Sections from a key outwards that are looked at."""
MOST_KEYS = 80
"""Keys in a section that can be one rule; the root of a file holds more than that."""
FLAGS = frozenset({"bool", "BOOL", "boolean", "Boolean", "gboolean", "_Bool"})
"""Types of a slot that says yes or no: that asks whether it is worked out, not for its value."""


class Alarms:
    """Lays the rules of one target on the weave."""

    def __init__(self, graph: Graph, weave: Weave) -> None:
        self._graph, self._weave = graph, weave

    def lay(self) -> None:
        """All that stand in settings files."""
        for view in self._graph.views.values():
            if view.hits and is_settings(view):
                for hit, trait, named in self._conditions(view):
                    self._lay(view, hit, trait, named)

    def lay_slot(self, view: View, item: Found, key: Key, spot: int, record: int) -> None:
        """A slot for a value in a record that is an alarm rule, a linkage or an access rule by its name."""
        told = set(words(view.symbol(item.symbol).name))
        rule = {tag.concept for tag in view.unit_tags(view.symbol(item.record).unit) if not tag.weak}
        if (
            key[1].tied
            and Fact.NOT_OPEN not in item.facts
            and view.symbol(item.symbol).type not in FLAGS
            and not told & (SWITCH | {"support", "weight", "threshold"})
            and DECIDE in rule
        ):
            self._weave.spot(key, self._weave.spots[spot], Fact.CONDITION)
            self._weave.spot(key, self._weave.spots[record], Fact.ACT)

    def _conditions(self, view: View) -> Iterator[tuple[Hit, Trait, int]]:
        """The words for a trait or a group that stand in a condition on a value, with the trait.

        The last is the symbol that names what the value is of: what stands around that one tells whose it is.
        """
        listed: dict[int, list[Hit]] = {}
        for hit, trait in trait_hits(view):
            symbol = view.unit(hit.unit).symbol
            if symbol < 0 or view.unit(hit.unit).role in (Role.COMMENT, Role.UI_LABEL):
                continue
            values = list(_values(view, hit, symbol))
            if values:
                yield hit, trait, symbol
                yield from ((group, trait, symbol) for value in values for group in _groups(view, value))
        for hit in view.hits:
            symbol = view.unit(hit.unit).symbol
            if hit.group and not hit.weak and hit.trait is not None and symbol >= 0:
                listed.setdefault(symbol, []).append(hit)
        for symbol, hits in listed.items():
            if view.symbol(symbol).kind is SymbolKind.ITEM and _named_values(view, symbol):
                yield from ((hit, hit.trait, symbol) for hit in hits if hit.trait is not None)

    def _lay(self, view: View, hit: Hit, trait: Trait, named: int) -> None:
        symbol = view.unit(hit.unit).symbol
        act, section = _act(view, symbol)
        if act < 0:
            return
        setting, why, around = about(view, named, view.symbol(named).unit, sections=2)
        if not setting.tied:
            return
        key = (trait, setting_there(self._weave, view, hit.unit, setting))
        whole = hit.unit == view.symbol(symbol).unit and not hit.group
        start, end = (0, len(view.unit(hit.unit).text)) if whole else (hit.start, hit.end)
        on = switch_in(view, section)
        facts = [Fact.CONDITION, *([Fact.GROUP] if hit.group else []), *([Fact.SWITCHED_ON] if on >= 0 else [])]
        facts += [Fact.INSTALLED] if on >= 0 and installed(view) else []
        spot = self._weave.spot(key, spot_of(view, hit.unit, start, end, symbol, hit.rule), *facts)
        if hit.group:
            self._weave.group(key, spot, hit.group, view.unit(hit.unit).text[hit.start : hit.end], weak=hit.weak)
        done = self._weave.spot(key, spot_of(view, act, symbol=view.unit(act).symbol), Fact.ACT)
        self._weave.edge(spot, done, EdgeKind.SELECTED_BY, "it is the value on which that rule turns")
        if on >= 0 and (value := value_unit(view, on)) >= 0:
            switch = self._weave.spot(key, spot_of(view, value, symbol=on), Fact.SWITCHED_ON)
            self._weave.edge(spot, switch, EdgeKind.SELECTED_BY, "that rule is on")
        self._weave.surround(key, view, around, why)


def _values(view: View, hit: Hit, symbol: int) -> Iterator[int]:
    """The symbols with the values that a key for a trait is held against; none where it has no value of a group."""
    if names_symbol(view, hit, symbol):
        if set(words(last_key(view.symbol(symbol).name))) & SWITCH:
            return
        candidates = [symbol, *_below(view, symbol, 2)]
    else:
        parent = view.symbol(symbol).parent
        if parent < 0 or not set(words(last_key(view.symbol(symbol).name))) & NAMING:
            return
        beside = [s for s in view.children.get(parent, ()) if set(words(last_key(view.symbol(s).name))) & VALUES]
        candidates = [inner for s in beside for inner in (s, *_below(view, s, 1))]
    yield from (s for s in candidates if s != symbol and _is_value(view, s))
    if _is_value(view, symbol) and symbol in candidates:
        yield symbol


def _is_value(view: View, symbol: int) -> bool:
    """Whether a group stands in the value of a key, or a code that can only be that of one."""
    if any(True for _ in _groups(view, symbol)):
        return True
    value = value_of(view, symbol)
    return value.isdigit() and 2 <= int(value[:4]) < 100  # 0 and 1 may be off and on


def _groups(view: View, symbol: int) -> Iterator[Hit]:
    """The words for groups in a key's value."""
    own = view.symbol(symbol).unit if view.symbol(symbol).kind is not SymbolKind.ITEM else -1
    units = {*view.inside.get(symbol, ()), *([view.symbol(symbol).unit] if own < 0 else [])} - {own, -1}
    for unit in sorted(units):
        yield from (hit for hit in view.hits_of_unit[unit] if hit.group)


def _below(view: View, symbol: int, levels: int) -> Iterator[int]:
    for child in view.children.get(symbol, ())[:MOST_KEYS] if levels else ():
        yield child
        yield from _below(view, child, levels - 1)


def _named_values(view: View, symbol: int) -> bool:
    """Whether an item lies in a list that is called the values or groups of something."""
    return any(
        set(words(last_key(view.symbol(above).name))) & VALUES
        or any(concept.startswith("trait/") for concept in view.own_concepts(above))
        for above in list(view.ancestors(symbol))[:2]
    )


def _act(view: View, symbol: int) -> tuple[int, int]:
    """The unit that tells what the rule around a key does, and the section that is the rule; -1 where there is none."""
    ruled = DECIDE in {tag.concept for tag in view.tag(view.path) if not tag.weak}
    ruled = ruled or bool(RULE & set(words(view.path.rpartition("/")[2])))
    around = [symbol, *view.ancestors(symbol)][: CLIMB + 1]
    names = [_name_of(view, each) for each in around]
    if any(SEARCH & set(words(name)) for name in names):
        return -1, -1
    for at, section in enumerate(around):
        if DECIDE in _firm(view, section) and (told := view.name_unit(section)) >= 0:
            return told, _rule_in(view, around, at)
        above = names[1 : at + 3]  # the sections up to this one, and what holds it
        if not (ruled or any(RULE & set(words(name)) for name in above)):
            continue
        if at and (unit := _acting(view, section, symbol)) >= 0:
            return unit, section
    return -1, -1


def _rule_in(view: View, around: Sequence[int], at: int) -> int:
    """The single rule: the section that is called a rule, or the one in it where it is the list of several."""
    return next((each for each in around[1 : at + 1] if _switches(view, each)), around[at])


def _switches(view: View, section: int) -> bool:
    """Whether a key for on or off lies in a section."""
    keys = (set(words(last_key(view.symbol(child).name))) for child in view.children.get(section, ()))
    return any(told & SWITCH and told <= SWITCH | {"is", "rule"} for told in keys)


def _name_of(view: View, symbol: int) -> str:
    """The name of a section; an element of markup may carry it in an attribute."""
    told = [view.symbol(symbol).name]
    told += [
        view.symbol(child).value
        for child in view.children.get(symbol, ())
        if view.symbol(child).name.lower() in ("name", "type", "id", "kind") and len(view.symbol(child).value) < 60
    ]
    return " ".join(told)


def _firm(view: View, symbol: int) -> set[str]:
    """The concepts that a section's own name says firmly."""
    unit = view.symbol(symbol).unit
    tags = view.unit_tags(unit) if unit >= 0 else view.tag(view.symbol(symbol).name)
    return {tag.concept for tag in tags if not tag.weak}


def _acting(view: View, section: int, symbol: int) -> int:
    """The first key or value in a section, the key itself apart, that names an alarm, a message or a decision."""
    inside = list(_below(view, section, 3))
    if len(inside) > MOST_KEYS:
        return -1
    for each in inside:
        if each == symbol or value_of(view, each) in ("false", "off", "no", "0", "disabled", "none", "null"):
            continue
        own: list[int] = [view.symbol(each).unit, *view.inside.get(each, ())]
        for unit in own:
            if unit < 0 or view.unit(unit).role is Role.COMMENT:
                continue
            if any(tag.concept == ACT and not tag.weak for tag in view.unit_tags(unit)):
                return unit
    return -1
