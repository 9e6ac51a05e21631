"""Looks at this machine: tries the fences in a child, looks for the tools, says what each format lacks."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from sousveil.model.health import FormatHealth, Health, Openness, ToolHealth
from sousveil.model.limits import Limits
from sousveil.opening.formats import FORMATS
from sousveil.opening.tools import TOOLS, Tool, find
from sousveil.running import jail, porter

_INSTALL = "apt-get update; for each in {}; do apt-get install -y --no-install-recommends $each; done"
"""One by one, since not every release of Debian has all of them."""


def look(tools: Iterable[Tool] = TOOLS) -> Health:
    """The health of this machine."""
    tools = tuple(tools)
    found = find(tools)
    standing, missing = fences()
    closed = "" if not found else _closed(found, tools)
    lacking = [tool for tool in tools if closed or tool.name not in found]
    absent = [tool for tool in tools if tool.name not in found]
    packages = sorted({tool.package for tool in absent if tool.package})
    commands = [_INSTALL.format(" ".join(packages))] * bool(packages)
    commands += [tool.install for tool in absent if tool.install]
    return Health(
        standing=standing,
        missing=missing,
        closed=closed,
        formats=tuple(sorted((_format(form.name, lacking) for form in FORMATS), key=lambda one: one.name)),
        tools=tuple(
            ToolHealth(tool.name, str(found.get(tool.name, "")), tool.package, tool.opens, tool.checks, tool.install)
            for tool in tools
        ),
        mend="; ".join(commands),
    )


def _format(name: str, lacking: Iterable[Tool]) -> FormatHealth:
    missing = tuple((what, tool.name) for tool in lacking for form, what in tool.opens if form == name)
    opens = Openness.FULLY if not missing else Openness.PARTLY
    return FormatHealth(name, Openness.NOT if any(what == "" for what, _ in missing) else opens, missing)


def fences() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fences of a worker that stand here, and those that cannot be put up: tried in a child."""
    if not jail.FORKS:
        return (), ("a process of its own",)
    out, into = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if not child:
        try:
            standing, missing = jail.confine(parent, [], Limits(), 0)
            os.write(into, msgspec.json.encode((standing.split(", "), missing)))
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    if not said:
        return (), ("a child that lives",)
    standing_words, missing_words = msgspec.json.decode(said, type=tuple[tuple[str, ...], tuple[str, ...]])
    return standing_words, missing_words


def _closed(found: Mapping[str, Path], tools: Iterable[Tool]) -> str:
    """Why tools that are there are not run: one of them is asked to, with nothing to do."""
    tool = next(tool for tool in tools if tool.name in found)
    with porter.hired([tool]) as outside:
        result = outside.run(tool, [("input", memoryview(b""))], most_bytes=1 << 20, most_files=10, seconds=20)
        result.close()
    return result.detail if result.code == "tool-not-run" else ""
