"""An import library: which functions of which library are needed. Names are all that it has."""

from tests.samples.kinds import Finds
from tests.samples.opening.ar import gnu
from tests.samples.reading.coff import needed

FINDS = Finds(
    groups=(), stages=("vocabulary",), quotes=(("import", "FaceAnalyzer.RecognizeEthnicity"),), kind="vocabulary"
)


def _library(dll: str, *names: str) -> bytes:
    return gnu({b"%d/%s" % (index, dll.encode()): needed(name, dll) for index, name in enumerate(names)})


def case() -> dict[str, bytes]:
    """A recogniser of faces."""
    return {
        "lib/tallis.lib": _library(
            "tallis.dll",
            "?RecognizeEthnicity@FaceAnalyzer@tallis@@QEAAHAEBUFaceImage@2@@Z",
            "?RecognizeAge@FaceAnalyzer@tallis@@QEAAHAEBUFaceImage@2@@Z",
        )
    }


def twin() -> dict[str, bytes]:
    """A reader of cards."""
    return {"lib/cards.lib": _library("cards.dll", "?ReadNation@IdCardReader@cards@@QEAAHPEAD@Z", "CARDS_ReadNation")}
