"""Words as code pages force people to write them."""

import pytest

from sousveil.knowledge.pack import Term
from sousveil.matching.words import key
from sousveil.sifting.variants import variants


def needles(text: str, language: str) -> dict[str, set[bytes]]:
    found: dict[str, set[bytes]] = {}
    for variant in variants(Term(text=text, concept="trait/race", language=language)):
        found.setdefault(variant.encoding, set()).add(variant.needle)
    return found


def test_vietnamese_tones_are_marks_of_their_own_in_its_code_page():
    # Windows-1258: "ủ" is u with the hook above (D2), "ộ" is "ô" (F4) with the dot below (F2).
    assert b"ch\x75\xd2ng t\xf4\xf2c" in needles("chủng tộc", "vi")["cp1258"]


@pytest.mark.parametrize(("word", "other"), [("آسیایی", "آسيايي"), ("ترکی", "تركي")])
def test_persian_letters_that_a_code_page_lacks_are_written_as_the_arabic_ones(word, other):
    found = needles(word, "fa")
    assert other.encode("cp1256") in found["cp1256"]
    assert {word.encode(), other.encode()} <= found["utf-8"]
    assert key(word) == key(other)


def test_persian_compounds_are_joined_without_width():
    assert "سیاه\u200cپوست".encode() in needles("سیاه پوست", "fa")["utf-8"]
