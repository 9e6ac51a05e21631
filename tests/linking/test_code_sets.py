"""Sets of codes that forms are filled in with, and features that an analysis is asked for. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

FILES = {
    "sets.ts": """
export enum {name} {{
  first = '1',
  {one} = '2',
  {two} = '3',
  {three} = '4',
  hair = '5',
  facialHair = '6',
  face = '7',
  eyeColour = '8',
  gender = '9',
  ethnicity = '10',
}}
""",
    "Sets.java": """
public enum {name} {{
    FIRST,
    {one},
    {two},
    {three},
    HAIR,
    FACIAL_HAIR,
    FACE,
    EYE_COLOUR,
    GENDER,
    ETHNICITY
}}
""",
    "sets.py": """
class {name}(Enum):
    FIRST = 1
    {one} = 2
    {two} = 3
    {three} = 4
    HAIR = 5
    FACIAL_HAIR = 6
    FACE = 7
    EYE_COLOUR = 8
    GENDER = 9
    ETHNICITY = 10
""",
}
UNSEEN = [("country", "interpreter", "militaryRank"), ("phoneTypes", "maritalStatus", "foodAllergy")]
SEEN = [("glasses", "mask", "hat"), ("country", "beard", "mask")]


def kinds(files: dict[str, str | bytes]) -> set[Kind]:
    return {finding.kind for finding in report(files).findings}


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("words", UNSEEN)
@pytest.mark.parametrize("name", ["ReferenceDataDomain", "LookupType", "CodeSet"])
def test_kinds_of_reference_data(path: str, words: tuple[str, str, str], name: str) -> None:
    one, two, three = words
    assert Kind.CAPABILITY not in kinds({path: FILES[path].format(name=name, one=one, two=two, three=three)})


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("words", SEEN)
@pytest.mark.parametrize("name", ["ReferenceDataDomain", "LookupType"])
def test_kinds_of_what_is_seen(path: str, words: tuple[str, str, str], name: str) -> None:
    one, two, three = words
    assert Kind.CAPABILITY in kinds({path: FILES[path].format(name=name, one=one, two=two, three=three)})


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("name", ["FaceFeature", "DetectedLookupType"])
def test_what_is_called_after_a_face_or_a_detector(path: str, name: str) -> None:
    one, two, three = UNSEEN[0]
    assert Kind.CAPABILITY in kinds({path: FILES[path].format(name=name, one=one, two=two, three=three)})


ASKED = """
export const {name} = (domain: string) => {{
  switch (domain) {{
    case '{one}':
      return first
    case '{two}':
      return second
    case '{three}':
      return third
    case 'HAIR':
      return hairCodes
    case 'FACIAL_HAIR':
      return facialHairCodes
    case 'FACE':
      return faceCodes
    case 'EYE_COLOUR':
      return eyeColourCodes
    case 'GENDER':
      return genderCodes
    case 'REL':
      return beliefList
  }}
}}
"""
LIST = """
export const religionList = [
  {{ code: 'A', description: 'Buddhist' }},
  {{ code: 'B', description: 'Christian' }},
  {{ code: 'C', description: 'Muslim' }},
  {{ code: 'D', description: 'Hindu' }},
]
"""


def chosen(name: str, words: tuple[str, str, str]) -> set[Kind]:
    one, two, three = words
    text = ASKED.replace("beliefList", "religionList").format(name=name, one=one, two=two, three=three)
    files: dict[str, str | bytes] = {"a.ts": text, "b.ts": LIST.format()}
    return {finding.kind for finding in report(files, sifted=True).findings}


def test_a_list_that_is_looked_up_among_them() -> None:
    assert Kind.CAPABILITY not in chosen("lookupValuesOf", ("COUNTRY", "DIET", "PHONE_TYPES"))


def test_a_list_that_is_looked_up_among_what_is_seen() -> None:
    assert Kind.CAPABILITY in chosen("lookupValuesOf", ("GLASSES", "MASK", "HAT"))
