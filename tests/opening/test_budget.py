import gzip
import struct

import pytest

from sousveil.model.limits import Limits
from tests.opening.looking import look
from tests.samples.opening.gzip import member as gz
from tests.samples.opening.tar import build as tar
from tests.samples.opening.zip import STORED, Item, archive

SMALL = Limits(ratio=20, ratio_from=10_000)


def spent(opened) -> list[str]:
    assert set(opened.codes) <= {"budget-spent", "overlapping-members"}
    for gap in opened.gaps:
        if gap.code == "budget-spent":
            assert gap.could_hide
            assert gap.remedy
    return [gap.detail for gap in opened.gaps if gap.code == "budget-spent"]


def test_ratio_of_a_member():
    opened = look(archive([Item(b"bomb", bytes(1_000_000)), Item(b"b", b"second")]), SMALL)
    (detail,) = spent(opened)
    assert "ratio = 20" in detail
    first = opened.files("zip-member")
    assert first[b"b"] == b"second"
    assert len(first[b"bomb"]) == max(10_000, 20 * len(Item(b"bomb", bytes(1_000_000)).body))


def test_no_ratio_below_its_start():
    opened = look(archive([Item(b"small", bytes(10_000))]), SMALL)
    assert not opened.gaps


def test_out():
    items = [Item(b"%d" % n, bytes([n]) * 4000) for n in range(10)]
    opened = look(archive(items), Limits(out=10_000))
    details = spent(opened)
    assert all("out = 10000" in detail for detail in details)
    assert sum(len(data) for data in opened.files("zip-member").values()) == 10_000
    assert opened.kinds("unknown")


def test_out_counts_stored_members():
    opened = look(tar({b"%d" % n: bytes([n]) * 4000 for n in range(10)}), Limits(out=10_000))
    assert len(spent(opened)) == 1
    assert opened.files("tar-member").keys() == {b"0", b"1"}
    assert opened.gaps[0].size > 30_000


def test_members():
    opened = look(tar({b"%d" % n: b"x" for n in range(10)}), Limits(members=4))
    (detail,) = spent(opened)
    assert "members = 4" in detail
    assert len(opened.files("tar-member")) == 4
    assert sum(len(data) for data in opened.kinds("unknown")) > 3000


def test_depth():
    data = b"deep inside"
    for _ in range(10):
        data = gz(data)
    opened = look(data, Limits(depth=6))
    (detail,) = spent(opened)
    assert "depth = 6" in detail
    assert opened.containers == ["gzip"] * 6
    assert opened.anywhere(b"\x1f\x8b\x08")
    assert look(data, Limits(depth=10)).files() == {None: b"deep inside"}


def test_nested_bomb_ends_early():
    data = bytes(1 << 20)
    for layer in range(5):
        data = archive([Item(b"%d-%d" % (layer, n), data) for n in range(16)])
    assert len(data) < 100_000
    opened = look(data, Limits(ratio_from=1 << 20))
    assert spent(opened)
    assert sum(blob.size for blob in opened.blobs) < 200 << 20


def test_many_names_for_one_body():
    """A bomb without nesting: ten thousand entries that share one local header."""
    item = Item(b"a", bytes(1 << 20))
    central = item.central(0) * 10_000
    data = item.local()
    data += central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 10_000, 10_000, len(central), len(data), 0)
    opened = look(data, Limits(ratio_from=1 << 20, out=64 << 20))
    assert spent(opened)
    assert "overlapping-members" in opened.codes


def test_stored_overlap_counts_too():
    item = Item(b"a", bytes(range(256)) * 4000, STORED)
    central = item.central(0) * 1000
    data = item.local()
    data += central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1000, 1000, len(central), len(data), 0)
    opened = look(data, Limits(out=10 << 20))
    assert spent(opened)
    assert len(opened.kinds("zip-member")) == 10


def test_a_file_that_contains_itself_in_spirit():
    """Every layer gives another archive: only the depth ends it."""
    data = b"end"
    for n in range(40):
        data = archive([Item(b"r.zip", data)]) if n % 2 else gzip.compress(data)
    assert any("depth" in detail for detail in spent(look(data)))


@pytest.mark.parametrize("limits", [Limits(out=0), Limits(members=0), Limits(depth=0)])
def test_no_room_at_all(limits):
    item = Item(b"a", b"member")
    opened = look(archive([item]), limits)
    assert spent(opened)
    assert opened.anywhere(item.body)
