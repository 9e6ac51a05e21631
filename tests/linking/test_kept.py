"""Kept records are counted, and no row of them reaches any report. All records here are invented."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.report import TargetReport
from sousveil.model.words import Kind, Stage, StageState
from sousveil.reporting.as_json import to_json
from sousveil.reporting.explaining import explanation, listed
from sousveil.reporting.html import to_html
from sousveil.reporting.terminal import to_terminal
from tests.linking.laid import report
from tests.reporting.invented import report as whole_report

Row = dict[str, str]
COLUMNS = ("snap_time", "camera_id", "face_image", "age", "glasses", "ethnicity", "remark")


def as_csv(rows: list[Row], separator: str = ",") -> str:
    lines = [separator.join(COLUMNS), *(separator.join(row[name] for name in COLUMNS) for row in rows)]
    return "\n".join(lines) + "\n"


def as_insert(rows: list[Row]) -> str:
    made = f"CREATE TABLE face_capture ({', '.join(f'{name} varchar(64)' for name in COLUMNS)});\n"
    values = ", ".join("(" + ", ".join(f"'{row[name]}'" for name in COLUMNS) + ")" for row in rows)
    return f"{made}INSERT INTO face_capture VALUES {values};\n"  # noqa: S608 - a dump, which nobody runs


def as_inserts(rows: list[Row]) -> str:
    head = f"INSERT INTO face_capture ({', '.join(COLUMNS)}) VALUES "  # noqa: S608
    return "".join(head + "(" + ", ".join(f"'{row[name]}'" for name in COLUMNS) + ");\n" for row in rows)


def as_copy(rows: list[Row]) -> str:
    lines = "".join("\t".join(row[name] or "\\N" for name in COLUMNS) + "\n" for row in rows)
    return f"COPY public.face_capture ({', '.join(COLUMNS)}) FROM stdin;\n{lines}\\.\n"


def nested(row: Row) -> dict[str, object]:
    face = {name: row[name] or None for name in ("age", "glasses", "ethnicity", "remark")}
    return {"snap_time": row["snap_time"], "camera_id": row["camera_id"], "face": face | {"image": row["face_image"]}}


FORMS: dict[str, tuple[str, Callable[[list[Row]], str]]] = {
    "csv": ("captures.csv", as_csv),
    "csv, semicolons": ("captures.csv", lambda rows: as_csv(rows, ";")),
    "tsv": ("captures.tsv", lambda rows: as_csv(rows, "\t")),
    "json lines": ("captures.jsonl", lambda rows: "\n".join(map(json.dumps, rows)) + "\n"),
    "json lines, nested": ("captures.ndjson", lambda rows: "\n".join(json.dumps(nested(row)) for row in rows)),
    "json": ("captures.json", lambda rows: json.dumps({"version": 1, "records": rows})),
    "json, nested": ("captures.json", lambda rows: json.dumps([nested(row) for row in rows], indent=1)),
    "insert": ("dump.sql", as_insert),
    "inserts": ("dump.sql", as_inserts),
    "copy": ("dump.sql", as_copy),
}


def rows_of(groups: list[str], mark: str = "Zqjxv") -> list[Row]:
    """One row for each group; every cell holds a word that stands nowhere else."""
    return [
        {
            "snap_time": f"2026-01-02T03:04:{number:02}{mark}", "camera_id": f"{mark}cam{number}x",
            "face_image": f"{mark}img{number}x.jpg", "age": f"{number}{mark}", "glasses": f"{mark}glass{number}x",
            "ethnicity": group, "remark": f"{mark}Quidam{number}x",
        }
        for number, group in enumerate(groups)
    ]  # fmt: skip


def written(told: TargetReport) -> str:
    """Every form in which the report is given to people and programs, one after the other."""
    made = whole_report(told)
    parts = [to_json(made).decode(), to_html(made)]
    parts += [to_terminal(made, width=100, colour=False, unicode=True, discarded=True)]
    for number, _ in enumerate(listed(made), 1):
        parts.append(explanation(made, str(number), width=100, colour=False, unicode=True))
    return "\n".join(parts)


@pytest.mark.parametrize("form", FORMS)
def test_records_with_values_are_counted(form: str) -> None:
    name, make = FORMS[form]
    told = report({name: make(rows_of(["Uyghur", "", "Han", "Uyghur"]))}, sifted=True)
    (found,) = [finding for finding in told.findings if Stage.OBSERVED in finding.stages]
    assert found.kind is Kind.CAPABILITY
    assert found.records == 3
    assert "3 records carry a value for ethnic group." in found.claim
    assert told.verdict.headline.endswith("3 records carry a value for ethnic group.")
    assert told.verdict.states["observed"] is StageState.SHOWN


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.sampled_from(["Uyghur", "Han", "", "Tibetan", "维吾尔族"]), min_size=2, max_size=60),
    st.sampled_from(["Zqjxv", "it''s -- Zqjxv", "Zqjxv # ", "Zqjxv{", "Zqjxv/*"]),
    st.booleans(),
)
def test_no_value_of_a_row_reaches_any_report(form: str, groups: list[str], mark: str, sifted: bool) -> None:
    name, make = FORMS[form]
    text = written(report({name: make(rows_of(groups, mark))}, sifted=sifted))
    for word in ("Zqjxv", "Quidam", "Uyghur", "Tibetan", "维吾尔", "2026-01-02"):
        assert word not in text


def test_the_first_of_very_many_records_is_not_quoted_either() -> None:
    people = [{"person": f"Zqjxv{n}", "age": n, "nation": "Uyghur" if n else "Tibetan"} for n in range(80)]
    text = written(report({"people.json": json.dumps(people)}, sifted=True))
    assert not any(word in text for word in ("Zqjxv", "Uyghur", "Tibetan"))


def test_a_table_without_a_header_has_no_columns_to_quote() -> None:
    text = written(report({"a.csv": "Zqjxvname,Uyghur,face\nZqjxvother,Uyghur,face\n"}, sifted=True))
    assert not any(word in text for word in ("Zqjxv", "Uyghur"))


INNOCENT = {
    "nothing in the column": ("captures.csv", as_csv(rows_of(["", "unknown", "null"]))),
    "employees": ("hr.csv", "employee_id,name,department,ethnicity,salary\n1,A,x,Han,3\n2,B,y,Uyghur,4\n"),
    "patients": ("ehr.csv", "patient_id,diagnosis,ethnicity,race\n1,x,Han,white\n2,y,Uyghur,black\n"),
    "cards": ("cards.csv", "id_card_number,issuing_authority,name,ethnicity\n1,x,A,Han\n2,y,B,Uyghur\n"),
    "a census": ("adult.csv", "age,education,occupation,race,sex,income\n3,x,y,White,M,1\n4,x,y,Black,F,2\n"),
    "races that are run": ("results.csv", "race,driver,lap,time\nMonaco,A,1,2\nSpa,B,2,3\n"),
    "a game": ("players.csv", "player,race,class,level\na,orc,mage,1\nb,elf,mage,2\n"),
    "what a model is taught with": (
        "data/train/labels.csv",
        "face_image,age,glasses,race\na.jpg,3,1,White\nb,4,0,Black\n",
    ),
}


@pytest.mark.parametrize("case", INNOCENT)
def test_other_tables_show_nothing_of_it(case: str) -> None:
    name, text = INNOCENT[case]
    told = report({name: text}, sifted=True)
    assert not any(Stage.OBSERVED in finding.stages or finding.records for finding in told.findings)
    assert told.verdict.states["observed"] is not StageState.SHOWN


def test_without_tables_there_is_nothing_to_look_at() -> None:
    told = report({"face.h": "struct FACE_INFO { int nAge; int nGlasses; int nRace; };"})
    assert told.verdict.states["observed"] is StageState.NOTHING_TO_LOOK_AT


def test_what_is_no_row_is_still_quoted() -> None:
    """The tests above would hold of reports that quote nothing as well."""
    kinds = {"face_ethnicity": {"labels": ["Uyghur", "Tibetan", "Han"], "remark": "Zqjxv"}}
    text = written(report({"face_labels.json": json.dumps(kinds, indent=1)}, sifted=True))
    assert all(word in text for word in ("Uyghur", "Tibetan", "Zqjxv"))
    few = [{"id": number, "label": name} for number, name in enumerate(["Uyghur", "Tibetan", "Han"])]
    assert "Tibetan" in written(report({"face_labels.json": json.dumps(few)}, sifted=True))
