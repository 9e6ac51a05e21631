"""Decisions in code: a comparison with a group, or with the value that a rule names, that leads to an alarm or a gate.

A switch that maps values to labels, a check whether a value was given, a change of state that observers are told of,
and decisions about languages, cards, forms and games are none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sousveil.linking.acting.configured import words
from sousveil.linking.acting.switches import SWITCH
from sousveil.linking.edges import EdgeKind, Fact, Setting, Surrounding
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.settings import setting_of
from sousveil.linking.standing import named_by
from sousveil.linking.surroundings import Around, near, told_by
from sousveil.linking.weave import Weave
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.text import Condition, Deed
from sousveil.model.words import Role, Trait

ACT = "context/act"
WANTED = frozenset({
    "rule", "rules", "target", "wanted", "watch", "watched", "watchlist", "blacklist", "blocklist", "blocked", "denied",
    "expected", "filter", "policy", "cfg", "config", "condition", "criteria", "alarm", "alert", "targeted", "targets",
    "blacklisted", "blocklisted", "banned", "flagged", "suspicious", "suspect", "alarmed", "alerted", "forbidden",
})  # fmt: skip
"""Words on the other side of a comparison that make it the value that a rule names."""
SENDING = frozenset({
    "send", "raise", "fire", "trigger", "push", "publish", "emit", "start", "post", "report", "notify", "broadcast",
    "sound", "activate", "issue", "create", "insert", "call", "execute", "dispatch", "open", "close", "deny", "on",
})  # fmt: skip
"""Words for doing, in the name of a function that belongs to an alarm, a message or a gate."""
PASSIVE = frozenset({
    "get", "set", "is", "has", "to", "print", "printf", "log", "debug", "info", "warn", "warning", "error", "format",
    "equals", "parse", "load", "show", "display", "render", "draw", "find", "query", "select", "count", "test",
    "assert", "describe", "name", "text", "label", "str", "string", "copy", "read", "stop", "clear", "cancel", "remove",
    "delete", "should", "contains", "validate",
})  # fmt: skip
"""First words of functions that change nothing about anybody."""
OBSERVERS = late(
    r"notify(?:all|dataset|item|property|listener|observer|change|update|view|state|selection)|on(?:property)?changed|"
    r"alert(?:dialog|view|box|controller)|messagebox|(?:^|\.)alert$|toast|dialog|^error|alertify",
    re.IGNORECASE,
)
"""Calls that tell a screen, or another part of the program, that something changed; and boxes with a message."""
GATE = frozenset({"allow", "allowed", "grant", "granted", "permit", "permitted", "pass", "authorized", "authorised"})
NO = frozenset({"deny", "denied", "reject", "rejected", "block", "blocked", "refuse", "refused", "alarm", "alert"})
SHOWN_ONLY = frozenset({"name", "text", "label", "type", "title", "msg", "message", "color", "colour", "info"})
"""Last words of variables that are only shown to somebody."""
TRUE, FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})


class Decisions:
    """Lays the decisions of one target on the weave; after slots and lists, whose names tell what is compared."""

    def __init__(self, graph: Graph, weave: Weave) -> None:
        self._graph, self._weave = graph, weave
        self._known: Mapping[str, list[int]] = {}

    def lay(self, slots: Mapping[tuple[Trait, str], Iterable[int]]) -> None:
        """All of them; ``slots`` are the spots of slots by trait and name."""
        known: dict[str, list[int]] = defaultdict(list)
        for (trait, name), spots in slots.items():
            if len(name) > len(trait.value) + 1 or "_" in name:
                known[name].extend(spots)
        for number, spot in enumerate(self._weave.spots):
            name = spot.name.rpartition(".")[2]
            if Fact.GROUP in self._weave.facts[number] and "_" in name:
                known[name].append(number)
        self._known = known
        for view in self._graph.views.values():
            for condition in view.reading.conditions if view.hits else ():
                self._look_at(view, condition)

    def _look_at(self, view: View, condition: Condition) -> None:
        hits = [h for u in condition.on for h in view.hits_of_unit[u] if h.trait and h.trait is not Trait.NATIONALITY]
        telling = on_a_value(view, condition, hits)
        deed = next((deed for deed in condition.does if acts(view, deed)), None) if telling else None
        if deed is None:
            return
        slots = [n for u in condition.on for n in self._known.get(view.unit(u).text, ()) if self._tied(n)]
        setting, why, around = self._setting(view, condition, bool(slots))
        if not setting.tied:
            return
        trait = next((hit.trait for hit in hits if not hit.group), telling[0].trait)
        if trait is None:
            return
        key = (trait, setting)
        done = self._weave.spot(key, spot_of(view, deed.unit, symbol=condition.within), Fact.ACT)
        for hit in telling:
            facts = [Fact.CONDITION, *([Fact.GROUP] if hit.group else [])]
            where = spot_of(view, hit.unit, 0 if not hit.group else hit.start, None if not hit.group else hit.end,
                            condition.within, hit.rule)  # fmt: skip
            spot = self._weave.spot(key, where, *facts)
            self._weave.edge(spot, done, EdgeKind.SELECTED_BY, "it is what a condition turns on, and that is done then")
            if hit.group:
                written = view.unit(hit.unit).text[hit.start : hit.end]
                self._weave.group(key, spot, hit.group, written, weak=hit.weak)
            for slot in dict.fromkeys(self._known.get(view.unit(hit.unit).text, ())):
                if self._tied(slot):
                    self._weave.edge(spot, slot, EdgeKind.SAME_NAME, "it compares what has that name")
        self._weave.surround(key, view, around, why)

    def _tied(self, number: int) -> bool:
        return self._weave.keys[number][1].tied

    def _setting(self, view: View, condition: Condition, known: bool) -> tuple[Setting, str, Around]:
        """What kind of thing is compared: told by names that are slots or groups of a face record, else by the code."""
        around = near(view, condition.on[0])
        above = [condition.within, *view.ancestors(condition.within)] if condition.within >= 0 else []
        named = named_by(view, *above)
        for unit in condition.on:
            named |= told_by(tag.concept for tag in view.unit_tags(unit))
        setting, why = setting_of(around, named)
        if known and (setting.tied or setting in (Setting.NONE, Setting.PERSON)):
            return Setting.IMAGE, "a slot or value of the record of a face is compared", around
        if setting.tied and not named & {Surrounding.FACE, Surrounding.BODY}:
            close = around.has(Surrounding.FACE, Surrounding.BODY) >= 2 or around.has(Surrounding.APPEARANCE) >= 2
            if not close:
                return Setting.PERSON, "no face is named in what is compared", around
        return setting, why, around


def on_a_value(view: View, condition: Condition, hits: Sequence[Hit]) -> list[Hit]:
    """The hits on whose value a condition turns; none where it only asks whether there is one, or whether it is on."""
    axes = [hit for hit in hits if not hit.group]
    groups = [hit for hit in hits if hit.group and (not hit.weak or axes)]
    if any(SWITCH & set(words(view.unit(hit.unit).text)) for hit in axes):
        return []
    if groups:
        named = {hit.unit for hit in groups}  # a constant such as NATION_UYGUR names both: the group says more
        return [*(hit for hit in axes if hit.unit not in named), *groups]
    if not axes:
        return []
    others = [view.unit(unit).text for unit in condition.on if unit not in {hit.unit for hit in axes}]
    if any(WANTED & set(words(text)) for text in others) or _listed(view, axes):
        return axes
    if condition.number.isdigit() and 1 <= int(condition.number[:6]) < 100 and not others_are_words(view, condition):
        return axes
    return []


def _listed(view: View, axes: Sequence[Hit]) -> bool:
    """Whether what a face has is held against a list or value that is named as wanted: ``race in watched_races``."""
    wanted = {bool(WANTED & set(words(view.unit(hit.unit).text))) for hit in axes}
    return wanted == {True, False}


def others_are_words(view: View, condition: Condition) -> bool:
    """Whether strings are compared too: a number beside them is an index or a length."""
    return any(view.unit(unit).role is Role.STRING for unit in condition.on)


def acts(view: View, deed: Deed) -> bool:
    """Whether what is done is an alarm, a message to somebody, or a decision about access."""
    text = view.unit(deed.unit).text
    if deed.how == "call":
        return _calls(view, text)
    if deed.how == "insert":
        return _says(view, text)
    if deed.how == "assign":
        return _assigns(view, _last(text), view.unit(deed.value).text, view.unit(deed.value).role)
    return view.unit(deed.unit).role is not Role.STRING and _says(view, text)


def _last(text: str) -> str:
    return re.split(r"\.|->|::", text)[-1]


def _calls(view: View, text: str) -> bool:
    told = words(_last(text))
    if OBSERVERS.search(text) or not told or told[0] in PASSIVE:
        return False
    return _says(view, _last(text)) or (_says(view, text) and bool(SENDING & set(told)))


def _assigns(view: View, name: str, value: str, role: Role) -> bool:
    """Whether a variable is a gate that is closed, a flag for an alarm that is set, or takes such a decision."""
    told, given = words(name), value.strip().lower()
    if GATE & set(told) and given in FALSE:
        return True
    if told and told[-1] in SHOWN_ONLY:
        return False
    if given in NO or role is Role.STRING:
        return given in NO
    return (_says(view, name) and given in TRUE) or _says(view, value)


def _says(view: View, text: str) -> bool:
    return any(tag.concept == ACT and not tag.weak for tag in view.tag(text))
