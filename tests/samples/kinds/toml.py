"""The settings of an invented analyser in TOML: dotted tables, a list of rules, inline tables."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary", "field", "scheme", "trigger", "enabled"),
    quotes=(("key", "race"), ("item", "uyghur"), ("value", "ethnicity"), ("value", "true")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "etc/analyser.toml": b"""\
title = "analyser"

[face.attributes]
age = true
glasses = true
race = true   # ethnic group of the face

[[face.alarm.rules]]
name = "gate"
enabled = true
when = { attribute = "ethnicity", in = ["uyghur", "kazakh"] }
action = "push_alarm"
"""
    }


def twin() -> dict[str, bytes]:
    """A regatta, and a form that a clerk fills in."""
    return {
        "etc/regatta.toml": b"""\
title = "regatta"

[boats.attributes]
length = true
keel = true
race = true   # takes part in the race

[clerk.form]
surname = true
ethnicity = true
address = true

[[languages]]
name = "uyghur"
enabled = true
"""
    }
