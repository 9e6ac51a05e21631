"""Bytes of no known kind, and what is left closed."""

import pytest

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.reading.media import Media
from sousveil.reading.raw import Raw
from sousveil.reading.registry import recognise
from tests.reading.looking import outline, place_of, read


def test_strings_around_a_place():
    data = b"\1\2\3\0Black\0Asian\0\0\0White\0\1\2" + bytes(range(128, 256))
    reading, gaps = read(data, "model.bin", [place_of(data, "Asian")])
    assert reading.reader == "raw"
    assert outline(reading) == ["array", "  item Black", "  item Asian", "  item White"]
    assert gaps == []


def test_a_word_among_bytes_that_are_no_text():
    data = b"\x00\x01\xff\xfe\xe6" + "民族".encode() + b"\xe6\xff\x00" + bytes(range(256))
    reading, _ = read(data, "a.bin", [place_of(data, "民族")])
    assert reading.units[0].text == "民族"


def test_nothing_to_read_gives_nothing():
    assert list(Raw().read(memoryview(bytes(range(256))), "a", (), Limits())) == []


@pytest.mark.parametrize("encoding", ["utf-32-le", "shift_jis", "no-such-codec", "cp1251"])
def test_any_encoding_of_a_place(encoding):
    data = b"\0\1\0\x8a\x8b\xff\0\0race\0\0"
    for reading in Raw().read(memoryview(data), "a", [Place(3, 6, 0, encoding)], Limits()):
        assert reading


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\x89PNG\r\n\x1a\n", "a"), (b"\xff\xd8\xff\xe0", "a.jpg"), (b"RIFF\1\1\1\1WEBP", ""),
        (b"\0\0\0\x18ftypmp42", "a"),
                (b"\0\1\0\0\0\x0f", "a.ttf"), (b"OggS\0", "x"), (b"\0\0\1\0\1\0", "a.ico"),
    ],
)  # fmt: skip
def test_media_are_left_closed(head, name):
    data = head + b"race" * 20
    reader = recognise(data, name)
    assert reader is not None
    assert reader.name == "media"
    (gap,) = reader.read(memoryview(data), name, [Place(20, 24, 0, "ascii")], Limits())
    assert (gap.code, gap.size, gap.could_hide) == ("media-left-closed", len(data), ())


@pytest.mark.parametrize("head", [b"\0\1\0\0\0\x0f", b"\0\0\1\0\1\0", b"\xff\xfb\x01\x02", b"RIFF\1\1\1\1RMP3"])
def test_short_marks_are_not_believed_alone(head):
    assert not Media().accepts(memoryview(head + bytes(40)), "firmware.bin")
