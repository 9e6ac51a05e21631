"""Lists of what a field may hold, that are named by where they stand: ``race: { type: String, enum: ["a", "b"] }``.

The name of such a list says nothing (``enum``, ``values``, ``in``): that of the field does, which is the key around the
map that it lies in, or what is written before it on its line (``field :race, values: [...]``).
"""

from sousveil.linking.graph import View
from sousveil.linking.showing.controls import named_by_control
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

LEVELS = 4
"""Things around a list, outwards, among which its field is."""
REACH = 200
"""Code points before a list on its line."""
_BARE = frozenset({
    "", "enum", "values", "choices", "options", "items", "oneof", "one_of", "anyof", "in", "allowed", "inclusion",
    "isin", "enumeration", "schema", "type", "only", "valid", "members", "validate", "args", "validators",
})  # fmt: skip
"""Names of a list, or of what it lies in, that only say that its values are those which are allowed."""
_ALLOWED = late(
    r"^\s*(?:field|attribute|validates?\w*|column|t\.\w+|add_column|property|enum|attr\w*|has|param|option|arg|check)\b[\s(]*"
    r"[:\"'`]?([\w-]+)\b[^=;{}\[\]]{0,80}?(?:values|in|choices|enum|one_of|allowed|inclusion|options|default|only|isa)?\s*"
    r"(?::|=>|=)\s*(?:\{\s*in:\s*)?(?:%w|%i)?[\[(]\s*[:\"'`]?$"
)
"""How a field is declared with what it may hold, in languages that are told by a word at the beginning."""


def named_by_place(view: View, holder: int) -> frozenset[str]:
    """The concepts in what names the control or the field whose values a list has."""
    if told := named_by_control(view, holder):
        return told
    if said := _said_before(view, holder):
        return frozenset(tag.concept for tag in view.tag(said))
    if holder < 0 or view.symbol(holder).kind is not SymbolKind.ARRAY or view.symbol(holder).name.lower() not in _BARE:
        return frozenset()
    for above in [*view.ancestors(holder)][:LEVELS]:
        symbol = view.symbol(above)
        if symbol.kind not in (SymbolKind.ENTRY, SymbolKind.MAP):
            break
        if symbol.name.lower() not in _BARE:
            return frozenset(tag.concept for tag in view.tag(symbol.name))
    return frozenset()


def _said_before(view: View, array: int) -> str:
    """What stands on the line before a list of what a field may hold: ``field :origin, values: [...]``."""
    if array < 0 or view.symbol(array).kind is not SymbolKind.ARRAY:
        return ""
    first = next((view.symbol(one).unit for one in view.children.get(array, ())), -1)
    told = view.unit(first) if first >= 0 else None
    if told is None or told.line is None or told.column is None or told.line > len(view.lines):
        return ""
    match = _ALLOWED.search(view.lines[told.line - 1][: told.column - 1][-REACH:])
    return match[1] if match is not None else ""
