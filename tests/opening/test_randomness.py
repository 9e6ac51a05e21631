"""Encrypted is told from packed, where it can be."""

import random
import zlib

import pytest
from Cryptodome.Cipher import AES
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.place import BlobState, ExtentState
from sousveil.opening.randomness import LEAST, chi_square, looks_encrypted
from tests.opening.looking import look
from tests.samples.opening.zip import Item, archive

SIZE = 3 * LEAST


def encrypted(size: int, key: int = 1) -> bytes:
    return AES.new(key.to_bytes(16, "big"), AES.MODE_CTR, nonce=b"12345678").encrypt(bytes(size))


def deflated(size: int) -> bytes:
    """The middle of a stream: words in an order of no meaning, packed."""
    shuffle = random.Random(5)  # noqa: S311 - the same every time
    words = [bytes(shuffle.choices(b"abcdefghijklmnopqrstuvwxyz", k=shuffle.randint(2, 9))) for _ in range(4000)]
    packed = zlib.compress(b" ".join(shuffle.choices(words, k=size)), 6)
    assert len(packed) > size + 5000
    return packed[5000 : 5000 + size]


def test_encrypted_bytes_look_encrypted():
    missed = [key for key in range(40) if not looks_encrypted(memoryview(encrypted(SIZE, key)))]
    assert len(missed) <= 1


def test_packed_bytes_do_not():
    assert not looks_encrypted(memoryview(deflated(SIZE)))


@pytest.mark.parametrize("step", [1, 3, 7])
def test_bytes_that_are_too_even_do_not_either(step):
    ramp = bytes(byte * step % 256 for byte in range(256))
    assert not looks_encrypted(memoryview(ramp * (SIZE // 256)))


def test_a_part_that_is_not_even_is_seen():
    data = bytearray(encrypted(SIZE))
    data[LEAST : LEAST + 20_000] = bytes(20_000)
    assert not looks_encrypted(memoryview(bytes(data)))


@given(st.integers(0, LEAST - 1))
def test_too_few_bytes_never_do(size):
    assert not looks_encrypted(memoryview(bytes(size)))


@given(st.binary(min_size=1, max_size=600))
def test_the_statistic_is_what_its_definition_says(data):
    expected = len(data) / 256
    plain = sum((data.count(value) - expected) ** 2 / expected for value in range(256))
    assert chi_square(memoryview(data)) == pytest.approx(plain)


def test_a_stretch_that_looks_encrypted_is_told():
    stub = encrypted(SIZE)
    opened = look(archive([Item(b"a", b"text")], stub=stub))
    assert opened.codes == ["looks-encrypted"]
    (gap,) = opened.gaps
    assert (gap.size, bool(gap.could_hide)) == (SIZE, True)
    assert opened.blobs[-1].extents[0].state is ExtentState.ENCRYPTED
    (leaf,) = [blob for blob in opened.leaves if blob.layer.kind == "encrypted"]
    assert (leaf.state, bytes(leaf.data)) == (BlobState.OPAQUE, stub)


def test_a_packed_or_small_stretch_stays_unknown():
    for stub in (deflated(SIZE), encrypted(LEAST - 1)):
        opened = look(archive([Item(b"a", b"text")], stub=stub))
        assert opened.codes == []
        assert opened.blobs[-1].extents[0].state is ExtentState.UNKNOWN
