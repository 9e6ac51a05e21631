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
from sousveil.knowledge.strict import DATA, in_order, read_named

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
    models = read_named(in_order(folder / "models"), ModelFamily)
    components = read_named(in_order(folder / "components"), Component)
    return Published(
        layouts=read_named(layouts, Layout), lists=read_named(lists, KnownList), models=models, components=components,
        sdks=read_named(in_order(folder / "sdks"), Sdk),
    )  # fmt: skip


def faults(published: Published, concepts: dict[str, Concept]) -> Iterator[tuple[str, str]]:
    """The entry and what is wrong with it, where one is well-formed and still not good enough."""
    for layout in published.layouts:
        yield from ((f"layouts/{layout.id}", what) for what in (*_cited(layout.sources), *_of_layout(layout)))
    for known in published.lists:
        key = f"layouts/{known.id}"
        yield from ((key, what) for what in _cited(known.sources))
        if len({value.value for value in known.values}) != len(known.values):
            yield key, "a value stands twice"
        yield from ((key, f"there is no concept {v.concept}") for v in known.values if v.concept not in concepts)
    for component in published.components:
        key = f"components/{component.id}"
        yield from ((key, what) for what in _cited(component.sources))
        if not component.marks:
            yield key, "has no mark"
        yield from ((key, f"{m.text!r} is too short") for m in component.marks if len(m.text) < _SHORTEST)
    for model in published.models:
        yield from ((f"models/{model.id}", what) for what in of_model(model, {c.id for c in published.components}))
    for sdk in published.sdks:
        yield from ((f"sdks/{sdk.id}", what) for what in of_sdk(sdk))


def _cited(sources: tuple[Citation, ...]) -> Iterator[str]:
    if not sources:
        yield "has no source for what it says"
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


def _term(text: str, concept: str) -> Term:
    form = "word" if text.isascii() else "cjk"
    return Term(text=text.lower(), concept=concept, form=form, sift="strong", source=SOURCE)
