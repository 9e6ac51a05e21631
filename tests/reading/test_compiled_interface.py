"""Compiled interfaces: messages and resources with their keys."""

import subprocess

import pytest

from sousveil.model.place import Place
from sousveil.model.words import Role
from sousveil.reading.reader import OfNumbers
from sousveil.reading.registry import recognise
from tests.reading.looking import outline, place_of, read, said
from tests.samples.reading import arsc, axml, mo, qm


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("charset", ["UTF-8", "GB18030"])
def test_messages_of_gettext(big, charset):
    data = mo.catalogue(mo.MESSAGES, big=big, charset=charset)
    codec = charset.lower()
    reading, gaps = read(data, mo.NAME, [place_of(data, word, codec) for word in ("人种", "Calm", "张人脸")])
    assert not gaps
    assert outline(reading) == ["entry Race = 人种", "entry Calm = 平静  # mood", "entry %d face = %d 张脸"]
    assert said(reading, 2, Role.UI_LABEL) == ["%d 张脸", "%d 张人脸"]


def test_what_msgfmt_writes(tmp_path):
    (tmp_path / "a.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "face"\nmsgid "Race"\nmsgstr "Rasse"\n'
    )
    try:
        subprocess.run(["msgfmt", "-o", "a.mo", "a.po"], check=True, cwd=tmp_path)
    except FileNotFoundError:
        pytest.skip("msgfmt is not installed: apt-get install gettext")
    data = (tmp_path / "a.mo").read_bytes()
    reading, _ = read(data, "a.mo", [place_of(data, "Rasse")])
    assert outline(reading) == ["entry Race = Rasse  # face"]


def test_messages_of_qt_come_with_their_class():
    reading, gaps = read(qm.build(), qm.NAME, qm.places())
    assert not gaps
    assert outline(reading) == ["map FacePanel", "  entry Age = 年龄", "  entry Race = 人种  # of a captured face"]


def test_stripped_messages_of_qt_stand_alone():
    data = qm.catalogue(qm.MESSAGES, stripped=True)
    reading, _ = read(data, qm.NAME, [place_of(data, "人种", "utf-16-be")])
    assert [(unit.text, unit.role) for unit in reading.units] == [("人种", Role.UI_LABEL)]


@pytest.mark.parametrize("how", [0, 1, 2])
@pytest.mark.parametrize("wide", [False, True])
def test_texts_of_an_app_with_their_keys(wide, how):
    data = arsc.table(arsc.TEXTS, arsc.LISTS, wide=wide, how=how, language=b"zh")
    codec = "utf-16-le" if wide else "utf-8"
    reading, gaps = read(data, arsc.NAME, [place_of(data, word, codec) for word in ("人种", "Uyghur")])
    assert not gaps
    assert sorted(outline(reading), key=lambda line: line.startswith("entry")) == [
        "array race_entries : 0x7f010000",
        "  item Uyghur = zh",
        "  item Han = zh",
        "  item Other = zh",
        "entry face_race : 0x7f020001 = 人种",
    ]


def test_an_entry_is_found_by_its_key_too():
    data = arsc.table(arsc.TEXTS, arsc.LISTS, compact=True)
    reading, _ = read(data, arsc.NAME, [place_of(data, "face_age")])
    assert outline(reading) == ["entry face_age : 0x7f020000 = Age"]


def test_a_string_that_no_entry_uses_is_a_string():
    data = arsc.table(arsc.TEXTS, arsc.LISTS)
    cut = data.replace(b"\x08\x00\x00\x03", b"\x08\x00\x00\x04")
    reading, _ = read(cut, arsc.NAME, arsc.places())
    assert [(unit.text, unit.role) for unit in reading.units] == [("人种", Role.STRING)]


@pytest.mark.parametrize("wide", [False, True])
def test_a_layout_with_texts_and_numbers_of_resources(wide):
    data = axml.document(axml.LAYOUT, wide=wide)
    reading, _ = read(data, axml.NAME, [place_of(data, "人种", "utf-16-le" if wide else "utf-8")])
    assert outline(reading) == [
        "element LinearLayout",
        "  element TextView",
        "    entry text = 人种  @ text",
        "  element Spinner",
        "    entry id = 0x7f030001  @ id",
        "    entry entries = 0x7f010000  @ entries",
    ]
    assert [unit.text for unit in reading.units if unit.role is Role.KEY] == ["0x7f030001", "0x7f010000"]


def _numbered(data: bytes, name: str, *numbers: str) -> list[Place]:
    reader = recognise(data, name)
    assert isinstance(reader, OfNumbers)
    return reader.numbered(memoryview(data), set(numbers))


@pytest.mark.parametrize("how", [0, 1, 2])
def test_an_entry_is_found_by_its_number_and_with_it_the_lists_that_name_it(how):
    data = arsc.table(arsc.TEXTS, {}, how=how, named={"kinds": ("face_race", "app_name")}, ids=("race_row",))
    reading, gaps = read(data, arsc.NAME, _numbered(data, arsc.NAME, "0x7f030000", "0x7f020001", "0x7f020044"))
    assert not gaps
    assert sorted(outline(reading), key=lambda line: line.startswith("entry")) == [
        "array kinds : 0x7f010000",
        "  item 人种",
        "  item Gate",
        "entry face_race : 0x7f020001 = 人种",
        "entry race_row : 0x7f030000",
    ]


def test_a_layout_without_a_word_is_read_by_a_number():
    root = ("TextView", (("text", 0x7F020001), ("id", 0x7F030001)), ())
    data = axml.document(root)
    assert not _numbered(data, axml.NAME, "0x7f020002")
    reading, gaps = read(data, axml.NAME, _numbered(data, axml.NAME, "0x7f020001"))
    assert not gaps
    assert [unit.text for unit in reading.units if unit.role is Role.KEY] == ["0x7f020001", "0x7f030001"]


def test_an_attribute_without_a_name_is_known_by_the_number_of_the_system():
    data = axml.document(("RadioButton", (("", "Uyghur"),), ()), of_system={"": 0x0101014F})
    reading, _ = read(data, axml.NAME, [place_of(data, "Uyghur", "utf-16-le")])
    assert [(unit.text, unit.role) for unit in reading.units] == [
        ("RadioButton", Role.ELEMENT),
        ("Uyghur", Role.OPTION),
    ]


@pytest.mark.parametrize("sample", [mo, qm, arsc, axml])
def test_a_match_in_no_string_is_a_gap(sample):
    data = sample.build()
    _, gaps = read(data, sample.NAME, [place_of(data, "", "ascii"), *sample.places()])
    assert [gap.code for gap in gaps] == ["no-string"]
