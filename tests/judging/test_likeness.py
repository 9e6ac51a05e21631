"""Findings cite public cases that they are like, and provisions only where they were asked for and read."""

import msgspec
import pytest

from sousveil.judging.likeness import MOST, with_likeness
from sousveil.knowledge import load
from sousveil.knowledge.cases import cases_page, faults, read_precedents, read_provisions
from sousveil.knowledge.pack import Like
from sousveil.model.words import Kind, Stage, Trait
from sousveil.running.options import OptionsError, jurisdictions
from tests.reporting.invented import capability, evidence


def cited(**changes) -> tuple[str, ...]:
    (finding,) = with_likeness([capability(**changes)], load())
    return finding.precedents


def test_a_list_with_a_people_is_like_those_that_have_it_too():
    told = cited()
    assert 0 < len(told) <= MOST
    assert all("Source: " in text and "Alike: " in text for text in told)
    assert any("both name Uyghur" in text for text in told)


def test_one_without_the_people_is_not_like_the_warnings_for_it():
    told = cited(groups=("Black", "White"), stages=(Stage.VOCABULARY, Stage.TRIGGER), trait=Trait.ETHNICITY)
    assert not [text for text in told if text.startswith("Real-time warnings")]


def test_a_name_that_a_maker_uses_counts_more_than_a_stage():
    place = evidence("emEthnic", (Stage.FIELD,), "field", name="NET_VCA_HUMAN_FEATURE.byEthnic")
    told = cited(evidence=(place,), groups=(), stages=(Stage.VOCABULARY, Stage.FIELD))
    assert "reserved, at the same offset" in told[0]
    assert "both hold" in told[0]


def test_words_alone_are_like_nothing():
    assert not cited(kind=Kind.VOCABULARY, stages=(Stage.VOCABULARY,), evidence=())


def test_no_provision_is_named_unless_it_was_asked_for():
    finding = capability(stages=(Stage.VOCABULARY, Stage.FIELD, Stage.INFERENCE))
    assert with_likeness([finding], load())[0].provisions == ()
    (told,) = with_likeness([finding], load(), ("eu",))
    assert any("Article 5(1)(g)" in text for text in told.provisions)
    assert all(text.startswith("Facts relevant to: ") for text in told.provisions)
    assert not [text for text in told.provisions if "violat" in text or "illegal" in text or "unlawful" in text]


def test_a_provision_on_inference_is_not_named_where_none_is_shown():
    (told,) = with_likeness([capability()], load(), ("eu", "us"))
    assert not [text for text in told.provisions if "5(1)(g)" in text or "ILCS" in text]


def test_drafts_are_never_printed():
    drafts = [law for law in load().provisions if not law.read]
    assert drafts
    finding = capability(stages=tuple(Stage))
    for law in drafts:
        assert law.name not in str(with_likeness([finding], load(), (law.jurisdiction,))[0].provisions)
    with pytest.raises(OptionsError, match="no provision of 'uk' was read"):
        jurisdictions("eu,uk")
    assert jurisdictions("eu, US") == ("eu", "us")


def test_an_entry_without_a_source_or_without_a_likeness_is_a_fault():
    one = read_precedents()[0]
    nowhere = msgspec.structs.replace(one, source=msgspec.structs.replace(one.source, where=""))
    everything = msgspec.structs.replace(one, like=Like(traits=(Trait.RACE,)))
    unknown = msgspec.structs.replace(one, like=Like(traits=(Trait.RACE,), groups=("Nobody",)))
    law = msgspec.structs.replace(read_provisions()[0], read="2026-01-01", read_in="")
    told = list(faults((nowhere, everything, unknown), (law,), {"Uyghur"}))
    assert len(told) == 4, told


def test_the_page_is_current():
    from pathlib import Path

    page = Path(__file__).parents[2] / "docs" / "precedents.md"
    assert page.read_text("utf-8") == cases_page(), "run: python -m sousveil.knowledge cases docs/precedents.md"
