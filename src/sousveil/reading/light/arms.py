"""Arms of a choice without a parser: ``when (x) { "a" -> f() }``, ``match x { A => f(), }``, ``case "a": f()``.

Each label is a comparison with what the choice looks at. Sources: the references of Kotlin, Rust, Scala, PHP, Dart,
Ruby, Elixir and Visual Basic (``Select Case``).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sousveil.reading.light.branches import AROUND, note_case
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import BASIC, Token

MOST_SUBJECT, MOST_CHOICE = 30, 1200
_CHOICES = frozenset({"when", "match", "switch"})
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_NO_ARM = frozenset({"default", "else", "_"})


class _Arm(NamedTuple):
    """What stands before the arrow or colon, and what after it."""

    label: list[Token]
    body: Sequence[Token]


def note_arms(page: Page, tokens: Sequence[Token]) -> None:
    """Writes each label near a place of a choice into the draft, with what is done there."""
    for at, token in enumerate(tokens):
        if token.kind != "w":
            continue
        word = token.text.lower()
        if word in _CHOICES:
            opens = _opening(tokens, at + 1)
            subject = list(tokens[at + 1 : opens]) or _before(tokens, at)
            if opens >= 0 and _worth(page, subject):
                _note(page, _in_braces(tokens, opens + 1), subject)
        elif (
            word == "case"
            and _begins(page, tokens, at)
            and (subject := _line(tokens, at + 1))
            and _worth(page, subject)
        ):
            _note(page, _by_words(tokens, at + 1 + len(subject)), subject)


def _worth(page: Page, subject: Sequence[Token]) -> bool:
    return bool(subject) and page.near.holds_place(subject[0].start - AROUND, subject[-1].end + AROUND)


def _note(page: Page, arms: Iterator[_Arm], subject: Sequence[Token]) -> None:
    waiting: list[list[Token]] = []
    for label, body in arms:
        waiting.extend(part for part in _split(label) if part[0].text.lower() not in _NO_ARM)
        if body:
            note_case(page, waiting, subject, body)
            waiting = []


def _split(label: Sequence[Token]) -> Iterator[list[Token]]:
    """``A | B`` and ``"a", "b"``: each by itself."""
    part: list[Token] = []
    for token in [*label, None]:
        if token is None or token.text in (",", "|"):
            if part:
                yield part
            part = []
        elif token.kind != "n":
            part.append(token)


def _opening(tokens: Sequence[Token], at: int) -> int:
    """The brace that opens a choice, -1 where there is none on its line."""
    for here in range(at, min(at + MOST_SUBJECT, len(tokens))):
        if tokens[here].text == "{":
            return here
        if tokens[here].kind == "n" or tokens[here].text == ";":
            return -1
    return -1


def _before(tokens: Sequence[Token], at: int) -> list[Token]:
    """``face.race match {``: what stands before the word, on its line."""
    start = at
    while (
        start and at - start < MOST_SUBJECT and tokens[start - 1].kind != "n" and tokens[start - 1].text not in "={};"
    ):
        start -= 1
    return list(tokens[start:at])


def _in_braces(tokens: Sequence[Token], at: int) -> Iterator[_Arm]:
    """The arms between two braces, each up to the next one."""
    depth, end = 1, at
    while end < len(tokens) and end - at < MOST_CHOICE:
        depth += (tokens[end].text in _OPEN) - (tokens[end].text in _CLOSE)
        if not depth:
            break
        end += 1
    start, mark, depth = at, -1, 0
    by_case = any(token.text in ("case", "default") for token in tokens[at : min(at + 3, end)])
    for here in range(at, end):
        text = tokens[here].text
        depth += (text in _OPEN) - (text in _CLOSE)
        if depth or here < start:
            continue
        if mark < 0 and _arrow(tokens, here, by_case):
            mark = here
        elif mark >= 0 and _ends(tokens, here, mark, by_case):
            yield _arm(tokens, start, mark, here)
            start, mark = here if by_case else here + 1, -1
    if mark >= 0:
        yield _arm(tokens, start, mark, end)


def _arrow(tokens: Sequence[Token], here: int, by_case: bool) -> bool:
    text = tokens[here].text
    if by_case and text == ":" and tokens[here + 1 : here + 2] and tokens[here + 1].text != ":":
        return here == 0 or tokens[here - 1].text != ":"
    return (
        text == ">" and here > 0 and tokens[here - 1].text in ("-", "=") and tokens[here - 1].end == tokens[here].start
    )


def _ends(tokens: Sequence[Token], here: int, mark: int, by_case: bool) -> bool:
    if by_case:
        return tokens[here].text in ("case", "default") and tokens[here].kind == "w"
    return here > mark + 1 and (tokens[here].kind == "n" or tokens[here].text == ",")


def _arm(tokens: Sequence[Token], start: int, mark: int, end: int) -> _Arm:
    label = [token for token in tokens[start:mark] if token.kind != "n" and token.text != "case"]
    while label and label[-1].text in ("-", "="):
        label.pop()
    body = [token for token in tokens[mark + 1 : end] if token.kind != "n"]
    return _Arm(label, tokens[mark + 1 : end] if body else [])


def _begins(page: Page, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word begins a statement; Visual Basic says ``Select Case``."""
    before = tokens[at - 1].text.lower() if at else "\n"
    return before == "select" if page.family is BASIC else before in ("\n", "=")


def _line(tokens: Sequence[Token], at: int) -> list[Token]:
    found: list[Token] = []
    for token in tokens[at : at + MOST_SUBJECT]:
        if token.kind == "n" or token.text == "do":
            return found
        if token.text in ("{", ":"):
            return []
        found.append(token)
    return []


def _by_words(tokens: Sequence[Token], at: int) -> Iterator[_Arm]:
    """Ruby's ``when "a"``, Visual Basic's ``Case "a"``, Elixir's ``"a" ->``: each on a line, up to ``end``."""
    label: list[Token] | None = None
    body: list[Token] = []
    last = min(at + MOST_CHOICE, len(tokens))
    while at < last:
        line: list[Token] = []
        while at < last and tokens[at].kind != "n":
            line.append(tokens[at])
            at += 1
        at += 1
        if not line or line[0].text == "do":
            continue
        first = line[0].text.lower()
        arrow = next((i for i in range(1, len(line)) if line[i].text == ">" and line[i - 1].text == "-"), -1)
        heads = first in ("when", "case") or arrow > 0
        if (heads or first in ("else", "end")) and label is not None:
            yield _Arm(label, body)
            label = None
        if first == "end":
            return
        if heads:
            then = next((i for i, one in enumerate(line) if one.text == "then"), len(line))
            label = line[: arrow - 1] if arrow > 0 else line[1:then]
            body = line[arrow + 1 :] if arrow > 0 else line[then + 1 :]
        elif label is not None:
            body.extend(line)
    if label is not None:
        yield _Arm(label, body)
