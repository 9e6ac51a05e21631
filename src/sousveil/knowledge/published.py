"""Facts of published software: layouts of records, lists of kinds, families of models, components and kits.

One YAML file for each, its name the id. Only facts are held (names, order, sizes, values), each with the place in a
public file that it was read from. Names of records and marks are sifted for, since such a file often holds no other
telling word.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from sousveil.knowledge.families import of_model, of_sdk
from sousveil.knowledge.pack import Citation, Component, Concept, KnownList, Layout, ModelFamily, Sdk, Term
from sousveil.knowledge.placing import Fault
from sousveil.knowledge.strict import DATA, at, in_order, plain_of, read_named

SOURCE = "published"
"""The key of the sources of all of these: each entry names its own."""
_SHORTEST = 4


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, in the order of their files."""

    layouts: tuple[Layout, ...]
    lists: tuple[KnownList, ...]
    components: tuple[Component, ...]
    models: tuple[ModelFamily, ...] = ()
    sdks: tuple[Sdk, ...] = ()

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
        taken = {m.text.lower() for component in self.components for m in component.marks}
        for model in self.models:
            for text in dict.fromkeys(name for names in model.tensors for name in names):
                if text.lower() not in taken:
                    yield _term(text, f"model/{model.id}")
        for sdk in self.sdks:
            telling = (name for name in (*sdk.products, *sdk.companies) if " " in name or not name.isascii())
            for text in dict.fromkeys((*sdk.symbols, *telling)):
                yield _term(text, f"sdk/{sdk.id}")

    def concepts(self) -> dict[str, Concept]:
        """A concept for each, so that its terms have a name."""
        named = {f"layout/{each.id}": each.record for each in self.layouts}
        named |= {f"layout/{each.id}": each.name for each in self.lists}
        named |= {f"component/{each.id}": each.name for each in self.components}
        named |= {f"model/{each.id}": each.name for each in self.models}
        named |= {f"sdk/{each.id}": each.name for each in self.sdks}
        return {key: Concept(id=key, name=name) for key, name in named.items()}


def read_published(folder: Path = DATA) -> Published:
    """What stands below ``layouts``, ``components``, ``models`` and ``sdks``. Raises ``KnowledgeError``."""
    lists = [path for path in in_order(folder / "layouts") if path.stem.endswith("-list")]
    layouts = [path for path in in_order(folder / "layouts") if path not in lists]
    for path in (*lists, *layouts):
        _named_for_what_it_is(path)
    models = read_named(in_order(folder / "models"), ModelFamily)
    components = read_named(in_order(folder / "components"), Component)
    return Published(
        layouts=read_named(layouts, Layout), lists=read_named(lists, KnownList), models=models, components=components,
        sdks=read_named(in_order(folder / "sdks"), Sdk),
    )  # fmt: skip


def _named_for_what_it_is(path: Path) -> None:
    """Raises ``KnowledgeError`` where the name of a file says the other of what it holds: a record, or a list."""
    plain = plain_of(path)
    keys = plain.keys() if isinstance(plain, dict) else set()
    named = path.stem.endswith("-list")
    if "list" in keys and not named:
        raise at(path, ("list:",), "holds a list, and its name does not say so", f"Call the file {path.stem}-list.yaml")
    if "record" in keys and named:
        mend = f"Call the file {path.stem.removesuffix('-list')}.yaml"
        raise at(path, ("record:",), "holds a record, and its name is that of a list", mend)


def faults(published: Published, concepts: dict[str, Concept]) -> Iterator[tuple[str, Fault]]:
    """The entry and what is wrong with it, where one is well-formed and still not good enough."""
    components = {one.id for one in published.components}
    for layout in published.layouts:
        yield from ((f"layouts/{layout.id}", fault) for fault in (*_cited(layout.sources), *_of_layout(layout)))
    for known in published.lists:
        yield from ((f"layouts/{known.id}", fault) for fault in (*_cited(known.sources), *_of_list(known, concepts)))
    for component in published.components:
        key = f"components/{component.id}"
        yield from ((key, fault) for fault in _cited(component.sources))
        if not component.marks:
            yield key, Fault(("marks",), "has no mark")
        for at_, mark in enumerate(component.marks):
            if len(mark.text) < _SHORTEST:
                yield key, Fault(("marks", at_, "text"), f"{mark.text!r} is too short")
    for model in published.models:
        yield from ((f"models/{model.id}", fault) for fault in of_model(model, components))
    for sdk in published.sdks:
        yield from ((f"sdks/{sdk.id}", fault) for fault in of_sdk(sdk))


def _cited(sources: tuple[Citation, ...]) -> Iterator[Fault]:
    if not sources:
        yield Fault(("sources",), "has no source for what it says")
    for at_, source in enumerate(sources):
        if source.line < 1 or not (source.commit or source.repository.startswith(("PyPI ", "npm "))):
            yield Fault(("sources", at_), "a source names no line, or neither a commit nor a release")


def _of_list(known: KnownList, concepts: dict[str, Concept]) -> Iterator[Fault]:
    if not known.values:
        yield Fault(("values",), "has no value")
    seen: set[int] = set()
    for at_, one in enumerate(known.values):
        if one.value in seen:
            yield Fault(("values", at_, "value"), "a value stands twice")
        seen.add(one.value)
        if one.concept not in concepts:
            yield Fault(("values", at_, "concept"), f"there is no concept {one.concept}")


def _of_layout(layout: Layout) -> Iterator[Fault]:
    seen: set[str] = set()
    for at_, slot in enumerate(layout.slots):
        if slot.name.lower() in seen:
            yield Fault(("slots", at_), "a slot stands twice")
        seen.add(slot.name.lower())
    if not any(slot.trait for slot in layout.slots):
        yield Fault(("slots",), "no slot is for a trait")
    elif layout.slots[0].trait or layout.slots[-1].trait:
        yield Fault(("slots",), "a slot for a trait has a neighbour on one side only")


def _term(text: str, concept: str) -> Term:
    form = "word" if text.isascii() else "cjk"
    return Term(text=text.lower(), concept=concept, form=form, sift="strong", source=SOURCE)
