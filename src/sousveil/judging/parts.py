"""The target as a tree of a few parts: where its bytes lie, how far each was understood, where evidence and gaps are.

It is for a picture of at most ``DEEPEST`` columns and ``MOST`` boxes; what is too small for a box of its own is counted
in one box with its like. Bytes are those of leaves, counted as in :mod:`sousveil.judging.coverage`.
"""

import heapq
from collections.abc import Callable, Iterator, Sequence

from sousveil.judging.coverage import taken_by_parts
from sousveil.model.place import BlobRecord, BlobState
from sousveil.model.report import GapEntry, Part

DEEPEST = 4
MOST = 60
CHILDREN = 14
_STEPS = 16
MOST_NODES = 50_000
"""Beyond as many steps, what is new in a folder is counted together: a target may hold millions of files."""
_SMALL = 90
"""A part under one ninetieth of the whole has no box of its own, unless something in it is quoted or unread."""


_REST = ("", False)
_NO_BYTES = dict.fromkeys(BlobState, 0)


class _Node:
    __slots__ = ("apart", "blobs", "children", "gap", "kind", "merged", "name", "quoted", "shares")

    def __init__(self, name: str, apart: bool = False) -> None:
        self.name, self.apart = name, apart  # ``apart``: it lies in what holds it as in an archive, not a folder
        self.kind = ""
        self.children: dict[tuple[str, bool], _Node] = {}
        self.shares = _NO_BYTES.copy()
        self.blobs = 0
        self.merged = 1 if name else 0
        self.quoted = False
        self.gap: int | None = None

    @property
    def bytes(self) -> int:
        return sum(self.shares.values())

    @property
    def telling(self) -> bool:
        return self.quoted or self.gap is not None


def parts_of(
    name: str,
    records: Sequence[BlobRecord],
    layers: Callable[[int], tuple[str, ...]],
    quoted: frozenset[int],
    gaps: Sequence[GapEntry],
) -> tuple[Part, ...]:
    """The parts, each after the one that holds it; the first is the target.

    ``layers`` gives those of a record by its number, ``quoted`` the numbers of the records that findings quote.
    """
    root = _Node(name)
    room = [MOST_NODES]
    taken = taken_by_parts(records)
    seen: set[str] = set()
    for record in records:
        fresh = record.leaf and not (record.digest and record.digest in seen)
        if record.leaf:
            seen.add(record.digest)
        if record.leaf and not fresh and record.number not in quoted:
            continue
        size = max(record.size - taken.get(record.number, 0), 0) if fresh else 0
        told = record.number in quoted
        for node in (way := list(_way(root, layers(record.number), room))):
            node.shares[record.state] += size
            node.blobs += fresh
            node.quoted |= told
        way[-1].kind = way[-1].kind or record.kind
    for number, gap in enumerate(gaps):
        if gap.could_hide and not gap.accepted and gap.layers:
            for node in _way(root, gap.layers, room):
                node.gap = number if node.gap is None else node.gap
    return tuple(_chosen(_closed_up(root)))


def _way(root: _Node, layers: Sequence[str], room: list[int]) -> Iterator[_Node]:
    """The nodes from the root to where the layers lead, made where they are not there, as far as there is ``room``."""
    node = root
    yield node
    left = _STEPS
    for layer in layers:
        steps = layer.split("/") if "/" in layer else (layer,)
        for at, step in enumerate([step for step in steps if step] or (layer,)):
            left -= 1
            if left < 0:
                return
            inner = node.children.get((step, not at))
            if inner is None and room[0] <= 0:
                inner = node.children.setdefault(_REST, _Node(""))
                inner.merged += 1
                yield inner
                return
            if inner is None:
                room[0] -= 1
                inner = node.children[step, not at] = _Node(step, not at)
            node = inner
            yield node


def _closed_up(node: _Node, top: bool = True) -> _Node:
    """A step that only leads on to one other is joined with it; the target itself only with what is unpacked."""
    node.children = {key: _closed_up(child, top=False) for key, child in node.children.items()}
    while len(node.children) == 1:
        (child,) = node.children.values()
        if not child.name:
            break
        if _unnamed(child.name) or (child.bytes == node.bytes and not top):
            node.name = _joined(node.name, child)
            node.kind = child.kind or node.kind
            node.children = child.children
        else:
            break
    return node


def _joined(name: str, child: _Node) -> str:
    if _unnamed(child.name):
        return name
    return f"{name} › {child.name}" if child.apart else f"{name}/{child.name}"


def _unnamed(name: str) -> bool:
    return name.startswith("<") and name.endswith(">")


def _chosen(root: _Node) -> Iterator[Part]:
    """The largest first, as far as there is room."""
    whole = max(root.bytes, 1)
    kept: list[tuple[_Node, int | None, int]] = [(root, None, 0)]
    waiting = [(-root.bytes, 0)]
    while waiting:
        _, at = heapq.heappop(waiting)
        node, _, depth = kept[at]
        shown = list(_shown(node, whole)) if depth + 1 < DEEPEST else []
        if len(kept) + len(shown) > MOST:
            continue
        for child in shown:
            kept.append((child, at, depth + 1))
            if child.children:
                heapq.heappush(waiting, (-child.bytes - whole * child.telling, len(kept) - 1))
    for node, parent, _ in kept:
        folder = parent is not None and any(not child.apart for child in node.children.values())
        yield Part(
            parent=parent, name=f"{node.name}/" if folder else node.name, kind=node.kind,
            blobs=node.blobs, merged=max(node.merged, 1),
            understood=node.shares[BlobState.UNDERSTOOD], sifted=node.shares[BlobState.SIFTED],
            padding=node.shares[BlobState.PADDING], opaque=node.shares[BlobState.OPAQUE],
            quoted=node.quoted, gap=node.gap,
        )  # fmt: skip


def _shown(node: _Node, whole: int) -> Iterator[_Node]:
    """What gets a box in a node: the telling and the large, then one box for all that is small."""
    children = sorted(node.children.values(), key=lambda one: (-one.telling, -one.bytes, one.name))
    large = [one for one in children if one.name and (one.telling or one.bytes * _SMALL >= whole)][:CHILDREN]
    if not large:
        return
    small = [one for one in children if one not in large]
    yield from sorted(large, key=lambda one: (-one.bytes, one.name))
    if len(small) == 1:
        yield small[0]
    elif small:
        yield _together(small)


def _together(small: Sequence[_Node]) -> _Node:
    one = _Node("")
    for node in small:
        one.merged += node.merged
        one.blobs += node.blobs
        one.quoted |= node.quoted
        one.gap = node.gap if one.gap is None else one.gap
        for state, size in node.shares.items():
            one.shares[state] += size
    return one
