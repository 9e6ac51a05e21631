"""Texts and lists of an invented Android app in two languages, and the code that asks for them."""

from collections.abc import Mapping, Sequence

from tests.samples import screens
from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Han", "Tibetan"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "人种"), ("ui-label", "Rasse"), ("option", "维吾尔族"), ("key", "filter_origin_names")),
)


def _resources(texts: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> bytes:
    body = "".join(f'    <string name="{name}">{text}</string>\n' for name, text in texts.items())
    for name, some in lists.items():
        items = "".join(f"        <item>{text}</item>\n" for text in some)
        body += f'    <string-array name="{name}">\n{items}    </string-array>\n'
    return f'<?xml version="1.0" encoding="utf-8"?>\n<resources>\n{body}</resources>\n'.encode()


def case() -> dict[str, bytes]:
    """German by default."""
    names = ("filter_age_range", "filter_glasses", "filter_origin_title")
    return {
        "app/res/values/strings.xml": _resources(
            dict(zip(names, ("Altersgruppe", "Brille", "Rasse"), strict=True)),
            {"filter_origin_names": ("Alle", "Han-Chinesen", "Uiguren", "Tibeter")},
        ),
        "app/res/values-zh-rCN/strings.xml": _resources(
            dict(zip(names, ("年龄段", "眼镜", "人种"), strict=True)),
            {"filter_origin_names": ("不限", "汉族", "维吾尔族", "藏族")},
        ),
        "app/java/FaceFilterFragment.java": screens.FILTER_JAVA,
    }


def twin() -> dict[str, bytes]:
    """What a card says, a choice of languages, and colours of cars."""
    return {
        "app/res/values/strings.xml": _resources(
            {"card_holder_name": "姓名", "card_birth_date": "出生日期", "filter_origin_title": "民族"},
            {"language_names": ("Uyghur", "Tibetan", "English"), "paint_names": ("Black", "White", "Red", "Yellow")},
        ),
        "app/java/CardReaderFragment.java": screens.CARD_JAVA,
    }
