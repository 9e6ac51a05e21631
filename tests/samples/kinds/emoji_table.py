"""A table of emoji beside the labels of a product that sorts faces: only the labels are found."""

from tests.samples.kinds import Finds
from tests.samples.reading.emoji_table import SOURCES, compiled
from tests.samples.reading.reference import labels

FINDS = Finds(
    groups=("Uyghur", "Tibetan"), stages=("vocabulary", "scheme"), quotes=(("item", "Uyghur"), ("item", "Tibetan"))
)


def case() -> dict[str, bytes]:
    """The tables and the labels."""
    return twin() | labels()


def twin() -> dict[str, bytes]:
    """The tables alone."""
    return SOURCES | {"old.pyc": compiled((3, 9)), "new.pyc": compiled((3, 11))}
