"""Tables of fields in a document: a row for each parameter of a request, each member of an answer, with what it means.

``| race | string | what is told of the face |`` under ``| Field | Type | Description |``: a table with bars whose head
names a column for what fields are called becomes a record, which is called like the title above it; the other cells of
a row document its field. Source: GitHub Flavored Markdown, 4.10 ("Tables").
"""

import re
from collections.abc import Iterator, Sequence

from sousveil.model.late import late
from sousveil.model.place import Place
from sousveil.model.text import TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded
from sousveil.reading.dictionary import NAMES, OTHERS, SAID, plain
from sousveil.reading.draft import Draft
from sousveil.reading.textual import Near, told_nowhere

ABOVE = 600
"""Code points between a table and the title above it."""
MOST = 500
"""Rows of a table."""
LONGEST = 2000
"""Code points of a row."""
CALLED = NAMES | {
    "name", "key", "member", "argument", "query parameter", "body parameter", "arg", "response field", "request field",
    "名称", "名字", "参数名称", "字段名称", "键", "键名", "返回字段", "响应字段", "请求参数", "返回参数", "パラメータ",
    "パラメーター", "フィールド", "項目", "項目名", "キー", "필드", "파라미터", "매개변수", "속성", "이름", "параметр",
    "имя", "название", "parámetro", "parametro", "parâmetro", "clave", "paramètre", "nom", "feld", "tham số", "alan",
    "nama", "tên", "trường", "tên trường", "thuộc tính",
}  # fmt: skip
BESIDE = SAID | OTHERS | {
    "description / notes", "explanation",
    "value", "example value", "data types", "是否必选", "必选", "必须", "解释",
    "参数说明", "字段说明", "类型说明", "示例", "示例值", "説明", "型", "必須", "설명", "타입", "형식", "필수",
    "описание", "обязательный", "descripción", "descrição", "descrizione", "beschreibung", "keterangan", "tipe",
    "mô tả", "kiểu", "ý nghĩa", "açıklama",
}  # fmt: skip
_RULE = late(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$", re.MULTILINE)
_CELL = late(r"(?:[^|\\\n]|\\.)++")
NAME = late(r"[`*_+\s>└├│─\-]*((?:[^\W\d]|[$@])[\w.$@\[\]\\-]{0,80})[`*\s]*(?:\([^()]*\)\s*)?")
_TITLE = late(r"^[ \t]*(?:#{1,6}[ \t]+|\*\*)([^\n#*]{2,80})", re.MULTILINE)


def write_tables(draft: Draft, decoded: Decoded, places: Sequence[Place]) -> list[Place]:
    """Writes the tables of fields that hold a place; the places that lie in none of them."""
    near, first, reached = Near(decoded, places, margin=0, whole=-1), len(draft.units), 0
    for rule in _RULE.finditer(decoded.text):
        if rule.start() < reached:
            continue
        start = decoded.text.rfind("\n", 0, max(0, rule.start() - 1)) + 1
        rows = list(_rows(decoded.text, rule.end() + 1))
        if not rows or not near.holds_place(start, rows[-1][1]):
            continue
        if _write(draft, decoded, (start, rule.start()), rows):
            reached = rows[-1][1]
    return told_nowhere(places, draft.units[first:])


def _rows(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the rows below the rule of a table stand."""
    for _ in range(MOST):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if start >= end or end - start > LONGEST or "|" not in text[start:end]:
            return
        yield start, end
        start = end + 1


def _write(draft: Draft, decoded: Decoded, head: tuple[int, int], rows: list[tuple[int, int]]) -> bool:
    """Writes a table, where its head says that it is one of fields, and each of its rows names one."""
    told = [plain(decoded.text[slice(*cell)].strip(" \t*`")) for cell in _cells(decoded.text, *head)]
    column = next((at for at, cell in enumerate(told) if cell in CALLED), -1)
    if column < 0 or not any(cell in BESIDE for at, cell in enumerate(told) if at != column):
        return False
    cells = [list(_cells(decoded.text, *row)) for row in rows]
    names = [NAME.fullmatch(decoded.text, *row[column]) if column < len(row) else None for row in cells]
    if 5 * sum(name is not None for name in names) < 4 * len(names):
        return False
    title = _title(decoded, head[0])
    record = draft.symbol(SymbolKind.RECORD, "" if title is None else title.text, title)
    for row, name in zip(cells, names, strict=True):
        field = -1
        if name is not None:
            unit = decoded.unit(*name.span(1), Role.FIELD)
            types = (decoded.text[slice(*cell)] for at, cell in enumerate(row) if at < len(told) and _typed(told[at]))
            field = draft.symbol(SymbolKind.FIELD, unit.text, unit, record, next(types, "")[:80])
        for at, (start, end) in enumerate(row):
            if start < end and (at != column or name is None):
                draft.unit(decoded.unit(start, end, Role.COMMENT if field >= 0 else Role.DOCUMENT), max(field, record))
    return True


def _typed(column: str) -> bool:
    return column.endswith(("type", "类型", "型"))


def _title(decoded: Decoded, start: int) -> TextUnit | None:
    """The last title that stands a little above a table."""
    last = None
    for match in _TITLE.finditer(decoded.text, max(0, start - ABOVE), start):
        last = match
    return None if last is None else decoded.unit(*last.span(1), Role.RECORD)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the cells of a row stand, without the blanks around them; an empty one is empty."""
    line = text[start:end].strip(" \t\r>")
    at = text.index(line, start) if line else start
    stop = at + len(line)
    if line.startswith("|"):
        at += 1
    if line.endswith("|") and not line.endswith("\\|"):
        stop -= 1
    while at <= stop:
        match = _CELL.match(text, at, stop)
        to = match.end() if match is not None else at
        bare = text[at:to]
        yield at + len(bare) - len(bare.lstrip()), to - len(bare) + len(bare.rstrip())
        at = to + 1
