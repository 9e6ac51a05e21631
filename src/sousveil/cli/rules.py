"""``sousveil rules``: what it looks for, and why."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sousveil.cli.exits import CannotRunError
from sousveil.cli.output import write

ACTIONS = ("list", "show", "lint", "format", "test", "compile", "document")


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and what it can do to the command line."""
    verb = verbs.add_parser(
        "rules",
        help="list, show, check, format, test, compile or print the rules",
        description="The rules and words that Sousveil looks for: list them, show one with its sources, check their "
        "form (lint), bring them into the one form (format), run their tests, compile them into the pack, print the "
        "catalogue (document). With --knowledge, the same with your own laid over ours.",
        epilog="Exit codes: 0 as it should be; 1 a test or check failed; 2 could not run.",
    )
    verb.add_argument("action", choices=ACTIONS, help="what to do")
    verb.add_argument("rule", nargs="?", default="", metavar="RULE", help="the rule to show")
    verb.add_argument(
        "--knowledge",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a folder of your own rules",
    )
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from sousveil.knowledge.strict import KnowledgeError

    actions = {
        "list": _list, "show": _show, "test": _test, "lint": _lint, "compile": _compile, "format": _format,
        "document": _document,
    }  # fmt: skip
    try:
        return actions[arguments.action](arguments.rule, arguments.knowledge)
    except (KnowledgeError, OSError) as why:
        raise CannotRunError(str(why)) from why


@contextmanager
def _folder(own: list[Path]) -> Iterator[Path]:
    """The folder of knowledge: ours, or a merged one."""
    from sousveil.knowledge.layered import merged
    from sousveil.knowledge.strict import DATA

    if not own:
        yield DATA
        return
    with merged(own) as folder:
        yield folder


def _list(_: str, own: list[Path]) -> int:
    from sousveil.knowledge import load
    from sousveil.knowledge.layered import layered

    rules = layered(own)[0].rules if own else load().rules
    write("".join(f"{rule.id}  r{rule.revision}  {rule.status}\n    The software {rule.says}.\n" for rule in rules))
    return 0


def _show(name: str, own: list[Path]) -> int:
    from sousveil.knowledge import load
    from sousveil.knowledge.layered import layered

    for rule in layered(own)[0].rules if own else load().rules:
        if rule.id == name:
            write(rule.text)
            return 0
    raise CannotRunError(
        f"there is no rule '{name}'; see: sousveil rules list" if name else "which rule? See: sousveil rules list"
    )


def _test(_: str, own: list[Path]) -> int:
    from sousveil.knowledge.compiling import build
    from sousveil.knowledge.rules import rule_files
    from sousveil.matching.trying import told, troubles

    with _folder(own) as folder:
        placed = rule_files(folder)
        files = {key: file for key, (_, file) in placed.items()}
        found = [told(trouble, placed[trouble.rule][0]) for trouble in troubles(build(folder), files)]
    tests = sum(len(file.tests) for file in files.values())
    write("".join(f"{one}\n" for one in found))
    write(f"{len(files)} rules, {tests} samples, {len(found)} fail\n")
    return 1 if found else 0


def _lint(_: str, own: list[Path]) -> int:
    from sousveil.knowledge import load
    from sousveil.knowledge.compiling import build
    from sousveil.knowledge.linting import lint

    with _folder(own) as folder:
        faults = lint(folder)
    if not faults and not own and build().digest != load().digest:
        faults = ["the pack is not current: sousveil rules compile"]
    write("".join(f"{fault}\n" for fault in faults) or "all files are as they must be\n")
    return 1 if faults else 0


def _format(_: str, own: list[Path]) -> int:
    from sousveil.knowledge.formatting import format_all
    from sousveil.knowledge.strict import DATA

    changed = [path for folder in own or [DATA] for path in format_all(folder)]
    write("".join(f"{path}\n" for path in changed) or "all files are in the one form\n")
    return 0


def _compile(_: str, own: list[Path]) -> int:
    from sousveil.knowledge.compiling import compile_pack
    from sousveil.knowledge.layered import layered

    pack = layered(own)[0] if own else compile_pack()
    write(f"{len(pack.terms)} terms, {len(pack.concepts)} concepts, {len(pack.rules)} rules, {pack.digest}\n")
    return 0


def _document(_: str, own: list[Path]) -> int:
    from sousveil.knowledge.catalogue import catalogue

    with _folder(own) as folder:
        write(catalogue(folder))
    return 0
