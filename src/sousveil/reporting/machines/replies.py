"""The maker's reply, as other programs are given it: word for word, and never cut short."""

from sousveil.model.report import Statement
from sousveil.reporting.machines.naming import shown
from sousveil.reporting.visible import visible


def brief(reply: Statement) -> str:
    """That there is a reply, or that none had come, on one line."""
    return f"{shown(reply.from_)}, {shown(reply.when)}" if reply.text else f"{shown(reply.from_)}: {waited(reply)}"


def waited(reply: Statement) -> str:
    """That no reply had come."""
    return f"no reply by {shown(reply.when)}"


def about(reply: Statement) -> str:
    """Whose it is, of which day, and how it was received, on one line."""
    told = [brief(reply)]
    told += [f"asked on {shown(reply.asked)}"] if reply.asked else []
    told += [f"source: {shown(reply.source)}"] if reply.source else []
    return "; ".join(told)


def words(reply: Statement) -> str:
    """The words, line by line, with what hides in them made visible."""
    return "\n".join(map(visible, reply.text.splitlines()))
