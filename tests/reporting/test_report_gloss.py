"""Words beside a line: from the lexicon, with the source, for the reader's language; never a translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.knowledge import load
from sousveil.reporting import to_html
from sousveil.reporting.gloss import Gloss, glossed, sources_of
from sousveil.reporting.words import CHINESE, ENGLISH
from tests.reporting.invented import case


def said(text: str, words=ENGLISH, quoted: bool = True) -> list[tuple[str, str]]:
    return [(one.word, one.meaning) for one in glossed(text, words, quoted=quoted).words]


def test_known_words_have_their_meaning_and_its_source() -> None:
    line = glossed("EM_ETHNIC_UYGUR = 4, // 维吾尔族", ENGLISH, quoted=True)
    assert [(one.word, one.meaning) for one in line.words] == [("维吾尔族", "Uyghur")]
    assert all(any(source.title.startswith(one) for source in load().sources.values()) for one in sources_of([line]))
    assert sources_of([line])


@pytest.mark.parametrize("text", ["EM_ETHNIC_UYGUR = 4,", "int nAge;", "", "naïve café", "Ünïcode"])
def test_what_the_reader_can_read_has_nothing_beside_it(text: str) -> None:
    line = glossed(text, ENGLISH, quoted=True)
    assert not line.words
    assert not line.unknown


@pytest.mark.parametrize("text", ["int nAge; // 年龄口罩", "возраст", "שם פרטי"])
def test_what_the_lexicon_does_not_know_is_said_to_be_unknown(text: str) -> None:
    assert glossed(text, ENGLISH, quoted=True).unknown
    assert not glossed(text, ENGLISH, quoted=False).unknown


def test_a_chinese_reader_gets_the_words_that_are_not_chinese() -> None:
    assert said("EM_ETHNIC_UYGUR = 4, // 维吾尔族", CHINESE) == [("ETHNIC", "族群"), ("UYGUR", "维吾尔族")]
    assert not glossed("// 年龄", CHINESE, quoted=True).unknown
    assert glossed("возраст", CHINESE, quoted=True).unknown


def test_a_word_in_a_longer_one_is_not_told_again() -> None:
    assert said("// 其他民族") == [("其他民族", "other")]


def test_the_page_has_the_words_beside_the_lines_and_says_what_they_are() -> None:
    page = to_html(case("found"))
    assert "Known words, in English" in page
    assert "It is a help, and no translation of the line." in page


@given(st.text(max_size=300))
def test_any_text_gives_words_that_stand_in_it(text: str) -> None:
    for words in (ENGLISH, CHINESE):
        for one in glossed(text, words, quoted=True).words:
            assert isinstance(one, Gloss)
            assert one.word in text
            assert one.meaning
