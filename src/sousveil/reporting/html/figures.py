"""What of the findings is shown in full, what on one line, what only in the JSON report; and each ready to be laid out.

A browser takes 200 figures and 10,000 rows in folded groups in well under a second; 10,000 figures take ten.
"""

from collections.abc import Iterable, Sequence

import msgspec

from sousveil.matching.slurs import slur
from sousveil.model.report import Evidence, TargetReport
from sousveil.model.words import Kind
from sousveil.reporting import places
from sousveil.reporting.claims import claim
from sousveil.reporting.commands import Recipe, recipe
from sousveil.reporting.gloss import Glossed, glossed
from sousveil.reporting.html.chain import ChainView, chain_view
from sousveil.reporting.html.escape import warning
from sousveil.reporting.html.hexview import MOST, hexview, quoted_bytes
from sousveil.reporting.projection import Shown, TargetView, shows, what
from sousveil.reporting.words import Words, number

FIGURES = 200
PER_FINDING = 16
ROWS = 20_000
ROW_TEXT = 120
CRUMBS = 12


class Quote(msgspec.Struct, frozen=True):
    """The bytes of a place: where they stand, in words, and as hexadecimal where the text says them.

    ``number`` tells the quotes of a finding apart: that of the place, and behind a dot that of its part.
    """

    id: str
    number: str
    where: str
    bytes: str
    hex: str
    hex_cut: bool


class Figure(msgspec.Struct, frozen=True):
    """A place in full, or several whose lines run into each other and that show the same."""

    numbers: tuple[int, ...]
    title: str
    trail: tuple[str, ...]
    rows: tuple[places.Row, ...]
    glosses: tuple[Glossed, ...]
    """One for each row; empty where no row has anything to say."""
    encoding: str
    warning: str
    quotes: tuple[Quote, ...]
    recipe: Recipe | None
    slur: bool = False
    """Whether a line holds one: the lines are folded then."""


class Line(msgspec.Struct, frozen=True):
    """A place on one line; ``count`` places say the same.

    ``note`` stands where it is new; ``ids`` are those of the findings whose first place it is.
    """

    where: str
    text: str
    note: str
    count: int = 1
    ids: tuple[str, ...] = ()


class Lines(msgspec.Struct, frozen=True):
    """The one-line places of one file."""

    file: str
    lines: tuple[Line, ...]
    count: int


class FindingView(msgspec.Struct, frozen=True):
    """A finding in full: its chain, figures of its first ``room`` places, and its other places a line each."""

    shown: Shown
    chain: ChainView
    figures: tuple[Figure, ...]
    room: int
    more: tuple[Lines, ...]


class Findings(msgspec.Struct, frozen=True):
    """The capabilities: those in full, the rest a line a place, and how many places only the JSON report has."""

    full: tuple[FindingView, ...]
    rest: tuple[Lines, ...]
    rest_count: int
    left_out: int


class _Row(msgspec.Struct, frozen=True):
    """A place on its way to a line: with the claim of its finding, on the first place of one also its fragment."""

    evidence: Evidence
    note: str = ""
    id: str = ""


class Budget:
    """What the page may still show, over all targets."""

    def __init__(self) -> None:
        self.figures = FIGURES
        self.rows = ROWS

    def take_rows(self, pairs: Sequence[_Row], target: str) -> tuple[tuple[Lines, ...], int]:
        """The places as lines grouped by file, within what is left; and how many were left out."""
        kept = pairs[: self.rows]
        self.rows -= len(kept)
        return tuple(_grouped(kept, target)), len(pairs) - len(kept)


def findings(view: TargetView, budget: Budget, words: Words) -> Findings:
    """The capabilities of a target, as far as the budget goes; the strongest come first."""
    full: list[FindingView] = []
    rest: list[_Row] = []
    left_out = 0
    for shown in view.of_kind(Kind.CAPABILITY):
        finding = shown.finding
        if budget.figures <= 0:
            rest += _rows_of(shown, words)
            continue
        chain = chain_view(finding, view.target.name, words)
        room = min(chain.full, PER_FINDING, budget.figures)
        budget.figures -= min(room, len(chain.order))
        figures = tuple(
            _figure(view.target, shown, chain, same, words) for same in _together(shown, chain, room, words)
        )
        more, out = budget.take_rows([_Row(finding.evidence[i]) for i in chain.order[room:]], view.target.name)
        left_out += out
        full.append(FindingView(shown, chain, figures, room, more))
    lines, out = budget.take_rows(rest, view.target.name)
    return Findings(tuple(full), lines, len(rest), left_out + out)


def _together(shown: Shown, chain: ChainView, room: int, words: Words) -> Iterable[list[int]]:
    """Positions in ``chain.order`` by figure: places that show the same in lines that run into each other."""
    groups: list[list[int]] = []
    evidence = shown.finding.evidence
    for position, index in enumerate(chain.order[:room]):
        place = evidence[index]
        for group in groups:
            first = evidence[chain.order[group[0]]]
            alike = _title(first, words) == _title(place, words)
            if alike and any(places.neighbours(evidence[chain.order[other]], place) for other in group):
                group.append(position)
                break
        else:
            groups.append([position])
    return groups


def _title(evidence: Evidence, words: Words) -> str:
    return shows(evidence, words) or what(evidence, words)


def _figure(target: TargetReport, shown: Shown, chain: ChainView, positions: list[int], words: Words) -> Figure:
    indexes = [chain.order[position] for position in positions]
    evidence = [shown.finding.evidence[index] for index in indexes]
    rows = places.rows([quote for place in evidence for quote in place.quotes])
    glosses = tuple(glossed(row.text, words, quoted=bool(row.quotes)) for row in rows)
    trail = places.trail(evidence[0], target.name, words)
    if len(evidence) > 1:
        trail = (*trail[:-1], _lines_of(evidence, words))
    return Figure(
        numbers=tuple(position + 1 for position in positions),
        title=_title(evidence[0], words),
        trail=shorten(trail, words),
        rows=rows,
        glosses=glosses if any(one.words or one.unknown for one in glosses) else (),
        encoding=" + ".join(name.upper() if i == 0 else name for i, name in enumerate(evidence[0].encoding)),
        warning=warning([*(row.text for row in rows), *evidence[0].layers], words),
        quotes=tuple(quote for at in positions for quote in _quotes(shown, chain.order[at], at + 1, target, words)),
        recipe=recipe(target, evidence),
        slur=any(slur(row.text) for row in rows),
    )


def _lines_of(evidence: Sequence[Evidence], words: Words) -> str:
    """Where several places stand: their lines, else their bytes."""
    key = "evidence.lines" if evidence[0].line is not None else "evidence.bytes.list"
    numbers = sorted({place.offset if place.line is None else place.line for place in evidence})
    return words.count(key, len(numbers), list=words.list(map(number, numbers)))


def _quotes(shown: Shown, index: int, at: int, target: TargetReport, words: Words) -> Iterable[Quote]:
    place = shown.place(index)
    for part, evidence in enumerate(shown.finding.evidence[index].quotes):
        if part:
            yield _bytes(f"{place}-{part}", f"{at}.{part}", evidence, target, words)
        else:
            yield _bytes(place, str(at), evidence, target, words)


def _bytes(identity: str, numbered: str, evidence: Evidence, target: TargetReport, words: Words) -> Quote:
    data = quoted_bytes(evidence)
    name = places.short(places.file_of(evidence.layers, target.name))
    said = words.count("evidence.bytes.at", evidence.length, offset=number(evidence.offset), file=name)
    spans = f" {words.count('evidence.bytes.spans', len(evidence.spans))}" if evidence.spans else ""
    return Quote(
        id=identity,
        number=numbered,
        where=places.at(evidence, words),
        bytes=said + spans,
        hex=hexview(data, evidence.offset) if data else "",
        hex_cut=bool(data) and evidence.length > MOST,
    )


def shorten(trail: Sequence[str], words: Words) -> tuple[str, ...]:
    """A trail of layers, its middle counted where it is very long."""
    if len(trail) <= CRUMBS:
        return tuple(trail)
    half = CRUMBS // 2
    return (*trail[:half], words.count("layers.more", len(trail) - 2 * half), *trail[-half:])


def _rows_of(shown: Shown, words: Words) -> list[_Row]:
    said = claim(shown.finding, words)
    return [_Row(place, said, "" if at else shown.id) for at, place in enumerate(shown.finding.evidence)]


def _grouped(rows: Sequence[_Row], target: str) -> Iterable[Lines]:
    """Places by file; places of one file that say the same are one line with a count."""
    files: dict[str, dict[tuple[str, str], list[tuple[str, str]]]] = {}
    if not any(row.note for row in rows):  # what belongs to one finding is read from the top of each file down
        rows = sorted(rows, key=lambda row: row.evidence.offset)
    for row in rows:
        place = row.evidence
        name = " › ".join(place.layers[-CRUMBS:]) or target
        where = str(place.line) if place.line is not None else f"@{place.offset:#x}"
        files.setdefault(name, {}).setdefault((_line_text(place), row.note), []).append((where, row.id))
    for name, lines in files.items():
        made = tuple(
            Line(spots[0][0], text, note, len(spots), tuple(mark for _, mark in spots if mark))
            for (text, note), spots in lines.items()
        )
        yield Lines(name, made, sum(line.count for line in made))


def _line_text(evidence: Evidence) -> str:
    row = next((row for row in places.rows((evidence,)) if row.quotes), None)
    text = evidence.text if row is None else row.text.strip()
    return text if len(text) <= ROW_TEXT else evidence.text[:ROW_TEXT]


class KindView(msgspec.Struct, frozen=True):
    """All findings of a kind other than capability: claims with their places a line each."""

    kind: Kind
    findings: tuple[tuple[Shown, tuple[Lines, ...]], ...]
    merged: tuple[Lines, ...]
    count: int
    left_out: int


MERGED_FROM = 40


def kinds(view: TargetView, budget: Budget, words: Words) -> tuple[KindView, ...]:
    """The other kinds in their order. Words alone, and more than 40 findings of a kind, are grouped by file."""
    made = []
    for kind in Kind:
        if kind is Kind.CAPABILITY:
            continue
        found = view.of_kind(kind)
        count = sum(len(shown.finding.evidence) for shown in found)
        if kind is Kind.VOCABULARY or len(found) > MERGED_FROM:
            rows = [row for shown in found for row in _rows_of(shown, words)]
            merged, out = budget.take_rows(rows, view.target.name)
            made.append(KindView(kind, (), merged, count, out))
            continue
        parts, out = [], 0
        for shown in found:
            lines, missed = budget.take_rows([_Row(e) for e in shown.finding.evidence], view.target.name)
            parts.append((shown, lines))
            out += missed
        made.append(KindView(kind, tuple(parts), (), count, out))
    return tuple(made)
