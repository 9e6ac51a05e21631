"""Dialogs and menus of Windows programs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.words import Role
from sousveil.reading.dialog import Dialog
from tests.reading.looking import outline, place_of, read
from tests.samples.reading.dialog import NAME, WORDS, build, choices, dialog, menu, place


@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize("font", [False, True])
def test_words_of_a_dialog(extended, font):
    data = dialog(WORDS, extended=extended, font=font)
    reading, gaps = read(data, NAME, [place(data, "民族")])
    assert outline(reading) == ["array", *(f"  item {word}" for word in WORDS)]
    assert {unit.role for unit in reading.units} == {Role.UI_LABEL}
    assert not gaps


def test_words_of_a_menu():
    data = menu(WORDS)
    reading, _ = read(data, "MENU/1/2052", [place(data, "民族")])
    assert outline(reading) == ["array", *(f"  item {word}" for word in WORDS)]


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs", "cp1251"])
def test_choices_of_a_box(codec):
    words = ("Все", "Раса") if codec == "cp1251" else ("汉族", "民族")
    data = choices({1001: words, 1002: ("On",)}, codec)
    reading, gaps = read(data, "DLGINIT/101/2052", [place_of(data, words[1], codec)])
    assert outline(reading) == ["array", *(f"  item {word}" for word in words), "array", "  item On"]
    assert {unit.role for unit in reading.units} == {Role.OPTION}
    assert not gaps


def test_a_match_in_no_word_is_no_text():
    reading, gaps = read(build(), NAME, [place(build(), "民族"), Place(2, 6, 0, "ascii")])
    assert [gap.code for gap in gaps] == ["no-string"]
    assert reading.units


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 200), st.sampled_from([NAME, "MENU/1/0", "DLGINIT/1/0"]))
def test_any_bytes(noise, cut, name):
    for data in (noise, build()[:cut] + noise, menu(WORDS)[:cut] + noise):
        if Dialog().accepts(memoryview(data), name):
            list(Dialog().read(memoryview(data), name, [Place(0, len(data), 0, "ascii")], Limits()))
