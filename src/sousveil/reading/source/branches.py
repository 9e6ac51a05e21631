"""Branches near places: what is compared, and what is done where it holds. For all languages with a parser.

The grammars name the parts of a branch alike (``condition``, ``consequence``, ``value``); where they do not, the tables
below say what a node is. Sources: the node types that each grammar publishes.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from sousveil.model.text import Condition, Deed
from sousveil.model.words import Role
from sousveil.reading.draft import Draft

if TYPE_CHECKING:
    from tree_sitter import Node

IFS = frozenset({"if_statement", "elif_clause"})
CASES = frozenset({
    "case_statement", "switch_case", "switch_section", "switch_block_statement_group", "switch_rule",
    "expression_case", "case_clause",
})  # fmt: skip
SHORT = frozenset({"expression_statement"})
"""Statements that may be a choice: ``a == b && f();``, ``a == b ? f() : g();``."""
BRANCHES = IFS | CASES | SHORT
_LABELS = frozenset({"switch_label", "case_pattern", "case_switch_label"})
_SWITCHES = frozenset({
    "switch_statement", "switch_expression", "expression_switch_statement", "match_statement",
})  # fmt: skip
_COMPARISONS = frozenset({"binary_expression", "comparison_operator"})
_OPERATORS = frozenset({"==", "===", "!=", "!==", "in", "is", "not in"})
_EQUALS = frozenset({
    "equals", "equalsIgnoreCase", "Equals", "contains", "Contains", "includes", "has", "indexOf", "strcmp",
    "strcasecmp", "_stricmp", "stricmp", "compare", "EqualFold", "Contain", "startsWith", "startswith",
    "count", "find", "containsKey", "ContainsKey",
})  # fmt: skip
"""Functions that compare."""
CALLS = frozenset({
    "call", "call_expression", "method_invocation", "invocation_expression",
})  # fmt: skip
_SUBSCRIBES = re.compile(
    r"subscri|attach|listen|register|addhandler|addobserver|startrealtime|loadpicture", re.IGNORECASE
)
"""Names of functions that ask for events."""
_SHOWS = re.compile(
    r"(?:put|draw|add|set|fill|stroke|append)_?(?:text|string)|text_?out|show_?(?:info|message|toast|text)|make_?text",
    re.IGNORECASE,
)
"""Names of functions that put a text on a screen or draw it onto a picture."""
SETS = frozenset({"assignment", "assignment_expression", "assignment_statement"})
_SHOWN = re.compile(r"(?:\.|->)(?:text|text_?content|inner_?html|inner_?text|caption|title)$", re.IGNORECASE)
"""Members whose value is on a screen."""
_ASSIGNS = frozenset({
    "assignment", "assignment_expression", "assignment_statement", "short_var_declaration", "init_declarator",
    "variable_declarator",
})  # fmt: skip
_THROWS = frozenset({"throw_statement", "raise_statement", "throw_expression"})
_FUNCTIONS = frozenset({
    "function_definition", "lambda", "lambda_expression", "arrow_function", "function_declaration", "func_literal",
    "method_declaration", "function_expression",
})  # fmt: skip
_NUMBERS = frozenset(
    {"number_literal", "integer", "number", "int_literal", "integer_literal", "decimal_integer_literal"}
)
_TERNARIES = frozenset({"ternary_expression", "conditional_expression"})
_AND = frozenset({"binary_expression", "boolean_operator"})
_LEAVES = frozenset({"return_statement", "continue_statement", "break_statement"})
_DIFFERS = re.compile(r"!=|\bnot\s+in\b|^[\s(]*(?:!|not\b)")
"""A condition that holds where two things are not the same."""
_MOST_BELOW = 12
"""Statements below an early return that are looked at."""
_BOTH = frozenset({"&&", "||", "and", "or"})
_MOST_NODES = 400
_MOST_PARTS = 12
_MOST_DEEDS = 24
_LONGEST = 80
"""Bytes of a function's written name."""


class Writer(Protocol):
    """What a branch needs of the walk over its file."""

    draft: Draft

    def near(self, node: "Node") -> bool:
        """Whether a node begins within a few lines of a place."""

    def near_any(self, node: "Node", most: int = 40) -> bool:
        """Whether one of the first lines of a node does."""

    def text(self, node: "Node") -> str:
        """The source text of a node."""

    def unit(self, node: "Node", role: Role, symbol: int = -1) -> int:
        """A unit of a node's text."""

    def stretch(self, start: int, end: int, role: Role, symbol: int = -1) -> int:
        """A unit of a stretch of the source."""

    def string(self, node: "Node", role: Role, symbol: int) -> int:
        """A unit of a literal's content."""

    def is_string(self, node: "Node | None") -> bool:
        """Whether a node is a string literal."""


def note_branch(walk: Writer, node: "Node", within: int) -> None:
    """Writes the comparisons of a branch near a place into the draft, each with what is done where it holds."""
    if node.type in SHORT:
        if not node.named_child_count or node.named_children[0].type not in _TERNARIES | _AND or not walk.near(node):
            return
        compared, then = _of_short(walk, node.named_children[0])
    else:
        looked_at = node.child_by_field_name("condition") if node.type in IFS else node
        if looked_at is None or not walk.near_any(looked_at):
            return
        compared, then = _of_case(node) if node.type in CASES else _of_if(walk, node)
    told = [parts for parts in compared if parts and walk.near(parts[0])]
    if not told or not then:
        return
    does: tuple[Deed, ...] | None = None
    for parts in told:
        on, number = _sides(walk, parts, within)
        if not on:
            continue
        if does is None:
            does = tuple(_deeds(walk, then, within))
        if does:
            walk.draft.conditions.append(Condition(on, does, number, within))


def note_handed(walk: Writer, node: "Node", within: int) -> None:
    """Writes the names that are handed to a call that subscribes to something or shows a text, where near a place."""
    arguments = node.child_by_field_name("arguments") if walk.near(node) else None
    called = _called(walk, node) if arguments is not None else ""
    subscribes = _SUBSCRIBES.search(called) is not None
    if arguments is None or not (subscribes or _SHOWS.search(called)):
        return
    for count, part in enumerate(_below([arguments])):
        if count > _MOST_PARTS:
            return
        if not part.named_child_count and "identifier" in part.type and walk.near(part):
            unit = walk.unit(part, Role.IDENTIFIER, within)
            if subscribes:
                walk.draft.refer(walk.text(part), "subscribe", unit, within)


def note_shown(walk: Writer, node: "Node", within: int) -> None:
    """Writes the name that a member is set to whose value is on a screen, where it is near a place."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None or not walk.near(node) or left.end_byte - left.start_byte > _LONGEST:
        return
    if not right.named_child_count and "identifier" in right.type and _SHOWN.search(walk.text(left)):
        walk.unit(right, Role.IDENTIFIER, within)


def _of_if(walk: Writer, node: "Node") -> tuple[list[list["Node"]], list["Node"]]:
    condition, then = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
    if condition is None or then is None:
        return [], []
    compared = [[part] for part in _comparisons(walk, condition)]
    if compared and _DIFFERS.search(walk.text(condition)):
        other = node.child_by_field_name("alternative")
        return compared, [then, *([other] if other is not None else _below_it(node) if _leaves(then) else [])]
    return compared, [then]


def _leaves(then: "Node") -> bool:
    """Whether nothing is done in a branch but to leave: ``if (a != b) return;``."""
    inner = then.named_children if then.type not in _LEAVES else [then]
    if len(inner) == 1 and inner[0].type == "statement_list":  # Go has one in each block
        inner = inner[0].named_children
    return len(inner) == 1 and inner[0].type in _LEAVES and inner[0].end_byte - inner[0].start_byte < _LONGEST


def _below_it(node: "Node") -> list["Node"]:
    """The statements below a branch that leaves: they are done in the other case."""
    found: list[Node] = []
    following = node.next_named_sibling
    while following is not None and len(found) < _MOST_BELOW and following.type not in _FUNCTIONS:
        found.append(following)
        following = following.next_named_sibling
    return found


def _of_short(walk: Writer, node: "Node") -> tuple[list[list["Node"]], list["Node"]]:
    """``a == b && f();`` and ``a == b ? f() : g();`` as statements; Python says ``f() if a == b else g()``."""
    if node.type in _TERNARIES:
        condition, then = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
        if condition is None and node.named_child_count == 3:
            then, condition = node.named_children[:2]
    else:
        operator = node.child_by_field_name("operator")
        both = operator is not None and operator.type in ("&&", "and")
        condition, then = (node.child_by_field_name(side) if both else None for side in ("left", "right"))
    if condition is None or then is None:
        return [], []
    return [[part] for part in _comparisons(walk, condition)], [then]


def _of_case(node: "Node") -> tuple[list[list["Node"]], list["Node"]]:
    """The labels of a case, each beside what the switch looks at; a case without statements falls to the next."""
    subject: Node | None = None
    around = node.parent
    for _ in range(4):
        if around is None:
            break
        if around.type in _SWITCHES:
            names = ("condition", "value", "subject")
            found = (around.child_by_field_name(name) for name in names)
            subject = next((one for one in found if one is not None), None)
            break
        around = around.parent
    value = node.child_by_field_name("value")
    labels = [value] if value is not None else []
    rest: list[Node] = []
    for child in node.named_children:
        if child == value:
            continue
        if value is None and (child.type in _LABELS or child.type.endswith("_pattern")):
            labels.append(child)
        elif "comment" not in child.type:
            rest.append(child)
    while not rest and node.next_named_sibling is not None and node.next_named_sibling.type == node.type:
        node = node.next_named_sibling
        own = node.child_by_field_name("value")
        rest = [
            c for c in node.named_children if c != own and c.type not in _LABELS and not c.type.endswith("_pattern")
        ]
    return [[label, *([subject] if subject is not None else [])] for label in labels], rest


def _below(nodes: list["Node"], *, into_functions: bool = False) -> Iterator["Node"]:
    """These nodes and those below them, outermost first, within bounds."""
    stack = nodes[::-1]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        node = stack.pop()
        yield node
        if into_functions or node.type not in _FUNCTIONS:
            stack.extend(node.named_children[::-1])


def _comparisons(walk: Writer, condition: "Node") -> Iterator["Node"]:
    """The single comparisons in a condition: each side of ``and`` and ``or`` by itself."""
    for node in _below([condition]):
        if node.type in _COMPARISONS:
            operator = node.child_by_field_name("operator")
            signs = {operator.type} if operator is not None else {c.type for c in node.children if not c.is_named}
            signs |= {c.type for c in node.children_by_field_name("operators")}
            if signs & _OPERATORS and not signs & _BOTH:
                yield node
        elif node.type in CALLS and _called(walk, node).rpartition(".")[2] in _EQUALS:
            yield node


def _function(node: "Node") -> "Node | None":
    return node.child_by_field_name("function") or node.child_by_field_name("name")


def _called(walk: Writer, node: "Node") -> str:
    function = _function(node)
    return walk.text(function) if function is not None and function.end_byte - function.start_byte <= _LONGEST else ""


def _sides(walk: Writer, parts: list["Node"], within: int) -> tuple[tuple[int, ...], str]:
    """The units of names and strings in a comparison, and a number in it."""
    units: dict[int, None] = {}
    number = ""
    for node in _below(parts):
        if len(units) >= _MOST_PARTS:
            break
        if walk.is_string(node):
            units[walk.string(node, Role.STRING, within)] = None
        elif node.type in _NUMBERS:
            number = number or walk.text(node)[:20]
        elif not node.named_child_count and "identifier" in node.type:
            units[walk.unit(node, Role.IDENTIFIER, within)] = None
    units.pop(-1, None)
    return tuple(units), number


def _deeds(walk: Writer, then: list["Node"], within: int) -> Iterator[Deed]:
    count = 0
    for node in _below(then):
        deed = _deed(walk, node, within)
        if deed is not None and deed.unit >= 0:
            yield deed
            count += 1
            if count >= _MOST_DEEDS:
                return


def _deed(walk: Writer, node: "Node", within: int) -> Deed | None:
    kind = node.type
    if kind in CALLS:
        function = _function(node)
        if function is None or not _called(walk, node) or "\n" in walk.text(function):
            return None
        of = node.child_by_field_name("object")  # Java has it apart
        simple = of is not None and of.type in ("identifier", "field_access", "this")
        start = of.start_byte if of is not None and simple else function.start_byte
        return Deed("call", walk.stretch(start, function.end_byte, Role.IDENTIFIER, within))
    if kind in _ASSIGNS:
        left = (
            node.child_by_field_name("left")
            or node.child_by_field_name("name")
            or node.child_by_field_name("declarator")
        )
        right = node.child_by_field_name("right") or node.child_by_field_name("value")
        return _assigned(walk, left, right, within)
    if kind == "return_statement" and node.named_child_count == 1:
        unit = _plain(walk, node.named_children[0], within)
        return Deed("return", unit) if unit >= 0 else None
    if kind in _THROWS and node.named_child_count:
        name = next((n for n in _below([node.named_children[0]]) if "identifier" in n.type), None)
        return Deed("throw", walk.unit(name, Role.IDENTIFIER, within)) if name is not None else None
    return None


def _assigned(walk: Writer, left: "Node | None", right: "Node | None", within: int) -> Deed | None:
    if left is None or right is None or left.end_byte - left.start_byte > _LONGEST:
        return None
    value = _plain(walk, right, within)
    return Deed("assign", walk.unit(left, Role.IDENTIFIER, within), value) if value >= 0 else None


def _plain(walk: Writer, node: "Node", within: int) -> int:
    """The unit of a name, a truth value, a number or a string that stands alone; -1 for anything else."""
    for _ in range(3):
        if node.type in ("expression_list", "literal", "parenthesized_expression") and node.named_child_count == 1:
            node = node.named_children[0]
    if node.end_byte - node.start_byte > _LONGEST:
        return -1
    if walk.is_string(node):
        return walk.string(node, Role.STRING, within)
    if "identifier" in node.type or node.type in _NUMBERS or node.type in (
        "true", "false", "True", "False", "boolean_literal", "field_expression", "member_expression", "attribute",
        "field_access", "selector_expression", "member_access_expression", "scoped_identifier",
    ):  # fmt: skip
        return walk.unit(node, Role.IDENTIFIER, within)
    return -1
