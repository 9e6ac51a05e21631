"""The same settings as a binary property list, and as an archive of objects."""

import plistlib

from tests.samples.kinds import Finds
from tests.samples.kinds.plist import FACE, GAME

FINDS = Finds(
    groups=("Black", "White", "Uyghur", "Tibetan"),
    stages=("vocabulary", "field", "scheme", "trigger", "enabled"),
    quotes=(("key", "Race"), ("item", "Uyghur"), ("key", "Enabled"), ("item", "藏族")),
)


def archive(name: str, values: list[str]) -> bytes:
    """One list under a name, as ``NSKeyedArchiver`` writes it."""
    objects = [
        "$null",
        {"$class": plistlib.UID(4), "NS.keys": [plistlib.UID(2)], "NS.objects": [plistlib.UID(3)]},
        name,
        {"$class": plistlib.UID(4), "NS.objects": [plistlib.UID(5 + index) for index in range(len(values))]},
        {"$classname": "NSDictionary", "$classes": ["NSDictionary", "NSObject"]},
        *values,
    ]
    told = {"$archiver": "NSKeyedArchiver", "$objects": objects, "$top": {"root": plistlib.UID(1)}, "$version": 100000}
    return plistlib.dumps(told, fmt=plistlib.FMT_BINARY)


def case() -> dict[str, bytes]:
    """Without telling names."""
    return {
        "Library/com.fara.viewer": plistlib.dumps(FACE, fmt=plistlib.FMT_BINARY),
        "Library/face.archive": archive("faceEthnicGroups", ["维吾尔族", "藏族", "汉族"]),
    }


def twin() -> dict[str, bytes]:
    """A game, and what a clerk chooses from on a form."""
    return {
        "Library/com.fara.game": plistlib.dumps(GAME, fmt=plistlib.FMT_BINARY),
        "Library/page.archive": archive("keyboardLanguages", ["维吾尔语", "藏语", "汉语"]),
    }
