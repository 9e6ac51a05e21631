"""What is put into a record beside what somebody enters of a person. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

JAVA = """
/** Sends people with their face pictures to the face recognition terminal. */
public class TerminalClient {
    public void captureFace(Camera camera) { detector.detectFace(camera); }
    private Map<String, Object> convert(Person person) {
        Map<String, Object> out = new HashMap<>();
        %s
        out.put("gender", person.getGender());
        out.put("nation", person.getNation()); // 民族
        return out;
    }
}
"""
CSHARP = """
public partial class FrmCapture : FaceCameraForm
{
    private void btnCapturePhoto_Click(object sender, EventArgs e) { picFace.Image = faceCamera.Capture(); }
    private void Keep()
    {
        %s
        item.Sex = cboSex.Text.Trim();
        item.Ethnicity = tbEthnicity.Text.Trim();
        item.Photo = picFace.Image;
    }
}
"""
PUT = ('out.put("employeeNo", 1);', 'out.put("department", 2);', 'out.put("cardNo", 3);', 'out.put("password", 4);')
TOLD = ('out.put("glasses", 1);', 'out.put("mask", 2);', 'out.put("beard", 3);', 'out.put("faceId", 4);')
SET = ("item.EmpName = a.Text;", "item.Telephone = b.Text;", "item.BirthDay = c.Text;", "item.IdentityCard = d.Text;")
SEEN = ("item.Glasses = a.Text;", "item.Mask = b.Text;", "item.Beard = c.Text;", "item.Similarity = d.Text;")


@pytest.mark.parametrize(
    ("name", "code", "lines", "seen"),
    [
        ("TerminalClient.java", JAVA, PUT, False),
        ("TerminalClient.java", JAVA, TOLD, True),
        ("FrmCapture.cs", CSHARP, SET, False),
        ("FrmCapture.cs", CSHARP, SEEN, True),
        ("TerminalClient.java", JAVA, (*PUT, TOLD[0]), True),
    ],
)
def test_beside_what_is_entered(name: str, code: str, lines: tuple[str, ...], seen: bool) -> None:
    kinds = {one.kind for one in report({name: code % "\n        ".join(lines)}, sifted=True).findings}
    assert (Kind.CAPABILITY in kinds) is seen
    assert seen or Kind.DECLARED in kinds


VISITOR = """
public class VisitorForm : Form {
    FaceCamera faceCamera; FaceDetector faceDetector;
    void Done(object sender, EventArgs e) {
        var one = new Guest();
        %s
        one.Race = %s;
        one.FaceImage = faceCamera.Capture();
        faceDetector.Detect(one.FaceImage);
    }
}
"""
BY_HAND = "one.Name = txtName.Text; \n        one.Phone = txtPhone.Text;"


@pytest.mark.parametrize(
    ("lines", "value", "seen"),
    [
        (BY_HAND, "cmbRace.SelectedItem.ToString()", False),
        (BY_HAND, "cmbRace.Text", False),
        (BY_HAND, "told.Race", True),
        ("one.Mask = told.Mask;", "cmbRace.Text", True),
        (BY_HAND + "\n        one.Search();", "cmbRace.Text", True),
    ],
)
def test_what_a_control_holds(lines: str, value: str, seen: bool) -> None:
    kinds = {one.kind for one in report({"VisitorForm.cs": VISITOR % (lines, value)}, sifted=True).findings}
    assert (Kind.CAPABILITY in kinds) is seen
