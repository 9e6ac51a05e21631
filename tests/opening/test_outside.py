"""Formats that need a tool of others: what comes out is layers that can be made again, what does not is a gap."""

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sousveil.model.limits import Limits
from sousveil.model.place import ExtentState
from sousveil.opening import Blob, CannotRestoreError, open_bytes, restore, walk
from sousveil.opening import restore as restoring
from sousveil.opening.formats.tooled import by_tool
from sousveil.opening.outside import Outside, Result
from sousveil.opening.sink import NoRoomError
from sousveil.opening.tools import Tool
from sousveil.running import landlock, porter

SCRIPT = """
import os, sys
word = sys._xoptions.get("word")
text = open(sys.argv[1], "rb").read()[8:].decode()
if text.startswith("locked") and word != "right": sys.exit("wrong password")
if text.startswith("bad"): sys.exit(9)
if text.startswith("slow"):
    import time; time.sleep(600)
for part in text.split(";"):
    if part == "link": os.symlink("/etc", "link")
    else: open(part, "w").write(part * 3)
"""
HERE = Path(sys.executable)
TOOL = Tool(
    "joiner",
    (HERE.name,),
    "joiner-package",
    ("-I", "-c", SCRIPT, "{input}"),
    (),
    password=("-X", "word={password}"),
    folders=(str(HERE.parent),),
    needs=(sys.prefix, sys.base_prefix),
)
MAGIC = b"JOINED\0\n"


class Joined:
    """A format of nobody's: after the magic, names of files with ``;`` between."""

    name = "joined"
    also = ("joined",)
    first = MAGIC[:1]
    recognised = "its magic"
    limits = ("None.",)

    def accepts(self, _: memoryview, start: bytes) -> bool:
        return start.startswith(MAGIC)

    def open(self, desk):
        desk.account.claim(0, len(desk.data))
        yield from by_tool(desk, TOOL, self.name, "joined-member", 0, len(desk.data))


@pytest.fixture(autouse=True)
def _joined(monkeypatch):
    form = Joined()
    monkeypatch.setattr(walk, "recognise", lambda data, **_: form if form.accepts(data, bytes(data[:64])) else None)
    monkeypatch.setattr(sys.modules[restoring.__module__], "named", lambda _: form)


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    if sys.platform != "linux" or not landlock.version():
        pytest.skip("tools are only run where Landlock fences them in")
    with porter.hired([TOOL]) as hired:
        yield hired


def opened(text: str, outside: Outside | None, limits: Limits = Limits()):  # noqa: B008 - it cannot change
    items, blobs = [], {}
    for item in open_bytes(MAGIC + text.encode(), limits, outside=outside):
        if isinstance(item, Blob):
            blobs[item.name] = bytes(item.data)
            if item.parent is not None:
                assert item.layer.transform == "again:joined"
                assert restore(item.parent.data, item.layer, limits, outside) == bytes(item.data)
        else:
            items.append(item)
    return blobs, items


def test_members_come_out_sorted_and_can_be_made_again(outside):
    blobs, gaps = opened("b;a", outside)
    assert blobs == {b"a": b"aaa", b"b": b"bbb", None: MAGIC + b"b;a"}
    assert not gaps


def test_links_are_told_and_hide_nothing(outside):
    blobs, (gap,) = opened("a;link", outside)
    assert b"a" in blobs
    assert (gap.code, gap.could_hide) == ("link", ())


def test_a_tool_that_fails_is_a_gap(outside):
    _, (gap,) = opened("bad", outside)
    assert gap.code == "tool-failed"
    assert "exit code 9" in gap.detail
    assert gap.size == len(MAGIC + b"bad")
    assert gap.could_hide


def test_a_tool_that_hangs_is_a_gap(outside):
    _, (gap,) = opened("slow", outside, Limits(tool_seconds=1))
    assert gap.code == "tool-out-of-time"


def test_a_password_is_tried_where_it_fails_without(outside):
    limits = Limits(passwords=("wrong-one", "right"))
    blobs, gaps = opened("locked;a", outside, limits)
    assert b"a" in blobs
    assert not gaps
    _, (gap,) = opened("locked;a", outside, Limits(passwords=("wrong-one",)))
    assert gap.code == "tool-failed"
    assert "wrong-one" not in gap.detail


def test_without_a_porter_it_is_not_run():
    blobs, (gap,) = opened("a", None)
    assert gap.code == "tool-not-run"
    assert list(blobs) == [None]


def test_a_missing_tool_is_named_with_its_package(monkeypatch):
    monkeypatch.setattr(porter, "find", lambda _: {})
    with porter.hired([TOOL]) as none:
        _, (gap,) = opened("a", none)
    assert gap.code == "tool-missing"
    assert "apt-get install joiner-package" in gap.remedy


def test_a_limit_of_members_ends_it(outside):
    blobs, gaps = opened("a;b;c", outside, Limits(members=2))
    assert {gap.code for gap in gaps} == {"tool-stopped"}
    assert len(blobs) == 3


def test_what_cannot_be_read_back_is_a_gap():
    class Full(Result):
        def files(self):
            raise NoRoomError("no memory")
            yield

    class Fake(Outside):
        def run(self, *_: object, **__: object) -> Result:
            return Full("", "")

    _, (gap,) = opened("a", Fake())
    assert gap.code == "no-room-to-spill"


def test_a_layer_is_not_made_again_without_the_tool(outside):
    parent = MAGIC + b"a"
    layer = next(item.layer for item in open_bytes(parent, Limits(), outside=outside) if item.name == b"a")
    with pytest.raises(CannotRestoreError):
        restore(parent, layer, Limits())


def test_every_byte_is_accounted_for(outside):
    container = next(
        item
        for item in itertools.islice(open_bytes(MAGIC + b"a", Limits(), outside=outside), 1, None)
        if item.container
    )
    assert [extent.state for extent in container.extents] == [ExtentState.VALID]
