"""The texts of the screens of an invented client, compiled: a table of texts alone is words, and says no more."""

from tests.samples.kinds import Finds
from tests.samples.reading.net_resources import product

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary",),
    quotes=(("ui-label", "维吾尔族"),),
    kind="vocabulary",
)


def case() -> dict[str, bytes]:
    """Labels for a face."""
    texts = {"FaceAgeLabel": "年龄", "FaceGlassesLabel": "眼镜", "NationHan": "汉族", "NationUygur": "维吾尔族"}
    return {"bin/Orvan.Client.FaceTexts.resources": product(texts)}


def twin() -> dict[str, bytes]:
    """A picker of languages."""
    texts = {"LanguageEnglish": "English", "LanguageChinese": "中文", "LanguageUyghur": "维吾尔语"}
    return {"bin/Orvan.Client.Languages.resources": product(texts)}
