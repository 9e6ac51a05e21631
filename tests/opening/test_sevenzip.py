import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.place import BlobState, ExtentState
from sousveil.opening import Blob, open_bytes
from sousveil.opening.outside import Outside, Result
from tests.opening.looking import look
from tests.samples.opening import sevenzip as z
from tests.samples.opening.sevenzip import Folder, archive

FILES = {b"a.h": b"enum emRace { };\n" * 90, "维/b.txt".encode(): b"second " * 30, b"c": b"3"}
packer = pytest.mark.skipif(shutil.which("7zz") is None, reason="7zz is missing: apt-get install 7zip")


@pytest.mark.parametrize(
    "methods",
    [
        (z.COPY,), (z.LZMA1,), (z.LZMA2,), (z.DEFLATE,), (z.BZIP2,), (z.ZSTD,), (z.LZ4,),
        (z.X86, z.LZMA1), (z.ARM, z.LZMA2), (z.DELTA, z.DEFLATE), (z.DELTA, z.X86, z.LZMA1), (z.X86, z.COPY),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", [(), (z.LZMA1,)])
def test_coders(methods, packed):
    data = archive([Folder(FILES, methods), Folder({b"alone": b"one " * 9}, methods)], packed=packed)
    opened = look(data)
    assert opened.files("7z-member") == {**FILES, b"alone": b"one " * 9}
    assert opened.containers == ["7z-folder", "7z"]
    assert not opened.gaps
    assert all(extent.state is ExtentState.VALID for extent in opened.blobs[-1].extents)


@given(
    st.dictionaries(st.text("abc/维", min_size=1, max_size=9).map(str.encode), st.binary(min_size=1), min_size=1),
    st.sampled_from([(z.COPY,), (z.LZMA1,), (z.X86, z.LZMA2), (z.DELTA, z.BZIP2)]),
    st.sampled_from([(), (z.LZMA1,), (z.LZMA2,)]),
    st.integers(0, 20),
)
@settings(deadline=None)
def test_any_files(files, methods, packed, empty):
    names = tuple(b"empty%d" % n for n in range(empty))
    opened = look(archive([Folder(files, methods)], packed=packed, empty=names))
    assert opened.files("7z-member") == files | dict.fromkeys(names, b"")
    assert not opened.gaps


def test_what_comes_out_is_compared():
    opened = look(archive([Folder(FILES, crc=7)]))
    assert opened.codes == ["checksum-differs"] * 3
    assert opened.files("7z-member") == FILES


def test_links_are_told():
    links = {0: 0o120777 << 16 | 0x8000, 1: 0o120777 << 16 | 0x8000}
    opened = look(archive([Folder({b"in": b"target", b"out": b"../../target"})], attributes=links))
    assert [(gap.code, gap.detail) for gap in opened.gaps] == [
        ("link", "-> target"),
        ("link-outside", "-> ../../target"),
    ]


def test_unknown_coder_is_a_gap_that_names_it():
    opened = look(archive([Folder(FILES, (z.PPMD,)), Folder({b"d": b"d"}, (b"\x7f\x01",))]))
    assert [(gap.code, gap.detail) for gap in opened.gaps] == [
        ("tool-not-run", "7-Zip: tools are only run where they can be fenced in"),
        ("unsupported-method", "PPMd: 3 files, 7f01: 1 file"),
    ]
    assert [blob.state for blob in opened.leaves] == [BlobState.OPAQUE] * 2


def test_encrypted_files():
    opened = look(archive([Folder(FILES, (z.LZMA1, z.AES)), Folder({b"d": b"open"}, (z.COPY,))]))
    assert opened.codes == ["encrypted"]
    assert opened.files("7z-member") == {b"d": b"open"}
    assert ExtentState.ENCRYPTED in [extent.state for extent in opened.blobs[-1].extents]


def test_encrypted_names():
    data = archive([Folder(FILES)], packed=(z.LZMA1, z.AES))
    opened = look(data)
    assert opened.codes == ["encrypted"]
    assert "names" in opened.gaps[0].detail
    assert [extent.state for extent in opened.blobs[-1].extents] == [
        ExtentState.VALID,
        ExtentState.ENCRYPTED,
        ExtentState.VALID,
    ]


def test_first_part_of_a_set():
    data = archive([Folder(FILES, (z.COPY,))])
    assert look(data[:200], name=b"sdk.7z.001").codes == ["part-of-set"]
    assert look(data[:200], name=b"sdk.7z").codes == ["truncated"]


def test_limit_on_what_comes_out():
    data = archive([Folder({b"big": bytes(1 << 20), b"x": b"y"})])
    opened = look(data, Limits(ratio=10, ratio_from=1000))
    assert "budget-spent" in opened.codes
    assert opened.leaves[0].size < 1 << 20


def test_size_that_no_memory_holds():
    folder = Folder({b"a": b"text" * 50}, (z.LZMA2,))
    folder.sizes = [1 << 60]
    opened = look(archive([folder]))
    assert opened.gaps
    assert opened.leaves


@packer
@pytest.mark.parametrize(
    "options",
    [["-m0=LZMA"], ["-m0=LZMA2", "-ms=off"], ["-m0=BZip2"], ["-m0=Deflate"], ["-m0=Delta:4", "-m1=LZMA"],
     ["-m0=BCJ", "-m1=LZMA2"], ["-m0=ARM64", "-m1=LZMA2"], ["-m0=PPC", "-m1=LZMA2"], ["-mhc=off"],
     ["-m0=BCJ2", "-m1=LZMA", "-m2=LZMA", "-m3=LZMA", "-mb0:1", "-mb0s1:2", "-mb0s2:3"]],
    ids=" ".join,
)  # fmt: skip
def test_as_its_own_packer_writes_it(tmp_path, options):
    code = bytearray(b"\x55\x89\xe5\xe8\0\0\0\0\x0f\x84\0\0\0\0\xe9\0\0\0\0\xc3" * 400)
    for n in range(400):
        code[20 * n + 4 : 20 * n + 8] = (n * 52).to_bytes(4, "little")
        code[20 * n + 10 : 20 * n + 14] = (9000 - n * 20).to_bytes(4, "little")
    files = {"program.exe": bytes(code), "维.txt": "维吾尔 uyghur\n".encode() * 50, "empty": b""}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    command = ["7zz", "a", *options, "out.7z", *files]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    opened = look((tmp_path / "out.7z").read_bytes())
    assert opened.files("7z-member") == {name.encode(): data for name, data in files.items()}
    assert not opened.gaps


@packer
def test_its_own_reader_takes_what_the_sample_is(tmp_path):
    (tmp_path / "sample.7z").write_bytes(z.build())
    subprocess.run(["7zz", "t", "sample.7z"], cwd=tmp_path, check=True, capture_output=True)


@packer
@pytest.mark.parametrize("options", [[], ["-mhe=on"], ["-ms=off", "-m0=Copy"]], ids=" ".join)
def test_passwords(tmp_path, options):
    files = {"a.h": b"enum emRace { };\n" * 90, "b": b"second"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    command = ["7zz", "a", "-p维吾尔", *options, "out.7z", *files]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    data = (tmp_path / "out.7z").read_bytes()
    opened = look(data, Limits(passwords=("wrong", "维吾尔")))
    assert opened.files("7z-member") == {name.encode(): data for name, data in files.items()}
    assert not opened.gaps
    for passwords in ((), ("wrong",)):
        opened = look(data, Limits(passwords=passwords))
        assert set(opened.codes) == {"encrypted"}
        assert not opened.files("7z-member")


def test_members_that_a_tool_unpacks():
    class Unpacks(Outside):
        def run(self, *_, **__):
            result = Result("", "")
            result.files = lambda: iter([(b"p.h", memoryview(b"what it holds")), (b"d", memoryview(b"d"))])
            return result

    data = archive([Folder({b"p.h": b"as if packed"}, (z.PPMD,)), Folder({b"d": b"d"}, (z.COPY,))])
    items = list(open_bytes(data, Limits(), outside=Unpacks()))
    leaves = {item.name: bytes(item.data) for item in items if isinstance(item, Blob) and item.leaf}
    assert leaves == {b"p.h": b"what it holds", b"d": b"d"}
    assert all(isinstance(item, Blob) for item in items)
