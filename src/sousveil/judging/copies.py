"""The same blob elsewhere: a finding quotes the first of several copies, and says where the others lie."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sousveil.judging.evidence import Quoter
from sousveil.model.examined import Examined
from sousveil.model.report import Finding


def with_copies(findings: Iterable[Finding], examined: Sequence[Examined], quoter: Quoter) -> Iterator[Finding]:
    """The findings, each with the layers of every further copy of a blob that it quotes, in the order of the target."""
    findings = list(findings)
    told = {place.blob for finding in findings for place in finding.evidence}
    digests = {blob: quoter.records[int(blob[1:])].digest for blob in told}
    wanted = set(digests.values()) - {""}
    same: dict[str, list[int]] = defaultdict(list)
    for item in examined if wanted else ():
        if item.record.digest in wanted:
            same[item.record.digest].append(item.record.number)
    for finding in findings:
        quoted = dict.fromkeys(place.blob for place in finding.evidence)
        copies = {
            number
            for blob in quoted
            for number in same.get(digests.get(blob, ""), ())
            if f"b{number}" not in quoted
        }  # fmt: skip
        yield msgspec.structs.replace(finding, also_at=tuple(quoter.layers(number) for number in sorted(copies)))
