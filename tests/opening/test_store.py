"""Large members lie in stretches of one file, which shrinks when they are gone."""

import gc
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.opening import sink as sinks
from sousveil.opening.sink import NoRoomError, Sink
from sousveil.opening.store import Store


@pytest.fixture
def store(monkeypatch):
    own = Store()
    monkeypatch.setattr(sinks, "STORE", own)
    return own


def spilled(*pieces: bytes) -> memoryview:
    sink = Sink(10)
    for piece in pieces:
        sink.add(piece)
    return sink.finish()


def test_stretches_follow_each_other_and_keep_their_bytes(store):
    one = spilled(b"a" * 9000, b"b" * 5)
    two = spilled(b"c" * 70_000)
    three = spilled(b"d" * 11)
    assert bytes(one) == b"a" * 9000 + b"b" * 5
    assert bytes(two) == b"c" * 70_000
    assert bytes(three) == b"d" * 11
    assert all(view.readonly for view in (one, two, three))


def test_the_file_shrinks_when_the_last_ones_are_gone(store):
    one = spilled(b"a" * 9000)
    two = spilled(b"c" * 70_000)
    size = os.fstat(store._file).st_size
    del two
    gc.collect()
    assert os.fstat(store._file).st_size < size
    assert bytes(one) == b"a" * 9000
    three = spilled(b"e" * 20_000)
    assert bytes(three) == b"e" * 20_000
    assert bytes(one) == b"a" * 9000
    del one, three
    gc.collect()
    assert os.fstat(store._file).st_size == 0


def test_what_was_rolled_back_is_written_over(store):
    sink = Sink(10)
    sink.add(b"x" * 100)
    sink.begin()
    sink.add(b"wrong" * 100)
    sink.rollback()
    sink.add(b"right")
    assert bytes(sink.finish()) == b"x" * 100 + b"right"


def test_two_at_once_is_no_room(store):
    first = Sink(10)
    first.add(b"a" * 100)
    second = Sink(10)
    with pytest.raises(NoRoomError):
        second.add(b"b" * 100)
    assert bytes(first.finish()) == b"a" * 100


def test_one_that_was_given_up_is_in_nobodys_way(store):
    first = Sink(10)
    first.add(b"a" * 100)
    del first
    gc.collect()
    assert bytes(spilled(b"b" * 100)) == b"b" * 100


ZEROS = bytes(100_000)
PIECES = st.lists(
    st.one_of(
        st.sampled_from([ZEROS, ZEROS[:4096], ZEROS[:50], b"end" + ZEROS[:9000], ZEROS[:9000] + b"end"]),
        st.binary(max_size=20),
        st.just(None),  # what came since the last of these is taken back
    ),
    max_size=12,
)


@given(st.lists(PIECES, max_size=4))
def test_zeros_are_left_out_and_read_as_zeros(members):
    store, kept = Store(), []
    for pieces in members:
        stretch, wanted, mark = store.begin(), bytearray(), 0
        for piece in pieces:
            if piece is None:
                stretch.cut(mark)
                del wanted[mark:]
            else:
                stretch.write(piece)
                wanted += piece
                mark = len(wanted) // 2
        kept.append((stretch.finish(), bytes(wanted)))
        del stretch
        assert all(bytes(view) == wanted for view, wanted in kept)
        if len(kept) == 3:
            kept.pop()


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="no blocks to count")
def test_zeros_take_no_room_on_the_disk(store):
    view = spilled(b"x" * 20, *[ZEROS] * 200)
    assert os.fstat(store._file).st_size == 20 + 200 * len(ZEROS)
    assert os.fstat(store._file).st_blocks * 512 < 1_000_000
    assert view[-1] == 0
