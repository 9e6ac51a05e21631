"""What this machine lacks is told, with one command that mends it."""

import ast
from pathlib import Path

import pytest

from sousveil.model.health import Openness
from sousveil.opening import formats, tools
from sousveil.opening.formats import FORMATS
from sousveil.opening.tools import TOOLS, Tool
from sousveil.reporting.health import health_page
from sousveil.running import health, jail

HERE = Tool("here", ("true",), "coreutils", (), (("zip", "some of it"),))
GONE = Tool("gone", ("no-such-program",), "no-such-package", (), (("tar", "a part"),))
NEEDED = GONE._replace(name="needed", package="other-package", opens=(("xz", ""),))
linux = pytest.mark.skipif(not jail.FORKS, reason="workers are confined on Linux only")


def page(of) -> str:
    return health_page(of, width=100, colour=False, unicode=True)


@linux
def test_nothing_is_missing_where_every_tool_is_there():
    found = health.look([HERE])
    assert found.whole
    assert not found.mend
    assert {one.opens for one in found.formats} == {Openness.FULLY}
    assert "Nothing is missing" in page(found)


def test_what_a_missing_tool_leaves_shut_is_told():
    found = health.look([GONE, NEEDED, HERE])
    opens = {one.name: one.opens for one in found.formats}
    assert opens["tar"] is Openness.PARTLY
    assert opens["xz"] is Openness.NOT
    assert not found.whole
    assert "no-such-package other-package" in found.mend
    assert "coreutils" not in found.mend
    told = page(found)
    for word in ("a part", "needed", "no-such-package", "Not opened (1)", "Opened in part (1)"):
        assert word in told


@linux
def test_without_a_fence_tools_are_not_run_and_it_is_said(monkeypatch):
    monkeypatch.setattr("sousveil.running.landlock.version", lambda: 0)
    found = health.look([HERE])
    assert any("landlock" in fence for fence in found.missing)
    assert not found.whole
    assert {one.name: one.opens for one in found.formats}["zip"] is Openness.PARTLY
    assert "Landlock; without" in page(found)
    assert not found.mend  # no package mends that


def test_where_nothing_can_be_confined_it_is_said(monkeypatch):
    monkeypatch.setattr(jail, "FORKS", False)
    assert health.fences() == ((), ("a process of its own",))


def test_every_tool_says_what_it_opens_and_every_format_is_there():
    names = {form.name for form in FORMATS}
    assert {name for tool in TOOLS for name, _ in tool.opens} <= names


def test_every_format_that_asks_for_a_tool_is_told_of_by_it():
    variables = {name: tool for name, tool in vars(tools).items() if isinstance(tool, Tool)}
    by_module = {type(form).__module__.rpartition(".")[2] + ".py": form.name for form in FORMATS}
    for path in sorted(Path(formats.__file__).parent.glob("*.py")):
        used = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module == "sousveil.opening.tools"
            for alias in node.names
        } & variables.keys()
        for name in used:
            told = {form for form, _ in variables[name].opens}
            assert by_module.get(path.name) in told, f"{path.name} uses {name}, whose `opens` does not say so"
            assert variables[name] in TOOLS
