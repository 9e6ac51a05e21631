"""The case that began this project, rebuilt from nothing: the set-up program of a video client of an invented maker.

It holds what such clients hold: a native library, a program for .NET, a panel and labels of Qt, labels of .NET, in
English and Chinese, and a database of settings with alarm linkages, one of which turns on a race and is on in one
profile. Nothing in it can be run, and nothing in it looks at anybody. Its innocent twin is the same set-up program for
a front desk: a reader for identity cards, hair colours of avatars, linkages of doors.

Run as ``python -m samples.client FOLDER`` from the top of the repository: the formats are built by the tests' samples.
"""

import sqlite3
import struct
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.samples.opening import nsis, pe
from tests.samples.reading.net import Builder
from tests.samples.reading.qm import Message, catalogue

CLIENT, DESK = "ExampleVision-Client-4.2.0-Setup.exe", "ExampleVision-FrontDesk-4.2.0-Setup.exe"
_RDATA = 0x2000
"""Where the first section after the code is loaded."""


# The native library


def _version(name: str, says: str, product: str) -> bytes:
    """A version resource: VS_VERSIONINFO with one table of strings, after the layout in Microsoft's documentation."""

    def block(key: str, value: bytes, kind: int, *children: bytes, length: int | None = None) -> bytes:
        head = key.encode("utf-16-le") + b"\0\0"
        head += bytes(-(6 + len(head)) % 4) + value
        for child in children:
            head += bytes(-(6 + len(head)) % 4) + child
        return struct.pack("<HHH", 6 + len(head), len(value) if length is None else length, kind) + head

    def string(key: str, text: str) -> bytes:
        return block(key, text.encode("utf-16-le") + b"\0\0", 1, length=len(text) + 1)

    fixed = struct.pack("<13I", 0xFEEF04BD, 0x10000, 4 << 16 | 2, 0, 4 << 16 | 2, 0, 0x3F, 0, 0x40004, 2, 0, 0, 0)
    strings = [("CompanyName", "Example Vision"), ("FileDescription", says), ("FileVersion", "4.2.0"),
               ("OriginalFilename", name), ("ProductName", f"Example Vision {product}")]  # fmt: skip
    table = block("040904b0", b"", 1, *(string(*each) for each in strings))
    return block("VS_VERSION_INFO", fixed, 0, block("StringFileInfo", b"", 1, table))


def _strings(texts: Sequence[str]) -> bytes:
    """A block of sixteen strings of a string table."""
    padded = [*texts, *[""] * (16 - len(texts))]
    return b"".join(struct.pack("<H", len(text)) + text.encode("utf-16-le") for text in padded)


def _library(
    name: str, says: str, product: str, exports: Sequence[str], names: Sequence[str],
    labels: Mapping[int, Sequence[str]],
) -> bytes:  # fmt: skip
    """A library with exports, names of types as compilers leave them, and string tables by language."""
    body = bytearray()

    def put(raw: bytes) -> int:
        body.extend(bytes(-len(body) % 4) + raw)
        return _RDATA + len(body) - len(raw)

    ordered = sorted(exports)
    at = [put(export.encode() + b"\0") for export in ordered]
    functions = put(struct.pack(f"<{len(at)}I", *[pe.BASE] * len(at)))
    addresses = put(struct.pack(f"<{len(at)}I", *at))
    ordinals = put(struct.pack(f"<{len(at)}H", *range(len(at))))
    own = put(name.encode() + b"\0")
    table = put(struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, own, 1, len(at), len(at), functions, addresses, ordinals))
    for text in names:
        put(text.encode() + b"\0")
    tree: dict[tuple[int | str, int | str, int], bytes] = {(16, 1, 1033): _version(name, says, product)}
    tree |= {(6, 10, language): _strings(texts) for language, texts in labels.items()}
    whole = bytearray(pe.image(tree, {b".rdata": bytes(body)}))
    (begin,) = struct.unpack_from("<I", whole, 0x3C)
    struct.pack_into("<II", whole, begin + 24 + 112, table, 40)
    return bytes(whole)


# The databases


def _database(*tables: tuple[str, Sequence[tuple[object, ...]]]) -> bytes:
    """A database of tables, each made by its statement and filled with rows; the same bytes every time."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "settings.db"
        base = sqlite3.connect(file)
        for statement, rows in tables:
            base.execute(statement)
            name = statement.split()[2]
            for row in rows:
                base.execute(f"insert into {name} values ({', '.join('?' * len(row))})", row)  # noqa: S608 - our own
        base.commit()
        base.close()
        data = bytearray(file.read_bytes())
    data[96:100] = bytes(4)  # the version of the library that wrote it
    return bytes(data)


# The client


def _client_program() -> bytes:
    make = Builder()
    members = make.enum("FaceRace", {"Unknown": 0, "Black": 1, "White": 2, "Yellow": 3, "Uyghur": 4})
    for name, text in (
        ("Unknown", "未识别"),
        ("Black", "黑人"),
        ("White", "白人"),
        ("Yellow", "黄种人"),
        ("Uyghur", "维吾尔族"),
    ):
        make.attribute(members[name] << 5 | 1, "DescriptionAttribute", text)
    make.type("FaceAttributes", "class")
    for field, kind in (("Age", "int"), ("Glasses", "bool"), ("Mask", "bool"), ("Similarity", "double")):
        make.field(field, kind)
    make.property("Race", "FaceRace")
    make.type("FaceCapturedEventArgs", "class")
    make.field("Channel", "int")
    make.field("Face", "FaceAttributes")
    make.type("FaceSearchCondition", "class")
    make.field("Camera", "string")
    make.field("Races", "FaceRace[]")
    make.type("FaceAlarmLinkage", "class")
    make.field("Enabled", "bool")
    make.field("Race", "FaceRace")
    make.field("AlarmOutput", "int")
    make.type("FaceService", "class")
    call = make.method("SubscribeFaceAlarm", "int", {"sink": "FaceCapturedEventArgs"}, flags=0x2096)
    make.native(call, "ExvFace.dll", "EXV_SubscribeFaceAlarm")
    call = make.method("SearchFaces", "int", {"condition": "FaceSearchCondition"}, flags=0x2096)
    make.native(call, "ExvFace.dll", "EXV_SearchFacesByRace")
    return make.build()


_PANEL = """\
<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>FaceSearchPanel</class>
 <widget class="QWidget" name="FaceSearchPanel">
  <property name="windowTitle"><string>Face search</string></property>
  <layout class="QFormLayout" name="form">
   <item row="0" column="0"><widget class="QLabel" name="ageLabel"><property name="text"><string>Age</string></property>
     <property name="buddy"><cstring>ageBox</cstring></property></widget></item>
   <item row="0" column="1"><widget class="QSpinBox" name="ageBox"/></item>
   <item row="1" column="0"><widget class="QLabel" name="raceLabel">
     <property name="text"><string>Race</string></property>
     <property name="buddy"><cstring>raceBox</cstring></property></widget></item>
   <item row="1" column="1"><widget class="QComboBox" name="raceBox">
     <item><property name="text"><string>Any</string></property></item>
     <item><property name="text"><string>Black</string></property></item>
     <item><property name="text"><string>White</string></property></item>
     <item><property name="text"><string>Yellow</string></property></item>
     <item><property name="text"><string>Uyghur</string></property></item>
   </widget></item>
   <item row="2" column="1"><widget class="QPushButton" name="searchButton">
     <property name="text"><string>Search by face</string></property></widget></item>
  </layout>
 </widget>
</ui>
"""
_LABELS: tuple[tuple[str, str], ...] = (
    ("Face search", "人脸检索"), ("Age", "年龄"), ("Race", "人种"), ("Any", "不限"), ("Black", "黑人"),
    ("White", "白人"), ("Yellow", "黄种人"), ("Uyghur", "维吾尔族"), ("Search by face", "以脸搜图"),
)  # fmt: skip


def _messages(context: str, labels: Sequence[tuple[str, str]], column: int) -> list[Message]:
    return [(context, pair[0], "", pair[column]) for pair in labels]


def _resx(entries: Mapping[str, str]) -> bytes:
    """A file of texts of .NET."""
    rows = "".join(
        f'  <data name="{key}" xml:space="preserve"><value>{text}</value></data>\n' for key, text in entries.items()
    )
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<root>\n  <resheader name="version"><value>2.0</value></resheader>\n'
    )
    return f"{head}{rows}</root>\n".encode()


def client() -> dict[bytes, bytes]:
    """The files that the set-up program puts down."""
    keys = ("FaceSearch_Title", "FaceAttributes_Age", "FaceAttributes_Race", "FaceRace_Any", "FaceRace_Black",
            "FaceRace_White", "FaceRace_Yellow", "FaceRace_Uyghur", "FaceSearch_Button")  # fmt: skip
    linkage = (
        "create table face_alarm_linkage (id integer primary key, profile text, name text, event text, race text,"
        " output text, enabled integer)"
    )
    return {
        b"ExvClient.exe": _client_program(),
        b"ExvFace.dll": _library(
            "ExvFace.dll",
            "Example Vision face analysis",
            "Client",
            ("EXV_SubscribeFaceAlarm", "EXV_SearchFacesByRace", "EXV_GetFaceAttributes", "EXV_Init"),
            (".?AUEXV_FACE_ATTRIBUTES@@", ".?AW4EXV_FACE_RACE@@", "faceAttributes.race", "faceAttributes.age"),
            {1033: [english for english, _ in _LABELS], 2052: [chinese for _, chinese in _LABELS]},
        ),
        b"forms/facesearchpanel.ui": _PANEL.encode(),
        b"translations/exv_en.qm": catalogue(_messages("FaceSearchPanel", _LABELS, 0)),
        b"translations/exv_zh_CN.qm": catalogue(_messages("FaceSearchPanel", _LABELS, 1)),
        b"resources/Strings.resx": _resx(dict(zip(keys, (pair[0] for pair in _LABELS), strict=True))),
        b"resources/Strings.zh-CN.resx": _resx(dict(zip(keys, (pair[1] for pair in _LABELS), strict=True))),
        b"data/settings.db": _database(
            (
                "create table face_race_type (code integer primary key, name text, label text)",
                [(1, "Black", "黑人"), (2, "White", "白人"), (3, "Yellow", "黄种人"), (4, "Uyghur", "维吾尔族")],
            ),
            (
                linkage,
                [
                    (1, "default", "tripwire", "line", "", "output 1", 1),
                    (2, "default", "face", "face_captured", "Black", "output 1", 0),
                    (3, "night", "face", "face_captured", "Uyghur", "output 1", 1),
                ],
            ),
        ),
    }


# The twin


def _desk_program() -> bytes:
    make = Builder()
    members = make.enum("HairColour", {"Black": 1, "White": 2, "Yellow": 3, "Red": 4, "Brown": 5})
    make.attribute(members["Yellow"] << 5 | 1, "DescriptionAttribute", "黄色")
    make.type("AvatarStyle", "class")
    make.field("Hat", "int")
    make.property("Hair", "HairColour")
    make.type("IdCardInfo", "class")
    for name in ("Name", "Sex", "Nation", "BirthDate", "Address", "IdNumber", "IssuedBy", "ValidUntil"):
        make.field(name, "string")
    make.type("CardReadEventArgs", "class")
    make.field("Card", "IdCardInfo")
    make.type("CardService", "class")
    call = make.method("ReadIdCard", "int", {"card": "IdCardInfo"}, flags=0x2096)
    make.native(call, "ExvCard.dll", "EXV_ReadIdCard")
    return make.build()


_CARD: tuple[tuple[str, str], ...] = (
    ("ID card", "身份证"), ("Name", "姓名"), ("Ethnic group", "民族"), ("Date of birth", "出生日期"),
    ("Address", "住址"), ("ID number", "公民身份号码"), ("Han", "汉族"), ("Uyghur", "维吾尔族"), ("Tibetan", "藏族"),
)  # fmt: skip


def desk() -> dict[bytes, bytes]:
    """The files of the innocent twin."""
    keys = ("IdCard_Title", "IdCard_Name", "IdCard_Nation", "IdCard_BirthDate", "IdCard_Address", "IdCard_Number",
            "IdCard_Nation_1", "IdCard_Nation_5", "IdCard_Nation_4")  # fmt: skip
    form = (
        _PANEL.replace("FaceSearchPanel", "AvatarPanel").replace("Face search", "Avatar").replace("Race", "Hair colour")
    )
    form = form.replace("raceBox", "hairBox").replace("raceLabel", "hairLabel").replace("Uyghur", "Red")
    form = form.replace("Search by face", "Save").replace("Age", "Hat").replace("age", "hat")
    linkage = (
        "create table door_linkage (id integer primary key, profile text, name text, event text, colour text,"
        " output text, enabled integer)"
    )
    return {
        b"ExvDesk.exe": _desk_program(),
        b"ExvCard.dll": _library(
            "ExvCard.dll",
            "Example Vision card reader",
            "Front Desk",
            ("EXV_OpenReader", "EXV_ReadIdCard", "EXV_Init"),
            (".?AUEXV_ID_CARD_INFO@@", "idCard.nation", "idCard.number"),
            {1033: [english for english, _ in _CARD], 2052: [chinese for _, chinese in _CARD]},
        ),
        b"forms/avatarpanel.ui": form.encode(),
        b"translations/exv_en.qm": catalogue(_messages("IdCardPanel", _CARD, 0)),
        b"translations/exv_zh_CN.qm": catalogue(_messages("IdCardPanel", _CARD, 1)),
        b"resources/Strings.resx": _resx(dict(zip(keys, (pair[0] for pair in _CARD), strict=True))),
        b"resources/Strings.zh-CN.resx": _resx(dict(zip(keys, (pair[1] for pair in _CARD), strict=True))),
        b"data/settings.db": _database(
            (
                "create table hair_colour (code integer primary key, name text, label text)",
                [(1, "Black", "黑色"), (2, "White", "白色"), (3, "Yellow", "黄色"), (4, "Red", "红色")],
            ),
            (
                linkage,
                [
                    (1, "default", "door", "card_read", "Black", "output 1", 1),
                    (2, "night", "door", "card_read", "", "", 0),
                ],
            ),
        ),
    }


def setup(files: Mapping[bytes, bytes], product: str) -> bytes:
    """A set-up program of a product, that holds the files."""
    return pe.image(
        {(16, 1, 1033): _version("Setup.exe", f"Set-up of {product}", product)}, overlay=nsis.installer(files)
    )


def build(folder: Path) -> tuple[Path, Path]:
    """Write the set-up programs of the client and of its twin into a folder, which is made; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, files, product in ((CLIENT, client(), "Client"), (DESK, desk(), "Front Desk")):
        (folder / name).write_bytes(setup(files, product))
        made.append(folder / name)
    return made[0], made[1]


if __name__ == "__main__":
    sys.stdout.write("".join(f"{path}\n" for path in build(Path(sys.argv[1]))))
