"""A program database of an invented maker: an enum of C++, a face record with it, an alarm that carries the record."""

from tests.samples.dwarf import Product
from tests.samples.kinds import Finds
from tests.samples.opening.pdb import msf
from tests.samples.reading.codeview import PRODUCT, build

FINDS = Finds(
    groups=("Uyghur", "Han", "Hui"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "Uyghur"), ("field", "ethnicity"), ("record", "FaceAlarmEvent")),
)
CARD = Product(
    enum="cards::Nation",
    members=(("Han", 1), ("Mongol", 2), ("Hui", 3), ("Uyghur", 5)),
    record="cards::IdCard",
    fields=("idNumber", "birthday", "address", "issuingAuthority"),
    slot="nation",
    event="cards::IdCardHolder",
    event_fields=("reader", "cardType"),
    payload="idCard",
    function="IsExpired",
)


def case() -> dict[str, bytes]:
    """Types in blocks that do not lie side by side."""
    return {"symbols/tallis.pdb": msf([b"old", b"\x94\x2e\x31\x01" + bytes(24), build(PRODUCT), None])}


def twin() -> dict[str, bytes]:
    """A reader of ID cards."""
    return {"symbols/cards.pdb": msf([b"old", b"\x94\x2e\x31\x01" + bytes(24), build(CARD), None])}
