"""Reading YAML strictly: what is wrong is told by file and line, with what would mend it."""

import difflib
import re
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import EnumType
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec
import yaml

from sousveil.knowledge.parsing import Flaw, Parsed, parsed, text_of
from sousveil.knowledge.placing import Steps

DATA = Path(__file__).parent / "data"
MERGED = "sousveil-knowledge-"
"""How the name of a folder begins in which links lead to the files of several."""
T = TypeVar("T")
_AT = re.compile(r"^(?P<what>.*?)(?: - at (?P<key>`key` in )?`\$(?P<path>[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]|(\[\.\.\.\])")
_ANY = "[...]"
"""A step to some value of a map, as a message has it."""
_KEY = "`key`"
"""A step to the first key of a map that is no text."""
_MENDS = (
    ("Expected `str`, got", "Put the value in quotation marks"),
    ("Expected `str`", "Put the key in quotation marks"),
    ("Expected `int` >=", "Write a number that is not smaller"),
    ("Expected `int`", "Write a whole number, without quotation marks"),
    ("Expected `bool`", "Write true or false"),
    ("Expected `array`", "Write a list: [one, two], or a line that begins with '- ' for each"),
    ("Expected `object`", "Write keys with values: 'key: value'"),
    ("Expected `object | str`", "Write the name of a condition, or keys with values"),
    ("Expected `array | str`", "Write a list, or the word"),
    ("is empty", "Write something there, or take the key out where it may be left out"),
)
"""What would mend a message that begins so."""


class KnowledgeError(ValueError):
    """An entry is not as it must be; the message names the file, the line and the mend."""


def shown(path: Path) -> Path:
    """The path as whoever wrote the file knows it: a file of a merged folder is a link to theirs."""
    merged = any(part.startswith(MERGED) for part in path.parts)
    return path.readlink() if merged and path.is_symlink() else path


def read(path: Path, kind: type[T]) -> T:
    """The file as ``kind``. Raises :class:`KnowledgeError`."""
    told = _parsed(path)
    try:
        value = msgspec.convert(told.plain, kind, strict=True)
    except msgspec.ValidationError as why:
        what, steps = _told(str(why))
        steps = _known(steps, told.plain, kind)
        line = line_of(told.node, [*steps, *_named(what)])
        raise KnowledgeError(f"{shown(path)}:{line}: {what}. {_mend(what, _hints(kind, steps), steps)}") from why
    for blank in _blanks(value, ()):
        raise at(path, blank, f"{'an entry' if isinstance(blank[-1], int) else blank[-1]} is empty")
    return value


def readable(path: Path) -> str:
    """The text of a file. Raises :class:`KnowledgeError`."""
    try:
        return text_of(path)
    except Flaw as why:
        raise KnowledgeError(f"{shown(path)}:{why.line}: {why}") from why


def plain_of(path: Path) -> object:
    """What a file holds, before it is asked whether that is as it must be. Raises :class:`KnowledgeError`."""
    return _parsed(path).plain


def wrong(path: Path, steps: Steps, message: str, kind: object) -> KnowledgeError:
    """The error of a part of a file, at the end of ``steps``, that is no ``kind``, by the message of its check."""
    what, more = _told(message)
    here = [*steps, *more, *_named(what)]
    mend = _mend(what, _hints(kind, more), more).removesuffix(".")
    return KnowledgeError(placed_at(path, here, what, mend))


def _parsed(path: Path) -> Parsed:
    try:
        return parsed(readable(path))
    except Flaw as why:
        raise KnowledgeError(f"{shown(path)}:{why.line}: {why}") from why


def at(path: Path, steps: Steps, what: str, mend: str = "") -> KnowledgeError:
    """The error of a value of a file that can be read, at the end of ``steps``."""
    return KnowledgeError(placed_at(path, steps, what, mend))


def placed_at(path: Path, steps: Steps, what: str, mend: str = "") -> str:
    """What is wrong, with the file, the line of the value at the end of ``steps``, and the mend."""
    mend = mend or next((mend for words, mend in _MENDS if words in what), "See docs/writing-rules.md")
    return f"{shown(path)}:{line_at(path, steps)}: {what}. {mend}{'' if mend.endswith('?') else '.'}"


def line_at(path: Path, steps: Steps) -> int:
    """The line of a value of a file; 1 where the file cannot be read."""
    try:
        return line_of(parsed(text_of(path)).node, steps)
    except Flaw:
        return 1


def _told(message: str) -> tuple[str, list[str | int]]:
    """What is wrong, and the way to where it is."""
    match = _AT.match(message)
    what, path = (match["what"], match["path"] or "") if match else (message, "")
    steps: list[str | int] = [int(n) if n else key or any_ for key, n, any_ in _STEP.findall(path)]
    return (f"{what}, as a key", [*steps, _KEY]) if match and match["key"] else (what, steps)


def _named(what: str) -> list[str]:
    """The key that a message names, where it is one that stands there and should not."""
    named = re.search(r"unknown field `([^`]+)`", what)
    return [f"{named[1]}:"] if named else []


def line_of(node: yaml.Node | None, steps: Steps) -> int:
    """The line of the value at the end of ``steps``, as far as they lead; a last step ``key:`` means the key itself."""
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            names = {name.value: (name, value) for name, value in node.value if isinstance(name, yaml.ScalarNode)}
            odd = [name for name, _ in node.value if not name.tag.endswith(":str")]
            if step == _KEY and odd:
                return int(odd[0].start_mark.line) + 1
            if isinstance(step, str) and step.endswith(":") and step not in names and step[:-1] in names:
                return int(names[step[:-1]][0].start_mark.line) + 1
            below = names[step][1] if step in names else None
        else:
            inner = node.value if isinstance(node, yaml.SequenceNode) else []
            below = inner[step] if isinstance(step, int) and step < len(inner) else None
        if below is None:
            break
        node = below
    return int(node.start_mark.line) + 1 if node is not None else 1


def _known(steps: Steps, plain: object, kind: object) -> list[str | int]:
    """The steps with the key of a map where a message says only that it is some value of it."""
    out: list[str | int] = []
    for step in steps:
        if step == _ANY and isinstance(plain, dict):
            hint = next(iter(_hints(kind, [*out, _ANY])), Any)
            step = next((key for key, value in plain.items() if not _fits(value, hint)), _ANY)  # noqa: PLW2901
        out.append(step)
        if isinstance(plain, dict):
            plain = plain.get(step)
        else:
            plain = plain[step] if isinstance(plain, list) and isinstance(step, int) and step < len(plain) else None
    return out


def _fits(value: object, hint: object) -> bool:
    try:
        msgspec.convert(value, cast("Any", hint), strict=True)
    except msgspec.ValidationError:
        return False
    return True


def _hints(kind: object, steps: Steps) -> list[Any]:
    """The types that a value at the end of ``steps`` may have."""
    kinds = _each(kind)
    for step in steps:
        kinds = [inner for one in kinds for below in _below(one, step) for inner in _each(below)]
    return kinds


def _each(kind: object) -> list[Any]:
    """The members of a union; else the type alone."""
    if get_origin(kind) is Annotated:
        return _each(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return [inner for one in get_args(kind) for inner in _each(one)]
    return [kind]


def _below(kind: Any, step: str | int) -> Iterator[object]:  # noqa: ANN401 - a type, as it is written
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(step, int) and origin in (list, tuple):
        yield arguments[0]
    elif origin is dict:
        yield arguments[1]
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        names = {field.encode_name: field.name for field in msgspec.structs.fields(kind)}
        if step in names:
            yield get_type_hints(kind, include_extras=True)[names[str(step)]]


def _mend(what: str, kinds: Sequence[Any], steps: Steps) -> str:
    if what.endswith(", as a key"):
        return "Put the key in quotation marks."
    if keyed := _mend_of_key(what, kinds):
        return keyed
    words = [str(word) for one in kinds for word in _words(one)]
    if "Invalid enum value" in what and words:
        return f"Write one of {', '.join(words)}."
    mend = max((pair for pair in _MENDS if pair[0] in what), key=lambda pair: len(pair[0]), default=("", ""))[1]
    if words and mend:
        return f"{mend}, one of {', '.join(words)}."
    return f"{mend or f'See docs/writing-rules.md, at {steps}'}."


def _mend_of_key(what: str, kinds: Sequence[Any]) -> str:
    """What mends a key that is missing, or that there is not."""
    structs = [one for one in kinds if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    keys = [field.encode_name for one in structs for field in msgspec.structs.fields(one)]
    if (named := re.search(r"unknown field `([^`]+)`", what)) and keys:
        near = difflib.get_close_matches(named[1], keys, 1)
        if near:
            return f"Did you mean '{near[0]}'? Else take the key out."
        if named[1] == "id":
            return "Take the key out: the name of the file is the id."
        return f"Take the key out; there are {', '.join(keys)}."
    if missing := re.search(r"missing required field `([^`]+)`", what):
        return f"Add the key: '{missing[1]}: ...'."
    return ""


def _words(kind: Any) -> Iterable[object]:  # noqa: ANN401 - a type, as it is written
    """The words that a value may be, where these are few."""
    if get_origin(kind) is Literal:
        return [word for word in get_args(kind) if word != ""]
    return list(cast("Iterable[object]", kind)) if isinstance(kind, EnumType) else ()


def _blanks(value: object, steps: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The ways to texts that must be there, and say nothing; to blank entries of lists."""
    if isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(type(value)):
            inner, here = getattr(value, field.name), (*steps, field.encode_name)
            if isinstance(inner, str) and not inner.strip() and field.required:
                yield here
            yield from _blanks(inner, here)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _blanks(inner, (*steps, key))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            if isinstance(inner, str) and not inner.strip():
                yield (*steps, number)
            yield from _blanks(inner, (*steps, number))


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
