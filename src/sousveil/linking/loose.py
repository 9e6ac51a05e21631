"""Words in running code and text: what they do is told by their own names, their line and what stands near."""

from collections.abc import Iterator, Sequence

import msgspec

from sousveil.linking.code.estimated import estimated
from sousveil.linking.code.evaluated import evaluated, takes_faces
from sousveil.linking.code.modelled import WHY as MODELS
from sousveil.linking.code.modelled import keeps_model, models_beside, names_model
from sousveil.linking.code.networks import WHY as LAYER
from sousveil.linking.code.networks import head_of_network
from sousveil.linking.code.one_by_one import written_one_by_one
from sousveil.linking.code.outright import told_outright
from sousveil.linking.code.predicted import scored
from sousveil.linking.code.scripts import (
    analyses,
    is_parameter,
    looked_for,
    of_a_face,
    puts_told,
    sets,
    tags,
    told_apart,
    worked_out,
)
from sousveil.linking.code.singled import WHY as SINGLED
from sousveil.linking.code.singled import finds_only, singled
from sousveil.linking.code.traced import put_from_model
from sousveil.linking.edges import Fact, Setting, Surrounding
from sousveil.linking.found import Finds, Found, words_only
from sousveil.linking.given.entered import WHY as ENTERED
from sousveil.linking.given.entered import entered
from sousveil.linking.lists.described import described
from sousveil.linking.lists.rowed import rowed
from sousveil.linking.searching.filtered import filters
from sousveil.linking.searching.mappers import in_mapper
from sousveil.linking.searching.queried import asked_back, filled_by_model, in_statement
from sousveil.linking.settings import setting_of
from sousveil.linking.standing import (
    HOLDER_KINDS,
    LABEL_ROLES,
    PROSE,
    SCREENS,
    SLOT_NAMES,
    beside_slots,
    in_data,
    infers,
    is_name,
    model_file,
    named_by,
    takes_names,
    told_concepts,
)
from sousveil.linking.surroundings import GIVEN, OF_CONCEPT, Around, near, of_record
from sousveil.linking.texts.asked import features_beside, heads_table, searched_by
from sousveil.linking.texts.beside import in_columns, set_on_face
from sousveil.linking.texts.linked import in_a_sentence
from sousveil.linking.texts.prompting import asked_of_model, makes
from sousveil.linking.texts.stating import WHY, facts_of, pictures_near, stated_in, with_picture
from sousveil.model.hit import Hit
from sousveil.model.words import Role, SymbolKind, Trait

PRODUCES = frozenset({"context/infer"})
_SEEN = frozenset({"context/face", "context/body"})
_ABOUT_PEOPLE = (
    Surrounding.VITAL, Surrounding.REGISTRY, Surrounding.MEDICAL, Surrounding.DOCUMENT, Surrounding.CENSUS,
    Surrounding.FORM,
)  # fmt: skip
"""What stands beside a code set of a person's record."""
_GIVEN = frozenset({Fact.WORD, Fact.SLOT, Fact.PRODUCER})
_SAYS = frozenset({Role.STRING, Role.VALUE, Role.UI_LABEL, Role.OPTION})
"""Texts in code and on screens that may say that something is filtered or searched by."""
_HEAD, _LINE = 4, 400
"""Lines up to which the head of a loop stands above, and code points of one."""
REMARK = 60
"""Code points of a remark on the line under it; a longer one describes."""
NAME_ROLES = frozenset(
    {
        Role.RECORD,
        Role.FUNCTION,
        Role.VARIABLE,
        Role.FIELD,
        Role.CONSTANT,
        Role.TYPE,
        Role.PARAMETER,
        Role.EXPORTED,
        Role.IDENTIFIER,
    }
)


class Loose(Finds):
    """Sorts the hits of one view that belong to no member of a record."""

    def loose(self, hit: Hit, symbol: int) -> Found:
        """A word that is no member: a value of a list of described members, or a word in running code or text."""
        if not hit.group and scored(self.view, hit):
            return self._scored(hit, symbol)
        told = self.mapped(hit) or self._described(hit) or self.asked_back(hit, symbol) or self._singled(hit, symbol)
        told = told or self._in_turn(hit)
        found = told or self.outright(hit, self._running(hit, symbol))
        if found.setting.tied and entered(self.view, hit):
            return msgspec.structs.replace(found, facts=(Fact.SLOT,), setting=Setting.TYPED, why=ENTERED)
        return self._sought(hit, found)

    def _in_turn(self, hit: Hit) -> Found | None:
        """One of the columns that code writes one by one, where they are those of a face or body."""
        columns = written_one_by_one(self.view, hit)
        found = self._found(hit, -1, -1, (Fact.SLOT,), *columns) if columns else None
        return found if found is not None and found.setting.tied else None

    def _sought(self, hit: Hit, found: Found) -> Found:
        """The same as searched by, where a text in code or on a screen says so: ``help="Skin tone filter"``."""
        if not found.setting.tied and filters(self.view, hit):
            found = self._gone_through(hit) or found
        said = self.view.unit(hit.unit).role in _SAYS and not hit.group and searched_by(self.view, hit)
        said = said or (found.setting.tied and filters(self.view, hit))
        if not said or not found.setting.tied:
            return found
        kept = (fact for fact in found.facts if fact is not Fact.WORD)
        return msgspec.structs.replace(found, facts=tuple(dict.fromkeys((*kept, Fact.SLOT, Fact.SEARCH))))

    def _gone_through(self, hit: Hit) -> Found | None:
        """What a member of something is that code goes through, where a face is spoken of on the line or above it."""
        line = self.view.unit(hit.unit).line or 0
        told = (self.view.tag(text) for text in self.view.lines[max(0, line - _HEAD) : line] if len(text) <= _LINE)
        if not any(tag.concept in _SEEN and not tag.weak for tags in told for tag in tags):
            return None
        found = self._found(hit, -1, -1, (Fact.SLOT,), near(self.view, hit.unit), frozenset({Surrounding.FACE}))
        return found if found.setting.tied else None

    def mapped(self, hit: Hit) -> Found | None:
        """A column in a statement that lies in pieces in a mapper."""
        column = in_mapper(self.view, hit)
        return self._found(hit, -1, -1, *column) if column else None

    def outright(self, hit: Hit, found: Found) -> Found:
        """The same as what tells the trait, where the text of a screen or of running code says so outright."""
        if (told := told_outright(self.view, hit)) is not None:
            return msgspec.structs.replace(found, facts=told[0], setting=Setting.IMAGE, why=told[1])
        if not found.setting.tied:
            found = self.layered(hit, found)
        if not found.setting.tied and Fact.PRODUCER in found.facts:
            found = self.modelled(hit, found)
        said = tuple(facts_of(self.view, hit))
        if not said and names_model(self.view, hit):
            said = (Fact.PRODUCER,)
        if not said or self.view.catalogue:
            return found
        if not found.setting.tied and self._of_pictures(hit, found, said):
            found = msgspec.structs.replace(found, setting=Setting.IMAGE, why=WHY)
        if not found.setting.tied:
            return found
        facts = tuple(fact for fact in found.facts if fact is not Fact.WORD)
        return msgspec.structs.replace(found, facts=tuple(dict.fromkeys((*facts, *said))))

    def layered(self, hit: Hit, found: Found) -> Found:
        """The same as what gives the trait out of a picture, where it is a head of a network for pictures."""
        layers = head_of_network(self.view, hit)
        if layers is None:
            return found
        facts, around = (Fact.PRODUCER,), layers.counts()
        return msgspec.structs.replace(found, facts=facts, setting=Setting.IMAGE, why=LAYER, around=around)

    def modelled(self, hit: Hit, found: Found) -> Found:
        """The same as of a picture, where models for other features of a look are called alike beside it."""
        models = models_beside(self.view, hit)
        if models is None:
            return found
        return msgspec.structs.replace(found, setting=Setting.IMAGE, why=MODELS, around=models.counts())

    def _of_pictures(self, hit: Hit, found: Found, said: Sequence[Fact]) -> bool:
        """Whether a label speaks of people by its word alone, and pictures are spoken of near it; no form, no card.

        Or a text does that running code puts on a screen, or a value in a request that holds a picture.
        """
        unit = self.view.unit(hit.unit)
        weak = hit.weak and hit.trait is not Trait.NATIONALITY  # which is looked at closely before it says anything
        if weak or any(found.around.get(one) for one in (*GIVEN, Surrounding.NAMES)):
            return False
        if unit.role not in LABEL_ROLES and Fact.ON_SCREEN not in said:
            return with_picture(self.view, hit)
        return pictures_near(self.view, unit.line, alone=unit.role not in LABEL_ROLES)

    def _stated(self, hit: Hit) -> Found | None:
        """What a document says outright of what is told from pictures."""
        around = stated_in(self.view, hit)
        if around is None and asked_of_model(self.view, hit):
            around = near(self.view, hit.unit)
        if around is None:
            return None
        found = self._found(hit, -1, -1, (Fact.PRODUCER,), around, frozenset())
        return msgspec.structs.replace(found, setting=Setting.IMAGE, why=WHY)

    def _filtered(self, hit: Hit) -> Found | None:
        """What a remark in running code says that it filters or searches by: ``// filter by race``."""
        unit = self.view.unit(hit.unit)
        if unit.role is not Role.COMMENT or len(unit.text) > REMARK or not searched_by(self.view, hit):
            return None
        found = self._found(hit, -1, -1, (Fact.SLOT, Fact.SEARCH), near(self.view, hit.unit), frozenset())
        return found if found.setting.tied else None

    def _scored(self, hit: Hit, symbol: int) -> Found:
        """The answer of an analysis about one feature, with how sure it is: told by what holds it and stands near."""
        named = named_by(self.view, *self.view.ancestors(symbol))
        return self._found(hit, -1, -1, (Fact.SLOT, Fact.PRODUCER), near(self.view, hit.unit), named)

    def asked_back(self, hit: Hit, symbol: int) -> Found | None:
        """One of the fields that a query asks back: a slot in the records that it searches."""
        if not asked_back(self.view, hit):
            return None
        around = near(self.view, hit.unit)
        found = self._found(hit, symbol, -1, (Fact.SLOT, Fact.SEARCH), around, frozenset())
        return found if found.setting.tied else None

    def _described(self, hit: Hit) -> Found | None:
        """What says what a member of a list is, where that is told of a face or body."""
        told = described(self.view, hit) or rowed(self.view, hit)
        if told is None:
            return None
        found = self._found(hit, -1, -1, told.facts, told.around, told.named)
        if found.setting in (Setting.NONE, Setting.PERSON):
            wider = told.around.joined(near(self.view, hit.unit))
            found = self._found(hit, -1, -1, told.facts, wider, told.named)
        return found if found.setting.tied else None

    def _singled(self, hit: Hit, symbol: int) -> Found | None:
        """One people that is told apart from others among those who are seen."""
        told = singled(self.view, hit, symbol)
        if told is None:
            return None
        found = self._found(hit, -1, -1, *told, frozenset())
        return found if found.setting.tied else msgspec.structs.replace(found, setting=Setting.CAPTURED, why=SINGLED)

    def _running(self, hit: Hit, symbol: int) -> Found:
        """What it does is told by its own name and by what stands near."""
        view, unit = self.view, self.view.unit(hit.unit)
        features = [] if makes(unit.text) else features_beside(view, hit)
        if in_data(view, hit) or in_a_sentence(view, hit):
            return words_only(hit, symbol)
        documented = unit.role in PROSE and is_parameter(view, hit)
        if unit.role in PROSE and not features and not documented and not model_file(unit.text, hit):
            # what stands around prose changes nothing of that, but where it says outright what is told from pictures
            return self._stated(hit) or self._filtered(hit) or words_only(hit, symbol)
        record = next((a for a in self._around(symbol) if view.symbol(a).kind in HOLDER_KINDS), -1)
        titles = self._titles_codes(hit, symbol)  # what is beside it are the titles of the other code sets
        tag = tags(view, hit)  # the other tags beside it are records of their own
        around = of_record(view, record) if record >= 0 and not titles and not tag else near(view, hit.unit)
        named = named_by(view, symbol, record) | {
            OF_CONCEPT[tag.concept] for tag in view.unit_tags(hit.unit) if tag.concept in OF_CONCEPT
        }
        if record >= 0 and setting_of(around, named)[0] in (Setting.NONE, Setting.PERSON):
            around = self._of_method(hit, symbol, around)
        elif record >= 0 and unit.role is not Role.STRING and not beside_slots(around):
            wider = self._of_method(hit, symbol, around)
            around = wider if beside_slots(wider) else around  # its class names a face, its method other features
        if OF_CONCEPT["context/infer"] in named and takes_names(view, symbol):
            around.add({"context/name-based"}, "<what it takes>")
            named |= {Surrounding.NAMES}
        elif unit.role is Role.RECORD and takes_faces(view, symbol):
            named |= {Surrounding.FACE}
        for feature in features:
            around.add({"context/attribute"}, feature)
        if column := self._of_statement(hit, around, named):
            return self._found(hit, symbol, -1, *column)
        if features:
            shown = (Fact.LABEL,) if unit.role in LABEL_ROLES else ()
            head = (Fact.SLOT,) if heads_table(view, hit) else ()
            found = self._found(hit, -1, -1, (Fact.SELECTOR, *head, *shown), around, named)
            quoted = not found.setting.tied and unit.role is Role.DOCUMENT and asked_of_model(view, hit)
            return (self._stated(hit) or found) if quoted else found
        one_of_a_family = (Fact.PRODUCER,) if evaluated(view, hit, around) else ()
        of_face = of_a_face(view, hit) or set_on_face(view, hit)
        if of_face or one_of_a_family:
            named |= {Surrounding.FACE}
        told = self._told(hit, around, titles, slot=of_face or documented or tag)
        facts = tuple(dict.fromkeys((*told, *one_of_a_family)))
        found = self._found(hit, symbol, -1, facts or (Fact.WORD,), around, named)
        if found.setting.tied and len(found.facts) == 1 and found.facts[0] in _GIVEN and sets(view, hit):
            given = (
                (Fact.PRODUCER,)
                if Fact.PRODUCER in found.facts or any(put(view, hit) for put in (puts_told, put_from_model, estimated))
                else ()
            )
            return msgspec.structs.replace(found, facts=(Fact.SLOT, *given))
        return found

    def _of_statement(
        self, hit: Hit, around: Around, named: frozenset[Surrounding]
    ) -> tuple[tuple[Fact, ...], Around, frozenset[Surrounding]] | None:
        """What a column in a statement of SQL is, with what is told of its table."""
        if columns := in_columns(self.view, hit):
            return ((Fact.SLOT,), *columns)
        if statement := in_statement(self.view, hit):
            told = (Fact.PRODUCER,) if filled_by_model(self.view, hit) else ()
            return (*statement[0], *told), around, named | statement[1]
        return None

    def _of_method(self, hit: Hit, symbol: int, around: Around) -> Around:
        """What stands near in the method that a word is in, where its class tells nothing; else ``around``."""
        kinds = {self.view.symbol(above).kind for above in self._around(symbol)}
        if SymbolKind.FUNCTION not in kinds:
            return around
        wider = near(self.view, hit.unit)
        return around if wider.has(*GIVEN) else wider

    def _told(self, hit: Hit, around: Around, titles: bool, *, slot: bool) -> Iterator[Fact]:
        """What a word in running code is; ``slot``: known to be a slot by its line or comment."""
        view, unit = self.view, self.view.unit(hit.unit)
        if unit.role in LABEL_ROLES:
            yield Fact.LABEL
        if not slot:
            yield from self._of_word(hit, around, titles)
        else:
            yield Fact.SLOT
            infers = unit.symbol >= 0 and bool(PRODUCES & view.own_concepts(unit.symbol))
            if infers and (sets(view, hit) or set_on_face(view, hit)):
                yield Fact.PRODUCER
        if looked_for(view, hit):
            yield Fact.SLOT
            yield Fact.PRODUCER
        elif worked_out(view, hit) or told_apart(view, hit) or analyses(view, hit):
            yield Fact.PRODUCER

    def _of_word(self, hit: Hit, around: Around, titles: bool) -> Iterator[Fact]:
        """What a word's own unit says that it is."""
        view, unit = self.view, self.view.unit(hit.unit)
        own = {tag.concept for tag in view.unit_tags(hit.unit)}
        if unit.role is Role.FUNCTION and "context/search" in own and (own & _SEEN or self._takes_faces(unit.symbol)):
            yield from (Fact.WORD, Fact.SEARCH)
        if keeps_model(unit.text) or (own & PRODUCES and (unit.role in NAME_ROLES or model_file(unit.text, hit))):
            yield Fact.PRODUCER
        elif unit.role is Role.RECORD and own & _SEEN and not finds_only(view, hit):
            yield Fact.SLOT
        elif unit.role in SLOT_NAMES and is_name(view, hit) and beside_slots(around):
            yield from self._of_name(hit, around)
        elif titles and around.has(*_ABOUT_PEOPLE) >= 2:
            yield Fact.SLOT

    def _takes_faces(self, symbol: int) -> bool:
        """Whether a function takes faces: ``filter_by_race(faces, races)``."""
        taken = (one for one in self.view.children.get(symbol, ()) if symbol >= 0)
        return any(
            self.view.symbol(one).kind is SymbolKind.PARAMETER and "context/face" in told_concepts(self.view, one)
            for one in taken
        )

    def _of_name(self, hit: Hit, around: Around) -> Iterator[Fact]:
        """What the bare name of a slot is: a control that is bound to what is searched for searches by it."""
        yield Fact.SLOT
        if around.has(Surrounding.INFER) >= 2 and infers(around):
            yield Fact.PRODUCER
        own = {tag.concept for tag in self.view.unit_tags(hit.unit)}
        bound = self.view.unit(hit.unit).role is Role.KEY and self.view.reading.language in SCREENS
        if bound and "context/search" in own:
            yield Fact.SEARCH

    def _titles_codes(self, hit: Hit, symbol: int) -> bool:
        """Whether a text is nothing but the trait's name and stands before a list of codes, as its title."""
        view = self.view
        if symbol < 0 or view.symbol(symbol).kind is not SymbolKind.ITEM:
            return False
        if (hit.start, hit.end) != (0, len(view.unit(hit.unit).text)):
            return False
        siblings = view.children.get(view.symbol(symbol).parent, ())
        return len(siblings) > 1 and siblings[0] == symbol and view.symbol(siblings[1]).kind is SymbolKind.ARRAY

    def _around(self, symbol: int) -> Iterator[int]:
        if symbol >= 0:
            yield symbol
            yield from self.view.ancestors(symbol)
