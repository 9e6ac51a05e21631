"""No record of a store reaches a report, in whatever form it is given. All records here are invented."""

import json
from pathlib import Path

import pytest

from sousveil.reporting.as_json import to_json
from sousveil.reporting.explaining import explanation, listed
from sousveil.reporting.html import to_html
from sousveil.reporting.terminal import to_terminal
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.samples.kinds.excel_headers import workbook
from tests.samples.kinds.sqlite import written
from tests.samples.opening.leveldb import log, table

COLUMNS = ("capture_time", "face_image", "person_name", "age", "glasses", "ethnicity", "remark")
GROUPS = ("Uyghur", "Han", "Tibetan", "维吾尔族", "Black", "White")
MARK = "Zqv"
ROWS = [
    (
        f"{MARK}{n}:00",
        f"{MARK}{n}.jpg",
        f"{MARK} Quidam{n}",
        f"{n}{MARK}",
        "none",
        GROUPS[n % 6],
        f"{MARK} {n} Uyghur face",
    )
    for n in range(70)
]


def sqlite_rows() -> dict[str, bytes]:
    marks = ", ".join("?" * len(COLUMNS))
    insert = f"insert into {{}} values ({marks})"  # noqa: S608
    made = [f"create table {name} ({', '.join(COLUMNS)})" for name in ("face_capture", "alarm_event", "people", "t")]
    data = written(
        *made,
        "create index by_group on face_capture (ethnicity, person_name)",
        "create table person (id integer primary key, name text)",
        "create table visitor_settings (key text, value text)",
        "create table alarm_rule (name text, race text, enabled int, created_by text)",
        rows=[
            *((insert.format(name), ROWS) for name in ("face_capture", "alarm_event", "people", "t")),
            ("insert into person (name) values (?)", [(row[2],) for row in ROWS]),
            ("insert into visitor_settings values (?, ?)", [("operator_name", f"{MARK} Uyghur")]),
            ("insert into alarm_rule values (?, 'any', 1, ?)", [(f"{MARK} Uyghur", f"{MARK} Han")]),
        ],
    )
    return {"face.db": data, "face.db-wal": b"\x37\x7f\x06\x82" + data[4096:]}


def leveldb_rows() -> dict[str, bytes]:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]
    pairs = [(f"faces:{n:04}".encode(), json.dumps(row).encode()) for n, row in enumerate(rows)]
    few = [
        (b"all_captures", json.dumps(rows).encode()),
        (b"current", json.dumps(rows[0]).encode()),
        (b"operator_name", f"{MARK} Han".encode()),
        (b"alarm_event_last", f"{MARK} Uyghur face".encode()),
    ]
    return {"store/000004.ldb": table([pairs, few]), "store/000005.log": log([*pairs, *few])}


def workbook_rows() -> dict[str, bytes]:
    sheet = workbook([COLUMNS, *ROWS])
    inline = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in row) + "</row>"
        for row in (COLUMNS, *ROWS)
    )
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return {
        "export.xlsx": sheet,
        "bare.xlsx": workbook(ROWS),
        "sheet9.xml": f'<?xml version="1.0"?><worksheet {space}><sheetData>{inline}</sheetData></worksheet>'.encode(),
    }


STORES = {"sqlite": sqlite_rows, "leveldb": leveldb_rows, "workbook": workbook_rows}


@pytest.mark.parametrize("store", STORES)
def test_no_record_reaches_a_report(store, tmp_path: Path):
    for name, data in STORES[store]().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    report = scan([tmp_path], Options(jobs=1))
    parts = [to_json(report).decode(), to_html(report)]
    parts += [to_terminal(report, width=100, colour=False, unicode=True, discarded=True)]
    for number, _ in enumerate(listed(report), 1):
        parts.append(explanation(report, str(number), width=100, colour=False, unicode=True))
    for part in parts:
        assert not any(word in part for word in (MARK, "Quidam", "Uyghur face", "维吾尔族"))
    (target,) = report.targets
    assert any(gap.code == "rows-left-closed" for gap in target.gaps)
