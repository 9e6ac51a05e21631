"""Reading YAML strictly: what is wrong is told by file and line, with what would mend it."""

import difflib
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_type_hints

import msgspec
import yaml

DATA = Path(__file__).parent / "data"
T = TypeVar("T")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Both are safe; the first is quicker and not in every build."""
_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]|\[\.\.\.\]")
_MENDS = (
    ("unknown field", "Take the key out, or write one that there is"),
    ("missing required field", "Add the key"),
    ("Expected `str`, got `date`", "Put the date in quotation marks"),
    ("Expected `str`, got", "Put the value in quotation marks"),
    ("Expected `int`", "Write a whole number, without quotation marks"),
    ("Expected `bool`", "Write true or false"),
    ("Expected `array`", "Write a list: [one, two], or a line that begins with '- ' for each"),
    ("Expected `object`", "Write keys with values: 'key: value'"),
    ("Invalid enum value", "Write one of the words that there are"),
)
"""What would mend a message that begins so."""


class KnowledgeError(ValueError):
    """An entry is not as it must be; the message names the file, the line and the mend."""


def read(path: Path, kind: type[T]) -> T:
    """The file as ``kind``. Raises :class:`KnowledgeError`."""
    shown = path.resolve() if path.is_symlink() else path
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as why:
        line = path.read_bytes()[: why.start].count(b"\n") + 1
        raise KnowledgeError(f"{shown}:{line}: is not UTF-8. Save the file as UTF-8.") from why
    try:
        plain = yaml.load(text, Loader=_LOADER)  # noqa: S506
    except yaml.YAMLError as why:
        mark = getattr(why, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(why, "problem", None) or "is no YAML"
        mend = "Put text with a colon, a hash or a bracket in quotation marks, and indent with spaces."
        raise KnowledgeError(f"{shown}:{line}: {problem}. {mend}") from why
    try:
        return msgspec.convert(plain, kind, strict=True)
    except msgspec.ValidationError as why:
        what, steps = _told(str(why))
        raise KnowledgeError(f"{shown}:{line_of(text, steps, what)}: {what}. {_mend(what, kind, steps)}") from why


def _told(message: str) -> tuple[str, list[str | int]]:
    """What is wrong, and the way to where it is."""
    match = _AT.match(message)
    what, path = (match["what"], match["path"] or "") if match else (message, "")
    steps: list[str | int] = [int(number) if number else key for key, number in _STEP.findall(path) if key or number]
    return what, steps


def line_of(text: str, steps: list[str | int], what: str = "") -> int:
    """The line of the value at the end of ``steps``, as far as they lead; of the unknown key that ``what`` names."""
    node: Any = yaml.compose(text, Loader=_LOADER)
    for step in steps:
        below = _below(node, step)
        if below is None:
            break
        node = below
    if (named := re.search(r"unknown field `([^`]+)`", what)) and isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if key.value == named[1]:
                return int(key.start_mark.line) + 1
    return int(node.start_mark.line) + 1 if node is not None else 1


def _below(node: Any, step: str | int) -> Any:  # noqa: ANN401 - a node of YAML
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def _mend(what: str, kind: type, steps: list[str | int]) -> str:
    named = re.search(r"unknown field `([^`]+)`", what)
    if named and not steps:
        keys = [field.encode_name for field in msgspec.structs.fields(kind)]
        near = difflib.get_close_matches(named[1], keys, 1)
        return f"Did you mean '{near[0]}'?" if near else f"Take the key out; there are {', '.join(keys)}."
    if "Invalid enum value" in what and steps and isinstance(steps[0], str):
        words = _choices(kind, steps[0])
        if words:
            return f"Write one of {', '.join(words)}."
    return next((f"{mend}." for begins, mend in _MENDS if begins.lower() in what.lower()), "See docs/writing-rules.md.")


def _choices(kind: type, key: str) -> list[str]:
    """The words that a key of a file may have, where these are few."""
    name = next((field.name for field in msgspec.structs.fields(kind) if field.encode_name == key), key)
    hint = get_type_hints(kind).get(name)
    words = getattr(hint, "__args__", ())
    return [str(word) for word in words if isinstance(word, str)]


def read_named(paths: Iterable[Path], kind: type[T]) -> tuple[T, ...]:
    """The files as ``kind``, each with the name of its file as ``id``. Raises :class:`KnowledgeError`."""
    file, make = _without_id(cast("type[msgspec.Struct]", kind)), cast("Callable[..., T]", kind)
    return tuple(make(id=path.stem, **msgspec.structs.asdict(read(path, file))) for path in paths)


@cache
def _without_id(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """``kind`` as its files have it: the same fields and no ``id``, and nothing else."""
    fields: list[Any] = []
    for one in msgspec.structs.fields(kind):
        if one.default_factory is not msgspec.NODEFAULT:
            raise TypeError(f"{kind.__name__}.{one.name}: a default that is made anew is not copied")
        if one.name != "id":
            fields.append((one.name, one.type, msgspec.field(name=one.encode_name, default=one.default)))
    return msgspec.defstruct(kind.__name__, fields, frozen=True, kw_only=True, forbid_unknown_fields=True)


def in_order(folder: Path) -> list[Path]:
    """All YAML files below ``folder``, in an order that does not depend on the machine."""
    return sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix())
