"""The memory of what was read of a mapped file is given back, and what is read again is the same."""

import mmap
import sys

import pytest

from sousveil.model.mapped import give_back


def resident() -> int:
    """Kilobytes of files that are mapped into this process and in memory."""
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no file of ours
        return next(int(line.split()[1]) for line in status if line.startswith("RssFile"))


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux what is in memory")
def test_memory_of_a_map_is_given_back(tmp_path):
    path = tmp_path / "large"
    path.write_bytes(b"words" * (4 << 20))
    with path.open("rb") as file:
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    before = resident()
    assert sum(data[:: mmap.PAGESIZE]) > 0
    held = resident()
    give_back(data[100:200])
    assert held - before > 16 << 10
    assert resident() < held - (16 << 10)
    assert bytes(data[:10]) == b"wordswords"


def test_other_bytes_have_nothing_to_give():
    give_back(memoryview(b"words"))
