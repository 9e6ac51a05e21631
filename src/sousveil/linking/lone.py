"""Groups that stand in no list: a slot for yes or no, a label, a choice, or words only."""

from collections.abc import Iterator, Sequence

from sousveil.linking.found import Found, words_only
from sousveil.linking.graph import View
from sousveil.linking.lists.scheme import Scheme
from sousveil.linking.lists.shares import shares
from sousveil.linking.slots import Slots
from sousveil.linking.standing import in_word_list
from sousveil.model.words import SymbolKind

MINORITY = "minority"
"""A weak word, but in the record of a face: whether somebody is of a people that is no majority."""


def lone_groups(view: View, schemes: Sequence[Scheme]) -> Iterator[Found]:
    """Firm group words outside any list: a yes/no slot, a label, or words only."""
    listed = {mark.unit for scheme in schemes for mark in scheme.marks}
    slots = Slots(view, list(schemes))
    for hit in view.hits:
        symbol = view.unit(hit.unit).symbol
        if view.catalogue:
            if hit.group and not hit.weak and hit.unit not in listed and hit.trait is not None:
                yield slots.text(hit, symbol)
            continue
        if in_word_list(view, symbol):
            yield words_only(hit, symbol)
            continue
        field = symbol >= 0 and view.symbol(symbol).unit == hit.unit and view.symbol(symbol).kind is SymbolKind.FIELD
        share = field and hit.group and symbol in shares(view, view.symbol(symbol).parent)
        if not hit.group or (hit.unit in listed and not share) or hit.trait is None:
            continue
        if field and (not hit.weak or share or hit.group == MINORITY):
            found = slots.slot(symbol, hit, hit.trait)
            if found.setting.tied or not (hit.weak or share):
                yield found
        elif hit.group == MINORITY and (chosen := slots.choice(hit, symbol)) and chosen.setting.tied:
            yield chosen
        elif not hit.weak:
            yield slots.loose(hit, symbol)
