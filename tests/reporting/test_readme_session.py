"""The session that the README shows is what the demonstration prints: whoever changes the one changes the other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_CUT = "..."
"""What the README leaves out is said in brackets, with these in it."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("session")
    subprocess.run([sys.executable, "-m", "samples.client", str(folder)], cwd=ROOT, check=True)
    run = subprocess.run(
        [sys.executable, "-m", "sousveil", "scan", *map(str, sorted(folder.iterdir()))],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, env=_environment(),
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    return run.stdout


def _environment() -> dict[str, str]:

    return {**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1", "NO_COLOR": "1"}


def test_every_line_of_the_session_is_printed(printed: str) -> None:
    session = (ROOT / "README.md").read_text(encoding="utf-8").partition("$ make scan\n")[2].partition("```")[0]
    lines = [line.strip() for line in session.splitlines() if line.strip() and _CUT not in line]
    told = lines[lines.index("ExampleVision-Client-4.2.0-Setup.exe") :]
    told = [line for line in told if not line.startswith(("Full report", "---"))]
    assert len(told) > 40
    assert [line for line in told if line not in printed] == []
