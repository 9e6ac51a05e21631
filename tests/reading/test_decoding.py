"""Text in every encoding, mixtures of them, and the way back to the bytes."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.encodings import decode as decode_chain
from sousveil.model.place import Place
from sousveil.model.text import holds, locate
from sousveil.model.words import Role
from sousveil.reading.decoding import decode
from sousveil.reading.escaping import asked, unescaped

_WORDS = {
    "gb18030": "int a; // 人脸种族信息，设备未识别\n// 维族\n",
    "big5hkscs": "// 臉部辨識的種族類型\n// 民族 未知\n",
    "shift_jis": "// 顔認証の人種タイプです\n// 民族：不明\n",
    "euc_jp": "// 顔認証の人種タイプです\n// 民族：不明\n",
    "cp949": "// 얼굴 인식 인종 유형\n// 민족 정보\n",
    "cp1251": "// Раса человека на лице\n// национальность\n",
    "koi8-r": "// Раса человека на лице\n// национальность\n",
    "cp866": "// Раса человека на лице\n// национальность\n",
    "cp1252": "// Größe für die Straße, é à\n",
    "cp1253": "// φυλή και εθνικότητα\n",
    "cp1255": "// מוצא אתני\n",
    "cp1256": "// العرق والدين\n",
}


@pytest.mark.parametrize(("codec", "text"), list(_WORDS.items()))
def test_legacy_encodings_are_recognised(codec, text):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.unknown) == (text, codec, 0)
    assert not list(decoded.gaps())


@pytest.mark.parametrize("text", ["// 种族\n", "// 维族\n", "int x; // 民族", "// 黑人 白人"])
def test_two_characters_of_gb18030_are_enough(text):
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_decides_and_is_no_text(codec):
    text = "a\n民族 x\n"
    mark = codecs.lookup(codec).name.replace("utf-8", "utf-8")
    data = "\ufeff".encode(mark) + text.encode(codec)
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, codec)
    unit = decoded.unit(2, 4, Role.STRING)
    assert (unit.text, unit.line, unit.column) == ("民族", 2, 1)
    assert holds(unit, data)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(codec):
    text = "enum Race { Unknown, Uygur }; // 维族\n"
    assert decode(text.encode(codec)).text == text


def test_encodings_may_change_from_line_to_line():
    parts = [("int a; // 人脸种族\n", "utf-8"), ("int b; // 民族信息\n", "gb18030"), ("// 肤色\n", "utf-8")]
    data = b"".join(text.encode(codec) for text, codec in parts)
    decoded = decode(data)
    assert decoded.text == "".join(text for text, _ in parts)
    start = decoded.text.index("民族")
    unit = decoded.unit(start, start + 2, Role.COMMENT)
    assert unit.spans[0].encoding == ("gb18030",)
    assert data[unit.spans[0].offset :][: unit.spans[0].length] == "民族".encode("gb18030")
    whole = decoded.unit(0, len(decoded.text), Role.DOCUMENT)
    assert {span.encoding for span in whole.spans} == {("utf-8",), ("gb18030",)}
    assert holds(whole, data)


def test_encodings_may_change_within_a_line():
    data = "// 人种 ".encode() + "民族".encode("gb18030") + "，肤色\n".encode()
    decoded = decode(data)
    assert "人种" in decoded.text
    assert "肤色" in decoded.text
    assert holds(decoded.unit(0, len(decoded.text), Role.COMMENT), data)


def test_what_the_sifter_saw_decides_between_equals():
    data = "// раса\n".encode("koi8-r")
    place = Place(3, 7, 0, "koi8-r")
    assert decode(data, [place]).text == "// раса\n"


@pytest.mark.parametrize("text", ["int a; // 未知\nint b;\n", "A, // 未知\nB,\nC, // 未知\n"])
def test_gb18030_that_happens_to_be_valid_utf_8(text):
    data = text.encode("gb18030")
    assert data.decode("utf-8") != text
    assert decode(data).text == text


def test_a_line_that_happens_to_be_valid_utf_8_among_others_that_are_not():
    parts = [("// 人种类型\n", "utf-8"), ("A, // 民族信息\n", "gb18030"), ("B, // 未知\n", "gb18030")]
    data = b"".join(text.encode(codec) for text, codec in parts)
    assert decode(data).text == "".join(text for text, _ in parts)


@pytest.mark.parametrize("text", ["Größe é", "раса", "φυλή", "żółć ªº", "عرق", "a ± b × c § µ"])
def test_short_utf_8_stays_utf_8(text):
    assert decode(text.encode()).text == text


def test_a_character_cut_in_two_costs_one_byte():
    data = "// 人脸种族信息类型".encode("gb18030") + b"\xc3\n// " + "民族未知类型\n".encode("gb18030")
    decoded = decode(data)
    assert "人脸种族信息类型" in decoded.text
    assert "民族未知类型" in decoded.text
    assert decoded.unknown == 1
    assert holds(decoded.unit(0, len(decoded.text), Role.COMMENT), data)


def test_bytes_of_no_encoding_are_kept_and_many_are_a_gap():
    data = b"/* " + bytes(range(0x80, 0x100)) * 4 + b" */ int race;"
    decoded = decode(data)
    assert decoded.text.endswith("int race;")
    assert holds(decoded.unit(0, len(decoded.text), Role.COMMENT), data)
    assert decoded.unknown > 64
    assert [gap.code for gap in decoded.gaps()] == ["undecodable"]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xfa\x40 \x87\x90 \xed\x40",  # Shift-JIS: two codes for one character
        b"\xa2\xcc \xa2\xce",  # Big5: the same
        b"\xa6\xd9\xa8\xbf\xfe\x59",  # GB18030: characters that once were in the private use area
        b"\x88\x62\x88\x64",  # HKSCS: one code for two characters
    ],
)
@pytest.mark.parametrize("codec", ["shift_jis", "big5hkscs", "gb18030"])
def test_codes_that_do_not_encode_back_are_spans_of_their_own(codec, raw):
    text = _WORDS[codec].encode(codec)
    data = text + raw + b"\n" + text
    decoded = decode(data)
    whole = decoded.unit(0, len(decoded.text), Role.COMMENT)
    assert holds(whole, data)
    for start in range(len(decoded.text)):
        where = locate(whole, start, start + 1)
        assert decode_chain(data[where.offset : where.offset + where.length], where.encoding) == where.text
        assert (where.line, where.column) == (
            decoded.text[:start].count("\n") + 1,
            start - (decoded.text[:start].rfind("\n") + 1) + 1,
        )


_CODECS = ["utf-8", "gb18030", "big5hkscs", "shift_jis", "euc_jp", "cp949", "cp1251", "koi8-r", "latin-1", "utf-16-le"]
_PIECES = st.one_of(
    st.binary(max_size=30),
    st.tuples(st.text(max_size=20), st.sampled_from(_CODECS)).map(lambda both: both[0].encode(both[1], "ignore")),
    st.sampled_from([b"\n", b"\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x88\x62", b"// a"]),
    st.sampled_from(_CODECS).map(lambda codec: "人种 民族 раса é".encode(codec, "ignore")),
)


@given(st.lists(_PIECES, max_size=8).map(b"".join), st.data())
def test_every_stretch_of_every_document_holds(data, draw):
    decoded = decode(data)
    assert decoded.utf8 == decoded.text.encode()
    start = draw.draw(st.integers(0, len(decoded.text)))
    end = draw.draw(st.integers(start, len(decoded.text)))
    unit = decoded.unit(start, end, Role.STRING)
    assert unit.text == decoded.text[start:end]
    assert holds(unit, data)
    low, high = len(decoded.text[:start].encode()), len(decoded.text[:end].encode())
    assert decoded.unit_u8(low, high, Role.STRING) == unit
    assert (unit.line, unit.column) == (
        decoded.text[:start].count("\n") + 1,
        start - (decoded.text[:start].rfind("\n") + 1) + 1,
    )
    if unit.text:
        where = locate(unit)
        assert decoded.char(decoded.u8_of_byte(where.offset)) == start
        assert sum(length for _, length in where.runs) == sum(span.length for span in unit.spans)


@given(
    st.text(alphabet="a民族&;#x1\\unU\n\"'%E6", max_size=30),
    st.sampled_from(["html-entities", "backslash", "percent"]),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_units_with_escapes_undone_hold(text, escape, codec):
    data = text.encode(codec)
    decoded = decode(data)
    unit = unescaped(decoded.unit(0, len(decoded.text), Role.STRING), escape)
    assert holds(unit, data)


@pytest.mark.parametrize(
    ("text", "escape", "result", "pieces"),
    [
        ("民&nbsp;&nbsp;族", "html-entities", "民\xa0\xa0族", 3),
        ("&#x6c11;&#26063;", "html-entities", "民族", 1),
        (r"a\u7ef4\u65cf", "backslash", "a维族", 2),
        (r"\xe6\xb0\x91\346\227\217", "backslash", "民族", 1),
        (r"\ud83d\ude00!", "backslash", "😀!", 2),
        ("%E6%B0%91x", "percent", "民x", 2),
        ("AT&T &unknown; 100%", "html-entities", "AT&T &unknown; 100%", 1),
    ],
)
def test_escapes(text, escape, result, pieces):
    data = ("x\n " + text).encode()
    decoded = decode(data)
    unit = unescaped(decoded.unit(3, len(decoded.text), Role.STRING), escape)
    assert (unit.text, len(unit.spans)) == (result, pieces)
    assert (unit.line, unit.column) == (2, 2)
    assert holds(unit, data)


def test_the_column_behind_an_escape_is_that_of_the_source():
    data = rb'"\n\u65cf Race"'
    unit = unescaped(decode(data).unit(1, len(data) - 1, Role.STRING), "backslash")
    assert unit.text == "\n族 Race"
    where = locate(unit, 3)
    assert (where.text, where.line, where.column, where.offset) == ("Race", 1, 11, 10)


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("/look?of=one%2Ctwo%7cthree", "/look?of=one,two|three"),
        ("of=one%2Ctwo of three", "of=one%2Ctwo of three"),
        ("%2Cone=two", "%2Cone=two"),
        ("/look?of=one%20two", "/look?of=one%20two"),
        ("100%", "100%"),
    ],
)
def test_a_list_in_what_an_address_asks_for(text: str, undone: str) -> None:
    decoded = decode(text.encode())
    assert asked(decoded.unit(0, len(decoded.text), Role.STRING)).text == undone
