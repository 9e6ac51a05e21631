"""One people singled out among those who are seen: no list, no word for a trait, only the word for that people.

A platform that keeps the snaps of one people apart says so in the comment on a record or a search, beside the pictures
and cameras that it holds: ``/** clustered Uyghurs */``. And one that raises alarms for it has a kind of alarm for it:
``3: alarm on registered Uyghurs``, among those for strangers and blocked persons. A library of faces of one people is
named in a list with those of fugitives and of the watched.
"""

import re
from collections.abc import Iterator

from sousveil.linking.edges import Fact, Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import Around, near, of_record, units_near
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

WHY = "one people is singled out beside the pictures and cameras there"
LONGEST = 600
"""Code points of a text that is looked at."""
KIND = 60
"""Code points of the words for one kind of alarm."""
ALONE = 30
"""Code points of a text in running code that is a name for a kind or a library, and no sentence."""
PICTURES = 2
MOST = 200
"""Members of a record that are looked at."""
_PERSONS = late(
    r"\s*(?:人(?![物文家口民力工])|群众|男|女|青年|嫌疑"
    r"|(?:people|persons?|individuals?|men|women|males?|females?|faces?|suspects?|strangers?|targets?)\b)",
    re.IGNORECASE,
)
"""After the word for a people: those who belong to it, and not its language, food or land."""
_THEMSELVES = late(
    r"(?:uyghurs|uighurs|uygurs|tibetans|kazakhs|уйгур(?:ы|ов|ам)|тибет(?:цы|цев)|위구르인|위구르족)", re.IGNORECASE
)
"""Words for those who belong to it."""
_WATCHED = late(
    r"聚类|布控|抓拍|陌生人|摄像|像机|监控|人脸|camera|cctv|surveil|snap|captured|stranger|cluster|watch_?list|black_?list|face"
    r"|камер|наблюден|лиц(?:о|а|ам)\b|얼굴|카메라",
    re.IGNORECASE,
)
_ALARM = late(
    r"报警|告警|预警|布控|警报|(?:alarm|alert)(?!ed|ing|ist)|watch_?list"
    r"|тревог|оповещен|경보|알람|alarma|uyar[ıi]|cảnh báo|إنذار",
    re.IGNORECASE,
)
_WANTED = late(
    r"在逃|布控|黑名单|重点人员|前科|嫌疑|涉毒|涉恐|上访|逃犯|拘留|监狱|black_?list|wanted|fugitive|suspect|watch_?list|criminal"
    r"|розыск|ч[её]рн\w{1,3} спис|수배|범죄|arananlar|buscados|truy nã|مطلوب",
    re.IGNORECASE,
)
"""In the names of other libraries of faces."""
LIBRARIES = 2
LIBRARY_LINES = 20
"""Lines before and after one on which the names of the others stand."""
LONGEST_FILE = 400_000
"""Code points of a file that is looked through."""
_TELLS_APART = late(
    r"predict|classif|(?<![a-z])labels?(?![a-z])|score|logit|probab|confiden|attribut|recogni[sz]|infer(?!no)|ethni|(?<![a-z])races?(?![a-z])"
    r"|minorities|is_?minority|analy[sz]",
    re.IGNORECASE,
)
_ENDS = late(r"[\r\n;；,，、|/()（）]")
_GIVEN = (Surrounding.FORM, Surrounding.MEDICAL, Surrounding.CENSUS)
"""What speaks for something that somebody filled in."""
_RECORDS = frozenset({SymbolKind.RECORD, SymbolKind.TABLE})
_MEMBERS = frozenset({SymbolKind.FIELD, SymbolKind.COLUMN})
_VALUES = frozenset({SymbolKind.ENTRY, SymbolKind.ITEM, SymbolKind.ENUM_MEMBER})
_KINDS = frozenset({
    SymbolKind.FIELD, SymbolKind.COLUMN, SymbolKind.ENUM_MEMBER, SymbolKind.CONSTANT, SymbolKind.ENTRY, SymbolKind.ITEM,
})  # fmt: skip


def singled(view: View, hit: Hit, symbol: int) -> tuple[tuple[Fact, ...], Around] | None:
    """What a word for one people is there, with what stands around it; ``None`` where nobody is seen there."""
    unit = view.unit(hit.unit)
    if not hit.group or hit.weak or hit.trait is not Trait.ETHNICITY or len(unit.text) > LONGEST:
        return None
    kind = view.symbol(symbol).kind if symbol >= 0 else None
    alone = kind is None and unit.role is Role.STRING and len(unit.text) <= ALONE
    if (alone or kind in _KINDS) and _alarm(unit.text, hit):
        around = near(view, hit.unit)
        seen = around.has(Surrounding.FACE, Surrounding.CAPTURE)
        return ((Fact.EVENT,), around) if seen and not around.has(*_GIVEN) else None
    if (alone or kind in _VALUES) and _library(view, hit):
        return (Fact.SEARCH,), near(view, hit.unit)
    told = kind is not None and unit.role is Role.COMMENT and _of_people(unit.text, hit)
    return _kept_apart(view, hit, symbol) if told else None


def _kept_apart(view: View, hit: Hit, symbol: int) -> tuple[tuple[Fact, ...], Around] | None:
    """The same for the comment on a record, on a member of one, or on a search."""
    kind = view.symbol(symbol).kind
    record = symbol if kind in _RECORDS else view.symbol(symbol).parent if kind in _MEMBERS else -1
    if record >= 0:
        around, facts = of_record(view, record), (Fact.SLOT,)
    elif kind is SymbolKind.FUNCTION and _searches(view, hit, symbol):
        around, facts = near(view, hit.unit), (Fact.SEARCH,)
    else:
        return None
    watched = any(_WATCHED.search(text) for text in _told(view, hit, symbol))
    seen = around.has(Surrounding.CAPTURE, Surrounding.FACE)
    if not watched or seen < max(PICTURES, 2 * around.has(*_GIVEN)):
        return None
    return (facts, around) if around.has(Surrounding.PERSON, Surrounding.DOCUMENT, Surrounding.FACE) else None


def _of_people(text: str, hit: Hit) -> bool:
    """Whether those are spoken of who belong to a people."""
    ends = range(max(hit.start + 1, hit.end - 2), hit.end + 1)  # the word may hold those who belong to it itself
    told = any(_PERSONS.match(text, end) is not None for end in ends)
    return told or _THEMSELVES.fullmatch(text, hit.start, hit.end) is not None


def _alarm(text: str, hit: Hit) -> bool:
    """Whether a people and an alarm stand in the words for one thing."""
    start = max((one.end() for one in _ENDS.finditer(text, 0, hit.start)), default=0)
    ends = _ENDS.search(text, hit.end)
    end = ends.start() if ends else len(text)
    return end - start <= KIND and _ALARM.search(text, start, end) is not None


def _library(view: View, hit: Hit) -> bool:
    """Whether those of a people stand in a list with the wanted and the watched, where faces are spoken of."""
    unit = view.unit(hit.unit)
    if unit.role is Role.COMMENT or unit.line is None or len(unit.text) > KIND or not _of_people(unit.text, hit):
        return False
    texts = {view.unit(other).text[:KIND] for other in units_near(view, hit.unit, LIBRARY_LINES) if other != hit.unit}
    if sum(_WANTED.search(text) is not None for text in texts) < LIBRARIES:
        return False
    return near(view, hit.unit).has(Surrounding.FACE) > 0


def _searches(view: View, hit: Hit, symbol: int) -> bool:
    """Whether a method is called after a search, or its comment says that it searches."""
    own = {tag.concept for tag in view.unit_tags(hit.unit)} | view.own_concepts(symbol)
    return "context/search" in own


def _told(view: View, hit: Hit, symbol: int) -> Iterator[str]:
    """What may say that people are watched: the comment, the names around it, and what its neighbours hold."""
    yield view.unit(hit.unit).text
    for one in (symbol, *view.ancestors(symbol)):
        yield view.symbol(one).name
        if view.symbol(one).kind in (SymbolKind.RECORD, SymbolKind.TABLE, SymbolKind.FUNCTION):
            yield from (view.symbol(child).name for child in view.children.get(one, ())[:MOST])
            written = (*view.inside.get(one, ())[:MOST], *view.texts.get(one, ())[:MOST])
            yield from (view.unit(text).text[:KIND] for text in written)
    yield view.path.rpartition("/")[2]


def finds_only(view: View, hit: Hit) -> bool:
    """Whether a class that is called after a *minority* and faces only finds them, as far as its file says.

    A film, a team or a part of a sum may have given the name; what tells people apart has a class, a score or a label.
    """
    if hit.group != "minority" or not 0 < len(view.reading.text) <= LONGEST_FILE:
        return False
    symbol = view.unit(hit.unit).symbol
    children = view.children.get(symbol, ()) if symbol >= 0 else ()
    methods = any(view.symbol(child).kind is SymbolKind.FUNCTION for child in children)
    told = {view.unit(other.unit).text for other in view.hits}
    return methods and _TELLS_APART.search(view.reading.text) is None and told == {view.unit(hit.unit).text}
