"""Texts on a screen that say outright that a trait is told, far from what says of what. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

DART = """
class SettingsScreen extends StatelessWidget {
  Widget build(BuildContext context) {
    return ListView(children: [
      SwitchListTile(
        title: const Text('%s'),
        value: settings.first,
      ),
      SwitchListTile(title: const Text('Sound effects'), value: settings.soundOn),
    ]);
  }
}
"""
KOTLIN = """
class Preferences : Fragment() {
    fun show() {
        binding.first.setText("%s")
        binding.second.setText("Sound effects")
    }
}
"""
FACES = """
class FaceAnalyzer:
    def analyze(self, face_image):
        result = self.model.predict(face_image)
        return {"age": result[0], "gender": result[1], "glasses": result[2], "ethnicity": result[3]}
"""
FORM = """
class Patient:
    def __init__(self, surname, address, birth_date, insurance_no, ethnicity):
        self.ethnicity = ethnicity
"""
PAGES = [("settings_screen.dart", DART), ("Preferences.kt", KOTLIN)]


def labelled(files: dict[str, str], page: str) -> bool:
    """Whether a text of a page is shown as a label of what is told of people in pictures."""
    found = report(files, sifted=True).findings
    capabilities = [one for one in found if one.kind is Kind.CAPABILITY and Stage.EXPOSURE in one.stages]
    return any(place.layers[-1] == page for one in capabilities for place in one.evidence)


@pytest.mark.parametrize(("name", "page"), PAGES)
@pytest.mark.parametrize(
    ("text", "other", "shown"),
    [
        ("Enable ethnicity classification", FACES, True),
        ("Enable ethnicity classification", FORM, False),
        ("Ethnicity", FACES, False),
        ("No ethnicity classification", FACES, False),
    ],
)
def test_a_switch_on_a_page_of_settings(name: str, page: str, text: str, other: str, shown: bool) -> None:
    assert labelled({name: page % text, "other.py": other}, name) is shown


CARD = """
export const Card = ({ data }) => (
  <div>
    <div className="head">Age</div><h5>{data.age}</h5>
    <div className="head">Ethnicity</div>
    <h5>{data.ethnicity}</h5>
    <p>%s</p>%s
  </div>
);
"""


@pytest.mark.parametrize(
    ("sure", "beside", "other", "shown"),
    [
        ("Sure: {data.ethnicityProbability} %", "", FACES, True),
        ("{data.ethnicity_confidence}", "", FACES, True),
        ("Sure: {data.ethnicityProbability} %", "", FORM, False),
        ("{data.note}", "", FACES, False),
        ("{data.ethnicity_confidence}", "<h5>Surname</h5><h5>Date of birth</h5><h5>Passport</h5>", FACES, False),
        ("{data.ethnicity_confidence}", "<input onChange={set}/>", FACES, False),
    ],
)
def test_a_value_that_is_shown_with_how_sure_it_is(sure: str, beside: str, other: str, shown: bool) -> None:
    assert labelled({"Card.jsx": CARD % (sure, beside), "look.py": other}, "Card.jsx") is shown
