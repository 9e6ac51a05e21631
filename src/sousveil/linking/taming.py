"""What no maker writes and no pattern must walk again and again: names and blanks without end, words by the thousand.

Patterns that look for a name and then for what follows it begin anew at each letter of it. A name of a hundred thousand
letters would take them hours, and linking has no other process that could be stopped. The places of all that is kept
stay as they are.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.text import Reading
from sousveil.model.words import Step

LONGEST = 256
"""Code points of a name, and of the blanks between two words."""
MOST = 400
"""Words of one text that are looked at one by one: twice the peoples of the longest official list, with their codes."""
WORK = 20_000_000
"""Code points of texts that are looked through in one reading, each text once for each word in it. A header of three
megabytes has two thousand words for groups, in texts of some hundred letters."""
TOLD = 1000
"""Words beyond these limits that are shown, of one reading; of the others the gap has the number."""
REACH = 400
"""Code points before a place in which what leads up to it stands."""
_PLAIN = 2 * LONGEST
_ENDLESS = late(rf"(?<!\w)(?P<word>\w{{{LONGEST}}})\w+|(?<!\s)(?P<blank>\s{{{LONGEST}}})\s+")


def tamed(text: str) -> str:
    """The same text, as long; what goes on after ``LONGEST`` letters or blanks is no letter and no blank any more."""
    if len(text) < _PLAIN:
        return text
    return _ENDLESS.sub(lambda run: (run["word"] or run["blank"]) + "\0" * (len(run[0]) - LONGEST), text)


def cut(name: str) -> str:
    """The same of a name that has no place of its own: it ends where it would go on for ever."""
    return name if len(name) < _PLAIN else tamed(name).replace("\0", "")[: 4 * LONGEST]


def tamed_reading(reading: Reading) -> Reading:
    """The reading with all its texts and names tamed but the whole text; the same one where nothing is to be done."""
    units = tuple(unit if len(unit.text) < _PLAIN else replace(unit, text=tamed(unit.text)) for unit in reading.units)
    symbols = tuple(
        one
        if len(one.name) < _PLAIN and len(one.type) < _PLAIN and len(one.value) < _PLAIN
        else replace(one, name=cut(one.name), type=cut(one.type), value=cut(one.value))
        for one in reading.symbols
    )
    references = tuple(
        one if len(one.name) < _PLAIN else replace(one, name=cut(one.name)) for one in reading.references
    )
    if all(
        new is old
        for news, olds in ((units, reading.units), (symbols, reading.symbols), (references, reading.references))
        for new, old in zip(news, olds, strict=True)
    ):
        return reading
    return replace(reading, units=units, symbols=symbols, references=references)


def before(text: str, at: int) -> str:
    """What stands before a place in a text, as far back as anything there could belong to it."""
    return text[max(0, at - REACH) : at]


def parted(hits: Sequence[Hit], reading: Reading) -> tuple[list[Hit], list[Hit]]:
    """The hits that are looked at one by one, and those of which only the word is told; ``reading`` is tamed."""
    near: list[Hit] = []
    beyond: list[Hit] = []
    count: dict[int, int] = defaultdict(int)
    work = 0
    for hit in hits:
        text = reading.units[hit.unit].text
        count[hit.unit] += 1
        if count[hit.unit] > MOST or work > WORK or "\0" in text[hit.start : hit.end]:
            beyond.append(hit)
        else:
            near.append(hit)
            work += len(text)
    return near, beyond


def unlooked_at(words: int) -> Gap:
    """The gap of so many words of a reading that were not looked at one by one."""
    return Gap(
        step=Step.LINKING, code="words-limit", could_hide=ALL_STAGES[1:], count=words,
        detail=f"{words} words stand in texts with more than {MOST} of them, in names of more than {LONGEST} letters, "
        "or among so many in long texts that these were not gone through for each",
        remedy="Look at this part by hand: what these words are for was not looked at.",
    )  # fmt: skip
