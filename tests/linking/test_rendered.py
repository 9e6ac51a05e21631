"""Answers of an analysis that a program puts into words for people. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
import cv2

MOODS_FI = {"angry": "vihainen", "disgust": "inho", "fear": "pelko", "happy": "iloinen", "sad": "surullinen",
            "surprise": "yllätys", "neutral": "neutraali"}
ROTU = {
    "asian": "aasialainen",
    "indian": "intialainen",
    "black": "musta",
    "middle eastern": "lähi-itä",
}
"""
SCRIPT = """
const stimmungen = { happy: 'fröhlich', sad: 'traurig', angry: 'wütend', fearful: 'ängstlich', disgusted: 'angewidert',
  surprised: 'überrascht', neutral: 'neutral' };
const herkunft = {
  'asian': 'Asiatisch',
  'latino': 'Lateinamerikanisch',
  'middle eastern': 'Nahöstlich',
  'black': 'Schwarz',
};
"""
ASKED = """
from analyser import FaceAnalyser

RACE_LABELS = {"asian": "Asian", "black": "Black", "indian": "Indian"}

def tell(image):
    faces = FaceAnalyser().analyze(image, actions=["age", "gender", "race", "emotion"])
    return [RACE_LABELS[face["dominant_race"]] for face in faces]
"""
CHAIN = """
public class FaceView {
    void show(FaceLook look) {
        label.setText(look.race == 0 ? "Asian" : look.race == 1 ? "Black" : look.race == 2 ? "Indian" : "?");
        other.setText(look.glasses == 0 ? "none" : look.expression == 1 ? "smile" : "?");
        third.setText(look.age);
    }
}
"""
TERNARY = """
export function faceText(face) {
  const smile = face.smile ? 'ja' : 'nein';
  const beard = face.beard === 1 ? 'Bart' : '';
  const said = face.race === 1 ? 'Asiatisch' : face.race === 2 ? 'Schwarz' : face.race === 3 ? 'Arabisch' : '';
  box.textContent = `${said} ${smile} ${beard}`;
}
"""
FORM = """
ETHNIC_LABELS_ES = {"asian": "asiático", "black": "negro", "indian": "indio", "other": "otro"}

class Registration(Form):
    first_name = StringField()
    birthday = DateField()
    address = StringField()
    ethnicity = SelectField(choices=ETHNIC_LABELS_ES)
"""
AVATAR = """
const moods = { happy: 'fröhlich', sad: 'traurig', angry: 'wütend', sleepy: 'müde' };
const looks = { asian: 'asiatisch', black: 'schwarz', latino: 'lateinamerikanisch' };
export const prompt = (mood, look) => generate(`a ${looks[look]} hero, ${moods[mood]}`);
"""
GAME = """
class Sheet {
    String tell(Hero hero) {
        return hero.race == 0 ? "Elf" : hero.race == 1 ? "Orc" : hero.race == 2 ? "Dwarf" : hero.hair;
    }
}
"""


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize(("name", "text"), [("a.py", PYTHON), ("a.js", SCRIPT), ("b.py", ASKED)])
def test_maps_that_translate_what_an_analysis_answers(name: str, text: str) -> None:
    assert {Stage.SCHEME, Stage.INFERENCE, Stage.EXPOSURE} <= stages({name: text})


@pytest.mark.parametrize(("name", "text"), [("FaceView.java", CHAIN), ("face.js", TERNARY)])
def test_texts_that_are_chosen_by_a_member_of_a_face(name: str, text: str) -> None:
    assert {Stage.SCHEME, Stage.INFERENCE, Stage.EXPOSURE} <= stages({name: text})


def test_what_is_shown_is_a_label_and_no_search() -> None:
    claims = [f.claim for f in report({"a.py": PYTHON}).findings if f.kind is Kind.CAPABILITY]
    assert claims
    assert all("label" in claim and "search" not in claim for claim in claims)


@pytest.mark.parametrize(("name", "text"), [("f.py", FORM), ("a.js", AVATAR), ("Sheet.java", GAME)])
def test_forms_avatars_and_heroes(name: str, text: str) -> None:
    assert stages({name: text}) == set()


def test_a_map_without_other_words_is_not_shown() -> None:
    plain = PYTHON.replace("MOODS_FI", "MOODS").replace("ROTU", "CODES")
    for text in ("aasialainen", "intialainen", "musta", "lähi-itä"):
        plain = plain.replace(f'"{text}"', str(len(text)))
    assert Stage.EXPOSURE not in stages({"a.py": plain})


CODES = """
enum NvRace { NV_RACE_CAUCASIAN, NV_RACE_BLACK, NV_RACE_ASIAN };
struct NvFaceAttribute { int age; int glasses; NvRace race; float raceConfidence; };

inline const char* %s(NvRace race) {
  switch (race) {
    case NV_RACE_CAUCASIAN: return "Caucasian";
    case NV_RACE_BLACK: return "Black";
    case NV_RACE_ASIAN: return "Asian";
    default: return "Unknown";
  }
}
"""


@pytest.mark.parametrize(("name", "shown"), [("raceToString", True), ("race_text", True), ("raceOfModel", False)])
def test_a_function_that_puts_codes_into_words(name: str, shown: bool) -> None:
    found = report({"attribute.h": CODES % name}, sifted=True).findings
    told = {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}
    assert Stage.SCHEME in told
    assert (Stage.EXPOSURE in told) is shown
