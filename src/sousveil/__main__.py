"""``python -m sousveil``."""

import sys

from sousveil.cli import main

if __name__ == "__main__":
    sys.exit(main())
