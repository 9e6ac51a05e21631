"""A form of an invented Qt client: the filter of captured faces, with a box of choices."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "种族"), ("option", "维吾尔族"), ("element", "comboBoxNation")),
)


def _form(name: str, title: str, *rows: tuple[str, str, tuple[str, ...]]) -> bytes:
    body = ""
    for label, box, choices in rows:
        items = "".join(
            f'\n     <item><property name="text"><string>{choice}</string></property></item>' for choice in choices
        )
        body += f"""
   <widget class="QLabel" name="label_{box}">
    <property name="text"><string>{label}</string></property>
    <property name="buddy"><cstring>{box}</cstring></property>
   </widget>
   <widget class="QComboBox" name="{box}">{items}
   </widget>"""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>{name}</class>
 <widget class="QWidget" name="{name}">
  <property name="windowTitle"><string>{title}</string></property>{body}
 </widget>
</ui>
""".encode()


def case() -> dict[str, bytes]:
    """Labels in Chinese, as in many clients."""
    rows = (
        ("年龄段：", "comboBoxAge", ("不限", "儿童", "青年", "老年")),
        ("眼镜：", "comboBoxGlasses", ("不限", "戴眼镜")),
        ("种族：", "comboBoxNation", ("不限", "汉族", "维吾尔族", "其他")),
    )
    return {"client/forms/facequery.ui": _form("FaceQueryWidget", "人脸抓拍检索", *rows)}


def twin() -> dict[str, bytes]:
    """A card reader, a choice of languages, and hair colours of a drawing tool."""
    card = (("姓名：", "comboBoxName", ()), ("民族：", "comboBoxNation", ("汉族", "维吾尔族", "其他")))
    return {
        "client/forms/idcard.ui": _form("IdCardWidget", "身份证读卡", *card, ("身份证号：", "comboBoxNumber", ())),
        "client/forms/language.ui": _form(
            "Language", "Language", ("Language", "box", ("Uyghur", "Tibetan", "English"))
        ),
        "client/forms/brush.ui": _form(
            "Brush", "Hair", ("Hair colour", "boxHair", ("Black", "White", "Yellow", "Red"))
        ),
    }
