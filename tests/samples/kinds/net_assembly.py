"""The client library of an invented access terminal, compiled for .NET, without its source."""

from tests.samples.kinds import Finds
from tests.samples.reading.net import Builder

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "Uighur"), ("field", "Ethnic"), ("record", "FaceCapturedEvent")),
)


def case() -> dict[str, bytes]:
    """A list with descriptions, a property typed with it in the attributes of a face, an event that carries these."""
    make = Builder()
    members = make.enum("FaceEthnic", {"Unknown": 0, "HanChinese": 1, "Uighur": 5, "Others": 99})
    make.attribute(members["Uighur"] << 5 | 1, "DescriptionAttribute", "维族")
    make.type("FaceFeatures", "class")
    for name, type_ in (("Age", "int"), ("Mask", "bool"), ("Glasses", "bool"), ("Score", "double")):
        make.field(name, type_)
    make.property("Ethnic", "FaceEthnic")
    make.type("FaceCapturedEvent", "struct")
    make.field("Features", "FaceFeatures")
    make.field("Channel", "uint")
    make.type("Terminal", "class")
    method = make.method("Listen", "int", {"sink": "FaceCapturedEvent"}, flags=0x2096)
    make.native(method, "orvanterm.dll", "OT_ListenFaces")
    return {"bin/Orvan.Terminal.dll": make.build()}


def twin() -> dict[str, bytes]:
    """The reader of identity cards of the same terminal, and the colours of its hair dye adverts."""
    make = Builder()
    members = make.enum("HairDye", {"Black": 0, "Chestnut": 1, "Blond": 2, "White": 3})
    make.attribute(members["White"] << 5 | 1, "DescriptionAttribute", "white")
    make.type("IdCardData", "class")
    for name, type_ in (("Name", "string"), ("Sex", "string"), ("Nation", "string"), ("Address", "string")):
        make.field(name, type_)
    make.field("IdNumber", "string")
    make.field("IssuingAuthority", "string")
    make.type("CardReader", "class")
    method = make.method("ReadCard", "int", {"card": "IdCardData"}, flags=0x2096)
    make.native(method, "orvanterm.dll", "OT_ReadIdCard")
    return {"bin/Orvan.CardReader.dll": make.build()}
