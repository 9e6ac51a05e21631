"""Installers of Inno Setup: chunks of one file or many, packed in any of its ways, with their names."""

import bz2
import random
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.opening.calls import VARIANTS, undone
from sousveil.proving import Result, verify
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.opening.looking import look, look_at
from tests.samples.opening.inno import Slices, framed, installer, lzma1, lzma2
from tests.samples.opening.pe import image
from tests.samples.opening.zip import Item, archive

NOISE = random.Random(1).randbytes(900)  # noqa: S311 - noise, no secret
SOFT = {"bin/words.txt": b"words of all kinds " * 40, "noise.bin": NOISE, "维族.txt": b"z" * 50}
PACKERS = {"stored": None, "lzma1": lzma1, "lzma2": lzma2, "zlib": zlib.compress, "bzip2": bz2.compress}


def expected(files):
    return {b"{app}/" + name.encode(): data for name, data in files.items()}


@pytest.mark.parametrize("solid", [False, True])
@pytest.mark.parametrize("packer", PACKERS)
def test_files_come_out_under_their_names(solid, packer):
    opened = look(installer(SOFT, solid=solid, pack=PACKERS[packer]))
    assert opened.files("inno-file") == expected(SOFT)
    assert not opened.gaps
    assert not opened.kinds("unknown")


@pytest.mark.parametrize("version", ["6.5.0", "7.0.0.3", "9.1"])
def test_newer_versions_are_told_by_what_fits(version):
    opened = look(installer(SOFT, version=version, newest=True))
    assert opened.files("inno-file") == expected(SOFT)
    assert not opened.gaps


def test_narrow_strings():
    opened = look(installer({"a.txt": b"words" * 9}, wide=False, version="5.3.10"))
    assert opened.files("inno-file") == {b"{app}/a.txt": b"words" * 9}


def test_behind_a_program():
    opened = look(image({(10, 11111, 0): b"offsets" * 9}, overlay=installer(SOFT) + b"signature of some kind"))
    assert opened.containers == ["inno-chunk", "inno", "pe"]
    assert opened.files("inno-file") == expected(SOFT)
    assert b"signature of some kind" in opened.kinds("unknown")


def test_script_is_read():
    opened = look(installer(SOFT, pack=None))
    assert "Example 1.0".encode("utf-16-le") in opened.files("inno-setup")[b"setup.script"]


def program() -> bytes:
    code = b"".join(b"\xe8" + random.Random(n).randbytes(3) + b"\0\x90" for n in range(400))  # noqa: S311 - as above
    return image(None, {b".code": code + b"\xe8\1\2"})


@pytest.mark.parametrize("variant", VARIANTS)
def test_calls_in_programs_are_put_back(variant):
    stored = program()
    whole = undone(stored, variant)
    assert whole != stored
    opened = look(installer({"a.exe": whole}, stored_as=lambda _: stored))
    assert opened.files("inno-file") == {b"{app}/a.exe": whole}
    assert not opened.gaps


def rearranged(data: bytes) -> bytes:
    """What the packer does to calls, the newest way, instruction by instruction."""
    out = bytearray(data)
    at = 0
    while at + 5 <= len(out):
        if out[at] in (0xE8, 0xE9) and at % 65536 <= 65531:
            if out[at + 4] in (0, 0xFF):
                address = int.from_bytes(out[at + 1 : at + 4], "little")
                if address & 0x800000:
                    out[at + 4] ^= 0xFF
                out[at + 1 : at + 4] = ((address + at + 5) & 0xFFFFFF).to_bytes(3, "little")
            at += 4
        at += 1
    return bytes(out)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from([b"\xe8", b"\xe9", b"\0", b"\xff", b"\x80", b"\1", b"ab"]), max_size=60), st.booleans())
def test_calls_go_there_and_back(parts, far):
    data = (bytes(65530) if far else b"") + b"".join(parts)
    assert undone(rearranged(data), "5309") == data


def test_wrong_checksum():
    opened = look(installer({"a": b"words" * 9}, stored_as=lambda _: b"other" * 9))
    assert opened.codes == ["checksum-differs"]


def test_what_cannot_be_unpacked_is_taken_for_encrypted():
    opened = look(installer(SOFT, pack=lambda _: b"\xa5" + NOISE))
    assert opened.codes == ["encrypted"]
    assert opened.kinds("encrypted")


def test_all_of_it_encrypted():
    opened = look(installer(SOFT, newest=True, locked=True, version="6.5.4"))
    assert [(gap.code, gap.detail) for gap in opened.gaps] == [("encrypted", "Inno Setup 6.5.4")]
    assert len(opened.leaves) == 2


def test_unknown_places_name_the_version():
    data = installer({"a": b"words" * 9}, version="8.8.8")
    places = framed(b"x" * 45)
    at = data.index(b"Inno Setup") + 64
    first = int.from_bytes(data[at + 4 : at + 8], "little") + 9
    opened = look(data[: at + first] + places)
    assert [(gap.code, gap.detail) for gap in opened.gaps] == [("unsupported-version", "Inno Setup 8.8.8")]


def test_data_in_files_of_their_own():
    data = installer(SOFT)
    opened = look(data[data.index(b"Inno Setup") :])
    assert opened.codes == ["part-of-set"]


def test_cut_short():
    data = installer(SOFT)
    mark = data.index(b"Inno Setup")
    for size in range(mark + 70, len(data), 40):
        assert look(data[:size]).gaps or size > len(data) - 60


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 4000), st.integers(0, 6), st.booleans())
def test_any_limit(out, members, solid):
    look(installer(SOFT, solid=solid), Limits(out=out, members=members))


def in_slices(folder, most, **how):
    """A program and the files of data beside it."""
    slices = Slices(most)
    setup = installer(SOFT, slices=slices, **how)
    (folder / "setup.exe").write_bytes(image({(10, 11111, 0): b"offsets" * 9}, overlay=setup))
    for number, data in enumerate(slices.whole(), 1):
        (folder / f"setup-{number}.bin").write_bytes(data)
    return len(slices.whole())


@pytest.mark.parametrize("solid", [True, False])
@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("most", [200, 450, 5000])
def test_data_in_files_beside_the_program(tmp_path, solid, packer, most):
    count = in_slices(tmp_path, most, solid=solid, pack=PACKERS[packer])
    opened = look_at(tmp_path)
    assert opened.gaps == []
    assert opened.files("inno-file") == expected(SOFT)
    assert opened.containers.count("part") == 1 + count
    assert opened.kinds("unknown") == []


def test_data_in_files_of_their_own_that_can_be_checked(tmp_path):
    (tmp_path / "in").mkdir()
    face = b"enum EM_NATION_TYPE { EM_NATION_TYPE_UNKNOWN, EM_NATION_TYPE_UYGUR };\n"
    slices = Slices(300)
    setup = installer({"face.h": face * 3, "noise": NOISE}, slices=slices)
    (tmp_path / "in" / "setup.exe").write_bytes(image({(10, 11111, 0): b"offsets" * 9}, overlay=setup))
    for number, data in enumerate(slices.whole(), 1):
        (tmp_path / "in" / f"setup-{number}.bin").write_bytes(data)
    report = scan([tmp_path / "in"], Options(jobs=1))
    assert {place.layers[-1] for one in report.targets[0].findings for place in one.evidence} == {"{app}/face.h"}
    assert {check.result for check in verify(report, [tmp_path / "in"])} == {Result.HOLDS}


def test_a_signed_program_beside_its_data(tmp_path):
    slices = Slices(400)
    setup = installer(SOFT, slices=slices)
    program = bytearray(image({(10, 11111, 0): b"offsets" * 9}, overlay=setup))
    program += bytes(-len(program) % 8)
    (start,) = struct.unpack_from("<I", program, 0x3C)
    struct.pack_into("<II", program, start + 24 + 112 + 32, len(program), 64)
    (tmp_path / "setup.exe").write_bytes(program + b"certificate".ljust(64, b"."))
    for number, data in enumerate(slices.whole(), 1):
        (tmp_path / f"setup-{number}.bin").write_bytes(data)
    opened = look_at(tmp_path)
    assert opened.files("inno-file") == expected(SOFT)
    assert opened.gaps == []


@pytest.mark.parametrize("disk", [2, 3, 26])
@pytest.mark.parametrize("packed", [False, True])
def test_several_files_of_data_for_each_disk(tmp_path, disk, packed):
    slices = Slices(200)
    setup = image({(10, 11111, 0): b"offsets" * 9}, overlay=installer(SOFT, slices=slices))
    files = {"setup.exe": setup}
    for number, data in enumerate(slices.whole()):
        files[f"Setup-{number // disk + 1}{chr(ord('A') + number % disk)}.bin"] = data
    assert len(files) > 4
    if packed:
        opened = look(archive([Item(name.encode(), data, 8) for name, data in sorted(files.items())]))
    else:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        opened = look_at(tmp_path)
    assert opened.files("inno-file") == expected(SOFT)
    assert opened.gaps == []


@pytest.mark.parametrize("missing", ["1a", "1b", "2a"])
def test_of_several_for_each_disk_one_is_missing(tmp_path, missing):
    slices = Slices(200)
    (tmp_path / "setup.exe").write_bytes(
        image({(10, 11111, 0): b"offsets" * 9}, overlay=installer(SOFT, slices=slices))
    )
    for number, data in enumerate(slices.whole()):
        if (name := f"{number // 2 + 1}{'ab'[number % 2]}") != missing:
            (tmp_path / f"setup-{name}.bin").write_bytes(data)
    assert "part-of-set" in look_at(tmp_path).codes


def test_a_file_of_data_that_is_missing_is_told(tmp_path):
    count = in_slices(tmp_path, 450, pack=None, solid=False)
    (tmp_path / f"setup-{count}.bin").unlink()
    assert "part-of-set" in look_at(tmp_path).codes


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5))
def test_data_in_files_of_their_own_that_is_damaged(changes):
    slices = Slices(300)
    data = bytearray(installer(SOFT, slices=slices) + b"".join(slices.whole()))
    assert look(bytes(data)).files("inno-file") == expected(SOFT)
    for where, what in changes:
        data[int(where * len(data))] = what
    look(bytes(data))


@pytest.mark.parametrize("method", [0, 8])
def test_data_beside_the_program_inside_an_archive(tmp_path, method):
    count = in_slices(tmp_path, 450)
    files = sorted(tmp_path.iterdir())
    opened = look(archive([Item(b"in/" + path.name.encode(), path.read_bytes(), method) for path in files]))
    assert opened.gaps == []
    assert opened.files("inno-file") == expected(SOFT)
    assert opened.containers.count("part") == 1 + count


def test_a_program_with_its_data_waits_for_nothing():
    setup = image({(10, 11111, 0): b"offsets" * 9}, overlay=installer(SOFT))
    opened = look(archive([Item(b"setup.exe", setup, 8), Item(b"setup-1.bin", b"something else", 8)]))
    assert opened.files("inno-file") == expected(SOFT)
    assert "part" not in opened.containers
