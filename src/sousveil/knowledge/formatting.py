"""The one form of a knowledge file: line ends, blanks, the order of a rule's keys. Comments and words stay."""

import re
from pathlib import Path

from sousveil.knowledge.rules import RuleFile
from sousveil.knowledge.strict import DATA, in_order, read, readable

ORDER = ("revision", "status", "says", "look-in", "find", "needs", "weak-needs", "unless", "limits", "sources", "tests")
_KEY = re.compile(r"^([a-z-]+):", re.MULTILINE)


def formatted(text: str, *, rule: bool = False) -> str:
    """``text`` in the one form: no blanks at line ends, one line end at the end; keys of a rule in their order."""
    lines = [line.rstrip().expandtabs(2) for line in text.replace("\r\n", "\n").split("\n")]
    clean = "\n".join(lines).strip("\n") + "\n"
    if not rule:
        return clean
    starts = [match.start() for match in _KEY.finditer(clean)]
    if not starts:
        return clean
    parts = [clean[a:b] for a, b in zip(starts, [*starts[1:], len(clean)], strict=True)]
    places = {key: at for at, key in enumerate(ORDER)}
    parts.sort(key=lambda part: places.get(part.partition(":")[0], len(ORDER)))
    return clean[: starts[0]] + "".join(parts)


def unformatted(folder: Path = DATA) -> list[Path]:
    """The files below ``folder`` that are not in the one form."""
    rules = folder / "rules"
    return [
        path
        for path in in_order(folder)
        if (text := readable(path)) != formatted(text, rule=path.is_relative_to(rules))
    ]


def format_all(folder: Path = DATA) -> list[Path]:
    """Bring the files below ``folder`` into the one form; those that were changed. Raises ``KnowledgeError``."""
    changed = unformatted(folder)
    for path in changed:
        rule = path.is_relative_to(folder / "rules")
        path.write_text(formatted(readable(path), rule=rule), encoding="utf-8")
        if rule:
            read(path, RuleFile)
    return changed
