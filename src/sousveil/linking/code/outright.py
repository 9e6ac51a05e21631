"""Words of which their own line or name says outright that a trait is told of a picture, whatever else is there."""

from collections.abc import Callable

from sousveil.linking.code import worn
from sousveil.linking.code.handed import handed_picture
from sousveil.linking.code.hubs import WHY as NAMED
from sousveil.linking.code.hubs import asked_for
from sousveil.linking.code.looked_up import WHY as LOOKED_UP
from sousveil.linking.code.looked_up import picks, picks_texts
from sousveil.linking.code.picked import WHY as PICKED
from sousveil.linking.code.picked import picked
from sousveil.linking.code.replied import WHY as REPLIED
from sousveil.linking.code.replied import off_a_reply
from sousveil.linking.code.surely import ANSWERED as SURELY
from sousveil.linking.code.surely import answered_surely, worked_out_surely
from sousveil.linking.code.tabled import WHY as TABLED
from sousveil.linking.code.tabled import tabled
from sousveil.linking.code.trained import built_or_taught
from sousveil.linking.edges import Fact
from sousveil.linking.graph import View
from sousveil.linking.texts.prompting import WHY as ASKED
from sousveil.linking.texts.prompting import asked_of_model
from sousveil.model.hit import Hit

_OUTRIGHT: tuple[tuple[Callable[[View, Hit], bool], tuple[Fact, ...], str], ...] = (
    (asked_of_model, (Fact.SELECTOR,), ASKED),
    (asked_for, (Fact.PRODUCER,), NAMED),
    (picked, (Fact.PRODUCER,), PICKED),
    (picks_texts, (Fact.PRODUCER, Fact.GROUP_LIST), LOOKED_UP),
    (picks, (Fact.PRODUCER,), LOOKED_UP),
    (tabled, (Fact.PRODUCER,), TABLED),
    (off_a_reply, (Fact.SLOT, Fact.PRODUCER), REPLIED),
    (worked_out_surely, (Fact.SLOT, Fact.PRODUCER), SURELY),
    (answered_surely, (Fact.SLOT,), SURELY),
    *worn.OUTRIGHT,
)
"""What says outright that something is told of a picture, what it then is, and why."""


def told_outright(view: View, hit: Hit) -> tuple[tuple[Fact, ...], str] | None:
    """What a word is, with the reason, where its own line or name says that it is told of a picture; else ``None``."""
    for says, facts, why in _OUTRIGHT:
        if says(view, hit):
            return facts, why
    why = handed_picture(view, hit) or built_or_taught(view, hit)
    return ((Fact.PRODUCER,), why) if why else None
