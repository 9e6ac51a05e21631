"""A small database of an invented face server."""

from tests.samples.kinds.sqlite import written

NAME = "face.db"


def build() -> bytes:
    """A comment in a statement, a list of kinds, settings of all sorts, captures."""
    return written(
        "create table race_type (id integer primary key, name text) -- 人种",
        "create table captures (t text, face_image text, race text -- which\n)",
        "create table settings (name text, value)",
        rows=[
            ("insert into race_type values (?, ?)", [(1, "Black"), (2, "White")]),
            ("insert into captures values (?, ?, ?)", [("1", "a.jpg", "Black"), ("2", "b.jpg", None), ("3", "", "x")]),
            (
                "insert into settings values (?, ?)",
                [("race", 1), ("rule", '{"race": ["Black", true]}'), ("admin_mail", "x"), ("text", "维族")],
            ),
        ],
    )
