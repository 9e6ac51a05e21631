"""The result of one check, its line for the eye, and the exit code of all."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

OWN = "calls-itself"
"""Stands for the id of a finding where it is about what a target calls itself."""


class Result(StrEnum):
    """What a check can come to."""

    HOLDS = "holds"
    DIFFERS = "differs"
    CANNOT = "cannot be checked"


class Cause(StrEnum):
    """What a difference is one of."""

    SOFTWARE = "the software"
    """Other bytes stand there than when the report was made."""
    TOOL = "the tool"
    """The bytes are the same; other code, words or libraries read them."""
    REPORT = "the report"
    """The bytes are the same, and so is what reads them: the report says otherwise than it was made."""
    MACHINE = "this machine"
    """Less was opened here, or a limit of time was reached."""
    OPEN = "software or tool"
    """Both the bytes and what reads them are others."""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One check. ``about`` is the target, or a place; ``why`` names the layer where it went wrong.

    ``quote``: it is a quoted place; ``finding`` is the id of its finding, ``""`` for words that were set aside.
    ``derived``: it is a finding that was derived again. ``by`` names the tool of each layer, where others did it.
    ``of`` is what a difference is one of, as far as that can be told.
    """

    target: str
    about: str
    result: Result
    finding: str = ""
    why: str = ""
    quote: bool = False
    derived: bool = False
    by: tuple[str, ...] = ()
    of: Cause | None = None


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
    out += _causes(checks)
    counts = ", ".join(
        f"{number} {result}"
        for result in Result
        if (number := sum(check.result is result for check in checks)) or result is Result.HOLDS
    )
    out.append(f"{len(checks)} checks: {counts}")
    return "".join(_visible(line) + "\n" for line in out)


_QUOTED = {"": "samples of words that were set aside", OWN: "what it calls itself"}
_MEANS = {
    Cause.SOFTWARE: "the bytes are not those that the report speaks of",
    Cause.TOOL: "the bytes are the same; the code, words or libraries that read them are not those that made the "
    "report. Only those can tell whether the report was changed besides",
    Cause.REPORT: "the bytes are the same, and so are the code, words and libraries that read them",
    Cause.MACHINE: "less was opened here, or a limit of time was reached",
    Cause.OPEN: "the bytes are others, and so are the code, words or libraries that read them",
}


def _causes(checks: Sequence[Check]) -> Iterator[str]:
    """What the differences are of, one line for each cause."""
    for cause in Cause:
        if number := sum(check.of is cause and check.result is not Result.HOLDS for check in checks):
            yield f"OF {cause.upper():14}  {number} of these: {_MEANS[cause]}"


def _findings(checks: Sequence[Check]) -> Iterator[str]:
    places: dict[tuple[str, str], list[Result]] = {}
    again: dict[tuple[str, str], Check] = {}
    tools: dict[tuple[str, str], dict[str, None]] = {}
    for check in checks:
        key = check.target, check.finding
        if check.quote:
            places.setdefault(key, []).append(check.result)
            tools.setdefault(key, {}).update(dict.fromkeys(check.by))
        elif check.derived:
            again[key] = check
    for key, results in places.items():
        came = again.get(key)
        if {*results, came.result if came else Result.HOLDS} == {Result.HOLDS}:
            target, finding = key
            what = _QUOTED.get(finding, f"finding {finding}")
            derived = ", and it comes out of the bytes again" if came else ""
            derived += f" ({came.why})" if came and came.why else ""
            named = "; ".join(by for by in tools[key] if not by.endswith(": file"))
            by = f"  [{named}]" if named else ""
            yield f"{Result.HOLDS.upper():17}  {target}  {what}: {len(results)} places{derived}{by}"


def _visible(text: str) -> str:
    """``text`` with everything that could move the cursor or turn the line around written as an escape."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
