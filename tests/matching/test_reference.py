"""The fast matcher finds exactly what the slow, obvious one finds."""

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.knowledge import load
from sousveil.matching import Matcher, reference
from sousveil.model.text import Reading, Span, Symbol, TextUnit
from sousveil.model.words import Role, SymbolKind


def _small_pack():
    """A pack of a few terms of each concept and form, with all rules: the slow matcher looks at each term in turn."""
    full, seen, terms = load(), {}, []
    for term in full.terms:
        key = (term.concept, term.form, term.weak)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= (2 if key[0].split("/")[0] in ("trait", "group") else 1):
            terms.append(term)
    return msgspec.structs.replace(full, terms=tuple(terms))


PACK = _small_pack()
FAST = Matcher(PACK)
TELLING = [t.text for t in PACK.terms if t.concept.split("/")[0] in ("trait", "group", "proxy")]
OTHERS = [t.text for t in PACK.terms if t.concept.split("/")[0] not in ("trait", "group", "proxy")]
LONGER = [word for t in PACK.terms for word in t.not_in]
GLUE = [
    "",
    " ",
    "_",
    "-",
    "  ",
    "\u00a0",
    "\u3000",
    ".",
    "/",
    ", ",
    "\n * ",
    "em",
    "by",
    "n",
    "Type",
    "2",
    "Z",
    "s",
    "ies",
    "的",
    "'",
]


def _camel(text: str) -> str:
    return "".join(part.capitalize() for part in text.split(" "))


def _gapped(text: str) -> str:
    return "\u00a0 ".join(text)


shapes = st.sampled_from([str, str.upper, str.title, _camel, _gapped, lambda t: t.replace(" ", "_")])
words = st.one_of(st.sampled_from(TELLING), st.sampled_from(OTHERS), st.sampled_from(LONGER), st.text(max_size=4))
texts = st.lists(
    st.one_of(st.tuples(shapes, words).map(lambda pair: pair[0](pair[1])), st.sampled_from(GLUE)), max_size=5
).map("".join)


@st.composite
def readings(draw):
    units, symbols, lined = [], [], draw(st.booleans())
    for _ in range(draw(st.integers(0, 4))):
        symbols.append(
            Symbol(
                draw(st.sampled_from([SymbolKind.RECORD, SymbolKind.ENUM, SymbolKind.FIELD])),
                draw(texts),
                -1,
                draw(st.integers(-1, len(symbols) - 1)),
                draw(st.sampled_from(["", "int", "EM_RACE_TYPE"])),
            )
        )
    line = 1
    for _ in range(draw(st.integers(0, 4))):
        text = draw(texts)
        line += draw(st.integers(0, 9))
        role = draw(st.sampled_from([Role.FIELD, Role.COMMENT, Role.ENUM_MEMBER, Role.STRING]))
        symbol = draw(st.integers(-1, len(symbols) - 1))
        span = Span(0, len(text), 0, 1, ("utf-8",))
        units.append(TextUnit(text, role, (span,), line if lined else None, 1 if lined else None, symbol))
    return Reading(reader="", language="", units=tuple(units), symbols=tuple(symbols))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_tags_are_the_same(text):
    assert list(FAST.tag(text)) == reference.tag(PACK, text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings(), st.sampled_from(["src/face.h", "share/vocab.txt", "games/dungeon.py"]))
def test_hits_are_the_same(reading, path):
    fast = [msgspec.structs.replace(hit, because=()) for hit in FAST.match(reading, path)]
    assert fast == reference.match(PACK, reading, path)


RACE = [t for t in load().terms if t.concept == "trait/race"]
WEAK = [t.text for t in RACE if t.weak and t.text.isascii()]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([t.text for t in RACE]), max_size=2), st.sampled_from(WEAK), st.integers(1, 6))
def test_a_word_that_is_said_again_near_by_is_seen_by_both(again, weak, lines):
    told = ((" ".join(again), Role.COMMENT, 1), (weak, Role.VARIABLE, 1 + lines))
    units = tuple(TextUnit(text, role, (Span(0, 1, 0, 1, ("utf-8",)),), line, 1, -1) for text, role, line in told)
    reading = Reading(reader="", language="", units=units, symbols=())
    pack = msgspec.structs.replace(PACK, terms=tuple(t for t in load().terms if t.text in {*again, weak}))
    fast = [msgspec.structs.replace(hit, because=()) for hit in Matcher(pack).match(reading, "src/face.h")]
    assert fast == reference.match(pack, reading, "src/face.h")
