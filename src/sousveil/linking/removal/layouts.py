"""Records and lists known from other editions: a slot with another name in its place, a kind that is missing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sousveil.knowledge.pack import KnownList, Layout, ListedValue, Pack, Slot
from sousveil.linking.graph import Graph, View
from sousveil.linking.lists.scheme import group_of
from sousveil.linking.removal.records import fields_of, is_bare, is_reserved, record_name, size_of
from sousveil.linking.removal.traces import Sign, Trace, joined, spot_of
from sousveil.model.words import SymbolKind

ALIKE = 0.6
"""The share of a layout's other names that must stand in a record of the same name, in the same order."""
TOGETHER = 3
"""Slots in a row that may be called otherwise; more is another part of the record, not a renaming."""
MOST = 2000
"""Fields of a record that is compared."""
LEAST = 2
"""Other values of a published list that must agree."""


class Layouts:
    """Compares what was read with the layouts and lists of a pack."""

    def __init__(self, pack: Pack) -> None:
        self.layouts: dict[str, list[Layout]] = defaultdict(list)
        for layout in pack.layouts:
            for name in (layout.record, *layout.also):
                self.layouts[name.lower()].append(layout)
        self.lists: dict[str, KnownList] = {
            name.lower(): known for known in pack.lists for name in (known.name, *known.also)
        }

    def find(self, graph: Graph) -> Iterator[Trace]:
        """The slots that are called otherwise and the kinds that are missing, over a whole target."""
        if not self.layouts and not self.lists:
            return
        for view in graph.views.values():
            for index, symbol in enumerate(view.reading.symbols):
                if not symbol.name or symbol.kind not in (SymbolKind.RECORD, SymbolKind.ENUM):
                    continue
                name = record_name(symbol.name).lower()
                for layout in self.layouts.get(name, ()):
                    yield from compare(view, index, layout)
                if name in self.lists:
                    yield from self._list(view, index, self.lists[name])

    # lists

    def _list(self, view: View, holder: int, known: KnownList) -> Iterator[Trace]:
        members = dict(_numbered(view, holder))
        agree = [v for v in known.values if v.value in members and _ends(view, members[v.value], v)]
        if len(agree) < LEAST or not members:
            return
        missing = [value for value in known.values if group_of(value.concept) and value not in agree]
        for value in missing:
            there = members.get(value.value)
            if there is None and value.value > max(members):
                continue  # the list of an edition that ends before it
            if there is not None and not _says_nothing(view, there):
                continue
            sign = spot_of(view, holder) if there is None else spot_of(view, there)
            beside = [members[n] for n in (value.value - 1, value.value + 1) if n in members]
            spots, edges = joined(view, sign, -1 if there is None else holder, *beside)
            yield Trace(
                sign=Sign.LIST_HOLE, trait=known.trait, spots=spots, edges=edges,
                written=view.symbol(there).name if there is not None else str(value.value),
                record=record_name(view.symbol(holder).name), published=value.name, entry=known.id,
                offset=value.value, groups=(group_of(value.concept),),
            )  # fmt: skip


def compare(view: View, record: int, layout: Layout) -> Iterator[Trace]:
    """The slots for a trait of a layout that are called otherwise in a record."""
    fields = fields_of(view, record)
    names = [view.symbol(field).name for field in fields]
    if len(names) > MOST or len(set(names)) < len(names):
        return  # no record that a compiler takes
    published = [slot.name.lower() for slot in layout.slots]
    match = SequenceMatcher(None, published, [name.lower() for name in names], autojunk=False)
    others = sum(slot.trait is None for slot in layout.slots)
    alike = sum(layout.slots[i].trait is None for b in match.get_matching_blocks() for i in range(b.a, b.a + b.size))
    if alike < ALIKE * others:
        return
    for tag, i1, i2, j1, j2 in match.get_opcodes():
        if tag != "replace" or i2 - i1 != j2 - j1 or i2 - i1 > TOGETHER or i1 == 0 or i2 == len(published):
            continue
        aligned = not layout.part and i1 == j1 and published[:1] == [names[0].lower()]
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
            if layout.slots[i].trait is not None and _otherwise(view, fields[j], layout.slots[i]):
                offset = _offset(layout.slots, i) if aligned else -1
                yield _renamed(view, record, fields, j, layout, i, offset)


def _otherwise(view: View, field: int, slot: Slot) -> bool:
    """Whether a field that stands in a slot's place is called so that nothing tells what the slot is for."""
    size = size_of(view, field)
    if size and slot.size and size != slot.size:
        return False
    name = view.symbol(field).name
    return is_reserved(name) or not any(tag.concept.startswith("trait/") for tag in view.tag(name))


def _offset(slots: Sequence[Slot], index: int) -> int:
    """The byte at which a slot begins, where the sizes of all before it are known; else -1."""
    sizes = [slot.size for slot in slots[:index]]
    return sum(sizes) if all(sizes) else -1


def _renamed(view: View, record: int, fields: Sequence[int], at: int, layout: Layout, slot: int, offset: int) -> Trace:
    field = fields[at]
    beside = [fields[other] for other in (at - 1, at + 1) if 0 <= other < len(fields)]
    spots, edges = joined(view, spot_of(view, field), record, *beside)
    trait = layout.slots[slot].trait
    assert trait is not None  # noqa: S101 - asked for by the caller
    return Trace(
        sign=Sign.RENAMED, trait=trait, spots=spots, edges=edges, written=view.symbol(field).name,
        record=record_name(view.symbol(record).name), published=layout.slots[slot].name, entry=layout.id,
        between=(layout.slots[slot - 1].name, layout.slots[slot + 1].name), offset=offset,
        bare=is_bare(view, field, fields),
    )  # fmt: skip


def _numbered(view: View, holder: int) -> Iterator[tuple[int, int]]:
    """Value and symbol of each member, counted on from the last written value as C does."""
    following = 0
    for child in view.children.get(holder, ()):
        symbol = view.symbol(child)
        constant = symbol.kind in (SymbolKind.CONSTANT, SymbolKind.FIELD) and symbol.value
        if symbol.unit < 0 or not (symbol.kind is SymbolKind.ENUM_MEMBER or constant):
            continue
        try:
            following = int(symbol.value.strip().rstrip(",;"), 0) if symbol.value.strip() else following
        except ValueError:
            return  # an expression: nothing after it can be counted
        yield following, child
        following += 1


def _ends(view: View, member: int, value: ListedValue) -> bool:
    name = view.symbol(member).name.upper()
    return name == value.name or name.endswith("_" + value.name)


def _says_nothing(view: View, member: int) -> bool:
    """Whether a member stands for no kind: reserved, unknown, or called by its number."""
    symbol = view.symbol(member)
    last = symbol.name.rsplit("_", 1)[-1]
    concepts = view.own_concepts(member)
    if any(concept.startswith("group/") for concept in concepts):
        return False
    return is_reserved(last) or last.isdigit() or last == "" or any(c.startswith("rest/") for c in concepts)
