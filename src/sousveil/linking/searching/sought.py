"""What a search of faces goes by: the conditions that code hands to a store, in the ways in which stores take them.

``where(race: race)`` in a class of faces, ``db.faces.find({"race": race})``, ``.Where("ethnicity = ?", asked)``,
``where: f.race == ^race``, ``term: { "face.race": race }`` and the name of a query that is derived from it,
``findByEthnicityAndCamera``. What is gone through is told by the statement itself, else by what encloses it, the
nearest first: a class of patients among faces is one of patients. What is written, updated or asked back is no
condition.
"""

import re
from collections.abc import Callable, Iterator

from sousveil.linking.edges import Fact, Surrounding
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.settings import setting_of
from sousveil.linking.surroundings import near
from sousveil.linking.weave import Weave
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

LINE, ABOVE, BELOW, UP = 400, 6, 3, 80
"""Code points of a line; lines of a statement before and after a word; lines up to what encloses it."""
_FACE = frozenset({Surrounding.FACE})
_SEEN = frozenset({"context/face", "context/body"})
_OTHERS = frozenset({
    "context/form", "context/medical", "context/census", "context/registry", "context/document", "context/sport",
    "context/person", "context/font", "context/name-based",
})  # fmt: skip
"""What is gone through instead, where it is named nearer."""
_KINDS = "user|voter|member|profile|account|runner|horse|character|vehicle|car|player|hero|donor|respondent"
_USERS = late(rf"(?<![A-Za-z])(?:{_KINDS})s?(?![a-z])|(?:{_KINDS.title()})s?(?![a-z])")
_CODE = frozenset({
    Role.IDENTIFIER, Role.STRING, Role.KEY, Role.VALUE, Role.FIELD, Role.FUNCTION, Role.VARIABLE, Role.ITEM,
    Role.CONSTANT, Role.PARAMETER,
})  # fmt: skip
_NOTHING = r"(?!(?:null|none|nil|undefined|true|false|empty|string|str|int|bool|text|varchar|not)\b)"
_VALUE = rf"(?:[$@&*^:#!%\[]{{0,2}}{_NOTHING}[A-Za-z_]|\?|%s|\$\d|[\"'][^\W\d]|[\"']?[#$]?\{{)"
_OPENED = late(r"(?<![\w$?!.])([\w$?!.]*)[\"']?\s*(?:(?:[:=]|=>)\s*(?:await\s+|new\s+)?([\w.&]*))?\s*[\[({]$")
_SEARCH = late(
    r"(?i)(?:^|[._$])(?:and_?|or_?)?(?:where\w*|find\w*|filter\w*|search\w*|\$?match\w*|terms?(?:_?query)?|must|should|query\w*|count\w*"
    r"|eq|criteria|scan|exists\?|having|equal_?to|add_?filter|\$(?:and|or|in|eq)|_and|_or|_eq|_in"
    r"|(?:filter|condition|clause|predicate|restriction|criterion|where|spec)s?\.(?:append|add|push|extend|\+=))$"
)
"""The name of a call or key that opens a condition."""
_WRITES = late(
    r"(?i)(?:^|[._$])(?:data|create\w*|insert\w*|update\w*|save\w*|\$?set|values|select\w*|projection|_?source|fields|order\w*|sort"
    r"|group\w*|include|attributes|columns|new\w*|build|defaults?|types?|required|properties|schema|console|log\w*|print\w*)$"
)
"""One that opens what is written or asked back."""
_KEYED = late(
    rf"^\w{{0,16}}[\"'`]?\s*(?:(?::(?!:)|=>|=(?![=>]))\s*(?:\[?\s*(?:\w+\.)?\w*\s*\{{\s*[\"']?[$_]?\w+[\"']?\s*:\s*\[?\s*)?{_VALUE}"
    rf"|,\s*[\"'](?:=|==|in|like|array-contains)[\"']\s*,\s*{_VALUE}"
    rf"|\s*[\"'`]\s*,\s*(?:\w+:\s*)?{_VALUE})",
    0,
)
"""A key or name of a column and its value."""
_SHORT = late(r"^\w{0,16}\s*:?\s*[,})]")
"""A key whose value is called like it: ``{ camera, race }``."""
_TEXT = late(r"(?i)^\w{0,16}[\"'`\]]?(?:::\w+)?\)?\s*(?:=|==|ilike|like|in|= any)\s*\(?\s*(?:\?|%s|[:@$#]\w|\$?\{)")
"""A condition in a text, with a place for its value."""
_COMPARED = late(
    rf"^\w{{0,16}}(?:[\"'`]?\s*[\])])?(?:\.\w{{1,16}}\(\))?\s*(?:===?|\.(?:eq|eq_any|in_?|is|equals?|isin|ilike|like)\s*\(|\bin\b)\s*\[?{_VALUE}",
)
_QUERIED = late(rf"^\w{{0,16}}[\"']\s*\)+\s*(?:,|\.(?:is|in|eq|equals?|equalTo)\()\s*{_VALUE}")
"""``criteria.where("race").is(race)``, ``cb.equal(root.get("race"), race)``."""
_BY_WORD = late(r"(?i)\b(?:where|and|or|filter)\b\s*:?\s+[^()\[\]{};]{0,80}$")
"""A condition behind the bare word: ``where: f.race == ^race``."""
_DERIVED = late(
    r"(?i)^(?:find|get|query|search|list|count|read|fetch|select|stream|exists|load|retrieve|lookup|filter)"
    r"[A-Za-z_]{0,24}?(?:By|_by_|And|_and_)[A-Za-z_]{0,40}$"
)
_KEY = late(r"(?:^|[\s,({\[]|\w\.|->)(?:[\"'`:$](?:\w+\.)?)?\w*$")
"""What stands before a key."""
_BRACED = late(r"[{,(]\s*(?:\w+\s*,\s*)*\w*$")
_STORE = late(
    r"(?i)repo(?:sitory)?|dao|store|mapper|query|client|database|(?<![a-z])db(?![a-z])|index|records?|List<|Flux<|\[\]|Model"
)
_CHECKS = late(r"(?i)(?<![a-z])(?:assert\w*|expect|verify)[!.(]")
"""A check of a test, which compares too."""
_BLOCK = late(r"(?:[^\s(:,\[={.]|=>)\s+$|\)\s*$")
"""What stands before a bracket that opens a block of code, not an object."""
_PAGES = late(r"(?:(?<![a-z])|(?<=active)|(?<=active_))admin\.(?:site\.)?register\b", re.IGNORECASE)
"""How a framework is told to make pages of a table: nobody registers there."""
IN_COMMENT = late(r"^\s*(?://|#|--|\*|/\*|\"\"\")")


def lay_sought(weave: Weave, graph: Graph) -> None:
    """Lay each condition of a search of faces or bodies, as that."""
    lay_searches(weave, graph, sought)


def lay_searches(weave: Weave, graph: Graph, goes_by: Callable[[View, Hit], bool]) -> None:
    """Lay each word for a trait by which faces or bodies are searched, as ``goes_by`` tells it."""
    for view in graph.views.values():
        if view.catalogue or not view.reading.text:
            continue
        for hit in view.hits:
            if hit.trait is None or hit.group or not goes_by(view, hit):
                continue
            around, unit = near(view, hit.unit), view.unit(hit.unit)
            setting, why = setting_of(around, _FACE)
            if setting.tied:
                place = spot_of(view, hit.unit, hit.start, hit.end, unit.symbol, hit.rule)
                weave.spot((hit.trait, setting), place, Fact.SLOT, Fact.SEARCH)
                weave.surround((hit.trait, setting), view, around, why)


def sought(view: View, hit: Hit) -> bool:
    """Whether a word is a column that a condition compares with a value, in a search of faces or bodies."""
    unit = view.unit(hit.unit)
    if unit.role not in _CODE or unit.line is None or unit.column is None or unit.line > len(view.lines):
        return False
    line, word = view.lines[unit.line - 1], unit.text[hit.start : hit.end]
    at = line.find(word, max(0, unit.column - 1 + hit.start))
    if len(line) > LINE or at < 0 or IN_COMMENT.match(line) is not None:
        return False
    if unit.role is Role.FUNCTION or _DERIVED.match(unit.text) is not None:
        return _derived(view, unit.text, unit.line)
    above, below = _lines(view, unit.line)
    before, behind = f"{above}\n{line[:at]}", line[at + len(word) :] + f"\n{below}"
    if not _conditional(before, behind):
        return False
    return of_faces_there(view, unit.line, _statement(before) + word)


def _derived(view: View, name: str, number: int) -> bool:
    """Whether a query is derived from a name, in a store of faces or giving faces."""
    if _DERIVED.match(name) is None:
        return False
    line = view.lines[number - 1]
    heads = [line, *enclosing(view, number), view.path.rsplit("/", 1)[-1]]
    return any(_STORE.search(head) for head in heads) and of_faces_there(view, number, line)


def _lines(view: View, number: int) -> tuple[str, str]:
    """The lines before and after one, as far as they can be of one statement with it."""
    above = view.lines[max(0, number - 1 - ABOVE) : number - 1]
    below = view.lines[number : number + BELOW]
    return "\n".join(text[:LINE] for text in above), "\n".join(text[:LINE] for text in below)


def _open(before: str) -> list[tuple[int, str]]:
    """Where brackets are opened that are still open at the end of a text, and what stands before each."""
    depth, found = 0, list[tuple[int, str]]()
    for at in range(len(before) - 1, -1, -1):
        sign = before[at]
        if sign in ")]}":
            depth += 1
        elif sign in "([{":
            if depth:
                depth -= 1
            else:
                opened = _OPENED.search(before[max(0, at - 80) : at + 1])
                found += [(at, name or "") for name in (opened[2], opened[1])] if opened else [(at, "")]
        elif sign == ";" and not depth:
            break
    return found


def _conditional(before: str, behind: str) -> bool:
    """Whether what lies between is compared in a condition of a search."""
    names = [name for _, name in _open(before) if name]
    opener = next((name for name in names if _SEARCH.search(name) or _WRITES.search(name)), "")
    calls = bool(opener) and _SEARCH.search(opener) is not None
    last = before.rsplit("\n", 1)[-1]
    if (opener and not calls) or _CHECKS.search(last) is not None:
        return False
    if calls:
        key = _KEY.search(last) is not None
        return (
            (key and _KEYED.match(behind) is not None)
            or (key and _SHORT.match(behind) is not None and _BRACED.search(last) is not None)
            or _TEXT.match(behind) is not None
            or _COMPARED.match(behind) is not None
            or _QUERIED.match(behind) is not None
        )
    return _BY_WORD.search(last) is not None and _COMPARED.match(behind) is not None


def _statement(before: str) -> str:
    """The end of a text from where the outermost bracket that is still open was opened, with its line."""
    start = len(before)
    for at, _ in _open(before):
        if before[at] == "{" and _BLOCK.search(before[max(0, at - LINE) : at].rsplit("\n", 1)[-1]) is not None:
            break
        start = at
    lines = before[before.rfind("\n", 0, start) + 1 :].split("\n")
    return "\n".join(line for line in lines if IN_COMMENT.match(line) is None)


def enclosing(view: View, number: int) -> Iterator[str]:
    """The lines that enclose one, by how far they are indented, the nearest first; with what is noted above them."""
    level = _level(view.lines[number - 1])
    for at in range(number - 2, max(-1, number - 2 - UP), -1):
        line = view.lines[at]
        if not line.strip() or len(line) > LINE or _level(line) >= level or line.lstrip()[0] in "})]":
            continue
        level = _level(line)
        yield line
        noted = view.lines[at - 1].strip() if at else ""
        if noted[:1] in ("@", "[", "#") and len(noted) <= LINE:
            yield noted
        if not level and at:
            break


def _level(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def of_faces_there(view: View, number: int, statement: str) -> bool:
    """Whether faces or bodies are gone through, and no other people or things, by what is named nearest."""
    for text in (statement, *enclosing(view, number), view.path.rsplit("/", 1)[-1].rpartition(".")[0]):
        concepts = {tag.concept for tag in view.tag(_PAGES.sub("", text)) if not tag.weak}
        others = _OTHERS - {"context/person"} if "context/body" in concepts else _OTHERS  # a person who was detected
        other = bool(concepts & others) or _USERS.search(text) is not None
        if concepts & _SEEN:
            return not other or (text is not statement and "context/form" not in concepts)
        if other:
            return False
    return False
