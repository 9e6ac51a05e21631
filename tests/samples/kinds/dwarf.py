"""A library with its debug information: an enum, a face record with it, an alarm that carries the record."""

from tests.samples import dwarf
from tests.samples.kinds import Finds
from tests.samples.opening.elf import image

PRODUCT = dwarf.Product(
    enum="cvd_ethnic_group",
    members=(("CVD_ETHNIC_UNKNOWN", -1), ("CVD_ETHNIC_HAN", 0), ("CVD_ETHNIC_UYGHUR", 1), ("CVD_ETHNIC_HUI", 2)),
    record="cvd_face_attributes",
    fields=("age", "gender", "glasses", "mask"),
    slot="ethnic",
    event="cvd_face_alarm",
    event_fields=("timestamp", "channel"),
    payload="face",
    function="cvd_push_alarm",
)
CARD = dwarf.Product(
    enum="idr_nation",
    members=(("IDR_NATION_HAN", 1), ("IDR_NATION_MONGOL", 2), ("IDR_NATION_HUI", 3), ("IDR_NATION_UYGHUR", 5)),
    record="idr_id_card",
    fields=("id_card_number", "birthday", "address", "issuing_authority", "valid_until"),
    slot="nation",
    event="idr_card_holder",
    event_fields=("reader", "card_type"),
    payload="id_card",
    function="idr_read_id_card",
)
FINDS = Finds(
    groups=("Uyghur", "Han", "Hui"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "UYGHUR"), ("field", "ethnic"), ("function", "cvd_push_alarm")),
)


def library(product: dwarf.Product, *, version: int = 4, form: int = dwarf.STRP, order: str = "<") -> bytes:
    """An object with the sections of debug information as they are."""
    return image([(name, 0, data) for name, data in dwarf.sections(product, version, form, order).items()], order=order)


def case() -> dict[str, bytes]:
    """Version 5 with a table of offsets of strings."""
    return {"lib/libcvdface.so": library(PRODUCT, version=5, form=dwarf.STRX1)}


def twin() -> dict[str, bytes]:
    """A reader of ID cards."""
    return {"lib/libidr.so": library(CARD, version=5, form=dwarf.STRX1)}
