"""Whether a regular expression can take time that doubles with each further character.

The positions of a pattern make an automaton without empty steps (Glushkov's); where one position can be reached from
itself on two ways by the same text, a matcher that goes back has to try every one of the 2**n ways through n such texts
(Weideman et al., "Analyzing matching time behavior of backtracking regular expression matchers", 2016: EDA). What is
atomic or possessive is left as it was matched, so it counts as one sign of its own.
"""

import itertools
import re
from re import _constants as op
from re import _parser as parser
from typing import Any

_LETTERS = "".join(map(chr, range(128))) + "\xa0é١中\u3000\U0001f600"
_ALL = (1 << len(_LETTERS)) - 1
_MANY = 4
"""Repeats that are bounded by more than this count as unbounded."""
_CATEGORIES = {
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


class _Automaton:
    def __init__(self, flags: int) -> None:
        self.flags = flags
        self.letters: list[int] = []
        """By position, which of the letters it takes, as bits; 0 for what is a sign of its own."""
        self.follow: list[list[int]] = []
        """By position, those that may come next: one twice where there are two ways."""
        self.inner: list[Any] = []
        """What stands apart and is looked at for itself."""

    def add(self, letters: int) -> tuple[bool, list[int], list[int]]:
        self.letters.append(letters)
        self.follow.append([])
        at = len(self.letters) - 1
        return False, [at], [at]

    def set_of(self, kind: Any, value: Any) -> int:
        if kind is op.ANY:
            return _ALL if self.flags & re.DOTALL else _ALL & ~self._bits("\n")
        if kind is op.IN:
            negate = value[0][0] is op.NEGATE
            bits = 0
            for item in value[negate:]:
                bits |= self.set_of(*item)
            return _ALL & ~bits if negate else bits
        if kind is op.RANGE:
            return self._where(lambda letter: value[0] <= ord(letter) <= value[1])
        if kind is op.CATEGORY:
            return self._where(lambda letter: re.match(_CATEGORIES[value], letter) is not None)
        bits = self._where(lambda letter: ord(letter) == value)
        return _ALL & ~bits if kind is op.NOT_LITERAL else bits

    def _where(self, test: Any) -> int:
        fold = self.flags & re.IGNORECASE
        return sum(
            1 << at
            for at, letter in enumerate(_LETTERS)
            if test(letter) or (fold and (test(letter.lower()[0]) or test(letter.upper()[0])))
        )

    def _bits(self, text: str) -> int:
        return sum(1 << _LETTERS.index(letter) for letter in text)

    def row(self, items: Any) -> tuple[bool, list[int], list[int]]:
        nullable, first, last = True, [], []
        for kind, value in items:
            empty, begins, ends = self.item(kind, value)
            for end in last:
                self.follow[end] += begins
            first = first + begins if nullable else first
            last = last + ends if empty else ends
            nullable = nullable and empty
        return nullable, first, last

    def item(self, kind: Any, value: Any) -> tuple[bool, list[int], list[int]]:
        if kind in {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN}:
            return self.add(self.set_of(kind, value))
        if kind is op.AT:
            return True, [], []
        if kind in {op.ASSERT, op.ASSERT_NOT}:
            self.inner.append(value[1])
            return True, [], []
        if kind is op.SUBPATTERN:
            return self.row(value[3])
        if kind is op.BRANCH:
            ways = [self.row(way) for way in value[1]]
            return (
                any(way[0] for way in ways),
                [at for way in ways for at in way[1]],
                [at for way in ways for at in way[2]],
            )
        if kind in {op.MAX_REPEAT, op.MIN_REPEAT}:
            return self.repeat(*value)
        if kind in {op.ATOMIC_GROUP, op.POSSESSIVE_REPEAT}:
            self.inner.append(value if kind is op.ATOMIC_GROUP else value[2])
        return self.add(0)  # a group again, or one that is never gone back into

    def repeat(self, least: int, most: Any, body: Any) -> tuple[bool, list[int], list[int]]:
        if most != op.MAXREPEAT and most <= _MANY:
            copies = [self.row(body) for _ in range(most)]
            nullable, first, last = True, [], []
            for number, (empty, begins, ends) in enumerate(copies):
                for end in last:
                    self.follow[end] += begins
                passed = empty or number >= least
                first = first + begins if nullable else first
                last = last + ends if passed else ends
                nullable = nullable and passed
            return nullable, first, last
        nullable, first, last = self.row(body)
        for end in last:
            self.follow[end] += first
        return nullable or least == 0, first, last

    def doubles(self) -> bool:
        """Whether a position comes back to itself on two ways with one text."""
        pairs: dict[tuple[int, int], set[tuple[int, int]]] = {}
        todo = [(at, at) for at in range(len(self.letters))]
        while todo:
            pair = todo.pop()
            if pair in pairs:
                continue
            one, other = pair
            pairs[pair] = {
                (min(a, b), max(a, b))
                for a, b in itertools.product(set(self.follow[one]), set(self.follow[other]))
                if self.letters[a] & self.letters[b]
            }
            todo += pairs[pair]
        of = _components(pairs)
        alike = {of[pair] for pair in pairs if pair[0] == pair[1]}
        if any(pair[0] != pair[1] and of[pair] in alike for pair in pairs):
            return True
        return any(
            self.follow[at].count(to) > 1 and of[at, at] == of[to, to]
            for at in range(len(self.letters))
            for to in self.follow[at]
            if self.letters[to]
        )


def _components(graph: dict[tuple[int, int], set[tuple[int, int]]]) -> dict[tuple[int, int], int]:
    """The strongly connected component of each node (Kosaraju's two walks)."""
    order, seen = [], set()
    for start, following in graph.items():
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(following))]
        while path:
            node, rest = path[-1]
            step = next((to for to in rest if to not in seen), None)
            if step is None:
                order.append(node)
                path.pop()
            else:
                seen.add(step)
                path.append((step, iter(graph[step])))
    back: dict[tuple[int, int], list[tuple[int, int]]] = {node: [] for node in graph}
    for node, targets in graph.items():
        for to in targets:
            back[to].append(node)
    of: dict[tuple[int, int], int] = {}
    for node in reversed(order):
        todo = [node]
        while todo:
            at = todo.pop()
            if at not in of:
                of[at] = of.get(node, len(of))
                todo += [to for to in back[at] if to not in of]
    return of


def doubles(pattern: str | bytes, flags: int = 0) -> bool:
    """Whether some text takes a time that doubles with each further piece of it."""
    tree = parser.parse(pattern, flags)
    todo = [tree]
    while todo:
        automaton = _Automaton(tree.state.flags)
        automaton.row(todo.pop())
        if automaton.doubles():
            return True
        todo += automaton.inner
    return False
