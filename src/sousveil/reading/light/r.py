"""Declarations in R, told as those in languages of braces: ``name <- c(...)``, ``list(...)``, ``name <- function()``.

Source: "R Language Definition", 2.1 (vectors and lists), 3.1.4 (assignment), 4.1 (functions).
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sousveil.reading.light import braces
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import Token
from sousveil.reading.textual import words

_LISTS = words("c list frame tibble switch setNames recode")
"""What makes a vector, a list or a choice; ``frame`` is the end of ``data.frame``."""


def declare(page: Page, every: list[Token]) -> None:
    """Declares what the tokens of one stretch declare."""
    braces.declare(page, list(_plain(every)))


def _plain(every: Sequence[Token]) -> Iterator[Token]:
    """The tokens, with arrows as signs of equality and the makers of vectors as those of lists."""
    at, size = 0, len(every)
    while at < size:
        token = every[at]
        after = every[at + 1] if at + 1 < size else None
        arrow = _arrow(every, at)
        if arrow:
            yield Token("p", "=", token.start, every[at + arrow - 1].end)
            at += arrow
        elif token.kind in "ws" and (to := _assigned(every, at + 1)) and every[to].text == "function":
            yield every[to]
            yield token
            at = to + 1
        elif token.text in _LISTS and after is not None and after.text == "(":
            yield Token("w", "list", token.start, token.end)
            at += 1
        else:
            yield token
            at += 1


def _arrow(every: Sequence[Token], at: int) -> int:
    """How many tokens make an arrow to the left; 0 where none begins."""
    signs = "".join(token.text for token in takewhile(lambda token: token.kind == "p", every[at : at + 3]))
    return next((len(arrow) for arrow in ("<<-", "<-") if signs.startswith(arrow)), 0)


def _assigned(every: Sequence[Token], at: int) -> int:
    """Where what is assigned begins; 0 where nothing is, or only the end of the text."""
    if at >= len(every):
        return 0
    at += _arrow(every, at) or (every[at].text == "=" and 1) or len(every)
    return at if at < len(every) else 0
