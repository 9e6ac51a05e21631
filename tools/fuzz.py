"""Fuzz every reader and the opening room: ``python tools/fuzz.py [--seconds 60] [--only NAME] [--keep FOLDER]``.

Needs atheris, for which there are wheels for some versions of Python only. Prints a line for each target; inputs that
crash are kept in the folder. Ends with 1 where one was found.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from sousveil.reading.registry import readers

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Run one target after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "sousveil-fuzz")
    options = parser.parse_args()
    if find_spec("atheris") is None:
        sys.stderr.write("there is no atheris for this Python: nothing was fuzzed\n")
        return 2
    names = [reader.name for reader in readers() if options.only in reader.name]
    crashed = [name for name in [*names, *(["opening"] if options.only in "opening" else [])] if _run(name, options)]
    sys.stdout.write(f"{len(names)} readers, {len(crashed)} with a crash: {', '.join(crashed) or 'none'}\n")
    return 1 if crashed else 0


def _run(name: str, options: argparse.Namespace) -> bool:
    """Whether a target crashed."""
    folder = options.keep / name
    corpus, found = folder / "corpus", folder / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    if name != "opening":
        seed = [sys.executable, "-m", "tests.fuzz.reading", name, str(corpus)]
        subprocess.run(seed, check=True, cwd=ROOT)  # noqa: S603
    command = [sys.executable, "-m", "tests.fuzz.run", name, str(corpus)]
    command += [f"-max_total_time={options.seconds}", "-timeout=60", "-rss_limit_mb=4096", f"-artifact_prefix={found}/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603
    runs = re.findall(r"#(\d+)\s+DONE|stat::number_of_executed_units: (\d+)|Done (\d+) runs", done.stderr)
    count = next((part for run in runs for part in run if part), "?")
    crash = (
        ""
        if done.returncode == 0
        else (re.findall(r"^\w*(?:Error|Exception)\b.*$", done.stderr, re.MULTILINE) or ["?"])[-1]
    )
    sys.stdout.write(f"{name}: {count} runs{', CRASH ' + crash if done.returncode else ''}\n")
    sys.stdout.flush()
    (folder / "last.txt").write_text(done.stderr, encoding="utf-8")
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
