"""Compiled messages of an invented Qt client, in two languages, and the panel that shows them."""

from tests.samples import screens
from tests.samples.kinds import Finds
from tests.samples.reading.qm import catalogue

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "人种"), ("ui-label", "Rasse"), ("key", "Origin")),
)

_PANEL = "FaceFilterPanel"


def case() -> dict[str, bytes]:
    """Chinese and German."""
    texts = {"Age range": ("年龄段", "Alter"), "Glasses": ("眼镜", "Brille"), "Origin": ("人种", "Rasse"),
             "Kind 1": ("维吾尔族", "Uiguren"), "Kind 2": ("汉族", "Han-Chinesen")}  # fmt: skip
    return {
        f"client/translations/client_{language}.qm": catalogue(
            (_PANEL, source, "", pair[at]) for source, pair in texts.items()
        )
        for at, language in enumerate(("zh_CN", "de"))
    } | {"client/facefilterpanel.cpp": screens.PANEL_CPP}


def twin() -> dict[str, bytes]:
    """A reader of identity cards, and a choice of languages."""
    panel = "CardReaderPanel"
    texts = [(panel, "Name", "", "姓名"), (panel, "Date of birth", "", "出生日期"), (panel, "Origin", "", "民族"),
             (panel, "ID card number", "", "身份证号"), ("LanguageMenu", "Uyghur", "", "维吾尔语"),
             ("LanguageMenu", "Tibetan", "", "藏语"), ("ColourDialog", "Black", "", "黑色")]  # fmt: skip
    return {
        "client/translations/client_zh_CN.qm": catalogue(texts),
        "client/cardreaderpanel.cpp": screens.READER_CPP,
    }
