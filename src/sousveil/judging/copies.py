"""The same blob elsewhere: a finding quotes the first of several copies, and says where the others lie."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sousveil.judging.evidence import Quoter
from sousveil.model.examined import Examined
from sousveil.model.report import Finding


def with_copies(findings: Iterable[Finding], examined: Sequence[Examined], quoter: Quoter) -> Iterator[Finding]:
    """The findings, each with the layers of every further copy of a blob that it quotes, in the order of the target."""
    same: dict[str, list[int]] = defaultdict(list)
    digests: dict[str, str] = {}
    for item in examined:
        record = item.record
        if record.digest:
            same[record.digest].append(record.number)
            digests[f"b{record.number}"] = record.digest
    for finding in findings:
        quoted = dict.fromkeys(place.blob for place in finding.evidence)
        copies = {
            number
            for blob in quoted
            for number in same.get(digests.get(blob, ""), ())
            if f"b{number}" not in quoted
        }  # fmt: skip
        yield msgspec.structs.replace(finding, also_at=tuple(quoter.layers(number) for number in sorted(copies)))
