"""What a few tokens of Swift say by themselves: which bracket closes which, a name, a type, what a case gives.

Source: The Swift Programming Language, its *Language Reference* (Types, Expressions, Statements).
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from sousveil.reading.light.tokens import Token
from sousveil.reading.source.types import is_named
from sousveil.reading.textual import words

_BEFORE_CASE = frozenset({"\n", ";", "unknown"})
_CLOSES = {"(": ")", "[": "]", "{": "}"}
_HOLDERS = words(
    "Array Set Optional Dictionary Swift Binding Published Observable BehaviorRelay ContiguousArray ArraySlice Slice"
    " AnyPublisher CurrentValueSubject PassthroughSubject Result List Box"
)
_NO_TYPE = words("inout some any each borrowing consuming throws rethrows async sending isolated")


def closings(tokens: Sequence[Token]) -> dict[int, int]:
    """Index of each opening bracket -> that of the one that closes it; the end of the text where none does."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind != "p":
            continue
        if token.text in _CLOSES:
            stack.append(at)
        elif token.text in ")]}":
            depth = next((n for n, open_ in enumerate(stack[:-5:-1]) if _CLOSES[tokens[open_].text] == token.text), -1)
            for _ in range(depth + 1):
                found[stack.pop()] = at
    return found | dict.fromkeys(stack, len(tokens))


def own_name(tokens: Sequence[Token], *, number: bool) -> Token | None:
    """What a string, a name (``.black``, ``Race.black``) or, where it may be one, a number says by itself."""
    if len(tokens) == 1 and (tokens[0].kind in "sw" or (number and tokens[0].kind == "d")):
        return tokens[0]
    plain = bool(tokens) and tokens[-1].kind == "w" and all(one.kind == "w" or one.text == "." for one in tokens)
    return tokens[-1] if plain and not any(one.kind == two.kind for one, two in itertools.pairwise(tokens)) else None


def only_string(body: Sequence[Token]) -> Token | None:
    """The string that is all that a case returns or assigns."""
    told = [token for token in body if token.kind != "n" and token.text != ";"]
    if not told or told[-1].kind != "s":
        return None
    before = told[:-1]
    if not before or (len(before) == 1 and before[0].text == "return"):
        return told[-1]
    assigned = before[-1].text == "=" and all(one.kind == "w" or one.text in ".?!" for one in before[:-1])
    return told[-1] if assigned else None


def type_name(tokens: Sequence[Token]) -> str:
    """``[Sdk.Race]?`` -> ``Race``, ``[String: Race]`` -> ``Race``; nothing of a function's type."""
    found: list[str] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1].text if at else ""
        if token.text == ">" and before == "-":
            return ""
        if token.kind != "w" or token.text in _NO_TYPE or before == "@":
            continue
        if before == "." and found:
            found[-1] = token.text
        else:
            found.append(token.text)
    plain = [name for name in found if name not in _HOLDERS] or found
    return next((name for name in plain if is_named(name)), plain[0] if plain else "")


def cases_of(
    tokens: Sequence[Token], closing: Mapping[int, int], at: int, end: int
) -> Iterator[tuple[list[list[Token]], tuple[int, int]]]:
    """The labels of each case in the braces of a switch, and the stretch of what is done."""

    def behind(at: int) -> int:
        return min(closing.get(at, at), end - 1) + 1

    while at < end:
        while at < end and tokens[at].text != "case":
            at = behind(at)
        at += 1
        labels: list[list[Token]] = [[]]
        while at < end and tokens[at].text != ":":
            after = behind(at)
            if tokens[at].text == ",":
                labels.append([])
            else:
                labels[-1] += [token for token in tokens[at:after] if token.kind != "n"]
            at = after
        first = at = at + 1
        while at < end and not (tokens[at].text in {"case", "default"} and tokens[at - 1].text in _BEFORE_CASE):
            at = behind(at)
        if first <= end:
            yield [_pattern(label) for label in labels], (first, min(at, end))


def _pattern(label: list[Token]) -> list[Token]:
    """A label without its ``where``."""
    return label[: next((at for at, token in enumerate(label) if token.text == "where"), len(label))]
