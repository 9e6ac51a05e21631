"""Groups that code sets one by one, in branches on what a model answers: ``if best == 0: name = "Asian"``.

``best = argmax(model.predict(face))`` stands above, and each branch has one of the groups: what is listed there is what
the model tells apart. The same holds for groups in the body of a function that is called after telling them.
"""

import re
from collections.abc import Mapping

from sousveil.linking.code.traced import from_model
from sousveil.linking.edges import Fact, Setting
from sousveil.linking.graph import Graph, Node, View
from sousveil.linking.lists.origins import function_of
from sousveil.linking.lists.scheme import Mark, Scheme
from sousveil.linking.lists.shades_told import tells_shades
from sousveil.linking.showing.shown import handed
from sousveil.linking.taming import REACH
from sousveil.linking.weave import Weave
from sousveil.model.late import late
from sousveil.model.words import Role

BRANCHES = 2
"""So many groups in branches on one thing."""
SWITCH = 40
"""Lines above a case in which it is said what is looked at."""
_BRANCH = late(
    r"(?<!\w)(?:if|elif|elsif|elseif|when)\b\s*\(?\s*(?:int\s*\(\s*)?(?:self\.|this\.|\$)?([A-Za-z_]\w*)(?:\.item\(\))?(?:\[\s*\d\s*\])?\)?\s*"
    r"(?:===?|<=?|>=?|\.equals\()"
)
_CASE = late(r"^\s*(?:case\b|default\b|\d+\s*->|[\w\"']+\s*=>)")
_SWITCH = late(r"(?<!\w)(?:switch|match|when)\s*\(?\s*(?:self\.|this\.|\$)?([A-Za-z_]\w*)")
_TELLS = late(
    r"^_*(?:[a-z]+_)?(?:predict|classif|infer|detect|recogni[sz]|estimat|analy[sz]|determin|identif)\w*", re.IGNORECASE
)


def lay_branched(weave: Weave, graph: Graph, lists: Mapping[Node, tuple[Scheme, Setting]]) -> None:
    """Note which of the lists that are tied to a face a model tells that way, and what of them is put on a screen."""
    for node, (scheme, setting) in lists.items():
        view = graph.view(node)
        if not setting.tied or scheme.unit >= 0 or not view.reading.text:
            continue
        if _in_branches(view, scheme) or _in_teller(view, scheme):
            for mark in scheme.marks:
                _lay(weave, view, scheme, mark)


def _lay(weave: Weave, view: View, scheme: Scheme, mark: Mark) -> None:
    unit = view.unit(mark.unit)
    for spot in weave.laid_at(view.blob, view.number, mark.unit):
        if Fact.GROUP in weave.facts[spot] and weave.keys[spot][0] is scheme.trait:
            weave.facts[spot][Fact.PRODUCER] = None
            if (
                unit.role is Role.STRING
                and unit.line
                and unit.column
                and handed(view.lines[unit.line - 1][: unit.column - 1])
            ):
                weave.facts[spot][Fact.LABEL] = None


def _in_branches(view: View, scheme: Scheme) -> bool:
    """Whether several of the groups stand in branches on what a model answered above."""
    told: set[str] = set()
    for mark in scheme.marks:
        line = view.unit(mark.unit).line or 0
        if mark.group not in told and line and (name := _looked_at(view, line)) and from_model(view, line, name):
            told.add(mark.group)
    return len(told) >= BRANCHES


def _looked_at(view: View, line: int) -> str:
    """What is looked at where a line is one of several branches; empty where it is none."""
    for number in (line, line - 1):
        text = view.lines[number - 1][:REACH] if number else ""
        if (branch := _BRANCH.search(text)) is not None:
            return branch[1]
        if _CASE.match(text) is not None:
            above = (view.lines[at - 1][:REACH] for at in range(number - 1, max(0, number - 1 - SWITCH), -1))
            return next((match[1] for match in map(_SWITCH.search, above) if match is not None), "")
    return ""


def _in_teller(view: View, scheme: Scheme) -> bool:
    """Whether a list stands in the body of a function whose name says that it tells the trait."""
    function = function_of(view, scheme.holder)
    if tells_shades(view, scheme.marks[0].unit):
        return True
    if function < 0 or _TELLS.match(view.symbol(function).name) is None:
        return False
    named = {tag.concept for tag in view.tag(view.symbol(function).name)}
    return any(concept.startswith("trait/") for concept in named)
