"""The matcher: every rule on every unit of a reading."""

from sousveil.knowledge.pack import Pack, Rule
from sousveil.matching.conditions import PLAIN_WORD, Checker, Families
from sousveil.matching.surroundings import Surroundings
from sousveil.matching.tables import Tables, tables_of, terms_of
from sousveil.matching.tagger import Sieve, Tagger
from sousveil.model.hit import Hit, Tag
from sousveil.model.text import Reading
from sousveil.model.words import Role


class _Ready:
    """A rule with its conditions made ready."""

    def __init__(self, rule: Rule, families: Families) -> None:
        self.rule = rule
        self.find = families.expand(rule.find)
        self.roles = frozenset(rule.look_in)
        self.needs = [Checker(condition, families) for condition in rule.needs]
        self.weak_needs = [Checker(condition, families) for condition in rule.weak_needs]
        self.unless = [Checker(condition, families) for condition in rule.unless]


class Matcher:
    """Finds the words of all rules in readings, and says which innocent explanation throws one out.

    ``tables`` are those of the pack, where they are known.
    """

    def __init__(self, pack: Pack, tables: Tables | None = None) -> None:
        self.pack = pack
        self.tables = tables or tables_of(pack)
        terms, families = terms_of(pack), Families(pack)
        self._tagger = Tagger(terms, self.tables.index)
        self._first = Sieve(self.tables.found)
        self._by_concept: dict[tuple[str, Role], list[_Ready]] = {}
        for ready in (_Ready(rule, families) for rule in pack.rules if rule.status != "retired"):
            for concept in ready.find:
                for role in ready.roles:
                    self._by_concept.setdefault((concept, role), []).append(ready)

    def tag(self, text: str) -> tuple[Tag, ...]:
        """All concepts that ``text`` names, by place (code points)."""
        tags = self._tagger.tag(text)
        return tuple(tag for tag in tags if not tag.concept.startswith(PLAIN_WORD)) if tags else tags

    def prepare(self) -> None:
        """Take apart now what only texts beyond ASCII ask for: whoever forks, does it once for all."""
        self.tag("\u00e9\u4e00")

    def match(self, reading: Reading, path: str) -> list[Hit]:
        """The hits in a reading, discarded ones too, by unit and place. ``path`` is the printed path of the file.

        A word whose ``needs`` are not met is no hit. A weak word with none of its ``weak_needs`` is a discarded hit
        where an innocent explanation fits, else no hit.
        """
        around = Surroundings(reading, path, self._tagger)
        hits: list[Hit] = []
        for index, unit in enumerate(reading.units):
            if not self._first.may_hold(unit.text):
                continue
            tags = self._tagger.tag(unit.text)
            for tag in tags:
                for ready in self._by_concept.get((tag.concept, unit.role), ()):
                    hit = self._judge(ready, around, index, tag, tags)
                    if hit is not None:
                        hits.append(hit)
        return hits

    def _judge(self, ready: _Ready, around: Surroundings, index: int, tag: Tag, tags: tuple[Tag, ...]) -> Hit | None:
        because: list[str] = []
        for need in ready.needs:
            why = need.holds(around, index, tag, tags)
            if not why:
                return None
            because.append(why)
        company = _first_reason(ready.weak_needs, around, index, tag, tags) if tag.weak else ""
        discarded = ""
        for unless in ready.unless:
            why = unless.holds(around, index, tag, tags)
            if why:
                discarded = unless.condition.because
                because.append(why)
                break
        if tag.weak and ready.weak_needs and not company and not discarded:
            return None
        if company:
            because.insert(0, company)
        concept = self.pack.concepts[tag.concept]
        return Hit(
            rule=ready.rule.id,
            revision=ready.rule.revision,
            concept=tag.concept,
            unit=index,
            start=tag.start,
            end=tag.end,
            weak=tag.weak,
            trait=concept.trait,
            group=tag.concept.partition("/")[2] if tag.concept.startswith("group/") else "",
            discarded=discarded,
            because=tuple(because),
        )


def _first_reason(checkers: list[Checker], around: Surroundings, index: int, tag: Tag, tags: tuple[Tag, ...]) -> str:
    for checker in checkers:
        why = checker.holds(around, index, tag, tags)
        if why:
            return why
    return ""
