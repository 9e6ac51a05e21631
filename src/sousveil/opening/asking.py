"""What passes between opening and the porter who runs tools for it: length-prefixed MessagePack over two pipes.

The bytes of the inputs follow a request as they are, one input after the other.
"""

import os
import struct
from collections.abc import Iterable

import msgspec

_HEAD = struct.Struct("<Q")
_LARGEST = 1 << 30
_PIECE = 1 << 20


class Request(msgspec.Struct, frozen=True, tag=True):
    """Run a tool, by name. ``inputs`` are (name, size in bytes); ``folder`` is a number that nobody uses now.

    At most ``bytes`` in at most ``files`` files may come out, within ``seconds``.
    """

    folder: int
    tool: str
    inputs: tuple[tuple[str, int], ...]
    bytes: int
    files: int
    seconds: int
    password: str | None = None


class Drop(msgspec.Struct, frozen=True, tag=True):
    """What came out of a request has been read: throw it away. No answer."""

    folder: int


class Taken(msgspec.Struct, frozen=True):
    """A file that came out: its ``name`` as the tool wrote it (raw, ``/`` between the parts), its number, its size."""

    name: bytes
    number: int
    size: int


class Answer(msgspec.Struct, frozen=True, tag=True):
    """What a run came to.

    problem  why the tool was not run at all, ``""`` where it was
    status   its exit code; minus the number of the signal that ended it
    stopped  the limit that it reached: ``bytes``, ``files``, ``depth`` or ``seconds``; ``""`` for none
    output, errors  the beginnings of what it said
    files    sorted by name
    other    how many links, devices, further names of one file and the like it left behind
    """

    problem: str = ""
    status: int = 0
    stopped: str = ""
    output: bytes = b""
    errors: bytes = b""
    files: tuple[Taken, ...] = ()
    other: int = 0


_requests: msgspec.msgpack.Decoder[Request | Drop] = msgspec.msgpack.Decoder(Request | Drop)
_answers = msgspec.msgpack.Decoder(Answer)
_encoder = msgspec.msgpack.Encoder()


def send(pipe: int, message: Request | Drop | Answer, more: Iterable[memoryview] = ()) -> None:
    """Write ``message``, then ``more`` as it is. Raises ``OSError``."""
    body = _encoder.encode(message)
    for view in (memoryview(_HEAD.pack(len(body)) + body), *more):
        at = 0
        while at < len(view):
            at += os.write(pipe, view[at : at + _PIECE])


def receive_request(pipe: int) -> Request | Drop | None:
    """The next request, ``None`` at the end. Raises ``OSError`` and ``msgspec.DecodeError``."""
    body = _body(pipe)
    return None if body is None else _requests.decode(body)


def receive_answer(pipe: int) -> Answer | None:
    """The answer, ``None`` at the end. Raises ``OSError`` and ``msgspec.DecodeError``."""
    body = _body(pipe)
    return None if body is None else _answers.decode(body)


def _body(pipe: int) -> bytes | None:
    head = exactly(pipe, _HEAD.size)
    if head is None:
        return None
    size = _HEAD.unpack(head)[0]
    if size > _LARGEST:
        raise msgspec.DecodeError("a frame is too large")
    return exactly(pipe, size)


def exactly(pipe: int, size: int) -> bytes | None:
    """``size`` bytes, ``None`` where the pipe ends before."""
    out = bytearray()
    while len(out) < size:
        piece = os.read(pipe, min(size - len(out), _PIECE))
        if not piece:
            return None
        out += piece
    return bytes(out)
