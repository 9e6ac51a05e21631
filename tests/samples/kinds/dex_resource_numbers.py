"""Compiled code of an invented app that shows texts by their numbers: no word of them stands in it."""

from tests.samples.kinds import Finds
from tests.samples.reading.arsc import table
from tests.samples.reading.dex import Builder

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("option", "维吾尔族"), ("constant", "0x7f010000"), ("key", "sift_kinds")),
)


def _code(name: str, numbers: tuple[int, ...]) -> bytes:
    make = Builder()
    screen = make.add(name)
    loads = [unit for number in numbers for unit in (0x0014, number & 0xFFFF, number >> 16)]
    screen.methods.append(("onStart", "V", (), 1, lambda _: [*loads, 0x000E]))
    other = make.add("Lkite/gate/Clock;")
    other.methods.append(("tick", "V", (), 1, lambda _: [0x0014, 0x0007, 0x7F02, 0x000E]))
    return make.build()


def case() -> dict[str, bytes]:
    """The class is called after what it does, the list after nothing."""
    texts = {"sift_age": "年龄段", "sift_glasses": "眼镜", "sift_beard": "胡须"}
    resources = table(texts, {"sift_kinds": ("不限", "汉族", "维吾尔族")})
    code = _code("Lkite/gate/FaceFilterFragment;", (0x7F020000, 0x7F020001, 0x7F020002, 0x7F010000))
    return {"app/resources.arsc": resources, "app/classes.dex": code}


def twin() -> dict[str, bytes]:
    """The reader of identity cards of the same maker."""
    texts = {"card_name": "姓名", "card_birth": "出生日期", "card_address": "住址"}
    resources = table(texts, {"card_kinds": ("汉族", "维吾尔族", "藏族")})
    code = _code("Lkite/gate/IdCardReaderFragment;", (0x7F020000, 0x7F020001, 0x7F020002, 0x7F010000))
    return {"app/resources.arsc": resources, "app/classes.dex": code}
