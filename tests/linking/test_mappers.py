"""Statements of SQL in pieces in the elements of a mapper. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

MYBATIS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
<mapper namespace="cn.example.gate.SnapMapper">
  <insert id="insertFaceSnap" parameterType="cn.example.gate.FaceSnap">
    INSERT INTO face_snap (id, glasses, mask, emotion, {0}, camera_id)
    VALUES (#{{id}}, #{{glasses}}, #{{mask}}, #{{emotion}}, #{{{0}}}, #{{cameraId}})
  </insert>
  <select id="page" resultType="cn.example.gate.FaceSnap">
    select id, glasses, mask from face_snap
    <where>
      <if test="glasses != null">AND glasses = #{{glasses}}</if>
      <if test="mask != null">AND mask = #{{mask}}</if>
      <if test="{0} != null">AND {0} = #{{{0}}}</if>
    </where>
  </select>
</mapper>
"""
IBATIS = """<?xml version="1.0" encoding="UTF-8"?>
<sqlMap namespace="Snap">
  <select id="findFaces" parameterClass="FaceQuery" resultClass="FaceSnap">
    SELECT id, glasses, beard, {0} FROM face_snap WHERE glasses = #glasses#
    <isNotNull property="{0}"> AND {0} = #{0}# </isNotNull>
  </select>
</sqlMap>
"""


def stages(text: str) -> dict[Kind, set[Stage]]:
    found: dict[Kind, set[Stage]] = {}
    for finding in report({"mapper/Snap.xml": text}).findings:
        found.setdefault(finding.kind, set()).update(finding.stages)
    return found


@pytest.mark.parametrize("sample", [MYBATIS, IBATIS])
@pytest.mark.parametrize("column", ["race", "ethnicity", "minority"])
def test_a_column_of_a_record_of_faces_is_kept_and_searched_by_and_nothing_was_worked_out(
    sample: str, column: str
) -> None:
    told = stages(sample.format(column))[Kind.CAPABILITY]
    assert {Stage.FIELD, Stage.EXPOSURE} <= told
    assert Stage.INFERENCE not in told


KEPT = {
    "insert only": MYBATIS[: MYBATIS.index("  <select")].format("ethnicity") + "</mapper>",
    "searched by another": IBATIS.format("glasses").replace("beard", "ethnicity"),
}


@pytest.mark.parametrize("sample", KEPT)
def test_a_column_that_nothing_is_searched_by_is_kept_only(sample: str) -> None:
    assert stages(KEPT[sample])[Kind.CAPABILITY] == {Stage.VOCABULARY, Stage.FIELD}


def test_a_join_is_no_search() -> None:
    joined = "FROM face_snap JOIN codes ON ethnicity = codes.value WHERE"
    text = IBATIS.format("mask").replace("FROM face_snap WHERE", joined)
    assert Stage.EXPOSURE not in stages(text)[Kind.CAPABILITY]


@pytest.mark.parametrize("sample", [MYBATIS, IBATIS])
@pytest.mark.parametrize("column", ["race", "ethnicity", "minority"])
def test_columns_of_staff_and_of_laps(sample: str, column: str) -> None:
    text = sample.format(column)
    for word, other in {
        "FaceSnap": "Staff", "face_snap": "staff", "FaceQuery": "StaffQuery", "findFaces": "findStaff",
        "Snap": "Staff", "snap": "staff", "gate": "hr", "camera_id": "id_card", "cameraId": "idCard",
        "glasses": "birthday", "mask": "address", "beard": "address", "emotion": "department",
    }.items():  # fmt: skip
        text = text.replace(word, other)
    assert Kind.CAPABILITY not in stages(text)
