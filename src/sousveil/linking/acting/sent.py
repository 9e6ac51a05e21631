"""What is told from a picture and sent on: to a topic, a queue, a socket or a hook.

A program that looks at each captured face often keeps nothing: it puts what it told into a record and hands that to a
broker. The record is one whose name, or the text made of it, stands in such a call, or that is written in the call.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.linking.acting.payloads import lay_payloads
from sousveil.linking.edges import EdgeKind, Fact
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.weave import Weave
from sousveil.model.late import late
from sousveil.model.text import TextUnit
from sousveil.model.words import Role, SymbolKind

WHY = "it is in what is sent to a topic, a queue, a socket or a hook"
WHY_IN_LINE = "it is in what is sent to a topic, a queue, a socket or a hook in line {line}"
FAR = 60
"""Lines from a record to the call that sends it, in one function."""
_LINE = 1000
"""Code points of a line that is looked at."""
LINES = 12
"""Lines of a call."""
_CALL = late(
    r"(?P<on>[\w.$\[\]()'\"]{0,60}?)(?:\.|->|::)?(?P<verb>(?:basic_?)?publish\w*|produce|emit\w*|broadcast\w*|send\w*|push\w*|post\w*"
    r"|enqueue\w*|dispatch\w*|put_?records?|x_?add|convert_?and_?send|write_?message\w*)\s*\(",
    re.IGNORECASE,
)
_SENDS = late(
    r"(?:publish|produce|emit|broadcast|send|push|post|enqueue|dispatch|write_?message)\w*\s*\(|(?:put_?records?|x_?add)\s*\(",
    re.IGNORECASE,
)
"""What stands in every such call, without what it is called on: cheaper to look for in each line of a long header."""
_VERBS = (
    *("publish", "produce", "emit", "broadcast", "send", "push", "post", "enqueue", "dispatch"),
    *("putrecord", "put_record", "xadd", "x_add", "write_message", "writemessage"),
)
"""One of them stands in every file with such a call, and is cheaper to look for than the call."""
_BROKER = late(
    r"producer|kafka|mqtt|topic|queue|(?<![a-z])channel|exchange|routing_?key|amqp|rabbit|nats|redis|pub_?sub|publisher"
    r"|socket|(?<![a-z])(?:ws|sio|io)(?![a-z])|web_?hook|hook_?url|event_?(?:bus|hub|stream)|sns|sqs|kinesis|zmq|stomp"
    r"|signal_?r|(?<![a-z])hub(?![a-z])|pulsar|eventbridge",
    re.IGNORECASE,
)
_MADE = late(r"(\w+)\s*(?::=|=)\s*(?![=])(.*)$")
_WRITTEN = late(r"dumps|stringify|serializ|serialis|encode|to_?json|marshal|write_?value|to_?bytes|json", re.IGNORECASE)
_GIVEN = late(
    r"(?:^|[\s$*(;])(?P<name>[^\W\d]\w*)(?:\s*:\s*[\w.<>\[\], ]{1,40})?(?:\s*,\s*\w+)?\s*(?::=|=(?![=>]))"
    r"[^=;]*?(?:dumps|stringify|serializ|serialis|encode|to_?json|marshal|write_?value|to_?bytes|json)\w*!?\s*[({\[]",
    re.IGNORECASE,
)
"""A name that is given the text made of what stands behind: ``text, _ := json.Marshal(map[string]any{``."""
_PUT = late(
    r"(?P<name>[^\W\d]\w*)(?:\.(?:put|add|set|insert|append)\w*\(\s*|\[\s*)(?P<quote>[\"'])(?P<key>\w+)(?P=quote)"
)
"""A key that is put into a record of that name."""
_ABOVE = 8
"""Lines from a key to the one on which what holds it begins."""


class Call(NamedTuple):
    """A call that sends something: the lines that it stands on, from 1, and its arguments."""

    first: int
    last: int
    arguments: str


class Sent:
    """Lays on the weave of one target what is sent."""

    def __init__(self, graph: Graph, weave: Weave) -> None:
        self._graph, self._weave = graph, weave

    def lay(self) -> None:
        """All of it, over the spots that are there: they are tied to a face or body, and no request for an analysis."""
        calls: dict[tuple[int, int], list[Call]] = {}
        for number in range(len(self._weave.spots)):
            spot = self._weave.spots[number]
            view = self._graph.views[spot.examined, spot.reading]
            line = view.unit(spot.unit).line
            facts = self._weave.facts[number]
            if not self._weave.keys[number][1].tied or line is None or {Fact.SELECTOR, Fact.LABEL} & set(facts):
                continue
            key = (spot.examined, spot.reading)
            if key not in calls:
                calls[key] = list(_calls(view))
            if calls[key]:
                self._lay(view, number, calls[key])
        lay_payloads(self._graph, self._weave)

    def _lay(self, view: View, number: int, calls: list[Call]) -> None:
        unit = view.unit(self._weave.spots[number].unit)
        if unit.line is None:
            return
        holder = _map_of(view, unit.symbol)
        named = holder >= 0 and view.symbol(holder).unit >= 0
        name, line = (view.symbol(holder).name, view.line_of(holder)) if named else _written_as(view, unit, holder)
        for call in calls:
            here = holder >= 0 and call.first <= unit.line <= call.last and unit.text in call.arguments
            if here or (name.isidentifier() and _takes(view, line, name, call)):
                self._join(view, number, holder, call)
                return

    def _join(self, view: View, number: int, holder: int, call: Call) -> None:
        """The record is an event; where it has no name, the call is, by a name or text that stands in it."""
        key, unit = self._weave.keys[number], view.symbol(holder).unit if holder >= 0 else -1
        if unit < 0:
            within = view.units_between(call.first, call.last)
            others = (u for u in within if view.unit(u).role in (Role.IDENTIFIER, Role.STRING, Role.VARIABLE))
            unit = next((u for u in others if not view.hits_of_unit.get(u)), self._weave.spots[number].unit)
        if unit == self._weave.spots[number].unit:
            self._weave.spot(key, self._weave.spots[number], Fact.EVENT)
            return
        event = self._weave.spot(key, spot_of(view, unit, symbol=view.unit(unit).symbol), Fact.RECORD, Fact.EVENT)
        line = view.reading.rows[call.first - 1] if view.reading.rows else call.first
        why = WHY_IN_LINE.format(line=line) if line else WHY
        self._weave.edge(number, event, EdgeKind.PAYLOAD_OF, why)


def _map_of(view: View, symbol: int) -> int:
    """The outermost map or list in running code that a symbol lies in, -1 where there is none."""
    found = -1
    for above in (symbol, *view.ancestors(symbol)) if symbol >= 0 else ():
        kind = view.symbol(above).kind
        if kind is SymbolKind.FUNCTION:
            break
        if kind in (SymbolKind.MAP, SymbolKind.ARRAY):
            found = above
    return found


def _calls(view: View) -> Iterator[Call]:
    """The calls of a file that hand something to a broker, a socket or a hook."""
    text = view.reading.text
    lowered = text.lower()
    if not any(verb in lowered for verb in _VERBS) or not _BROKER.search(text):
        return
    for number, line in enumerate(view.lines, 1):
        if len(line) >= _LINE or "(" not in line or _SENDS.search(line) is None:
            continue
        for match in _CALL.finditer(line):
            if re.search(r"\b(?:def|func|function|fn|void)\s+[\w.]*$", line[: match.start("verb")]):
                continue
            arguments, last = _arguments(view, number, match.end())
            if _BROKER.search(f"{match['on']} {arguments}") or match["verb"].lower().startswith(("publish", "basic")):
                yield Call(number, last, arguments)


def _arguments(view: View, line: int, start: int) -> tuple[str, int]:
    """What stands in the parentheses that are open at a place, and the line on which they close."""
    text, depth = "", 1
    for last in range(line, min(line + LINES, len(view.lines) + 1)):
        for sign in view.lines[last - 1][start:]:
            depth += (sign == "(") - (sign == ")")
            if not depth:
                return text, last
            text += sign
        text += "\n"
        start = 0
    return text, last


def _written_as(view: View, unit: TextUnit, holder: int) -> tuple[str, int]:
    """The name that a record without one is put into text as, or that its key is put into, and the line of that."""
    line = unit.line or 0
    for put in _PUT.finditer(_line_of(view, line)) if holder < 0 else ():
        if put["key"] == unit.text:
            return put["name"], line
    for above in range(line, max(line - _ABOVE, 0), -1):
        text = _line_of(view, above)
        if above < line and text.rstrip().endswith((";", "}")):
            break
        given = _GIVEN.search(text)
        if given is not None and (above < line or unit.text in text[given.end() :]):
            return given["name"], above
    return "", 0


def _line_of(view: View, line: int) -> str:
    """A line by its number, nothing where it is too long to be looked at."""
    text = view.lines[line - 1] if 0 < line <= len(view.lines) else ""
    return text if len(text) < _LINE else ""


def _takes(view: View, line: int, name: str, call: Call) -> bool:
    """Whether a call below takes a record by its name, or a text that is made of it between."""
    if not line <= call.first <= line + FAR or not _same_function(view, line, call):
        return False
    names = {name}
    for text in view.lines[line : call.first - 1]:
        made = _MADE.search(text)
        if made is not None and _WRITTEN.search(made[2]) and re.search(rf"\b{re.escape(name)}\b", made[2]):
            names.add(made[1])
    return any(re.search(rf"(?<![\w.'\"]){re.escape(one)}(?![\w'\"])", call.arguments) for one in names)


def _same_function(view: View, line: int, call: Call) -> bool:
    """Whether no other function begins between the line of a record and a call."""
    begins = (view.line_of(s) for s, one in enumerate(view.reading.symbols) if one.kind is SymbolKind.FUNCTION)
    return not any(line < at <= call.first for at in begins)
