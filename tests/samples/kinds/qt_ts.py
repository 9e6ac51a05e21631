"""Translations of an invented Qt client before they are compiled, and the panel that shows them."""

from collections.abc import Iterable

from tests.samples import screens
from tests.samples.kinds import Finds

FINDS = Finds(
    groups=(),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "人种"), ("string", "Origin")),
)


def _ts(context: str, language: str, pairs: Iterable[tuple[str, str]]) -> bytes:
    messages = "".join(
        f"""
    <message>
        <location filename="../panel.cpp" line="{number}"/>
        <source>{source}</source>
        <translation>{translation}</translation>
    </message>"""
        for number, (source, translation) in enumerate(pairs, 12)
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{language}">
<context>
    <name>{context}</name>{messages}
</context>
</TS>
""".encode()


def case() -> dict[str, bytes]:
    """One language; the class is a filter of faces."""
    pairs = (("Age range", "年龄段"), ("Glasses", "眼镜"), ("Origin", "人种"), ("Search captured faces", "搜索人脸"))
    return {
        "client/translations/client_zh_CN.ts": _ts("FaceFilterPanel", "zh_CN", pairs),
        "client/facefilterpanel.cpp": screens.PANEL_CPP,
    }


def twin() -> dict[str, bytes]:
    """A reader of identity cards."""
    pairs = (("Name", "姓名"), ("Date of birth", "出生日期"), ("Origin", "民族"), ("ID card number", "身份证号"))
    return {
        "client/translations/client_zh_CN.ts": _ts("CardReaderPanel", "zh_CN", pairs),
        "client/cardreaderpanel.cpp": screens.READER_CPP,
    }
