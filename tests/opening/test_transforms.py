"""Transforms with several steps, members in several runs, and what only opening again can give."""

import itertools
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.place import Layer
from sousveil.opening import Blob, CannotRestoreError, restore
from sousveil.opening.budget import Budget
from sousveil.opening.formats import Desk
from sousveil.opening.formats.slices import Slice, Slices
from sousveil.opening.transforms import head, parse, pieces
from sousveil.opening.walk import _Walk
from tests.opening.looking import Opened
from tests.samples.opening.zip import Item, archive

LIMITS = Limits()


def packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@given(st.binary(max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=6))
def test_pieces_are_put_one_behind_the_other(data, runs):
    runs = [(at, size) for at, size in runs if at + size <= len(data)] or [(0, len(data))]
    layer = Layer(kind="x", extent=(0, len(data)), transform=pieces(runs))
    assert restore(data, layer, LIMITS) == b"".join(data[at : at + size] for at, size in runs)


@given(st.binary(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_steps_follow_each_other(data, where, cut):
    stream = packed(data)
    where = min(where, len(stream))
    stored = stream[where:] + b"--" + stream[:where]
    runs = [(len(stream) - where + 2, where), (0, len(stream) - where)]
    layer = Layer(kind="x", extent=(0, len(stored)), transform=head(pieces(runs) + "|deflate", cut))
    assert restore(stored, layer, LIMITS) == data[:cut]


_BAD = ["", "nothing", "pieces", "pieces:", "pieces:1", "pieces:1+-2", "pieces:1+2,", "deflate:9", "head:3"]


@pytest.mark.parametrize("bad", [*_BAD, "deflate|head:", "deflate|head:x", "|", "pieces:1+" + "9" * 40])
def test_unknown_transforms_are_refused(bad):
    with pytest.raises(LookupError):
        parse(bad)


def test_pieces_never_give_more_than_asked_for():
    bomb = pieces([(0, 1000)] * 1000)
    layer = Layer(kind="x", extent=(0, 1000), transform=bomb)
    with pytest.raises(CannotRestoreError, match="more than"):
        restore(bytes(1000), layer, Limits(out=5000))
    assert restore(bytes(1000), Layer(kind="x", extent=(0, 1000), transform=head(bomb, 4000)), LIMITS) == bytes(4000)


def test_opened_again():
    data = archive([Item(b"one", b"first"), Item(b"two", b"second" * 9, 8)])
    layer = Layer(kind="zip-member", name=b"two", index=1, extent=(3, len(data)), transform="again:zip")
    assert restore(b"..." + data, layer, LIMITS) == b"second" * 9
    missing = Layer(kind="zip-member", name=b"three", index=1, extent=(3, len(data)), transform="again:zip")
    with pytest.raises(CannotRestoreError, match="does not come out"):
        restore(b"..." + data, missing, LIMITS)
    with pytest.raises(CannotRestoreError, match="unknown"):
        restore(data, Layer(kind="x", extent=(0, 3), transform="again:nothing"), LIMITS)


def test_slices_of_a_stream():
    stream = b"first" + b"second" + b"left over"
    blob = Blob(memoryview(stream))
    blob.form = Slices(
        "some-folder", "some-member", [Slice(b"a", 0, 0, 5), Slice(b"b", 1, 5, 6), Slice(b"c", 2, 15, 90)]
    )
    opened = Opened(list(_Walk(LIMITS, len(stream), lambda: None).down(blob, 0)), LIMITS)
    assert opened.containers == ["some-folder"]
    assert opened.files("some-member") == {b"a": b"first", b"b": b"second", b"c": stream[15:]}
    assert opened.kinds("unknown") == [stream[11:15]]
    assert opened.codes == ["truncated"]


def test_a_desk_takes_transforms():
    data = b"--" + packed(b"words" * 20)
    desk = Desk(Blob(memoryview(data)), Budget(LIMITS, len(data)), itertools.count(1))
    decoded = desk.decode(pieces([(2, len(data) - 2)]) + "|deflate", 0, len(data))
    assert bytes(decoded.data) == b"words" * 20
