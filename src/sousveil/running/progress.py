"""How far a scan is, on a terminal, when it takes longer than two seconds."""

import sys
import time
from typing import TextIO

_PATIENCE = 2.0  # seconds
_EVERY = 0.2


class Progress:
    """Bytes of outermost files that are done, of all. Writes to ``out`` only where that is a terminal."""

    def __init__(self, total: int, *, quiet: bool, out: TextIO | None = None) -> None:
        self._out = sys.stderr if out is None else out
        self._total = total
        self._done = 0
        self._began = self._said = time.monotonic()
        self._speaks = not quiet and self._out.isatty()
        self._shown = False

    def add(self, size: int) -> None:
        """So many more bytes are done."""
        self._done += size

    def tick(self) -> None:
        """Say how far it is, where it is time to."""
        now = time.monotonic()
        if not self._speaks or now - self._began < _PATIENCE or now - self._said < _EVERY:
            return
        self._said = now
        share = 100 * self._done // self._total if self._total else 100
        self._write(
            f"\r{share:3} %  {self._done / 1e6:,.0f} of {self._total / 1e6:,.0f} MB  {now - self._began:.0f} s "
        )
        self._shown = True

    def end(self) -> None:
        """Wipe the line."""
        if self._shown:
            self._write("\r" + " " * 60 + "\r")
            self._shown = False

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except OSError:
            self._speaks = False
