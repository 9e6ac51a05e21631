"""The page of known records, lists, components, models and kits, ``docs/known.md``, printed from the knowledge."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sousveil.knowledge.families import FEWEST_SYMBOLS
from sousveil.knowledge.pack import Citation, Layout, ModelFamily, Reading
from sousveil.knowledge.published import read_published
from sousveil.knowledge.strict import DATA

HEAD = """# Known records, lists, components, models and kits

Printed by `python -m sousveil.knowledge known`; a test holds it to the knowledge. Only facts are kept: names, order,
sizes, values and marks, each with the public file and line that it was read from. They serve to see a slot that is
called otherwise in its place, a kind that is missing from a list, and an engine that is documented to give out a trait.
A trace proves neither presence nor removal; a component that is there need not be used. A file that is like a family of
models is not known to be one of it, and which labels it gives out in which order is not known by that.
"""


def known_page(folder: Path = DATA) -> str:
    """The page, as Markdown."""
    known = read_published(folder)
    out = [HEAD, "## Records\n"]
    for layout in known.layouts:
        part = "A part of the record; others stand before it.\n" if layout.part else ""
        out += [f"### {layout.record}\n", *filter(None, [part]), *_slots(layout), "", *_sources(layout.sources)]
    out.append("## Lists\n")
    for listed in known.lists:
        also = f" (also {', '.join(f'`{name}`' for name in listed.also)})" if listed.also else ""
        values = ", ".join(f"{value.value} `{value.name}`" for value in listed.values)
        out += [f"### {listed.name}\n", f"By {listed.trait.value}{also}: {values}.\n", *_sources(listed.sources)]
    out.append("## Components\n")
    for component in known.components:
        marks = "; ".join(f"{mark.kind} `{mark.text}`" for mark in component.marks)
        out += [f"### {component.name}\n", f"{component.name} {component.says}. Known by: {marks}.\n"]
        out += [f"{limit}\n" for limit in component.limits]
        out += _sources(component.sources)
    out.append("## Families of models\n")
    for model in known.models:
        out += [f"### {model.name[0].upper()}{model.name[1:]}\n", *_model(model), ""]
    out.append("## Kits\n")
    out.append("Told as a fact of whose code a part is, and nothing more.\n")
    for sdk in known.sdks:
        of = f" of {sdk.maker}" if sdk.maker else ""
        by = [f"{FEWEST_SYMBOLS} or more of {', '.join(f'`{name}`' for name in sdk.symbols)}"]
        said = ", ".join(f"`{name}`" for name in (*sdk.companies, *sdk.products))
        by += [f"versions and copyright lines with {said}"] if said else []
        out += [f"### {sdk.name[0].upper()}{sdk.name[1:]}{of}\n", f"Known by: {'; '.join(by)}.\n"]
        out += [*(f"- {_read(source)}" for source in sdk.sources), ""]
    return "\n".join(out)


def _model(model: ModelFamily) -> Iterator[str]:
    heads = "; ".join(
        head.gives + (f" in {head.width}" if head.width else "") + (f" ({head.at})" if head.at else "")
        for head in model.heads
    )
    marks = [*(f"files that begin with `{file}`" for file in model.files)]
    marks += [f"outputs or layers {' and '.join(f'`{name}`' for name in names)}" for names in model.tensors]
    marks += ["its labels in the file or beside it"] if model.by_labels else []
    marks += [f"the component `{model.component}`"] if model.component and not marks else []
    gives = f"Documented to give out {model.trait.value}" if model.trait else "Documented to give out no trait"
    yield f"{gives}: {heads}. Known by: {'; '.join(marks)}.\n"
    if model.disputed:
        yield f"The order of its labels is disputed: {model.disputed}.\n"
    for order in model.orders:
        yield f"- {', '.join(order.labels)}: {_read(order.source)}"
    if model.orders:
        yield ""
    yield from (f"{limit}\n" for limit in model.limits)
    yield from (f"- {_read(source)}" for source in model.sources)


def _read(source: Reading) -> str:
    version = f" at `{source.commit[:12]}`" if source.commit else ""
    line = f", line {source.line}" if source.line else ""
    return f"{source.repository}{version}, `{source.path}`{line}, read on {source.read}"


def _slots(layout: Layout) -> Iterator[str]:
    """A table of the slots; bytes are counted as far as the sizes of all slots before are known."""
    yield "| Byte | Slot | Bytes | Trait | In other editions |"
    yield "| --- | --- | --- | --- | --- |"
    offset: int | None = None if layout.part else 0
    for slot in layout.slots:
        others = ", ".join(f"`{name}`" for name in slot.other_names)
        trait = slot.trait.value if slot.trait else ""
        yield f"| {'' if offset is None else offset} | `{slot.name}` | {slot.size or ''} | {trait} | {others} |"
        offset = offset + slot.size if offset is not None and slot.size else None


def _sources(sources: Iterable[Citation]) -> Iterator[str]:
    for source in sources:
        version = f" at `{source.commit[:12]}`" if source.commit else ""
        yield f"- {source.repository}{version}, `{source.path}`, line {source.line}"
    yield ""
