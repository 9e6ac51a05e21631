"""Where in a file a fault can be seen, and what mends it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

Steps = Sequence[str | int]
"""The way to a value: keys of maps, numbers of entries in lists."""
MENDS = (
    ("looks nowhere", "Write look-in: everything, or name roles"),
    ("holds where nothing is", "Add a clause below where"),
    ("nothing comes from", "Name it where a word or rule comes from it, or take it out"),
    ("no rule names it", "Name it in a rule (needs, weak-needs or unless), or take the file out"),
    ("has no value", "Write what is listed: values: [{value: 1, name: ..., concept: group/...}]"),
    ("has no word", "Write words: [{source: ..., en: [...]}], or take the concept out"),
    ("an order has no label", "Write the labels, or take the order out"),
    ("asks nothing", "Write any, words, paths or shape: what must be seen there"),
    ("has no limits", "Say in a sentence what the rule does not see: limits: [...]"),
    ("has no sources", "Name a key of sources.yaml: sources: [...]"),
    ("has no source that", "Give the source a title and a place: source: {title: ..., where: ..., read: primary}"),
    ("has no source for", "Name the file or page that it was read from: sources: [{repository: ..., path: ...}]"),
    ("has no source", "Name a key of sources.yaml: sources: [...]"),
    ("has no find", "Name the concepts that it finds: find: [trait/race]"),
    ("has no hit", "Add a test: - hit: {text: ...}"),
    ("has no miss", "Add a test of something innocent: - miss: {text: ..., because: ...}"),
    ("has a test that is not one of", "Give each test one of hit, miss and todo-hit"),
    ("has no because", "Add the reason that a discard gives: because: ..."),
    ("there is no source", "Add it to sources.yaml, or name one that stands there"),
    ("there is no concept", "Name one of docs/rules.md or of the lexicon, or add it there"),
    ("there is no group", "Name a group as docs/languages.md does"),
    ("there is no component", "Name a file of components/ without its ending, or take the key out"),
    ("near has a within", "Write within: N (lines) beside scope: near, or scope: word with a but, and nowhere else"),
    ("is shorter than", "Give the group sift: never, or take the word out"),
    ("is a single character", "Take the word out, or write a longer one"),
    ("a stem is one word", "Write form: word"),
    ("stands twice", "Take one of the two out"),
    ("is not the same in", "Give both groups the same flags"),
    ("names no line", "Write line: N, and commit: ... of what was read, or the release in the repository"),
    ("does not say when", "Write read: with the day in quotation marks"),
    ("has too few symbols", "Name more functions of it: symbols: [...]"),
    ("names companies and no maker", "Write maker: with the name of the maker"),
    ("has no mark", "Add what it is recognised by"),
    ("is too short", "Write more of the name, or take it out"),
    ("neighbour on one side only", "Add the slot before and the slot after it"),
    ("no slot is for a trait", "Write trait: race, or another, at the slot that is for it"),
    ("no head is for", "Write trait: at the head that it is about, or take the trait out"),
    ("a head is for", "Write trait: at the top too"),
    ("has no head", "Write what it gives out: heads: [{gives: race, trait: race, width: 7}]"),
    ("several orders", "Say why in disputed: ..., since nobody can know which of them a file has"),
    ("as many labels", "Write the width of a head, or the labels that are missing"),
    ("is known by nothing", "Write files, tensors, by-labels or component"),
    ("is like everything", "Add stages, groups or names below like"),
    ("neither that the primary", "Write read: primary or read: report"),
    ("does not say where", "Write read-in: with the place"),
    ("names no trait", "Write traits: [race] below if"),
)  # fmt: skip
"""What mends a fault whose words hold these; the first that fits."""


class Fault(NamedTuple):
    """What is wrong with an entry, and the way in its file to where that can be seen."""

    steps: Steps
    what: str


def placed(path: Path, fault: Fault, of: str = "") -> str:
    """A fault of the entry ``of`` in a file, with the line on which it can be seen, and what mends it."""
    from sousveil.knowledge.strict import placed_at  # noqa: PLC0415 - loads YAML, which a scan has no use for

    said = f"{of}: {fault.what}" if of else fault.what
    return placed_at(path, fault.steps, said, mend(fault.what))


def mend(what: str) -> str:
    """What mends it."""
    return next((mend for words, mend in MENDS if words in what), "See docs/writing-rules.md")
