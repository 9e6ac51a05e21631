"""What is in a target, without looking for anything: every blob, every gap of opening."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sousveil.model.examined import Examined
from sousveil.model.gap import Gap
from sousveil.model.place import BlobState
from sousveil.opening import Blob, Entry
from sousveil.opening.gaps import gap
from sousveil.opening.randomness import looks_encrypted
from sousveil.reading.registry import recognise
from sousveil.running import jail
from sousveil.running.crew import CrewError
from sousveil.running.examine import Examiner, closed, make_record
from sousveil.running.hands import Hands
from sousveil.running.merge import Merge
from sousveil.running.options import Options
from sousveil.running.scan import ScanError, check, surveyed


class Listing(NamedTuple):
    """A target by its name: its blobs in the order of their numbers, a container before its members; its gaps."""

    name: str
    folder: bool
    blobs: Sequence[Examined]
    gaps: Sequence[Gap]


def listing(target: Path, options: Options) -> Listing:
    """Open ``target`` to the bottom, behind the fences of a scan. Raises ``ScanError``."""
    check(target)
    entries, gaps = surveyed(target, options.limits)
    merge = Merge(len(entries))
    hands = Hands(target, [entry.size for entry in entries], _Lister(entries, options), options)
    try:
        for message in hands.messages():
            merge.take(message)
    except (CrewError, OSError) as why:
        raise ScanError(str(why)) from why
    if merge.fences is not None and merge.fences.missing:
        gaps.insert(0, jail.missing_gap(merge.fences.missing))
    blobs = sorted(merge.examined(), key=lambda one: one.record.number)
    return Listing(target.absolute().name or str(target), target.is_dir(), blobs, merge.gaps(gaps))


class _Lister(Examiner):
    """Says of every leaf what kind it is, and its digests; looks for nothing in it."""

    def __init__(self, entries: Sequence[Entry], options: Options) -> None:
        self.limits = options.limits
        self.outside = None
        self.first = True
        self.counts = {}
        self._entries = entries

    def leaf(self, blob: Blob, path: str, *, quoted: bool = True) -> tuple[Examined, list[Gap]]:
        """The record of a leaf, and whether it looks encrypted."""
        reader = recognise(blob.data, (blob.name or b"").decode("utf-8", "backslashreplace"))
        state = blob.state or (BlobState.UNDERSTOOD if reader is not None and reader.structured else BlobState.SIFTED)
        gaps = []
        if closed(reader) and blob.state is None:
            state = BlobState.OPAQUE
        elif state is BlobState.SIFTED and looks_encrypted(blob.data):
            state = BlobState.OPAQUE
            gaps.append(gap("looks-encrypted", blob.locator, size=blob.size))
        kind = "" if reader is None else reader.name
        record = make_record(blob, kind=kind, state=state, quoted=quoted or self.first, first=True)
        return Examined(record=record, path=path), gaps
