"""``sousveil tree``: what is inside a target."""

import argparse
from pathlib import Path

from sousveil.cli.exits import CannotRunError
from sousveil.cli.passwords import add_password, with_passwords


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and its options to the command line."""
    verb = verbs.add_parser(
        "tree",
        help="show what is inside a file or folder, and what could not be opened",
        description="Open files and folders to the bottom and show every part: its size, what it is, where it lies in "
        "what holds it, its SHA-256, and each thing that could not be opened. Nothing is looked for.",
        epilog="Exit codes: 0 everything could be opened; 2 could not run; 3 something could not be opened.",
    )
    verb.add_argument("targets", nargs="+", type=Path, metavar="TARGET", help="a file or folder to open")
    verb.add_argument("--format", choices=("terminal", "json"), default="terminal", help="what to print")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write to FILE, not to standard output")
    verb.add_argument("--depth", type=int, default=0, metavar="N", help="draw N levels only (default: all)")
    verb.add_argument("--jobs", type=int, default=0, metavar="N", help="how many workers (default: one for each core)")
    add_password(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open, draw, and give the exit code."""
    from sousveil.cli.output import screen, write
    from sousveil.reporting.tree import Tree, tree_json, tree_page
    from sousveil.running.listing import listing
    from sousveil.running.options import Options, OptionsError, settings
    from sousveil.running.scan import ScanError

    if arguments.jobs < 0 or arguments.depth < 0:
        raise CannotRunError("--jobs and --depth are numbers from 1")
    try:
        limits = with_passwords(settings(Path()).limits, arguments)
        options = Options(jobs=arguments.jobs, limits=limits)
        listed = [listing(target, options) for target in arguments.targets]
    except (OptionsError, ScanError) as why:
        raise CannotRunError(str(why)) from why
    trees = [Tree(one.name, one.blobs, one.gaps) for one in listed]
    if arguments.format == "json":
        write(tree_json(trees), arguments.output)
    else:
        looks = screen(arguments.output)
        write("\n".join(tree_page(tree, **looks, depth=arguments.depth) for tree in trees), arguments.output)
    return 3 if any(gap.could_hide for tree in trees for gap in tree.gaps) else 0
