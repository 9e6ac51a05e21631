"""Rows: what tells a table of people or captures from a list of words, and how many rows have a value.

Rows about people are never read. Of each column the name is given, and in how many rows something stands there.
"""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator

EMPTY = frozenset({"", "null", "none", "nil", "undefined", "na", "n/a", "nan", "unknown", "unidentified", "\\n", "-",
                   "--", "-1", "?", "未知", "未识别", "无"})  # fmt: skip
"""What stands for no value, in lower case."""
MOST_COLUMNS = 2000
_FIELD = 1 << 20
_PEEK = 200
_WHEN = re.compile(r"time|date|stamp|moment|when|时间|日期|时刻", re.IGNORECASE)
_WHOSE = re.compile(
    r"face|person|people|user|visitor|passenger|suspect|target|track|image|img|pic|photo|snap|capture|camera|channel"
    r"|device|frame|bbox|box|rect|similarity|score|confidence|age|gender|sex\b|birth|phone|mobile|address|card"
    r"|first_?name|last_?name|full_?name|surname|employee|patient|student|人脸|抓拍|姓名|性别|年龄|身份证|设备|通道|图片",
    re.IGNORECASE,
)
"""Names of keys by which a row is one of somebody, or of something that was seen."""
_PICTURE = re.compile(
    r"face|person|image|img|pic|photo|snap|capture|track|user|visitor|人脸|抓拍|图片|姓名", re.IGNORECASE
)
MANY = 50
_KEY = re.compile(r'"([^"\\\n]{1,60})"\s*:')
_AGAIN = 10


def has_value(text: str) -> bool:
    """Whether a cell or a written value says something."""
    return text.strip().strip("\"'").lower() not in EMPTY


def about_people(keys: Collection[str], rows: int, *, lines: bool = False) -> bool:
    """Whether rows with these keys are about people or captures, so that none of their values may be given.

    ``lines`` says that each row is a document on a line of its own, as logs are written. A list of up to ``MANY`` rows
    may be a list of kinds or of settings: it is about people where each row has a moment, and a picture or a person.
    """
    if rows > MANY or lines:
        return any(_WHOSE.search(key) or _WHEN.search(key) for key in keys)
    return rows > 1 and any(map(_WHEN.search, keys)) and any(map(_PICTURE.search, keys))


def is_header(cells: list[str], rows: Iterator[list[str]]) -> bool:
    """Whether the first line of a table names its columns: no cell of it is a number, or stands in a later row."""
    if any(re.fullmatch(r"\s*\"?[-+\d.:/]+\"?\s*", cell) for cell in cells):
        return False
    for _, row in zip(range(_PEEK), rows, strict=False):
        if any(cell == other != "" for cell, other in zip(cells, row, strict=False)):
            return False
    return True


def cells_of(text: str, separator: str) -> Iterator[list[str]]:
    """The rows of a table after its first line, as far as they can be told apart. Rows go nowhere but into counts."""
    csv.field_size_limit(_FIELD)
    lines = iter(text.split("\n")[1:])
    try:
        yield from csv.reader((line.rstrip("\r").replace("\0", "") for line in lines), delimiter=separator)
    except csv.Error:
        return


def filled(rows: Iterator[list[str]]) -> list[int]:
    """For each column, in how many rows it has a value."""
    counts: Counter[int] = Counter()
    widest = 0
    for row in rows:
        widest = max(widest, min(len(row), MOST_COLUMNS))
        counts.update(column for column, cell in enumerate(row[:MOST_COLUMNS]) if has_value(cell))
    return [counts[column] for column in range(widest)]


def of_keys(text: str) -> bool:
    """Whether a piece of JSON is one of rows about people: a key of theirs comes again and again."""
    again = {key for key, count in Counter(_KEY.findall(text)).items() if count > _AGAIN}
    return about_people(again, MANY + 1)
