"""The order of a proof: the report against its seal, its quotes against the bytes, its findings derived again."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sousveil.model.limits import Limits
from sousveil.proving import Bytes, Check, ProvingError, Result, derived, fits, load, unbroken, verify
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
        quoted = verify(report, targets, limits, outside)
    checks = [*unbroken(path.read_bytes()), *quoted]
    if quotes_only:
        return checks
    came = again(report, targets, limits, jobs=jobs)
    if came.report is None:
        why = f"nothing could be derived again: {came.why}"
        return [*checks, Check(target="report", about="findings", result=Result.CANNOT, why=why)]
    return [*checks, *derived(report, came.report, came.why, came.other, _bytes(quoted))]


def _bytes(quoted: Sequence[Check]) -> list[Bytes]:
    """What the checks of quotes, each target's begun by that of its digest, say of the bytes."""
    whole: list[bool] = []
    broken: list[set[str]] = []
    for check in quoted:
        if not check.quote:
            whole.append(check.result is Result.HOLDS)
            broken.append(set())
        elif check.result is not Result.HOLDS:
            broken[-1].add(check.finding)
    return [Bytes(same, wrong) for same, wrong in zip(whole, broken, strict=True)]


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
