"""What passes between parent and workers, and what does not."""

import os

import msgspec
import pytest

from sousveil.model.examined import Examined
from sousveil.model.place import BlobRecord, Layer
from sousveil.model.text import Reading
from sousveil.running import wire

RECORD = BlobRecord(number=1, parent=0, layer=Layer(kind="zip-member", name=b"\xff\0name"), size=3, digest="d")
MESSAGES = [
    wire.Fences("all", ()),
    wire.Piece(7, (Examined(record=RECORD, path="a!b", readings=(Reading(reader="c", language="c"),), hits=((),)),)),
    wire.Done(7, "ab" * 32),
]


@pytest.mark.parametrize("step", [1, 7, 1 << 20])
def test_messages_arrive_whole_however_they_are_cut(step):
    data = wire.encode(MESSAGES) + wire.encode(MESSAGES[1:])
    inbox = wire.Inbox()
    got = [message for at in range(0, len(data), step) for message in inbox.feed(data[at : at + step])]
    assert got == MESSAGES + MESSAGES[1:]


@pytest.mark.parametrize(
    "body", [b"\x80\x04K\x01.", b"\xff" * 40, msgspec.msgpack.encode([{"type": "Piece", "entry": "x"}])]
)
def test_anything_else_is_refused(body):
    with pytest.raises(msgspec.DecodeError):
        list(wire.Inbox().feed(len(body).to_bytes(8, "little") + body))


def test_a_frame_too_large_is_refused_before_it_is_held():
    with pytest.raises(msgspec.DecodeError, match="too large"):
        list(wire.Inbox().feed((1 << 50).to_bytes(8, "little")))


def test_what_cannot_be_sent_becomes_a_gap_and_the_rest_is_sent():
    broken = Examined(record=RECORD, path="p", readings=(Reading(reader="c", language="c", text="\udc80"),), hits=((),))
    good = MESSAGES[1].examined[0]
    out, into = os.pipe()
    outbox = wire.Outbox(into)
    outbox.put(wire.Piece(1, (good, broken)))
    outbox.flush()
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        (piece,) = wire.Inbox().feed(pipe.read())
    assert piece.examined[0] == good
    assert (piece.examined[1].record, piece.examined[1].readings) == (RECORD, ())
    assert [gap.code for gap in piece.gaps] == ["failed"]


def test_tasks_go_the_other_way():
    out, into = os.pipe()
    task = wire.Task((3, 5), {5: wire.Care({2: "worker-died"}, 9, "time-limit", "how")})
    wire.write_all(into, wire.encode(task))
    os.close(into)
    assert wire.read_task(out) == task
    assert wire.read_task(out) is None
    os.close(out)


def test_a_tool_that_was_ended_by_the_clock_makes_a_scan_not_reproducible():
    from sousveil.opening.gaps import gap
    from sousveil.running.merge import Merge

    merge = Merge(1)
    merge.take(wire.Piece(0, (), (gap("tool-stopped", ()),)))
    assert not merge.out_of_time
    merge.take(wire.Piece(0, (), (gap("tool-out-of-time", ()),)))
    assert merge.out_of_time
