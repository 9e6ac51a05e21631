"""Foreign text made visible, and its width."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.reporting.measure import cut, fold, pad, width
from sousveil.reporting.visible import around, hides, mixes, pieces, tongue, visible

HIDDEN = [
    *(chr(code) for code in range(0x20) if code != 9), "\x7f", "\x80", "\x9f", "\xad", "\u061c", "\u200b", "\u200c",
    "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2028", "\u2029", "\u2060", "\u2066", "\u2069", "\ufeff",
    "\U000e0001", "\U000e0041", "\ufe0f", "\U000e0100", "\u180e", "\ue000", "\U000f0000", "\U0010fffd", "\ufdd0",
    "\uffff", "\U0001fffe", "\ud800", "\udc80", "\u3164", "\u115f", "\uffa0", "\u2800", "\u034f", "\ufff9",
]  # fmt: skip


@pytest.mark.parametrize("character", HIDDEN, ids=lambda c: f"{ord(c):04X}")
def test_what_hides_or_reorders_becomes_a_token(character: str) -> None:
    shown = visible(f"a{character}b")
    assert character not in shown
    assert shown[0] == "a"
    assert shown[-1] == "b"
    assert (f"U+{ord(character):04X}" in shown) or (r"\x80" in shown)
    assert hides(f"a{character}b") == (character not in "\r\n")


@pytest.mark.parametrize(
    "text", ["维吾尔族", "العرق", "этнос", "ethnic", "民　族", "é", "e\u0301", "가나", "😀", "ไทย", "हिन्दी"]
)
def test_what_is_written_stays(text: str) -> None:
    assert visible(text) == text
    assert not hides(text)


def test_a_byte_that_no_encoding_explains_is_shown_as_a_byte() -> None:
    assert visible("a\udcffb") == "a⟨\\xFF⟩b"


def test_marks_cannot_paint_over_the_lines_around() -> None:
    shown = visible("a" + "\u0301" * 40)
    assert shown.count("\u0301") == 4
    assert shown.count("U+0301") == 36


@given(st.text())
def test_no_control_survives(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert visible(text, unicode=False).isascii()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_visible_order_is_the_order_of_the_text(text: str) -> None:
    plain = "".join(piece for piece, token in pieces(text) if not token)
    rest = iter(text.replace("\t", "    "))
    assert all(character in rest for character in plain)


def test_mixed_scripts_are_noticed() -> None:
    assert mixes("rаce")  # the second letter is Cyrillic
    assert not mixes("race этнос")


def test_a_long_line_is_cut_around_the_quote() -> None:
    line = "x" * 500_000 + "QUOTE" + "y" * 500_000
    before, kept, after = around(line, 500_000, 500_005)
    assert "QUOTE" in kept
    assert len(kept) == 240
    assert before + len(kept) + after == len(line)


def test_wide_characters_take_two_columns() -> None:
    assert width("维吾尔族 a") == 10
    assert width("e\u0301") == 1
    assert width(cut("维吾尔族", 6)) <= 6
    assert width(pad("维", 5)) == 5


@given(st.text(alphabet="ab 维e\u0301", max_size=60), st.integers(4, 30))
def test_folded_lines_fit_and_keep_every_word(text: str, columns: int) -> None:
    lines = fold(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split(" "))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("EM_ETHNIC_BLACK = 1, // 黑人", "zh"), ("人種のリスト", "ja"), ("種 い", "ja"), ("인종 人種", "ko"),
        ("เชื้อชาติ", "th"),
        ("раса", ""), ("عرق", ""), ("plain 10 µs", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_language_that_a_script_tells(text: str, lang: str) -> None:
    assert tongue(text) == lang
