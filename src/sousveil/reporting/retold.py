"""What other rooms say in English, in the language of the page.

The JSON report is English; a page in another language looks its sentences up by that English. A pattern is cut at its
``{slots}`` and laid on a sentence from the left, in one pass: names out of a target cannot make it slow.
"""

import re
from collections.abc import Mapping

import msgspec

_SLOT = re.compile(r"\{(\w+)\}")
_LONGEST = 2_000
_LISTS = ((", ", " and "), ("; ", "; "))


class _Pattern(msgspec.Struct, frozen=True):
    literals: tuple[str, ...]
    names: tuple[str, ...]
    told: str

    def slots(self, text: str) -> dict[str, str] | None:
        """What stands in the slots of ``text``, ``None`` where it is another sentence."""
        head, *between = self.literals
        tail = between.pop()
        if not text.startswith(head) or not text.endswith(tail) or len(text) < len(head) + len(tail):
            return None
        rest = text[len(head) : len(text) - len(tail)]
        found = []
        for literal in between:
            slot, cut, rest = rest.partition(literal)
            if not cut:
                return None
            found.append(slot)
        return dict(zip(self.names, [*found, rest], strict=True))


class Retold:
    """Sentences of one language by their English; ``names`` tells names of groups. ``lists`` join a list there."""

    def __init__(self, sentences: Mapping[str, str], comma: str, semicolon: str) -> None:
        self._whole = {english: told for english, told in sentences.items() if "{" not in english}
        self._patterns = [
            _Pattern(tuple(_SLOT.split(english)[::2]), tuple(_SLOT.findall(english)), told)
            for english, told in sentences.items()
            if "{" in english
        ]
        self._patterns.sort(key=lambda pattern: -sum(map(len, pattern.literals)))
        self._joins = (comma, semicolon)

    def has(self, text: str) -> bool:
        """Whether there are words for just this text, without slots."""
        return text in self._whole

    def tell(self, text: str, names: Mapping[str, str]) -> str | None:
        """``text`` in the language, ``None`` where it has no words for it. ``names`` by their English in lower case."""
        if len(text) > _LONGEST:
            return None
        return self._tell(text, names, 0)

    def _tell(self, text: str, names: Mapping[str, str], depth: int) -> str | None:
        if text in self._whole:
            return self._whole[text]
        if text.lower() in names:
            return names[text.lower()]
        for pattern in self._patterns if depth < 3 else ():
            slots = pattern.slots(text)
            if slots is not None:
                told = {name: self._tell(slot, names, depth + 1) or slot for name, slot in slots.items()}
                return pattern.told.format_map(told)
        return self._list(text, names)

    def _list(self, text: str, names: Mapping[str, str]) -> str | None:
        for (comma, last), join in zip(_LISTS, self._joins, strict=True):
            pieces = [piece for part in text.split(comma) for piece in part.split(last)]
            if len(pieces) > 1:
                told = [self._whole.get(piece) or names.get(piece.lower()) or self._short(piece) for piece in pieces]
                if all(told):
                    return join.join(piece or "" for piece in told)
        return None

    def _short(self, piece: str) -> str | None:
        """A piece of a list such as ``landlock 7``."""
        for pattern in self._patterns:
            if len(pattern.names) == 1 and pattern.literals[0] and (slots := pattern.slots(piece)):
                return pattern.told.format_map(slots)
        return None
