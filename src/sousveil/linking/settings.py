"""The setting of a slot or list: a face record, a card reader, a form ... told from what stands around it.

One table, read from the top: the first row that fits decides. The class around a word decides, not the word.
"""

import re
from collections.abc import Callable

import msgspec

from sousveil.linking.edges import Setting, Surrounding
from sousveil.linking.surroundings import Around
from sousveil.model.late import late


class Facts(msgspec.Struct, frozen=True):
    """What the table looks at: counts of surroundings, and the surroundings in the *names* that hold the thing."""

    around: dict[Surrounding, int]
    named: frozenset[Surrounding]
    table: bool = False
    """Whether the list is a national table of peoples."""
    scattered: bool = False
    """Whether its names stand among many others that name no people: of languages, places, scripts."""

    def has(self, *surroundings: Surrounding) -> int:
        """How many different things speak for any of these."""
        return sum(self.around.get(s, 0) for s in surroundings)


Row = tuple[Setting, str, Callable[[Facts], bool]]

_GUESSES = late(
    r"predic|predi[sz]|classif(?!ication(?:_?(?:code|id|date|type))?s?\W*$)|clasif|klassif|klasif|infer|guess|estim|imput"
    r"|prob(?:ab|s?\b)|bayes|bisg|likel|confiden|logits|soft_?max|neural|lstm|bert|recogn|detect|analy|[^\x00-\x7f]",
    re.IGNORECASE,
)
"""Words of those who guess; a prison, a school and a court have a classification too."""

_FACE = frozenset({Surrounding.FACE, Surrounding.BODY})

_LOOKS = (Surrounding.APPEARANCE, Surrounding.VITAL, Surrounding.INFER, Surrounding.CAPTURE)

_SEEN = (Surrounding.APPEARANCE, Surrounding.INFER, Surrounding.CAPTURE)
"""The same but age and sex, which a form asks for too."""

_GIVEN = (Surrounding.DOCUMENT, Surrounding.REGISTRY, Surrounding.MEDICAL, Surrounding.CENSUS, Surrounding.FORM)

TABLE: tuple[Row, ...] = (
    (
        Setting.DOCUMENT,
        "a card, passport or chip reader is named, and fewer than three features of appearance stand beside it",
        lambda f: (
            Surrounding.DOCUMENT in f.named
            and (f.has(Surrounding.APPEARANCE) < 3 or f.table)
            and not (f.named & _FACE and not f.table)
        ),
    ),
    (
        Setting.DOCUMENT,
        "a card or passport is named, three things that stand on one are beside it, and no feature of appearance",
        lambda f: (
            Surrounding.DOCUMENT in f.named
            and f.has(Surrounding.DOCUMENT, Surrounding.REGISTRY) >= 3
            and not f.has(Surrounding.APPEARANCE)
        ),
    ),
    (
        Setting.DOCUMENT,
        "a card is named beside the face that it is compared with, and what stands on cards is beside it",
        lambda f: (
            {Surrounding.DOCUMENT, Surrounding.FACE} <= f.named
            and f.has(Surrounding.DOCUMENT, Surrounding.REGISTRY) >= 5
            and f.has(Surrounding.APPEARANCE) <= 1
        ),
    ),
    (
        Setting.DOCUMENT,
        "it is a national table of peoples, and a card or its number stands beside it",
        lambda f: f.table and f.has(Surrounding.DOCUMENT) > 0,
    ),
    (
        Setting.NONE,
        "its names stand among many others in a long list",
        lambda f: f.table and f.scattered,
    ),
    (Setting.TYPED, "it is a national table of peoples", lambda f: f.table),
    (
        Setting.NAMES,
        "it is guessed from names of people, and nothing of a picture stands beside it",
        lambda f: Surrounding.NAMES in f.named and not f.has(Surrounding.FACE, Surrounding.CAPTURE),
    ),
    (
        Setting.TYPED,
        "a medical, census or personnel record is named, and nothing of a face",
        lambda f: (
            bool(f.named & {Surrounding.MEDICAL, Surrounding.CENSUS, Surrounding.FORM}) and not f.has(Surrounding.FACE)
        ),
    ),
    (
        Setting.TYPED,
        "two things that people tell of themselves (an accent, tattoos) stand beside it, and no detector",
        lambda f: (
            f.has(Surrounding.FORM) >= max(2, f.has(*_FACE, Surrounding.CAPTURE))
            and f.has(Surrounding.CAPTURE) <= 1
            and not f.has(Surrounding.INFER)
            and (not f.named & _FACE or f.has(Surrounding.FORM) >= max(4, 2 * f.has(*_FACE)))
        ),
    ),
    (
        Setting.TYPED,
        "four things of a registration stand beside it, twice as many as of faces and detectors, and nothing of a look",
        lambda f: (
            f.has(Surrounding.FORM) >= max(4, 2 * f.has(*_FACE, Surrounding.CAPTURE, Surrounding.INFER))
            and not f.has(Surrounding.APPEARANCE)
            and not f.named & _FACE
        ),
    ),
    (
        Setting.IMAGE,
        "a face or body is named, and appearance, a detector or a classifier stands beside it",
        lambda f: bool(f.named & _FACE) and f.has(*_LOOKS) > 0,
    ),
    (
        Setting.DOCUMENT,
        "what stands on cards and passports is beside it, more of it than features of appearance",
        lambda f: (
            f.has(Surrounding.DOCUMENT) >= 3
            and f.has(Surrounding.DOCUMENT) > f.has(Surrounding.APPEARANCE)
            and not f.named & _FACE
        ),
    ),
    (
        Setting.TYPED,
        "names, telephones, addresses or the like stand beside it, and nothing that detects or predicts",
        lambda f: (
            f.has(Surrounding.REGISTRY) >= 2
            and f.has(Surrounding.REGISTRY, Surrounding.FORM, Surrounding.NAMES) >= 4
            and not f.has(Surrounding.INFER, Surrounding.BODY)
            and f.has(Surrounding.CAPTURE, Surrounding.FACE) <= 2
            and not f.named & _FACE
        ),
    ),
    (
        Setting.IMAGE,
        "two features of appearance and a face, a picture or a classifier stand beside it",
        lambda f: (
            f.has(Surrounding.APPEARANCE) >= 2
            and f.has(Surrounding.FACE, Surrounding.BODY, Surrounding.CAPTURE, Surrounding.INFER) > 0
        ),
    ),
    (
        Setting.IMAGE,
        "four features of appearance stand beside it, and age, sex or a person: what is drawn has neither",
        lambda f: f.has(Surrounding.APPEARANCE) >= 4 and f.has(Surrounding.VITAL, Surrounding.PERSON) > 0,
    ),
    (Setting.CAPTURED, "a face or body is named", lambda f: bool(f.named & _FACE)),
    (
        Setting.TYPED,
        "what stands in registers and forms is beside it, twice as much of it as of faces and pictures",
        lambda f: (
            f.has(Surrounding.REGISTRY, Surrounding.FORM) >= 4
            and f.has(Surrounding.REGISTRY, Surrounding.FORM) >= 2 * f.has(*_FACE, *_SEEN)
            and not f.has(Surrounding.DOCUMENT)
        ),
    ),
    (
        Setting.TYPED,
        "addresses, birth dates and numbers of a person stand beside it, and of a face only its portrait",
        lambda f: (
            f.has(Surrounding.REGISTRY) >= 3
            and not f.has(Surrounding.APPEARANCE, Surrounding.INFER, Surrounding.BODY)
            and f.has(Surrounding.FACE) <= 1
            and f.has(Surrounding.CAPTURE) <= 1
            and not f.has(Surrounding.DOCUMENT)
            and not f.named & _FACE
        ),
    ),
    (
        Setting.CAPTURED,
        "a face and a picture or detector stand beside it",
        lambda f: (
            f.has(Surrounding.FACE) > 0
            and f.has(Surrounding.CAPTURE, Surrounding.INFER) > 0
            and not f.has(Surrounding.DOCUMENT)
        ),
    ),
    (
        Setting.CAPTURED,
        "a face is named more than once beside it, with age or sex",
        lambda f: f.has(Surrounding.FACE) >= 2 and f.has(Surrounding.VITAL) > 0 and not f.has(*_GIVEN),
    ),
    (Setting.DOCUMENT, "a card, passport or its number stands beside it", lambda f: f.has(Surrounding.DOCUMENT) > 0),
    (
        Setting.NAMES,
        "names of people stand beside it, and a predictor",
        lambda f: f.has(Surrounding.NAMES) > 0 and (Surrounding.INFER in f.named or f.has(Surrounding.INFER) > 1),
    ),
    (
        Setting.TYPED,
        "a medical, census or personnel record",
        lambda f: f.has(Surrounding.MEDICAL, Surrounding.CENSUS, Surrounding.FORM) > 0,
    ),
    (Setting.TYPED, "names, addresses or birth dates stand beside it", lambda f: f.has(Surrounding.REGISTRY) >= 2),
    (Setting.PERSON, "a person is named", lambda f: f.has(Surrounding.PERSON) > 0 or f.has(Surrounding.REGISTRY) > 0),
    (Setting.NONE, "nothing about people stands beside it", lambda _: True),
)


def setting_of(
    around: Around, named: frozenset[Surrounding], *, table: bool = False, scattered: bool = False
) -> tuple[Setting, str]:
    """The setting, and the sentence of the row that decided."""
    facts = Facts(around.counts(), named, table, scattered)
    return next(
        (setting, why)
        for setting, why, fits in TABLE
        if fits(facts) and (setting is not Setting.NAMES or guessed(around, named))
    )


def guessed(around: Around, named: frozenset[Surrounding]) -> bool:
    """Whether something says that it guesses: the record of a person has names in it, and there are classes of models.

    What its own name says to be of names, or inferred, counts where no register stands around it.
    """
    if any(_GUESSES.search(what) is not None for what in around.seen[Surrounding.INFER]):
        return True
    entered = around.has(*_GIVEN) + len(named.intersection(_GIVEN))
    return (Surrounding.NAMES in named and not entered) or (Surrounding.INFER in named and entered <= 1)
