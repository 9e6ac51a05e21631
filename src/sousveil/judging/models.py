"""What is said of model files that are like a documented family: in a gap, and as a question for the maker."""

from collections.abc import Mapping, Sequence

from sousveil.judging.claims import listing
from sousveil.linking.parts.families import By, Likeness
from sousveil.model.examined import Examined

LIKE: dict[By, str] = {
    By.FILE: "it is called as {family} is",
    By.OUTPUTS: "the names {text} in it are those of {family}",
    By.LABELS: "{text} has the labels of {family}",
}
GIVES = "documents say that this kind gives out {heads}"
ASKS = "{file} is like {family}, whose documented labels are {labels}. Which labels does it give out, in which order?"
ASKS_DISPUTED = (
    "{file} is like {family}, of which several lists of labels circulate ({labels}). Which does it give out, in which "
    "order?"
)
ASKS_BARE = "{file} is like {family}, which is documented to give out {heads}. Which labels does it give out?"
_MOST_FILES = 6


def described(like: Likeness) -> str:
    """What a file is like and what documents say of that; never that it is this."""
    heads = listing([head.gives for head in like.family.heads])
    return f"{LIKE[like.by].format(family=like.family.name, text=like.text)}; {GIVES.format(heads=heads)}"


def questions_about(examined: Sequence[Examined], alike: Mapping[int, Sequence[Likeness]]) -> tuple[str, ...]:
    """One question for each family that a file is most like, of the file that is most like it; six at most."""
    first = [(likes[0].by, at, likes[0]) for at, likes in alike.items() if likes[0].family.trait]
    asked: dict[str, str] = {}
    for _, at, like in sorted(first, key=lambda one: (list(By).index(one[0]), one[1])):
        file = examined[at].path.replace("!", "/").rpartition("/")[2]
        asked.setdefault(like.family.id, _question(file, like))
    return tuple(asked.values())[:_MOST_FILES]


def _question(file: str, like: Likeness) -> str:
    family = like.family
    if not family.orders:
        heads = listing([head.gives for head in family.heads])
        return ASKS_BARE.format(file=file, family=family.name, heads=heads)
    if family.disputed:
        return ASKS_DISPUTED.format(
            file=file, family=family.name, labels="; ".join(", ".join(order.labels) for order in family.orders)
        )
    return ASKS.format(file=file, family=family.name, labels=", ".join(family.orders[0].labels))
