"""Sets of codes that forms are filled in with: the reference data of a register, one kind of it beside another.

A register of those who are held, treated or taught keeps lists to choose from: countries, languages, ranks, diets, and
of a look the shapes of a face and colours of hair. Whoever names all these lists names no features that are told of a
picture, though many of them are. It says itself what it is (``ReferenceDataDomain``), and has kinds beside it that no
picture shows.
"""

import re

from sousveil.linking.given.by_hand import looked_at_near
from sousveil.linking.graph import View
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

WHY = "it is one of the sets of codes that forms are filled in with, beside others that no picture shows"
LEAST = 3
"""So many kinds of what no picture shows."""
REACH = 30
"""Lines before and after a place on which they are looked for."""
LONGEST = 300
"""Characters of a line that is looked at."""
SHORT = 60
"""Code points of a text that names one thing."""
_SETS = late(
    r"(?:reference|ref|master)_?data|look_?up_?(?:type|domain|code|table|value|list|categor)|(?:code|value)_?sets?(?![a-z])"
    r"|pick_?lists?(?![a-z])|code_?(?:types?|lists?|domains?)(?![a-z])|(?:data_?)?dict(?:ionary)?_?(?:type|code)s?(?![a-z])"
    r"|справочник|数据字典|字典类型",
    re.IGNORECASE,
)
"""What such sets are called together."""
_UNSEEN = tuple(
    late(rf"(?<![a-z])(?:{one})", re.IGNORECASE)
    for one in (
        r"countr(?:y|ies)|count(?:y|ies)(?![a-z])|cit(?:y|ies)(?![a-z])|pa[ií]s(?:es)?(?![a-z])|province|страна|国家|省份",
        r"language|interpreter|idioma|语言|язык",
        r"(?:phone|e?mail|address|contact)_?(?:types?|usage|kinds?)|telephone",
        r"marital|civil_?status|estado_?civil|婚姻|семейное",
        r"salutation|relationship|next_?of_?kin|kinship|亲属",
        r"militar(?:y|es?)_?(?:rank|branch|service|record|status)|war_?zone|воинск|军衔",
        r"diet|allerg|smok|drink(?:er|ing)|medica(?:l|tion)|blood_?(?:group|type)|diagnos|过敏|血型",
        r"occupation|employ|profession|job_?(?:title|type)|职业|профессия",
        r"education|qualification|school|degree|学历|образование",
        r"currenc|payment|bank|benefit|валюта|货币",
        r"offen[cs]e|sentence_?(?:type|kind)|court|charge_?type|disciplin|罪名",
    )
)
"""Kinds of what is on record of somebody, of each some words."""
_PARTS = late(r"(?<=[a-z])(?=[A-Z])|[\s-]+")
_OWNERS = frozenset({SymbolKind.ENUM, SymbolKind.RECORD, SymbolKind.FUNCTION, SymbolKind.MAP, SymbolKind.ARRAY})


def of_code_sets(view: View, unit: int) -> bool:
    """Whether a place names one of the sets of codes of a register, by what it or what holds it is called.

    Where anything near it looks at somebody, nothing is said.
    """
    line = view.unit(unit).line
    if line is None or not _called(view, unit):
        return False
    near = [text for text in view.lines[max(0, line - 1 - REACH) : line + REACH] if len(text) <= LONGEST]
    words = "\n".join(_PARTS.sub("_", text) for text in near)
    if sum(kind.search(words) is not None for kind in _UNSEEN) < LEAST:
        return False
    return not looked_at_near(view, unit)


def _called(view: View, unit: int) -> bool:
    """Whether a place, or what holds it, is called after such sets."""
    told = view.unit(unit)
    if len(told.text) <= SHORT and _SETS.search(told.text) is not None:
        return True
    above = (told.symbol, *view.ancestors(told.symbol)) if told.symbol >= 0 else ()
    return any(
        view.symbol(one).kind in _OWNERS and _SETS.search(view.symbol(one).name[: 2 * SHORT]) is not None
        for one in above
    )
