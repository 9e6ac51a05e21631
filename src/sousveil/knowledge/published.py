"""Facts of published software: layouts of records, lists of kinds, and components by their marks.

One YAML file for each, its name the id. Only facts are held (names, order, sizes, values), each with the place in a
public file that it was read from. Names of records and marks are sifted for, since such a file often holds no other
telling word.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from sousveil.knowledge.pack import Citation, Component, Concept, KnownList, Layout, ListedValue, Mark, Slot, Term
from sousveil.knowledge.strict import DATA, KnowledgeError, in_order, read
from sousveil.model.words import Trait

SOURCE = "published"
"""The key of the sources of all of these: each entry names its own."""
_SHORTEST = 4


class _LayoutFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    record: str
    slots: tuple[Slot, ...]
    sources: tuple[Citation, ...]
    also: tuple[str, ...] = ()
    part: bool = False


class _ListFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    list: str
    trait: Trait
    values: tuple[ListedValue, ...]
    sources: tuple[Citation, ...]
    also: tuple[str, ...] = ()


class _ComponentFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    name: str
    trait: Trait
    says: str
    marks: tuple[Mark, ...]
    sources: tuple[Citation, ...]
    limits: tuple[str, ...] = ()


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, in the order of their files."""

    layouts: tuple[Layout, ...]
    lists: tuple[KnownList, ...]
    components: tuple[Component, ...]

    def terms(self) -> Iterator[Term]:
        """What is sifted for: names of records and lists, and marks that stand in text. Paths are not text."""
        for layout in self.layouts:
            for name in (layout.record, *layout.also):
                yield _term(name, f"layout/{layout.id}")
        for known in self.lists:
            for name in (known.name, *known.also):
                yield _term(name, f"layout/{known.id}")
        for component in self.components:
            for text in dict.fromkeys(mark.text for mark in component.marks if mark.kind != "package"):
                yield _term(text, f"component/{component.id}")

    def concepts(self) -> dict[str, Concept]:
        """A concept for each, so that its terms have a name."""
        named = {f"layout/{each.id}": each.record for each in self.layouts}
        named |= {f"layout/{each.id}": each.name for each in self.lists}
        named |= {f"component/{each.id}": each.name for each in self.components}
        return {key: Concept(id=key, name=name) for key, name in named.items()}


def read_published(folder: Path = DATA) -> Published:
    """What stands below ``layouts`` and ``components``. Raises ``KnowledgeError``."""
    layouts: list[Layout] = []
    lists: list[KnownList] = []
    for path in in_order(folder / "layouts"):
        if path.stem.endswith("-list"):
            file = read(path, _ListFile)
            lists.append(
                KnownList(
                    id=path.stem,
                    name=file.list,
                    trait=file.trait,
                    values=file.values,
                    sources=file.sources,
                    also=file.also,
                )
            )
        else:
            layouts.append(Layout(id=path.stem, **msgspec.structs.asdict(read(path, _LayoutFile))))
    components = [
        Component(id=path.stem, **msgspec.structs.asdict(read(path, _ComponentFile)))
        for path in in_order(folder / "components")
    ]
    return Published(layouts=tuple(layouts), lists=tuple(lists), components=tuple(components))


def faults(published: Published, concepts: dict[str, Concept]) -> Iterator[str]:
    """One sentence for each entry that is well-formed and still not good enough."""
    for layout in published.layouts:
        yield from (f"{layout.id}: {what}" for what in (*_cited(layout.sources), *_of_layout(layout)))
    for known in published.lists:
        yield from (f"{known.id}: {what}" for what in _cited(known.sources))
        if len({value.value for value in known.values}) != len(known.values):
            yield f"{known.id}: a value stands twice"
        yield from (f"{known.id}: there is no concept {v.concept}" for v in known.values if v.concept not in concepts)
    for component in published.components:
        yield from (f"{component.id}: {what}" for what in _cited(component.sources))
        if not component.marks:
            yield f"{component.id}: has no mark"
        yield from (f"{component.id}: {m.text!r} is too short" for m in component.marks if len(m.text) < _SHORTEST)


def _cited(sources: tuple[Citation, ...]) -> Iterator[str]:
    if not sources:
        yield "has no source"
    for source in sources:
        if source.line < 1 or not (source.commit or source.repository.startswith(("PyPI ", "npm "))):
            yield "a source names no line, or neither a commit nor a release"


def _of_layout(layout: Layout) -> Iterator[str]:
    names = [slot.name.lower() for slot in layout.slots]
    if len(set(names)) != len(names):
        yield "a slot stands twice"
    if not any(slot.trait for slot in layout.slots):
        yield "no slot is for a trait"
    elif layout.slots[0].trait or layout.slots[-1].trait:
        yield "a slot for a trait has a neighbour on one side only"


def checked(published: Published, concepts: dict[str, Concept], folder: Path) -> Published:
    """The same, where there is no fault in it. Raises ``KnowledgeError`` with the first."""
    for fault in faults(published, concepts):
        raise KnowledgeError(f"{folder}: {fault}")
    return published


def _term(text: str, concept: str) -> Term:
    return Term(text=text.lower(), concept=concept, sift="strong", source=SOURCE)
