"""The classes of a builder of compiled code as text: what a tool that takes an app apart writes of the same file."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from tests.samples.reading.dex import Builder, Maker

_FLAGS = {
    0x1: "public", 0x2: "private", 0x8: "static", 0x10: "final", 0x100: "native", 0x1000: "synthetic", 0x4000: "enum",
    0x10000: "constructor",
}  # fmt: skip


def smali(make: Builder) -> dict[str, bytes]:
    """A file for each class, by its name."""
    make.build()
    return {f"smali/{one.name[1:-1]}.smali": ("\n".join(_lines(make, one)) + "\n").encode() for one in make.classes}


def _words(flags: int) -> str:
    return "".join(f"{word} " for bit, word in _FLAGS.items() if flags & bit)


def _quoted(text: str) -> str:
    return json.dumps(text)


def _lines(make: Builder, one: Maker) -> Iterator[str]:
    yield f".class {_words(one.flags)}{one.name}"
    yield f".super {one.base}"
    yield f'.source "{one.name[1:-1].rpartition("/")[2]}.java"'
    yield "\n\n# fields"
    for name, type_, flags, value in one.fields:
        said = "" if value is None else f" = {_quoted(value) if isinstance(value, str) else hex(cast('int', value))}"
        yield f".field {_words(flags)}{name}:{type_}{said}"
        for field, note, text in one.notes:
            if field == name:
                yield f"    .annotation runtime {note}\n        value = {_quoted(text)}\n    .end annotation"
                yield ".end field"
        yield ""
    for name, gives, takes, flags, code in one.methods:
        yield f"\n# methods\n.method {_words(flags)}{name}({''.join(takes)}){gives}"
        if code is not None:
            yield "    .locals 5\n"
            units = cast("Callable[[Builder], Sequence[int]]", code)(make)
            yield from (f"    {line}\n" for line in _instructions(make, units))
        yield ".end method"


def _instructions(make: Builder, units: Sequence[int]) -> Iterator[str]:
    """Those that the builders write."""
    at = 0
    while at < len(units):
        operation, high = units[at] & 0xFF, units[at] >> 8
        if operation == 0x22:
            yield f"new-instance v{high}, {make.types[units[at + 1]]}"
        elif operation == 0x1A:
            yield f"const-string v{high}, {_quoted(make.strings[units[at + 1]])}"
        elif operation == 0x12:
            yield f"const/4 v{high & 0xF}, {hex(high >> 4)}"
        elif operation == 0x13:
            yield f"const/16 v{high}, {hex(units[at + 1])}"
        elif operation == 0x14:
            yield f"const v{high}, {hex(units[at + 1] | units[at + 2] << 16)}"
        elif operation == 0x70:
            owner, name, gives, takes = make.method_ids[units[at + 1]]
            registers = [f"v{units[at + 2] >> shift & 0xF}" for shift in (0, 4, 8, 12)] + [f"v{high & 0xF}"]
            given = ", ".join(registers[: high >> 4])
            yield f"invoke-direct {{{given}}}, {owner}-><{name.strip('<>')}>({''.join(takes)}){gives}"
        elif operation == 0x69:
            owner, type_, name = make.field_ids[units[at + 1]]
            yield f"sput-object v{high}, {owner}->{name}:{type_}"
        elif operation == 0x0E:
            yield "return-void"
        at += {0x0E: 1, 0x12: 1, 0x14: 3, 0x70: 3}.get(operation, 2)
