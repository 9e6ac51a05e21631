"""What is dealt goes to one share each, and blobs get the numbers that one worker alone would have given."""

import os

from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.opening.budget import Budget
from sousveil.running import turns, wire
from sousveil.running.shares import Numbers, Shares
from sousveil.running.turns import Turns

MEMBERS = st.lists(st.tuples(st.booleans(), st.integers(0, 40_000), st.integers(0, 4)), max_size=60)
"""Of each member: whether it waits until all of them have come, its bytes, how many blobs are in it."""
SIZE = 100_000


def number_all(turn: Turns, members: list[tuple[bool, int, int]]) -> list[int]:
    """The numbers of the blobs that this share sees, opened as in a walk: some members at once, some at the end."""
    given: list[int] = []

    def into(size: int, inner: int) -> None:
        if not turn.dealt(size):
            given.extend(next(turn) for _ in range(inner))
        elif turn.begin(size):
            given.extend(next(turn) for _ in range(inner))
            turn.end(well=True)

    for waits, size, inner in members:
        given.append(next(turn))
        if not waits:
            into(size, inner)
    for waits, size, inner in members:
        if waits:
            into(size, inner)
    return given


@given(MEMBERS, st.integers(1, 3), st.booleans())
def test_numbers_are_those_of_one_worker(members, of, chits):
    pipe, many = turns.chits() if chits else (-1, 0)
    try:
        shares = [Turns(wire.Share(number, of, pipe, many), SIZE) for number in range(of)]
        numbers = [number_all(turn, members) for turn in shares]
    finally:
        if chits:
            os.close(pipe)
    alone = Turns(wire.WHOLE, SIZE)
    expected = number_all(alone, members)
    assert expected == list(range(1, len(expected) + 1))
    counts = [count for turn in shares for count in turn.counts]
    pairs = list(zip(counts[::2], counts[1::2], strict=True))
    true = Numbers(pairs).true if of > 1 else int
    assert sorted({true(number) for seen in numbers for number in seen}) == expected
    assert len({turn.seen for turn in shares}) == 1
    assert of == 1 or sum(turn.spent.took for turn in shares) == shares[0].spent.dealt
    # A later round, which knows what the first has counted, gives the true numbers at once.
    again = [Turns(wire.Share(number, of), SIZE, dict(pairs)) for number in range(of)]
    if of > 1:
        assert sorted({number for turn in again for number in number_all(turn, members)}) == expected


@given(st.lists(st.integers(0, 200_000)), st.integers(1, 4), st.sampled_from([0, 3, 10_000]))
def test_each_is_of_one_share(sizes, of, most):
    pipe, many = turns.chits()
    try:
        shares = [Turns(wire.Share(number, of, pipe, min(many, most)), SIZE) for number in range(of)]
        taken = [sum(turn.mine(size) for turn in shares) for size in sizes]
    finally:
        os.close(pipe)
    assert taken == [1] * len(sizes)


def test_whoever_is_faster_takes_more():
    pipe, many = turns.chits()
    slow, fast = (Turns(wire.Share(number, 2, pipe, many), SIZE) for number in range(2))
    assert slow.mine(turns._CHUNK)
    assert sum(fast.mine(turns._CHUNK) for _ in range(100)) == 99
    assert not any(slow.mine(turns._CHUNK) for _ in range(99))
    assert slow.mine(turns._CHUNK)
    os.close(pipe)


def shared(*spent: wire.Spent) -> Shares:
    shares = Shares(len(spent))
    for one in spent:
        shares.add((), wire.Done(0, "", spent=one))
    return shares


def test_shares_agree_only_where_there_was_room_for_all():
    budget = Budget(Limits(), 0)
    assert shared(*[wire.Spent(budget.left, budget.members, 9, 100, 9)] * 3).agree
    assert not shared(*[wire.Spent(100, 100, 9, 92, 9)] * 2).agree
    assert not shared(*[wire.Spent(1000, 8, 9, 9, 9)] * 2).agree
    assert not shared(wire.Spent(100, 100), wire.Spent(100, 100, broken=True)).agree
    took = [wire.Spent(100, 100, dealt=7, took=many) for many in (3, 4, 5)]
    assert shared(*took[:2]).agree
    assert not shared(*took[1:]).agree
    assert not shared(took[0], took[0]).agree
    shares = Shares(2)
    shares.add((), wire.Done(0, "", seen=1))
    shares.add((), wire.Done(0, "", seen=2))
    assert not shares.agree


def test_what_goes_wrong_beyond_a_member_is_known():
    turn = Turns(wire.Share(0, 2), SIZE)
    while not turn.begin(1):
        pass
    turn.end(well=False)
    assert turn.spent.broken
