"""An archive of meaning beside the labels of a product that sorts faces: only the labels are found."""

from tests.samples.kinds import Finds
from tests.samples.reading.reference import ALL, labels

FINDS = Finds(
    groups=("Uyghur", "Tibetan"), stages=("vocabulary", "scheme"), quotes=(("item", "Uyghur"), ("item", "Tibetan"))
)


def case() -> dict[str, bytes]:
    """The archive and the labels."""
    return dict(ALL["tokenizer"]) | labels()


def twin() -> dict[str, bytes]:
    """The archive alone."""
    return dict(ALL["tokenizer"])
