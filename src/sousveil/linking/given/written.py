"""What in the record of a face was read off a card, written down or typed in all the same: the ways it is told."""

from sousveil.linking.edges import Fact, Setting
from sousveil.linking.given.by_hand import WHY as BY_HAND
from sousveil.linking.given.by_hand import written_by_hand
from sousveil.linking.given.cards import OF_CARDS, in_reader_of_cards, on_a_card
from sousveil.linking.given.cards import WHY as CARD
from sousveil.linking.given.code_sets import WHY as CODE_SETS
from sousveil.linking.given.code_sets import of_code_sets
from sousveil.linking.given.custody import WHY as HELD
from sousveil.linking.given.custody import of_those_held, shown_of_those_held
from sousveil.linking.given.members import WHY as MEMBER
from sousveil.linking.given.members import of_members
from sousveil.linking.given.on_record import WHY as ON_RECORD
from sousveil.linking.given.on_record import on_record
from sousveil.linking.given.picked_in_form import WHY as PICKED
from sousveil.linking.given.picked_in_form import picked_in_form
from sousveil.linking.given.typed_in import WHY as TYPED_IN
from sousveil.linking.given.typed_in import typed_in
from sousveil.linking.graph import View
from sousveil.linking.surroundings import Around


def written(view: View, symbol: int, unit: int, around: Around, facts: tuple[Fact, ...]) -> tuple[Setting, str] | None:
    """The setting of what somebody wrote down, and the sentence that says why; ``None`` where nothing says so.

    ``symbol`` is what the place belongs to (-1: none), ``around`` what stands around it, ``facts`` what it is.
    """
    if on_a_card(view, symbol, unit):
        return Setting.DOCUMENT, CARD
    if in_reader_of_cards(view, around):
        return Setting.DOCUMENT, OF_CARDS
    if written_by_hand(view, unit):
        return Setting.TYPED, BY_HAND
    if of_code_sets(view, unit):
        return Setting.TYPED, CODE_SETS
    if Fact.PRODUCER in facts:
        return None
    return _in_record(view, symbol, unit) or (None if Fact.SELECTOR in facts else _beside(view, unit, around))


def _in_record(view: View, symbol: int, unit: int) -> tuple[Setting, str] | None:
    """The same by the record that it is in."""
    if of_those_held(view, symbol if symbol >= 0 else view.unit(unit).symbol):
        return Setting.TYPED, HELD
    return (Setting.TYPED, MEMBER) if of_members(view, symbol, unit) else None


def _beside(view: View, unit: int, around: Around) -> tuple[Setting, str] | None:
    """The same by what stands beside it in running code and on a screen."""
    if shown_of_those_held(view, unit):
        return Setting.TYPED, HELD
    if on_record(view, unit):
        return Setting.TYPED, ON_RECORD
    if picked_in_form(view, unit):
        return Setting.TYPED, PICKED
    return (Setting.TYPED, TYPED_IN) if typed_in(view, unit, around) else None
