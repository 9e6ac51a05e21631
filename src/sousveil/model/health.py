"""What this machine can do: how far each format opens here, which fences stand, what would mend it."""

from enum import StrEnum

import msgspec


class Openness(StrEnum):
    """How far a format opens on this machine."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"


class FormatHealth(msgspec.Struct, frozen=True):
    """A format by its ``name``; what stays shut here, and the tool that would open it."""

    name: str
    opens: Openness
    missing: tuple[tuple[str, str], ...] = ()


class ToolHealth(msgspec.Struct, frozen=True):
    """A tool of others: where its program is (``""``: nowhere), the Debian package that has it, what it is for."""

    name: str
    program: str
    package: str
    opens: tuple[tuple[str, str], ...]
    checks: str = ""
    install: str = ""


class Health(msgspec.Struct, frozen=True):
    """All of it. ``standing`` and ``missing`` are the fences of a worker, in words; ``mend`` is one command, or ``""``.

    ``closed`` is why tools that are there are not run, ``""`` where they are.
    """

    standing: tuple[str, ...]
    missing: tuple[str, ...]
    closed: str
    formats: tuple[FormatHealth, ...]
    tools: tuple[ToolHealth, ...]
    mend: str

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing and not self.closed and all(one.program for one in self.tools)
