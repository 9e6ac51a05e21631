"""The matcher again: short, slow and obvious. Nothing is indexed; tests hold the fast one to it.

It shares with the fast matcher the types and the ranges of scripts, and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from itertools import pairwise

import msgspec

from sousveil.knowledge.pack import Condition, Pack, Rule, Term
from sousveil.matching.words import MARKS, RUNNING
from sousveil.model.hit import Hit, Tag
from sousveil.model.text import ARCHIVES, Reading

_RUNNING, _MARKS = re.compile(f"[{RUNNING}]"), re.compile(f"[{MARKS}]")
_SPACES = "[ \t\u00a0\u2000-\u200b\u3000]{1,12}"
_JOINT = re.compile("[ \t\u00a0\u3000_-]{0,4}|['\u2019]|[ \t]*\r?\n[ \t/*#;!]{0,40}")
_WHERE = {"word": "it is part of", "unit": "in the same text", "container": "beside it", "near": "near it"}


def tag(pack: Pack, text: str) -> list[Tag]:
    """All concepts that ``text`` names."""
    found = {found for term in pack.terms for found in _places(term, text)}
    kept: list[Tag] = []
    for one in sorted(found, key=lambda t: (t.start - t.end, t.start, t.weak, t.concept)):
        rivals = [other for other in kept if _family(other) == _family(one)]
        same = [other for other in rivals if (other.start, other.end) == (one.start, one.end)]
        crossed = any(other.start < one.end and one.start < other.end for other in rivals if other not in same)
        if not crossed and all(other.concept != one.concept for other in same):
            kept.append(one)
    return sorted(kept, key=lambda t: (t.start, t.end, t.concept))


def match(pack: Pack, reading: Reading, path: str) -> list[Hit]:
    """All hits in a reading, as :meth:`sousveil.matching.Matcher.match` gives them, without their reasons."""
    return [
        hit
        for unit in range(len(reading.units))
        for one in tag(pack, reading.units[unit].text)
        for rule in pack.rules
        for hit in _judge(pack, rule, reading, path, unit, one)
    ]


def _judge(pack: Pack, rule: Rule, reading: Reading, path: str, unit: int, one: Tag) -> Iterator[Hit]:
    found = any(fnmatchcase(one.concept, pattern) for pattern in rule.find)
    if not found or reading.units[unit].role not in rule.look_in or rule.status == "retired":
        return
    if not all(_holds(pack, need, reading, path, unit, one) for need in rule.needs):
        return
    in_company = any(_holds(pack, need, reading, path, unit, one) for need in rule.weak_needs)
    reasons = [c.because for c in rule.unless if _holds(pack, c, reading, path, unit, one)]
    if one.weak and rule.weak_needs and not in_company and not reasons:
        return
    yield Hit(
        rule=rule.id,
        revision=rule.revision,
        concept=one.concept,
        unit=unit,
        start=one.start,
        end=one.end,
        weak=one.weak,
        trait=pack.concepts[one.concept].trait,
        group=one.concept.removeprefix("group/") if one.concept.startswith("group/") else "",
        discarded=reasons[0] if reasons else "",
    )


def _holds(pack: Pack, condition: Condition, reading: Reading, path: str, unit: int, one: Tag) -> bool:
    if condition.shape == "word-list":
        return _word_list(reading)
    if condition.shape:
        return reading.reader in ARCHIVES and reading.language == condition.shape
    if condition.scope == "path" and any(fnmatchcase(path.lower(), pattern) for pattern in condition.paths):
        return True
    seen: set[str] = set()
    for text, other in _around(pack, condition, reading, path, unit, one):
        if other.concept == one.concept:
            continue
        if condition.scope != "word" and _against(condition, other):
            return False
        if any(fnmatchcase(other.concept, pattern) for pattern in condition.any) and not (
            condition.strong and other.weak
        ):
            seen.add(other.concept if condition.count == "concepts" else text[other.start : other.end].lower())
    if condition.scope == "near" and any(fnmatchcase(one.concept, pattern) for pattern in condition.any):
        seen |= _said_again(_around(pack, condition, reading, path, unit, one), one, condition)
    if condition.scope == "word" and condition.but:
        beside = [msgspec.structs.replace(condition, scope=scope) for scope in ("container", "near")]
        others = [tag for each in beside for _, tag in _around(pack, each, reading, path, unit, one)]
        if any(other.concept != one.concept and _against(condition, other) for other in others):
            return False
    return bool(condition.any) and len(seen) >= condition.at_least


def _against(condition: Condition, other: Tag) -> bool:
    return any(
        fnmatchcase(other.concept, pattern.removeprefix("?")) and (pattern[0] == "?" or not other.weak)
        for pattern in condition.but
    )


def _said_again(around: list[tuple[str, Tag]], one: Tag, condition: Condition) -> set[str]:
    """The concept itself, or its words, where a text says it by a strong word, and by one that is not all ASCII."""
    seen: set[str] = set()
    for text in {text for text, _ in around}:
        same = [tag for at, tag in around if at == text and tag.concept == one.concept]
        words = {text[tag.start : tag.end].lower() for tag in same}
        if not all(tag.weak for tag in same) and not all(map(str.isascii, words)):
            seen |= {one.concept} if condition.count == "concepts" else words
    return seen


def _around(
    pack: Pack, condition: Condition, reading: Reading, path: str, unit: int, one: Tag
) -> list[tuple[str, Tag]]:
    """The tags in the scope of a condition, each with its text."""
    here = reading.units[unit]
    own = [(here.text, t) for t in tag(pack, here.text)]
    apart = [(text, t) for text, t in own if t.end <= one.start or one.end <= t.start]
    if condition.scope == "word":
        return [(text, t) for text, t in own if t != one and t.start <= one.start and one.end <= t.end]
    if condition.scope == "unit":
        return apart
    if condition.scope == "near":
        texts = [reading.units[other].text for other in _near(reading, unit, condition.within)]
    elif condition.scope == "container":
        texts = _container(reading, unit)
    elif condition.scope == "path":
        texts, apart = [path], []
    else:
        texts, apart = [other.text for other in reading.units], []
    return apart + [(text, t) for text in texts for t in tag(pack, text)]


def _near(reading: Reading, unit: int, within: int) -> list[int]:
    order = sorted(range(len(reading.units)), key=lambda i: (reading.units[i].line or 0, i))
    line, at = reading.units[unit].line, order.index(unit)
    if line is None:
        return [i for rank, i in enumerate(order) if i != unit and abs(rank - at) <= within]
    return [
        i
        for rank, i in enumerate(order)
        if i != unit and abs(rank - at) <= 4 * within and abs((reading.units[i].line or 0) - line) <= within
    ]


def _container(reading: Reading, unit: int) -> list[str]:
    symbol = reading.units[unit].symbol
    if symbol < 0:
        return []

    def texts(of: int) -> list[str]:
        it = reading.symbols[of]
        lying = [other.text for other in reading.units if other.symbol == of][:32]
        return [text for text in (it.name, it.type, it.value) if text] + lying

    def members(of: int) -> list[str]:
        inside = [i for i, other in enumerate(reading.symbols) if other.parent == of]
        return [text for member in inside for text in texts(member)] if len(inside) <= 512 else []

    out = texts(symbol) + members(symbol)
    parent = reading.symbols[symbol].parent
    if parent >= 0:
        out += members(parent)
    while parent >= 0:
        out += texts(parent)
        parent = reading.symbols[parent].parent
    return out


def _word_list(reading: Reading) -> bool:
    units = reading.units
    sample = units[:: max(1, len(units) // 1_000)]
    good = [u for u in sample if len(u.text) <= 40 and len(u.text.split()) <= 3 and all(map(_one, u.text.split()))]
    once = len({u.text.lower() for u in sample}) >= 0.5 * len(sample)
    return len(units) >= 400 and once and any(u.line for u in units) and len(good) >= 0.9 * len(sample)


def _one(part: str) -> bool:
    return part.replace(".", "").isdigit() or len(_words(part)) <= 1


def _family(one: Tag) -> str:
    head = one.concept.split("/")[0]
    return head if head in ("trait", "group", "rest", "proxy") else one.concept


def _places(term: Term, text: str) -> Iterator[Tag]:
    """Where a term stands, before longer words drive it out."""
    if term.form == "cjk":
        yield from _running(term, text)
        return
    words = _words(text)
    for i, (first, start, end) in enumerate(words):
        if term.form == "stem":
            if first.startswith(term.text):
                yield Tag(term.concept, start, end, term.weak)
            continue
        wanted = [key for key, _, _ in _words(term.text)]
        there = words[i : i + len(wanted)]
        gaps = [text[left[2] : right[1]] for left, right in pairwise(there)]
        if len(there) == len(wanted) and all(_JOINT.fullmatch(gap) for gap in gaps):
            keys = [key for key, _, _ in there]
            if keys[:-1] == wanted[:-1] and keys[-1] in _endings(term, wanted[-1]):
                yield Tag(term.concept, start, there[-1][2], term.weak)


def _endings(term: Term, word: str) -> set[str]:
    if term.concept.startswith("rest/") or len(word) < 3 or not word.isalpha() or word.endswith("s"):
        return {word}
    return {word, word + "s", word[:-1] + "ies" if word.endswith("y") else word}


def _running(term: Term, text: str) -> Iterator[Tag]:
    if term.text[0] not in text:
        return
    for hit in re.finditer(f"(?={re.escape(term.text)})", text):
        start, end = hit.start(), hit.start() + len(term.text)
        inside = any(
            text.startswith(longer, start - at.start())
            for longer in term.not_in
            for at in re.finditer(f"(?={re.escape(term.text)})", longer)
            if start >= at.start()
        )
        if not inside:
            yield Tag(term.concept, start, end, term.weak)
    if 2 <= len(term.text) <= 4:
        apart = f"(?:{_SPACES})?".join(re.escape(char) for char in term.text)
        for gapped in re.finditer(f"(?=({apart}))", text):
            start, end = gapped.start(1), gapped.end(1)
            alone = not _RUNNING.match(text[end : end + 1]) and not _RUNNING.match(text[start - 1 : start])
            if end - start > len(term.text) and alone:
                yield Tag(term.concept, start, end, term.weak)


@cache
def _words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text: runs of letters, cut at the humps of camel case, and runs of digits."""
    out: list[tuple[str, int, int]] = []
    start = 0
    for i in range(len(text) + 1):
        if i < len(text) and i > start and _kind(text, i) == _kind(text, start) != "" and not _hump(text, start, i):
            continue
        if i > start and _kind(text, start):
            key = unicodedata.normalize("NFC", text[start:i].lower()).replace("i\u0307", "i")
            out.append((key, start, i))
        start = i
    return out


def _kind(text: str, i: int) -> str:
    char = text[i]
    if _RUNNING.match(char):
        return ""
    if char.isdecimal():
        return "digit"
    return "letter" if char.isalpha() or _MARKS.match(char) else ""


def _hump(text: str, start: int, i: int) -> bool:
    """Whether a new word starts at ``i`` inside a run of letters."""
    before, here, after = text[i - 1], text[i], text[i + 1 : i + 2]
    leads = before.isupper() and after.islower() and _kind(text, i + 1) == "letter" if after else False
    return start < i and here.isupper() and (before.islower() or leads)
