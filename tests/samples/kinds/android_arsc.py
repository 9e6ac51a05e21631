"""The compiled texts of an invented Android app with the lists of its filters, and the code that asks for them."""

from tests.samples import screens
from tests.samples.kinds import Finds
from tests.samples.reading.arsc import table

FINDS = Finds(
    groups=("Uyghur", "Han", "Tibetan"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "人种"), ("option", "维吾尔族"), ("key", "filter_origin_names")),
)


def case() -> dict[str, bytes]:
    """Texts and one list."""
    texts = {"filter_age_range": "年龄段", "filter_glasses": "眼镜", "filter_origin_title": "人种"}
    lists = {"filter_origin_names": ("不限", "汉族", "维吾尔族", "藏族")}
    return {"app/resources.arsc": table(texts, lists), "app/FaceFilterFragment.java": screens.FILTER_JAVA}


def twin() -> dict[str, bytes]:
    """What a card says, a choice of languages, and colours."""
    texts = {"card_holder_name": "姓名", "card_birth_date": "出生日期", "filter_origin_title": "民族"}
    lists = {"language_names": ("维吾尔语", "藏语", "English"), "paint_names": ("Black", "White", "Red", "Yellow")}
    return {"app/resources.arsc": table(texts, lists, wide=True), "app/CardReaderFragment.java": screens.CARD_JAVA}
