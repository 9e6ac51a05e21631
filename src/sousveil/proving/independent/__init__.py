"""A report checked without the rest of Sousveil: by Python's standard library and public tools, and by nothing else.

This folder alone is a program and needs no installation: ``python3 independent REPORT TARGET...``. It imports nothing
but the standard library and shares no code with the rooms that made the report, so that a mistake there is not made
twice. For each layer it says which tool made it again. Exit codes: 0 holds, 1 differs, 2 could not run, 3 nothing
differs but something cannot be checked.

The tools (7z, bsdtar, unzip, zstd ...) run on the bytes of the target with limits of time and room and an empty
environment, and behind no other fence. A member's name is handed over only where it is plain.
"""

from .checking import Outcome, check, main

__all__ = ["Outcome", "check", "main"]
