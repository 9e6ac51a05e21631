"""Two or more editions, each a target or a report, read so that they can be compared."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from sousveil import __version__
from sousveil.judging.identity import file_name
from sousveil.knowledge import load as load_pack
from sousveil.linking.rounds import telling
from sousveil.model.comparison import COMPARISON_VERSION, Comparison, Side
from sousveil.model.examined import Examined
from sousveil.model.report import Report, TargetReport
from sousveil.model.words import Stage
from sousveil.proving import ProvingError, load
from sousveil.proving.comparing import Edition, compared, shown, timeline
from sousveil.proving.comparing.successors import Text
from sousveil.running import producer
from sousveil.running.again import accepted_of, limits_of
from sousveil.running.options import Options
from sousveil.running.scan import Examination, ScanError, read_again, read_further, scan

MOST_NAMES = 2000
_HEAD = 4096


class _Read(NamedTuple):
    """A side as it was read: its report, the target where that is at hand, how it came, and what was read of it."""

    report: Report
    target: Path | None
    how: str
    kept: list[Examination]

    def outcome(self, options: Options) -> Examination:
        """What a scan reads of the target, read now where there was only a report. Raises ``ScanError``."""
        assert self.target is not None  # noqa: S101 - asked for by the caller
        if not self.kept:
            self.kept.append(read_again(self.target, options))
        return self.kept[0]

    @property
    def told(self) -> TargetReport:
        return self.report.targets[0]

    @property
    def knowledge(self) -> str:
        run = self.report.run
        return f"{run.version} {run.knowledge} {run.code} {sorted(run.made_with.items())}"


def compare(paths: Sequence[Path], options: Options, *, quiet: bool = True, beside: Sequence[Path] = ()) -> Comparison:
    """Compare each of ``paths`` with the one before it; see :func:`compared_with_reports`."""
    return compared_with_reports(paths, options, quiet=quiet, beside=beside)[0]


def compared_with_reports(
    paths: Sequence[Path], options: Options, *, quiet: bool = True, beside: Sequence[Path] = ()
) -> tuple[Comparison, list[TargetReport]]:
    """Compare each of ``paths`` with the one before it; the comparison, and what was reported of each of them.

    A report that was made with other rules is read again with the present ones where its target is found: in the
    folder of the report, or in one of ``beside``, by its name and SHA-256. Raises ``ProvingError`` and ``ScanError``.
    """
    sides = [_side(path, options, quiet=quiet, beside=beside) for path in paths]
    steps = []
    for number, (old, new) in enumerate(pairwise(sides)):
        notes = [note for side in (old, new) for note in _notes(side)]
        texts = _texts(new, old, options) if new.target is not None else None
        whole = partial(_own_texts, old, options) if old.target is not None else None
        old_edition = Edition(old.told, old.knowledge, whole=whole)
        steps.append(compared(old_edition, Edition(new.told, new.knowledge, texts), (number, number + 1), notes))
    reports = [side.told for side in sides]
    comparison = Comparison(
        comparison=COMPARISON_VERSION,
        sides=tuple(_told(side) for side in sides),
        steps=tuple(steps),
        timeline=timeline(reports, steps) if len(sides) > 2 else (),
    )
    return comparison, reports


def _side(path: Path, options: Options, *, quiet: bool, beside: Sequence[Path]) -> _Read:
    kept: list[Examination] = []
    if not _is_report(path):
        return _Read(scan([path], options, quiet=quiet, kept=kept), path, "target", kept)
    report = load(path)
    if len(report.targets) != 1:
        raise ProvingError(f"{path}: it is about {len(report.targets)} targets; only one can be compared")
    target = _found(report.targets[0], [path.parent, *beside])
    present = report.run.knowledge == load_pack().digest and _made_here(report)
    if target is None or present:
        return _Read(report, target, "report", kept)
    try:
        again = msgspec.structs.replace(
            options,
            limits=limits_of(report.run.options, options.limits),
            accepted=accepted_of(report.run.options),
        )
    except ValueError as why:
        raise ProvingError(f"{path}: {why}") from why
    fresh = scan([target], again, quiet=quiet, kept=kept)
    told = msgspec.structs.replace(fresh.targets[0], statements=report.targets[0].statements)
    return _Read(msgspec.structs.replace(fresh, targets=(told,)), target, "derived", kept)


def _made_here(report: Report) -> bool:
    run = report.run
    return (run.version, run.code, run.made_with) == (__version__, producer.code(), producer.made_with())


def _is_report(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return head.lstrip().startswith(b"{") and b'"schema"' in head and b'"run"' in head


def _found(told: TargetReport, folders: Iterable[Path]) -> Path | None:
    """The target of a report, by its name and its digest; folders are not looked for by their digest here."""
    for folder in folders:
        path = folder / told.name.replace("\\", "/").rpartition("/")[2]
        try:
            if path.is_file() and not told.folder and path.stat().st_size == told.size:
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() == told.sha256:
                        return path
            elif told.folder and path.is_dir() and _of_folder(path) == told.sha256:
                return path
        except OSError:
            continue
    return None


def _of_folder(path: Path) -> str:
    from sousveil.model.limits import Limits  # noqa: PLC0415 - only for folders
    from sousveil.proving.verify import digest_of_folder  # noqa: PLC0415 - the same

    return digest_of_folder(path, Limits())[0]


def _notes(side: _Read) -> Iterator[str]:
    if side.how == "derived":
        yield (
            f"The report about {side.told.name} was made with other rules or by other code; its target was at hand and "
            "was read again with the present ones, so that a change told here is one of the software."
        )


def _told(side: _Read) -> Side:
    return Side(
        name=side.told.name, sha256=side.told.sha256, read=side.how, version=side.report.run.version,
        knowledge=side.report.run.knowledge, complete=side.told.verdict.complete, statements=side.told.statements,
        calls_itself=tuple(dict.fromkeys(own.said for own in side.told.calls_itself)),
        stages=tuple(stage for stage in Stage if stage in shown(side.told)),
    )  # fmt: skip


# The texts of a newer edition


def _texts(new: _Read, old: _Read, options: Options) -> list[Text]:
    """The parts of the newer edition in which evidence of the older one could stand, with all their lines."""
    assert new.target is not None  # noqa: S101 - asked for by the caller
    places = [place for finding in old.told.findings for one in finding.evidence for place in one.quotes]
    said = {part for place in places for part in place.name.split(".") if telling(part)}
    files = frozenset(file_name(place.layers or (old.told.name,)) for place in places) - {""}
    if not places:
        return []

    names = frozenset(sorted(said)[:MOST_NAMES])
    examined = read_further(new.target, options, names, files, new.outcome(options))
    return list(_lines(examined, folder=new.told.folder))


def _own_texts(side: _Read, options: Options) -> list[Text]:
    """The parts of an edition that were read: its own evidence stands in them."""
    return list(_lines(side.outcome(options).merge.examined(), folder=side.told.folder))


def _lines(examined: Sequence[Examined], *, folder: bool) -> Iterator[Text]:
    from sousveil.judging.evidence import Quoter  # noqa: PLC0415 - as late as all of judging

    quoter = Quoter(examined, folder=folder)
    for one in examined:
        for reading in one.readings:
            layers = quoter.layers(one.record.number)
            if reading.text:
                yield Text(layers, reading.text.split("\n"))
            else:
                yield Text(layers, [unit.text for unit in reading.units], 0)


__all__ = ["ScanError", "compare", "compared_with_reports"]
