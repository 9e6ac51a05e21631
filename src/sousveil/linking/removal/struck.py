"""Stretches of code in comments that tell a trait of a picture: a whole function struck out, line by line.

``# tone_model = load_model(...)``, ``# faces = detector.detect_faces(image)``, ``# told = tone_model.predict(face)``:
what stands in one run of comments opens pictures, asks a model and names the trait. Whether it was taken out or only
tried once, nobody can tell. Lines that show how something is called, as an example, are none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sousveil.linking.code.predicted import OF_MODEL
from sousveil.linking.edges import Edge, EdgeKind
from sousveil.linking.graph import View
from sousveil.linking.removal.traces import Sign, Trace, spot_in
from sousveil.linking.standing import PROSE
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

WHY = "it stands in the same stretch of code that is commented out"
LEAST = 10
"""Lines of code in a stretch."""
OF_TEN = 7
"""So many of ten lines of a stretch are code."""
MOST = 12
"""Places of one stretch that are quoted."""
BLANKS = 4
"""Lines without anything that a stretch may have in it."""
ABOVE = 2
"""Lines above a stretch that may say what it is."""
LONGEST, WIDE = 400_000, 300
"""Code points of a file, and of a line, that are looked at."""
_TRAITS = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR, Trait.RELIGION})
_MARK = late(r"\s*(?:#(?!!|\[)|//)[/#]*(.*)$")
_CODE = late(
    r"^\s*(?:(?:if|elif|else|for|while|try|except|catch|finally|with|return|def|fn|func|function|class|import|switch|case)\b"
    r".*[:({\w)]\s*$"
    r"|[\w.\[\]\"', ]+(?:\s*:\s*\w+)?\s*(?:[-+*/]|:)?=(?!=)\s*\S"
    r"|(?:const|let|var|val|auto|final)\s+\w|[\w.:>-]+\(.*\)?[;,:{]?\s*$"
    r"|[\"'][^\"']+[\"']\s*[:,]|[\])}]+[;,]?\s*$)"
)
"""How a line of code begins and ends, and no sentence."""
_OPENS = late(
    r"im_?read|im_?decode|Image\.open|VideoCapture|detect_?(?:faces?|multi_?scale)|face_?detect|load_?(?:img|image)|crop_?face|mtcnn|retinaface"
    r"|BitmapFactory|ImageIO\.read|decode_?image",
    re.IGNORECASE,
)
_ASKS = late(r"\.(?:predict|forward|analy[sz]e|run|infer|detect_?attributes)\w*\(|arg_?max|soft_?max", re.IGNORECASE)
_SHOWS_HOW = late(r"example|usage|e\.g\.|how to|demo|>>>|\$ python|z\.b\.|пример|示例|用法|使用例|사용", re.IGNORECASE)
"""What stands over lines that are there to be read."""


def struck_out(view: View) -> Iterator[Trace]:
    """The traces of this kind in one reading: one for each stretch and trait."""
    if not 0 < len(view.reading.text) <= LONGEST:
        return
    told: dict[Trait, list[tuple[int, Hit]]] = defaultdict(list)
    live: set[Trait] = set()
    for hit in view.hits:
        unit = view.unit(hit.unit)
        if hit.trait not in _TRAITS or hit.group or unit.line is None or unit.line > len(view.lines):
            continue
        if unit.role is Role.COMMENT:
            told[hit.trait].append((unit.line + unit.text.count("\n", 0, hit.start), hit))
        elif unit.role not in PROSE and OF_MODEL.search(view.lines[unit.line - 1][:WIDE]) is not None:
            live.add(hit.trait)
    stretches = list(_stretches(view.lines)) if told.keys() - live else []
    for trait in told.keys() - live:
        for first, last in stretches:
            if trace := _trace(view, trait, [hit for line, hit in told[trait] if _named(view, line, first, last)]):
                yield trace


def _named(view: View, line: int, first: int, last: int) -> bool:
    """Whether a word stands on a line of code of a stretch."""
    mark = _MARK.match(view.lines[line - 1][:WIDE]) if first <= line <= last else None
    return mark is not None and _CODE.match(mark[1]) is not None


def _trace(view: View, trait: Trait, hits: Sequence[Hit]) -> Trace | None:
    if not hits:
        return None
    spots = tuple(dict.fromkeys(spot_in(view, hit.unit, hit.start, hit.end) for hit in hits))[:MOST]
    edges = tuple(Edge(a=0, b=at, kind=EdgeKind.BESIDE, why=WHY) for at in range(1, len(spots)))
    written = view.unit(hits[0].unit).text[hits[0].start : hits[0].end]
    return Trace(sign=Sign.STRUCK, trait=trait, spots=spots, edges=edges, written=written)


def _stretches(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and last line of each stretch of code in comments that opens pictures and asks a model."""
    first = blanks = 0
    run: list[str] = []
    for number, line in enumerate((*lines, "end"), 1):
        mark = _MARK.match(line[:WIDE])
        if mark is not None:
            first = first or number
            run.append(mark[1])
            blanks = 0
        elif run and not line.strip() and blanks < BLANKS:
            blanks += 1
        elif run:
            if _is_code(run, lines[max(0, first - 1 - ABOVE) : first - 1]):
                yield first, number - 1
            first, run = 0, []
            blanks = 0


def _is_code(run: Sequence[str], above: Sequence[str]) -> bool:
    """Whether lines are code that opens pictures and asks a model, and are not there to show how."""
    written = [line for line in run if line.strip()]
    code = [line for line in written if _CODE.match(line) is not None]
    if len(code) < LEAST or 10 * len(code) < OF_TEN * len([one for one in written if not one.lstrip().startswith("#")]):
        return False
    text = "\n".join(run)
    if _SHOWS_HOW.search("\n".join(above)) or _SHOWS_HOW.search(text):
        return False
    return _OPENS.search(text) is not None and _ASKS.search(text) is not None
