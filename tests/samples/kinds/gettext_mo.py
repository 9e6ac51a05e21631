"""Compiled messages of an invented face search: their keys say nothing, the code that asks for them does."""

from tests.samples import screens
from tests.samples.kinds import Finds
from tests.samples.reading.mo import catalogue

FINDS = Finds(
    groups=(),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "种族"), ("key", "Origin"), ("string", "Origin")),
)

_CHINESE = {"Age range": "年龄段", "Glasses": "眼镜", "Origin": "种族", "Search captured faces": "搜索抓拍人脸"}


def case() -> dict[str, bytes]:
    """One language, and the code."""
    return {"gate/locale/zh_CN/LC_MESSAGES/gate.mo": catalogue(_CHINESE), "gate/filter.py": screens.SEARCH_PY}


def twin() -> dict[str, bytes]:
    """The same word in a form for members of staff."""
    texts = {"Name": "姓名", "Date of birth": "出生日期", "Origin": "民族", "Home address": "住址"}
    return {"staff/locale/zh_CN/LC_MESSAGES/staff.mo": catalogue(texts), "staff/form.py": screens.PROFILE_PY}
