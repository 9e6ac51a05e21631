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
