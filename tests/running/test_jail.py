"""What a worker can still do when it is confined, seen from inside."""

import ctypes
import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from sousveil.model.limits import Limits
from sousveil.running import jail, landlock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are confined on Linux only")


def inside(readable: list[Path], *attempts: Callable[[], object]) -> tuple[list[str], list[str]]:
    """What each attempt came to in a confined child: ``"done"`` or the name of its error; and the missing fences."""
    out, into = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if not child:
        try:
            _, missing = jail.confine(parent, readable, Limits(), 1 << 20)
            results = [";".join(missing)]
            for attempt in attempts:
                try:
                    attempt()
                    results.append("done")
                except Exception as why:  # noqa: BLE001 - whatever it is
                    results.append(type(why).__name__)
            os.write(into, "\n".join(results).encode())
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        missing, *results = pipe.read().split("\n")
    os.waitpid(child, 0)
    return results, [one for one in missing.split(";") if one]


@pytest.fixture
def fenced():
    if not landlock.version():
        pytest.skip("this kernel has no Landlock")


@pytest.mark.usefixtures("fenced")
def test_no_fence_is_missing_where_the_kernel_has_them():
    assert inside([])[1] == []


@pytest.mark.usefixtures("fenced")
def test_nothing_can_be_written(tmp_path):
    old = tmp_path / "old"
    old.write_text("as it was")
    results, _ = inside(
        [tmp_path],
        lambda: Path("/etc/passwd").open("a"),  # noqa: SIM115 - it must not come to that
        lambda: (tmp_path / "new").write_text("x"),
        lambda: old.open("r+"),
        lambda: os.truncate(old, 0),
        old.unlink,
        (tmp_path / "folder").mkdir,
        lambda: (tmp_path / "link").symlink_to("/etc"),
    )
    assert results == ["PermissionError"] * 7
    assert old.read_text() == "as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.usefixtures("fenced")
def test_only_the_target_can_be_read(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside/a").write_text("a")
    (tmp_path / "outside").write_text("b")
    results, _ = inside(
        [tmp_path / "inside"],
        (tmp_path / "inside/a").read_text,
        lambda: list((tmp_path / "inside").iterdir()),
        (tmp_path / "outside").read_text,
        Path("/etc/passwd").read_text,
        lambda: list(Path("/").iterdir()),
    )
    assert results == ["done", "done", "PermissionError", "PermissionError", "PermissionError"]


def test_nobody_can_be_reached():
    results, _ = inside(
        [],
        lambda: socket.create_connection(("127.0.0.1", 9), 1),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        lambda: socket.socket(socket.AF_UNIX),
        lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - it must not come to that
        lambda: os.kill(os.getppid(), 0),
    )
    assert results == ["PermissionError"] * 5


def test_what_a_worker_needs_still_works():
    def thread() -> None:
        worker = threading.Thread(target=lambda: None)
        worker.start()
        worker.join()

    def late_import() -> None:
        for name in [name for name in sys.modules if name.startswith("tree_sitter_java")]:
            del sys.modules[name]
        __import__("tree_sitter_java")

    results, _ = inside([], thread, late_import, lambda: bytearray(1 << 28), lambda: os.memfd_create("spill"))
    assert results == ["done"] * 4


def test_memory_ends_somewhere():
    results, _ = inside([], lambda: bytearray(1 << 40))
    assert results == ["MemoryError"]


def test_a_child_dies_with_its_parent():
    alive, into = os.pipe()
    ready, say = os.pipe()
    middle = os.fork()
    if not middle:
        parent = os.getpid()
        if not os.fork():
            jail.confine(parent, [], Limits(), 0)
            os.write(say, b"confined")
            threading.Event().wait(60)  # until it is ended
        else:
            os.read(ready, 8)
        os._exit(0)
    os.close(into)
    os.waitpid(middle, 0)
    assert os.read(alive, 1) == b""  # the last holder of the other end is gone
    for descriptor in (alive, ready, say):
        os.close(descriptor)


def test_missing_fences_are_one_gap_that_hides_nothing():
    gap = jail.missing_gap(["landlock (no)", "system call filter (no)"])
    assert (gap.code, gap.could_hide) == ("no-jail", ())
    assert "landlock" in gap.detail
    assert "system call filter" in gap.detail


def test_a_filter_that_the_kernel_refuses_is_missing(monkeypatch):
    def refuse() -> None:
        raise OSError(ctypes.get_errno(), "refused")

    monkeypatch.setattr("sousveil.running.seccomp.restrict", refuse)
    monkeypatch.setattr("sousveil.running.landlock.version", lambda: 0)
    _, missing = inside([])
    assert [fence.split(" (")[0] for fence in missing] == ["landlock ", "system call filter"]
