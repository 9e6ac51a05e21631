"""The voice of the reports: messages out of a catalogue, numbers, sizes, shares and lists."""

import re
from collections.abc import Iterable, Mapping

from sousveil.model.late import late
from sousveil.reporting.catalogue import en, zh_hans, zh_hans_told
from sousveil.reporting.retold import Retold

Message = str | tuple[str, ...]
Messages = Mapping[str, str | tuple[str, str]]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=$|T)")
_SENTENCES = late(r"(?<=[.?]) (?=[A-Z])")
_UNITS = ("bytes", "kB", "MB", "GB", "TB")
_SPOKEN = (
    "list.",
    "clause",
    "groups.",
    "headline.",
    "this.",
    "in.",
    "trait.",
    "origin.",
    "who.",
    "claim.",
    "sentence.",
)
"""Heads of the messages of which sentences about findings are made: a language has all of them, or uses none."""


class Words:
    """The messages of one language.

    ``code`` is its tag (BCP 47). What is not in ``messages`` is said as in ``fallback``. Raises ``KeyError`` for a
    message that is in neither, never prints a hole.
    """

    def __init__(
        self,
        messages: Messages = en.MESSAGES,
        code: str = "en",
        *,
        sentences: Mapping[str, str] | None = None,
        fallback: Messages | None = None,
        direction: str = "ltr",
    ) -> None:
        self._own = messages
        self._messages = {**fallback, **messages} if fallback else messages
        self.code = code
        self.direction = direction
        self.english = code == "en"
        self.speaks_of_findings = all(key in messages for key in en.MESSAGES if key.startswith(_SPOKEN))
        self._names = {key[6:]: str(told) for key, told in messages.items() if key.startswith("group.")}
        self._retold = Retold(sentences, self.say("list.comma"), self.say("list.semicolon")) if sentences else None

    def say(self, key: str, **slots: object) -> str:
        """The message ``key`` with its slots filled."""
        message = self._messages[key]
        text = message if isinstance(message, str) else message[-1]
        return text.format_map(slots) if slots else text

    def has(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self._messages

    def keys(self, head: str) -> tuple[str, ...]:
        """The keys of the messages that begin with ``head``."""
        return tuple(key for key in self._messages if key.startswith(head))

    def count(self, key: str, n: int, **slots: object) -> str:
        """The plural form of ``key`` for ``n``, which it may print as ``{n}``."""
        message = self._messages[key]
        text = message if isinstance(message, str) else message[0 if n == 1 else -1]
        return text.format_map({"n": number(n), **slots})

    def either(self, key: str, fallback: str) -> str:
        """The message ``key``, else ``fallback``: for words of open lists such as the codes of gaps."""
        return self.say(key) if key in self._messages else fallback

    def group(self, name: str) -> str:
        """A group, by its neutral English name."""
        return self.either(f"group.{name.lower()}", name)

    def groups(self, names: Iterable[str]) -> str:
        """A list of groups, by their neutral English names."""
        return self.list(self.group(name) for name in names)

    def retell_all(self, text: str) -> str:
        """Several sentences that the report has in English, each in this language where it has words for it."""
        if self.english:
            return text
        parts, said = _SENTENCES.split(text), []
        while parts:  # a remedy may be two sentences that are known as one; what has slots would swallow the next one
            ends = range(1, len(parts) + 1)
            whole = (end for end in reversed(ends) if self._retold and self._retold.has(" ".join(parts[:end])))
            known = (end for end in ends if self.knows(" ".join(parts[:end])))
            end = next(whole, next(known, 1))
            said.append(self.retell(" ".join(parts[:end])))
            parts = parts[end:]
        return self.say("sentence.join").join(said)

    def knows(self, text: str) -> bool:
        """Whether a sentence that the report has in English can be said in this language."""
        return self.english or (self._retold is not None and self._retold.tell(text, self._names) is not None)

    def retell(self, text: str) -> str:
        """A sentence that the report has in English, in this language where it has words for it."""
        told = self._retold.tell(text, self._names) if self._retold else None
        return text if told is None else told

    def list(self, items: Iterable[str]) -> str:
        """``a``, ``a and b``, ``a, b and c``."""
        parts = tuple(items)
        if len(parts) < 2:
            return "".join(parts)
        head = parts[0]
        for part in parts[1:-1]:
            head = self.say("list.more", a=head, b=part)
        return self.say("list.two", a=head, b=parts[-1])

    def share(self, part: int, whole: int) -> str:
        """A share of bytes. Never rounds something to nothing, nor less than all to all."""
        if whole <= 0 or part <= 0:
            return self.say("share", n=0)
        if part >= whole:
            return self.say("share", n=100)
        rounded = (part * 200 + whole) // (whole * 2)
        if rounded < 1:
            return self.say("share.under")
        return self.say("share.over") if rounded > 99 else self.say("share", n=rounded)

    def date(self, when: str) -> str:
        """A day, or the day of a moment, of ISO 8601 in words; as it is where it is none or the language has no words.

        Forms: CLDR 44, ``dateFormats-type-long``.
        """
        day = _DAY.match(when)
        if day is None or "date" not in self._own:
            return when
        month = self.either(f"month.{int(day[2])}", "")
        return self.say("date", year=day[1], month=month, day=int(day[3])) if month else when

    def size(self, n: int) -> str:
        """A size in decimal units, three figures: ``999 bytes``, ``18.4 MB``, ``184 MB``."""
        return self.count("size.bytes", n) if n < 1000 else size(n)


def number(n: int) -> str:
    """An integer with a comma between the thousands."""
    return f"{n:,}"


def size(n: int) -> str:
    """A size in English: see :meth:`Words.size`."""
    if n < 1000:
        return "1 byte" if n == 1 else f"{n} bytes"
    value, unit = float(n), 0
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.3g} {_UNITS[unit]}" if value < 1000 else f"{value:,.0f} {_UNITS[unit]}"


ENGLISH = Words()
CHINESE = Words(zh_hans.MESSAGES, "zh-Hans", sentences=zh_hans_told.SENTENCES)
