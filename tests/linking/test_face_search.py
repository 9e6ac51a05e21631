"""Controls of screens by which faces are searched, and screens that only look so. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

_SCREENS = {
    "Pick.xaml": '<StackPanel><TextBlock Text="Race"/><ComboBox x:Name="FaceRacePick"><ComboBoxItem Content="White"/>'
    '<ComboBoxItem Content="Black"/><ComboBoxItem Content="Asian"/></ComboBox></StackPanel>',
    "Pick.fxml": '<VBox><Label text="Search faces"/><Label text="Ethnicity"/><ComboBox fx:id="kindBox"/></VBox>',
    "pick.ui": "<ui><widget class='QDialog' name='FaceQueryDialog'><widget class='QLabel' name='label_3'>"
    "<property name='text'><string>Skin colour</string></property></widget><widget class='QComboBox' name='box_3'/>"
    "</widget></ui>",
    "pick.glade": "<interface><object class='GtkLabel'><property name='label'>Filter by face</property></object>"
    "<object class='GtkLabel'><property name='label'>Religion</property></object>"
    "<object class='GtkComboBox' id='combo4'/></interface>",
    "Buscar.fxml": '<VBox><Label text="Búsqueda de rostros"/><Label text="Etnia"/><ComboBox fx:id="caja"/></VBox>',
    "pick.component.html": '<mat-form-field><mat-label>Race</mat-label><mat-select [(ngModel)]="faceFilter.race">'
    '<mat-option *ngFor="let one of all" [value]="one">{{one}}</mat-option></mat-select></mat-form-field>',
    "Pick.dfm": "object FacePickSearch: TFacePickSearch\n  object Label4: TLabel\n    Caption = 'Ethnicity'\n  end\n"
    "  object Box4: TComboBox\n  end\nend\n",
}
_OTHER = {
    "Join.xaml": '<StackPanel><TextBlock Text="First name"/><TextBox x:Name="FirstName"/><TextBlock Text="Address"/>'
    '<TextBox x:Name="Address"/><TextBlock Text="Last name"/><TextBox x:Name="Id"/><TextBlock Text="Race"/>'
    '<ComboBox x:Name="FaceRacePick"><ComboBoxItem Content="White"/><ComboBoxItem Content="Black"/>'
    '<ComboBoxItem Content="Asian"/></ComboBox><Button Content="Search by face"/></StackPanel>',
    "Runs.fxml": '<VBox><Label text="Race"/><ComboBox fx:id="raceCombo"/>'
    '<Label text="Lap"/><Label text="Driver"/></VBox>',
    "Bike.fxml": '<VBox><Label text="Race"/><ComboBox fx:id="raceFaceCombo"/><Label text="Cranks"/></VBox>',
    "Paint.xaml": '<StackPanel><TextBlock Text="Face colour"/><ComboBox x:Name="FaceColour">'
    '<ComboBoxItem Content="White"/><ComboBoxItem Content="Black"/><ComboBoxItem Content="Brown"/>'
    "</ComboBox></StackPanel>",
    "Hero.ui": "<ui><widget class='QDialog' name='FaceSearch'><widget class='QLabel' name='a'><property name='text'>"
    "<string>Race</string></property></widget><widget class='QLabel' name='b'><property name='text'><string>Elf, orc"
    " or dwarf</string></property></widget></widget></ui>",
    "Join.dfm": "object JoinForm: TJoinForm\n  object Label1: TLabel\n    Caption = 'First name'\n  end\n"
    "  object Label2: TLabel\n    Caption = 'Address'\n  end\n  object Label3: TLabel\n"
    "    Caption = 'Race'\n  end\nend\n",
    "list.component.html": '<label>Race</label><select [(ngModel)]="runFilter.race"><option>Monza</option></select>',
}


def _stages(name: str, text: str) -> set[Stage]:
    found = report({name: text}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("name", _SCREENS)
def test_a_screen_by_which_faces_are_searched(name: str) -> None:
    assert Stage.EXPOSURE in _stages(name, _SCREENS[name])


@pytest.mark.parametrize("name", _OTHER)
def test_other_screens_say_nothing(name: str) -> None:
    assert not _stages(name, _OTHER[name])
