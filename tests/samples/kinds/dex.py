"""Compiled code of an invented app for a door camera, as an apk holds it, in two files."""

from tests.samples.kinds import Finds
from tests.samples.reading.dex import Builder

FINDS = Finds(
    groups=("Uyghur", "Tibetan"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "TIBETAN"), ("field", "ethnicity"), ("record", "FacePassedEvent")),
)


def products() -> tuple[Builder, Builder]:
    """The list in one file, the face and the event that carries it in the other."""
    first = Builder()
    first.enum("Lkite/door/Ethnicity;", {"NONE": (0, "无"), "UYGHUR": (1, "维吾尔族"), "TIBETAN": (2, "藏族")})
    second = Builder()
    face = second.add("Lkite/door/FaceTraits;")
    face.fields += [(name, type_, 1, None) for name, type_ in (
        ("age", "I"), ("glasses", "Z"), ("mask", "Z"), ("ethnicity", "Lkite/door/Ethnicity;"),
    )]  # fmt: skip
    event = second.add("Lkite/door/FacePassedEvent;")
    event.fields += [("door", "I", 1, None), ("traits", "Lkite/door/FaceTraits;", 1, None)]
    return first, second


def innocent() -> Builder:
    """The picker of languages of the same app, and the reader of cards."""
    make = Builder()
    make.enum("Lkite/ui/Language;", {"ENGLISH": (0, "English"), "UYGHUR": (1, "ئۇيغۇرچە"), "TIBETAN": (2, "བོད་སྐད་")})
    settings = make.add("Lkite/ui/Settings;")
    settings.fields += [("theme", "I", 1, None), ("language", "Lkite/ui/Language;", 1, None)]
    card = make.add("Lkite/door/IdCard;")
    card.fields += [
        (name, "Ljava/lang/String;", 1, None) for name in ("name", "idNumber", "nation", "address", "issuer")
    ]
    return make


def case() -> dict[str, bytes]:
    """As it is shipped."""
    first, second = products()
    return {"app/classes.dex": first.build(), "app/classes2.dex": second.build()}


def twin() -> dict[str, bytes]:
    """As it is shipped."""
    return {"app/classes.dex": innocent().build()}
