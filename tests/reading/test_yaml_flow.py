"""Lists and maps in brackets, in each other, on one line of YAML."""

from sousveil.model.limits import Limits
from sousveil.model.text import Reading
from sousveil.model.words import SymbolKind
from sousveil.reading.registry import recognise

TEXT = """a: {race: [black, "x: y"], "face": {"age": 3, t: "v"}, empty: {}, url: http://x:80/y}
b: ["race", {name: face}, [1, 2]]
files:
  rules.yaml: |
    when: {race: black}
  notes.txt: |
    when: nothing
"""


def read(text: str) -> Reading:
    reader = recognise(text.encode(), "a.yaml")
    assert reader is not None
    (reading,) = (
        item for item in reader.read(memoryview(text.encode()), "a.yaml", [], Limits()) if isinstance(item, Reading)
    )
    return reading


def test_brackets_in_brackets_are_told_apart() -> None:
    symbols = read(TEXT).symbols
    named = {one.name: one for one in symbols if one.name}
    lists = [one for one in symbols if one.name == "race" and one.kind is SymbolKind.ARRAY]
    assert len(lists) == 1
    inside = [one.name for one in symbols if one.parent == symbols.index(lists[0])]
    assert inside == ["black", "x: y"]
    assert symbols[named["age"].parent].name == "face"
    assert named["age"].value == "3"
    assert named["t"].value == "v"
    assert named["url"].value == "http://x:80/y"
    assert named["empty"].kind is SymbolKind.MAP


def test_a_file_that_is_kept_under_its_name_is_read_as_one() -> None:
    symbols = read(TEXT).symbols
    (when,) = [one for one in symbols if one.name == "when"]
    assert symbols[when.parent].name == "rules.yaml"
