"""From the bytes of a file to plain YAML: what a file of knowledge may not hold is told by line, with what mends it.

Users write such files, and reports carry them: nothing here is trusted. The events of a text are gone through before a
tree is made of it, since a parser that builds trees goes as deep as the text does.
"""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Both are safe; the first is quicker and not in every build."""
LARGEST = 1 << 20
"""Bytes of a file of knowledge: what a report can carry."""
DEEPEST = 20
_REPEATED = frozenset({"siblings", "near"})
"""Keys of samples: texts as they stand in software, where one can stand twice."""
_MENDS = (
    ("another document", "Take the line '---' out, or make two files of it"),
    ("cannot start any token", "Indent with spaces, and put text that begins with a sign in quotation marks"),
    ("control characters", "Take the character out, or save the file as UTF-8"),
    ("unhashable key", "Write a word before the colon"),
    ("quoted scalar", "Close the quotation mark"),
    ("unexpected end of stream", "Close the quotation mark"),
)
_MEND = "Put text with a colon, a hash or a bracket in quotation marks, and indent with spaces"


class Flaw(Exception):  # noqa: N818 - one thing that is wrong with a text
    """What is wrong, on which line (from 1), and what mends it."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(f"{what}. {mend}.")
        self.line = line


class Parsed(NamedTuple):
    """A text as plain data, and the tree of nodes that knows their lines; ``None`` for a text without any."""

    plain: Any
    node: yaml.Node | None


def text_of(path: Path) -> str:
    """The text of a file. Raises :class:`Flaw`."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "no file"
            raise Flaw(1, f"is {kind} with the name of a file", "Write a text file of that name, or take it away")
        if path.stat().st_size > LARGEST:
            raise Flaw(1, f"is larger than {LARGEST >> 20} MiB", "Make several files of it")
        data = path.read_bytes()
    except OSError as why:
        raise Flaw(1, f"cannot be read ({why.strerror or why})", "Put a text file there that may be read") from why
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise Flaw(1, "begins with a byte order mark", "Save the file as UTF-8 without one")
    try:
        return data.decode()
    except UnicodeDecodeError as why:
        line = data[: why.start].count(b"\n") + 1
        raise Flaw(line, "is not UTF-8", "Save the file as UTF-8") from why


def parsed(text: str) -> Parsed:
    """A text of YAML, without what no knowledge has: aliases, tags, a key twice. Raises :class:`Flaw`."""
    try:
        _walk_events(text)
        loader = _LOADER(text)
        try:
            node = loader.get_single_node()
            if node is None:
                raise Flaw(1, "is empty", "Write 'key: value' on each line, see docs/writing-rules.md")
            for flaw in _flaws(node):
                raise flaw
            return Parsed(loader.construct_document(node), node)
        finally:
            loader.dispose()
    except yaml.reader.ReaderError as why:
        line = text.count("\n", 0, why.position if isinstance(why.position, int) else 0) + 1
        raise Flaw(line, "holds control characters or is not UTF-8", _mend("control characters")) from why
    except yaml.YAMLError as why:
        mark = getattr(why, "problem_mark", None)
        problem = getattr(why, "problem", None) or "is no YAML"
        context = getattr(why, "context", None) or ""
        raise Flaw(mark.line + 1 if mark else 1, problem, _mend(f"{problem} {context}")) from why
    except ValueError as why:
        raise Flaw(1, f"has a value that is none ({why})", "Put it in quotation marks") from why


def _mend(what: str) -> str:
    return next((mend for words, mend in _MENDS if words in what), _MEND)


def _walk_events(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise Flaw(
                line, f"has an alias (*{event.anchor})", "Write out what it stands for, no knowledge has aliases"
            )
        if anchor := getattr(event, "anchor", None):
            raise Flaw(line, f"has an anchor (&{anchor})", "Take it out, or put the text in quotation marks")
        if tag := getattr(event, "tag", None):
            raise Flaw(line, f"has a tag ({tag})", "Take it out, or put the text in quotation marks")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Flaw(line, f"is nested more than {DEEPEST} deep", "Close the brackets, and indent less")


def _flaws(node: yaml.Node, key: str = "") -> Iterator[Flaw]:
    """What is YAML, and yet nothing that knowledge may say."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:timestamp":
            yield Flaw(line, f"{node.value} is a date to YAML", "Put the date in quotation marks")
        elif node.tag == "tag:yaml.org,2002:int" and len(node.value) > 18:
            yield Flaw(
                line, "is a number of too many digits", "Put the value in quotation marks, or write a smaller number"
            )
        return
    seen: set[object] = set()
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode):
                if name.tag == "tag:yaml.org,2002:merge":
                    yield Flaw(name.start_mark.line + 1, "has a merge key (<<)", "Write the keys out")
                if name.value in seen:
                    yield Flaw(
                        name.start_mark.line + 1, f"the key {name.value!r} stands twice", "Take one of the two out"
                    )
                seen.add(name.value)
            yield from _flaws(value, getattr(name, "value", ""))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            said = _said(item)
            if said in seen and key not in _REPEATED:
                shown = repr(item.value) if isinstance(item, yaml.ScalarNode) else "an entry"
                yield Flaw(item.start_mark.line + 1, f"{shown} stands twice in one list", "Take one of the two out")
            seen.add(said)
            yield from _flaws(item)


def _said(node: yaml.Node) -> object:
    """What a node says, to be compared with others."""
    if isinstance(node, yaml.ScalarNode):
        return node.tag, node.value
    if isinstance(node, yaml.MappingNode):
        return frozenset((_said(name), _said(value)) for name, value in node.value)
    return tuple(map(_said, node.value))
