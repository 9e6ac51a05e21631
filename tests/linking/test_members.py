"""Records of those who belong somewhere, with a face as a key; and of those who are seen. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

RECORDS = {
    "rec.py": """
@dataclass
class {name}:
    name: str
    number: str
    {face}: str
    {other}: str
    gender: str
    ethnicity: str
""",
    "Rec.java": """
public class {name} {{
    private String name;
    private String number;
    private String {face};
    private String {other};
    private String gender;
    private String ethnicity;
}}
""",
    "rec.ts": """
export interface {name} {{
  name: string;
  number: string;
  {face}: string;
  {other}: string;
  gender: string;
  ethnicity: string;
}}
""",
    "rec.sql": """
CREATE TABLE {name} (
  name VARCHAR(9),
  number VARCHAR(9),
  {face} VARCHAR(9),
  {other} VARCHAR(9),
  gender VARCHAR(9),
  ethnicity VARCHAR(9)
);
""",
    "rec.go": """
package kept

type {name} struct {{
	Name string
	Number string
	{face} string
	{other} string
	Gender string
	Ethnicity string
}}
""",
}
MEMBERS = ["Employee", "Attendance", "StudentInfo", "AbsensiSiswa", "ClubMember", "Patient", "UserProfile"]
KEYS = [("faceId", "photoUrl"), ("faceToken", "portrait"), ("faceFeature", "department")]


def kinds(files: dict[str, str | bytes]) -> set[Kind]:
    return {finding.kind for finding in report(files).findings if finding.kind is not Kind.VOCABULARY}


@pytest.mark.parametrize("path", RECORDS)
@pytest.mark.parametrize("name", MEMBERS)
@pytest.mark.parametrize(("face", "other"), KEYS)
def test_a_face_is_a_key(path: str, name: str, face: str, other: str) -> None:
    assert kinds({path: RECORDS[path].format(name=name, face=face, other=other)}) <= {Kind.DECLARED}


SEEN = [("faceId", "cameraId"), ("faceId", "confidence"), ("facePhoto", "glasses"), ("faceSnap", "number2")]


@pytest.mark.parametrize("path", ["rec.py", "Rec.java", "rec.ts"])
@pytest.mark.parametrize("name", ["Employee", "Attendance"])
@pytest.mark.parametrize(("face", "other"), SEEN)
def test_a_face_is_seen(path: str, name: str, face: str, other: str) -> None:
    assert Kind.CAPABILITY in kinds({path: RECORDS[path].format(name=name, face=face, other=other)})


@pytest.mark.parametrize("path", ["rec.py", "Rec.java", "rec.ts", "rec.sql"])
@pytest.mark.parametrize("name", ["FaceCapture", "Snapshot", "StrangerFace"])
def test_of_those_who_belong_nowhere(path: str, name: str) -> None:
    assert Kind.CAPABILITY in kinds({path: RECORDS[path].format(name=name, face="faceId", other="facePhoto")})


MAPPER = """
<mapper namespace="kept.{name}Mapper">
  <select id="listAll">
    select name, phone, face_photo, {face} from {name}
    <where>
      <if test="ethnicity != null">and ethnicity = #{{ethnicity}}</if>
    </where>
  </select>
</mapper>
"""


def test_a_list_by_what_members_told() -> None:
    def shown(name: str, face: str) -> set[Stage]:
        files: dict[str, str | bytes] = {
            f"{name}Mapper.xml": MAPPER.format(name=name, face=face),
            f"{name}.java": RECORDS["Rec.java"].format(name=name, face="facePhoto", other="faceToken"),
        }
        found = report(files).findings
        return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}

    assert shown("Member", "face_token") == set()
    assert Stage.EXPOSURE in shown("FaceCapture", "face_snap")


def test_what_a_model_told_of_an_employee_is_told() -> None:
    filled = RECORDS["rec.py"].format(name="Employee", face="face_id", other="photo_url")
    filled += """

def enroll(path, name):
    told = DeepFace.analyze(path, actions=["race"])
    return Employee(name=name, ethnicity=told[0]["dominant_race"])
"""
    assert Kind.CAPABILITY in kinds({"rec.py": filled})
