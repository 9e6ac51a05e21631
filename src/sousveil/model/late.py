"""Patterns compiled when they are first used: a short run has no time for those that nothing asks for."""

import re
from typing import Any, AnyStr, cast

_VERBS = ("match", "search", "fullmatch", "findall", "finditer", "sub", "subn", "split", "pattern", "flags")


class _Late:
    """Stands for a compiled pattern until one of its methods is asked for; from then on it has them itself."""

    def __init__(self, pattern: Any, flags: int) -> None:  # noqa: ANN401 - text or bytes
        self._made_of = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        if name not in _VERBS:
            raise AttributeError(name)
        compiled = re.compile(*self._made_of)
        for verb in _VERBS:
            setattr(self, verb, getattr(compiled, verb))
        return getattr(self, name)


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, but compiled at the first use. Raises ``re.error`` only then."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
