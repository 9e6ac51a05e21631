"""``sousveil doctor``: what this machine can open, and behind which fences."""

import argparse


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and its options to the command line."""
    verb = verbs.add_parser(
        "doctor",
        help="say what can be opened on this machine, and what would mend it",
        description="Which formats open fully, in part or not at all on this machine, which tools of others are here, "
        "which fences stand around what reads a target, and the one command that mends it.",
        epilog="Exit codes: 0 nothing is missing; 1 something is.",
    )
    verb.add_argument("--format", choices=("terminal", "json"), default="terminal", help="what to print")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Look, print, and give the exit code."""
    import msgspec

    from sousveil.cli.output import screen, write
    from sousveil.reporting.health import health_page
    from sousveil.running.health import look

    health = look()
    if arguments.format == "json":
        write(msgspec.json.format(msgspec.json.encode(health), indent=1) + b"\n")
    else:
        write(health_page(health, **screen()))
    return 0 if health.whole else 1
