"""A report is walked back to the bytes: what holds, what differs, what cannot be checked."""

from sousveil.proving.check import Check, Result, exit_code, lines
from sousveil.proving.verify import ProvingError, load, verify

__all__ = ["Check", "ProvingError", "Result", "exit_code", "lines", "load", "verify"]
