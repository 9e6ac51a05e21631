"""Questions that a page asks whoever uses it: ``<label>What is the race of the person in the photo?</label> <input>``.

What is typed under a question is known to who answers, and told by no picture, however much the page speaks of faces.
So is what the page shows under the name of that box, and what a script reads out of the box and hands on: a function
that keeps it, and is called with nothing else but pieces of the name of a sample, keeps what was typed. A page by which
faces are searched asks, too, and is left alone; so is a file that works the trait out itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sousveil.linking.code.predicted import OF_MODEL
from sousveil.linking.edges import Fact, Setting
from sousveil.linking.found import Found
from sousveil.linking.given.typed_in import SOUGHT
from sousveil.linking.graph import Graph, View
from sousveil.linking.lists.expressions import PEOPLE
from sousveil.linking.standing import LABEL_ROLES
from sousveil.model.late import late
from sousveil.model.words import Role

WHY = "a page asks its user for it in a question over a box, and that is what is typed"
LONGEST = 400_000
"""Code points of a file that is looked through."""
UNDER, BESIDE, ABOVE = 6, 3, 12
"""Lines under a question with its box, beside a label with what it is called, above a call with what is handed on."""
OPTIONS = 60
"""Lines under a question with the answers to choose from."""
FEWEST = 3
"""Letters of the name of a box."""
_QUESTION = late(r"\w[^<>?？؟]{6,}[?？؟]\s*\*?\s*$")
_BOX = late(r"<(?:input|textarea|select)\b[^<>]*>", re.IGNORECASE)
_NO_BOX = late(r"type\s*=\s*[\"'](?:checkbox|hidden|search|submit|button|file|range)|readonly|disabled", re.IGNORECASE)
_NAMED = late(r"(?<![\w-])(?:id|name|for|v-model|ng-model)\s*=\s*[\"']([\w.-]+)[\"']")
_ASKED = late(r"^(?:include|choose|choices?|select(?:ed)?|actual|true|attributes?|input|txt|show|has)(?=.{4})")
_READ = (
    r"(?<![\w.])([A-Za-z_$][\w$]*)\s*=(?!=)[^\n;]*?(?:[\"'#=]{name}[\"'\]]+\s*\)\s*\.(?:val\(|value\b)"
    r"|\.(?:get|getAll)\([\"']{name}[\"']\)|(?:body|form|fields)\.{name}\b)"
)
"""A name is given what a box of that name holds."""
_PIECE = late(r"\.split\(")
"""A piece of something, as the name of a file."""
_SELECTOR = late(r"^\s*[#.\[]|\[name=|^[\w\s]*[#.][\w-]+")
"""How a page's element is called for, which tells nothing of what gives it its value."""
_TELLS = frozenset({Fact.SELECTOR, Fact.NOT_RECOGNISED})


def answered(graph: Graph, found: Iterable[tuple[View, Found]]) -> list[tuple[View, Found]]:
    """The same places, those that a question of a page has answered by its user as typed in."""
    found = list(found)
    views = {(v.blob, v.number): v for v, item in found if item.trait in PEOPLE and item.setting.tied}
    pages = {
        place: lines for place, view in views.items() if (lines := {line for line, _ in view.once("asked", "", _asked)})
    }
    if not pages:
        return found
    names = set().union(*(_boxes(views[place]) for place in pages))
    kept = _keepers(graph, names) if names else set()
    kept -= {(view.blob, view.number) for view, item in found if item.trait in PEOPLE and _tells(view, item)}
    plain = {_plain(name) for name in names}
    return [(view, _of(view, item, pages, kept, plain)) for view, item in found]


def _of(
    view: View, item: Found, pages: Mapping[tuple[int, int], set[int]], kept: set[tuple[int, int]], plain: set[str]
) -> Found:
    place = (view.blob, view.number)
    if item.trait not in PEOPLE or not item.setting.tied:
        return item
    unit = view.unit(item.unit)
    asks = unit.role in LABEL_ROLES and unit.line in pages.get(place, ())
    if asks or place in kept or (place in pages and _of_a_box(view, item, plain)):
        return msgspec.structs.replace(item, setting=Setting.TYPED, why=WHY)
    return item


def _asked(view: View, _: str) -> Iterator[tuple[int, str]]:
    """The line of each question for the trait in a page, with the box that stands under it."""
    for hit in view.hits:
        unit = view.unit(hit.unit)
        if unit.role not in LABEL_ROLES or hit.trait not in PEOPLE or hit.group or unit.line is None:
            continue
        if _QUESTION.search(unit.text) is None or SOUGHT.search(view.path.rpartition("/")[2]):
            continue
        lines = view.lines[max(0, unit.line - 1 - BESIDE) : unit.line + UNDER]
        below = "\n".join(view.lines[unit.line - 1 : unit.line + UNDER])
        box = _BOX.search(below[:LONGEST], max(0, below.find(unit.text[-8:])))
        if box is not None and _NO_BOX.search(box[0]) is None and not any(map(SOUGHT.search, lines)):
            yield unit.line, box[0]


def _boxes(view: View) -> set[str]:
    """What the boxes are called that stand under a question for the trait in a page."""
    return {name for _, box in view.once("asked", "", _asked) for name in _NAMED.findall(box) if len(name) >= FEWEST}


def answers(view: View, line: int) -> bool:
    """Whether what begins on a line is one of the answers that a question of a page lets its user choose from."""
    for asked, box in view.once("asked", "", _asked) if line else ():
        if box[:7].lower() == "<select" and asked <= line <= asked + OPTIONS:
            between = view.lines[asked - 1 : line - 1]
            if not any("</select" in text for text in between):
                return True
    return False


def _plain(name: str) -> str:
    """The name of an element without what it says besides: that it is asked for, or is the actual one."""
    name = re.sub(r"[\W_]+", "", name.rpartition(".")[2]).lower()
    while (told := _ASKED.sub("", name)) != name:
        name = told
    return name


def _of_a_box(view: View, item: Found, plain: set[str]) -> bool:
    """Whether an element of a page is called like a box under a question, or is the label of such a one."""
    unit = view.unit(item.unit)
    if unit.line is None:
        return False
    if unit.role in LABEL_ROLES:
        near = "\n".join(view.lines[max(0, unit.line - 1 - BESIDE) : unit.line + 1])
        called = [name for name in _NAMED.findall(near) if any(t.concept.startswith("trait/") for t in view.tag(name))]
    else:
        called = [unit.text] if unit.role in (Role.KEY, Role.ATTRIBUTE, Role.VALUE) else []
    return bool(called) and all(_plain(name) in plain for name in called)


def _tells(view: View, item: Found) -> bool:
    """Whether a place says that the trait is worked out; how an element of a page is called for does not."""
    if _TELLS & set(item.facts):
        return True
    unit = view.unit(item.unit)
    if unit.line is not None and unit.line <= len(view.lines) and OF_MODEL.search(view.lines[unit.line - 1]):
        return True
    return Fact.PRODUCER in item.facts and not (unit.role is Role.STRING and _SELECTOR.search(unit.text))


def _keepers(graph: Graph, names: Iterable[str]) -> set[tuple[int, int]]:
    """The files with a function that keeps what was typed, and is handed nothing else."""
    views = [view for view in graph.views.values() if 0 < len(view.reading.text) <= LONGEST]
    reads = re.compile(_READ.replace("{name}", "(?:" + "|".join(map(re.escape, sorted(names))) + ")"))
    keepers = {name for view in views for name in _handed_on(view, reads)}
    found: set[tuple[int, int]] = set()
    for name in sorted(keepers):
        call = re.compile(rf"(?<![\w])(?<!function ){re.escape(name)}\(([^()\n]*)\)(?!\s*\{{)")
        calls = [_typed(view, line, one[1], reads) for view in views for line, one in _calls(view, call)]
        if all(calls):
            defined = re.compile(rf"\b{re.escape(name)}\s*(?:[=:]\s*(?:async\s*)?(?:function|\()|\([^()\n]*\)\s*\{{)")
            found.update((view.blob, view.number) for view in views if defined.search(view.reading.text))
    return found


def _calls(view: View, call: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(view.lines, 1):
        for one in call.finditer(line):
            yield number, one


def _handed_on(view: View, reads: re.Pattern[str]) -> Iterator[str]:
    """The functions, called after the trait, that are handed what was read out of a box."""
    read = {name for name in (one[1] for one in reads.finditer(view.reading.text)) if name}
    for name in sorted(read):
        for one in re.finditer(rf"(?<![\w])(\w+)\(\s*{re.escape(name)}\s*\)", view.reading.text):
            if any(tag.concept.startswith("trait/") for tag in view.tag(one[1])):
                yield one[1]


def _typed(view: View, line: int, given: str, reads: re.Pattern[str]) -> bool:
    """Whether a call hands on nothing, what was read out of a box, or a piece of the name of a sample."""
    given = given.strip()
    above: Sequence[str] = view.lines[max(0, line - 1 - ABOVE) : line]
    if not given:
        return True
    for text in reversed(above):
        if re.search(rf"(?<![\w.]){re.escape(given)}\s*=(?!=)", text):
            return _PIECE.search(text) is not None or any(one[1] == given for one in reads.finditer(text))
    return False
