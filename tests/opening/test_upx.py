"""Programs packed by UPX."""

from tests.opening.looking import look
from tests.samples.opening.elf import build as elf
from tests.samples.opening.upx import packed


def test_packed_program_is_a_gap_and_stays_a_leaf():
    opened = look(packed())
    assert set(opened.codes) == {"packed", "tool-not-run"}
    assert [bytes(blob.data) for blob in opened.leaves] == [packed()]


def test_what_stands_behind_it_is_taken_off():
    opened = look(packed(b"words behind it"))
    assert opened.kinds("pe-overlay") == [b"words behind it"]
    assert opened.kinds("pe-image") == [packed()]
    assert "packed" in opened.codes


def test_program_for_unix():
    data = bytearray(elf())
    data[0x100:0x104] = b"UPX!"
    assert "packed" in look(bytes(data)).codes


def test_words_about_it_are_no_sign():
    assert not look(b"MZ UPX! " + bytes(100)).gaps
