"""Rules on readings: their own samples, discards with reasons, and speed on a large file."""

import itertools

from sousveil.knowledge import load
from sousveil.knowledge.rules import Sample, Trial, rule_files
from sousveil.matching import Matcher
from sousveil.matching.trying import build, troubles
from sousveil.model.text import Reading, Span, Symbol, TextUnit
from sousveil.model.words import Role, SymbolKind, Trait

PACK = load()
MATCHER = Matcher(PACK)


def test_every_rule_does_what_its_samples_say():
    files = {key: file for key, (_, file) in rule_files().items()}
    assert list(troubles(PACK, files)) == []


def test_a_wrong_sample_is_seen():
    file = rule_files()["trait/race"][1]
    wrong = [
        Trial(hit=Sample(text="brace")),
        Trial(miss=Sample(text="race_label")),
        Trial(todo_hit=Sample(text="人种")),
    ]
    found = list(troubles(PACK, {"trait/race": type(file)(**{**_fields(file), "tests": wrong})}))
    assert [trouble.sample.text for trouble in found] == ["brace", "race_label", "人种"]


def _fields(struct):
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def test_a_hit_says_trait_group_and_place():
    reading = build(Sample(text="EM_NATION_TYPE_UYGUR", role=Role.ENUM_MEMBER))
    hits = {hit.concept: hit for hit in MATCHER.match(reading, "sdk.h")}
    uyghur = hits["group/uyghur"]
    assert (uyghur.group, uyghur.trait, uyghur.discarded) == ("uyghur", Trait.ETHNICITY, "")
    assert reading.units[uyghur.unit].text[uyghur.start : uyghur.end] == "UYGUR"


def test_a_discard_is_kept_with_its_reason():
    reading = build(Sample(text="新疆维吾尔自治区", role=Role.OPTION))
    assert {hit.discarded for hit in MATCHER.match(reading, "form.html")} == {"the name of a place"}


def test_an_identity_card_is_no_innocent_explanation():
    sample = Sample(text="1汉族 5维吾尔族", parent="ID_CARD_INFO", siblings=["szName", "szAddress"], role=Role.COMMENT)
    assert any(hit.group == "uyghur" and not hit.discarded for hit in MATCHER.match(build(sample), "card.h"))


def _lines(words):
    units = [TextUnit(w, Role.DOCUMENT, (Span(0, len(w), 0, len(w), ("ascii",)),), i) for i, w in enumerate(words, 1)]
    return Reading(reader="lines", language="", units=tuple(units))


def test_a_word_list_is_seen_by_its_shape():
    syllables = ("ba", "ko", "lim", "dor", "nus", "vel", "tra", "pho")
    words = [*map("".join, itertools.product(syllables, repeat=3)), "uyghur"]
    hits = MATCHER.match(_lines(words), "data/x.txt")
    assert [hit.discarded for hit in hits] == ["one of thousands of words in a word list"]


def test_a_few_words_again_and_again_are_no_word_list():
    hits = MATCHER.match(_lines(["alpha", "wood", "uyghur", "stone"] * 150), "data/x.txt")
    assert len(hits) == 150
    assert not any(hit.discarded for hit in hits)


def _large(count):
    units, symbols = [], []
    for i in range(count // 10):
        symbols.append(Symbol(SymbolKind.RECORD, f"NET_RECORD_{i}", len(units)))
        owner = len(symbols) - 1
        for k in range(10):
            name = "emRace" if (i, k) == (7, 3) else f"dwFieldNumber{k}"
            symbols.append(Symbol(SymbolKind.FIELD, name, len(units), owner, "int"))
            text = name if k % 2 else f"// 字段 {i} of the record, used when the channel {k} is open"
            span = Span(0, len(text), 0, 1, ("utf-8",))
            units.append(
                TextUnit(text, Role.FIELD if k % 2 else Role.COMMENT, (span,), len(units), 1, len(symbols) - 1)
            )
    return Reading(reader="c", language="c", units=tuple(units), symbols=tuple(symbols))


def test_one_word_among_a_hundred_thousand_units():
    hits = Matcher(PACK).match(_large(100_000), "include/sdk.h")
    assert len(hits) == 1
