"""The seal of a report against what stands in it: damage is named by the part that it is in."""

from collections.abc import Iterator

import msgspec

from sousveil.model.canonical import SEAL, digests
from sousveil.proving.check import Check, Result

REPORT = "report"


def unbroken(data: bytes) -> Iterator[Check]:
    """The checks of the JSON of a report against its own seal; one that holds, or one for each part that does not."""
    report = msgspec.json.decode(data)
    seal = report.get(SEAL) or {}
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
            yield Check(target=REPORT, about=f"{SEAL} of {part}", result=Result.DIFFERS, why=why)
    if not wrong:
        yield Check(target=REPORT, about=f"{SEAL} of {len(there)} parts", result=Result.HOLDS)
