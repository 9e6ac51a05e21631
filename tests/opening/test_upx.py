"""Programs packed by UPX."""

import shutil
import struct
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.opening.nrv import METHODS as NAMES
from sousveil.opening.nrv import SIZED
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink
from sousveil.opening.transforms import parse
from sousveil.opening.upx_calls import Filtered, calls
from tests.opening.looking import look
from tests.samples.opening.payload import JOINED, MARKERS
from tests.samples.opening.upx import LZMA, METHODS, code, elf, elf_before, packed, pe, stream

every = pytest.mark.parametrize("method", [*METHODS.values(), LZMA])


def program(opened) -> bytes:
    (blob,) = [blob for blob in opened.blobs if blob.layer is not None and blob.layer.kind == "upx-program"]
    return bytes(blob.data)


@every
@pytest.mark.parametrize("wide", [True, False])
def test_program_for_linux_comes_out_as_it_was(method, wide):
    opened = look(elf(method, wide=wide))
    assert opened.gaps == []
    assert program(opened) == elf_before(wide=wide)[0]
    assert opened.blobs[-1].parts_of == "upx"


def test_a_stub_that_is_packed_itself_is_no_part_of_the_program():
    assert program(look(elf(packed_stub=True))) == elf_before()[0]


@every
def test_program_for_windows_comes_out_with_its_sections(method):
    opened = look(pe(method))
    assert opened.gaps == []
    came = program(opened)
    assert came[:2] == b"MZ"
    assert code()[0] in came  # addresses of calls are those of the machine again
    assert JOINED in came
    (start,) = struct.unpack_from("<I", came, 0x3C)
    assert came[start : start + 4] == b"PE\0\0"
    size, _, _, offset = struct.unpack_from("<IIII", came, start + 24 + 240 + 40 + 8)
    assert came[offset : offset + size] == JOINED


def test_what_stands_behind_it_is_taken_off():
    opened = look(pe(overlay=b"words behind it"))
    assert opened.kinds("pe-overlay") == [b"words behind it"]
    assert opened.kinds("pe-image") == [pe()]
    assert opened.anywhere(MARKERS[0])


def test_without_the_headers_at_its_end_the_image_comes_out_alone():
    opened = look(pe(headers=False))
    (image,) = opened.kinds("upx-image")
    assert JOINED in image
    assert opened.gaps == []


def test_blocks_that_make_up_no_program_come_out_one_by_one():
    data = bytearray(elf(how=0))
    at = data.rindex(b"\0\0\0\0UPX!\0\0\0\0")
    data[at : at + 8] = b"no end!!"
    opened = look(bytes(data))
    assert opened.kinds("upx-block") == [elf_before()[0][:176], code()[0], JOINED]
    assert opened.codes == ["packed"]


@pytest.mark.parametrize("method", [1, 15, 99])
def test_another_method_needs_upx_itself(method):
    data = bytearray(pe())
    at = data.index(b"UPX!\x0d")
    data[at + 6] = method
    opened = look(bytes(data))
    assert opened.codes == ["packed", "tool-not-run"]
    assert [bytes(blob.data) for blob in opened.leaves] == [bytes(data)]


def test_damage_is_said():
    data = bytearray(pe())
    at = data.index(b"UPX!\x0d") + 32
    data[at + 90] ^= 0xFF
    assert set(look(bytes(data)).codes) & {"damaged", "checksum-differs", "truncated"}
    data = bytearray(pe())
    data[data.index(b"UPX!\x0d") + 8] ^= 1
    assert look(bytes(data)).codes == ["checksum-differs"]


def test_limits_are_kept():
    opened = look(elf(), Limits(out=700, ratio_from=700))
    assert opened.codes == ["budget-spent"]
    opened = look(pe(), Limits(out=700, ratio_from=700))
    assert opened.codes == ["budget-spent"]


@pytest.mark.parametrize("magic", [b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe"])
def test_a_program_for_mac_is_a_gap(magic):
    data = magic + bytes(600) + b"UPX!" + bytes(40) + JOINED
    opened = look(data)
    assert opened.codes == ["packed", "tool-not-run"]
    assert [bytes(blob.data) for blob in opened.leaves] == [data]


def test_words_about_it_are_no_sign():
    assert not look(b"MZ UPX! " + bytes(100)).gaps


@settings(deadline=None, max_examples=60)
@given(st.floats(0, 1), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), max_size=4))
def test_a_program_for_linux_that_is_damaged(cut, changes):
    data = bytearray(elf(LZMA))
    for where, bit in changes:
        data[int(where * len(data))] ^= 1 << bit
    look(bytes(data[: 200 + int(cut * len(data))]))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.binary(max_size=12), st.sampled_from([1, 1, 2, 7, 600])), max_size=6))
def test_what_was_packed_comes_out(parts):
    data = b"".join(part * times for part, times in parts)
    for (kind, group), method in METHODS.items():
        whole = packed(data, kind, group)
        decoded = SIZED[NAMES[method]](memoryview(whole + b"behind"), len(data) + 1, Sink(1 << 20))
        assert (bytes(decoded.data), decoded.used, decoded.state) == (data, len(whole), State.WHOLE)
        cut = SIZED[NAMES[method]](memoryview(whole[:-1]), len(data) + 1, Sink(1 << 20))
        assert (bytes(cut.data), cut.state) == (data, State.TRUNCATED)
        if data:
            few = SIZED[NAMES[method]](memoryview(whole), len(data) - 1, Sink(1 << 20))
            assert (bytes(few.data), few.state) == (data[:-1], State.CUT)


@given(st.sampled_from(sorted(NAMES.values())), st.binary(max_size=300))
def test_anything_else_ends(name, data):
    assert len(SIZED[name](memoryview(data), 5000, Sink(100)).data) <= 5000


def test_lzma_gives_what_was_asked_for():
    data = b"words and words " * 50
    decoded = SIZED["upx-lzma"](memoryview(stream(data, LZMA)), len(data), Sink(1 << 20))
    assert (bytes(decoded.data), decoded.state) == (data, State.WHOLE)


def test_calls_are_undone_where_they_were_rewritten_only():
    plain, rewritten = code()
    codec, _ = parse(calls(Filtered(0x49, 0x5A, 10, len(plain), 10)))
    decoded = codec(memoryview(b"\xe8" * 10 + rewritten), 10_000, Sink(1 << 20))
    assert bytes(decoded.data) == b"\xe8" * 10 + plain
    plain, rewritten = code(jumps=False)
    codec, _ = parse(calls(Filtered(0x46, 0x5A, 0, len(plain), 0)))
    assert bytes(codec(memoryview(rewritten), 10_000, Sink(1 << 20)).data) == plain


ARM = (0x50, 0xEB000000, 24, 0x0A000000)  # bl always; b is left alone
ARM64 = (0x52, 0x94000000, 26, 0x54000000)  # bl; b.cond is left alone


@pytest.mark.parametrize(("number", "call", "bits", "other"), [ARM, ARM64])
@given(
    targets=st.lists(st.integers(-40, 40), min_size=2, max_size=30),
    rest=st.binary(max_size=3),
    first=st.integers(0, 3),
)
def test_calls_of_arm_are_undone(number, call, bits, other, targets, rest, first):
    kept = (1 << bits) - 1
    plain, rewritten = b"", b""
    for at, target in enumerate(targets):
        for word in (call | target & kept, other | target & 0xFFFF):
            plain += struct.pack("<I", word)
        rewritten += struct.pack("<II", call | (target + 2 * at) & kept, other | target & 0xFFFF)
    before = bytes(4 * first)
    codec, _ = parse(calls(Filtered(number, 0, len(before), len(plain + rest), len(before))))
    decoded = codec(memoryview(before + rewritten + rest), 10_000, Sink(1 << 20))
    assert bytes(decoded.data) == before + plain + rest
    assert decoded.state is State.WHOLE


@pytest.mark.parametrize(("number", "call", "bits", "other"), [ARM, ARM64])
def test_a_call_in_the_last_word_stands_as_it_was(number, call, bits, other):
    plain = struct.pack("<III", call | 5, other, call | 6)
    codec, _ = parse(calls(Filtered(number, 0, 0, len(plain), 0)))
    assert bytes(codec(memoryview(plain), 100, Sink(1 << 20)).data) == plain


@pytest.mark.parametrize("bad", ["", "73,90", "81,1,0+9,0", "73,256,0+9,0", "73,1,0-9,0"])
def test_other_steps_are_refused(bad):
    with pytest.raises(LookupError):
        parse(f"upx-calls:{bad}")


@pytest.mark.parametrize("method", ["--nrv2b", "--nrv2d", "--nrv2e", "--lzma"])
def test_a_program_that_upx_itself_packed(tmp_path, method):
    upx = shutil.which("upx") or shutil.which("upx-ucl")
    if upx is None:
        pytest.skip("upx is not installed (Debian: upx-ucl, not in every release)")
    before = shutil.which("lzop") or shutil.which("zip") or "/bin/ls"
    subprocess.run([upx, "-qq", "-f", method, "-o", tmp_path / "packed", before], check=True, capture_output=True)
    opened = look((tmp_path / "packed").read_bytes())
    assert opened.gaps == []
    with open(before, "rb") as file:  # noqa: PTH123 - a path of the system
        assert program(opened) == file.read()
