"""A report is walked back to the bytes: what holds, what differs, what cannot be checked."""

from sousveil.proving.check import Cause, Check, Result, exit_code, lines
from sousveil.proving.derived import Bytes, derived
from sousveil.proving.seal import unbroken
from sousveil.proving.verify import ProvingError, fits, load, verify

__all__ = [
    "Bytes",
    "Cause",
    "Check",
    "ProvingError",
    "Result",
    "derived",
    "exit_code",
    "fits",
    "lines",
    "load",
    "unbroken",
    "verify",
]
