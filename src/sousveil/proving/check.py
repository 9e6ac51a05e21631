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
    ``derived``: it is a finding that was derived again. ``by`` names the tool of each layer, where others did it.
    """

    target: str
    about: str
    result: Result
    finding: str = ""
    why: str = ""
    quote: bool = False
    derived: bool = False
    by: tuple[str, ...] = ()


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
        if check.result is not Result.HOLDS or every or not (check.quote or check.derived):
            why = f": {check.why}" if check.why else ""
            why += f"  [{'; '.join(check.by)}]" if check.by and every else ""
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
    again: dict[tuple[str, str], Result] = {}
    tools: dict[tuple[str, str], dict[str, None]] = {}
    for check in checks:
        key = check.target, check.finding
        if check.quote:
            places.setdefault(key, []).append(check.result)
            tools.setdefault(key, {}).update(dict.fromkeys(check.by))
        elif check.derived:
            again[key] = check.result
    for key, results in places.items():
        if {*results, again.get(key, Result.HOLDS)} == {Result.HOLDS}:
            target, finding = key
            what = f"finding {finding}" if finding else "samples of words that were set aside"
            derived = ", and it comes out of the bytes again" if key in again else ""
            named = "; ".join(by for by in tools[key] if not by.endswith(": file"))
            by = f"  [{named}]" if named else ""
            yield f"{Result.HOLDS.upper():17}  {target}  {what}: {len(results)} places{derived}{by}"


def _visible(text: str) -> str:
    """``text`` with everything that could move the cursor or turn the line around written as an escape."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
