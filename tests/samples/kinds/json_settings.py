"""The settings of an invented face server in JSON: what it works out, and an alarm by group that is on."""

import json

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary", "field", "trigger", "enabled"),
    quotes=(("key", "enableEthnicity"), ("item", "uyghur")),
)


def case() -> dict[str, bytes]:
    """Attributes and rules."""
    told = {
        "serverName": "north",
        "faceAttributes": {"enableAge": True, "enableGlasses": False, "enableEthnicity": True},
        "faceAlarmRules": [
            {
                "name": "gate",
                "enabled": True,
                "condition": {"attribute": "ethnicity", "in": ["uyghur", "tibetan"]},
                "actions": ["popup", "send_alarm"],
            }
        ],
    }
    return {"server/config/analysis.json": json.dumps(told, indent=2).encode()}


def twin() -> dict[str, bytes]:
    """A reader of identity cards, and the languages of its screen."""
    told = {
        "readerName": "desk",
        "cardFields": {"idNumber": True, "ethnicity": True, "birthDate": True, "issuedBy": True, "validUntil": True},
        "languages": [{"name": "uyghur", "enabled": True}, {"name": "tibetan", "enabled": True}],
        "alarms": [{"name": "no paper", "enabled": True, "condition": {"attribute": "tray", "in": ["empty", "jam"]}}],
    }
    return {"server/config/analysis.json": json.dumps(told, indent=2).encode()}
