"""The seal of a report against what stands in it: damage is named by the part that it is in."""

from collections.abc import Iterator

import msgspec

from sousveil.model.canonical import SEAL, digests
from sousveil.model.report import Report
from sousveil.proving.check import Cause, Check, Result

REPORT = "report"
_SHOWN = 80


def unbroken(data: bytes) -> Iterator[Check]:
    """The checks of the JSON of a report against its own seal; one that holds, or one for each part that does not."""
    report = msgspec.json.decode(data)
    seal = report.get(SEAL) or {}
    if not seal and (added := sorted(set(report) - set(Report.__struct_fields__))):
        why = f"it carries none, and something that no report has: {', '.join(map(repr, added))[:_SHOWN]}"
        yield Check(target=REPORT, about=f"{SEAL} of the report", result=Result.DIFFERS, why=why, of=Cause.REPORT)
        return
    if not seal:
        why = "it carries no digests of its own parts: what stands in it beside findings cannot be checked"
        yield Check(target=REPORT, about=SEAL, result=Result.CANNOT, why=why)
        return
    there = digests(report)
    wrong = False
    for part in dict.fromkeys((*there, *seal)):
        if there.get(part) != seal.get(part):
            wrong = True
            why = f"SHA-256 {there.get(part, 'of nothing: it is gone')}, not {seal.get(part, 'known: it was added')}"
            yield Check(target=REPORT, about=f"{SEAL} of {part}", result=Result.DIFFERS, why=why, of=Cause.REPORT)
    if not wrong:
        yield Check(target=REPORT, about=f"{SEAL} of {len(there)} parts", result=Result.HOLDS)
