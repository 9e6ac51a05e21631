"""From chains to findings."""

import itertools
from collections.abc import Mapping, Sequence

import msgspec

from sousveil.judging.claims import FACE, PERSON, claim_of, only_listed, rule_is_on
from sousveil.judging.evidence import Quoter
from sousveil.judging.folding import folded
from sousveil.judging.kinds import ORIGIN as ORIGIN_OF
from sousveil.judging.kinds import kind_of, only_words, owner_of, strength_of
from sousveil.judging.stages import ordered, said_by, shown, shown_by
from sousveil.linking.edges import Chain, Fact, Surrounding
from sousveil.linking.lists.classes import FILE, fetches_model
from sousveil.linking.texts.prompting import PROMPT
from sousveil.model.examined import Examined
from sousveil.model.report import ChainLink, Explanation, Finding, labels_only
from sousveil.model.words import Kind, Origin, Role, Stage, Strength, Trait
from sousveil.reading.told import only_shown

SKIN = {"yellow": "Yellow skin", "black": "Black skin", "white": "White skin", "brown": "Brown skin"}
DELIVERED, INSTALLATION = "delivered", "installation"
"""Where a switch is on: in what the maker gives out, or in the settings of one device or site."""
LISTED = "lists/groups"
"""The rule that a finding names when no word of a trait stands in it, only the groups themselves."""


class Finder:
    """Makes findings of one target. ``names`` maps group ids to neutral names, ``revisions`` rule ids to revisions."""

    def __init__(
        self, examined: Sequence[Examined], quoter: Quoter, names: Mapping[str, str], revisions: Mapping[str, int]
    ):
        self.examined, self.quoter, self.names, self.revisions = examined, quoter, names, revisions

    def finding(self, chain: Chain) -> Finding:
        """The finding of a chain; its id comes when all are known."""
        owner, library = owner_of(self.examined[chain.spots[0].examined].path, self._namespaces(chain))
        says, shows = said_by(chain), shown_by(chain)
        stages = shown(chain, says)
        kind = Kind.STATED if self._in_prose(chain) else kind_of(chain, owner, stages)
        if kind is Kind.VOCABULARY:
            stages = {Stage.VOCABULARY}
            says = shows = [stages] * len(chain.spots)
        origin = ORIGIN_OF[chain.setting]
        if kind is Kind.CAPABILITY and origin is Origin.UNKNOWN and Stage.INFERENCE in stages:
            origin = Origin.IMAGE
        quotes = list(itertools.starmap(self.quoter.quote, zip(chain.spots, says, shows, strict=True)))
        words = [(quote.text.casefold(), quote.line or 0) for quote in quotes] if kind is Kind.CAPABILITY else []
        kept, parts, edges = folded(chain, words)
        evidence = tuple(
            msgspec.structs.replace(quotes[spot], parts=tuple(quotes[part] for part in parts.get(spot, ())))
            for spot in kept
        )
        number = {spot: place for place, spot in enumerate(kept)}
        switched = enabled_in(chain) if Stage.ENABLED in stages else ""
        records = records_of(chain) if Stage.OBSERVED in stages else 0
        seen = seen_in(chain)
        rule = next((spot.rule for spot in chain.spots if spot.rule), LISTED)
        return Finding(
            id="", kind=kind, rule=rule, revision=self.revisions.get(rule, 1),
            claim=claim_of(
                kind, chain.trait, stages, self._names(chain), origin, owner,
                labels=labels_only(evidence), enabled_in=switched, records=records, rule_on=rule_is_on(evidence),
                seen=seen,
                listed=only_listed(evidence),
            ),
            trait=chain.trait, groups=self._names(chain), as_written=chain.as_written,
            stages=ordered(stages), origin=origin, owner=owner, evidence=evidence,
            strength=Strength.STATED if kind is Kind.STATED else strength_of(chain),
            chain=tuple(
                ChainLink(from_=number[e.a], to=number[e.b], by=e.kind.value, why=e.why) for e in edges
            ),
            explanations=self._explanations(chain), library=library,
            enabled_in=switched, records=records, seen=seen if kind in (Kind.CAPABILITY, Kind.STATED) else "",
        )  # fmt: skip

    def _names(self, chain: Chain) -> tuple[str, ...]:
        """The neutral names of the groups; of a skin colour, that colour and no group of people."""
        if chain.trait is Trait.SKIN_COLOUR:
            return tuple(SKIN.get(group, self.names.get(group, group)) for group in chain.groups)
        return tuple(self.names.get(group, group) for group in chain.groups)

    def _in_prose(self, chain: Chain) -> bool:
        """Whether a manual, a page or another text for people says it, and nothing but that."""
        if only_words(chain) or not chain.setting.tied:
            return False
        if any(Fact.SELECTOR in s.facts and PROMPT.search(self.examined[s.examined].path) for s in chain.spots):
            return False  # a text that a model is asked with is a part of the program
        if any(FILE.fullmatch(self.examined[s.examined].path) for s in chain.spots):
            return False  # so is the file of its classes
        units = [(s, self.examined[s.examined].readings[s.reading].units[s.unit]) for s in chain.spots]
        if any(fetches_model(self.examined[s.examined].path, unit.text) for s, unit in units):
            return False  # what fetches a model when it is built, or set up, has it
        return all(
            unit.role is Role.DOCUMENT or only_shown(self.examined[spot.examined].readings[spot.reading], spot.unit)
            for spot, unit in units
        )

    def _namespaces(self, chain: Chain) -> str:
        """What a schema says that it is: the namespace that it defines, else the attributes at its head."""
        spot = chain.spots[0]
        reading = self.examined[spot.examined].readings[spot.reading]
        head = [unit.text for unit in reading.units[:60] if unit.role in (Role.ATTRIBUTE, Role.VALUE, Role.STRING)]
        if "targetNamespace" in head[:-1]:
            head = [head[head.index("targetNamespace") + 1]]
        return " ".join(head) if reading.language in ("xml", "xsd", "wsdl", "markup", "json", "yaml") else ""

    def _explanations(self, chain: Chain) -> tuple[Explanation, ...]:
        seen = "; ".join(chain.why) or "nothing that speaks for it"
        fits = "does-not-fit" if chain.setting.tied else "fits"
        linked = any(fact in (Fact.EVENT, Fact.SEARCH, Fact.RULE) for spot in chain.spots for fact in spot.facts)
        return () if only_words(chain) else (
            Explanation(explanation="The value is read from a card, passport or form", seen=seen, result=fits),
            Explanation(
                explanation="It is left over and unused",
                seen="an event, search or rule refers to it" if linked else "nothing that was read refers to it",
                result="does-not-fit" if linked else "cannot-be-decided",
            ),
        )  # fmt: skip


def enabled_in(chain: Chain) -> str:
    """Where the switches of a chain are on: in an installation only where all of them are those of one."""
    on = [spot.facts for spot in chain.spots if Fact.SWITCHED_ON in spot.facts]
    return INSTALLATION if on and all(Fact.INSTALLED in facts for facts in on) else DELIVERED


def seen_in(chain: Chain) -> str:
    """Of what the pictures are: of people where something stands around a chain and no face is named in any of it."""
    return PERSON if chain.around and not chain.around.get(Surrounding.FACE) else FACE


def records_of(chain: Chain) -> int:
    """In how many rows a value stands, over all tables; two columns of one table are counted once."""
    most: dict[tuple[int, int], int] = {}
    for spot in chain.spots:
        table = spot.examined, spot.reading
        most[table] = max(most.get(table, 0), spot.rows)
    return sum(most.values())
