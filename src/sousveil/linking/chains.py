"""From hits to chains: lists, slots, the records that hold them, and the events, searches and rules that use those."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sousveil.linking.acting.alarms import Alarms
from sousveil.linking.acting.decisions import Decisions
from sousveil.linking.acting.kept import lay_kept
from sousveil.linking.acting.sent import Sent
from sousveil.linking.acting.switches import Switches
from sousveil.linking.code.exported import Exported
from sousveil.linking.code.flows import FROM_A_PICTURE, Flows
from sousveil.linking.code.held import Held
from sousveil.linking.code.looked_up import lay_lookups
from sousveil.linking.code.predicted import shared_in_map
from sousveil.linking.code.scripts import owners_of
from sousveil.linking.code.stored import as_elsewhere
from sousveil.linking.databases import Databases
from sousveil.linking.edges import Chain, EdgeKind, Fact, Setting, Surrounding
from sousveil.linking.forms import join_forms
from sousveil.linking.found import Found, words_only
from sousveil.linking.further import Further
from sousveil.linking.given.enrolled import Enrolled
from sousveil.linking.given.made_up import MadeUp
from sousveil.linking.graph import Graph, Node, Tagger, View
from sousveil.linking.holders import WORD, Holders, spot_of
from sousveil.linking.lists.attributes import tells_features
from sousveil.linking.lists.captions import compared
from sousveil.linking.lists.choosing import Choosing
from sousveil.linking.lists.origins import Origins, function_of
from sousveil.linking.lists.scheme import Scheme
from sousveil.linking.lists.schemes import Finder
from sousveil.linking.lone import lone_groups
from sousveil.linking.natives import join_natives
from sousveil.linking.parts.signatures import lay_heads
from sousveil.linking.searching.searches import join_searches
from sousveil.linking.showing.controls import bound_to, is_control
from sousveil.linking.showing.labels import Labels
from sousveil.linking.showing.screens import lay_screens
from sousveil.linking.showing.titles import join_titles
from sousveil.linking.slots import Slots
from sousveil.linking.standing import LABEL_ROLES
from sousveil.linking.surroundings import of_record
from sousveil.linking.taming import TOLD
from sousveil.linking.weave import Key, Weave
from sousveil.model.examined import Examined
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

SCORES = 2
"""Scores, confidences or predictions among a record's members that make it the output of an analysis."""
ANSWER = late(
    r"Re(?:sult|sponse|t)(?![a-z])|^(?:result|response|ret)_|_(?:result|response|ret)\b|Output(?![a-z])|_output"
)
"""One will do in a record that is called so."""


class Linker:
    """Links one target. ``traits`` gives the trait that each group belongs to."""

    def __init__(self, examined: Sequence[Examined], tagger: Tagger, traits: Mapping[str, Trait]):
        self.graph = Graph(examined, tagger)
        self.traits = dict(traits)
        self.weave = Weave()
        self.scheme_at: dict[Node, tuple[Scheme, Setting]] = {}
        self.flows = Flows(self.graph)
        self.origins = Origins(self.graph, self.flows)
        self.made_up, self.exported, self.enrolled = MadeUp(self.graph), Exported(self.graph), Enrolled(self.graph)
        self.held = Held(self.graph)
        self.holders = Holders(self.graph, self.weave)
        self.alarms = Alarms(self.graph, self.weave)
        self.labels = Labels(self.graph, self.weave)
        self.databases = Databases(self.graph, self.weave)
        self.slots: dict[tuple[Trait, str], dict[int, None]] = defaultdict(dict)
        self.used: list[tuple[Trait, str, int]] = []
        self.chosen: dict[tuple[Trait, str, str], list[int]] = defaultdict(list)
        """Features that can be asked for, by the name of their list and their own."""
        self.asked: list[tuple[Trait, str, str, int]] = []
        self.declared: dict[str, list[tuple[Key, int]]] = defaultdict(list)
        """Classes and functions that are named after a trait and do something with it, by their name."""
        self.telling: set[Node] = set()
        """Functions in whose body a list stands."""
        self.choosing = Choosing(self.weave, self.origins)

    def run(self) -> list[Chain]:
        """All chains of the target, in the order of their first places."""
        found: list[tuple[View, Found]] = []
        schemes: dict[tuple[int, int], list[Scheme]] = {}
        for key, view in self.graph.views.items():
            if not (view.hits or view.beyond):
                continue
            schemes[key] = list(Finder(view, self.traits).all())
            found.extend((view, self._settled(view, item)) for item in Slots(view, schemes[key]).all())
            found.extend((view, self._settled(view, one)) for one in lone_groups(view, schemes[key]))
            found.extend((view, words_only(hit, view.unit(hit.unit).symbol)) for hit in view.beyond[:TOLD])
        found = self.enrolled.told(as_elsewhere(found))
        self.choosing.note_all(found)
        self.choosing.note_lists((self.graph.views[key], scheme) for key, these in schemes.items() for scheme in these)
        for key, these in schemes.items():
            view = self.graph.views[key]
            for scheme in these:
                (self.labels.lay_list if view.catalogue else self._lay_scheme)(view, scheme)
        named: list[tuple[View, Found]] = []
        for view, item in found:
            if item.facts == (Fact.WORD,) and view.unit(item.unit).role is Role.IMPORT:
                named.append((view, item))  # laid when it is known what has the name that is taken in
            else:
                self._lay(view, item)
        for view, item in named:
            if not self._lay_import(view, item):
                self._lay(view, item)
        self.labels.lay((view, item) for view, item in found if view.catalogue)
        self.holders.lay_mentions()
        Switches(self.graph, self.weave).lay()
        self.alarms.lay()
        Decisions(self.graph, self.weave).lay(self.slots)
        lay_kept(self.graph, self.weave)
        lay_heads(self.graph, self.weave)
        Sent(self.graph, self.weave).lay()
        Further(self.graph, self.weave).lay()
        self._join_uses()
        self.databases.lay()
        join_natives(self.weave, self.graph)
        join_titles(self.weave, self.graph)
        lay_screens(self.weave, self.graph, self.scheme_at)
        join_searches(self.weave, self.graph)
        self.choosing.join()
        join_forms(self.weave, self.graph)
        return self.weave.chains(self.graph)

    def _settled(self, view: View, found: Found) -> Found:
        """The same place, with what other files of the target say about its own."""
        return self.made_up.told(view, self.held.told(view, self.exported.told(view, found)))

    def _lay_scheme(self, view: View, scheme: Scheme) -> None:
        users = self._users(view, scheme)
        setting, why, around = self.origins.of_list(view, scheme, users)
        node = Node(view.blob, view.number, scheme.holder)
        holder = scheme.holder
        if setting in (Setting.NONE, Setting.PERSON) and (chosen := self.choosing.from_list(view, scheme)) is not None:
            setting, why = chosen
        line = view.line_of(holder) if holder >= 0 else 0
        line = line or view.unit(scheme.marks[0].unit).line or 0
        setting, why = self.made_up.setting(view, setting, why, users, line)
        setting, why = self.enrolled.setting(view, scheme.trait, setting, why, line)
        if scheme.unrecognised and setting is Setting.CAPTURED:
            setting = Setting.IMAGE
        if holder >= 0 or scheme.unit >= 0:
            self.scheme_at[node] = (scheme, setting)
        key = (scheme.trait, setting)
        head = self._head_of_list(view, scheme, key)
        scored = scheme.unit < 0 and holder >= 0 and view.symbol(holder).kind is SymbolKind.RECORD
        """Whether its members are slots, one for each group."""
        shared = setting.tied and shared_in_map(view, holder, scheme.marks)
        given = (Fact.PRODUCER,) if setting.tied and compared(view, scheme) else ()
        for mark in scheme.marks:
            shown = [*given, Fact.LABEL] if view.unit(mark.unit).role in LABEL_ROLES else [*given]
            if shared or (scored and view.symbol(view.unit(mark.unit).symbol).kind is SymbolKind.FIELD):
                shown.append(Fact.SLOT)
            place = spot_of(view, mark.unit, mark.start, mark.end, view.unit(mark.unit).symbol)
            spot = self.weave.spot(key, place, Fact.GROUP, *shown)
            self.weave.group(key, spot, mark.group, view.unit(mark.unit).text[mark.start : mark.end], weak=mark.weak)
            if head is not None and spot != head:
                self.weave.edge(spot, head, EdgeKind.MEMBER_OF, "it is one of the values listed there")
        for unit in scheme.unrecognised:
            spot = self.weave.spot(
                key, spot_of(view, unit, 0, len(view.unit(unit).text), view.unit(unit).symbol), Fact.NOT_RECOGNISED
            )
            if head is not None and spot != head:
                self.weave.edge(spot, head, EdgeKind.MEMBER_OF, "it is the value for what was not recognised")
        self.weave.surround(key, view, around, why)
        if head is not None:
            self._lay_beside(view, scheme, head, key)
            if why == FROM_A_PICTURE:
                self._lay_giver(view, holder, head, key)
        for user in users:
            self._lay_user(user, key, head)

    def _lay_beside(self, view: View, scheme: Scheme, head: int, key: Key) -> None:
        """What names a list, holds it, and picks its values."""
        self.choosing.listed(view, scheme, head)
        self._lay_function(view, scheme.holder, head, key)
        if key[1] is Setting.IMAGE:
            lay_lookups(self.weave, view, scheme, head, key)

    def _lay_giver(self, view: View, holder: int, head: int, key: Key) -> None:
        """The function that works out, from a picture, what the function of a list takes."""
        behind = self.flows.picture_behind(view, function_of(view, holder))
        if behind is None:
            return
        other = self.graph.view(behind)
        place = spot_of(other, other.symbol(behind.symbol).unit, symbol=behind.symbol)
        why = "what it takes is called after what that function works out from a picture"
        self.weave.edge(head, self.weave.spot(key, place, Fact.PRODUCER), EdgeKind.RETURNED_BY, why)

    def _lay_function(self, view: View, holder: int, head: int, key: tuple[Trait, Setting]) -> None:
        """The function in whose body a list stands: what it handles or shows, it handles or shows by group."""
        function = function_of(view, holder)
        if function < 0 or view.symbol(function).unit < 0:
            return
        self.used.append((key[0], view.symbol(holder).name, head))
        self.telling.add(Node(view.blob, view.number, function))
        uses = dict.fromkeys(self.holders.uses(view, function))
        for child in view.children.get(function, ()):
            if view.symbol(child).kind is SymbolKind.PARAMETER:
                uses.update(dict.fromkeys(self.holders.uses(view, child)))
        if view.own_concepts(function) & {"context/ui"}:
            uses[Fact.LABEL] = None
        if uses:
            unit = view.symbol(function).unit
            spot = self.weave.spot(key, spot_of(view, unit, 0, len(view.unit(unit).text), function), *uses)
            self.weave.edge(head, spot, EdgeKind.PARAMETER_OF, "it is told apart in the body of that function")

    def _head_of_list(self, view: View, scheme: Scheme, key: tuple[Trait, Setting]) -> int | None:
        unit = scheme.unit if scheme.unit >= 0 else view.name_unit(scheme.holder) if scheme.holder >= 0 else -1
        if scheme.unit < 0 and is_control(view, scheme.holder):
            unit = next(bound_to(view, scheme.holder), unit)
        if unit < 0:
            return None
        text = view.unit(unit).text
        if scheme.unit >= 0:
            marks = [mark for mark in scheme.marks if mark.unit == unit]
            start, end = min(m.start for m in marks), max(m.end for m in marks)
        else:
            start, end = 0, len(text)
        return self.weave.spot(key, spot_of(view, unit, start, end, scheme.holder), Fact.GROUP_LIST)

    def _users(self, view: View, scheme: Scheme) -> list[Node]:
        if scheme.holder < 0 or view.symbol(scheme.holder).kind not in (SymbolKind.ENUM, SymbolKind.RECORD):
            return []
        node = Node(view.blob, view.number, scheme.holder)
        return [user for user in self.graph.users(node) if self.graph.view(user).symbol(user.symbol).unit >= 0]

    def _lay_user(self, user: Node, key: tuple[Trait, Setting], head: int | None) -> None:
        """A field typed with a list: a slot, whatever it is called."""
        view = self.graph.view(user)
        item = self.made_up.told(view, Slots(view, []).slot(user.symbol, None, key[0]))
        if item.setting is Setting.NONE or (item.setting.tied and key[1].tied) or item.setting is Setting.PERSON:
            item_key = key
        else:
            item_key = (key[0], item.setting)
        spot = self._lay_slot(view, item, item_key)
        if head is not None and item_key == key:
            self.weave.edge(spot, head, EdgeKind.TYPED_AS, "it is declared with that list as its type")

    def _key_of(self, view: View, item: Found) -> Key:
        """Where a slot belongs: one whose own comment lists the groups, to what that list was found to be about."""
        coded = self.scheme_at.get(Node(view.blob, view.number, item.symbol))
        if (
            coded is not None
            and Fact.SLOT in item.facts
            and item.setting in (Setting.NONE, Setting.PERSON)
            and coded[1].tied
            and coded[0].trait is item.trait
        ):
            return (item.trait, coded[1])
        return (item.trait, item.setting)

    def _lay(self, view: View, item: Found) -> None:
        key = self._key_of(view, item)
        if Fact.SLOT in item.facts and item.symbol >= 0:
            spot = self._lay_slot(view, item, key)
            self._join_named_list(view, item, key, spot)
        elif Fact.SELECTOR in item.facts:
            spot = self._lay_selector(view, item, key)
        elif item.facts == (Fact.WORD,) and self._carried(view, item):
            return
        else:
            spot = self.weave.spot(
                key, spot_of(view, item.unit, item.start, item.end, item.symbol, item.rule), *item.facts
            )
            self.weave.surround_counts(key, view, item.around, item.why)
            if item.facts != (Fact.WORD,) and view.unit(item.unit).role in (Role.RECORD, Role.FUNCTION):
                self.declared[view.unit(item.unit).text].append((key, spot))
            if view.unit(item.unit).role is Role.IDENTIFIER:
                name = view.unit(item.unit).text
                self.used.append((item.trait, name, spot))
                self.asked += [(item.trait, owner, name, spot) for owner in owners_of(view, item.unit)]
        self.choosing.laid(view, item, spot)
        if item.group:
            written = view.unit(item.unit).text[item.start : item.end]
            self.weave.group(key, spot, item.group, written, weak=False)

    def _lay_import(self, view: View, item: Found) -> bool:
        """A name that a file takes in, where a record of that name is laid: the place from which others get it."""
        names = dict.fromkeys(WORD.findall(view.unit(item.unit).text))
        laid = [
            (name, key, spot)
            for name in names
            for key, spot in dict.fromkeys((*self.holders.laid.get(name, ()), *self.declared.get(name, ())))
            if key[0] is item.trait
        ]
        for name, key, record in laid:
            at = view.unit(item.unit).text.index(name)
            use = self.weave.spot(key, spot_of(view, item.unit, at, at + len(name), -1, item.rule), Fact.WORD)
            self.weave.edge(use, record, EdgeKind.SAME_NAME, "it takes in what has that name")
        return bool(laid)

    def _carried(self, view: View, item: Found) -> bool:
        """Whether a word is only the prefix or the title of a list that is laid already."""
        if item.symbol < 0:
            return False
        around = [Node(view.blob, view.number, symbol) for symbol in (item.symbol, *view.ancestors(item.symbol))]
        return any(node in self.scheme_at for node in around[:2]) or any(node in self.telling for node in around)

    def _lay_slot(self, view: View, item: Found, key: tuple[Trait, Setting]) -> int:
        spot = self.weave.spot(key, spot_of(view, item.unit, item.start, item.end, item.symbol, item.rule), *item.facts)
        self.weave.surround_counts(key, view, item.around, item.why)
        coded = self.scheme_at.get(Node(view.blob, view.number, item.symbol))
        if coded is not None and coded[0].unit >= 0 and (coded[0].trait, coded[1]) == key:
            head = self._head_of_list(view, coded[0], key)
            if head is not None and head != spot:
                self.weave.edge(head, spot, EdgeKind.COMMENT_OF, "it is the comment on that slot")
        if view.symbol(item.symbol).name and Fact.SLOT in item.facts:
            self.slots[item.trait, view.symbol(item.symbol).name][spot] = None
        if item.record >= 0:
            record = self._lay_record(view, item.record, key)
            if record is not None:
                self.weave.edge(spot, record, EdgeKind.MEMBER_OF, "it is a member of that record")
                self.alarms.lay_slot(view, item, key, spot, record)
                self.holders.climb(Node(view.blob, view.number, item.record), record, key)
        return spot

    def _join_named_list(self, view: View, item: Found, key: tuple[Trait, Setting], spot: int) -> None:
        """A slot whose comment or type names a list: in many bindings this is the only link."""
        symbol = view.symbol(item.symbol)
        named = {symbol.type} if symbol.type else set()
        for unit in view.texts.get(item.symbol, ()):
            named.update(WORD.findall(view.unit(unit).text))
        here = Node(view.blob, view.number, item.symbol)
        for name in sorted(named):
            if name not in self.graph.named:
                continue
            node = self.graph.nearest(name, here)
            if node is None or node not in self.scheme_at:
                continue
            scheme, setting = self.scheme_at[node]
            if scheme.trait is key[0] and (setting == key[1] or (setting.tied and key[1].tied)):
                head = self._head_of_list(self.graph.view(node), scheme, (scheme.trait, setting))
                if head is not None:
                    how = "its type is that list" if name == symbol.type else "the comment on it names that list"
                    self.weave.edge(spot, head, EdgeKind.TYPED_AS, how)

    # records and what uses them

    def _lay_record(self, view: View, record: int, key: tuple[Trait, Setting]) -> int | None:
        symbol = view.symbol(record)
        if symbol.unit < 0:
            return None
        facts = [Fact.RECORD, *self.holders.uses(view, record)]
        told = view.own_concepts(record) & {"context/infer", "context/capture"} or tells_features(view, record)
        scored = of_record(view, record).has(Surrounding.INFER) >= (1 if ANSWER.search(symbol.name) else SCORES)
        if (scored or told) and key[1] is Setting.IMAGE:
            facts.append(Fact.PRODUCER)
        spot = self.weave.spot(key, spot_of(view, symbol.unit, 0, len(view.unit(symbol.unit).text), record), *facts)
        if symbol.name:
            self.holders.laid[symbol.name].append((key, spot))
        return spot

    def _lay_selector(self, view: View, item: Found, key: tuple[Trait, Setting]) -> int:
        """The trait among the features that can be asked for; the rules and capabilities that hold such a list."""
        spot = self.weave.spot(key, spot_of(view, item.unit, item.start, item.end, item.symbol, item.rule), *item.facts)
        self.weave.surround_counts(key, view, item.around, item.why)
        holder = view.symbol(item.symbol).parent if item.symbol >= 0 else -1
        if holder < 0 or view.symbol(holder).unit < 0:
            return spot
        unit = view.symbol(holder).unit
        head = self.weave.spot(
            key,
            spot_of(view, unit, 0, len(view.unit(unit).text), holder),
            Fact.RECORD,
            *self.holders.uses(view, holder),
        )
        self.chosen[item.trait, view.symbol(holder).name, view.symbol(item.symbol).name].append(spot)
        self.weave.edge(spot, head, EdgeKind.SELECTED_BY, "it is one of the features in that list")
        self.holders.climb(Node(view.blob, view.number, holder), head, key)
        return spot

    def _reader(self, spot: int) -> str:
        at = self.weave.spots[spot]
        return self.graph.views[at.examined, at.reading].reading.reader

    def _join_uses(self) -> None:
        """Running code that names a slot found elsewhere, where the name is more than the trait's bare word."""
        for trait, name, use in self.used:
            if len(name) > len(trait.value) + 1 or "_" in name:
                slots = list(self.slots.get((trait, name), {}))
                for slot in [s for s in slots if self._reader(s) == self._reader(use)] or slots:
                    self.weave.edge(use, slot, EdgeKind.SAME_NAME, "it uses a slot of that name")
        for trait, owner, name, use in self.asked:
            for feature in self.chosen.get((trait, owner, name), ()):
                asking = self.weave.spot(self.weave.keys[feature], self.weave.spots[use], Fact.WORD)
                self.weave.edge(asking, feature, EdgeKind.SAME_NAME, "it asks for the feature of that name")


def link(examined: Sequence[Examined], tagger: Tagger, traits: Mapping[str, Trait]) -> list[Chain]:
    """Chains of a target. ``traits`` maps each group's id (``uyghur``) to the trait that it belongs to."""
    return Linker(examined, tagger, traits).run()
