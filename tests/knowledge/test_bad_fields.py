"""Every way in which a field of a file of knowledge can be wrong is told by file, line and mend.

The ways are made from the types that the files are read as: a field that no good example has fails, and so does one
whose wrong forms are not told.
"""

import json
import types
from collections.abc import Iterator
from enum import EnumType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

from sousveil.knowledge import lexicon
from sousveil.knowledge.layered import ROOMS
from sousveil.knowledge.linting import lint
from tests.knowledge.good import GOOD, SAID, Steps, laid, written

FREE = frozenset({"id"})
"""Fields that no file has."""
GROUPS = {"words": lexicon.Group, "adds": lexicon.Group}
"""Keys whose values are read apart, since languages stand among them."""


# The types, and what can be wrong with each


def parts(kind: Any) -> list[Any]:
    if get_origin(kind) is Annotated:
        return parts(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return [inner for one in get_args(kind) for inner in parts(one)]
    return [kind]


def fields(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.encode_name: hints[one.name] for one in msgspec.structs.fields(kind) if one.name not in FREE}


def required(kind: Any) -> set[str]:
    return {one.encode_name for one in msgspec.structs.fields(kind) if one.required and one.name not in FREE}


def structs(kind: Any, value: Any, steps: Steps = ()) -> Iterator[tuple[Any, Any, Steps]]:
    """Every map of a good file that is read as a struct, with its type and the way to it."""
    for one in parts(kind):
        origin = get_origin(one)
        if isinstance(one, type) and issubclass(one, msgspec.Struct) and isinstance(value, dict):
            yield one, value, steps
            for key, inner in value.items():
                if key in GROUPS and one in (lexicon.Entry, lexicon.File):
                    lists = {(): inner} if key == "words" else {(name,): of for name, of in inner.items()}
                    for more, groups in lists.items():
                        for number, group in enumerate(groups):
                            yield GROUPS[key], group, (*steps, key, *more, number)
                elif key in fields(one):
                    yield from structs(fields(one)[key], inner, (*steps, key))
        elif origin is dict and isinstance(value, dict):
            for key, inner in value.items():
                yield from structs(get_args(one)[1], inner, (*steps, key))
        elif origin in (list, tuple) and isinstance(value, list):
            for number, inner in enumerate(value):
                yield from structs(get_args(one)[0], inner, (*steps, number))


def words(kind: Any) -> list[str]:
    return [
        str(word) for one in parts(kind)
        for word in (get_args(one) if get_origin(one) is Literal else list(one) if isinstance(one, EnumType) else ())
    ]  # fmt: skip


def wrong_type(kind: Any) -> object:
    """A value of another type, which no strict reader may take for one of this."""
    kinds = parts(kind)
    if any(one is str or get_origin(one) is Literal or isinstance(one, EnumType) for one in kinds):
        return {"a": {"b": 1}} if len(kinds) > 1 else 7
    return "seven"


def below(kind: Any) -> Any:
    """The type of an entry of a list; ``None`` for what is none."""
    return next((get_args(one)[0] for one in parts(kind) if get_origin(one) in (list, tuple)), None)


class Case(msgspec.Struct):
    """One thing that is wrong: where, with what in its place, and where and how that is told."""

    name: str
    file: str
    at: Steps
    value: object = None
    gone: bool = False
    key: bool = False
    """Whether the line of the key is told, and not the one of its value."""
    said: str = ""


def cases() -> Iterator[Case]:
    for file, (kind, good) in GOOD.items():
        for one, value, steps in structs(kind, good):
            where = f"{file}:{'/'.join(map(str, steps))}"
            for key, hint in fields(one).items():
                here = (*steps, key)
                if key in required(one):
                    yield Case(f"{where}:{key}-missing", file, here, gone=True, said=f"Add the key: '{key}: ")
                    if parts(hint) == [str]:
                        yield Case(f"{where}:{key}-blank", file, here, "  ", said="Write")
                if key in value:
                    yield from of_value(f"{where}:{key}", file, here, hint, value[key])
                    yield from of_entries(f"{where}:{key}", file, here, below(hint), value[key])
            yield Case(f"{where}-unknown", file, (*steps, "zzz"), 1, key=True)


def of_value(name: str, file: str, here: Steps, hint: Any, value: object) -> Iterator[Case]:
    """What can be wrong with a value, and with the spelling of its key."""
    key = str(here[-1])
    yield Case(f"{name}-type", file, here, wrong_type(hint))
    yield Case(f"{name}-list", file, here, [[1]])
    if type(None) not in parts(hint):
        yield Case(f"{name}-null", file, here, None)
    if len(key) > 3:
        misspelt = (*here[:-1], key[:-2] + key[-1] + key[-2] if key[-1] != key[-2] else key + "s")
        yield Case(f"{name}-misspelt", file, misspelt, value, key=True, said="Did you mean '")
    if words(hint):
        yield Case(f"{name}-word", file, here, "no-such-word", said=words(hint)[-1])
    if parts(hint) == [int]:
        yield Case(f"{name}-fraction", file, here, 1.5, said="whole number")


def of_entries(name: str, file: str, here: Steps, item: Any, value: object) -> Iterator[Case]:
    """What can be wrong with an entry of a list, put behind those that are good."""
    if item is None or not isinstance(value, list) or not value:
        return
    entry = (*here, len(value))
    if here[-1] not in ("siblings", "near"):
        yield Case(f"{name}-twice", file, entry, value[0], said="Take one of the two out")
    yield Case(f"{name}-entry", file, entry, [[[1]]])
    if words(item):
        yield Case(f"{name}-entry-word", file, entry, "no-such-word", said=words(item)[-1])
    if str in parts(item):
        yield Case(f"{name}-entry-blank", file, entry, " ", said="Write")


CASES = list({case.name: case for case in cases()}.values())


@pytest.fixture
def base(tmp_path):
    return laid(tmp_path)


def changed(case: Case) -> Any:
    value = json.loads(json.dumps(GOOD[case.file][1]))
    inner = value
    for step in case.at[:-1]:
        inner = inner[step]
    last = case.at[-1]
    if case.gone:
        del inner[last]
    elif isinstance(inner, list):
        inner.append(case.value)
    elif case.name.endswith("-misspelt"):
        rest = {key: one for key, one in inner.items() if key != _spelt(inner, str(last))}
        inner.clear()
        inner |= {last: case.value, **rest}
    else:
        inner[last] = case.value
    return value


def _spelt(inner: dict[str, object], misspelt: str) -> str:
    return next(key for key in inner if sorted(key) == sorted(misspelt) or key + "s" == misspelt)


def test_the_base_is_without_fault(base):
    assert lint(base) == []


def test_every_field_has_a_good_example():
    """So that a new one gets its wrong forms too."""
    seen: dict[Any, set[str]] = {}
    for kind, good in GOOD.values():
        for one, value, _ in structs(kind, good):
            seen.setdefault(one, set()).update(value)
    left = {(one.__name__, key) for one, keys in seen.items() for key in fields(one) if key not in keys}
    assert left == set()
    rooms = {file.partition("/")[0] for file in GOOD if "/" in file}
    assert rooms == ROOMS


@pytest.mark.parametrize("file", GOOD)
def test_what_is_wrong_with_a_field_is_told(base, file):
    path, good = base / file, written(GOOD[file][1])[0]
    for case in CASES:
        if case.file != file:
            continue
        text, values, keys = written(changed(case))
        path.write_text(text, "utf-8")
        told = lint(base)
        assert told, f"{case.name}: nothing was told of it"
        found = [SAID.match(one) for one in told]
        assert all(found), (case.name, told)
        assert found[0]["path"] == str(path), (case.name, told)
        line = keys[case.at] if case.key else values[case.at[:-1] if case.gone else case.at]
        assert line in [int(one["line"]) for one in found], (case.name, line, text, told)
        assert any(case.said in one for one in told), (case.name, case.said, told)
    path.write_text(good, "utf-8")


def test_there_are_many_such_cases():
    assert len(CASES) > 1000
