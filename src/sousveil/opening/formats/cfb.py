"""Compound files (OLE): installer databases and patches of Windows, documents of older office programs.

Source: [MS-CFB]. Streams are members under their paths; those of less than 4 KiB lie in a stream of their own, the mini
stream. Of an installer database the strings of all tables are a member that gives one of them a line, since they are
stored without anything between them. What lies in its cabinets under a key has the name of its table of files.
"""

import struct
from collections.abc import Iterator, Sequence

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.cfb_directory import MAGIC, Compound, Run, Stream
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.msi_tables import Database
from sousveil.opening.runs import gathered
from sousveil.opening.transforms import AGAIN

_MOST_RUNS = 5000  # of one stream, as a transform; those of more are opened again
_MAIL = b"__substg1.0_"
_POOL, _STRINGS, _FILES = b"!_StringPool", b"!_StringData", b"!File"


class Cfb:
    """See the module."""

    name = "ole"
    also: tuple[str, ...] = ("msi", "msp", "mst", "msm", "doc", "xls", "ppt", "suo")
    first = MAGIC[:1]
    recognised = "the eight magic bytes of a compound file"
    limits: tuple[str, ...] = (
        "Of an installer database the strings are read, not which table and row they stand in.",
        "A stored mail message is left closed.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The magic and the mark of the byte order."""
        return start[:8] == MAGIC and start[28:30] == b"\xfe\xff" and len(data) > 512

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The strings of an installer database, the streams of full sectors, the mini stream with the small ones."""
        try:
            file = Compound(desk.data)
        except (ValueError, struct.error) as error:
            yield desk.gap("damaged", detail=f"header: {error}")
            return
        if any(stream.path.startswith(_MAIL) for stream in file.streams):
            desk.account.claim(0, len(desk.data))
            yield desk.closed("mail", 0, len(desk.data))
            yield desk.gap("mail-left-closed", size=len(desk.data))
            return
        for start, end in file.claims:
            desk.account.claim(start, end)
        yield from _streams(desk, file)
        if file.wrong:
            yield desk.gap("damaged", detail=", ".join(sorted(file.wrong)))


def _streams(desk: Desk, file: Compound) -> Iterator[Blob | Gap]:
    database = _database(desk.data, file)
    if database is not None:
        yield _strings(desk, database)
        desk.blob.names = database.names()
    small: list[tuple[Stream, list[Run]]] = []
    known: list[list[Run]] = []
    for stream in file.streams:
        runs, missing = file.runs(stream)
        if missing:
            yield desk.gap("truncated", size=missing, inner=_layer(stream))
        spoken = database is not None and stream.path in {_POOL, _STRINGS}
        if spoken and stream.mini:
            known.append(runs)
        elif spoken:
            for start, end in runs:
                desk.account.claim(start, end)
        elif stream.mini:
            small.append((stream, runs))
        elif runs:
            yield from _member(desk, "ole-stream", runs, stream.path, stream.ordinal)
    if file.mini:
        for part in _member(desk, "ole-mini-stream", file.mini, None, None):
            if isinstance(part, Blob):
                part.form = _Mini(small, known)
            yield part


def _layer(stream: Stream) -> Layer:
    return Layer(kind="ole-stream", name=stream.path, index=stream.ordinal)


def _member(desk: Desk, kind: str, runs: Sequence[Run], name: bytes | None, index: int | None) -> Iterator[Blob | Gap]:
    """A stream; claims where it lies. Raises ``SpentError``."""
    for start, end in runs:
        desk.account.claim(start, end)
    again = AGAIN + Cfb.name if len(runs) > _MOST_RUNS and desk.blob.form is None else ""
    yield from gathered(desk, kind, runs, name, index, again)


def _database(data: memoryview, file: Compound) -> Database | None:
    """The strings and the table of files of an installer database; ``None`` for another file, or damaged ones."""
    found = {stream.path: stream for stream in file.streams if stream.path in {_POOL, _STRINGS, _FILES}}
    if _POOL not in found or _STRINGS not in found:
        return None
    mini = memoryview(_gathered(data, file.mini) if any(stream.mini for stream in found.values()) else b"")
    raw = {}
    for path, stream in found.items():
        raw[path] = _gathered(mini if stream.mini else data, file.runs(stream)[0])
        if len(raw[path]) < stream.size:
            return None
    try:
        return Database(raw[_POOL], raw[_STRINGS], raw.get(_FILES, b""))
    except ValueError:
        return None


def _strings(desk: Desk, database: Database) -> Blob:
    """The strings of an installer database, a line each."""
    text = b"\n".join(text for text in database.strings if text)
    desk.budget.member()
    desk.budget.take_whole(len(text))
    layer = Layer(kind="ole-strings", name=b"strings.txt", extent=(0, len(desk.data)), transform=AGAIN + Cfb.name)
    return desk.child(memoryview(text), layer)


def _gathered(data: memoryview, runs: Sequence[Run]) -> bytes:
    return b"".join(bytes(data[start:end]) for start, end in runs)


class _Mini:
    """The mini stream: its members are told in the directory of the compound file. Made for one blob."""

    name = "ole-mini-stream"
    also: tuple[str, ...] = ()
    first = b""
    recognised = "told by its compound file"
    limits: tuple[str, ...] = ("What no stream claims is a part of its own.",)

    def __init__(self, members: list[tuple[Stream, list[Run]]], known: list[list[Run]]) -> None:
        """``known`` are the runs of streams that were read elsewhere."""
        self._members = members
        self._known = known

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Never by itself."""
        del data, start
        return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The small streams."""
        for runs in self._known:
            for start, end in runs:
                desk.account.claim(start, end)
        for stream, runs in self._members:
            inside = [(start, min(end, len(desk.data))) for start, end in runs if start < len(desk.data)]
            if inside:
                yield from _member(desk, "ole-stream", inside, stream.path, stream.ordinal)
