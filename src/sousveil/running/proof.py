"""The order of a proof: the report against its seal, its quotes against the bytes, its findings derived again."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sousveil.model.limits import Limits
from sousveil.proving import Check, ProvingError, Result, derived, fits, load, unbroken, verify
from sousveil.running.again import again
from sousveil.running.porter import hired


def proof(
    path: Path,
    targets: Sequence[Path],
    limits: Limits,
    *,
    independent: bool = False,
    quotes_only: bool = False,
    jobs: int = 0,
) -> list[Check]:
    """All checks of the report in ``path`` against its targets. Raises ``ProvingError``."""
    report = load(path)
    fits(report, targets)
    if independent:
        return list(_independent(path, targets, limits))
    with hired() as outside:
        checks = [*unbroken(path.read_bytes()), *verify(report, targets, limits, outside)]
    if quotes_only:
        return checks
    came = again(report, targets, limits, jobs=jobs)
    if came.report is None:
        why = f"nothing could be derived again: {came.why}"
        return [*checks, Check(target="report", about="findings", result=Result.CANNOT, why=why)]
    return [*checks, *derived(report, came.report, came.why)]


def _independent(path: Path, targets: Sequence[Path], limits: Limits) -> Iterator[Check]:
    from sousveil.proving.independent import check  # noqa: PLC0415 - only where it is asked for

    try:
        for one in check(json.loads(path.read_bytes()), targets, limits.passwords):
            yield Check(
                target=one.target, about=one.about, result=Result(one.result), why=one.why, finding=one.finding,
                quote=one.quote, by=one.by,
            )  # fmt: skip
    except (ValueError, KeyError, TypeError) as why:
        raise ProvingError(f"{path}: {why}") from why
