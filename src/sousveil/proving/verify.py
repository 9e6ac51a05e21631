"""Every claim of a report, walked back to the bytes that it quotes."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.report import SCHEMA_VERSION, Evidence, Report, TargetReport
from sousveil.opening import survey
from sousveil.opening.outside import Outside
from sousveil.proving import digests
from sousveil.proving.chain import CannotCheckError, Chain, DiffersError
from sousveil.proving.check import OWN, Cause, Check, Result
from sousveil.proving.quote import differs


class ProvingError(Exception):
    """Why nothing could be verified, in one sentence."""


class _Head(msgspec.Struct):
    schema: int


def load(path: Path) -> Report:
    """The report in a JSON file. Raises ``ProvingError``."""
    try:
        data = path.read_bytes()
        if msgspec.json.decode(data, type=_Head).schema != SCHEMA_VERSION:
            raise ProvingError(f"{path}: not a report of schema version {SCHEMA_VERSION}")
        msgspec.json.decode(data)  # keys that the types do not know are passed over there, whatever bytes they are
        return msgspec.json.decode(data, type=Report)
    except OSError as why:
        raise ProvingError(f"{path}: {why.strerror or why}") from why
    except (msgspec.DecodeError, UnicodeDecodeError) as why:
        raise ProvingError(f"{path}: not a report of Sousveil ({why})") from why


def fits(report: Report, targets: Sequence[Path]) -> None:
    """Raises ``ProvingError`` where the targets are not those of the report by number and kind, or are not there."""
    if len(targets) != len(report.targets):
        raise ProvingError(f"the report is about {len(report.targets)} targets, and {len(targets)} were given")
    for path, told in zip(targets, report.targets, strict=True):
        if not path.exists():
            raise ProvingError(f"{path}: no such file or folder")
        if path.is_dir() != told.folder:
            raise ProvingError(f"{path}: the report is about a {'folder' if told.folder else 'file'}")


def verify(
    report: Report, targets: Sequence[Path], limits: Limits | None = None, outside: Outside | None = None
) -> list[Check]:
    """Check what ``report`` quotes against its ``targets``, given in the order of the report.

    Each target's digest, then each quoted place: the digest and size of every layer on the way to it, its text at its
    bytes, its line and column. ``outside`` runs the tools of others that came in when it was opened. Raises
    ``ProvingError`` where the targets do not fit or are not there.
    """
    fits(report, targets)
    limits = limits or Limits()
    pairs = zip(targets, report.targets, strict=True)
    return [check for path, told in pairs for check in _target(path, told, limits, outside)]


def _target(path: Path, told: TargetReport, limits: Limits, outside: Outside | None) -> Iterator[Check]:
    whole = _whole(path, told, limits)
    yield whole
    same = whole.result is Result.HOLDS
    chain = Chain(path, told, limits, outside)
    for finding in told.findings:
        for place in finding.evidence:
            for evidence in _quotes(place):
                yield _place(chain, told, evidence, finding.id, same=same)
    for own in told.calls_itself:
        for evidence in own.evidence:
            yield _place(chain, told, evidence, OWN, same=same)
    for discard in told.discards:
        yield _place(chain, told, discard.sample, "", same=same)


def _quotes(place: Evidence) -> Iterator[Evidence]:
    """The quotes of a place. A report comes from anywhere: one whose parts have parts is still read to its end."""
    waiting = [place]
    while waiting:
        quote = waiting.pop()
        yield quote
        waiting += reversed(quote.parts)


def _whole(path: Path, told: TargetReport, limits: Limits) -> Check:
    try:
        digest, missing = digest_of_folder(path, limits) if told.folder else (_of_file(path), 0)
    except OSError as why:
        return Check(target=told.name, about="SHA-256", result=Result.CANNOT, why=str(why.strerror or why))
    if digest == told.sha256:
        return Check(target=told.name, about=f"SHA-256 {digest}", result=Result.HOLDS)
    if missing:
        return Check(target=told.name, about="SHA-256", result=Result.CANNOT, why=f"{missing} files cannot be read")
    return Check(
        target=told.name, about="SHA-256", result=Result.DIFFERS, why=f"{digest}, not {told.sha256}",
        of=Cause.SOFTWARE,
    )  # fmt: skip


def _of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of_folder(path: Path, limits: Limits) -> tuple[str, int]:
    """The digest of a folder, and how many files in it could not be read."""
    hashed, missing = [], 0
    for item in survey(path, limits):
        if isinstance(item, Gap):
            missing += item.code == "unreadable"
            continue
        if item.parts:
            continue  # its bytes are those of its parts
        try:
            hashed.append((item.path, _of_file(Path(os.fsdecode(item.location)))))
        except OSError:
            missing += 1
    return digests.of_folder(hashed), missing


def _place(chain: Chain, told: TargetReport, evidence: Evidence, finding: str, *, same: bool) -> Check:
    where = "/".join(evidence.layers) or told.name
    where += f":{evidence.line}" if evidence.line is not None else f"@{evidence.offset:#x}"
    about = f"{where} {evidence.text!r}"

    def check(result: Result, why: str = "", of: Cause | None = None) -> Check:
        return Check(target=told.name, about=about, result=result, finding=finding, why=why, quote=True, of=of)

    try:
        wrong = differs(chain.bytes_of(evidence.blob), evidence)
    except DiffersError as error:
        return check(Result.DIFFERS, str(error), Cause.REPORT if same else Cause.SOFTWARE)
    except (CannotCheckError, LookupError) as error:
        return check(Result.CANNOT, str(error))
    # The layer is the one that the report names, by its digest: what it says of it was changed.
    return check(Result.DIFFERS, wrong, Cause.REPORT) if wrong else check(Result.HOLDS)
