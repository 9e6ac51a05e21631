"""``python -m sousveil.knowledge compile | lint | catalogue [FILE] | known [FILE] | cases [FILE] | lexicon [FILE]``.

The rules' own tests: ``sousveil.matching``.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from sousveil.knowledge.cases import cases_page
from sousveil.knowledge.catalogue import catalogue
from sousveil.knowledge.compiling import compile_pack
from sousveil.knowledge.known_page import known_page
from sousveil.knowledge.lexicon_page import lexicon_page
from sousveil.knowledge.linting import lint

PAGES: dict[str, Callable[[], str]] = {
    "catalogue": catalogue,
    "known": known_page,
    "cases": cases_page,
    "lexicon": lexicon_page,
}
_USAGE = f"python -m sousveil.knowledge compile | lint | {' [FILE] | '.join(PAGES)} [FILE]\n"


def main(arguments: list[str]) -> int:
    """Do what is asked; 0 when done, 1 when the linter found a fault, 2 for a wrong call."""
    match arguments:
        case ["compile"]:
            pack = compile_pack()
            sys.stdout.write(f"{len(pack.terms)} terms, {len(pack.rules)} rules, {pack.digest}\n")
            return 0
        case ["lint"]:
            faults = lint()
            sys.stdout.writelines(f"{fault}\n" for fault in faults)
            return 1 if faults else 0
        case [page] if page in PAGES:
            sys.stdout.write(PAGES[page]())
            return 0
        case [page, file] if page in PAGES:
            Path(file).write_text(PAGES[page](), encoding="utf-8")
            return 0
        case _:
            sys.stderr.write(_USAGE)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
