"""Compiled screens of WPF: records, names for numbers, what stands in braces, dictionaries of texts."""

import pytest

from sousveil.model.words import Role
from tests.reading.looking import outline, place_of, read, said
from tests.samples.reading import baml


def test_a_screen_reads_as_its_source_does():
    reading, gaps = read(baml.build(), baml.NAME, baml.places())
    assert not gaps
    assert reading.language == "baml"
    assert outline(reading) == [
        "element FaceFilterView",
        "  element TextBlock",
        "    entry Text = Filter captured faces",
        "  element Label",
        "    entry Content = Ethnicity",
        "  element ComboBox",
        "    entry Name = EthnicityBox",
        "    entry SelectedValue = Filter.Ethnicity  @ SelectedValue",
        "    item Han",
        "    item Uyghur",
        "  element Gauge",
        "    entry Caption = GaugeCaption  @ Caption",
    ]
    keys = [unit.text for unit in reading.units if unit.role is Role.KEY]
    assert keys == ["EthnicityBox", "Filter.Ethnicity", "GaugeCaption"]


def test_a_dictionary_of_texts_has_each_under_its_key():
    data = baml.texts({"FaceRace": "人种", "Ok": "确定"})
    reading, gaps = read(data, "strings/zh-cn.baml", [place_of(data, "人种")])
    assert not gaps
    assert reading.language == "baml-texts"
    assert outline(reading) == ["element ResourceDictionary", "  entry FaceRace = 人种", "  entry Ok = 确定"]
    assert said(reading, 1, Role.UI_LABEL) == ["人种"]


def test_texts_listed_without_keys_are_choices():
    data = baml.screen(("ComboBox", (), (("String", (), ("Han",)), ("String", (), ("Uyghur",)))))
    reading, _ = read(data, baml.NAME, [place_of(data, "Uyghur")])
    assert outline(reading) == ["element ComboBox", "  item Han", "  item Uyghur"]


@pytest.mark.parametrize("cut", [40, 90, 150, 230])
def test_what_is_cut_short_is_read_up_to_there(cut):
    data = baml.build()
    _, gaps = read(data[:-cut], baml.NAME, [place_of(data, "Ethnicity")])
    assert [gap.code for gap in gaps] in (["unparsed"], [])


def test_a_record_of_an_unknown_kind_ends_it():
    data = baml.build()[:-1] + b"\x7f"
    reading, gaps = read(data, baml.NAME, baml.places())
    assert [gap.code for gap in gaps] == ["unparsed"]
    assert "item Uyghur" in " ".join(outline(reading))
