"""Damaged and hostile material of every kind but source: no exception, every unit holds, done in time."""

import importlib
import random

import pytest

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, holds
from sousveil.reading.registry import readers
from tests.robust.steps import growth
from tests.samples.reading import lines

_KINDS = (
    "net",
    "protobuf_descriptor",
    "dex",
    "wasm",
    "net_resources",
    "java_class",
    "python_bytecode",
    "elf",
    "pe",
    "coff",
    "mach_o",
    "codeview",
    "markup",
    "json",
    "yaml",
    "keys",
    "lines",
    "toml",
    "lua_table",
    "plist",
    "registry_export",
    "mo",
    "qm",
    "arsc",
    "axml",
    "sqlite",
    "reference",
    "registry_hive",
    "leveldb",
    "spreadsheet",
)
_BINARY = [each for each in readers() if each.name in {"raw", "elf", "pe", "coff", "mach-o"}]
_CODECS = ("ascii", "utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "shift_jis", "cp1251")


def _damaged(data: bytes, rnd: random.Random) -> bytes:
    raw = bytearray(data)
    for _ in range(rnd.randrange(1, 4)):
        at = rnd.randrange(len(raw) + 1)
        how = rnd.randrange(4)
        if how == 0 and len(raw) > 40:
            del raw[max(at, 30) :]
        elif how == 1 and at < len(raw):
            raw[at] ^= 1 << rnd.randrange(8)
        elif how == 2:
            raw[at : at + rnd.randrange(30)] = rnd.randbytes(rnd.randrange(30))
        else:
            start = rnd.randrange(len(raw))
            raw[at:at] = raw[start : start + rnd.randrange(60)]
    return bytes(raw)


def _places(size: int, rnd: random.Random) -> list[Place]:
    starts = sorted(rnd.randrange(size) for _ in range(4))
    return [Place(at, min(size, at + rnd.randrange(1, 9)), 0, rnd.choice(_CODECS)) for at in starts]


def _check(reader, data: bytes, name: str, rnd: random.Random) -> None:
    reader.accepts(memoryview(data), name)
    for one in reader.read(memoryview(data), name, _places(len(data), rnd), Limits()):
        if isinstance(one, Reading):
            assert all(holds(unit, data) for unit in one.units)
            assert all(-1 <= unit.symbol < len(one.symbols) for unit in one.units)
            assert all(-1 <= symbol.parent < at for at, symbol in enumerate(one.symbols))
            assert all(-1 <= symbol.unit < len(one.units) for symbol in one.symbols)


@pytest.mark.parametrize("kind", _KINDS)
def test_damaged_samples(kind):
    module = importlib.import_module(f"tests.samples.reading.{kind}")
    (reader,) = [each for each in readers() if each.name == kind.replace("_", "-")]
    rnd = random.Random(kind)  # noqa: S311
    for _ in range(150):
        _check(reader, _damaged(module.build(), rnd), module.NAME, rnd)


@pytest.mark.parametrize("ending", lines.SOURCES)
def test_damaged_sources(ending):
    (reader,) = [each for each in readers() if each.name == "lines"]
    rnd = random.Random(ending)  # noqa: S311
    for _ in range(40):
        _check(reader, _damaged(lines.SOURCES[ending].encode(), rnd), f"a.{ending}", rnd)


@pytest.mark.parametrize("reader", _BINARY, ids=lambda each: each.name)
def test_noise(reader):
    rnd = random.Random(7)  # noqa: S311
    for _ in range(60):
        _check(reader, rnd.randbytes(2000), "a", rnd)


_TRAPS = (
    "<a ", "<a>", "<!--", "<?", "<%", '<a b="', '"', '\\"', "'", "{", "[{", '{"a":', "- ", "a: ", "  ", " #", "/*",
    "(*", "a=", "a=[", "x.y=", "a\\\n", "f(x) ", "x = (a, ", "class x(", "enum x {", "type x = (", "a,",
    "CREATE TABLE x (", "message x {", "message x { oneof y {", "service x { rpc y (",
    "enum x { a = ", "type x { y(a: [", "[\" // /(\n   ",
)  # fmt: skip


@pytest.mark.parametrize("trap", _TRAPS)
def test_nothing_costs_more_than_it_is_long(trap):
    for name, reader_name in (
        ("a.html", "markup"), ("a.xsd", "markup"), ("a.json", "json"), ("a.yml", "yaml"), ("a.ini", "keys"),
        ("a.kt", "lines"), ("a.pas", "lines"), ("a.vb", "lines"), ("a.sql", "lines"), ("a.md", "lines"),
        ("a.proto", "lines"), ("a.thrift", "lines"), ("a.graphql", "lines"),
    ):  # fmt: skip
        (reader,) = [each for each in readers() if each.name == reader_name]

        def work(size: int, reader=reader, name=name) -> None:
            data = (trap * (size // len(trap))).encode()
            list(reader.read(memoryview(data), name, [Place(size // 2, size // 2 + 4, 0, "utf-8")], Limits()))

        assert growth(work, 4_000) < 2, name
