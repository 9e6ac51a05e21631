"""The result of one check, its line for the eye, and the exit code of all."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec


class Result(StrEnum):
    """What a check can come to."""

    HOLDS = "holds"
    DIFFERS = "differs"
    CANNOT = "cannot be checked"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One check. ``about`` is the target, or a place; ``why`` names the layer where it went wrong.

    ``quote``: it is a quoted place; ``finding`` is the id of its finding, ``""`` for words that were set aside.
    """

    target: str
    about: str
    result: Result
    finding: str = ""
    why: str = ""
    quote: bool = False


def exit_code(checks: Sequence[Check]) -> int:
    """0 all hold, 1 one differs, 3 none differs but one cannot be checked."""
    results = {check.result for check in checks}
    if Result.DIFFERS in results:
        return 1
    return 3 if Result.CANNOT in results else 0


def lines(checks: Sequence[Check], *, every: bool = False) -> str:
    """A line for each target and finding that holds and for each place that does not, and one for all.

    ``every`` gives a line to each place that holds, too.
    """
    out = []
    for check in checks:
        if check.result is not Result.HOLDS or every or not check.quote:
            why = f": {check.why}" if check.why else ""
            out.append(f"{check.result.upper():17}  {check.target}  {check.about}{why}")
    if not every:
        out += _findings(checks)
    counts = ", ".join(
        f"{number} {result}"
        for result in Result
        if (number := sum(check.result is result for check in checks)) or result is Result.HOLDS
    )
    out.append(f"{len(checks)} checks: {counts}")
    return "".join(_visible(line) + "\n" for line in out)


def _findings(checks: Sequence[Check]) -> Iterator[str]:
    places: dict[tuple[str, str], list[Result]] = {}
    for check in checks:
        if check.quote:
            places.setdefault((check.target, check.finding), []).append(check.result)
    for (target, finding), results in places.items():
        if set(results) == {Result.HOLDS}:
            what = f"finding {finding}" if finding else "samples of words that were set aside"
            yield f"{Result.HOLDS.upper():17}  {target}  {what}: {len(results)} places"


def _visible(text: str) -> str:
    """``text`` with everything that could move the cursor or turn the line around written as an escape."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
