"""Values that are written onto a screen, and titles of columns. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

WRITTEN = {
    "window.py": """
class FaceInfo:
    def __init__(self):
        self.face_age = 0
        self.face_glasses = False
        self.face_race = ""

class Window:
    def show(self, found):
        self.face_age_label.setText(found.face_age)
        self.face_race_label.setText(found.face_race)
""",
    "Window.cs": """
class FaceInfo { public string age; public bool glasses; public string beard; public string race; }
class Window {
    void Show(FaceInfo face) {
        lblAge.Text = face.age;
        lblOut.Text = face.race;
    }
}
""",
    "window.cpp": """
struct FaceInfo { std::string age; bool glasses; bool beard; std::string race; };
void show(cv::Mat& frame, const FaceInfo& face) {
    cv::putText(frame, face.age, at, 0, 1);
    cv::putText(frame, face.race, below, 0, 1);
}
""",
    "drawn.py": """
import cv2

def show(frame, detector):
    for face in detector.detect(frame):
        age, glasses, beard = face.age, face.glasses, face.beard
        race = face.race
        cv2.putText(frame, race, (0, 0), 0, 1, (0, 0, 0))
""",
    "window.ui": """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><widget class="QMainWindow" name="FaceWindow">
 <widget class="QLabel" name="face_age_label"><property name="text"><string>Age</string></property></widget>
 <widget class="QLabel" name="face_glasses_label"><property name="text"><string>Glasses</string></property></widget>
 <widget class="QLabel" name="face_race_label"><property name="text"><string>Race</string></property></widget>
</widget></ui>
""",
    "Found.jsx": """
const Found = ({ faces }) => (
  <div>
    <p>{faces[0].attributes.gender}</p>
    <p>{named(faces[0].attributes.race)}</p>
  </div>
);
""",
}
TITLES = {
    "Export.java": """
class Export {
    void write() {
        String[] faceHeaders = { "抓拍时间", "性别", "年龄段", "眼镜", "戴口罩", "TITLE", "目标图" };
    }
}
""",
    "export.js": """
const faceHeaders = ["Captured at", "Gender", "Glasses", "Beard", "TITLE", "Picture of the face"];
""",
}


def shown(files: dict[str, str | bytes]) -> set[Stage]:
    return {
        s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for e in f.evidence for s in e.shows
    }


@pytest.mark.parametrize("path", WRITTEN)
def test_a_value_that_is_written_onto_a_screen_is_shown(path: str) -> None:
    assert Stage.EXPOSURE in shown({path: WRITTEN[path]})


@pytest.mark.parametrize("path", WRITTEN)
def test_it_is_said_to_be_shown_and_not_to_be_searched_by(path: str) -> None:
    claims = [f.claim for f in report({path: WRITTEN[path]}, sifted=True).findings if f.kind is Kind.CAPABILITY]
    assert not any("search" in claim for claim in claims)


@pytest.mark.parametrize("path", [path for path in WRITTEN if path != "window.ui"])
def test_the_same_value_that_is_written_nowhere(path: str) -> None:
    text = WRITTEN[path]
    for word in ("setText", ".Text =", "putText", "<p>"):
        text = text.replace(word, {".Text =": ".kept =", "<p>": "<p className="}.get(word, "keep"))
    assert Stage.EXPOSURE not in shown({path: text.replace("_label", "").replace("lbl", "")})


@pytest.mark.parametrize("path", WRITTEN)
def test_laps_that_are_shown(path: str) -> None:
    text = WRITTEN[path]
    words = {"face": "lap", "Face": "Lap", "age": "time", "glasses": "tyres", "beard": "driver", "frame": "board"}
    for word, other in words.items():
        text = text.replace(word, other)
    assert not shown({path: text})


@pytest.mark.parametrize(("path", "title"), [("Export.java", "民族"), ("export.js", "Ethnicity")])
def test_the_title_of_a_column_is_shown_and_nothing_was_worked_out(path: str, title: str) -> None:
    told = shown({path: TITLES[path].replace("TITLE", title)})
    assert Stage.EXPOSURE in told
    assert Stage.INFERENCE not in told


@pytest.mark.parametrize(("path", "title"), [("Export.java", "民族"), ("export.js", "Ethnicity")])
def test_titles_of_a_list_of_staff(path: str, title: str) -> None:
    text = TITLES[path].replace("TITLE", title).replace("face", "staff").replace("Picture of the staff", "Address")
    for word, other in {
        "抓拍时间": "姓名", "眼镜": "身份证号", "戴口罩": "住址", "目标图": "部门", "年龄段": "出生日期",
        "Captured at": "First name", "Glasses": "Date of birth", "Beard": "Department",
    }.items():  # fmt: skip
        text = text.replace(word, other)
    assert not shown({path: text})
