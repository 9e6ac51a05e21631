"""A stripped program of Go of an invented gate: the types that it turns into JSON are left in it."""

from tests.samples.go_program import FACES, program
from tests.samples.kinds import Finds

FINDS = Finds(
    groups=(),
    stages=("vocabulary", "field", "event"),
    quotes=(("field", "Ethnicity"), ("record", "FacePassedEvent")),
)


def case() -> dict[str, bytes]:
    """A face, and the event that carries it."""
    return {"usr/bin/gated": program(FACES, movable=True)}


def twin() -> dict[str, bytes]:
    """The reader of identity cards."""
    card = (
        ("Name", "string", 'json:"name"'), ("BirthDate", "string", 'json:"birth_date"'),
        ("DocumentNumber", "string", 'json:"document_number"'), ("Ethnicity", "string", 'json:"ethnicity"'),
        ("Address", "string", 'json:"address"'),
    )  # fmt: skip
    return {"usr/bin/cardd": program({"card.IdCard": card, "card.Lane": (("Cards", "[]card.IdCard", ""),)})}
