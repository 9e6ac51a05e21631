"""Settings files as the later stages look at them: which files they are, their keys in words, what they are about."""

import re
from collections.abc import Iterator

from sousveil.linking.edges import Setting, Surrounding
from sousveil.linking.graph import View
from sousveil.linking.settings import setting_of
from sousveil.linking.standing import named_by
from sousveil.linking.surroundings import Around, of_record
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

SETTINGS_READERS = frozenset({
    "json", "yaml", "keys", "toml", "lua-table", "plist", "registry-export", "registry-hive", "sqlite",
    "leveldb",
})  # fmt: skip
DECLARES = late(r'"(?:\$schema|openapi|swagger)"|^(?:openapi|swagger)\s*:', re.MULTILINE)
"""Marks of a file that describes an interface: its keys are the names of slots, and none of its values is set."""
HEAD = 4096
MOST_BESIDE = 200
"""A file with more keys at its top than this is a list of something."""
TRUE = frozenset({"true", "on", "yes", "enable", "enabled", "active"})
FALSE = frozenset({"false", "off", "no", "disable", "disabled", "inactive"})
ONE = "1"
NAMING = frozenset({
    "name", "key", "id", "attribute", "attributes", "attr", "feature", "field", "type", "property", "item", "param",
    "parameter", "variable", "fact", "left",
})  # fmt: skip
"""Keys whose value is the name of what is switched or compared: ``{"name": "race", "enabled": true}``."""
TELLING = frozenset({
    "name", "type", "title", "description", "rule", "alias", "label", "alert", "event", "topic", "kind", "fact",
    "object", "entity", "名称", "类型", "имя", "название", "тип", "nombre", "tipo", "nome",
})  # fmt: skip
"""Keys whose value says what a rule is about."""
SOURCES = frozenset({
    "trigger", "triggers", "source", "sources", "input", "inputs", "event", "on", "from", "when", "detector",
})  # fmt: skip
"""Sections of what sets a rule off."""
MOST_FED = 20
"""Keys at each level of such a section that are looked at."""
ROOT = -1
"""The root of a file whose keys lie in nothing."""
_WORDS = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_OTHER_WORDS = late(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*")
"""Words that are not written in the letters of programs alone."""


def is_settings(view: View) -> bool:
    """Whether a reading is that of a settings file: keys and values that a program reads, not a page or a schema."""
    reading = view.reading
    if view.catalogue:
        return False
    if reading.reader == "markup":
        return reading.language == "xml"
    return reading.reader in SETTINGS_READERS and DECLARES.search(reading.text, 0, HEAD) is None


def words(name: str) -> list[str]:
    """The words of an identifier in lower case: ``RaceDetectEnable`` is ``race``, ``detect``, ``enable``."""
    return [word.lower() for word in _WORDS.findall(name)]


def said(name: str) -> set[str]:
    """The words of a name, those in other scripts and with accents too, as rules that people write have them."""
    return {*words(name), *map(str.lower, _OTHER_WORDS.findall(name))}


def last_key(name: str) -> str:
    """The last part of a dotted key: ``table.Face[0].Race.Enable`` ends in ``Enable``."""
    return name.rpartition(".")[2]


def value_of(view: View, symbol: int) -> str:
    """The written value of a key in lower case, without quotes."""
    return view.symbol(symbol).value.strip().strip("\"'").lower()


def value_unit(view: View, symbol: int) -> int:
    """The unit of a key's value, -1 where none was given."""
    own = view.symbol(symbol).unit
    written = view.symbol(symbol).value
    return next((u for u in view.inside.get(symbol, ()) if u != own and view.unit(u).text == written), -1)


def about(view: View, symbol: int, unit: int, sections: int = 0) -> tuple[Setting, str, Around]:
    """What kind of thing a key stands in: told by its own name, its siblings, the sections around it and the path.

    A face must be named in one of these, or two features of a person's looks stand beside it; what merely stands near
    in the file says nothing of a key. ``sections`` says of how many sections outwards the other keys count too, and
    the names that they are given in a key: ``{"name": "face alarm", "condition": {"attribute": ...}}``.
    """
    above = list(view.ancestors(symbol)) if symbol >= 0 else []
    around = of_record(view, above[0]) if above else _beside(view, symbol)
    own = view.own_concepts(symbol) if symbol >= 0 else frozenset(tag.concept for tag in view.unit_tags(unit))
    around.add(own, "<itself>")
    for ancestor in above:
        around.add(view.own_concepts(ancestor), f"<{view.symbol(ancestor).name}>")
    around.add((tag.concept for tag in view.tag(view.path)), "<path>")
    named = named_by(view, symbol, *above)
    for at, section in enumerate([*above, ROOT] if sections else ()):
        keys = view.children.get(section, ())
        for key in keys[:MOST_BESIDE] if section != ROOT or len(keys) <= MOST_BESIDE else ():
            told = said(last_key(view.symbol(key).name))
            if at <= sections:
                around.add(view.own_concepts(key), view.symbol(key).name)
                named |= named_by(view, key) if told & TELLING else frozenset()
            if told & SOURCES and key not in above:
                fed = _fed_by(view, key) & {Surrounding.FACE, Surrounding.BODY}
                named |= fed
                for each in fed:
                    around.seen[each].add(f"<{view.symbol(key).name}>")
    setting, why = setting_of(around, named)
    if setting.tied and not around.has(Surrounding.FACE, Surrounding.BODY) and around.has(Surrounding.APPEARANCE) < 2:
        return Setting.PERSON, "no face is named, and no two features of somebody's looks", around
    return setting, why, around


def _fed_by(view: View, key: int, levels: int = 3) -> frozenset[Surrounding]:
    """What the keys and values of what sets a rule off say: a topic, an entity, a kind of event."""
    named = named_by(view, key)
    for child in view.children.get(key, ())[:MOST_FED] if levels else ():
        named |= _fed_by(view, child, levels - 1)
    return named


def _beside(view: View, symbol: int) -> Around:
    """What the other keys at the top of a file say, where they are few."""
    around = Around()
    top = view.children.get(-1, ())
    for other in top if len(top) <= MOST_BESIDE else ():
        if other != symbol:
            around.add(view.own_concepts(other), view.symbol(other).name)
    return around


def trait_hits(view: View) -> Iterator[tuple[Hit, Trait]]:
    """The live words for a trait in a view, without those for a group; a nationality is nothing that is looked at."""
    for hit in view.hits:
        if hit.trait is not None and not hit.group and hit.trait is not Trait.NATIONALITY:
            yield hit, hit.trait


def names_symbol(view: View, hit: Hit, symbol: int) -> bool:
    """Whether a hit stands in the key's own name, and in one of the last two parts of it."""
    unit = view.symbol(symbol).unit
    if hit.unit != unit or view.unit(unit).role in (Role.UI_LABEL, Role.COMMENT):
        return False
    return view.unit(unit).text.count(".", hit.end) <= 1
