"""Transforms: how the bytes of a blob come out of a stored run of its parent, written so that anybody can do it again.

A transform is one step, or several joined by ``|``, each a name or ``name:parameters``: a codec; ``pieces``, where the
bytes lie in several runs; ``prefix``, where a bundle left away a header that is always the same; ``assemble``, where a
file is put together from several runs, each with a codec; and at the very end ``head:N``: of what comes out, the first
N bytes only (a limit cut it there, or the format says that it ends there).
``again:FORMAT`` stands alone: open the run as that format again, and take the member of this name and index; for what
no single step can say (a password, a tool of its own).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from sousveil.model.late import late
from sousveil.opening import rpm_header
from sousveil.opening.assembly import assembling
from sousveil.opening.blocks import BLOCKS
from sousveil.opening.calls import CALLS
from sousveil.opening.codecs import CODECS, Codec, Decoded
from sousveil.opening.filters import FILTERS
from sousveil.opening.json_string import json_string
from sousveil.opening.nrv import NRV
from sousveil.opening.pump import State
from sousveil.opening.sectors import SECTORS
from sousveil.opening.shields import KEYS, SHIELDS
from sousveil.opening.sink import Sink
from sousveil.opening.snappy import snappy
from sousveil.opening.upx_calls import UPX_CALLS
from sousveil.opening.zisofs import ZISOFS

AGAIN = "again:"
_PARAMETERS = late(r"[ -{}~]*")  # ASCII without the bar that joins steps
_LONGEST = 19  # digits of an offset
_LONGEST_PREFIX = 256
_ZEROS = bytes(1 << 20)
HOLE = -1
"""In place of an offset: zero bytes that are stored nowhere."""
_BETWEEN = 4 << 30  # bytes that may come out of a step that another follows


def head(transform: str, size: int) -> str:
    """``transform`` cut after its first ``size`` bytes."""
    return f"{transform}|head:{size}"


def pieces(runs: Iterable[tuple[int, int]]) -> str:
    """The step that puts ``runs``, (offset, length) within the stored bytes, one behind the other.

    A run at ``HOLE`` is zero bytes that are not stored: ``zeros+LENGTH``.
    """
    return "pieces:" + ",".join(f"{'zeros' if offset == HOLE else offset}+{length}" for offset, length in runs)


def prefix(start: bytes) -> str:
    """The step that puts ``start`` before what is stored: the header that a bundle leaves away."""
    return f"prefix:{start.hex()}"


def parse(transform: str) -> tuple[Codec, int | None]:
    """The codec of a transform and the length that it is cut to. Raises ``LookupError`` for one that is not known."""
    rest, bar, cut = transform.rpartition("|head:")
    steps = [_step(step) for step in (rest if bar else transform).split("|")]
    return (steps[0] if len(steps) == 1 else partial(_in_turn, steps)), _number(cut) if bar else None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST:
        raise LookupError(f"not a number: {text[:40]}")
    return int(text)


def _step(step: str) -> Codec:
    if step in _PLAIN:
        return _PLAIN[step]
    name, colon, parameters = step.partition(":")
    if not colon or name not in MAKERS or not _PARAMETERS.fullmatch(parameters):
        raise LookupError(f"unknown transform: {step[:80]}")
    return MAKERS[name](parameters)


def _in_turn(steps: Sequence[Codec], stored: memoryview, room: int, sink: Sink) -> Decoded:
    """One step after the other; ``used`` is that of the first, the state that of the first that did not end well.

    ``room`` bounds what comes out of the last step; that of the others is fixed, so that it never depends on who asks.
    """
    state, used, data = State.WHOLE, len(stored), stored
    for number, step in enumerate(steps):
        decoded = step(data, room if number == len(steps) - 1 else _BETWEEN, Sink(sink.in_memory))
        data = decoded.data
        used = used if number else decoded.used
        state = decoded.state if state is State.WHOLE else state
    decoded.used, decoded.state = used, state
    return decoded


def _pieces(parameters: str) -> Codec:
    runs: list[tuple[int, int]] = []
    for run in parameters.split(","):
        offset, _, length = run.partition("+")
        runs.append((HOLE if offset == "zeros" else _number(offset), _number(length)))
    return partial(_gather, runs)


def _gather(runs: Sequence[tuple[int, int]], stored: memoryview, room: int, sink: Sink) -> Decoded:
    state = State.CUT if sum(length for _, length in runs) > room else State.WHOLE
    sink.begin()
    for offset, length in runs:
        if offset == HOLE:
            _fill(min(length, room - sink.size), sink)
            continue
        piece = stored[offset : offset + min(length, room - sink.size)]
        sink.add(bytes(piece))
        if sink.size >= room:
            break
        if len(piece) < length:
            state = State.TRUNCATED
            break
    return Decoded(sink.finish(), sink.crc, len(stored), state)


def _fill(length: int, sink: Sink) -> None:
    for start in range(0, length, len(_ZEROS)):
        sink.add(_ZEROS[: min(len(_ZEROS), length - start)])


def _prefix(parameters: str) -> Codec:
    if len(parameters) > 2 * _LONGEST_PREFIX:
        raise LookupError("a prefix that long is none")
    try:
        return partial(_put_before, bytes.fromhex(parameters))
    except ValueError as error:
        raise LookupError(str(error)) from error


def _put_before(prefix: bytes, stored: memoryview, room: int, sink: Sink) -> Decoded:
    sink.begin()
    sink.add(prefix[:room])
    sink.add(bytes(stored[: max(room - len(prefix), 0)]))
    state = State.CUT if len(prefix) + len(stored) > room else State.WHOLE
    return Decoded(sink.finish(), sink.crc, len(stored), state)


_PLAIN: Mapping[str, Codec] = {
    **CODECS,
    **BLOCKS,
    **SHIELDS,
    **NRV,
    **ZISOFS,
    "json-string": json_string,
    "rpm-strings": rpm_header.strings,
    "snappy": snappy,
}
MAKERS: Mapping[str, Callable[[str], Codec]] = {
    "pieces": _pieces,
    "prefix": _prefix,
    "assemble": assembling,
    **FILTERS,
    **CALLS,
    **UPX_CALLS,
    **SECTORS,
    **KEYS,
}
"""By name: parameters -> a codec. Each raises ``LookupError`` for parameters that it does not know."""
