"""No pattern takes a time that doubles with each further character of what is scanned."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import sousveil
from sousveil.reading.registry import recognise
from tests.robust.patterns import doubles

_COMPILERS = {"late", "compile", "match", "search", "fullmatch", "findall", "finditer", "sub", "split"}


def _held(value, depth=0):
    """The patterns in a value of a module: itself, or what it holds."""
    if isinstance(value, re.Pattern) or type(value).__name__ == "_Late":
        yield value.pattern, value.flags
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset | dict):
        for item in [*value.values(), *value.keys()] if isinstance(value, dict) else value:
            yield from _held(item, depth + 1)


def _written(source):
    """The patterns that are written where they are used."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            of_re = not isinstance(node.func, ast.Attribute) or getattr(node.func.value, "id", "") == "re"
            if called in _COMPILERS and of_re and isinstance(node.args[0].value, str | bytes):
                yield node.args[0].value, 0


def _all():
    found = {}
    for info in pkgutil.walk_packages(sousveil.__path__, "sousveil."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            values = [*vars(module).values()]
            values += [inner for value in values if isinstance(value, type) for inner in vars(value).values()]
            for value in values:
                found |= dict.fromkeys(_held(value), info.name)
    for path in Path(sousveil.__path__[0]).rglob("*.py"):
        for pattern in _written(path.read_text("utf-8")):
            found.setdefault(pattern, path.name)
    return found


def test_patterns_of_the_program():
    found = _all()
    assert len(found) > 200
    assert [(where, pattern) for (pattern, flags), where in found.items() if doubles(pattern, flags)] == []


@pytest.mark.parametrize(
    "pattern",
    ["(a*)*", "(?:a+)*b", r"(\w+a)*", r"(?:\s*x\s*)*", r"(?:ab|a|b)*!", r"(?:\s|--[^\n]*)*x", r"(?:-?\d+\.?\d*,?)+$"],
)
def test_what_doubles_is_seen(pattern):
    assert doubles(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["(a|b)*", r"(?:[a-z]+-)*", "(?:a+)*+", r"(?>\s+|--[^\n]*)*+x", r'"(?:[^"\\]|\\.)*"', r"\d+(?:,\d+)*", r"a{2,9}b"],
)
def test_what_does_not_is_left_alone(pattern):
    assert not doubles(pattern)


@pytest.mark.parametrize("name", ["notes.txt", "app.conf", "a.lua", "LICENSE"])
def test_a_line_of_dashes_is_no_comment_with_many_readings(name):
    head = ("-" * 1000 + "\n" + "--[[" * 500 + "\n" + " \t" * 500).encode()
    assert recognise(head, name).name != "lua-table"
    assert recognise(b"-" * 1000 + b"\nreturn {\n race = 1 }\n", "a.lua").name == "lua-table"
    assert recognise(b"--[[ of the ]] --[==[\n-- device\n  faces = { 'a' }", "a.lua").name == "lines"
