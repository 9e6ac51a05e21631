"""One people singled out among those who are seen, without a word for a trait. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

JAVA = """
/**
 * %s
 */
public class Grouped {
    private String personId;
    private String %sImage;
    private String %sImage2;
    private Date createTime;
}
"""
SEARCH = """
public interface GroupedMapper {
    /**
     * %s
     */
    @Results({ @Result(property = "personId"), @Result(property = "imagePath"), @Result(property = "%sName") })
    List<Grouped> findGroupedByTime(String startTime, String endTime);
}
"""
CSHARP = """
namespace Platform {
    /// <summary>%s</summary>
    public class Kept {
        public string PersonId { get; set; }
        public string CameraId { get; set; }
        public string SnapImage { get; set; }
    }
}
"""


def stages(files: dict[str, str]) -> set[Stage]:
    found = report(files, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(
    ("name", "code", "stage"),
    [
        ("Grouped.java", JAVA % ("聚类维族人", "represent", "represent"), Stage.FIELD),
        ("GroupedMapper.java", SEARCH % ("根据时间段查询维族人", "camera"), Stage.EXPOSURE),
        ("GroupedMapper.java", SEARCH % ("Finds the Uyghur people of a day", "camera"), Stage.EXPOSURE),
        ("Kept.cs", CSHARP % "Uyghur persons of a day", Stage.FIELD),
    ],
)
def test_people_kept_apart(name: str, code: str, stage: Stage) -> None:
    assert stage in stages({name: code})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Grouped.java", JAVA % ("维族人物故事", "cover", "detail")),
        ("Grouped.java", JAVA % ("维吾尔语文字识别", "source", "cropped")),
        ("Grouped.java", JAVA % ("维族人家民宿", "cover", "detail")),
        ("GroupedMapper.java", SEARCH % ("Finds the Uyghur texts of a day", "camera")),
        ("Kept.cs", CSHARP % "Pages in the Uyghur language"),
    ],
)
def test_a_language_a_house_a_story(name: str, code: str) -> None:
    assert not stages({name: code})


SQL = """
CREATE TABLE `face_monitor_param` (
  `id` int NOT NULL,
  `camera_id` varchar(32),
  `kind` int COMMENT '%s',
  PRIMARY KEY (`id`)
);
"""
ENUM = """
public enum FaceMonitorType {
    STRANGER("%s", 2),
    KNOWN("%s", 3);
    private final String snapCamera;
}
"""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("data.sql", SQL % "1：黑名单报警 \\n2：陌生人报警 \\n3：维族报警"),
        ("data.sql", SQL % "1: stranger alarm, 2: Uyghur alarm"),
        ("FaceMonitorType.java", ENUM % ("陌生人报警", "在册维族报警")),
    ],
)
def test_a_kind_of_alarm(name: str, code: str) -> None:
    assert stages({name: code}) == {Stage.VOCABULARY, Stage.EVENT}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("data.sql", SQL % "1: alarm; 2: Uyghur text on the screen"),
        ("data.sql", SQL % "1: Uyghur, 2: alarm"),
        ("data.sql", (SQL % "1: fire alarm text in Uyghur").replace("face_", "").replace("camera", "speaker")),
    ],
)
def test_a_language_beside_alarms(name: str, code: str) -> None:
    assert not stages({name: code})


LIBRARIES = """
const faceLibraries = [ // %s
  { id: 1, name: '全国在逃人员' },
  { id: 2, name: '布控库' },
  { id: 3, name: '%s' },
];
"""
LISTS = """
enum class FaceGroup(val title: String) {
    FUGITIVES("Wanted fugitives"),
    WATCHED("Watchlist of suspects"),
    THIRD("%s"),
}
"""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("libraries.js", LIBRARIES % ("人脸库", "在粤维族人员")),
        ("FaceGroup.kt", LISTS % "Uyghur persons"),
    ],
)
def test_a_library_of_faces_of_one_people(name: str, code: str) -> None:
    assert stages({name: code}) == {Stage.VOCABULARY, Stage.EXPOSURE}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("libraries.js", LIBRARIES % ("人脸库", "维吾尔语界面")),
        ("news.js", (LIBRARIES % ("栏目", "维族人物")).replace("face", "news")),
        ("FaceGroup.kt", LISTS % "Uyghur text"),
        ("news.kt", (LISTS % "Uyghur persons").replace("Face", "News")),
    ],
)
def test_a_language_or_no_faces(name: str, code: str) -> None:
    assert not stages({name: code})


KINDS = """
public class Constant {
    enum Device { CAMERA("摄像机", 1), CARD("人证设备", 2); }
    enum FaceAlarm {
        BLACK("黑名单报警", 1),
        KNOWN("在册维族报警", 3);
    }
}
"""


def test_a_list_of_those_who_are_blocked_is_no_group() -> None:
    assert stages({"Constant.java": KINDS}) == {Stage.VOCABULARY, Stage.EVENT}
    found = report({"Constant.java": KINDS}, sifted=True).findings
    assert {group for one in found for group in one.groups} == {"Uyghur"}


DETECTOR = """
class MinorityFaceDetector {{
  async tick() {{ this.faces = await finder.detect(this.canvas); }}
  draw() {{ this.faces.forEach(face => this.box(face.boundingBox{more})); }}
}}
"""


@pytest.mark.parametrize(("more", "told"), [("", False), (", face.score", True), (", face.isMinority", True)])
def test_a_class_that_only_finds_faces(more: str, told: bool) -> None:
    found = report({"finder.ts": DETECTOR.format(more=more)}).findings
    assert any(finding.kind is Kind.CAPABILITY for finding in found) is told
