"""``sousveil rules``: what it looks for, and why."""

import argparse

from sousveil.cli.exits import CannotRunError
from sousveil.cli.output import write


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and what it can do to the command line."""
    verb = verbs.add_parser(
        "rules",
        help="list, show, test, check or compile the rules",
        description="The rules and words that Sousveil looks for: list them, show one with its sources, run their "
        "tests, check their form, compile them into the pack.",
        epilog="Exit codes: 0 as it should be; 1 a test or check failed; 2 could not run.",
    )
    verb.add_argument("action", choices=("list", "show", "test", "lint", "compile"), help="what to do")
    verb.add_argument("rule", nargs="?", default="", metavar="RULE", help="the rule to show")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from sousveil.knowledge.strict import KnowledgeError

    actions = {"list": _list, "show": _show, "test": _test, "lint": _lint, "compile": _compile}
    try:
        return actions[arguments.action](arguments.rule)
    except (KnowledgeError, OSError) as why:
        raise CannotRunError(str(why)) from why


def _list(_: str) -> int:
    from sousveil.knowledge import load

    write(
        "".join(f"{rule.id}  r{rule.revision}  {rule.status}\n    The software {rule.says}.\n" for rule in load().rules)
    )
    return 0


def _show(name: str) -> int:
    from sousveil.knowledge import load

    for rule in load().rules:
        if rule.id == name:
            write(rule.text)
            return 0
    raise CannotRunError(
        f"there is no rule '{name}'; see: sousveil rules list" if name else "which rule? See: sousveil rules list"
    )


def _test(_: str) -> int:
    from sousveil.knowledge.compiling import build
    from sousveil.knowledge.rules import rule_files
    from sousveil.matching.trying import troubles

    files = {key: file for key, (_, file) in rule_files().items()}
    found = list(troubles(build(), files))
    tests = sum(len(file.tests) for file in files.values())
    write("".join(f"{one.rule}: {one.sample.text!r}: {one.what}\n" for one in found))
    write(f"{len(files)} rules, {tests} samples, {len(found)} fail\n")
    return 1 if found else 0


def _lint(_: str) -> int:
    from sousveil.knowledge import load
    from sousveil.knowledge.compiling import build

    current = build().digest == load().digest  # the strict reading of every file is the check
    write("all files are as they must be\n" if current else "the pack is not current: sousveil rules compile\n")
    return 0 if current else 1


def _compile(_: str) -> int:
    from sousveil.knowledge.compiling import compile_pack

    pack = compile_pack()
    write(f"{len(pack.terms)} terms, {len(pack.concepts)} concepts, {len(pack.rules)} rules, {pack.digest}\n")
    return 0
