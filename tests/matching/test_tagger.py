"""Words as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.knowledge import load
from sousveil.matching import Matcher
from sousveil.matching.words import keys, split

MATCHER = Matcher(load())


def seen(text):
    return {(tag.concept, text[tag.start : tag.end]) for tag in MATCHER.tag(text)}


@pytest.mark.parametrize(
    ("text", "concept", "word"),
    [
        ("emRace", "trait/race", "emRace"),
        ("EM_RACE_TYPE", "trait/race", "RACE_TYPE"),
        ("byRace0", "trait/race", "Race"),
        ("BYTE  byEthnic;", "trait/ethnicity", "Ethnic"),
        ("nation_type", "trait/ethnicity", "nation_type"),
        ("nNation", "trait/ethnicity", "Nation"),
        ("emNationZ", "trait/ethnicity", "emNation"),
        ("ethnicityZ", "trait/ethnicity", "ethnicity"),
        ("getEthicCodeList", "trait/ethnicity", "EthicCode"),
        ("FaceRaceClassifier", "context/face", "Face"),
        ("multicultural_appearance", "trait/ethnicity", "multicultural_appearance"),
        ("民\u00a0\u00a0族:", "trait/ethnicity", "民\u00a0\u00a0族"),
        ("民　族", "trait/ethnicity", "民　族"),
        ("维族(新疆)", "group/uyghur", "维族"),
        ("是否少数民族", "group/minority", "少数民族"),
        ("уйгурская внешность", "group/uyghur", "уйгурская"),
        ("ئۇيغۇر", "group/uyghur", "ئۇيغۇر"),
        ("वह हिन्दू है", "group/hindu", "हिन्दू"),
        ("Étnico", "trait/ethnicity", "Étnico"),
        ("E\u0301tnico", "trait/ethnicity", "E\u0301tnico"),
        ("skin\n * colour", "trait/skin-colour", "skin\n * colour"),
        ("Latino/Hispanic", "group/latino", "Hispanic"),
        ("ethnicities", "trait/ethnicity", "ethnicities"),
    ],
)
def test_found(text, concept, word):
    assert (concept, word) in seen(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("brace trace embrace", "trait/race"),
        ("destination", "trait/ethnicity"),
        ("被害人种类", "trait/race"),
        ("低维族", "group/uyghur"),
        ("运维族", "group/uyghur"),
        ("居民 族谱", "trait/ethnicity"),
        ("中华民族", "trait/ethnicity"),
        ("surveillance", "proxy/niqab"),
        ("skin, color", "trait/skin-colour"),
    ],
)
def test_not_found(text, concept):
    assert concept not in {found for found, _ in seen(text)}


def test_the_longest_word_of_a_family_wins():
    assert {word for concept, word in seen("Southeast Asian") if concept.startswith("group/")} == {"Southeast Asian"}


def test_tags_are_sorted_and_inside_the_text():
    text = "EM_RACE_BLACK // 黑人 face"
    tags = MATCHER.tag(text)
    assert list(tags) == sorted(tags, key=lambda t: (t.start, t.end, t.concept))
    assert all(0 <= tag.start < tag.end <= len(text) for tag in tags)


@given(st.text(st.sampled_from("aZéÉßŞıİλΣйЙعىבי็คนの中漢한가राa\u0301 -1_'𝐀ǅ"), max_size=8) | st.text(max_size=12))
def test_the_keys_of_a_text_are_those_of_its_words(text):
    assert keys(text) == [word.key for word in split(text)]
