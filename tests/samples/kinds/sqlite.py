"""The database of an invented face server: kinds, settings, an alarm rule that is on, and captures that stay closed."""

import json
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Tibetan"),
    stages=("vocabulary", "field", "scheme", "trigger", "enabled", "observed"),
    quotes=(("item", "Uyghur"), ("column", "ethnicity"), ("key", "ethnicity"), ("value", "Uyghur")),
)


def written(*statements: str, rows: Sequence[tuple[str, Sequence[tuple[object, ...]]]] = ()) -> bytes:
    """A database made by statements, then rows."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.db"
        base = sqlite3.connect(file)
        for statement in statements:
            base.execute(statement)
        for statement, values in rows:
            base.executemany(statement, values)
        base.commit()
        base.close()
        return file.read_bytes()


CAPTURES = [
    (n, f"2024-03-0{1 + n % 9} 10:00:00", f"/pictures/{n}.jpg", n % 3, f"Visitor{n:04} Somename", 20 + n % 40)
    for n in range(120)
]


def case() -> dict[str, bytes]:
    """As the library writes it, in UTF-8 and in UTF-16."""
    rules = json.dumps({"faceAlarm": {"attributes": {"age": {"enable": True}, "ethnicity": {"enable": True}}}})
    data = written(
        "create table face_ethnicity_type (id integer primary key, code integer, name text)",
        "create table face_alarm_rule (id integer primary key, name text, ethnicity text, min_age int, enabled int,"
        " action text)",
        "create table sys_config (config_key text primary key, config_value text)",
        "create table face_capture (id integer primary key, capture_time text, image_path text, ethnicity int,"
        " person_name text, age int)",
        rows=[
            ("insert into face_ethnicity_type values (?, ?, ?)", [(1, 1, "Han"), (2, 5, "Uyghur"), (3, 4, "Tibetan")]),
            (
                "insert into face_alarm_rule values (?, ?, ?, ?, ?, ?)",
                [(1, "north gate", "Uyghur", 18, 1, "send_alarm"), (2, "yard", "", 60, 0, "popup")],
            ),
            ("insert into sys_config values (?, ?)", [("http.port", "8080"), ("analysis", rules), ("admin.mail", "a")]),
            ("insert into face_capture values (?, ?, ?, ?, ?, ?)", CAPTURES),
        ],
    )
    return {"server/data/face.db": data}


def twin() -> dict[str, bytes]:
    """A shop: paints, languages, an alarm for an empty shelf, and customers."""
    data = written(
        "pragma encoding = 'UTF-16le'",
        "create table paint_colour_type (id integer primary key, code integer, name text)",
        "create table shelf_alarm_rule (id integer primary key, name text, colour text, enabled int, action text)",
        "create table sys_config (config_key text primary key, config_value text)",
        "create table customer (id integer primary key, name text, ethnicity text, address text)",
        rows=[
            (
                "insert into paint_colour_type values (?, ?, ?)",
                [(1, 1, "Black"), (2, 5, "White"), (3, 4, "Yellow"), (4, 7, "Red")],
            ),
            ("insert into shelf_alarm_rule values (?, ?, ?, ?, ?)", [(1, "front", "Black", 1, "send_alarm")]),
            ("insert into sys_config values (?, ?)", [("language", "Uyghur"), ("languages", '["Uyghur", "Tibetan"]')]),
            ("insert into customer values (?, ?, ?, ?)", [(n, f"Buyer{n}", "Uyghur", "x") for n in range(90)]),
        ],
    )
    return {"shop/data/shop.db": data}
