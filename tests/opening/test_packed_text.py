"""Files written as text in texts: found wherever they begin, however lines are broken; everything else is left."""

import base64
import gzip
import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.opening.codecs import CODECS
from sousveil.opening.formats import recognise
from sousveil.opening.formats.packed_text import SHORTEST
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink
from tests.opening.looking import look
from tests.samples.opening.packed_text import FILLER, lines
from tests.samples.opening.zip import Item, archive

TEXT = "EM_NATION_维族\n".encode() * 30
PROSE = "It was said, and 说过, that (nothing) stands here; x = y + 1.\n".encode()


@settings(deadline=None)
@given(
    st.integers(0, 700), st.integers(1, 700), st.sampled_from([0, 60, 64, 76, 120]),
    st.sampled_from([b"", b"    ", b"\t"]),
    st.sampled_from([b"\n", b"\r\n"]), st.integers(33, 200),
)  # fmt: skip
def test_found_wherever_it_begins(before, behind, width, indent, end, times):
    data = "维族".encode() + b"".join(b"%d,\n" % number for number in range(times * 4))
    packed = lines(data, width or len(data) * 2, indent if width else b"", end)
    text = (PROSE * 20)[:before] + b' = "' + packed + b'";' + (PROSE * 20)[:behind]
    opened = look(text)
    assert opened.kinds("base64") == [data]
    assert opened.blobs[-1].leaf
    assert bytes(opened.blobs[-1].data) == text


@pytest.mark.parametrize("pack", [lambda data: archive([Item(b"a.txt", data, 8)]), gzip.compress, zlib.compress])
def test_what_is_packed_in_it_is_opened(pack):
    data = TEXT + random.Random(1).randbytes(900).hex().encode()  # noqa: S311 - noise, no secret
    assert look(PROSE + base64.b64encode(pack(data))).anywhere(data)


def test_one_in_the_other():
    inner = PROSE + base64.b64encode(TEXT) + PROSE
    assert look(PROSE + base64.b64encode(inner) + PROSE).anywhere(TEXT)


def test_several_in_one_text():
    parts = [b"%d " % number + PROSE * 9 for number in range(5)]
    text = b",\n".join(b'"' + base64.b64encode(part) + b'"' for part in parts)
    assert look(PROSE + text).kinds("base64") == parts


def test_text_in_utf16():
    wide = TEXT.decode().encode("utf-16-le")
    assert look(PROSE + base64.b64encode(wide)).kinds("base64") == [wide]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"\x30\x82\x05\x00" + bytes(range(256)) * 4,
        bytes(range(256)) * 9,
    ],
)
def test_pictures_and_keys_are_left(data):
    assert look(PROSE + lines(data, 64)).kinds("base64") == []


@pytest.mark.parametrize(
    "text",
    [
        PROSE * 400,
        b"word\n" * 9000,
        b"12345\n" * 9000,
        b"".join(b"%064x\n" % (number * 7**60) for number in range(300)),
        b"a" * 5000,
        base64.b64encode(TEXT)[: SHORTEST - 1],
        b"var a=function(b,c){return b.d(c)};" * 900,
        b"\0" + base64.b64encode(TEXT),
    ],
)
def test_other_texts_stay_one_part(text):
    assert [blob.layer for blob in look(text).blobs] == [None]


def test_ordinary_texts_are_not_even_taken_for_such():
    for text in (PROSE * 400, b"word\n" * 9000, b"var a=function(b,c){return b.d(c)};" * 900, FILLER * 50):
        assert recognise(memoryview(text)) is None


@given(st.binary(max_size=300), st.integers(0, 400))
def test_base64_of_either_alphabet(data, room):
    for text in (
        base64.b64encode(data),
        base64.urlsafe_b64encode(data),
        lines(data, 20, b" "),
        base64.b64encode(data).rstrip(b"="),
    ):
        decoded = CODECS["base64"](memoryview(text), room, Sink(1000))
        assert bytes(decoded.data) == data[:room]
        assert decoded.state is (State.WHOLE if len(data) <= room else State.CUT)


def test_base64_up_to_what_is_no_digit():
    decoded = CODECS["base64"](memoryview(b"QUJD!QUJD"), 100, Sink(1000))
    assert (bytes(decoded.data), decoded.state) == (b"ABC", State.DAMAGED)


def test_base64_longer_than_one_stretch():
    data = random.Random(2).randbytes(5 << 20)  # noqa: S311 - noise, no secret
    decoded = CODECS["base64"](memoryview(lines(data, 76)), 9 << 20, Sink(100))
    assert bytes(decoded.data) == data
