"""Opens bytes or files and keeps what came, with the properties that always hold."""

import os
from pathlib import Path

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import ExtentState
from sousveil.opening import Blob, Entry, open_bytes, open_entry, restore, survey
from sousveil.opening.account import exact
from sousveil.opening.blob import all_equal

LIMITS = Limits()


class Opened:
    def __init__(self, items: list[Blob | Gap], limits: Limits) -> None:
        self.blobs = [item for item in items if isinstance(item, Blob)]
        self.gaps = [item for item in items if isinstance(item, Gap)]
        self.leaves = [blob for blob in self.blobs if blob.leaf]
        check(self.blobs, limits)

    @property
    def codes(self) -> list[str]:
        return sorted(gap.code for gap in self.gaps)

    @property
    def containers(self) -> list[str]:
        return [blob.container or blob.parts_of for blob in self.blobs if blob.container or blob.parts_of]

    def files(self, kind: str = "") -> dict[bytes | None, bytes]:
        return {
            blob.name: bytes(blob.data) for blob in self.leaves if not kind or (blob.layer and blob.layer.kind == kind)
        }

    def kinds(self, kind: str) -> list[bytes]:
        return [bytes(blob.data) for blob in self.leaves if blob.layer is not None and blob.layer.kind == kind]

    def anywhere(self, needle: bytes) -> bool:
        return any(needle in bytes(blob.data) for blob in self.leaves)


def check(blobs: list[Blob], limits: Limits) -> None:
    """What holds of every tree of blobs."""
    numbers = [blob.number for blob in blobs]
    assert len(set(numbers)) == len(numbers)
    seen: set[int] = set()
    for blob in blobs:
        seen.add(blob.number)
        if blob.parent is not None:
            assert blob.parent.number < blob.number
            assert blob.parent.number not in seen, "a container comes after its members"
            assert blob.layer is not None
            assert blob.layer.extent is not None
            assert blob.locator == (*blob.parent.locator, blob.layer)
            assert restore(blob.parent.data, blob.layer, limits) == bytes(blob.data)
        assert blob.data.readonly
        if blob.leaf:
            assert not blob.extents
            continue
        assert exact(blob.extents, blob.size)
        for extent in blob.extents:
            stretch = blob.data[extent.offset : extent.offset + extent.length]
            if extent.state is ExtentState.PADDING:
                assert all_equal(stretch)
            if extent.state is ExtentState.UNKNOWN:
                place = (extent.offset, extent.length)
                assert any(
                    b.parent is blob and b.layer and b.layer.kind == "unknown" and b.layer.extent == place
                    for b in blobs
                )


def look(data: bytes, limits: Limits = LIMITS, name: bytes | None = None) -> Opened:
    return Opened(list(open_bytes(data, limits, name)), limits)


def look_at(target: Path | str, limits: Limits = LIMITS) -> Opened:
    items: list[Blob | Gap] = []
    for found in survey(Path(target), limits):
        if isinstance(found, Entry):
            items += open_entry(found, limits)
        else:
            items.append(found)
    return Together(items)


class Together(Opened):
    """Of several outermost files: each is checked on its own elsewhere, for numbers begin again in each."""

    def __init__(self, items: list[Blob | Gap]) -> None:
        self.blobs = [item for item in items if isinstance(item, Blob)]
        self.gaps = [item for item in items if isinstance(item, Gap)]
        self.leaves = [blob for blob in self.blobs if blob.leaf]


def names(target: Path) -> list[bytes]:
    return [found.path for found in survey(target, LIMITS) if isinstance(found, Entry)]


def raw(path: Path, *parts: bytes) -> bytes:
    return b"/".join([os.fsencode(path), *parts])
