"""Switches: a setting for a trait that is on, in a settings file or as the default that code gives it.

Only what is written as on counts. A value that is off, a capability (``supportRace``), a slot of an interface and a key
whose value is data show nothing here.
"""

import re
from collections.abc import Iterator

from sousveil.linking.acting.configured import (
    FALSE,
    NAMING,
    ONE,
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
from sousveil.linking.edges import EdgeKind, Fact, Setting, Surrounding
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.weave import Weave
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

SWITCH = frozenset({
    "enable", "enabled", "enabling", "enables", "en", "on", "switch", "switched", "active", "activate", "activated",
    "turned", "running",
})  # fmt: skip
"""Words for being on."""
DOING = frozenset({
    "detect", "detects", "detection", "detector", "recognize", "recognise", "recognition", "analyze", "analyse",
    "analysis", "analytics", "classify", "classification", "classifier", "extract", "extraction", "estimate",
    "estimation", "predict", "prediction", "infer", "inference",
})  # fmt: skip
"""Words for the working out that is switched."""
FEATURES = frozenset({
    "attribute", "attributes", "feature", "features", "attrs", "analysis", "analytics", "actions", "detect", "enable",
    "enabled", "switches", "modules", "detections",
})  # fmt: skip
"""Words on a list or section of the features that are worked out."""
NO_SWITCH = frozenset({
    "support", "supported", "supports", "capability", "capabilities", "caps", "cap", "opt", "opts", "option", "options",
    "choices", "allowed", "available", "possible", "required", "nullable", "optional", "readonly", "visible", "valid",
    "known", "has", "disable", "disabled", "off", "hide", "hidden", "skip", "ignore", "exclude", "excluded", "no",
    "not", "without", "anonymize", "anonymise", "blur", "remove", "removed", "unsupported", "deprecated", "example",
    "schema", "column", "columns", "label", "labels", "sort", "sortable", "select", "selected", "include", "show",
    "shows", "display", "fields", "export", "exports", "searchable", "editable", "filterable", "consent", "masked",
})  # fmt: skip
"""Words that make a key another thing than a switch that is on."""
SETTINGS_OF_CODE = frozenset({
    "config", "configuration", "conf", "cfg", "settings", "setting", "options", "defaults", "default", "params",
    "parameters", "prefs", "preferences", "feature", "flags",
})  # fmt: skip
"""Words that make a file, a record or a constant one of settings."""
LOOKS = (Surrounding.APPEARANCE, Surrounding.VITAL)
DEFAULTS = frozenset({SymbolKind.FIELD, SymbolKind.VARIABLE, SymbolKind.CONSTANT, SymbolKind.ENTRY})
_MARK = late(
    r"(?:device|dev|machine|system|camera|nvr|host)?[_.-]?(?:serial(?:[_.-]?(?:no|num|number))?|sn|mac(?:[_.-]?addr(?:ess)?)?"
    r"|device[_.-]?id|uuid)",
    re.IGNORECASE,
)
"""Keys that name one device."""
_MAC = late(r"(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}", re.IGNORECASE)
_SERIAL = late(r"(?=.*\d)[0-9A-Za-z-]{6,40}")
_EMPTY = late(r"[0:.xX-]*|string|unknown|none|null|default|example|changeme|1234567?8?9?0?|.*(?:example|your).*")


class Switches:
    """Lays the switches of one target on the weave."""

    def __init__(self, graph: Graph, weave: Weave) -> None:
        self._graph, self._weave = graph, weave

    def lay(self) -> None:
        """All of them."""
        for view in self._graph.views.values():
            if not view.hits:
                continue
            found = self._in_settings(view) if is_settings(view) else _in_code(view)
            for hit, trait, key, value in found:
                self._lay(view, hit, trait, key, value)

    def _in_settings(self, view: View) -> Iterator[tuple[Hit, Trait, int, int]]:
        """Hit, trait, the key that is on (a symbol), and the symbol that has the value."""
        for hit, trait in trait_hits(view):
            symbol = view.unit(hit.unit).symbol
            if symbol < 0 or _says_no(view, symbol):
                continue
            if view.symbol(symbol).kind is SymbolKind.ITEM:
                value = _listed(view, symbol)
            elif names_symbol(view, hit, symbol):
                value = _switched(view, symbol)
            else:
                value = _named_beside(view, symbol)
            if value >= 0:
                yield hit, trait, symbol, value

    def _lay(self, view: View, hit: Hit, trait: Trait, key: int, value: int) -> None:
        setting, why, around = about(view, key, hit.unit)
        if not setting.tied or (_may_be_of_threads(view, key, hit) and not around.has(*LOOKS)):
            return
        own = hit.unit == view.symbol(key).unit
        end = len(view.unit(hit.unit).text) if own else hit.end
        where = spot_of(view, hit.unit, 0 if own else hit.start, end, key, hit.rule)
        facts = [Fact.SWITCHED_ON, *([Fact.INSTALLED] if installed(view) else [])]
        place = (trait, setting_there(self._weave, view, hit.unit, setting))
        spot = self._weave.spot(place, where, *facts)
        self._weave.surround(place, view, around, why)
        unit = value_unit(view, value)
        if unit >= 0 and unit != hit.unit:
            on = self._weave.spot(place, spot_of(view, unit, symbol=value), *facts)
            self._weave.edge(spot, on, EdgeKind.KEY_OF, "that is the value it is set to")
        elif value != key and view.symbol(value).unit >= 0:
            on = self._weave.spot(place, spot_of(view, view.symbol(value).unit, symbol=value), *facts)
            self._weave.edge(spot, on, EdgeKind.SELECTED_BY, "that setting, which is on, stands beside it")


def _may_be_of_threads(view: View, key: int, hit: Hit) -> bool:
    """Whether it may be a race between threads that is detected: *race detection* without a feature of looks beside."""
    return hit.weak and bool(DOING & set(words(last_key(view.symbol(key).name))))


def setting_there(weave: Weave, view: View, unit: int, setting: Setting) -> Setting:
    """The setting under which the place is laid already, so that a place stands in one chain."""
    laid = [weave.keys[number][1] for number in weave.laid_at(view.blob, view.number, unit)]
    return next((there for there in laid if there.tied), setting)


def _says_no(view: View, symbol: int) -> bool:
    """Whether a key, or the section around it, is called something else than a switch."""
    around = [symbol, *list(view.ancestors(symbol))[:2]]
    return any(NO_SWITCH & set(words(last_key(view.symbol(each).name))) for each in around)


def _is_on(value: str) -> bool:
    return value in TRUE or value == ONE


def _switched(view: View, symbol: int) -> int:
    """The symbol with the value by which the key of that name is on, -1 where none is."""
    told = set(words(last_key(view.symbol(symbol).name)))
    value = value_of(view, symbol)
    if value in TRUE and (told & (SWITCH | DOING) or _beside_switches(view, symbol)):
        return symbol
    if value == ONE and told & (SWITCH | DOING):
        return symbol
    return switch_in(view, symbol)


def switch_in(view: View, symbol: int) -> int:
    """The switch among the keys that lie in a section: its whole name says that it is one, and it is on."""
    return next(
        (
            child
            for child in view.children.get(symbol, ())
            if (told := set(words(last_key(view.symbol(child).name)))) & SWITCH
            and told <= SWITCH | DOING | {"is", "face", "attribute", "state", "rule"}
            and _is_on(value_of(view, child))
        ),
        -1,
    )


def _beside_switches(view: View, symbol: int) -> bool:
    """Whether it lies among switches: another feature of a person's looks has a value for on or off too."""
    parent = view.symbol(symbol).parent
    if parent < 0:
        return False
    if set(words(last_key(view.symbol(parent).name))) & (FEATURES | DOING | SWITCH):
        return True
    return any(
        value_of(view, sibling) in TRUE | FALSE and view.own_concepts(sibling) & {"context/attribute"}
        for sibling in view.children.get(parent, ())
        if sibling != symbol
    )


def _named_beside(view: View, symbol: int) -> int:
    """``{"name": "race", "enabled": true}``: the switch beside a key whose value is the trait's word."""
    parent = view.symbol(symbol).parent
    if parent < 0 or not set(words(last_key(view.symbol(symbol).name))) & NAMING:
        return -1
    value = view.symbol(symbol).value
    return switch_in(view, parent) if len(words(value)) <= 3 else -1


def _listed(view: View, symbol: int) -> int:
    """The trait in a list of features whose section is on."""
    array = view.symbol(symbol).parent
    if array < 0 or not set(words(last_key(view.symbol(array).name))) & FEATURES:
        return -1
    others = [view.own_concepts(item) for item in view.children.get(array, ()) if item != symbol]
    section = view.symbol(array).parent
    if section < 0 or sum("context/attribute" in own for own in others) < 2:
        return -1
    return switch_in(view, section)


def _in_code(view: View) -> Iterator[tuple[Hit, Trait, int, int]]:
    """Defaults in code: a named switch that is declared as on, in what is called the settings."""
    for hit, trait in trait_hits(view):
        symbol = view.unit(hit.unit).symbol
        if symbol < 0 or view.symbol(symbol).kind not in DEFAULTS or view.symbol(symbol).unit != hit.unit:
            continue
        told = set(words(view.symbol(symbol).name))
        around = [view.symbol(above).name for above in view.ancestors(symbol)]
        called = told.union(*map(words, [*around, view.path.rpartition("/")[2]]))
        if (
            told & {"enable", "enabled"}
            and not told & NO_SWITCH
            and called & SETTINGS_OF_CODE
            and not any(view.symbol(above).kind is SymbolKind.FUNCTION for above in view.ancestors(symbol))
            and _is_on(value_of(view, symbol))
            and view.unit(hit.unit).role is not Role.COMMENT
        ):
            yield hit, trait, symbol, symbol


def installed(view: View) -> bool:
    """Whether a settings file is that of one device: a serial number or hardware address stands in it."""
    return any(
        symbol.value
        and _MARK.fullmatch(last_key(symbol.name))
        and not _EMPTY.fullmatch(written := symbol.value.strip().strip("\"'").lower())
        and (_MAC.fullmatch(written) or _SERIAL.fullmatch(written))
        for symbol in view.reading.symbols
    )
