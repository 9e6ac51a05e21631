import contextlib
import os
import socket
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest

from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.limits import Limits
from sousveil.model.place import BlobState, ExtentState
from sousveil.opening import Blob, Entry, open_entry, survey
from sousveil.opening.store import Store
from tests.opening.looking import LIMITS, look_at, names
from tests.robust.steps import growth, steps
from tests.samples.opening.tar import build as tar_of
from tests.samples.opening.zip import Item, archive

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX file system")


def test_missing_target():
    with pytest.raises(FileNotFoundError):
        survey(Path("/no/such/target"), LIMITS)


def test_single_file(tmp_path):
    (tmp_path / "a.h").write_bytes(b"int a;")
    (entry,) = survey(tmp_path / "a.h", LIMITS)
    assert isinstance(entry, Entry)
    assert (entry.path, entry.size, entry.number, entry.name) == (b"", 6, 0, b"a.h")
    (blob,) = open_entry(entry, LIMITS)
    assert isinstance(blob, Blob)
    assert (bytes(blob.data), blob.name, blob.layer, blob.locator, blob.number) == (b"int a;", b"a.h", None, (), 0)


def test_empty_file_and_empty_folder(tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "none").mkdir()
    opened = look_at(tmp_path)
    assert opened.files() == {b"empty": b""}
    assert not opened.gaps
    (blob,) = opened.blobs
    assert blob.sha256() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@posix
def test_order_is_that_of_find_and_sort(tmp_path):
    for path in ("a/x", "a-b", "a.txt", "a/b/c", "a0", "Z", "z", "a/b.c", "é"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    script = "find . -type f -print0 | LC_ALL=C sort -z"
    found = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, check=True).stdout
    assert [b"./" + name for name in names(tmp_path)] == found.split(b"\0")[:-1]
    assert [entry.number for entry in survey(tmp_path, LIMITS) if isinstance(entry, Entry)] == list(range(9))


@posix
def test_names_that_are_not_utf8(tmp_path):
    name = "民族.h".encode("gb18030")
    (tmp_path / os.fsdecode(name)).write_bytes(b"enum")
    assert names(tmp_path) == [name]
    assert look_at(tmp_path).files() == {name: b"enum"}


@posix
def test_links_are_recorded_never_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("secret")
    target = tmp_path / "target"
    (target / "bin").mkdir(parents=True)
    (target / "bin" / "real").write_text("real")
    for link, to in {
        "inside": "bin/real",
        "folder": "bin",
        "rooted": "/bin/real",
        "dangling": "nothing",
        "up": "../outside",
        "absolute": str(outside),
        "loop": ".",
        "self": "self",
    }.items():
        (target / link).symlink_to(to)
    (target / "bin" / "round").symlink_to("../bin")
    opened = look_at(target)
    assert opened.files() == {b"real": b"real"}
    where = {gap.locator[0].name: gap for gap in opened.gaps}
    assert len(where) == len(opened.gaps) == 9
    outward = {name for name, gap in where.items() if gap.code == "link-outside"}
    assert outward == {b"up", b"absolute"}
    assert all(gap.could_hide == (ALL_STAGES if gap.code == "link-outside" else ()) for gap in opened.gaps)


@posix
def test_target_that_is_a_link_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_text("a")
    (tmp_path / "link").symlink_to("real")
    assert names(tmp_path / "link") == [b"a"]
    (tmp_path / "file").symlink_to("real/a")
    assert look_at(tmp_path / "file").files() == {b"file": b"a"}


@posix
def test_special_files_do_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as listening, contextlib.chdir(tmp_path):
        listening.bind("socket")
        assert look_at(tmp_path).codes == ["special-file", "special-file"]
    assert look_at(tmp_path / "pipe").codes == ["special-file"]


@posix
def test_file_that_becomes_a_pipe_or_a_link(tmp_path):
    for make in (os.mkfifo, lambda path: Path(path).symlink_to("/etc/passwd")):
        file = tmp_path / "file"
        file.write_text("text")
        (entry,) = survey(tmp_path, LIMITS)
        file.unlink()
        make(file)
        assert isinstance(entry, Entry)
        (gap,) = open_entry(entry, LIMITS)
        assert isinstance(gap, Gap)
        assert gap.code in {"special-file", "unreadable"}
        file.unlink()


@contextlib.contextmanager
def nobody():
    """As a user who owns nothing; for somebody who is not root, as that somebody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@posix
def test_unreadable_file_and_folder():
    with tempfile.TemporaryDirectory() as place:
        target = Path(place)
        target.chmod(0o755)
        (target / "readable").write_text("x")
        (target / "secret").write_text("y")
        (target / "secret").chmod(0)
        (target / "closed").mkdir(mode=0)
        try:
            with nobody():
                opened = look_at(target)
        finally:
            (target / "closed").chmod(0o755)
        assert opened.files() == {b"readable": b"x"}
        assert opened.codes == ["unreadable", "unreadable"]
        assert {gap.locator[0].name for gap in opened.gaps} == {b"secret", b"closed"}
        assert all(gap.could_hide and gap.remedy for gap in opened.gaps)


def test_file_that_is_gone(tmp_path):
    (tmp_path / "a").write_text("a")
    (entry,) = survey(tmp_path, LIMITS)
    (tmp_path / "a").unlink()
    assert isinstance(entry, Entry)
    (gap,) = open_entry(entry, LIMITS)
    assert isinstance(gap, Gap)
    assert gap.code == "unreadable"


def _changing(path: Path, change) -> list[Blob | Gap]:
    (entry,) = survey(path, LIMITS)
    assert isinstance(entry, Entry)
    opening = open_entry(entry, LIMITS)
    items = [next(opening)]
    change(path)
    return items + list(opening)


@pytest.mark.parametrize("size", [1000, 3 << 20])
def test_written_to_while_it_is_read(tmp_path, size):
    path = tmp_path / "a"
    path.write_bytes(b"x" * size + b"y")

    def change(path):
        with path.open("r+b") as file:
            file.write(b"z")
        os.utime(path, ns=(1, 1))

    items = _changing(path, change)
    assert isinstance(items[0], Blob)
    assert [item.code for item in items[1:] if isinstance(item, Gap)] == ["changed-while-read"]


@pytest.mark.parametrize("size", [0, 100, 9 << 20])
def test_cut_short_while_it_is_read(tmp_path, size):
    path = tmp_path / "a.tar"
    path.write_bytes(tar_of({b"%d" % n: bytes([n]) * (2 << 20) for n in range(5)}))
    items = _changing(path, lambda path: os.truncate(path, size))
    assert [item.code for item in items if isinstance(item, Gap)] == ["changed-while-read"]
    assert len(items) < 5


@posix
def test_grown_between_listing_and_reading(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x")
    (entry,) = survey(path, LIMITS)
    path.write_bytes(b"x" * 100)
    assert isinstance(entry, Entry)
    (blob,) = open_entry(entry, LIMITS)
    assert isinstance(blob, Blob)
    assert blob.size == 100


def _sparse(path: Path, size: int, parts: dict[int, bytes]) -> None:
    with path.open("wb") as file:
        for at, data in parts.items():
            file.seek(at)
            file.write(data)
        file.truncate(size)
    if path.stat().st_blocks * 512 > size // 2:
        pytest.skip("this file system keeps no holes")


@posix
def test_sparse_file_of_ten_gigabytes(tmp_path):
    path = tmp_path / "image"
    _sparse(path, 10 << 30, {0: b"emRace at the start", 5 << 30: b"emNation in the middle", (10 << 30) - 7: b"the end"})
    assert steps(lambda: look_at(path)) < 10 << 10  # not one for each MiB
    opened = look_at(path)
    runs = opened.kinds("data-run")
    assert [run.strip(b"\0") for run in runs] == [b"emRace at the start", b"emNation in the middle", b"the end"]
    whole = opened.blobs[-1]
    assert whole.container == "sparse"
    padding = sum(extent.length for extent in whole.extents if extent.state is ExtentState.PADDING)
    assert padding > (10 << 30) - (1 << 20)


@posix
def test_sparse_file_without_data(tmp_path):
    path = tmp_path / "image"
    _sparse(path, 10 << 30, {})
    opened = look_at(path)
    assert [blob.state for blob in opened.blobs] == [BlobState.PADDING]


@posix
def test_digests_of_a_sparse_file_are_those_of_its_bytes(tmp_path):
    path = tmp_path / "image"
    _sparse(path, 300 << 20, {0: b"start", 100 << 20: b"middle" * 1000, (300 << 20) - 3: b"end"})
    whole = look_at(path).blobs[-1]
    dense = Blob(whole.data)
    assert whole.runs
    assert (whole.digest, whole.sha256()) == (dense.digest, dense.sha256())


@posix
def test_archive_in_a_sparse_file_is_an_archive(tmp_path):
    path = tmp_path / "a.zip"
    data = archive([Item(b"a", b"member")], stub=b"")
    _sparse(path, 200 << 20, {(200 << 20) - len(data): data})
    assert look_at(path).files("zip-member") == {b"a": b"member"}


def test_large_member_is_spilled(tmp_path):
    text = b"".join(b"line %d\n" % n for n in range(300_000))
    limits = Limits(in_memory=100_000)
    for method in (8, 12, 93, 95):
        path = tmp_path / "a.zip"
        path.write_bytes(archive([Item(b"a", text, method)]))
        assert look_at(path, limits).files("zip-member") == {b"a": text}


@pytest.mark.parametrize("way", ["disk", "memory", "none"])
def test_nowhere_to_spill(tmp_path, monkeypatch, way):
    def no_disk(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sousveil.opening.sink.STORE", Store())  # the one of this process may have its file already
    if way != "disk":
        monkeypatch.setattr(tempfile, "TemporaryFile", no_disk)
    if way == "none":
        monkeypatch.setattr(os, "memfd_create", no_disk, raising=False)
    elif not hasattr(os, "memfd_create"):
        pytest.skip("this system has no files in memory")
    path = tmp_path / "a.zip"
    path.write_bytes(archive([Item(b"a", bytes(range(256)) * 1000), Item(b"b", b"second")]))
    opened = look_at(path, Limits(in_memory=1000))
    assert opened.files("zip-member")[b"b"] == b"second"
    if way == "none":
        assert opened.codes == ["no-room-to-spill"]
    else:
        assert opened.files("zip-member")[b"a"] == bytes(range(256)) * 1000


def test_a_tree_of_three_thousand_small_files_in_a_tar_gz(tmp_path):
    path = tmp_path / "a.tar.gz"

    def work(count: int) -> None:
        with tarfile.open(path, "w:gz") as pack:
            for n in range(count):
                pack.addfile(tarfile.TarInfo(f"d{n % 40}/f{n}.txt"))
        assert len(look_at(path).blobs) == count + 2

    assert growth(work, 750) < 1.5
