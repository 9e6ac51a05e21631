"""Names at places that no handler tells: plain uses of a name, and what stands where no grammar fits.

A handler tells what is declared, called, assigned and compared. ``return ethnicity;`` is none of that, and what a macro
or an older dialect makes of a line is lost to the grammar; a word that somebody looks for is still given there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

FAR = 200
"""Bytes before a place in which its name begins."""
_NAME = re.compile(rb"[\w$\x80-\xff]+")


def names_left(source: bytes, told: Iterable[tuple[int, int]], spots: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The stretch of each name at a spot that lies in none of the stretches ``told``; all are offsets in ``source``."""
    stretches = sorted(told)
    starts, ends = [start for start, _ in stretches], list(accumulate((end for _, end in stretches), max))
    for spot in spots:
        at = bisect_right(starts, spot) - 1
        if at >= 0 and ends[at] > spot:
            continue
        begin = max(0, spot - FAR)
        name = next((one for one in _NAME.finditer(source, begin) if one.end() > spot), None)
        if name is not None and name.start() <= spot:
            yield name.span()
