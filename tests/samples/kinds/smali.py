"""The same app for a door camera as in ``dex``, taken apart to text: it is judged alike."""

from tests.samples.kinds import dex
from tests.samples.smali import smali

FINDS = dex.FINDS


def case() -> dict[str, bytes]:
    """A file for each class."""
    first, second = dex.products()
    return smali(first) | smali(second)


def twin() -> dict[str, bytes]:
    """The picker of languages of the same app, and the reader of cards."""
    return smali(dex.innocent())
