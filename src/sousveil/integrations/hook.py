"""The hook of pre-commit: ``python -m sousveil.integrations.hook [options of scan]``.

Scans all that is to be committed, since a link between two files is seen only where both are there: what stands in
git's index, laid out in a folder of its own, without git's own files; where there is no git, the current folder. A
capability that no baseline knows stops the commit. An incomplete reading is said and does not: a review mends that, no
commit does. ``.sousveil.toml`` and ``.sousveil-baseline.json``, where they are there, are heeded.

Source: git-checkout-index(1).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sousveil.cli import main

BASELINE = ".sousveil-baseline.json"
_INCOMPLETE = 3


def run(arguments: Sequence[str]) -> int:
    """Scan what is to be committed; the exit code of the hook."""
    known = ["--baseline", BASELINE] if Path(BASELINE).is_file() and "--baseline" not in arguments else []
    with tempfile.TemporaryDirectory(prefix="sousveil-") as place:
        target = _staged(Path(place)) or Path()
        code = main(["scan", "--quiet", *known, *arguments, str(target)])
    if code == _INCOMPLETE:
        sys.stderr.write("sousveil: no capability that is not known, but the reading is incomplete (see above)\n")
        return 0
    return code


def _staged(place: Path) -> Path | None:
    """The files of git's index, laid out in a folder that is called as this one; ``None`` where there is no git."""
    git = shutil.which("git")
    if git is None or not Path(".git").exists():
        return None
    folder = place / (Path.cwd().name or "software")
    folder.mkdir()
    done = subprocess.run(  # noqa: S603 - the user's own git, and no word from outside
        [git, "checkout-index", "--all", "--quiet", f"--prefix={folder}{os.sep}"], check=False
    )
    if done.returncode:
        return None
    (folder / BASELINE).unlink(missing_ok=True)  # what we wrote ourselves is no software
    return folder


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
