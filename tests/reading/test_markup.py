"""Markup: schemas, forms, pages, resources."""

import pytest

from sousveil.model.words import Role
from tests.reading.looking import outline, place_of, read, said
from tests.samples.reading import markup


def _units(reading, role: Role) -> list[str]:
    return [unit.text for unit in reading.units if unit.role is role]


def test_a_schema():
    reading, gaps = read(markup.build(), markup.NAME)
    shown = [line for line in outline(reading) if "entry" not in line]
    assert shown == [
        "element xs:schema",
        "  enum RaceKind  # 人种",
        "    enum-member Black  # 黑",
        "    enum-member Uygur",
        "  record Face",
        "    field Race : RaceKind  # what kind",
        "    field Skin : Skin",
        "      enum Skin",
        "        enum-member dark",
        "    field ethnic : int",
    ]
    assert "http://nvx.example/face" in _units(reading, Role.ATTRIBUTE)
    assert reading.language == "xsd"
    assert reading.units[-1].spans[0].encoding == ("gb18030",)
    assert gaps == []


def test_a_page():
    reading, _ = read(markup.build_vue(), "nvx.vue")
    assert "民\xa0\xa0族" in _units(reading, Role.UI_LABEL)
    (unit,) = [unit for unit in reading.units if unit.text == "民\xa0\xa0族"]
    assert [span.encoding for span in unit.spans] == [("utf-8",), ("utf-8", "html-entities"), ("utf-8",)]
    assert {"民族", "请选择"} <= set(_units(reading, Role.UI_LABEL))
    assert "form.EthicCode" in _units(reading, Role.KEY)
    assert _units(reading, Role.OPTION) == ["Black", "White"]
    lines = [line.strip() for line in outline(reading)]
    assert lines[lines.index("element select") :][1:3] == ["item Black", "item White"]
    assert "entry EthicCode  # // 民族代码" in lines
    assert lines[lines.index("entry races") :][1:4] == ["array", "item black", "item white"]


def test_a_qt_form():
    reading, _ = read(markup.build_qt(), "form.ui")
    assert _units(reading, Role.UI_LABEL) == ["种族:"]
    assert _units(reading, Role.OPTION) == ["Uygur", "Other"]
    assert "color: black" in _units(reading, Role.STRING)
    (unit,) = [unit for unit in reading.units if unit.text == "种族:"]
    assert reading.symbols[unit.symbol].name == "label_race"


def test_android_resources():
    reading, _ = read(markup.build_android(), "res/values/strings.xml")
    assert outline(reading)[1:] == [
        "  entry face_race = 民族", "  array kinds", "    item Black", "    item White",
    ]  # fmt: skip
    assert said(reading, 1, Role.KEY) == ["face_race"]
    assert said(reading, 1, Role.UI_LABEL) == ["民族"]


def test_standards_are_known_by_their_namespace():
    reading, _ = read(b'<Metadata xmlns="http://nvx.example/s"><fc:Complexion>dark</fc:Complexion></Metadata>', "a")
    assert "http://nvx.example/s" in _units(reading, Role.ATTRIBUTE)
    assert "fc:Complexion" in _units(reading, Role.ELEMENT)


def test_no_entity_is_made_and_nothing_is_fetched():
    data = b'<!DOCTYPE a [<!ENTITY kind SYSTEM "file:///etc/passwd"> <!ENTITY b "&b;&b;">]><a>&kind;&b;</a>'
    reading, _ = read(data, "a.xml")
    assert _units(reading, Role.STRING) == ["&kind;&b;"]


@pytest.mark.parametrize(
    "data", [b"<a", b"<a b=", b"<a b='", b"<!--", b"<![CDATA[x", b"<?", b"<a><b></a></b></c>x", b"</"]
)
def test_what_is_broken_is_read_as_far_as_it_goes(data):
    read(b"<x>race</x>" + data, "a.xml")


def test_elements_without_end():
    reading, _ = read(b"<x>" * 20_000 + b"race", "a.xml")
    assert _units(reading, Role.STRING) == ["race"]


def test_of_a_long_text_only_what_is_near():
    data = b"<r>" + b"<a>filler</a>\n" * 40_000 + b"<k><a>race</a></k>" + b"<a>filler</a>\n" * 40_000 + b"</r>"
    reading, gaps = read(data, "a.xml", [place_of(data, "race")])
    assert [(gap.code, gap.could_hide) for gap in gaps] == [("read-near-words", ())]
    assert "race" in _units(reading, Role.STRING)
    assert len(reading.units) < 10_000


def test_a_form_of_gtk():
    data = (
        b'<interface><object class="GtkLabel" id="kind_label"><property name="label" translatable="yes">Race</property>'
        b'<property name="halign">end</property></object><object class="GtkComboBoxText" id="kind"><items>'
        b'<item translatable="yes">Uyghur</item><item>Other</item></items></object></interface>'
    )
    reading, _ = read(data, "filter.ui")
    assert reading.language == "gtk-ui"
    assert _units(reading, Role.UI_LABEL) == ["Race"]
    assert _units(reading, Role.OPTION) == ["Uyghur", "Other"]
    assert {"      item Uyghur", "      item Other"} <= set(outline(reading))


def test_a_paragraph_in_an_element_is_prose_and_a_label_is_none():
    story = (
        "The old harbour of the town lay empty for years after the war had ended and the boats were sold. Nobody came."
    )
    text = f"<feed><entry><content>{story}</content><kind>harbour 0.5 e.g. old</kind></entry></feed>"
    reading, _ = read(text.encode(), "feed.xml")
    roles = {unit.text: unit.role for unit in reading.units}
    assert roles[story] is Role.DOCUMENT
    assert roles["harbour 0.5 e.g. old"] is Role.STRING


def test_a_long_query_in_an_element_is_no_prose():
    query = "select p.id, p.birth, p.height, p.weight, p.hair from person p where p.camera = #{camera}"
    reading, _ = read(f"<mapper><select>{query}</select></mapper>".encode(), "mapper.xml")
    (unit,) = [unit for unit in reading.units if unit.text.startswith("select p.id")]
    assert unit.role is Role.STRING
