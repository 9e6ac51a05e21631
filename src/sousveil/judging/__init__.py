"""Chains and gaps to findings, verdict and coverage: pure functions over small tables."""

from typing import TYPE_CHECKING, Any

from sousveil.judging.gaps import Accepted

if TYPE_CHECKING:
    from sousveil.judging.report import judge, tables

__all__ = ["Accepted", "judge", "tables"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    """The face of the room, imported when it is used: options and workers need only the gaps."""
    if name not in ("judge", "tables"):
        raise AttributeError(name)
    from sousveil.judging import report  # noqa: PLC0415 - see above

    return getattr(report, name)
