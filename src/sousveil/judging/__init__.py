"""Chains and gaps to findings, verdict and coverage: pure functions over small tables."""

from sousveil.judging.gaps import Accepted
from sousveil.judging.report import judge, tables

__all__ = ["Accepted", "judge", "tables"]
