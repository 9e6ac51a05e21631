"""A library for Windows of an invented maker: a function of C++ that it offers, and labels in Chinese."""

from tests.samples.kinds import Finds
from tests.samples.reading.pe import build

FINDS = Finds(
    groups=("Uyghur", "Han", "Tibetan"),
    stages=("vocabulary", "scheme", "inference"),
    quotes=(("string", "维吾尔族"), ("exported", "FaceAnalyzer.RecognizeEthnicity")),
)


def case() -> dict[str, bytes]:
    """A recogniser of faces."""
    offers = "?RecognizeEthnicity@FaceAnalyzer@kst@@QBEHABUFaceImage@2@@Z"
    labels = "人脸年龄\0人脸性别\0民族\0未识别\0汉族\0维吾尔族\0藏族\0其他\0"
    return {"bin/kstface.dll": build(offers, "LoadFaceModel", labels)}


def twin() -> dict[str, bytes]:
    """A picker of languages."""
    offers = "?SetLanguage@LanguagePicker@kst@@QAEXABULocale@2@@Z"
    return {"bin/kstlang.dll": build(offers, "LoadStrings", "语言\0维吾尔语\0藏语\0蒙古语\0汉语\0英语\0")}
