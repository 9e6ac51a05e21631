"""Where a rule is around a value, and what it does: sections, the root of a file, filters of alarms, actions beside.

A rule is told by the section that it lies in, by the alarm that a filter is for, or by a key beside the value that says
what is done (``then``, ``actions``, ``linkage``). The root of a file may be the rule. What an alarm carries is none.
"""

import re
from collections.abc import Iterator, Sequence

from sousveil.linking.acting.compared import ACT
from sousveil.linking.acting.configured import ROOT, last_key, said, value_of
from sousveil.linking.acting.switches import SWITCH
from sousveil.linking.acting.wired import done_after
from sousveil.linking.graph import View
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

DECIDE = "context/decide"
RULE = frozenset({
    "rule", "rules", "policy", "policies", "trigger", "triggers", "when", "if", "condition", "conditions", "criteria",
    "linkage", "linkages", "strategy",
    "条件", "触发条件", "规则", "规则列表", "策略", "当", "如果", "ルール", "조건", "규칙",
    "условие", "условия", "правило", "правила", "если", "condición", "condiciones", "regla", "reglas", "cuando",
    "condição", "condições", "regra", "regras", "règle", "règles", "quand", "bedingung", "bedingungen", "regel",
    "regeln", "wenn", "koşul", "kural",
})  # fmt: skip
"""Words that make the thing around a key one that is decided by."""
MATCH = frozenset({
    "match", "matches", "matching", "matcher", "matchers", "criterion", "selector", "cond", "conds", "predicate",
    "expression", "expr", "guard", "匹配", "匹配条件", "criterios", "critères", "kriterien",
})  # fmt: skip
"""Words for what somebody is held against, in a list or alarm that acts."""
FILTER = frozenset(
    {"filter", "filters", "where", "selection", "required", "过滤", "筛选", "фильтр", "filtro", "filtre", *MATCH}
)
"""The same with those that are for looking through a list, too: they count where something is done beside."""
DOES = frozenset({
    "action", "actions", "then", "do", "does", "linkage", "linkages", "onmatch", "reaction", "reactions", "effect",
    "perform", "execute", "outputs", "动作", "执行动作", "处理", "联动", "联动动作", "アクション", "동작", "действие",
    "действия", "тогда",
    "acción", "acciones", "entonces", "ação", "ações", "então", "alors", "aktion", "aktionen", "dann", "eylem",
})  # fmt: skip
"""Keys beside a condition that say what is done."""
MEANS = frozenset({
    "email", "mail", "sms", "mms", "push", "telegram", "slack", "whatsapp", "pager", "pagerduty", "webhook", "http",
    "call", "relay", "gpio", "mqtt", "sns", "unlock", "lock", "open", "close", "deny", "reject", "block", "allow",
    "grant",
    "email_to", "sound", "speaker", "guard", "dispatch", "邮件", "短信", "推送", "почта",
    "письмо", "correo",
})  # fmt: skip
"""What is done, in a section that says so; elsewhere these words say little."""
SEARCH = frozenset({"search", "query", "find", "retrieval", "response", "result", "results"})
"""Words that make it what is searched for, or what came out of that."""
GATES = frozenset({"open", "allow", "allowed", "grant", "permit", "admit", "access", "unlock", "deny", "block", "pass"})
"""Keys whose yes or no lets somebody in."""
LOOK = frozenset({"color", "colour", "icon", "sound", "text", "label", "style", "font", "theme", "message", "title"})
"""Words that make a key with an alarm in its name one of how that looks."""
DATABASES = frozenset({"sqlite", "leveldb"})
YES_NO = frozenset({"true", "false", "yes", "no", "0", "1"})
OFF = frozenset({"false", "off", "no", "0", "disabled", "none", "null", "[]", "{}"})
CLIMB = 5
"""Sections from a key outwards that are looked at."""
MOST_KEYS = 80
"""Keys in a section that can be one rule; the root of a file holds more than that."""
_CARRIED = late(
    r"(?:.*[._-])?(?:(?:date|snap|capture|event|alarm|occur\w*|utc)_?time|time_?stamp|(?:face|target|human|bounding)_?(?:rect|box)|bbox)",
    re.IGNORECASE,
)
"""Keys of what was seen and when: an event that is sent, no rule."""


def act_around(view: View, symbol: int, *, compared: bool = False) -> tuple[int, int]:
    """The unit that tells what the rule around a key does, and the section that is the rule; -1 where there is none.

    ``compared`` says that the value of the key is itself a comparison, so that the key is a condition.
    """
    path = {tag.concept for tag in view.tag(view.path) if not tag.weak}
    everywhere = compared or DECIDE in path or bool(RULE & said(view.path.rpartition("/")[2]))
    around = sections(view, symbol)
    names = [_name_of(view, each) for each in around]
    if any(SEARCH & said(name) for name in (names[1:] if compared else names)):
        return -1, -1
    if ACT in _firm(view, symbol) and not told_name(view, symbol) & LOOK and (own := view.symbol(symbol).unit) >= 0:
        return own, around[min(1, len(around) - 1)]
    for at, section in enumerate(around):
        if DECIDE in _firm(view, section) and (told := view.name_unit(section)) >= 0:
            return told, _rule_in(view, around, at)
        if at and (unit := _done(view, around, at, names, everywhere=everywhere)) >= 0:
            return unit, section
    return -1, -1


def _done(view: View, around: Sequence[int], at: int, names: Sequence[str], *, everywhere: bool) -> int:
    """The unit that tells what is done in a section, where that is a rule; else -1."""
    above = names[1 : at + 3]  # the sections up to this one, and what holds it
    ruled = everywhere or any(RULE & said(name) for name in above)
    if ruled and (unit := _acting(view, around[at], around[0])) >= 0:
        return unit
    if ruled and (unit := _gate(view, around[at])) >= 0:
        return unit
    if not _carried(view, around[at]) and (unit := _filtered(view, around, at, names)) >= 0:
        return unit
    return done_after(view, around[at], _acts) if ruled else -1


def sections(view: View, symbol: int) -> list[int]:
    """A key and the sections around it, innermost first; last the root, where that is no section itself.

    The root of a database holds tables beside each other: what one of them does is done for no other.
    """
    around = [symbol, *view.ancestors(symbol)]
    if view.reading.reader in DATABASES:
        return around[: CLIMB + 1]
    if view.symbol(around[-1]).kind is not SymbolKind.MAP or view.symbol(around[-1]).name:
        around.append(ROOT)
    return around[: CLIMB + 1]


def below(view: View, symbol: int, levels: int) -> Iterator[int]:
    """What lies in a section, so many levels deep."""
    for child in view.children.get(symbol, ())[:MOST_KEYS] if levels else ():
        yield child
        yield from below(view, child, levels - 1)


def told_name(view: View, symbol: int) -> set[str]:
    """The words of the last part of a key."""
    return said(last_key(view.symbol(symbol).name))


def _filtered(view: View, around: Sequence[int], at: int, names: Sequence[str]) -> int:
    """What is done where a filter of an alarm or of a list of the wanted is met, or what a key beside says is done."""
    section = around[at]
    within = set(around[: at + 1])
    for key in view.children.get(section, ())[:MOST_KEYS]:
        if key not in within and told_name(view, key) & DOES and (unit := _done_in(view, key)) >= 0:
            return unit
    between = {word for name in names[: at + 1] for word in said(name)}
    if between & FILTER:
        for key in view.children.get(section, ())[:MOST_KEYS]:
            if key not in within and ACT in _firm(view, key) and value_of(view, key) not in OFF:
                return view.symbol(key).unit
    if section == ROOT or ACT not in _firm(view, section):
        return -1
    if between & FILTER and (unit := _acting(view, section, around[0], {*around})) >= 0:
        return unit
    return view.name_unit(section) if between & MATCH else -1


def _gate(view: View, section: int) -> int:
    """The key of a section whose yes or no lets somebody in; -1 for none."""
    for key in view.children.get(section, ())[:MOST_KEYS]:
        if told_name(view, key) & GATES and value_of(view, key) in YES_NO:
            return view.symbol(key).unit
    return -1


def _done_in(view: View, key: int) -> int:
    """The unit in a key for what is done that says it; -1 where it is off or says nothing that is known."""
    value = value_of(view, key)
    inside = list(below(view, key, 3))
    if value in OFF or (not value and not inside):
        return -1
    own = view.symbol(key).unit
    for each in (key, *inside):
        if value_of(view, each) in OFF:
            continue
        units: list[int] = [view.symbol(each).unit, *view.inside.get(each, ())]
        for unit in units:
            if unit not in (-1, own) and _acts(view, unit, means=True):
                return unit
    return own if ACT in _firm(view, key) else -1


def _acts(view: View, unit: int, *, means: bool = False) -> bool:
    """Whether a unit names an alarm, a message or a decision; ``means``: where it is said that something is done."""
    if view.unit(unit).role is Role.COMMENT:
        return False
    if any(tag.concept == ACT and not tag.weak for tag in view.unit_tags(unit)):
        return True
    return means and bool(MEANS & said(view.unit(unit).text))


def _carried(view: View, section: int) -> bool:
    """Whether a section holds when and where something was seen: it is what an alarm carries."""
    keys = view.children.get(section, ())[:MOST_KEYS]
    return any(_CARRIED.fullmatch(last_key(view.symbol(key).name)) for key in keys)


def _rule_in(view: View, around: Sequence[int], at: int) -> int:
    """The single rule: the section that is called a rule, or the one in it where it is the list of several."""
    return next((each for each in around[1 : at + 1] if _switches(view, each)), around[at])


def _switches(view: View, section: int) -> bool:
    """Whether a key for on or off lies in a section."""
    keys = (told_name(view, child) for child in view.children.get(section, ()))
    return any(told & SWITCH and told <= SWITCH | {"is", "rule"} for told in keys)


def _name_of(view: View, symbol: int) -> str:
    """The name of a section; an element of markup may carry it in an attribute."""
    told = [view.symbol(symbol).name] if symbol != ROOT else []
    told += [
        view.symbol(child).value
        for child in view.children.get(symbol, ())[:MOST_KEYS]
        if view.symbol(child).name.lower() in ("name", "type", "id", "kind") and len(view.symbol(child).value) < 60
    ]
    return " ".join(told)


def _firm(view: View, symbol: int) -> set[str]:
    """The concepts that a section's own name says firmly."""
    if symbol == ROOT:
        return set()
    unit = view.symbol(symbol).unit
    tags = view.unit_tags(unit) if unit >= 0 else view.tag(view.symbol(symbol).name)
    return {tag.concept for tag in tags if not tag.weak}


def _acting(view: View, section: int, symbol: int, but: set[int] | None = None) -> int:
    """The first key or value in a section, the key itself apart, that names an alarm, a message or a decision."""
    inside = list(below(view, section, 3))
    if len(inside) > MOST_KEYS:
        return -1
    for each in inside:
        if each == symbol or each in (but or ()) or value_of(view, each) in OFF:
            continue
        units: list[int] = [view.symbol(each).unit, *view.inside.get(each, ())]
        for unit in units:
            if unit >= 0 and _acts(view, unit):
                return unit
    return -1
