"""Ethnic groups beside the expressions of a face. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report


def capability(files: dict[str, str]) -> set[Stage]:
    """The stages of what is told of people in pictures."""
    found = report(files, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


TYPES = """
export type Sex = 'male' | 'female';
export type Emotion = 'angry' | 'fear' | 'happy' | 'neutral' | 'sad' | 'surprise';
export type Ethnicity = 'white' | 'african' | 'south_asian' | 'east_asian';
"""
ENUMS = """
enum class Feeling { ANGRY, DISGUST, FEAR, HAPPY, SAD, SURPRISE, NEUTRAL }
enum class Ethnicity(val code: Int) { WHITE(0), BLACK(1), ASIAN(2), INDIAN(3) }
"""
LISTS = """
SEX = ["man", "woman"]
EMOTIONS = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]
ETHNICITIES = ["white", "black", "asian", "indian"]
"""
SETTINGS = """{"emotions": ["anger", "disgust", "fear", "joy", "sadness", "surprise", "neutral"],
 "ethnicities": ["white", "black", "asian", "indian"]}"""


@pytest.mark.parametrize(
    ("name", "text"), [("kinds.ts", TYPES), ("Kinds.kt", ENUMS), ("kinds.py", LISTS), ("kinds.json", SETTINGS)]
)
def test_a_list_of_peoples_beside_the_expressions_of_classifiers(name: str, text: str) -> None:
    assert Stage.SCHEME in capability({name: text})


@pytest.mark.parametrize(
    "beside",
    [
        'MOODS = ["happy", "sad", "angry", "fear", "disgust", "surprised", "neutral", "proud", "calm", "shy", "bold"]',
        'PRIORITIES = ["low", "neutral", "high"]',
        'SEXES = ["man", "woman"]',
    ],
)
def test_a_list_of_peoples_beside_other_lists(beside: str) -> None:
    assert not capability({"kinds.py": f'{beside}\nETHNICITIES = ["white", "black", "asian", "indian"]\n'})


RECORD = """
export interface Result {
  id: string;
  %s
  gender: string;
  age: string;
  %s
  ethnicity: string;
  timestamp: string;
}
"""
MODEL = """
public class Seen {
    public string %s { get; set; }
    public string Gender { get; set; }
    public int Age { get; set; }
    public string %s { get; set; }
    public string Ethnicity { get; set; }
}
"""


@pytest.mark.parametrize(
    ("name", "text", "camera", "emotion", "other"),
    [
        ("api.ts", RECORD, "camera_id: string;", "emotion: string;", "occupation: string;"),
        ("Seen.cs", MODEL, "CameraId", "Emotion", "Occupation"),
    ],
)
def test_a_record_with_an_emotion_and_a_camera(name: str, text: str, camera: str, emotion: str, other: str) -> None:
    assert Stage.FIELD in capability({name: text % (camera, emotion)})
    assert not capability({name: text % (camera, other)})
    assert not capability({name: text % (other, emotion)})


def test_what_a_questionnaire_asks_is_of_no_face() -> None:
    form = RECORD % ("patient_id: string; diagnosis: string;", "emotion: string; religion: string; address: string;")
    assert not capability({"survey.ts": form})


def test_the_members_of_a_game() -> None:
    hero = "class Hero:\n    race: str\n    gender: str\n    age: int\n    emotion: str\n    portrait: str\n"
    assert not capability({"hero.py": hero})
