"""unblob is asked where its magic numbers stand; its report is taken for what it is: data from a program of others."""

import json

import pytest

from sousveil.model.limits import Limits
from sousveil.model.place import ExtentState
from sousveil.opening import Blob, open_bytes, restore
from sousveil.opening.formats import recognise
from sousveil.opening.outside import Outside, Result
from sousveil.opening.tools import UNBLOB, find
from sousveil.running import porter
from tests.samples.opening.payload import FILES, MARKERS
from tests.samples.opening.unblob import build

IMAGE = build()


class Wrote(Result):
    def __init__(self, written: dict[bytes, bytes], code: str = "") -> None:
        super().__init__(code, "", other=0)
        self.written = written

    def files(self):
        return ((name, memoryview(data)) for name, data in sorted(self.written.items()))


class Fake(Outside):
    """What unblob would have written, and its report of ``chunks``."""

    def __init__(self, written: dict[bytes, bytes], chunks: list[dict[str, object]] | bytes, code: str = "") -> None:
        super().__init__()
        told = chunks
        if not isinstance(chunks, bytes):
            reports = [{"__typename__": "ChunkReport", "handler_name": "x", **chunk} for chunk in chunks]
            told = json.dumps([{"task": {"depth": 0}, "reports": [{"__typename__": "StatReport"}, *reports]}]).encode()
        self.result = Wrote({b"files/input_extract/" + name: data for name, data in written.items()}, code)
        self.result.written[b"report.json"] = told

    def run(self, *_: object, **__: object) -> Result:
        return self.result


def opened(data: bytes, outside: Outside | None):
    items = list(open_bytes(data, Limits(), outside=outside))
    blobs = [item for item in items if isinstance(item, Blob)]
    for blob in blobs:
        if blob.parent is not None:
            assert restore(blob.parent.data, blob.layer, Limits(), outside) == bytes(blob.data)
    return blobs, [item for item in items if not isinstance(item, Blob)]


def chunk(start: int, end: int, **more: object) -> dict[str, object]:
    return {"start_offset": start, "end_offset": end, **more}


def test_files_are_members_and_the_stretch_is_accounted_for():
    blobs, gaps = opened(IMAGE + b"tail", Fake({b"a/b": b"1", b"0-4096.x": IMAGE}, [chunk(0, len(IMAGE))]))
    assert [(blob.name, bytes(blob.data)) for blob in blobs if blob.layer] == [(b"a/b", b"1"), (None, b"tail")]
    assert [extent.state for extent in blobs[-1].extents] == [ExtentState.VALID, ExtentState.UNKNOWN]
    assert not gaps


def test_what_is_encrypted_or_fails_is_a_gap():
    chunks = [chunk(0, 1000, is_encrypted=True), chunk(1000, 3000, extraction_reports=[{"severity": "ERROR"}])]
    blobs, gaps = opened(IMAGE, Fake({b"a": b"1"}, chunks))
    assert sorted((gap.code, gap.size) for gap in gaps) == [("encrypted", 1000), ("tool-failed", 2000)]
    assert blobs[-1].extents[0].state is ExtentState.ENCRYPTED


@pytest.mark.parametrize(
    "told", [b"", b"[", b"[1]", b'[{"task":{"depth":0},"reports":[{"start_offset":"x"}]}]', b"\xff"]
)
def test_a_report_that_is_none_claims_nothing(told):
    blobs, _ = opened(IMAGE, Fake({b"a": b"1"}, told))
    assert {extent.state for extent in blobs[-1].extents} == {ExtentState.UNKNOWN}


def test_a_report_that_reaches_beyond_is_clipped():
    blobs, _ = opened(IMAGE, Fake({b"a": b"1"}, [chunk(-50, 1 << 60)]))
    assert [(extent.offset, extent.length) for extent in blobs[-1].extents] == [(0, len(IMAGE))]


def test_without_unblob_it_is_named_with_the_command(monkeypatch):
    monkeypatch.setattr(porter, "find", lambda _: {})
    with porter.hired([UNBLOB]) as none:
        _, (gap,) = opened(IMAGE, none)
    assert gap.code == "tool-missing"
    assert "make install-unblob" in gap.remedy
    assert gap.size == len(IMAGE)


@pytest.mark.parametrize(
    ("at", "mark", "is_one"),
    [(0, b"UBI#", True), (0, b"xar!", True), (0x438, b"\x53\xef", True), (3, b"NTFS    ", True), (1, b"UBI#", False)],
)
def test_magic_numbers(at, mark, is_one):
    data = bytearray(b"\1\0\0\0" * 2048)
    data[at : at + len(mark)] = mark
    form = recognise(memoryview(bytes(data)))
    assert (form is not None and form.name == "unblob") is is_one
    assert recognise(memoryview(bytes(data[:4095]))) is None


def test_a_real_image_opens():
    if not find([UNBLOB]):
        pytest.skip("unblob is not installed (make install-unblob)")
    with porter.hired([UNBLOB]) as outside:
        blobs, gaps = opened(IMAGE, outside)
        assert [bytes(blob.data) for blob in blobs if blob.layer] == list(FILES.values())
        assert all(any(marker in bytes(blob.data) for blob in blobs) for marker in MARKERS)
        assert not gaps
        carved, _ = opened(b"\x3a\xff\x26\xed" + bytes(range(250)) * 20 + IMAGE, outside)
        assert {bytes(blob.data) for blob in carved} >= set(FILES.values())
