"""What a target calls itself, in a sentence: a claim of the file, said as one."""

from sousveil.model.report import TargetReport
from sousveil.reporting.words import Words


def own_name(target: TargetReport, words: Words) -> str:
    """The sentence; ``""`` where no part speaks for the whole."""
    said: dict[tuple[str, str], list[str]] = {}
    for own in target.calls_itself:
        said.setdefault((own.said, own.maker), []).append(words.retell(own.by))
    told = [
        words.say("calls.itself.maker" if maker else "calls.itself.plain", said=name, maker=maker, by=words.list(where))
        for (name, maker), where in said.items()
    ]
    return words.say("calls.itself.says", list=words.list(told)) if told else ""
