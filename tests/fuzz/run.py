"""Runs a fuzzer: ``python -m tests.fuzz.run READER|all|opening [CORPUS] [flags of libFuzzer]``.

Only this project is instrumented: with all that Python comes with, that alone takes minutes.
"""

import sys

import atheris

with atheris.instrument_imports(include=["sousveil"]):
    from sousveil.reading.registry import readers
    from tests.fuzz import opening, reading

    list(readers())  # they are imported when they are first needed

if __name__ == "__main__":
    wanted = sys.argv.pop(1)
    atheris.Setup(sys.argv, opening.TestOneInput if wanted == "opening" else reading.target(wanted))
    atheris.Fuzz()
