"""Where the values of a list come from: a picture, a card, a form; told by what holds it, uses it and stands near."""

from sousveil.linking.code.flows import FROM_A_PICTURE, Flows
from sousveil.linking.code.held import held_by_face
from sousveil.linking.code.looked_up import of_model
from sousveil.linking.code.picked import classified_elsewhere
from sousveil.linking.code.scripts import PICTURED, pictured
from sousveil.linking.edges import Setting, Surrounding
from sousveil.linking.given.by_hand import WHY as BY_HAND
from sousveil.linking.given.by_hand import written_by_hand
from sousveil.linking.given.custody import WHY as HELD
from sousveil.linking.given.custody import of_those_held
from sousveil.linking.given.picked_in_form import WHY as IN_FORM
from sousveil.linking.given.picked_in_form import picked_in_form
from sousveil.linking.given.written import written
from sousveil.linking.graph import Graph, Node, View
from sousveil.linking.lists.captions import WHY as COMPARED
from sousveil.linking.lists.captions import compared
from sousveil.linking.lists.classes import CONFIGURED, OPENED, is_file, of_pictures, opened_for_pictures
from sousveil.linking.lists.expressions import LISTED, among_expressions, told_of_faces
from sousveil.linking.lists.person_labels import WHY as LABELS
from sousveil.linking.lists.person_labels import labels_of, lists_looks
from sousveil.linking.lists.scheme import Scheme, trait_of
from sousveil.linking.lists.shades_told import WHY as GIVEN_OUT
from sousveil.linking.lists.shades_told import tells_shades
from sousveil.linking.lists.shares import SHARES, of_a_look
from sousveil.linking.lists.taught import WHY as TAUGHT
from sousveil.linking.lists.taught import taught
from sousveil.linking.lists.tones import WHY as SHADES
from sousveil.linking.lists.tones import told_in_pictures
from sousveil.linking.searching.face_search import on_face_search
from sousveil.linking.searching.made_controls import FILLED_IN, chosen_in_form
from sousveil.linking.searching.sought import enclosing
from sousveil.linking.settings import setting_of
from sousveil.linking.showing.rendered import BY_MOODS, by_moods
from sousveil.linking.standing import holder_of, named_by
from sousveil.linking.surroundings import IN_PATH, OF_CONCEPT, Around, near, of_faces, of_record, part_of_a_face
from sousveil.linking.texts.prompting import WHY as ASKED
from sousveil.linking.texts.prompting import values_asked_for
from sousveil.model.late import late
from sousveil.model.words import SymbolKind, Trait

_ENDED = (".rb", ".rake", ".ex", ".exs", ".cr")
_CLASS = late(r"\s*(?:class|module|defmodule)\s+([\w.:]+)")
LANGUAGES = "the list is called after languages, many of which are called like peoples"
SEVERAL = 3
"""So many groups in a list are people, whatever it is called."""


class Origins:
    """Tells it for the lists and slots of one target."""

    def __init__(self, graph: Graph, flows: Flows) -> None:
        self._graph, self._flows = graph, flows

    def of_list(self, view: View, scheme: Scheme, users: list[Node]) -> tuple[Setting, str, Around]:
        """Where the values of a list come from, the sentence that says why, and what stands around it."""
        setting, why, around = self._by_surroundings(view, scheme, users)
        if _of_languages(view, scheme):
            return Setting.NONE, LANGUAGES, around
        open_yet = setting in (Setting.NONE, Setting.PERSON)
        if (open_yet or setting is Setting.CAPTURED) and (listed := self._by_its_members(view, scheme)):
            setting, why = Setting.IMAGE, listed
        elif (open_yet and not of_pictures(view, scheme.holder)) or setting is Setting.CAPTURED:
            told = of_model(view, scheme)
            if told is not None:
                setting, why, around = told
            elif open_yet and (by := self._by_what_is_done(view, scheme)):
                setting, why = Setting.IMAGE, by
        elif open_yet:
            setting, why = Setting.IMAGE, CONFIGURED
        if not setting.tied and open_yet and (sought := on_face_search(view, scheme.marks[0].unit, scheme.trait)):
            setting, why = Setting.CAPTURED, sought
        elif setting is Setting.CAPTURED and chosen_in_form(view, scheme.marks[0].unit):
            setting, why = Setting.TYPED, FILLED_IN
        if setting.tied and of_those_held(view, view.unit(scheme.marks[0].unit).symbol):
            setting, why = Setting.TYPED, HELD
        elif setting.tied and written_by_hand(view, scheme.marks[0].unit):
            setting, why = Setting.TYPED, BY_HAND
        elif setting.tied and picked_in_form(view, scheme.marks[0].unit):
            setting, why = Setting.TYPED, IN_FORM
        return setting, why, around

    @staticmethod
    def _by_its_members(view: View, scheme: Scheme) -> str:
        """Why a list is of pictures, by what its groups stand beside; empty where nothing says so."""
        if compared(view, scheme):
            return COMPARED
        if among_expressions(view, scheme):
            return LISTED
        if values_asked_for(view, {mark.unit for mark in scheme.marks}):
            return ASKED
        return BY_MOODS if by_moods(view, scheme) else ""

    def _by_what_is_done(self, view: View, scheme: Scheme) -> str:
        """The same by the code that has it, or opens its file."""
        if scheme.unit < 0 and lists_looks(labels_of(view, scheme.holder)):
            return LABELS
        if taught(view, scheme):
            return TAUGHT
        if scheme.trait is Trait.SKIN_COLOUR and tells_shades(view, scheme.marks[0].unit):
            return GIVEN_OUT
        if scheme.trait is Trait.SKIN_COLOUR and self._told_in_pictures(view, scheme.holder):
            return SHADES
        if scheme.holder >= 0 and of_a_look(view, scheme.holder, of_record(view, scheme.holder)):
            return SHARES
        file = scheme.holder < 0 and scheme.unit < 0 and is_file(view)
        return OPENED if file and opened_for_pictures(self._graph, view) else ""

    def _told_in_pictures(self, view: View, holder: int) -> bool:
        return told_in_pictures(view, holder) or classified_elsewhere(self._graph, view, holder)

    def _by_surroundings(self, view: View, scheme: Scheme, users: list[Node]) -> tuple[Setting, str, Around]:
        """The same by what holds, uses and surrounds it."""
        holder = scheme.holder
        first = scheme.unit if scheme.unit >= 0 else scheme.marks[0].unit
        around = of_record(view, holder) if holder >= 0 else near(view, first)
        named = named_by(view, holder, *view.ancestors(holder)) if holder >= 0 else frozenset()
        named |= _by_class(view, first)
        if holder < 0 and scheme.unit < 0:
            named = frozenset(OF_CONCEPT[concept] for concept in scheme.said if concept in OF_CONCEPT)
            named |= named_by(view, *_records_around(view, view.unit(first).symbol))
        setting, why = setting_of(around, named, table=scheme.table, scattered=scheme.scattered)
        used = {self.of_slot(user)[0] for user in users} - {Setting.NONE}
        for setting_of_user in sorted(used, key=lambda one: (not one.tied, one)):  # in no order of chance
            if setting_of_user.tied and setting in (Setting.NONE, Setting.PERSON, Setting.CAPTURED):
                setting, why = Setting.IMAGE, "it is the type of a slot in the record of a face or body"
            elif setting is Setting.NONE:
                setting, why = setting_of_user, "it is the type of a slot in such a record"
        if setting in (Setting.NONE, Setting.PERSON):
            wider = near(view, scheme.marks[0].unit)
            setting, why = setting_of(wider, named, table=scheme.table, scattered=scheme.scattered)
            if setting in (Setting.NONE, Setting.PERSON) and pictured(wider, firm=len(scheme.groups) >= SEVERAL):
                setting, why = Setting.IMAGE, PICTURED
            function = function_of(view, holder)
            if setting is Setting.TYPED and 0 <= function == holder:
                setting, why = Setting.NONE, "a function gives it back, and of what was not shown"
            if setting is Setting.NONE and function >= 0 and self._flows.picture_behind(view, function) is not None:
                wider.add({"context/capture"}, "<what it takes>")
                setting, why = Setting.IMAGE, FROM_A_PICTURE
            around = wider if setting is not Setting.NONE else around
        if setting is Setting.NONE and holder >= 0 and view.symbol(holder).parent >= 0:
            above = view.symbol(holder).parent
            beside = of_record(view, above)
            held, reason = setting_of(beside, named_by(view, above), table=scheme.table, scattered=scheme.scattered)
            if held.tied:
                setting, why, around = held, reason, beside
        if setting is Setting.NONE and _of_faces(view, holder):
            around.add({"context/face"}, IN_PATH)
            setting, why = Setting.CAPTURED, "its package is called after the detection or analysis of faces"
        return setting, why, around

    def of_slot(self, node: Node) -> tuple[Setting, Around]:
        """The setting of a field or parameter, and what stands around it."""
        view = self._graph.view(node)
        holder = holder_of(view, node.symbol)
        around = of_record(view, holder) if holder >= 0 else near(view, view.symbol(node.symbol).unit)
        named = named_by(view, holder, node.symbol)
        if holder >= 0 and (part_of_a_face(view, holder) or held_by_face(self._graph, view, holder)):
            named |= {Surrounding.FACE}
        setting = setting_of(around, named)[0]
        if setting.tied and (told := written(view, node.symbol, view.symbol(node.symbol).unit, around, ())):
            return told[0], around
        if setting in (Setting.NONE, Setting.PERSON) and told_of_faces(view, node.symbol, Trait.ETHNICITY, around):
            return Setting.IMAGE, around  # its type is a list of groups, whatever it is called
        return setting, around


def function_of(view: View, holder: int) -> int:
    """The function that a list is or stands in, -1 where there is none."""
    around = (holder, *view.ancestors(holder)) if holder >= 0 else ()
    return next((one for one in around if view.symbol(one).kind is SymbolKind.FUNCTION), -1)


def _records_around(view: View, symbol: int) -> list[int]:
    """The classes in which something stands, the nearest first."""
    around = (symbol, *view.ancestors(symbol)) if symbol >= 0 else ()
    return [one for one in around if view.symbol(one).kind is SymbolKind.RECORD]


def _by_class(view: View, unit: int) -> frozenset[Surrounding]:
    """What the class or module around a place is called, in languages whose blocks end with a word."""
    line = view.unit(unit).line
    if line is None or not view.path.endswith(_ENDED) or line > len(view.lines):
        return frozenset()
    names = (match[1] for text in enclosing(view, line) if (match := _CLASS.match(text)) is not None)
    told = {tag.concept for name in [*names][:1] for tag in view.tag(name)}
    return frozenset(OF_CONCEPT[concept] for concept in told if concept in OF_CONCEPT)


def _of_languages(view: View, scheme: Scheme) -> bool:
    """Whether a list is called after languages: many are called like peoples."""
    if scheme.holder < 0 or view.symbol(scheme.holder).unit < 0 or scheme.trait is not Trait.ETHNICITY:
        return False
    told = {tag.concept for tag in view.tag(view.symbol(scheme.holder).name) if not tag.weak}
    return "context/locale" in told and trait_of(told) is None and not told & {"context/face", "context/body"}


def _of_faces(view: View, holder: int) -> bool:
    """Whether an enumeration that is called after the trait lies in a package of face analysis."""
    if holder < 0 or view.symbol(holder).kind is not SymbolKind.ENUM or not of_faces(view.path):
        return False
    return trait_of(view.own_concepts(holder)) is not None
