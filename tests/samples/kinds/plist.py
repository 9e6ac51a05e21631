"""The settings of an invented viewer for Apple's systems, in XML."""

import plistlib

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White", "Uyghur"),
    stages=("vocabulary", "field", "scheme", "trigger", "enabled"),
    quotes=(("key", "Race"), ("item", "Uyghur"), ("value", "Ethnicity")),
)
FACE = {
    "FaceAnalysis": {"Age": True, "Race": True, "RaceNames": ["Black", "White", "Uyghur"], "Threshold": 0.7},
    "FaceAlarmRules": [{"Enabled": True, "Attribute": "Ethnicity", "Value": "Uyghur", "Action": "Send alarm"}],
    "Window": {"Width": 800, "Title": "Viewer"},
}
GAME = {
    "BoardGame": {"Clock": True, "Race": True, "PieceNames": ["Black", "White"], "Laps": 3},
    "Keyboards": [{"Enabled": True, "Layout": "ug", "Language": "Uyghur", "Action": "Switch layout"}],
    "Window": {"Width": 800, "Title": "Game"},
}


def case() -> dict[str, bytes]:
    """As the system's own library writes it."""
    return {"Viewer.app/Contents/Resources/Defaults.plist": plistlib.dumps(FACE)}


def twin() -> dict[str, bytes]:
    """A game, and its keyboards."""
    return {"Game.app/Contents/Resources/Defaults.plist": plistlib.dumps(GAME)}
