"""The result of one check, its line for the eye, and the exit code of all."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Result(StrEnum):
    """What a check can come to."""

    HOLDS = "holds"
    DIFFERS = "differs"
    CANNOT = "cannot be checked"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One check. ``about`` is the target, or the place in a finding; ``why`` names the layer where it went wrong."""

    target: str
    about: str
    result: Result
    finding: str = ""
    why: str = ""


def exit_code(checks: Sequence[Check]) -> int:
    """0 all hold, 1 one differs, 3 none differs but one cannot be checked."""
    results = {check.result for check in checks}
    if Result.DIFFERS in results:
        return 1
    return 3 if Result.CANNOT in results else 0


def lines(checks: Sequence[Check], *, quiet: bool = False) -> str:
    """One line for each check and one for all. ``quiet`` leaves out those that hold."""
    out = []
    for check in checks:
        if quiet and check.result is Result.HOLDS:
            continue
        why = f": {check.why}" if check.why else ""
        out.append(_visible(f"{check.result.upper():17}  {check.target}  {check.about}{why}"))
    counts = ", ".join(
        f"{sum(check.result is result for check in checks)} {result}"
        for result in Result
        if result is Result.HOLDS or any(check.result is result for check in checks)
    )
    if not quiet or out:
        out.append(f"{len(checks)} checks: {counts}")
    return "".join(line + "\n" for line in out)


def _visible(text: str) -> str:
    """``text`` with everything that could move the cursor or turn the line around written as an escape."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
