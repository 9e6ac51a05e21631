"""What this machine can do, as a page for a terminal."""

from collections.abc import Sequence

from sousveil.model.health import FormatHealth, Health, Openness
from sousveil.reporting.page import Page

_ALL = "all of it"
_FENCES = (
    "Fences need Linux 5.13 or later with Landlock; without them, scan what you do not trust in a virtual machine."
)
_HEADS = {
    Openness.FULLY: "Opened fully",
    Openness.PARTLY: "Opened in part",
    Openness.NOT: "Not opened",
}


def health_page(health: Health, *, width: int, colour: bool, unicode: bool) -> str:
    """The page. ``width`` in columns; ``colour`` allows escape sequences, ``unicode`` characters outside of ASCII."""
    page = Page(width, colour=colour, unicode=unicode)
    _fences(page, health)
    for openness, head in _HEADS.items():
        _formats(page, head, [one for one in health.formats if one.opens is openness])
    _tools(page, health)
    page.line()
    if health.whole:
        page.text("Nothing is missing. What a format leaves out on any machine is in docs/formats.md.")
    if health.mend:
        page.text("To mend it, as root:")
        page.line(f"  {page.own(health.mend)}", style="bold")
    if health.missing:
        page.text(_FENCES)
    return page.whole()


def _part(page: Page, head: str) -> None:
    if page.lines:
        page.line()
    page.line(head, style="bold")


def _fences(page: Page, health: Health) -> None:
    _part(page, "Fences around a worker")
    for fence in health.standing:
        page.text(page.own(fence), first="  [x] ", rest="      ")
    for fence in health.missing:
        page.text(page.own(fence), first="  [ ] ", rest="      ", style="ochre")


def _formats(page: Page, head: str, formats: Sequence[FormatHealth]) -> None:
    if not formats:
        return
    _part(page, f"{head} ({len(formats)})")
    if not any(one.missing for one in formats):
        page.text(page.own(", ".join(one.name for one in formats)), first="  ")
        return
    for one in formats:
        what = "; ".join(f"{what or _ALL}, which needs {tool}" for what, tool in one.missing)
        page.text(page.own(f"{one.name}  not: {what}"), first="  ", rest="    ")


def _tools(page: Page, health: Health) -> None:
    _part(page, "Tools of others")
    for tool in health.tools:
        there = tool.program or f"not here ({tool.install or 'Debian: ' + tool.package})"
        page.text(page.own(f"{tool.name}  {there}"), first="  [x] " if tool.program else "  [ ] ", rest="      ")
        what = [f"{form}: {what or _ALL}" for form, what in tool.opens] + [tool.checks] * bool(tool.checks)
        page.text(page.own("; ".join(what)), first="      ")
    if health.closed:
        page.text(page.own(f"They are not run: {health.closed}"), first="  ", style="ochre")
