"""A stripped library of an invented maker: functions of C++ that it offers, and a table of labels."""

from tests.samples.kinds import Finds
from tests.samples.reading.elf import build

FINDS = Finds(
    groups=("Uyghur", "Kazakh", "Tibetan"),
    stages=("vocabulary", "scheme", "inference"),
    quotes=(("string", "Uyghur"), ("exported", "FaceAnalyzer.recognizeEthnicity")),
)


def case() -> dict[str, bytes]:
    """A recogniser of faces."""
    symbols = (
        ("_ZNK3kst12FaceAnalyzer18recognizeEthnicityERKNS_9FaceImageE", 1),
        ("_ZNK3kst12FaceAnalyzer12recognizeAgeERKNS_9FaceImageE", 1),
        ("_ZN3kst12FaceAnalyzerC1Ev", 1),
    )
    labels = (
        "face_age",
        "face_gender",
        "face_ethnicity",
        "unrecognized",
        "Han",
        "Uyghur",
        "Tibetan",
        "Kazakh",
        "Hui",
        "other",
    )
    return {"lib/libkstface.so": build(labels, symbols_=symbols, sections=False)}


def twin() -> dict[str, bytes]:
    """A picker of languages."""
    symbols = (("_ZNK3kst14LanguagePicker11setLanguageERKNS_6LocaleE", 1), ("_ZN3kst14LanguagePickerC1Ev", 1))
    labels = ("language", "Uyghur", "Tibetan", "Mongolian", "Chinese", "English", "German")
    return {"lib/libkstlang.so": build(labels, symbols_=symbols, sections=False)}
