"""Values that pages and the markup of scripts show: ``{{ face.race }}``, ``<Tag label={face.race}/>``. All invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

TEMPLATE = """<script type="text/html" id="snapTemplate">
<div class="face">
  <img src="{{item.facePicture}}">
  <li>{{item.sexName}} : {{item.sex}}</li>
  <li>{{item.glassesName}} : {{item.glasses}}</li>
  %s
</div></script>"""
PAGE = """<div class="face-card">
  <img src="{{ face.snapshot }}">
  <p>{{ face.age }}</p><p>{{ face.glasses }}</p><p>{{ face.beard }}</p>
  <p>%s</p>
</div>
"""
SCRIPT = """import React from "react";
export const Seen = ({ faces }) => faces.map(face => (
  <div className="face-box">
    <img src={face.snapshot} alt="detected face"/>
    <Tag note={face.glasses} />
    %s
  </div>
));
"""
FORM = """<form method="post"><h1>Patient registration</h1>
  <p>Name: {{ patient.name }}</p><p>Date of birth: {{ patient.birth }}</p><p>Sex: {{ patient.sex }}</p>
  <p>Race: {{ patient.race }}</p>
</form>
"""
RACES = """<h1>Season calendar</h1>
{{#each rounds}}<p>Driver: {{ driver }}</p><p>Circuit: {{ circuit }}</p><p>Race: {{ race }}</p>{{/each}}
"""
CALENDAR = """import React from "react";
export const Calendar = ({ rounds }) => rounds.map(round => (
  <li><Tag title={round.race} /><p>{round.race}</p><p>{round.circuit}</p></li>
));
"""


def shown(files: dict[str, str]) -> set[Stage]:
    found = report(files, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for e in one.evidence for stage in e.says}


@pytest.mark.parametrize(
    ("name", "text", "place", "other"),
    [
        ("live.htm", TEMPLATE, "<li>{{item.raceName}} : {{item.race}}</li>", "{{if item.race}}<li>-</li>{{/if}}"),
        ("face.hbs", PAGE, "Race: {{ face.race }}", "Race is not told"),
        ("face.html", PAGE, "{{ face.ethnicity }}", "{{ face.mood }}"),
        ("face.j2", PAGE, "Ethnicity: {{ face.told }}", "Ethnicity of Faces, a short history of a bad idea"),
        ("Seen.js", SCRIPT, "<Tag title={face.ethnicity} />", "<Tag key={face.ethnicity} />"),
        ("Seen.jsx", SCRIPT, "<Tag\n      label={face.ethnicity.name} />", "<Tag\n      id={face.ethnicity.name} />"),
        ("Seen.js", SCRIPT, "<p>{face.ethnicity}</p>", "{/* face.ethnicity */}"),
    ],
)
def test_a_value_in_a_page_is_shown(name: str, text: str, place: str, other: str) -> None:
    assert Stage.EXPOSURE in shown({name: text % place})
    assert Stage.EXPOSURE not in shown({name: text % other})


@pytest.mark.parametrize(
    ("name", "text"),
    [("form.html", FORM), ("season.hbs", RACES), ("Calendar.js", CALENDAR), ("Calendar.jsx", CALENDAR)],
)
def test_forms_and_races_show_nothing_of_a_face(name: str, text: str) -> None:
    assert not [one for one in report({name: text}, sifted=True).findings if one.kind is Kind.CAPABILITY]


def test_a_long_paragraph_is_no_title_of_a_value() -> None:
    words = "Race: {{ face.name }} " + "and so on, as was written about the pictures of the exhibition, " * 4
    assert Stage.EXPOSURE not in shown({"face.html": PAGE % words})
