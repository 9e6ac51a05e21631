"""What passes between the parent and its workers: length-prefixed MessagePack, checked against the types on arrival.

A worker read hostile bytes, so what comes out of it is data only: nothing is unpickled, a frame that does not fit the
types ends the worker.
"""

import os
import struct
from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from sousveil.model.examined import Examined
from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.report import Signature
from sousveil.model.words import Step

_HEAD = struct.Struct("<Q")
_LARGEST = 4 << 30


class Fences(msgspec.Struct, frozen=True, tag=True):
    """Worker to parent, first: the fences that stand, in words, and those that could not be put up."""

    standing: str
    missing: tuple[str, ...]


class Piece(msgspec.Struct, frozen=True, tag=True):
    """Worker to parent: a part of what was found in the entry with this number.

    Of a share of an entry, ``at`` and ``gaps_at`` say when each of them came, counted over all that came out of it, and
    ``sums`` are SHA-256 of blobs, by number, that another share examined. Numbers are those of ``Turns``.
    """

    entry: int
    examined: tuple[Examined, ...] = ()
    gaps: tuple[Gap, ...] = ()
    at: tuple[int, ...] = ()
    gaps_at: tuple[int, ...] = ()
    sums: tuple[tuple[int, str], ...] = ()


class Spent(msgspec.Struct, frozen=True):
    """What a share has used up of the limits.

    ``left`` bytes and ``members`` there would still be, had the others done nothing; ``largest`` is the most that came
    out at once; ``bytes`` and ``count`` of members came out of what was dealt to it. Of ``dealt`` parts it ``took`` so
    many. ``broken``: what went wrong in a member reached beyond it.
    """

    left: int = 0
    members: int = 0
    largest: int = 0
    bytes: int = 0
    count: int = 0
    dealt: int = 0
    took: int = 0
    broken: bool = False


class Done(msgspec.Struct, frozen=True, tag=True):
    """Worker to parent: the entry is finished. ``sha256`` is that of the outermost file, ``""`` where unreadable.

    ``signatures`` are those over it, looked for where it is the target itself. ``seen`` is one number for all that
    every share sees of it, in its order; ``counts`` says, of each member that was dealt to this one, where it stands
    and how many blobs are in it.
    """

    entry: int
    sha256: str
    signatures: tuple[Signature, ...] = ()
    seen: int = 0
    counts: tuple[int, ...] = ()
    spent: Spent = Spent()


Message: TypeAlias = Fences | Piece | Done


class Care(msgspec.Struct, frozen=True):
    """How to do an entry again after a worker died in it.

    ``skip`` maps the ordinal of a blob (in the order of opening) to the code of the gap that stands in for it; from the
    blob with ordinal ``stop`` on nothing is opened (-1: no stop), for the reason ``code``. ``detail`` says how it died.
    """

    skip: dict[int, str] = {}
    stop: int = -1
    code: str = "worker-died"
    detail: str = ""


class Share(msgspec.Struct, frozen=True):
    """The share of an entry that a worker is to examine: ``number`` of ``of``.

    ``pipe`` is the descriptor from which all take ``chits`` for what they do.
    """

    number: int = 0
    of: int = 1
    pipe: int = -1
    chits: int = 0


WHOLE = Share()


class Task(msgspec.Struct, frozen=True):
    """Parent to worker: the numbers of entries to do, and how to do those that killed a worker before.

    ``share``: of its only entry, which other workers do as well.
    """

    entries: tuple[int, ...]
    care: dict[int, Care] = {}
    share: Share = WHOLE


_messages = msgspec.msgpack.Decoder(list[Message])
_tasks = msgspec.msgpack.Decoder(Task)
_encoder = msgspec.msgpack.Encoder()


def encode(item: list[Message] | Task) -> bytes:
    """One frame."""
    body = _encoder.encode(item)
    return _HEAD.pack(len(body)) + body


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of ``data`` to a blocking pipe. Raises ``OSError``."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def read_task(descriptor: int) -> Task | None:
    """The next task from a blocking pipe, ``None`` at its end."""
    head = _exactly(descriptor, _HEAD.size)
    if head is None:
        return None
    body = _exactly(descriptor, _HEAD.unpack(head)[0])
    return None if body is None else _tasks.decode(body)


def _exactly(descriptor: int, size: int) -> bytes | None:
    out = bytearray()
    while len(out) < size:
        got = os.read(descriptor, size - len(out))
        if not got:
            return None
        out += got
    return bytes(out)


class Inbox:
    """Frames put together from what a pipe gives at a time."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that are complete now. Raises ``msgspec.DecodeError`` for anything but the expected types."""
        self._held += data
        while len(self._held) >= _HEAD.size:
            size = _HEAD.unpack_from(self._held)[0]
            if size > _LARGEST:
                raise msgspec.DecodeError("a frame is too large")
            if len(self._held) < _HEAD.size + size:
                return
            with memoryview(self._held) as view, view[_HEAD.size : _HEAD.size + size] as body:
                messages = _messages.decode(body)
            del self._held[: _HEAD.size + size]
            yield from messages


class Outbox:
    """Messages gathered into frames, so that thousands of small files do not cost a system call each."""

    _FRAME = 1000  # messages; what is sent early is read while there still is work
    _HEAVY = 64  # a piece with readings counts as many messages

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._held: list[Message] = []
        self._weight = 0

    def put(self, message: Message) -> None:
        """Send ``message``, now or with the next ones."""
        self._held.append(message)
        self._weight += 1
        if isinstance(message, Piece):
            self._weight += len(message.gaps) + sum(self._HEAVY if one.readings else 1 for one in message.examined)
        if self._weight >= self._FRAME:
            self.flush()

    def flush(self) -> None:
        """Send what is held."""
        if self._held:
            try:
                frame = encode(self._held)
            except UnicodeEncodeError:
                frame = encode([_sendable(message) for message in self._held])
            write_all(self._descriptor, frame)
            self._held = []
            self._weight = 0


def _sendable(message: Message) -> Message:
    """``message`` without what MessagePack cannot hold (a half of a surrogate pair); a gap says what is missing."""
    if not isinstance(message, Piece):
        return message
    examined, gaps = [], list(message.gaps)
    for one in message.examined:
        try:
            _encoder.encode(one)
            examined.append(one)
        except UnicodeEncodeError as why:
            examined.append(Examined(record=one.record, path=ascii(one.path)))
            gaps.append(
                Gap(
                    step=Step.READING,
                    code="failed",
                    locator=(one.record.layer,) if one.record.layer else (),
                    size=one.record.size,
                    could_hide=ALL_STAGES,
                    remedy="Report this as a mistake of Sousveil, with the file; until then look into it by hand.",
                    detail=ascii(str(why)),
                )
            )
    at = (*message.gaps_at, *(len(gaps) - len(message.gaps)) * (message.at[-1:] or (0,))) if message.at else ()
    return Piece(message.entry, tuple(examined), tuple(gaps), message.at, at, message.sums)
