"""What is inside, as people see it and as programs read it."""

import hashlib
import json
import random

import pytest

from sousveil.reporting.measure import width
from tests.cli.calling import call
from tests.opening.locking import aes
from tests.opening.test_randomness import encrypted
from tests.samples.opening.zip import Item, archive

INNER = archive([Item(b"deep.txt", b"text of it")])
HOSTILE = "evil\x1b[2J\u202egnp.txt".encode()


@pytest.fixture
def nest(tmp_path):
    path = tmp_path / "nest.zip"
    items = [Item(b"in/inner.zip", INNER), Item(HOSTILE, b"name"), aes(b"shut.txt", b"s", b"word")]
    path.write_bytes(archive(items, stub=bytes(64)))
    return path


def test_it_is_drawn_with_sizes_digests_and_what_is_shut(nest):
    done = call("tree", nest)
    assert done.returncode == 3
    lines = done.stdout.splitlines()
    (inner,) = [line for line in lines if "in/inner.zip" in line]
    assert hashlib.sha256(INNER).hexdigest()[:12] in inner
    (deep,) = [line for line in lines if "deep.txt" in line]
    assert "10 bytes" in deep
    assert deep.index("deep.txt") > inner.index("in/inner.zip")
    assert any("shut.txt: encrypted" in line for line in lines)
    assert any("padding" in line and "64 bytes" in line for line in lines)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert max(width(line) for line in lines) <= 100


def test_a_password_opens_it(nest):
    done = call("tree", "--password", "word", nest)
    assert done.returncode == 0
    assert "word" not in done.stdout.replace("password", "")


def test_levels_can_be_left_out(nest):
    done = call("tree", "--depth", "1", nest)
    assert "in/inner.zip" in done.stdout
    assert "deep.txt" not in done.stdout
    assert "not drawn" in done.stdout


def test_programs_read_all_of_it(nest, tmp_path):
    out = tmp_path / "tree.json"
    assert call("tree", "--format", "json", "--output", out, nest).returncode == 3
    (target,) = json.loads(out.read_text("utf-8"))["targets"]
    blobs = {blob["number"]: blob for blob in target["blobs"]}
    data = nest.read_bytes()
    top = next(blob for blob in blobs.values() if blob["parent"] is None)
    assert top["sha256"] == hashlib.sha256(data).hexdigest()
    reached = 0
    for offset, length, state in top["extents"]:
        assert offset == reached
        assert state in {"valid", "padding", "unknown", "encrypted"}
        reached += length
    assert reached == len(data)
    assert {blob["name_hex"] for blob in blobs.values() if "name_hex" in blob} >= {HOSTILE.hex()}
    assert all(blob["parent"] in blobs for blob in blobs.values() if blob["parent"] is not None)
    (gap,) = target["gaps"]
    assert (gap["code"], gap["layers"][-1]["name"]) == ("encrypted", "shut.txt")
    assert gap["remedy"]


def test_folders_and_several_targets(nest, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("hello\n")
    (folder / "blob").write_bytes(encrypted(1 << 18))
    (folder / "link").symlink_to("a.txt")
    done = call("tree", folder, folder / "a.txt")
    assert done.returncode == 3
    assert "2 files" in done.stdout
    assert "without any pattern" in done.stdout
    assert done.stdout.count("a.txt") >= 2


def test_what_cannot_be(tmp_path):
    assert call("tree", tmp_path / "nowhere").returncode == 2
    assert call("tree", "--depth", "-1", tmp_path).returncode == 2


def test_an_empty_folder_is_drawn(tmp_path):
    done = call("tree", tmp_path)
    assert done.returncode == 0
    assert "0 files" in done.stdout


def test_any_bytes_are_drawn(tmp_path):
    shuffle = random.Random(3)  # noqa: S311 - the same every time
    for number in range(8):
        data = bytearray(archive([Item(b"a/b", INNER), Item(b"c", b"x" * 50)]))
        for _ in range(6):
            data[shuffle.randrange(len(data))] = shuffle.randrange(256)
        (tmp_path / str(number)).write_bytes(data)
    assert call("tree", tmp_path).returncode in {0, 3}
