"""A report derived again: the same targets scanned with the rules and options that the report carries."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from sousveil import __version__
from sousveil.judging import Accepted
from sousveil.knowledge import load
from sousveil.model.limits import Limits
from sousveil.model.report import Report
from sousveil.running.options import Options
from sousveil.running.scan import ScanError, scan


class Again(NamedTuple):
    """What came out; ``report`` is ``None`` where it could not be derived, and ``why`` says why.

    With a report, ``why`` says why a difference need not be one of the bytes or of what the report claims; it is empty
    where the same version with the same knowledge made both, and no clock stopped either.
    """

    report: Report | None
    why: str = ""


def again(told: Report, targets: Sequence[Path], limits: Limits, *, jobs: int = 0, quiet: bool = True) -> Again:
    """Scan ``targets`` as ``told`` was made; passwords are those of ``limits``, since no report has them."""
    present = load()
    same = told.run.knowledge == present.digest
    try:
        pack = None
        if not same:
            from sousveil.knowledge.carried import with_rules  # noqa: PLC0415 - loads YAML
            from sousveil.knowledge.layered import from_texts  # noqa: PLC0415 - the same

            pack = from_texts(told.run.rules)
            same = pack is not None and pack.digest == told.run.knowledge
            if not same:
                pack = with_rules(pack or present, told.run.rules)
        options = Options(
            jobs=jobs, limits=limits_of(told.run.options, limits), accepted=accepted_of(told.run.options),
        )  # fmt: skip
        came = scan(targets, options, quiet=quiet, pack=pack)
    except (ValueError, ScanError) as why:
        return Again(None, str(why))
    if not same or told.run.version != __version__:
        return Again(came, "another version or other words made it; read by this version with its rules")
    timed = not told.run.reproducible or not came.run.reproducible
    return Again(came, "a limit of time was reached, so that no two runs read the same" if timed else "")


def limits_of(said: Mapping[str, str], limits: Limits) -> Limits:
    """The limits that a report names, those of the defaults where it names none. Raises ``ValueError``."""
    named = {key.removeprefix("limits."): int(value) for key, value in said.items() if key.startswith("limits.")}
    unknown = set(named) - set(Limits.__struct_fields__) | {"passwords"} & set(named)
    if unknown:
        raise ValueError(f"this version has no limit '{min(unknown)}', which the report names")
    return msgspec.structs.replace(Limits(passwords=limits.passwords), **named)


def accepted_of(said: Mapping[str, str]) -> tuple[Accepted, ...]:
    """The gaps that the person who scanned knew of."""
    each = (one.partition(" ") for one in said.get("accept-gaps", "").split("; ") if one)
    return tuple(Accepted(code, path or "*") for code, _, path in each)
