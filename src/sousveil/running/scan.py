"""The plan of a scan: survey, workers, merge, judge, report. The only place that knows the order of the rooms."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sousveil import __version__
from sousveil.judging.identity import ALGORITHM
from sousveil.judging.known import Held, Standing, State, held, way_of
from sousveil.knowledge.pack import Pack
from sousveil.model.canonical import sealed
from sousveil.model.examined import Examined, TargetFacts
from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.report import SCHEMA_VERSION, Finding, Report, Run, TargetReport
from sousveil.model.words import Kind, Outcome, Step
from sousveil.opening import Entry, survey
from sousveil.running import jail, rounds, wire
from sousveil.running.crew import CrewError
from sousveil.running.examine import Examiner
from sousveil.running.hands import Hands
from sousveil.running.losses import lost
from sousveil.running.merge import Merge
from sousveil.running.options import Options
from sousveil.running.progress import Progress
from sousveil.running.spared import spared
from sousveil.running.tools import Tools

if TYPE_CHECKING:
    from sousveil.linking.rounds import Linked

_SMALL = 1 << 20  # bytes of a target that may well hold no telling word
_LARGE = 8 << 20  # bytes of one in which words of all scripts will stand


_SECRET = {"limits.passwords"}
"""What no report may say."""


class ScanError(Exception):
    """Why a scan could not run, in one sentence."""


def scan(
    targets: Sequence[Path],
    options: Options,
    *,
    quiet: bool = True,
    pack: Pack | None = None,
    kept: "list[Examination] | None" = None,
) -> Report:
    """Scan ``targets`` in their order, with the knowledge of this version unless another ``pack`` is given.

    What was read of each is put into ``kept``, for those who go on reading (:func:`read_further`). Progress goes to
    standard error unless ``quiet`` or where that is no terminal. Raises ``ScanError`` where a target is not there or
    cannot be read at all, before anything is scanned.
    """
    for target in targets:
        check(target)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    pack, own = (pack, {}) if pack or not options.knowledge else _layered(options.knowledge)
    tools = Tools(pack)
    reports: list[TargetReport] = []
    crews: list[Examination] = [] if kept is None else kept
    for target in targets:
        outcome = _examine(target, options, tools, quiet=quiet)
        crews.append(outcome)
        reports.append(_judge(target, outcome, options, tools, first=not reports))
    from sousveil.running import producer  # noqa: PLC0415 - see _meanwhile

    report = Report(
        schema=SCHEMA_VERSION,
        run=Run(
            tool="sousveil",
            version=__version__,
            knowledge=tools.pack.digest,
            rules=own | _rules(reports, {rule for outcome in crews for rule in outcome.rules}, tools.pack),
            options=_said(options),
            started=started,
            sandbox=crews[0].sandbox if crews else "",
            reproducible=not any(outcome.out_of_time for outcome in crews),
            code=producer.code(),
            made_with=producer.made_with(),
            ids=ALGORITHM,
        ),
        targets=tuple(reports),
    )
    return sealed(report)


def _layered(folders: Sequence[Path]) -> tuple[Pack | None, dict[str, str]]:
    """The pack with the user's knowledge over ours, and the texts of it. Raises ``ScanError``."""
    from sousveil.knowledge.layered import layered  # noqa: PLC0415 - loads YAML
    from sousveil.knowledge.strict import KnowledgeError  # noqa: PLC0415 - the same

    try:
        return layered(folders)
    except KnowledgeError as why:
        raise ScanError(str(why)) from why


def read_again(target: Path, options: Options) -> "Examination":
    """What a scan reads of ``target``, not judged. Raises ``ScanError``."""
    check(target)
    return _examine(target, options, Tools(), quiet=True)


def read_further(
    target: Path, options: Options, names: frozenset[str], files: frozenset[str], outcome: "Examination"
) -> list[Examined]:
    """All that was read of ``target``, and the parts that name one of ``names`` or are called like ``files``."""
    tools = Tools()
    read = rounds.read_in(outcome.merge.examined())
    seeker = rounds.Seeker(outcome.entries, tools.sifter, tools.matcher, options.limits, names, read)
    seeker.files = files
    seeker.counts = outcome.merge.counts
    sizes = [entry.size for entry in outcome.entries]
    for message in _messages(target, sizes, seeker, options, outcome, Progress(0, quiet=True), tools):
        outcome.merge.follow(message)
    return outcome.merge.examined()


def standing_of(report: Report, options: Options) -> list[tuple[Finding, Standing]]:
    """Every finding with what it is to the baseline and the suppressions of ``options``."""
    findings = [finding for target in report.targets for finding in target.findings]
    if options.baseline is None and not options.suppressions:
        return [(finding, Standing(State.NEW)) for finding in findings]
    return list(zip(findings, held_of(report, options).standings, strict=True))


def held_of(report: Report, options: Options) -> Held:
    """The findings of ``report`` held against the baseline and the suppressions of ``options``."""
    findings = (target.findings for target in report.targets)
    return held(findings, options.baseline, options.suppressions, options.today, way_of(report.run))


def exit_code(report: Report, options: Options) -> int:
    """0 no capability, complete; 1 a capability (that shows a stage asked for); 3 inconclusive or indicated.

    What the baseline knows, or what is set aside for a time, is no reason to fail.
    """
    from sousveil.judging.verdict import outcome_of  # noqa: PLC0415 - not before the first fork

    wanted = set(options.fail_on)
    findings = [finding for finding, standing in standing_of(report, options) if standing.counts]
    if any(finding.kind is Kind.CAPABILITY and (not wanted or wanted & set(finding.stages)) for finding in findings):
        return 1
    verdicts = [target.verdict for target in report.targets]
    signs = any(outcome_of((finding,)) is Outcome.INDICATED for finding in findings)
    indicated = any(one.outcome is Outcome.INDICATED for one in verdicts) and signs
    return 3 if indicated or any(not one.complete for one in verdicts) else 0


class Examination:
    """What came out of one target before it was judged."""

    def __init__(self, merge: Merge, entries: Sequence[Entry], gaps: list[Gap]) -> None:
        self.merge = merge
        self.entries = entries
        self.gaps = gaps
        self.linked: Linked | None = None
        """What the last round linked, where nothing was read after it."""
        self.rules: set[str] = set()
        """The rules that found something, live or set aside."""
        self.sandbox = ""
        self.missing: tuple[str, ...] = ()
        self.out_of_time = False


def check(target: Path) -> None:
    """Raises ``ScanError`` where a target is not there or cannot be read at all."""
    try:
        if target.is_dir():
            os.scandir(target).close()
        elif target.is_file():
            target.open("rb").close()
        elif target.is_symlink():
            raise ScanError(f"{target}: a link that leads nowhere")
        elif target.exists():
            raise ScanError(f"{target}: neither a file nor a folder")
        else:
            raise ScanError(f"{target}: no such file or folder")
    except OSError as why:
        raise ScanError(f"{target}: {why.strerror or why}") from why
    except ValueError as why:
        raise ScanError(f"{target!r}: {why}") from why


def surveyed(target: Path, limits: Limits) -> tuple[list[Entry], list[Gap]]:
    """The outermost files of ``target`` and what is a gap there."""
    entries: list[Entry] = []
    gaps: list[Gap] = []
    for item in survey(target, limits):
        if isinstance(item, Gap):
            gaps.append(item)
        else:
            entries.append(item)
    return entries, gaps


def _examine(target: Path, options: Options, tools: Tools, *, quiet: bool) -> Examination:
    entries, gaps = surveyed(target, options.limits)
    sizes = [entry.size for entry in entries]
    if sum(sizes) > _SMALL:
        matcher = tools.matcher.ready  # made once here, not in every worker
        if sum(sizes) > _LARGE:
            matcher.prepare()
    outcome = Examination(Merge(len(entries)), entries, gaps)
    examiner = Examiner(entries, tools.sifter, tools.matcher, options.limits)
    progress = Progress(sum(sizes), quiet=quiet)
    for message in _messages(target, sizes, examiner, options, outcome, progress, tools):
        finished = outcome.merge.take(message)
        if finished >= 0:
            progress.add(sizes[finished])
            progress.tick()
    progress.end()
    _follow(target, sizes, options, tools, outcome)
    outcome.out_of_time = outcome.out_of_time or outcome.merge.out_of_time
    fences = outcome.merge.fences
    if fences is not None:
        outcome.sandbox, outcome.missing = fences.standing, fences.missing
    return outcome


def _follow(target: Path, sizes: Sequence[int], options: Options, tools: Tools, outcome: Examination) -> None:
    """The rounds after the first: files without a telling word that name what was found, until nothing new is named."""
    from sousveil.linking.rounds import MOST_ROUNDS, link_all, names_to_follow  # noqa: PLC0415 - not before the first fork

    known: frozenset[str] = frozenset()
    steps = 0
    while True:
        examined = outcome.merge.examined()
        if not (rounds.unread(examined) or rounds.numbered(examined)) or not any(one.hits for one in examined):
            return
        try:
            outcome.linked = link_all(examined, tools.matcher, tools.traits)
            names = names_to_follow(outcome.linked)
        except Exception as why:  # noqa: BLE001 - a mistake of ours must not lose the rest of the target
            outcome.linked = None
            outcome.gaps.append(lost(Step.LINKING, "not-linked", (), detail=f"names were not followed: {why!r}"))
            return
        fresh = names - known
        if not fresh:
            return
        steps += rounds.leads_on(fresh)
        if steps > MOST_ROUNDS:
            outcome.gaps.append(rounds.limit_reached(fresh))
            return
        before, known = known, known | names
        read = rounds.read_in(examined)
        follower = rounds.Follower(outcome.entries, tools.sifter, tools.matcher, options.limits, fresh, read, before)
        follower.counts = outcome.merge.counts
        follower.left = [rounds.Left(of_entry, read) for of_entry in outcome.merge.by_entry()]
        messages = _messages(target, sizes, follower, options, outcome, Progress(0, quiet=True), tools)
        if not sum(outcome.merge.follow(message) for message in messages):
            return
        outcome.linked = None


def _messages(
    target: Path,
    sizes: Sequence[int],
    examiner: Examiner,
    options: Options,
    outcome: Examination,
    progress: Progress,
    tools: Tools,
) -> Iterator[wire.Message]:
    """The messages of all entries. Raises ``ScanError``."""
    hands = Hands(target, sizes, examiner, options)
    try:
        yield from hands.messages(progress.tick, lambda: _meanwhile(tools))
    except (CrewError, OSError) as why:
        raise ScanError(str(why)) from why
    outcome.out_of_time = outcome.out_of_time or hands.out_of_time


def _meanwhile(tools: Tools) -> None:
    """While the workers begin: what the parent will need to judge what they bring."""
    from sousveil.judging import judge  # noqa: F401, PLC0415
    from sousveil.running import producer  # noqa: PLC0415 - the same

    producer.code()
    tools.matcher.keep()


def _judge(target: Path, outcome: Examination, options: Options, tools: Tools, *, first: bool) -> TargetReport:
    from sousveil.judging import judge  # noqa: PLC0415 - see _meanwhile
    from sousveil.proving import digests  # noqa: PLC0415 - the same

    folder = target.is_dir()
    hashed = [
        (entry.path, digest)
        for entry, digest in zip(outcome.entries, outcome.merge.sha256, strict=True)
        if digest and not entry.parts
    ]
    facts = TargetFacts(
        name=target.absolute().name or str(target),
        sha256=digests.of_folder(hashed) if folder else (hashed[0][1] if hashed else ""),
        size=sum(entry.size for entry in outcome.entries if not entry.parts),
        folder=folder,
        source=options.source,
        by=options.by,
        when=options.when,
        signatures=outcome.merge.signatures,
        jurisdictions=options.jurisdictions,
    )
    gaps = outcome.gaps
    if first and outcome.missing:
        gaps = [jail.missing_gap(outcome.missing), *gaps]
    examined: Sequence[Examined] = outcome.merge.examined()
    outcome.rules = {hit.rule for one in examined for hits in one.hits for hit in hits}

    def judged(looked_at: Sequence[Examined], more: Sequence[Gap]) -> TargetReport:
        linked = outcome.linked if looked_at is examined else None
        told = [*outcome.merge.gaps(gaps), *more]
        return judge(facts, looked_at, told, tools.pack, tools.matcher, options.accepted, linked)

    return spared(examined, judged, folder=folder)


def _rules(reports: Iterable[TargetReport], used: set[str], pack: Pack) -> dict[str, str]:
    from sousveil.judging.texts import texts_of  # noqa: PLC0415 - not before the first fork
    from sousveil.knowledge.carried import texts as carried  # noqa: PLC0415 - the same

    texts = texts_of((finding for report in reports for finding in report.findings), pack)
    return carried(pack, used) | texts


def _said(options: Options) -> dict[str, str]:
    """The options that change what a report says; the number of workers does not."""
    said = {
        "fail-on": ",".join(options.fail_on),
        "accept-gaps": "; ".join(f"{one.code} {one.path}" for one in options.accepted),
        "provisions": ",".join(options.jurisdictions),
    }
    plain = {name: str(value) for name, value in _changed(options.limits).items() if name not in _SECRET}
    return {name: value for name, value in {**said, **plain}.items() if value}


def _changed(limits: object) -> dict[str, object]:
    default = type(limits)()
    return {
        f"limits.{name}": getattr(limits, name)
        for name in limits.__struct_fields__  # type: ignore[attr-defined]
        if getattr(limits, name) != getattr(default, name)
    }
