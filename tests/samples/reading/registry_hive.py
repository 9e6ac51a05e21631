"""A small hive of an invented client."""

from sousveil.model.place import Place
from tests.samples.kinds.registry_hive import Builder

NAME = "NTUSER.DAT"


def build() -> bytes:
    """Keys in keys, values of all sorts, a key with a name in Chinese."""
    return Builder().hive(
        {
            "Fara": {
                "Face": {
                    "Race": 1,
                    "": "Race of a face",
                    "Kinds": ["Black", "White"],
                    "Rule": '{"race": ["维族"], "on": true}',
                    "Model": b"\1\2\3",
                    "民族": {"Text": "藏族"},
                },
                "Far": {"Away": "Race"},
            },
            "Other": {"Value": 3},
        }
    )


def places() -> list[Place]:
    """One in the data of a value."""
    at = build().index("Black".encode("utf-16-le"))
    return [Place(at, at + 10, 0, "utf-16-le")]
