"""Texts among the resources of an invented Windows client: what it shows beside a captured face."""

import struct
from collections.abc import Sequence

from tests.samples.kinds import Finds
from tests.samples.opening.pe import image

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "种族"), ("ui-label", "维吾尔族")),
)
_STRINGS, _CHINESE = 6, 2052


def _table(words: Sequence[str]) -> bytes:
    """One block of sixteen, as the compiler of resources writes it."""
    block = [*words, *[""] * (16 - len(words))]
    return b"".join(struct.pack("<H", len(word)) + word.encode("utf-16-le") for word in block)


def case() -> dict[str, bytes]:
    """In Chinese."""
    words = ("人脸检索", "年龄", "眼镜", "口罩", "种族", "汉族", "维吾尔族", "其他")
    return {"Client/FaceClient.exe": image({(_STRINGS, 7, _CHINESE): _table(words)})}


def twin() -> dict[str, bytes]:
    """A card reader, and a choice of languages."""
    card = ("读取身份证", "姓名", "民族", "出生日期", "住址", "身份证号", "签发机关")
    languages = ("语言", "维吾尔语", "藏语", "English")
    return {
        "Client/IdCard.exe": image({(_STRINGS, 7, _CHINESE): _table(card)}),
        "Client/Languages.exe": image({(_STRINGS, 9, _CHINESE): _table(languages)}),
    }
