"""Faces of nobody, and looks that nobody was looked at for: bots with generated photos, demos, puzzles, horoscopes.

A program that fills its bots with the faces of a generator keeps what the generator says of them. One that picks an
ethnicity by chance for a picture of a demo has a list of them, and what a puzzle reads out of strings of DNA, a quiz
out of answers or a horoscope out of stars has hair, eyes and skin in it. All of it is called as if somebody was seen.
"""

import re

from sousveil.linking.graph import View
from sousveil.model.late import late

GENERATED = "the faces there come from a generator of faces, and nothing looks at anybody"
PICKED = "it is picked by chance there, and nothing looks at anybody"
READ_OUT = "it is read out of a puzzle, a quiz, stars or genes there, and nothing looks at anybody"
LONGEST = 400_000
"""Code points of a file that is looked through."""
_GENERATOR = late(
    r"generated[._\-\s]?(?:photos|faces|people)(?![a-z])|(?:this[-_\s]?)?person[-_\s]?does[-_\s]?not[-_\s]?exist"
    r"|random_?user\.me|(?:create|spawn|seed|generate|make|insert)_?(?:bots|npcs|fakes|dummies|(?:fake|dummy|bot)_?(?:users?|profiles?|people|persons?|faces?|accounts?))(?![a-z])",
    re.IGNORECASE,
)
"""A service that makes up faces, or a function that makes up those who have them."""
_PICKED = late(
    r"(?<![a-z])(?:rand(?:om(?:i[sz]ed?)?)?|shuffled?|pick(?:_?(?:a|any|random))?)_?(?:\w{0,16}?_)?(?:face_?|user_?|person_?)?"
    r"(?:ethnic|race(?![a-z])|races(?![a-z])|skin_?(?:tone|colou?r)|nationalit)",
    re.IGNORECASE,
)
"""The name of what is picked by chance: ``randomEthnicity``, ``random_face_race``."""
_PUZZLE = late(
    r"(?<![a-z])quiz(?:zes)?(?![a-z])|riddle|r[äa]e?tsel|guess[_\s-]?who|(?<![a-z])akinator|logic_?puzzle|crossword"
    r"|horoscop|horoskop|horóscop|zodiac|zodiak|sternzeichen|гороскоп|викторин|星座|占い|별자리|(?<![a-z])burç|الأبراج"
    r"|genotyp|(?<![a-z])snps(?![a-z])|haplogroup|(?-i:[\"'][ACGT]{6,}[\"'])",
    re.IGNORECASE,
)


def of_a_generator(view: View) -> bool:
    """Whether a program takes its faces from a generator, or makes up who has them."""
    text = view.reading.text
    return 0 < len(text) <= LONGEST and _GENERATOR.search(text) is not None


def picked_by_chance(view: View) -> bool:
    """Whether a name in a file says that the trait is picked by chance."""
    text = view.reading.text
    return 0 < len(text) <= LONGEST and _PICKED.search(text) is not None


def read_out_of_else(view: View) -> bool:
    """Whether a file is about a puzzle, a quiz, stars or genes."""
    text = view.reading.text
    return 0 < len(text) <= LONGEST and _PUZZLE.search(text) is not None
