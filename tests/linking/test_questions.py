"""Questions that a page asks its user, and pages that search or tell. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PAGE = """
<html><head><title>Face detection compared</title></head><body>
<video id="camera"></video><canvas id="detected-face"></canvas>
<form action="/compare" class="face-photo">
  <label for="true-age">How old is the person in the photo?</label>
  <input type="number" id="true-age" name="age">
  <label for="true-race">What is the race of the person in the photo?</label>
  <input type="{kind}" id="true-race" name="race">
</form>
<div class="face-result"><img id="face-photo" src="#">
  <dt>Gender</dt><dd id="gender"></dd>
  <dt>Race</dt>
  <dd id="{shown}"></dd>
</div></body></html>
"""
SCRIPT = """
import {{ Card }} from './card.js';
$('#compare').submit(function () {{
  var race = $('input[name="race"]').val();
  card.setRace(race);
  card.setAge($('input[name="age"]').val());
}});
function sample(image) {{
  var one = image.name.split('_')[2];
  card.setRace(one);
  {more}
}}
"""
CARD = """
export var Card = function () {{
  this.setFace = function (face) {{ this.face = detector.detectFace(face); $('#face-photo').attr('src', face); }};
  this.setAge = function (age) {{ this.age = age; $('#age').html(age); }};
  this.setRace = function (race) {{
    this.race = race;
    $('#race').html(race);
  }};
  this.face_confidence = 0; this.gender = ''; {more}
}};
"""


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


def page(kind: str = "text", shown: str = "actual_race") -> str:
    return PAGE.format(kind=kind, shown=shown)


def test_what_is_typed_under_a_question_and_shown_again() -> None:
    assert stages({"index.html": page()}) == set()


def test_what_else_the_page_shows() -> None:
    assert stages({"index.html": page(shown="predicted_race")})
    assert stages({"index.html": page(kind="hidden")})


@pytest.mark.parametrize("name", ["search.html", "face_filter.html"])
def test_a_question_by_which_faces_are_searched(name: str) -> None:
    assert stages({name: page()})


def test_no_question() -> None:
    assert stages({"index.html": page().replace("What is the race of the person in the photo?", "Race")})


def test_a_script_that_keeps_what_was_typed() -> None:
    files = {"index.html": page(), "index.js": SCRIPT.format(more=""), "card.js": CARD.format(more="")}
    assert stages(files) == set()


def test_a_script_that_keeps_what_was_told() -> None:
    told = SCRIPT.format(more="card.setRace(answer.faces[0].attributes.race);")
    assert stages({"index.html": page(), "index.js": told, "card.js": CARD.format(more="")})
    works = CARD.format(more="this.race = RACES[net.predict(face).argmax()];")
    assert stages({"index.html": page(), "index.js": SCRIPT.format(more=""), "card.js": works})
    assert stages({"index.js": SCRIPT.format(more=""), "card.js": CARD.format(more="")})


CHOICES = """
<form class="face-upload"><video id="camera"></video><b class="face-detection">Face detection</b>
<label for="a">{title}</label>
<select id="a" name="a"><option>Asian</option><option>Black</option><option>White</option></select>
<label for="b">How old is this face?</label><input type="number" id="b">
</form>
"""


def test_answers_to_choose_from() -> None:
    assert stages({"ask.html": CHOICES.format(title="What race do you think this face is of?")}) == set()
    assert stages({"ask.html": CHOICES.format(title="Race of the face")})
    assert stages({"ask.html": CHOICES.format(title="Which race shall the search be for?")})
