"""The pages of SQLite: what a real library wrote is read back, cell by cell, from the very bytes."""

import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.reading.sqlite_pages import Broken, Cell, Database
from tests.robust.steps import steps


def written(tmp_path: Path, *statements: str, rows: tuple[str, list] = ("", [])) -> bytes:
    file = tmp_path / "a.db"
    file.unlink(missing_ok=True)
    base = sqlite3.connect(file)
    for statement in statements:
        base.execute(statement)
    if rows[0]:
        base.executemany(*rows)
    base.commit()
    base.close()
    return file.read_bytes()


def value(base: Database, cell: Cell) -> object:
    if cell.kind == "text":
        return base.text(cell)
    return {"null": None, "integer": base.integer(cell), "blob": base.raw(cell)}.get(cell.kind)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
@pytest.mark.parametrize("size", [512, 4096, 65_536])
def test_what_was_written_is_read(tmp_path, encoding, size):
    rows = [(n, f"käse {n} " * (n % 90), None if n % 3 else b"\0" * n, -n if n % 2 else n << 33) for n in range(700)]
    data = written(
        tmp_path,
        f"pragma page_size = {size}",
        f"pragma encoding = '{encoding}'",
        "create table t (a integer, b text, c blob, d integer)",
        rows=("insert into t values (?, ?, ?, ?)", rows),
    )
    base = Database(memoryview(data))
    (entry,) = base.schema()
    assert (entry.kind, entry.name, entry.table) == ("table", "t", "t")
    assert base.text(entry.sql).startswith("CREATE TABLE t (a integer")
    assert [tuple(value(base, cell) for cell in row.cells) for row in base.rows(entry.root)] == rows
    assert base.broken == 0


def test_a_table_without_row_numbers(tmp_path):
    rows = [(f"key {n:04}", "value" * (n % 50)) for n in range(900)]
    data = written(
        tmp_path,
        "create table s (k text primary key, v text) without rowid",
        rows=("insert into s values (?, ?)", rows),
    )
    base = Database(memoryview(data))
    entry = next(entry for entry in base.schema() if entry.kind == "table")
    assert sorted(tuple(value(base, cell) for cell in row.cells) for row in base.rows(entry.root)) == rows


def test_the_bytes_of_a_cell_are_its_text(tmp_path):
    long = "x" * 3000 + "维族" + "y" * 9000
    data = written(tmp_path, "create table t (a)", rows=("insert into t values (?)", [(long,)]))
    base = Database(memoryview(data))
    (row,) = base.rows(base.schema()[0].root)
    assert len(row.cells[0].runs) > 1
    assert b"".join(data[at : at + size] for at, size in row.cells[0].runs).decode() == long


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(200), b"x" * 300])
def test_what_is_none_is_said(data):
    with pytest.raises(Broken):
        Database(memoryview(data))


_SAMPLE: list[bytes] = []


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1 << 30))
def test_damage_ends(tmp_path_factory, seed):
    if not _SAMPLE:
        rows = [(n, "y" * (n % 700)) for n in range(400)]
        _SAMPLE.append(
            written(
                tmp_path_factory.mktemp("base"),
                "pragma page_size = 512",
                "create table t (a, b)",
                "create index i on t (b)",
                rows=("insert into t values (?, ?)", rows),
            )
        )
    rnd = random.Random(seed)  # noqa: S311
    raw = bytearray(_SAMPLE[0])
    for _ in range(rnd.randrange(1, 30)):
        raw[rnd.randrange(len(raw))] = rnd.randrange(256)
    data = bytes(raw[: rnd.randrange(len(raw))] if rnd.randrange(2) else raw)

    def work() -> None:
        try:
            base = Database(memoryview(data))
        except Broken:
            return
        for entry in base.schema():
            for row in base.rows(entry.root):
                assert all(at >= 0 and at + size <= len(data) for c in row.cells for at, size in c.runs)
        for root in range(base.pages + 2):
            sum(1 for _ in base.rows(root))

    assert steps(work) < 20 * len(_SAMPLE[0])
