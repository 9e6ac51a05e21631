"""The digest of a folder is the one that public tools print."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import sousveil
from sousveil.proving import digests
from sousveil.running import producer


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_as_find_sort_and_sha256sum_have_it(tmp_path):
    names = [
        b"a",
        b"a-b/x",
        b"a b/y",
        b"A/z",
        b"new\nline",
        b"re\rturn",
        b"back\\slash",
        b"\xff\xfe raw",
        "维".encode(),
        b"a.b/c",
    ]
    told = []
    for number, name in enumerate(names):
        path = tmp_path / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%d" % number)
        told.append((name, hashlib.sha256(b"%d" % number).hexdigest()))
    command = "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum"
    printed = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert digests.of_folder(told) == printed.split()[0]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_command_on_the_page_prints_the_digest_of_the_code():
    page = (Path(__file__).parents[2] / "docs/evidence.md").read_text("utf-8")
    (command,) = re.findall(r"`(find \. -name '\*\.py'[^`]*)`", page)
    folder = Path(sousveil.__file__).parent
    printed = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=True).stdout
    assert producer.code(folder) == printed.split()[0]


def test_the_order_of_listing_changes_nothing():
    files = [(b"b", "2" * 64), (b"a", "1" * 64)]
    assert digests.of_folder(files) == digests.of_folder(reversed(files))


def test_an_empty_folder_has_the_digest_of_nothing():
    assert digests.of_folder([]) == hashlib.sha256(b"").hexdigest()
