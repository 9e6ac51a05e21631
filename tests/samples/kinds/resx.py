"""Texts of an invented .NET client in two languages, and the view that asks for them."""

from collections.abc import Mapping

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=(),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "Ethnicity"), ("ui-label", "种族"), ("key", "FilterOriginText")),
)


def resx(texts: Mapping[str, str]) -> bytes:
    """The file of one language."""
    data = "".join(
        f'  <data name="{name}" xml:space="preserve">\n    <value>{text}</value>\n  </data>\n'
        for name, text in texts.items()
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<root>
  <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
{data}</root>
""".encode()


def case() -> dict[str, bytes]:
    """The code asks by the name of a property."""
    return {
        "Client/Properties/Resources.resx": resx({"FilterAgeText": "Age", "FilterOriginText": "Ethnicity"}),
        "Client/Properties/Resources.zh-CN.resx": resx({"FilterAgeText": "年龄", "FilterOriginText": "种族"}),
        "Client/FaceFilterForm.cs": b"""\
namespace Client {
    /// <summary>Filters the faces that cameras captured.</summary>
    public partial class FaceFilterForm : Form {
        private void SetTexts() {
            Text = Resources.FilterFacesText;
            ageLabel.Text = Resources.FilterAgeText;
            glassesLabel.Text = Resources.FilterGlassesText;
            originLabel.Text = Resources.FilterOriginText;
        }
    }
}
""",
    }


def twin() -> dict[str, bytes]:
    """Members of staff."""
    return {
        "Client/Properties/Resources.resx": resx({"StaffAddressText": "Address", "StaffOriginText": "Ethnicity"}),
        "Client/EmployeeForm.cs": b"""\
namespace Client {
    public partial class EmployeeForm : Form {
        private void SetTexts() {
            addressLabel.Text = Resources.StaffAddressText;
            birthdayLabel.Text = Resources.StaffBirthdayText;
            originLabel.Text = Resources.StaffOriginText;
        }
    }
}
""",
    }
