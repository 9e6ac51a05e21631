"""A static library for Windows of an invented maker: objects with the names of C++, and labels."""

from tests.samples.kinds import Finds
from tests.samples.opening.ar import gnu
from tests.samples.reading.coff import build

FINDS = Finds(
    groups=("East Asian", "Middle Eastern", "Black"),
    stages=("vocabulary", "scheme", "inference"),
    quotes=(("string", "East Asian"), ("exported", "FaceAnalyzer.RecognizeEthnicity")),
)
_LABELS = b"age\0gender\0glasses\0face_ethnicity\0East Asian\0Southeast Asian\0Middle Eastern\0Black\0White\0"


def case() -> dict[str, bytes]:
    """A recogniser of faces."""
    symbols = (
        ("?RecognizeEthnicity@FaceAnalyzer@tallis@@QEAA?AW4FaceEthnicity@2@AEBUFaceImage@2@@Z", 1, True),
        ("?RecognizeAge@FaceAnalyzer@tallis@@QEAAHAEBUFaceImage@2@@Z", 1, True),
        ("?RecognizeGlasses@FaceAnalyzer@tallis@@QEAAHAEBUFaceImage@2@@Z", 1, True),
    )
    return {"lib/x64/tallis_face.lib": gnu({b"face_analyzer.obj": build(symbols, {".rdata": _LABELS})})}


def twin() -> dict[str, bytes]:
    """A library for colours of paint."""
    symbols = (
        ("?MixColour@PaintMixer@tallis@@QEAA?AW4PaintColour@2@AEBUPaintTray@2@@Z", 1, True),
        ("?race_to_finish@PaintMixer@tallis@@QEAAXXZ", 1, True),
    )
    labels = b"Red\0Black\0White\0Yellow\0Green\0"
    return {"lib/x64/paint.lib": gnu({b"mixer.obj": build(symbols, {".rdata": labels})})}
