"""Build the sample of every format into ``out/samples`` and print which of its markers come out, and through what.

    python tools/samples.py [FOLDER]

Exits with 1 when a marker of a sample does not come out.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.opening.looking import look  # noqa: E402 - the checkout is no package that is installed
from tests.robust import hurting  # noqa: E402 - the same
from tests.samples.opening.payload import MARKERS  # noqa: E402 - the same

WORDS = ("UTF-8", "GBK", "UTF-16")


def main() -> int:
    """Build, open, print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "out" / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    missing = 0
    for name in sorted(hurting.names()):
        data = hurting.sample(name)
        (folder / f"{name}.sample").write_bytes(data)
        opened = look(data)
        came = [word for word, marker in zip(WORDS, MARKERS, strict=True) if opened.anywhere(marker)]
        through = " > ".join(dict.fromkeys(reversed(opened.containers))) or "parts of a leaf"
        sys.stdout.write(f"{name:20} {len(data):8,} bytes  {', '.join(came):22} {through}\n")
        missing += len(came) < len(WORDS)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
