"""Methods of managed code and the native functions called through them, joined as their platform joins them.

Java finds a native method by its class and name (JNI), .NET an exported function by its name (P/Invoke).
"""

from collections import defaultdict
from collections.abc import Iterable

from sousveil.linking.edges import EdgeKind, Fact
from sousveil.linking.forms import MOST, form_of
from sousveil.linking.graph import Graph, Node, View
from sousveil.linking.holders import spot_of
from sousveil.linking.weave import Weave
from sousveil.model.words import Role, SymbolKind

NATIVE = frozenset({"elf", "pe", "mach-o"})
MANAGED = frozenset({"java", "kotlin", "csharp", "c#"})
_LETTERS = 12
"""Letters of a class and a method together from which on they name one thing."""


def join_natives(weave: Weave, graph: Graph) -> None:
    """Join what is laid at a method or a native function to the other of the two."""
    native: dict[str, list[Node]] = defaultdict(list)
    managed: dict[str, list[Node]] = defaultdict(list)
    for view in graph.views.values():
        if view.reading.reader in NATIVE:
            _collect(view, native)
        elif view.reading.language.lower() in MANAGED:
            _collect(view, managed)
    for name in sorted(native.keys() & managed.keys()):
        if len(native[name]) <= MOST and len(managed[name]) <= MOST:
            for inner in native[name]:
                for outer in managed[name]:
                    _join(weave, graph, inner, outer)


def _collect(view: View, found: dict[str, list[Node]]) -> None:
    for index, symbol in enumerate(view.reading.symbols):
        if symbol.kind is SymbolKind.FUNCTION and symbol.unit >= 0:
            for name in _names(view, index):
                found[name].append(Node(view.blob, view.number, index))
    for reference in view.reading.references:
        # A method of .NET may call the export by another name than its own.
        if reference.how == "native" and reference.within >= 0 and view.symbol(reference.within).unit >= 0:
            node = Node(view.blob, view.number, reference.within)
            if node not in found[reference.name] and view.reading.language.lower() in {"csharp", "c#"}:
                found[reference.name].append(node)


def _names(view: View, index: int) -> Iterable[str]:
    """The names under which the other side looks for a function."""
    symbol = view.symbol(index)
    if symbol.parent >= 0 and view.symbol(symbol.parent).kind is SymbolKind.RECORD:
        owner = view.symbol(symbol.parent).name
        if len(owner) + len(symbol.name) >= _LETTERS:
            yield f"{owner}.{symbol.name}"
    if form_of(symbol.name) and (symbol.parent < 0) == (view.unit(symbol.unit).role is Role.EXPORTED):
        yield symbol.name


def _join(weave: Weave, graph: Graph, inner: Node, outer: Node) -> None:
    """Lay the one where the other is laid, and join them."""
    for here, there in ((inner, outer), (outer, inner)):
        view, other = graph.view(here), graph.view(there)
        unit = other.symbol(there.symbol).unit
        for number in list(weave.laid_at(view.blob, view.number, view.symbol(here.symbol).unit)):
            spot = weave.spot(weave.keys[number], spot_of(other, unit, symbol=there.symbol), Fact.WORD)
            ends = (number, spot) if here is inner else (spot, number)
            weave.edge(*ends, EdgeKind.SAME_NAME, "it is the native function that is called by that method")
