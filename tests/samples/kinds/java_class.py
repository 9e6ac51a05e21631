"""Classes of an invented camera library for Java, as its jar holds them."""

import struct

from tests.samples.kinds import Finds
from tests.samples.reading.java_class import Pool, annotation, attribute, class_file, member

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "UYGUR"), ("field", "ethnic"), ("record", "FaceAlarmInfo")),
)


def enum_class(name: str, members: tuple[str, ...]) -> bytes:
    pool = Pool()
    fields = [member(pool, 0x4019, each, f"L{name};") for each in members]
    return class_file(pool, 0x4031, name, "java/lang/Enum", fields, [])


def record_class(name: str, fields: dict[str, str], notes: dict[str, str]) -> bytes:
    pool = Pool()
    made = []
    for each, descriptor in fields.items():
        extra = [annotation(pool, "Lcom/google/gson/annotations/SerializedName;", notes[each])] if each in notes else []
        made.append(member(pool, 1, each, descriptor, *extra))
    return class_file(pool, 0x21, name, "java/lang/Object", made, [])


def case() -> dict[str, bytes]:
    """An enumeration, a face that has it, the alarm that carries the face."""
    kinds = "com/ostara/sdk/FaceEthnic"
    face = {"age": "I", "glasses": "Z", "mask": "Z", "ethnic": f"L{kinds};"}
    return {
        f"{kinds}.class": enum_class(kinds, ("UNKNOWN", "HAN", "UYGUR", "OTHER")),
        "com/ostara/sdk/FaceAttributes.class": record_class(
            "com/ostara/sdk/FaceAttributes", face, {"ethnic": "Ethnic"}
        ),
        "com/ostara/sdk/FaceAlarmInfo.class": record_class(
            "com/ostara/sdk/FaceAlarmInfo", {"channel": "I", "face": "Lcom/ostara/sdk/FaceAttributes;"}, {}
        ),
    }


def twin() -> dict[str, bytes]:
    """The reader of cards, and numbers for the colours of paint."""
    card = {"name": "Ljava/lang/String;", "idNumber": "Ljava/lang/String;", "nation": "Ljava/lang/String;",
            "address": "Ljava/lang/String;", "issuedBy": "Ljava/lang/String;"}  # fmt: skip
    pool = Pool()
    paints = [
        member(pool, 0x19, each, "I", attribute(pool, "ConstantValue", struct.pack(">H", pool.number(value))))
        for value, each in enumerate(("WHITE", "BLACK", "YELLOW", "RED"))
    ]
    return {
        "com/ostara/sdk/IdCardInfo.class": record_class("com/ostara/sdk/IdCardInfo", card, {"nation": "Nation"}),
        "com/ostara/ui/Paint.class": class_file(pool, 0x601, "com/ostara/ui/Paint", "java/lang/Object", paints, []),
    }
