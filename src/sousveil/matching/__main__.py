"""``python -m sousveil.matching``: tries every rule on its samples. Exit code 0 when all pass, else 1."""

import sys

from sousveil.knowledge.compiling import build
from sousveil.knowledge.rules import rule_files
from sousveil.matching.trying import told, troubles


def main() -> int:
    """Print what fails; the exit code."""
    placed = rule_files()
    files = {key: file for key, (_, file) in placed.items()}
    found = list(troubles(build(), files))
    for trouble in found:
        sys.stdout.write(f"{told(trouble, placed[trouble.rule][0])}\n")
    tests = sum(len(file.tests) for file in files.values())
    sys.stdout.write(f"{len(files)} rules, {tests} samples, {len(found)} fail\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
