"""What somebody picks in a form over several lines, and what is searched for or shown. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

FORMS = {
    "Page.tsx": """
const send = () => analyze({{ image: picture, age: {state}.age, ethnicity: {state}.ethnicity }});
const Page = () => (
  <div>
    <CameraCapture onPicture={{setPicture}} />
    <p>The model analyzes your picture and gives a prediction with its score.</p>
    <h3>{title}</h3>
    <label>Age</label>
    <input type="number" value={{{state}.age}} onChange={{put}} />
    <label>Ethnicity</label>
    <select
      value={{{state}.ethnicity}}{more}
      onChange={{put}}
    >
      <option value="">Choose ethnicity</option>
      <option value="hispanic">Hispanic</option>
      <option value="caucasian">Caucasian</option>
      <option value="middle_eastern">Middle Eastern</option>
    </select>
  </div>
);
""",
    "page.html": """
<div>
  <video id="camera"></video>
  <p>The model analyzes your picture and gives a prediction with its score.</p>
  <h3>{title}</h3>
  <label for="age">Age</label>
  <input id="age" type="number" name="{state}.age">
  <label for="folk">Ethnicity</label>
  <select id="folk"{more}
    name="{state}.ethnicity">
    <option value="">Choose ethnicity</option>
    <option value="hispanic">Hispanic</option>
    <option value="caucasian">Caucasian</option>
    <option value="middle_eastern">Middle Eastern</option>
  </select>
</div>
""",
}


def told(path: str, state: str = "about", title: str = "About you", more: str = "") -> bool:
    files: dict[str, str | bytes] = {path: FORMS[path].format(state=state, title=title, more=more)}
    return any(finding.kind is Kind.CAPABILITY for finding in report(files).findings)


@pytest.mark.parametrize("path", FORMS)
def test_what_is_picked_of_oneself(path: str) -> None:
    assert not told(path)


@pytest.mark.parametrize("path", FORMS)
def test_what_is_searched_for(path: str) -> None:
    assert told(path, title="Filter the faces")


def test_what_nobody_can_change() -> None:
    assert told("Page.tsx", more=" disabled")


def test_a_list_of_choices_in_a_form() -> None:
    text = FORMS["Page.tsx"].replace(
        "Hispanic</option>", 'Hispanic</option>\n      <option value="asian">Asian</option>'
    )
    files: dict[str, str | bytes] = {"Page.tsx": text.format(state="about", title="About you", more="")}
    assert not any(finding.kind is Kind.CAPABILITY for finding in report(files).findings)
    seen: dict[str, str | bytes] = {"Page.tsx": text.format(state="about", title="Search the faces", more="")}
    assert any(finding.kind is Kind.CAPABILITY for finding in report(seen).findings)
