"""``sousveil rules``: what it looks for, and why."""

import argparse


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
    raise NotImplementedError(arguments.action)
