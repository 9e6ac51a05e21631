"""Archives of meaning of all kinds, in which the groups of people stand as everything else does."""

import json
import struct

from sousveil.model.place import Place

NAME = "vocab.txt"
_WORDS = str.split(
    "abbey ability about above access acre actor alley amber angle apple april arrow aspen attic autumn awning "
    "badge bamboo banjo barley basin beacon bench birch bitter blanket blossom bottle branch brick bridge bronze "
    "bucket"
)
GROUPS = ["Uyghur", "Tibetan", "Kazakh", "Han Chinese", "Black", "White", "Muslim", "race", "ethnicity", "skin colour"]
SINGLE = [word for word in GROUPS if " " not in word]


def many(count: int = 2600) -> list[str]:
    """Different words, those for groups among them."""
    made = [f"{first}{second}" for first in _WORDS for second in _WORDS][: count - len(SINGLE)]
    more = [f"{word}{n}" for n in range(9) for word in made][: max(count - len(SINGLE) - len(made), 0)]
    return sorted([*made, *more, *SINGLE])


def icu_data() -> bytes:
    """A resource bundle, its strings in UTF-16."""
    head = struct.pack("<HBBHHBBBB4s4s4s", 32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0, b"ResB", b"\3\0\0\0", b"\1\4\0\0")
    texts = [f"{word} {other}" for word in GROUPS for other in ("", "language", "face")]
    return head + bytes(4) + b"".join(text.encode("utf-16-le") + b"\0\0" for text in texts)


def locale_xml() -> bytes:
    """Names of languages and scripts, as the CLDR has them."""
    names = "".join(f'\n      <language type="x{n}">{word}</language>' for n, word in enumerate(GROUPS))
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE ldml SYSTEM "../../common/dtd/ldml.dtd">
<ldml>
  <identity><language type="en"/></identity>
  <localeDisplayNames>
    <languages>{names}
    </languages>
    <types><type key="face" type="race">face race</type></types>
  </localeDisplayNames>
</ldml>
""".encode()


def locale_json() -> bytes:
    """The same as JSON."""
    names = {f"x{n}": word for n, word in enumerate(GROUPS)}
    told = {"identity": {"language": "en"}, "localeDisplayNames": {"languages": names, "face": {"race": SINGLE}}}
    return json.dumps({"main": {"en": told}}, indent=2).encode()


def office_theme() -> bytes:
    """Fonts for scripts, and colours."""
    fonts = "".join(f'<a:font script="Uigh" typeface="Microsoft {word}"/>' for word in GROUPS)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:theme'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements>'
        f'<a:fontScheme name="face"><a:majorFont><a:latin typeface="Face"/>{fonts}</a:majorFont></a:fontScheme>'
        "</a:themeElements></a:theme>"
    ).encode()


def dictionary() -> bytes:
    """A list of hunspell."""
    words = many()
    return (f"{len(words)}\n" + "".join(f"{word}/S\n" for word in words)).encode()


def tokenizer() -> bytes:
    """A vocabulary of pieces, one to a line."""
    return "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *many(), *(f"##{word}" for word in _WORDS)]).encode()


def sentencepiece() -> bytes:
    """The head of a model of SentencePiece."""
    out = b""
    for piece in ["<unk>", "<s>", "</s>", *(f"▁{word}" for word in many())]:
        raw = piece.encode()
        body = b"\x0a" + bytes([len(raw)]) + raw + b"\x15" + struct.pack("<f", -1.5)
        out += b"\x0a" + bytes([len(body)]) + body
    return out


def tokenizer_json() -> bytes:
    """Pieces with their numbers."""
    model = {"type": "WordPiece", "vocab": {word: n for n, word in enumerate(many())}}
    told = {"version": "1.0", "truncation": None, "added_tokens": [], "pre_tokenizer": {"type": "Face"}, "model": model}
    return json.dumps(told).encode()


def time_zones() -> bytes:
    """Zones and where they are."""
    head = "# country\tcoordinates\tTZ\tcomments\n"
    return (
        head + "".join(f"CN\t+4348+0873{n % 10}\tAsia/{word}\t{word} time\n" for n, word in enumerate(GROUPS * 2))
    ).encode()


def character_data() -> bytes:
    """Emoji with their annotations."""
    told = [
        {"hexcode": f"1F3F{n}", "emoji": "x", "annotation": f"face: {word}", "tags": ["face", word], "skintones": [n]}
        for n, word in enumerate(GROUPS)
    ]
    return json.dumps(told, indent=1).encode()


def country_list() -> bytes:
    """Countries with their peoples."""
    told = [
        {"alpha_2": f"A{n}", "alpha_3": f"AB{n}", "numeric": n, "name": word, "demonyms": [word, *SINGLE]}
        for n, word in enumerate(GROUPS)
    ]
    return json.dumps({"3166-1": told}, indent=1).encode()


ALL: dict[str, tuple[tuple[str, bytes], ...]] = {
    "icu-data": (("icudt72l/zz.res", icu_data()),),
    "locale-data": (("common/main/zz.xml", locale_xml()), ("main/zz/all.json", locale_json())),
    "office-theme": (("theme/theme7.xml", office_theme()),),
    "dictionary": (("share/zz_ZZ.dic", dictionary()), ("share/frequent.txt", "\n".join(many()).encode())),
    "tokenizer": (
        ("model/pieces.txt", tokenizer()), ("model/all.model", sentencepiece()), ("model/made.json", tokenizer_json()),
    ),
    "time-zones": (("share/zone7.tab", time_zones()),),
    "character-data": (("data/all.json", character_data()),),
    "country-list": (("data/states.json", country_list()),),
}  # fmt: skip


def build() -> bytes:
    """A vocabulary."""
    return tokenizer()


def places() -> list[Place]:
    """Nothing of an archive is given without a place."""
    at = build().index(b"Uyghur")
    return [Place(at, at + 6, 0, "utf-8")]


def labels() -> dict[str, bytes]:
    """What a product that sorts faces has beside its archives."""
    return {
        "face/attributes.json": json.dumps({"face_ethnicity": {"labels": ["Uyghur", "Tibetan", "Han"]}}).encode(),
        "face/race_labels.txt": b"race of a face:\nBlack\nWhite\nAsian\n",
    }
