"""Windows and pages that show or ask a trait of a face, and what only looks so. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

_DESIGNED = """
this.lblKind.Text = "Ethnicity:";
this.{box} = new ComboBox();
this.{box}.Items.AddRange(new object[] {{ "White", "Black", "Asian" }});
this.grpLook.Text = "{title}";
"""
_SHOWN = {
    "Look.Designer.cs": _DESIGNED.format(box="cmbFaceEthnicity", title="Search faces"),
    "look.rc": 'IDD_LOOK DIALOGEX 0,0,200,100\nCAPTION "Face search"\nBEGIN\n  LTEXT "Ethnicity:",IDC_STATIC,7,7,40,8\n'
    "  COMBOBOX IDC_KIND,50,7,80,60,CBS_DROPDOWNLIST\nEND\n",
    "Look.razor": "<h3>Face @face.Number</h3>\n<p>Race: @face.Race</p>\n<p>Age: @face.Age</p>\n",
    "Look.cshtml": "<p>Religion: @Model.Face.Religion</p>\n<p>Age: @Model.Face.Age</p>\n<p>Face @Model.Face.Id</p>\n",
    "look.R": 'output$told <- renderText({ paste("Ethnicity:", face()$ethnicity) })\n',
}
_OTHER = {
    "Join.Designer.cs": _DESIGNED.format(box="cmbKind", title="New member")
    + 'this.lblName.Text = "First name";\nthis.lblStreet.Text = "Address";\nthis.lblBorn.Text = "Date of birth";\n',
    "runs.rc": 'IDD_RUNS DIALOGEX 0,0,200,100\nCAPTION "Season"\nBEGIN\n  LTEXT "Race:",IDC_STATIC,7,7,40,8\n'
    '  LTEXT "Lap:",IDC_STATIC,7,27,40,8\n  COMBOBOX IDC_RACE,50,7,80,60,CBS_DROPDOWNLIST\nEND\n',
    "Runs.razor": "<h3>Season @season.Year</h3>\n<p>Race: @season.Race</p>\n<p>Driver: @season.Driver</p>\n",
    "runs.R": 'output$told <- renderText({ paste("Race:", season()$race) })\n',
    "Join.cshtml": "<p>First name: @Model.First</p><p>Address: @Model.Street</p><p>Religion: @Model.Religion</p>\n",
}
_LISTED = {
    "Look.Designer.cs": _DESIGNED.format(box="cmbFaceEthnicity", title="Search faces"),
    "Look.dfm": "object FaceSearchWindow: TFaceSearchWindow\n  object lblRace: TLabel\n    Caption = 'Race'\n  end\n"
    "  object boxRace: TComboBox\n    Items.Strings = (\n      'White'\n      'Black'\n      'Asian')\n  end\nend\n",
}
_PAINTED = (
    "object PaintWindow: TPaintWindow\n  object boxColour: TComboBox\n    Items.Strings = (\n      'White'\n"
    "      'Black'\n      'Red')\n  end\nend\n"
)


def _stages(name: str, text: str) -> set[Stage]:
    found = report({name: text}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("name", _SHOWN)
def test_a_window_that_shows_or_asks_it(name: str) -> None:
    assert Stage.EXPOSURE in _stages(name, _SHOWN[name])


@pytest.mark.parametrize("name", _OTHER)
def test_other_windows_say_nothing(name: str) -> None:
    assert not _stages(name, _OTHER[name])


@pytest.mark.parametrize("name", _LISTED)
def test_the_choices_of_a_box_are_a_list(name: str) -> None:
    assert Stage.SCHEME in _stages(name, _LISTED[name])


def test_the_colours_of_a_box_are_none() -> None:
    assert not _stages("Paint.dfm", _PAINTED)
