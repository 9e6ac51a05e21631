"""Words as people write them, in the encodings in which they stand, and what is not one."""

import random

import pytest

from sousveil.knowledge.pack import Pack, Term
from sousveil.model.encodings import decode
from sousveil.sifting import Sifter
from sousveil.sifting.companions import WINDOW
from tests.sifting.packs import PACK, TERMS, number

SIFTER = Sifter(PACK, cached=False)


def words(data: bytes) -> set[str]:
    return {TERMS[place.term].text for place in SIFTER.sift(data)}


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"EM_RACE_TYPE emRace; // face", "race"),
        (b"RACE_TYPE face", "race"),
        (b"RACEType face", "race"),
        (b"byRace face", "race"),
        (b"raceType face", "race"),
        (b'"race": "face"', "race"),
        (b"NETRace face", "race"),
        (b"nation_type face", "nation"),
        (b"face\0Z\x08emNationZ\x06emGlass", "nation"),
        (b"face\0Z\x08emNationr\x05\0\0\0", "nation"),
        (b"BYTE  byEthnic;", "ethnic"),
        (b"x_eThNiC-code", "ethnic"),
        (b"EthnicityType", "ethnic"),
        (b"HAN_GROUP ethnicity", "han"),
        (b"skinTone", "skin tone"),
        (b"SKIN_TONE", "skin tone"),
        (b"skin-tone", "skin tone"),
        (b"skin.tone", "skin tone"),
        ("民　族".encode(), "民族"),
        ("民&nbsp;族".encode("gb18030"), "民族"),
        ("民&nbsp;&nbsp;族".encode(), "民族"),
        ("民 族".encode("utf-16-le"), "民族"),
        ("民\n族".encode("gb18030"), "民族"),
        ("民　族".encode("utf-16-be"), "民族"),
        ("黄 种 人".encode(), "黄种人"),
        ("维族(新疆)".encode("gb18030"), "维族"),
        ("维族(新疆)".encode("utf-16-le"), "维族"),
        ("\0维族\0".encode("gb18030"), "维族"),
        (b"\xde\xad\x05" + "维族".encode("utf-16-le") + b"\x01\x93", "维族"),
        (b'"\\u7ef4\\u65cf"', "维族"),
        (b'"\\u7EF4\\u65CF"', "维族"),
        (b'"\\u{7ef4}\\u{65cf}"', "维族"),
        (b"\\xe7\\xbb\\xb4\\xe6\\x97\\x8f", "维族"),
        (b"\\316\\254\\327\\345", "维族"),
        (b"\\xCE\\xAC\\xD7\\xE5", "维族"),
        (b"&#32500;&#26063;", "维族"),
        (b"&#x7EF4;&#x65CF;", "维族"),
        (b"%E7%BB%B4%e6%97%8f", "维族"),
        (b"%CE%AC%D7%E5", "维族"),
        ("(人種)".encode("big5"), "人種"),
        ("「人種」の".encode("shift_jis"), "人種"),
        ("、人種、".encode("euc_jp"), "人種"),
        ("ウイグル".encode("shift_jis"), "ウイグル"),
        ('"인종"'.encode("cp949"), "인종"),
        ("цвет, Раса: ".encode("cp1251"), "раса"),
        ("РАСА = ".encode("koi8-r"), "раса"),
        ("раса = ".encode("cp866"), "раса"),
        ("раса = ".encode("iso8859-5"), "раса"),
        ("уйгуры".encode(), "уйгур"),
        ("ЦВЕТ_КОЖИ".encode(), "цвет кожи"),
        ("Etnik Köken".encode("iso8859-9"), "etnik köken"),
        ("عرقي".encode("cp1256"), "عرقي"),
        ("عرقي".encode("iso8859-6"), "عرقي"),
        ("ΦΥΛΉ".encode("cp1253"), "φυλή"),
        ("OUÏGHOUR".encode("cp1252"), "ouïghour"),
        ("oui\u0308ghour".encode(), "ouïghour"),
    ],
)
def test_written_so(data: bytes, word: str) -> None:
    assert word in words(data)


@pytest.mark.parametrize(
    "text",
    ["brace", "trace", "surveillance", "terrace", "embrace", "grace", "interface", "races", "racer", "Tracer", "BRACES",
     "GRACE", "fraCe", "handle", "than", "HANDLE", "combination", "nationality", "multiethnic", "uyghurs", "краса"],
)  # fmt: skip
@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "cp1251"])
def test_part_of_another_word(text: str, codec: str) -> None:
    assert SIFTER.sift(f"the face {text} of a face".encode(codec)) == []


def test_weak_words_need_company_within_the_window() -> None:
    assert words(b"a race car") == set()
    assert words(b"race" + b" " * (WINDOW - 1) + b"face") == {"race"}
    assert words(b"race" + b" " * WINDOW + b"face") == set()
    assert words(b"face" + b" " * (WINDOW - 1) + b"race") == {"race"}
    assert words(b"face" + b" " * WINDOW + b"race") == set()
    assert words(("race" + " " * (WINDOW - 1) + "face").encode("utf-16-le")) == {"race"}
    assert words(b"race race Race RACE") == set()
    assert words(b"surface race") == set()
    assert words("race 人脸".encode("gb18030")) == {"race"}
    assert words(b"black face") == set()
    assert words("black 黄种人".encode()) == {"black", "黄种人"}


def test_places_say_what_they_are() -> None:
    data = b"xx emRace face byEthnic"
    assert [(data[p.start : p.end], p.term, p.encoding, p.weak) for p in SIFTER.sift(data)] == [
        (b"Race", number("race"), "utf-8", True),
        (b"Ethnic", number("ethnic"), "utf-8", False),
    ]


def test_partners_and_what_is_left_to_matching_are_no_places() -> None:
    assert SIFTER.sift(b"face gender camera") == []


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", ["", "the ", "\0\0"])
def test_the_order_of_bytes_is_the_one_that_was_written(codec: str, before: str) -> None:
    data = f"{before}Uyghur and others".encode(codec)
    assert [(place.encoding, place.start) for place in SIFTER.sift(data)] == [(codec, 2 * len(before))]


def test_an_odd_string_after_its_length_is_little_endian() -> None:
    data = b"\x0d\x0d" + "Uyghur".encode("utf-16-le") + b"\0\0"
    assert [(place.encoding, place.start) for place in SIFTER.sift(data[1:])] == [("utf-16-le", 1)]


def test_about_people() -> None:
    assert SIFTER.about_people(b"x" * 200_000 + b" faceQuality")
    assert SIFTER.about_people("，人脸识别".encode("gb18030"))
    assert not SIFTER.about_people(b"surface interface emRace camera")
    assert not SIFTER.about_people(b"")


def test_a_limit_counts_what_it_leaves_out() -> None:
    data = b"uyghur\n" * 1000
    everything = SIFTER.look(data)
    assert (len(everything.places), everything.left_out) == (1000, 0)
    some = SIFTER.look(data, limit=10)
    assert (some.places, some.left_out) == (everything.places[:10], 990)
    both = SIFTER.look(b"uyghur race face\n" * 100, limit=30)
    assert (len(both.places), both.left_out) == (30, 170)


def test_dense_files_lose_nothing() -> None:
    assert len(SIFTER.sift(b"uyghur race face\n" * 20_000)) == 40_000


def test_what_a_place_says_decodes_to_its_term() -> None:
    samples = [
        "维族",
        "民　族",
        "民&nbsp;族",
        "黄种人",
        "인종",
        "ウイグル",
        "раса",
        "цвет_кожи",
        "ouïghour",
        "skin-tone",
        "عرقي",
    ]
    for text in samples:
        for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis", "cp949", "cp1251", "cp1252"):
            try:
                data = text.encode(codec)
            except UnicodeEncodeError:
                continue
            for place in SIFTER.sift(data):
                read = decode(data[place.start : place.end], place.encoding.split("+"))
                plain = "".join(char for char in read if char not in " \u3000\xa0_-")
                assert plain == TERMS[place.term].text.replace(" ", "")


def test_random_bytes_hold_no_words() -> None:
    """Short forms in old encodings stand in noise by chance; the text around them does not."""
    chance = random.Random(7)  # noqa: S311
    needles = [("维族", "gb18030"), ("维族", "utf-16-le"), ("人種", "big5"), ("人種", "shift_jis"), ("인종", "cp949"),
               ("раса", "cp1251"), ("раса", "koi8-r"), ("人種", "euc_jp")]  # fmt: skip
    for text, codec in needles:
        found = sum(
            bool(SIFTER.sift(chance.randbytes(12) + text.encode(codec) + chance.randbytes(12))) for _ in range(4000)
        )
        assert found < 200, (text, codec, found)


def test_a_pack_without_terms() -> None:
    empty = Pack(terms=(), concepts={}, rules=(), companions={}, sources={}, digest="")
    sifter = Sifter(empty)
    assert sifter.sift(b"race face uyghur") == []
    assert not sifter.about_people(b"face")


def test_what_is_too_short_is_not_looked_for() -> None:
    pack = Pack(
        terms=(Term(text="回", concept="c", form="cjk"),), concepts={}, rules=(), companions={}, sources={}, digest=""
    )
    assert Sifter(pack, cached=False).sift("回回回".encode()) == []


def test_a_german_noun_keeps_its_capital_behind_an_adjective() -> None:
    word = Term(text="ethnische zugehörigkeit", concept="trait/ethnicity", language="de")
    pack = Pack(terms=(word,), concepts={}, rules=(), companions={}, sources={}, digest="")
    sifter = Sifter(pack, cached=False)
    for text in (
        "ethnische Zugehörigkeit",
        "Ethnische Zugehörigkeit",
        "ETHNISCHE ZUGEHÖRIGKEIT",
        "ethnische_zugehörigkeit",
    ):
        assert sifter.sift(text.encode("cp1252")), text
        assert sifter.sift(text.encode()), text
