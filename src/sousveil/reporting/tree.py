"""What is inside a target, as a picture of lines, or as JSON."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from sousveil.model.examined import Examined
from sousveil.model.gap import Gap
from sousveil.model.place import BlobRecord, BlobState, Extent, ExtentState, Layer
from sousveil.reporting.measure import pad
from sousveil.reporting.measure import width as columns
from sousveil.reporting.page import Page
from sousveil.reporting.words import number, size

_SIZE, _KIND, _EXTENT, _DIGEST = 10, 14, 26, 12
_LEAST_NAME = 24
_RAILS = {True: ("├─ ", "└─ ", "│  ", "   "), False: ("|- ", "`- ", "|  ", "   ")}
_MARKS = {BlobState.OPAQUE: "closed", BlobState.PADDING: "padding"}


class Tree:
    """The blobs and gaps of one target, joined by what lies in what."""

    def __init__(self, name: str, blobs: Sequence[Examined], gaps: Sequence[Gap]) -> None:
        self.name = name
        self.gaps = gaps
        self.records = {one.record.number: one.record for one in blobs}
        self.inside: defaultdict[int, list[BlobRecord]] = defaultdict(list)
        for record in self.records.values():
            self.inside[record.parent].append(record)
        self._at = {self.locator(record): record.number for record in self.records.values()}
        self.told: defaultdict[int, list[Gap]] = defaultdict(list)
        for gap in gaps:
            self.told[self._holder(gap.locator)].append(gap)

    def locator(self, record: BlobRecord) -> tuple[Layer, ...]:
        """The layers from the outermost file inwards."""
        layers: list[Layer] = []
        step: BlobRecord | None = record
        while step is not None:
            if step.layer is not None:
                layers.append(step.layer)
            step = self.records.get(step.parent)
        return tuple(reversed(layers))

    def known(self, locator: tuple[Layer, ...]) -> bool:
        """Whether a blob lies there."""
        return locator in self._at

    def _holder(self, locator: tuple[Layer, ...]) -> int:
        """The number of the innermost blob on the way to a gap, -1 for the target itself."""
        for end in range(len(locator), -1, -1):
            found = self._at.get(locator[:end])
            if found is not None:
                return found
        return -1


def tree_page(tree: Tree, *, width: int, colour: bool, unicode: bool, depth: int = 0) -> str:
    """The picture: a line for each blob, run of padding and gap. ``depth`` is how many levels are drawn, 0 for all."""
    page = Page(width, colour=colour, unicode=unicode)
    _Picture(tree, page, depth).draw()
    return page.whole()


class _Picture:
    def __init__(self, tree: Tree, page: Page, depth: int) -> None:
        self._tree = tree
        self._page = page
        self._depth = depth
        self._rails = _RAILS[page.unicode]
        rest = page.width - _SIZE - _KIND - _DIGEST - 3
        self._with_extent = rest - _EXTENT - 1 >= _LEAST_NAME
        self._name = rest - (_EXTENT + 1 if self._with_extent else 0)

    def draw(self) -> None:
        """The target, then what is in it."""
        tops = self._tree.inside[-1]
        single = tops[0] if len(tops) == 1 and tops[0].layer is None else None
        # A set that was put together is shown with its parts, which are its bytes.
        files = [record for record in tops if record.layer is None or record.layer.kind != "joined-parts"]
        total = sum(record.size for record in files)
        if single is not None:
            self._blob(single, self._tree.name, "", "")
        else:
            note = f"{number(len(files))} files, {size(total)}"
            self._page.line(f"{self._page.foreign(self._tree.name)}  {note}", style="bold")
        self._below(-1 if single is None else single.number, "", 1)
        if single is not None:
            for gap in self._tree.told[-1]:
                self._gap(gap, "")
        self._page.line()
        blobs, leaves = len(self._tree.records), sum(record.leaf for record in self._tree.records.values())
        opened = f"{number(blobs)} parts, {number(blobs - leaves)} of them opened further, {number(leaves)} as they are"
        shut = sum(gap.count for gap in self._tree.gaps if gap.could_hide)
        self._page.text(f"{opened}; {number(shut)} could not be opened or read to the end.")

    def _below(self, holder: int, rail: str, depth: int) -> None:
        parts = list(_parts(self._tree, holder))
        if self._depth and depth > self._depth and parts:
            self._page.line(f"{rail}{self._rails[1]}{number(len(parts))} parts are not drawn", style="dim")
            return
        branch, last, on, off = self._rails
        for place, part in enumerate(parts):
            end = place == len(parts) - 1
            here = rail + (last if end else branch)
            if isinstance(part, Gap):
                self._gap(part, here)
            elif isinstance(part, Extent):
                note = f"padding, {size(part.length)} at {part.offset:#x}"
                self._page.line(self._page.fit(here + note, self._page.width), style="dim")
            else:
                layer = part.layer
                name = f"<{layer.kind if layer else part.kind}>"
                if layer is not None and layer.name:
                    name = layer.name.decode("utf-8", "backslashreplace")
                self._blob(part, name, here, rail)
                self._below(part.number, rail + (off if end else on), depth + 1)

    def _blob(self, record: BlobRecord, name: str, here: str, rail: str) -> None:
        del rail
        page = self._page
        room = self._name - columns(here)
        shown = page.fit(page.foreign(name), max(room, 8))
        kind = _MARKS.get(record.state, record.kind) if record.leaf else record.kind
        line = pad(here + shown, self._name)
        line += f" {size(record.size):>{_SIZE}} {page.fit(kind or '-', _KIND):<{_KIND}}"
        if self._with_extent:
            extent = record.layer.extent if record.layer is not None else None
            line += " " + pad("" if extent is None else page.fit(f"{extent[0]:#x}+{extent[1]}", _EXTENT), _EXTENT)
        page.line(f"{line} {(record.sha256 or record.digest)[:_DIGEST]}", style="" if record.leaf else "bold")

    def _gap(self, gap: Gap, here: str) -> None:
        page = self._page
        said = page.words.say(f"gap.{gap.code}")
        inner = gap.locator[-1].name if gap.locator and not self._tree.known(gap.locator) else None
        where = f"{inner.decode('utf-8', 'backslashreplace')}: " if inner else ""
        detail = f" ({gap.detail})" if gap.detail else ""
        text = page.foreign(f"{where}{said}{detail}")
        page.line(page.fit(f"{here}! {text}", page.width), style="ochre")


def _parts(tree: Tree, holder: int) -> Iterator[BlobRecord | Extent | Gap]:
    """What is drawn beneath a blob: its members where they lie, runs of padding between them, then its gaps."""
    padding: list[Extent] = []
    record = tree.records.get(holder)
    if record is not None:
        padding = [extent for extent in record.extents if extent.state is ExtentState.PADDING]
    members = sorted(tree.inside[holder], key=_order)
    yield from members
    yield from padding
    yield from tree.told[holder]


def _order(record: BlobRecord) -> tuple[int, int]:
    at = record.layer.extent[0] if record.layer is not None and record.layer.extent is not None else 0
    return at, record.number


def tree_json(trees: Sequence[Tree]) -> bytes:
    """All of it: each blob with its layer, its extents, both digests; each gap with its layers."""
    whole = {
        "schema": 1,
        "targets": [{"name": tree.name, "blobs": _blobs(tree), "gaps": _gaps(tree)} for tree in trees],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _blobs(tree: Tree) -> list[dict[str, object]]:
    return [
        {
            "number": record.number,
            "parent": record.parent if record.parent >= 0 else None,
            **_layer(record.layer),
            "size": record.size,
            "blake3": record.digest,
            "sha256": record.sha256,
            "read_as" if record.leaf else "opened_as": record.kind,
            "state": record.state,
            "extents": [[extent.offset, extent.length, extent.state] for extent in record.extents],
        }
        for record in sorted(tree.records.values(), key=lambda one: one.number)
    ]


def _layer(layer: Layer | None) -> dict[str, object]:
    if layer is None:
        return {}
    name = layer.name or b""
    return {
        "kind": layer.kind,
        "name": name.decode("utf-8", "backslashreplace"),
        "name_hex": name.hex(),
        "index": layer.index,
        "extent": layer.extent,
        "transform": layer.transform,
    }


def _gaps(tree: Tree) -> list[dict[str, object]]:
    return [
        {
            "code": gap.code,
            "step": gap.step,
            "layers": [_layer(layer) for layer in gap.locator],
            "bytes": gap.size,
            "could_hide": gap.could_hide,
            "remedy": gap.remedy,
            "detail": gap.detail,
            "count": gap.count,
        }
        for gap in tree.gaps
    ]
