"""A report derived again: the same targets scanned with the rules and options that the report carries."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from sousveil.judging import Accepted
from sousveil.knowledge import load
from sousveil.model.limits import Limits
from sousveil.model.report import Report, Run
from sousveil.running.options import Options
from sousveil.running.scan import ScanError, scan

_DIGITS = 12
"""Digits of a digest that are told."""


class Again(NamedTuple):
    """What came out; ``report`` is ``None`` where it could not be derived, and ``why`` says why.

    With a report, ``why`` says that a clock stopped one of them. ``other`` says in what the code, the words or the
    libraries that made the one that was told are others than those at hand; it is empty where they are the same.
    """

    report: Report | None
    why: str = ""
    other: str = ""


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
    timed = not told.run.reproducible or not came.run.reproducible
    stopped = "a limit of time was reached, so that no two runs read the same" if timed else ""
    return Again(came, stopped, others(told.run, came.run, same_words=same))


def others(told: Run, here: Run, *, same_words: bool) -> str:
    """In what ``told`` was made otherwise than ``here``, in a sentence; ``""`` where all of it is the same."""
    said: list[str] = []
    if told.version != here.version:
        said.append(f"version {told.version} made it, and {here.version} reads it")
    elif told.code != here.code:
        known = f"{told.code[:_DIGITS]}" if told.code else "that it does not name"
        said.append(f"other code of version {told.version} made it ({known}; here {here.code[:_DIGITS]})")
    if not same_words:
        said.append("other words and rules made it; those that it carries were used here")
    made, with_ = told.made_with, here.made_with
    changed = [
        f"{name} {made.get(name, 'none')}, here {with_.get(name, 'none')}"
        for name in sorted({*made, *with_})
        if made and made.get(name) != with_.get(name)
    ]
    if changed:
        said.append(f"it was made with {'; '.join(changed)}")
    return ", ".join(said)


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
