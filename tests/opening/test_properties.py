"""Over random nestings: every blob can be made again, every byte is accounted for, nothing raises."""

import bz2
import gzip
import lzma
import random

import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from tests.opening.looking import Opened, look
from tests.samples.opening import asar, chromium_pak, elf, pyinstaller, qt_resources
from tests.samples.opening.gzip import member as gzip_member
from tests.samples.opening.lzma import build as lzma_alone
from tests.samples.opening.pyinstaller import Entry
from tests.samples.opening.tar import build as tar
from tests.samples.opening.tar import pax
from tests.samples.opening.zip import Item, archive

MARKER = "EM_NATION_维族_7f3a".encode("gb18030")
LIMITS = Limits(out=64 << 20, members=2000, ratio_from=8 << 20)
SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - noise, no secret


leaf = st.one_of(
    st.binary(max_size=40),
    st.builds(noise, st.integers(0, 3000), st.integers(0, 99)),
    st.builds(lambda n, b: bytes([b]) * n, st.integers(0, 3000), st.integers(0, 255)),
    st.sampled_from([b"PK\3\4", b"PK\1\2" * 9, b"PK\5\6" * 9, b"\x1f\x8b\x08\0", b"ustar", bytes(1024)]),
)
name = st.binary(min_size=1, max_size=20).filter(lambda n: b"\0" not in n and not n.endswith(b"/"))


@st.composite
def zips(draw, inner):
    items = [
        Item(draw(name), data, draw(st.sampled_from([0, 8, 8, 12, 14, 93, 95])), flags=draw(st.sampled_from([0, 0, 8])),
             comment=draw(st.binary(max_size=5)), zip64=draw(st.booleans()))
        for data in draw(st.lists(inner, min_size=1, max_size=3))
    ]  # fmt: skip
    stub = draw(st.sampled_from([b"", b"MZ stub of a program" * 3]))
    return archive(items, draw(st.sampled_from([b"", b"of it all"])), stub, draw(st.booleans()))


@st.composite
def tars(draw, inner):
    files = draw(st.dictionaries(name, inner, min_size=1, max_size=3))
    head = draw(st.sampled_from([b"", pax({b"comment": b"words"}, b"g")]))
    return head + tar(files)


def streams(inner):
    pack = st.sampled_from([gzip.compress, bz2.compress, lzma.compress, lzma_alone, zstandard.ZstdCompressor().compress,
                            lambda data: gzip_member(data, b"n", b"comment", b"extra")])  # fmt: skip
    return st.builds(lambda pack, data: pack(data), pack, inner)


def bundles(inner):
    pack = st.sampled_from(
        [
            lambda data: asar.build({b"a/b": data, b"a/c": b"x"}),
            lambda data: chromium_pak.pack([b"x", data, b"y"]),
            lambda data: qt_resources.build({b"a/b": data, b"a/c": data, b"b/c": data}),
            lambda data: pyinstaller.archive([Entry(b"a", data), Entry(b"b", data, b"s", packed=False)]),
            lambda data: elf.image(
                [(b".kept_data", 0x800, elf.packed(data, elf.ZSTD)), (b".zdebug_x", 0, elf.gnu(data))]
            ),
        ]
    )
    return st.builds(lambda pack, data: pack(data), pack, inner)


def nested(inner):
    return st.recursive(
        inner, lambda below: st.one_of(zips(below), tars(below), streams(below), bundles(below)), max_leaves=5
    )


@SETTINGS
@given(nested(leaf), st.sampled_from([b"", b"trailing", bytes(700)]))
def test_any_nesting(data, behind):
    look(data + behind, LIMITS)


@SETTINGS
@given(nested(st.just(b"..." + MARKER + b"...")))
def test_marker_comes_out_of_any_nesting(data):
    opened = look(data, LIMITS)
    assert opened.anywhere(MARKER)
    # A name drawn may begin with the mark of a layer that deletes: of such a one alone something is said.
    assert all(gap.code == "whiteout" and b".wh." in (gap.locator[-1].name or b"") for gap in opened.gaps)


def quiet(opened: Opened) -> None:
    """Formats check what they read: none of them relies on the net below."""
    assert not [gap.detail for gap in opened.gaps if gap.detail.endswith(("Error", "error"))]


@SETTINGS
@given(nested(leaf), st.data())
def test_cut_anywhere(data, more):
    quiet(look(data[: more.draw(st.integers(0, len(data)))], LIMITS))


@SETTINGS
@given(nested(leaf), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), max_size=6))
def test_bytes_changed_anywhere(data, changes):
    changed = bytearray(data)
    for where, what in changes:
        if changed:
            changed[int(where * len(changed))] ^= what
    quiet(look(bytes(changed), LIMITS))


@SETTINGS
@given(nested(leaf), st.integers(0, 20_000), st.integers(0, 12), st.integers(0, 5))
def test_any_limit(data, out, members, depth):
    look(data, Limits(out=out, members=members, depth=depth, ratio=3, ratio_from=1000, in_memory=500))


@SETTINGS
@given(st.binary(max_size=2000))
def test_any_bytes(data):
    quiet(look(data, LIMITS))
