"""Calls the program as people do."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{HERE / 'src'}", "PYTHONIOENCODING": "", **more}


def command(*arguments: str | bytes | Path) -> list[str | bytes]:
    return [sys.executable, "-m", "sousveil", *(a if isinstance(a, bytes) else str(a) for a in arguments)]


def call(*arguments: str | bytes | Path, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """The program's end; never with a traceback."""
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="backslashreplace",
        timeout=300,
        cwd=cwd,
        env=environment(**more),
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done
