"""Dictionaries of data kept as tables: a row for each field, with its type and its values. None is about a person.

That it is one is told by the names of its columns alone: one for what the field is called, one for its values or what
it means, and none that a table of people or captures has.
"""

import re
from collections.abc import Iterator, Sequence

from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft

MOST_ROWS = 500
NAMES = frozenset({
    "attribute", "attribute name", "attr", "field", "field name", "column", "column name", "feature",
    "feature name", "variable", "variable name", "property", "property name", "parameter", "parameter name",
    "属性", "属性名", "属性名称", "字段", "字段名", "字段名称", "列名", "参数", "参数名", "campo", "atributo",
    "поле", "атрибут", "champ", "attribut", "merkmal",
})  # fmt: skip
"""Columns for what a field is called."""
SAID = frozenset({
    "values", "value range", "options", "enum", "enumeration", "allowed values", "possible values", "choices",
    "codes", "range", "description", "desc", "comment", "remark", "remarks", "note", "notes", "meaning", "取值",
    "取值范围", "枚举", "枚举值", "说明", "描述", "备注", "含义", "valores", "opciones", "descripción",
    "значения", "описание", "werte", "valeurs",
})  # fmt: skip
"""Columns for what it may hold or means."""
VALUES = frozenset(
    {"values", "options", "enum", "allowed values", "possible values", "choices", "取值", "取值范围", "枚举值"}
)
"""Of these, columns for nothing else."""
OTHERS = frozenset({
    "type", "data type", "datatype", "format", "required", "mandatory", "optional", "nullable", "default",
    "unit", "length", "size", "id", "no", "no.", "#", "index", "example", "类型", "数据类型", "必填",
    "是否必填", "默认值", "长度", "序号", "单位", "tipo", "тип", "typ",
})  # fmt: skip
_NAME = late(r"[^\d\W][\w .()/-]{0,60}")
_SPLITS = late(r"[_\s]+")


def is_dictionary(cells: Sequence[str]) -> bool:
    """Whether the names of the columns of a table are those of a dictionary of fields."""
    told = [plain(cell) for cell in cells]
    known = all(cell in NAMES | SAID | OTHERS for cell in told)
    telling = any(cell in SAID for cell in told) and (any(cell in VALUES for cell in told) or len(told) > 2)
    return known and telling and sum(cell in NAMES for cell in told) == 1


def write_fields(draft: Draft, decoded: Decoded, separator: str) -> bool:
    """Writes each row of a dictionary as a field with what is said of it; ``False`` where one is of something else."""
    rows = list(_rows(decoded.text, separator))
    head, body = rows[0], [row for row in rows[1:] if any(end > start for start, end in row)]
    told = [plain(decoded.text[start:end]) for start, end in head]
    name = next(at for at, cell in enumerate(told) if cell in NAMES)
    names = [decoded.text[slice(*row[name])] if name < len(row) else "" for row in body]
    if not 0 < len(body) <= MOST_ROWS or any(_NAME.fullmatch(each) is None for each in names):
        return False
    record = draft.symbol(SymbolKind.RECORD, "")
    for row in body:
        types = (decoded.text[slice(*cell)] for cell, column in zip(row, told, strict=False) if column.endswith("type"))
        unit = decoded.unit(*row[name], Role.FIELD)
        field = draft.symbol(SymbolKind.FIELD, unit.text, unit, record, next(types, ""))
        for (start, end), column in zip(row, told, strict=False):
            if column in SAID and end > start:
                draft.attach(draft.unit(decoded.unit(start, end, Role.COMMENT), field), field)
    return True


def plain(cell: str) -> str:
    """The name of a column, as the sets of names have it."""
    return _SPLITS.sub(" ", cell.strip(" \t\r\"'\ufeff").lower())


def _rows(text: str, separator: str) -> Iterator[list[tuple[int, int]]]:
    """Where the cells of each row stand, without their quotation marks."""
    ends = re.escape(separator)
    cell = re.compile(rf'[ \t]*(?:"((?:[^"]|"")*)"[^{ends}\n]*|([^{ends}\n]*))({ends}|\n|\Z)')
    row: list[tuple[int, int]] = []
    at = 0
    while at < len(text) and (match := cell.match(text, at)) is not None:
        start, end = match.span(1) if match[1] is not None else match.span(2)
        told = text[start:end]
        row.append((start + len(told) - len(told.lstrip()), end - len(told) + len(told.rstrip())))
        at = match.end()
        if match[3] != separator:
            yield row
            row = []
        elif at == len(text):
            row.append((at, at))
    if row:
        yield row
