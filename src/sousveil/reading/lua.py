"""Lua tables as settings: files that only build tables. Source: the Lua 5.4 reference manual, section 3.4.9."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.reading.decoding import decode
from sousveil.reading.draft import Draft
from sousveil.reading.literals import LUA, parse
from sousveil.reading.nest import InText
from sousveil.reading.textual import Near, head_text, suffix
from sousveil.reading.toml_ import written

_TABLE = late(
    r"(?>\s+|--\[\[[\s\S]*?\]\]|--[^\n]*)*+(?:return\s*\{|(?:local\s+)?[A-Za-z_][\w.]*\s*=\s*\{\s*(?:--|\}|\{|\"|\[|[A-Za-z_]\w*\s*=))"
)
_CODE = late(r"(?m)^[^\n\"']*\b(?:function|then|while|repeat|require)\b")
_ANY_NAME = frozenset({"", ".conf", ".cfg", ".config", ".dat", ".txt", ".settings"})


class Lua:
    """Settings that are a table of Lua."""

    name: ClassVar[str] = "lua-table"
    kinds: ClassVar[tuple[str, ...]] = ("lua-table",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Only files without functions and conditions are settings; others are read as source, by tokens.",
        "Rows about people or captures are left closed: each key once, and in how many rows it has a value.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the ending of the name and a table at the start, without code in the first lines."""
        if suffix(name) != ".lua" and suffix(name) not in _ANY_NAME:
            return False
        head = head_text(data)
        return head is not None and _TABLE.match(head.lstrip("\ufeff")) is not None and _CODE.search(head) is None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The keys of the tables, with their values."""
        decoded = decode(data, places) if len(data) <= limits.read_source else None
        if decoded is None or _CODE.search(decoded.text):
            from sousveil.reading.lines import Lines  # noqa: PLC0415 - for giants and for code only

            yield from Lines().read(data, name, places, limits)
            return
        near = Near(decoded, places)
        parser = parse(decoded.text, LUA, partial(InText, decoded, near))
        yield from written(Draft(self.name, "lua", limits, decoded.text), decoded, near, parser)
