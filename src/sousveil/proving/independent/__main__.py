"""The program: ``python3 independent REPORT TARGET...``, or ``python -m sousveil.proving.independent``."""

import sys
from pathlib import Path

if __package__:
    from sousveil.proving.independent.checking import main
else:  # the folder itself was named: it is found beside what holds it
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    from independent.checking import main  # type: ignore[import-not-found,no-redef]

sys.exit(main(sys.argv[1:]))
