"""Rules that are drawn: nodes of a flow that are wired to each other, one that compares and one that sends.

Node-RED keeps a list of nodes, each with its ``id`` and the ids in its ``wires``; n8n keeps the wires apart, by the
names of the nodes. Sources: Node-RED's documentation of the format of flows, n8n's of that of workflows.
"""

from collections.abc import Callable, Iterator

from sousveil.linking.graph import View

FAR = 5
"""Wires from the node that compares to the one that acts."""
MOST = 400
"""Nodes of a flow."""
_WIRES = "wires"
_CONNECTIONS = "connections"
_TELLING = frozenset({"name", "type", "topic", "label", "service", "url", "operation"})
"""Keys of a node that say what it does."""


def done_after(view: View, node: int, acts: Callable[[View, int], bool]) -> int:
    """The unit of the first node after one that says that it alarms or sends; -1 where no wire leads to one."""
    for other in _along(view, node, _wires(view, node)):
        for unit in _told(view, other):
            if acts(view, unit) or "mail" in view.unit(unit).text.lower():
                return unit
    return -1


def told_before(view: View, node: int) -> Iterator[int]:
    """The units that say what the nodes before one are."""
    back: dict[int, list[int]] = {}
    for one, others in _wires(view, node).items():
        for other in others:
            back.setdefault(other, []).append(one)
    for other in _along(view, node, back):
        yield from _told(view, other)


def _along(view: View, node: int, wires: dict[int, list[int]]) -> Iterator[int]:  # noqa: ARG001
    seen, last = {node}, [node]
    for _ in range(FAR):
        last = [other for one in last for other in wires.get(one, ()) if other not in seen]
        seen.update(last)
        yield from dict.fromkeys(last)


def _told(view: View, node: int) -> Iterator[int]:
    for key in view.children.get(node, ()):
        if view.symbol(key).name in _TELLING:
            yield from (unit for unit in view.inside.get(key, ()) if unit != view.symbol(key).unit)


def _value(view: View, node: int, name: str) -> str:
    return next((view.symbol(key).value for key in view.children.get(node, ()) if view.symbol(key).name == name), "")


def _wires(view: View, node: int) -> dict[int, list[int]]:
    """For each node of the flow that one lies in, the nodes that it is wired to."""
    holder = view.symbol(node).parent if node >= 0 else -1
    nodes = view.children.get(holder, ()) if holder >= 0 else ()
    if not 1 < len(nodes) <= MOST:
        return {}
    by_id = {_value(view, one, "id"): one for one in nodes} | {_value(view, one, "name"): one for one in nodes}
    wires: dict[int, list[int]] = {}
    for one in nodes:
        for key in view.children.get(one, ()):
            if view.symbol(key).name == _WIRES:
                wires[one] = _named(view, key, by_id)
    beside = view.children.get(view.symbol(holder).parent, ())
    for apart in (key for key in beside if view.symbol(key).name == _CONNECTIONS):
        for key in view.children.get(apart, ()):
            if (first := by_id.get(view.symbol(key).name)) is not None:
                wires[first] = _named(view, key, by_id)
    return wires


def _named(view: View, symbol: int, by_id: dict[str, int], levels: int = 4) -> list[int]:
    """The nodes that are named in what lies below a key."""
    found: list[int] = []
    for child in view.children.get(symbol, ()) if levels else ():
        told = view.symbol(child)
        if (told.value or told.name) in by_id:
            found.append(by_id[told.value or told.name])
        found += _named(view, child, by_id, levels - 1)
    return found
