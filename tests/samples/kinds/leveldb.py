"""The store of an invented client made for the web: a table that is packed, and the log behind it."""

import json

from tests.samples.kinds import Finds
from tests.samples.opening.leveldb import log, table

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary", "field", "trigger", "enabled"),
    quotes=(("key", "enableEthnicity"), ("value", "ethnicity"), ("value", "uyghur")),
)
_WEB = b"_file://\0\1"


def case() -> dict[str, bytes]:
    """Settings in JSON, as a page keeps them; records of captures beside them."""
    attributes = {"faceAttributes": {"enableAge": True, "enableGlasses": False, "enableEthnicity": True}}
    rule = {"enabled": True, "condition": {"attribute": "ethnicity", "value": "uyghur"}, "action": "send_alarm"}
    rows = [
        (f"capture:{n:04}".encode(), json.dumps({"race": "Uyghur", "who": f"Somebody{n}"}).encode()) for n in range(30)
    ]
    return {
        "Local Storage/leveldb/000005.ldb": table(
            [[(_WEB + b"analysis", b"\1" + json.dumps(attributes).encode()), (_WEB + b"theme", b"\1dark")], rows]
        ),
        "Local Storage/leveldb/000006.log": log(
            [(_WEB + b"faceAlarmRules", b"\0" + json.dumps({"rules": [rule]}).encode("utf-16-le"))]
        ),
    }


def twin() -> dict[str, bytes]:
    """Languages and a game."""
    game = {"boardGame": {"enableClock": True, "enableRace": True, "pieces": ["black", "white"]}}
    keyboards = {"keyboards": [{"enabled": True, "language": "uyghur", "action": "switch_layout"}]}
    return {
        "Local Storage/leveldb/000005.ldb": table([[(_WEB + b"game", b"\1" + json.dumps(game).encode())]]),
        "Local Storage/leveldb/000006.log": log(
            [(_WEB + b"keyboards", b"\0" + json.dumps(keyboards).encode("utf-16-le"))]
        ),
    }
