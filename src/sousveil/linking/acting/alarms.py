"""Alarm rules, linkages and access rules that turn on a value: in settings, and as declared records.

A rule is told by its name or by the section that it lies in; that it *acts*, by an alarm, a message or a decision
about access in it. A payload (what an alarm carries), a list of people, a form and a table of labels are no rules.
"""

import re
from collections.abc import Iterator

from sousveil.linking.acting.compared import compared_with, is_condition
from sousveil.linking.acting.configured import (
    NAMING,
    ROOT,
    TRUE,
    about,
    is_settings,
    last_key,
    names_symbol,
    trait_hits,
    value_of,
    value_unit,
    words,
)
from sousveil.linking.acting.ruled import DECIDE, MOST_KEYS, RULE, act_around, below, sections, told_name
from sousveil.linking.acting.switches import SWITCH, installed, setting_there, switch_in
from sousveil.linking.acting.wired import told_before
from sousveil.linking.edges import EdgeKind, Fact, Setting, Surrounding
from sousveil.linking.found import Found
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.surroundings import GIVEN, Around
from sousveil.linking.weave import Key, Weave
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

VALUES = frozenset({
    "value", "values", "equals", "equal", "eq", "is", "in", "match", "matches", "operand", "code", "codes", "right",
    "any", "groups", "target", "targets", "v", "val", "vals", "param", "params", "args", "rhs", "compare", "to",
    "state", "值", "等于", "取值", "значение", "равно", "valor", "valeur", "wert",
})  # fmt: skip
"""Keys of what a name is held against."""
NAMES = NAMING | {
    "lhs",
    "path",
    "column",
    "metric",
    "subject",
    "signal",
    "query",
    "属性",
    "字段",
    "атрибут",
    "признак",
    "atributo",
    "campo",
    "champ",
    "merkmal",
}
"""Keys of the name that is held against a value."""
SIGNS = frozenset({"==", "===", "!=", "!==", "="})
COMPARES = frozenset({"equals", "equal", "eq", "in", "contains", "matches", "ne", "any"})
NEAREST = 2
"""Sections around a condition whose other keys say what it is about; up to the rule itself, where that lies further."""
PAIR = range(2, 4)
"""Members of a list that are held against each other."""
FIRST = frozenset({"value", "1"})
"""The first of two things that are compared: ``value1``."""
NO_VALUE = frozenset({
    "name", "label", "title", "description", "alias", "message", "comment", "id", "text", "subject", "template",
})  # fmt: skip
"""Keys of what is said of a rule."""
EVERY = frozenset({"all", "any", "*", "全部", "不限", "所有", "todos", "все"})
"""Among the values of a key: nothing turns on it, they are what can be chosen."""
CHOICES = frozenset(
    {"type", "types", "option", "options", "choice", "choices", "kinds", "enum", "dict", "labels", "classes"}
)
"""Words in the name of a list of all that there is."""
SHORT = 3
"""Words of a value that names dress."""
FLAGS = frozenset({"bool", "BOOL", "boolean", "Boolean", "gboolean", "_Bool"})
"""Types of a slot that says yes or no: that asks whether it is worked out, not for its value."""

_GOODS = late(
    r"product|price|sku|stock|shop|cart|order|brand|categor|catalog|sale|discount|商品|价格|товар|цена|precio|producto",
    re.IGNORECASE,
)
"""Keys of what is sold."""
PROXY, MINORITY = "proxy/", "minority"
FED = "what is wired to it gives out faces"
WORN = "it is dress, and those who are looked at are persons"


class Alarms:
    """Lays the rules of one target on the weave."""

    def __init__(self, graph: Graph, weave: Weave) -> None:
        self._graph, self._weave = graph, weave

    def lay(self) -> None:
        """All that stand in settings files."""
        for view in self._graph.views.values():
            if view.hits and is_settings(view):
                for hit, trait, named, compared in self._conditions(view):
                    self._lay(view, hit, trait, named, compared)

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

    def _conditions(self, view: View) -> Iterator[tuple[Hit, Trait, int, bool]]:
        """The words for a trait or a group that stand in a condition on a value, with the trait.

        The symbol is what names what the value is of: what stands around that one tells whose it is. The last says
        whether the comparison stands in a text.
        """
        listed: dict[int, list[Hit]] = {}
        for hit, trait in trait_hits(view):
            symbol = view.unit(hit.unit).symbol
            if symbol < 0 or view.unit(hit.unit).role in (Role.COMMENT, Role.UI_LABEL):
                continue
            yield from _of_trait(view, hit, trait, symbol)
        for hit in view.hits:
            symbol = view.unit(hit.unit).symbol
            if hit.group and hit.trait is not None and symbol >= 0:
                if not hit.weak:
                    listed.setdefault(symbol, []).append(hit)
                if (not hit.weak or hit.group == MINORITY) and _is_asked(view, hit, symbol):
                    yield hit, hit.trait, symbol, False
        for symbol, hits in listed.items():
            if _is_item(view, symbol) and _named_values(view, symbol):
                if _can_be_chosen(view, view.symbol(symbol).parent):
                    continue
                yield from ((hit, hit.trait, symbol, False) for hit in hits if hit.trait is not None)

    def _lay(self, view: View, hit: Hit, trait: Trait, named: int, compared: bool) -> None:
        symbol = view.unit(hit.unit).symbol
        act, section = act_around(view, symbol, compared=compared)
        if act < 0:
            return
        above = [*view.ancestors(named), ROOT]
        reach = max(NEAREST, above.index(section)) if section in above else NEAREST  # the rule's own name counts
        setting, why, around = about(view, named, view.symbol(named).unit, sections=reach)
        if not setting.tied and hit.concept.startswith(PROXY) and _on_somebody(view, symbol, around):
            setting, why = Setting.CAPTURED, WORN
        if not setting.tied and setting in (Setting.NONE, Setting.PERSON) and _fed_with_faces(view, section):
            setting, why = Setting.CAPTURED, FED
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


def _of_trait(view: View, hit: Hit, trait: Trait, symbol: int) -> Iterator[tuple[Hit, Trait, int, bool]]:
    """The word for a trait itself, and the groups that it is held against."""
    if hit.concept.startswith(PROXY):
        if _worn(view, hit, symbol):
            yield hit, trait, symbol, False
        return
    if is_condition(view, hit.unit):
        told, groups = compared_with(view, hit)
        yield from ((one, trait, symbol, True) for one in (hit, *groups) if told)
    values = list(_values(view, hit, symbol))
    if values:
        yield hit, trait, symbol, False
        yield from ((group, trait, symbol, False) for value in values for group in _groups(view, value))


def _values(view: View, hit: Hit, symbol: int) -> Iterator[int]:
    """The symbols with the values that a key for a trait is held against; none where it has no value of a group."""
    candidates: list[int] = []
    if operands := _operands(view, symbol):
        candidates = operands
    elif names_symbol(view, hit, symbol):
        if told_name(view, symbol) & SWITCH or _can_be_chosen(view, symbol):
            return
        candidates = [symbol, *below(view, symbol, 2)]
    else:
        parent = view.symbol(symbol).parent
        told = told_name(view, symbol)
        if parent < 0 or not (told & NAMES or told >= FIRST):
            return
        for beside in view.children.get(parent, ())[:MOST_KEYS]:
            told = told_name(view, beside)
            if told & VALUES:
                candidates += [beside, *below(view, beside, 1)]
            elif told & RULE:
                candidates += [one for one in below(view, beside, 2) if told_name(view, one) & VALUES]
        if view.symbol(parent).kind is SymbolKind.ELEMENT:
            candidates.append(parent)  # ``<Condition attribute="race">black</Condition>``
            others = view.children.get(view.symbol(parent).parent, ())[:MOST_KEYS]
            candidates += [one for one in others if one != parent and told_name(view, one) & VALUES]
    if any(value_of(view, s) in EVERY or (_is_item(view, s) and view.symbol(s).name in EVERY) for s in candidates):
        return
    yield from (s for s in dict.fromkeys(candidates) if s != symbol and _is_value(view, s, hit))
    if symbol in candidates and _is_value(view, symbol, hit):
        yield symbol


def _operands(view: View, symbol: int) -> list[int]:
    """What a name is held against in a list that is called after a comparison: ``{"==": [{"var": "race"}, "x"]}``."""
    own = symbol
    if view.symbol(symbol).kind is SymbolKind.ENTRY and view.symbol(symbol).name == "var":
        own = view.symbol(symbol).parent
    array = view.symbol(own).parent if own >= 0 else -1
    if array < 0 or view.symbol(array).kind is not SymbolKind.ARRAY:
        return []
    name = view.symbol(array).name
    listed = view.children.get(array, ())
    if len(listed) not in PAIR or not (name in SIGNS or set(words(name)) & COMPARES):
        return []
    return [one for other in listed if other != own for one in (other, *below(view, other, 1))]


def _is_item(view: View, symbol: int) -> bool:
    return view.symbol(symbol).kind is SymbolKind.ITEM


def _is_asked(view: View, hit: Hit, symbol: int) -> bool:
    """Whether a key that is called after a group asks for those of it: ``minority: true``."""
    return names_symbol(view, hit, symbol) and value_of(view, symbol) in TRUE | {"1"}


def _worn(view: View, hit: Hit, symbol: int) -> bool:
    """Whether religious dress is asked for: a key of that name that is on, or the value of one."""
    if names_symbol(view, hit, symbol) and view.symbol(symbol).kind is not SymbolKind.ITEM:
        return _is_asked(view, hit, symbol)
    key = view.symbol(symbol).parent if _is_item(view, symbol) else symbol
    text = view.unit(hit.unit).text
    if key < 0 or told_name(view, key) & NO_VALUE or len(words(text)) > SHORT:
        return False
    return view.unit(hit.unit).role in (Role.VALUE, Role.ITEM, Role.ATTRIBUTE, Role.STRING)


def _fed_with_faces(view: View, section: int) -> bool:
    return any(tag.concept == "context/face" for unit in told_before(view, section) for tag in view.unit_tags(unit))


def _on_somebody(view: View, symbol: int, around: Around) -> bool:
    """Whether persons are looked at, and nothing is sold or filled in there."""
    seen = around.has(Surrounding.PERSON, Surrounding.BODY, Surrounding.FACE) and not around.has(*GIVEN)
    keys = (key for section in sections(view, symbol)[1:4] for key in view.children.get(section, ())[:MOST_KEYS])
    return bool(seen) and not any(_GOODS.search(view.symbol(key).name) for key in keys)


def _is_value(view: View, symbol: int, hit: Hit) -> bool:
    """Whether a group or a shade stands in the value of a key, or a code that can only be that of one."""
    if any(True for _ in _groups(view, symbol)):
        return True
    value = value_of(view, symbol)
    if hit.trait is Trait.SKIN_COLOUR and any(tag.concept.startswith("shade/") for tag in view.tag(value)):
        return True
    return value.isdigit() and 2 <= int(value[:4]) < 100  # 0 and 1 may be off and on


def _groups(view: View, symbol: int) -> Iterator[Hit]:
    """The words for groups in a key's value."""
    own = view.symbol(symbol).unit if view.symbol(symbol).kind is not SymbolKind.ITEM else -1
    units = {*view.inside.get(symbol, ()), *([view.symbol(symbol).unit] if own < 0 else [])} - {own, -1}
    for unit in sorted(units):
        yield from (hit for hit in view.hits_of_unit[unit] if hit.group)


def _can_be_chosen(view: View, listed: int) -> bool:
    """Whether a list lies in no section and is called after what there is to choose from: nothing turns on that."""
    if listed < 0 or view.symbol(listed).kind is not SymbolKind.ARRAY or not CHOICES & told_name(view, listed):
        return False
    return not any(view.symbol(above).name for above in view.ancestors(listed))


def _named_values(view: View, symbol: int) -> bool:
    """Whether an item lies in a list that is called the values or groups of something."""
    return any(
        set(words(last_key(view.symbol(above).name))) & VALUES
        or any(concept.startswith("trait/") for concept in view.own_concepts(above))
        for above in list(view.ancestors(symbol))[:2]
    )
