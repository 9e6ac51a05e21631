"""A library for macOS of an invented maker: a class of Objective-C with selectors, and labels; for two processors."""

from tests.samples.kinds import Finds
from tests.samples.opening.macho_fat import ARM64, fat
from tests.samples.reading.mach_o import build

FINDS = Finds(
    groups=("East Asian", "Middle Eastern", "Black"),
    stages=("vocabulary", "scheme", "inference"),
    quotes=(("string", "East Asian"), ("function", "TLSFaceAttributes.recognizedEthnicity")),
)
LABELS = ("East Asian", "Southeast Asian", "Middle Eastern", "Black", "White")


def case() -> dict[str, bytes]:
    """A recogniser of faces."""
    symbols = (("_OBJC_CLASS_$_TLSFaceAttributes", 2, 1), ("-[TLSFaceAttributes recognizedEthnicity]", 1, 0))
    sections = {
        "__cstring": (
            "age",
            "gender",
            "glasses",
            "face_ethnicity",
            "East Asian",
            "Southeast Asian",
            "Middle Eastern",
            "Black",
            "White",
        ),
        "__objc_classname": ("TLSFaceAttributes",),
        "__objc_methname": ("recognizedEthnicity", "recognizedAge", "faceImage"),
    }
    return {"Tallis.framework/Tallis": fat([(ARM64, build(symbols, sections))])}


def twin() -> dict[str, bytes]:
    """Colours of horses in a game of racing."""
    symbols = (("_OBJC_CLASS_$_TLSHorseRace", 2, 1), ("-[TLSHorseRace startRace]", 1, 0))
    sections = {
        "__cstring": ("Black", "White", "Chestnut", "Bay", "race %d of %d", "jockey"),
        "__objc_classname": ("TLSHorseRace",),
        "__objc_methname": ("startRace", "raceResult", "horseColour"),
    }
    return {"Races.framework/Races": fat([(ARM64, build(symbols, sections))])}
