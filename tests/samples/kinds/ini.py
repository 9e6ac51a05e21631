"""The alarm linkage of an invented recorder in an INI file, as Windows writes it."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary", "field", "scheme", "trigger", "enabled"),
    quotes=(("key", "RaceEnable"), ("value", "Race"), ("value", "维族")),
)


def case() -> dict[str, bytes]:
    """In UTF-16, and in the legacy encoding with lines that go on."""
    linkage = """\
; 人脸报警联动
[FaceAlarmRule1]
Name=北门
Enable=1
Attribute=Race
Value=维族
Action=PopupWindow,SendEmail
[FaceAttribute]
AgeEnable=1
RaceEnable=1
"""
    groups = """\
[FaceRecognition]
Threshold = 0.82
EthnicGroups =
    Uyghur
    Kazakh
    Tibetan
"""
    return {
        "client/AlarmLinkage.ini": linkage.replace("\n", "\r\n").encode("utf-16"),
        "client/engine.cfg": groups.encode("gb18030"),
    }


def twin() -> dict[str, bytes]:
    """A reader of identity cards: what stands on the card is typed out, and a language is chosen."""
    card = """\
; 身份证阅读器
[IdCardReader1]
Name=前台
Enable=1
Field1=姓名
Field2=民族
Field3=身份证号
Action=PopupWindow,Print
[Horse]
RaceEnable=1
Laps=2
"""
    languages = """\
[Screen]
Language = English
Languages =
    Uyghur
    Kazakh
    Tibetan
"""
    return {
        "client/CardReader.ini": card.replace("\n", "\r\n").encode("utf-16"),
        "client/screen.cfg": languages.encode(),
    }
