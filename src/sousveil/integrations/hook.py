"""The hook of pre-commit: ``python -m sousveil.integrations.hook [options of scan]``.

Scans the whole working folder, since a link between two files is seen only where both are there. A capability that no
baseline knows stops the commit. An incomplete reading is said and does not: a review mends that, no commit does.
``.sousveil.toml`` and ``.sousveil-baseline.json``, where they are there, are heeded.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from sousveil.cli import main

BASELINE = ".sousveil-baseline.json"
_INCOMPLETE = 3


def run(arguments: Sequence[str]) -> int:
    """Scan the current folder; the exit code of the hook."""
    known = ["--baseline", BASELINE] if Path(BASELINE).is_file() and "--baseline" not in arguments else []
    code = main(["scan", "--quiet", *known, *arguments, "."])
    if code == _INCOMPLETE:
        sys.stderr.write("sousveil: no capability that is not known, but the reading is incomplete (see above)\n")
        return 0
    return code


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
