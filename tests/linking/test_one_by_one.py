"""Columns that code writes one by one, with nothing declared. All makers and tables here are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

SCALA = """
object Pool {
  def store(rows: Iterator[Array[String]]): Unit = {
    val table = open("%s")
    rows.foreach { n =>
      val put = new Put(key(n))
%s
      table.put(put)
    }
  }
}
"""
SEEN = ["FaceShot", "DeviceID", "AppearTime", "GenderCode", "AgeUpper", "EthnicityCode", "HairStyle", "Glasses"]
ENTERED = ["FirstName", "Surname", "IDNumber", "Telephone", "Address", "EthnicityCode", "Education", "Department"]
SPORT = ["Horse", "Jockey", "Stable", "Distance", "RaceCode", "Prize", "Weather", "StartTime"]


def written(table: str, columns: list[str]) -> str:
    lines = (f'      put.addColumn(family, bytes("{name}"), bytes(n({at})))' for at, name in enumerate(columns))
    return SCALA % (table, "\n".join(lines))


def found(name: str, code: str) -> dict[Kind, set[Stage]]:
    told: dict[Kind, set[Stage]] = {}
    for one in report({name: code}, sifted=True).findings:
        told.setdefault(one.kind, set()).update(one.stages)
    return told


@pytest.mark.parametrize("table", ["captured_faces", "pool"])
def test_columns_of_faces_that_were_seen(table: str) -> None:
    assert Stage.FIELD in found("Pool.scala", written(table, SEEN))[Kind.CAPABILITY]


def test_a_map_that_is_filled_key_by_key() -> None:
    lines = (f'    row["{name}"] = answer[{at}]' for at, name in enumerate(SEEN))
    code = "def faces(answer):\n    row = {}\n" + "\n".join(lines) + "\n    return row\n"
    assert Stage.FIELD in found("pool.py", code)[Kind.CAPABILITY]


@pytest.mark.parametrize("columns", [ENTERED, SPORT])
def test_what_is_entered_or_run_is_none(columns: list[str]) -> None:
    assert Kind.CAPABILITY not in found("Pool.scala", written("pool", columns))


def test_what_a_platform_for_faces_changes_of_a_person_was_entered() -> None:
    columns = ["FullName", "Region", "Birthday", "Gender", "EthnicityCode", "PersonID", "Note"]
    assert Kind.CAPABILITY not in found("Pool.scala", written("face_platform_persons", columns))


def test_a_few_lines_that_are_alike_are_no_columns() -> None:
    assert Kind.CAPABILITY not in found("Pool.scala", written("pool", ["EthnicityCode", "HairStyle"]))
