import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import BlobState, ExtentState
from sousveil.opening import Blob, open_bytes, restore
from sousveil.opening.formats import zip_encryption
from sousveil.running.porter import hired
from tests.opening.locking import aes, traditional
from tests.opening.looking import look
from tests.samples.opening.zip import Item, archive

WORD = "open-sesame"
TEXT = b"emRace, emNation\n" * 50


def opened(data: bytes, *words: str):
    return look(data, Limits(passwords=words))


@pytest.mark.parametrize("method", [0, 8, 12, 14, 93, 95])
@pytest.mark.parametrize("lock", [traditional, aes])
def test_methods(lock, method):
    data = archive([Item(b"plain", b"x"), lock(b"a", TEXT, WORD.encode(), method), Item(b"after", b"y")])
    found = opened(data, "wrong", WORD)
    assert found.files() == {b"plain": b"x", b"a": TEXT, b"after": b"y"}
    assert not found.gaps
    assert ExtentState.ENCRYPTED not in {extent.state for extent in found.blobs[-1].extents}


@pytest.mark.parametrize("strength", [1, 2, 3])
@pytest.mark.parametrize("version", [1, 2])
def test_strengths_and_versions_of_aes(strength, version):
    data = archive([aes(b"a", TEXT, WORD.encode(), 8, strength, version)])
    assert opened(data, WORD).files() == {b"a": TEXT}


def test_a_descriptor_behind():
    assert opened(archive([traditional(b"a", TEXT, WORD.encode(), 8, 9)]), WORD).files() == {b"a": TEXT}


@pytest.mark.parametrize("lock", [traditional, aes])
def test_what_no_password_opens_stays_shut_and_is_told(lock):
    data = archive([lock(b"a", TEXT, WORD.encode())])
    for words in ((), ("wrong",), ("", "open-sesam", "Open-sesame")):
        found = opened(data, *words)
        assert found.codes == ["encrypted"]
        assert found.leaves[0].state is BlobState.OPAQUE
        assert ExtentState.ENCRYPTED in {extent.state for extent in found.blobs[-1].extents}
        assert not any(word and word in gap.detail for gap in found.gaps for word in words)


def test_each_member_may_have_its_own():
    items = [traditional(b"a", b"1" * 99, b"one"), aes(b"b", b"2" * 99, b"two"), traditional(b"c", b"3" * 99, b"one")]
    found = opened(archive(items), "one", "two")
    assert found.files() == {b"a": b"1" * 99, b"b": b"2" * 99, b"c": b"3" * 99}
    assert opened(archive(items), "two").codes == ["encrypted", "encrypted"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_passwords_in_other_scripts(encoding):
    assert opened(archive([traditional(b"a", TEXT, "密码".encode(encoding))]), "密码").files() == {b"a": TEXT}


@pytest.mark.parametrize("lock", [traditional, aes])
def test_a_damaged_member_stays_shut(lock):
    item = lock(b"a", TEXT, WORD.encode())
    item.body = item.body[:-20] + bytes([item.body[-20] ^ 1]) + item.body[-19:]
    assert opened(archive([item]), WORD).codes == ["encrypted"]


def test_more_than_can_be_decrypted_by_the_byte_stays_shut(monkeypatch):
    monkeypatch.setattr(zip_encryption, "_TRADITIONAL", 100)
    data = archive([traditional(b"a", b"1", WORD.encode()), traditional(b"b", bytes(range(256)), WORD.encode(), 0)])
    found = opened(data, WORD)
    assert found.files()[b"a"] == b"1"
    assert found.codes == ["tool-not-run", "unsupported-method"]


@given(st.binary(min_size=1, max_size=300), st.text(min_size=1, max_size=12))
def test_anything_by_any_password(data, word):
    item = traditional(b"a", data, word.encode("utf-8", "surrogatepass"), 0)
    if word.encode("utf-8", "replace").decode() == word:
        assert opened(archive([item]), word).files() == {b"a": data}


@given(st.data())
def test_no_bytes_at_all_make_it_fail(data):
    lock = data.draw(st.sampled_from([traditional, aes]))
    whole = bytearray(archive([lock(b"a", b"text", WORD.encode())]))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    opened(bytes(whole[: data.draw(st.integers(0, len(whole)))]), WORD)


@pytest.mark.parametrize(
    "command",
    [
        ["zip", "-q", "-P", WORD, "out.zip", "a.txt"],
        ["bsdtar", "-c", "--format", "zip", "--options", "zip:encryption=zipcrypt", "--passphrase", WORD, "-f",
         "out.zip", "a.txt"],
        ["bsdtar", "-c", "--format", "zip", "--options", "zip:encryption=aes256", "--passphrase", WORD, "-f",
         "out.zip", "a.txt"],
        ["bsdtar", "-c", "--format", "zip", "--options", "zip:encryption=aes128", "--passphrase", WORD, "-f",
         "out.zip", "a.txt"],
    ],
    ids=["Info-ZIP", "libarchive", "libarchive aes256", "libarchive aes128"],
)  # fmt: skip
def test_as_others_write_it(command, tmp_path):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    (tmp_path / "a.txt").write_bytes(TEXT)
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    found = opened((tmp_path / "out.zip").read_bytes(), WORD)
    assert found.files("zip-member") == {b"a.txt": TEXT}
    assert "encrypted" not in found.codes


@pytest.mark.skipif(shutil.which("7zz") is None, reason="needs 7-Zip (apt-get install 7zip)")
def test_what_is_too_much_to_decrypt_here_is_left_to_a_tool(monkeypatch):
    items = [
        traditional(b"a", TEXT, WORD.encode()),
        Item(b"plain", b"x"),
        traditional(b"big", TEXT * 90, WORD.encode(), 0),
    ]
    data = archive(items)
    monkeypatch.setattr(zip_encryption, "_TRADITIONAL", 40 * len(TEXT))
    limits = Limits(passwords=("wrong", WORD))
    with hired() as outside:
        blobs = [item for item in open_bytes(data, limits, outside=outside) if isinstance(item, Blob)]
        assert {blob.name: bytes(blob.data) for blob in blobs if blob.leaf} == {
            b"a": TEXT, b"plain": b"x", b"big": TEXT * 90,
        }  # fmt: skip
        for blob in blobs[:-1]:
            assert blob.layer is not None
            assert restore(data, blob.layer, limits, outside) == bytes(blob.data)
    alone = look(data, limits)
    assert set(alone.codes) == {"tool-not-run", "unsupported-method"}
    with hired() as outside:
        shut = [
            item for item in open_bytes(data, Limits(passwords=("wrong",)), outside=outside) if isinstance(item, Gap)
        ]
    assert {gap.code for gap in shut} == {"encrypted"}
