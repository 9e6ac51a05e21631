"""Archives in several files of one folder are opened as one, whole sets only, and a report of them can be checked."""

import random
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.opening import Entry, survey
from sousveil.opening.volumes import may_be, sets
from sousveil.proving import Result, verify
from sousveil.running.options import Options
from sousveil.running.porter import hired
from sousveil.running.scan import scan
from tests.opening.looking import look, look_at
from tests.samples.opening import installshield_cab, rar, tar
from tests.samples.opening.zip import Item, archive

FACE = b"""\
enum EM_NATION_TYPE { EM_NATION_TYPE_UNKNOWN, EM_NATION_TYPE_UYGUR, EM_NATION_TYPE_OTHER };
struct NET_FACE_DATA { int nAge; enum EM_NATION_TYPE emNation; int nBoundingBox[4]; };
"""
NOISE = random.Random(7).randbytes(300_000)  # noqa: S311 - no secret


def packed(folder: Path, *line: str) -> Path:
    """A folder with a set made of a header and of what does not get smaller."""
    if shutil.which(line[0]) is None:
        pytest.skip(f"needs {line[0]}")
    source = folder / "in"
    source.mkdir()
    (source / "face.h").write_bytes(FACE)
    (source / "noise.bin").write_bytes(NOISE)
    (folder / "set").mkdir()
    subprocess.run([*line, "face.h", "noise.bin"], cwd=source, check=True, capture_output=True)
    return folder / "set"


@pytest.mark.parametrize(
    "line",
    [
        ("7zz", "a", "-v100k", "../set/sdk.7z"),
        ("7zz", "a", "-tzip", "-v100k", "../set/sdk.zip"),
        ("zip", "-s", "100k", "../set/sdk.zip"),
    ],
    ids=["7z", "zip.001", "zip"],
)
def test_a_set_is_found_in_and_holds(line, tmp_path):
    folder = packed(tmp_path, *line)
    (folder / "readme.txt").write_text("nothing to see")
    assert len(list(folder.iterdir())) == 4
    opened = look_at(folder)
    assert opened.codes == []
    assert FACE in opened.files().values()
    report = scan([folder], Options(jobs=2))
    (target,) = report.targets
    assert target.gaps == () or {gap.code for gap in target.gaps} <= {"searched-only", "looks-encrypted"}
    places = [place.layers for finding in target.findings for place in finding.evidence]
    assert places
    assert all(layers[-1] == "face.h" for layers in places)
    assert target.size == sum(path.stat().st_size for path in folder.iterdir())
    assert {check.result for check in verify(report, [folder])} == {Result.HOLDS}
    digests = "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum"
    said = subprocess.run(["sh", "-c", digests], cwd=folder, capture_output=True, check=True).stdout
    assert target.sha256 == said[:64].decode()

    last = max(folder.glob("sdk.*"))
    last.write_bytes(last.read_bytes()[:-1] + b"x")
    assert Result.DIFFERS in {check.result for check in verify(report, [folder])}


def test_a_set_that_is_not_whole_is_opened_file_by_file(tmp_path):
    folder = packed(tmp_path, "7zz", "a", "-v100k", "../set/sdk.7z")
    (folder / "sdk.7z.001").rename(folder / "sdk.7z.005")
    assert not any(item.parts for item in survey(folder, Limits()) if isinstance(item, Entry))


def test_files_that_only_bear_numbers_are_no_set(tmp_path):
    for number in range(1, 4):
        (tmp_path / f"log.{number:03}").write_bytes(b"a line of a log\n" * number)
        (tmp_path / f"backup.{number:03}").write_bytes(b"\x1f\x8b\x08" + bytes(number))
    assert look_at(tmp_path).containers == []
    assert not any(item.part for item in survey(tmp_path, Limits()) if isinstance(item, Entry))


def test_the_order_of_a_set(tmp_path):
    names = [b"A.PART%d.RAR" % number for number in (1, 2, 10, 3, 4, 5, 6, 7, 8, 9)] + [b"b.r00", b"b.rar", b"b.r01"]
    for name in (*names, b"c.part01.rar"):
        (tmp_path / name.decode()).write_bytes(rar.SIGNATURE5 + bytes(20))
    assert all(map(may_be, names))
    found = sets(bytes(tmp_path), [*names, b"c.part01.rar"])
    assert found == [tuple(b"A.PART%d.RAR" % number for number in range(1, 11)), (b"b.rar", b"b.r00", b"b.r01")]


def piece(name: bytes, part: bytes, whole: bytes, flags: int) -> bytes:
    crc = zlib.crc32(whole if not flags & 0x10 else part)
    body = rar.number(4) + rar.number(len(whole)) + rar.number(0o644) + struct.pack("<I", crc)
    body += rar.number(0) + rar.number(1) + rar.number(len(name)) + name
    return rar.block5(2, body, flags, size=len(part)) + part


@pytest.mark.skipif(shutil.which("unar") is None, reason="needs unar (apt-get install unar)")
def test_volumes_of_rar(tmp_path):
    whole = FACE * 9
    cut = len(whole) // 2
    first = rar.SIGNATURE5 + rar.block5(1, rar.number(1)) + piece(b"face.h", whole[:cut], whole, 0x10)
    second = rar.SIGNATURE5 + rar.block5(1, rar.number(3) + rar.number(1)) + piece(b"face.h", whole[cut:], whole, 0x08)
    (tmp_path / "sdk.part1.rar").write_bytes(first + rar.block5(5, rar.number(1)))
    (tmp_path / "sdk.part2.rar").write_bytes(second + rar.block5(5, rar.number(0)))
    report = scan([tmp_path], Options(jobs=1))
    (target,) = report.targets
    assert [gap for gap in target.gaps if gap.could_hide] == []
    assert {place.layers[-1] for finding in target.findings for place in finding.evidence} == {"face.h"}
    with hired() as outside:
        assert {check.result for check in verify(report, [tmp_path], outside=outside)} == {Result.HOLDS}


def shield(folder: Path, *, packed: bool) -> dict[bytes, bytes]:
    """A header and two cabinets; the second file begins in one and ends in the other."""
    files = {b"face.h": FACE, b"noise.bin": NOISE[:5000] + FACE, b"last.h": FACE * 2}
    alone = installshield_cab.cabinet(files, packed=packed)
    begin, offset = 84, struct.unpack_from("<I", alone, 12)[0]
    table = bytearray(alone[offset:])
    base = 0x300 + 4
    records = [struct.unpack_from("<HQQQ", table, base + 0x57 * number) for number in range(3)]
    cut = records[1][3] + 900  # in the middle of the second
    held = records[1][2] if packed else records[1][1]
    for number, (flags, size, stored, start) in enumerate(records):
        at = base + 0x57 * number
        if number == 1:
            struct.pack_into("<H", table, at, flags | 1)
        if number == 2:
            struct.pack_into("<HQQQ", table, at, flags, size, stored, start - cut + begin)
            struct.pack_into("<H", table, at + 0x55, 2)
    (folder / "data1.hdr").write_bytes(alone[:12] + struct.pack("<II", 84, len(table)) + bytes(64) + bytes(table))
    ends = struct.pack("<QIIQQQQQQ", begin, 0, 1, begin, 0, 0, records[1][3], 0, 900)
    (folder / "data1.cab").write_bytes(alone[:12] + bytes(8) + ends + alone[begin:cut])
    ends = struct.pack("<QIIQQQQQQ", begin, 1, 2, begin, 0, held - 900, 0, 0, 0)
    (folder / "data2.cab").write_bytes(alone[:12] + bytes(8) + ends + alone[cut:offset])
    return files


@pytest.mark.parametrize("packed", [True, False])
def test_a_header_beside_its_cabinets_gives_the_names(tmp_path, packed):
    files = shield(tmp_path, packed=packed)
    opened = look_at(tmp_path)
    assert opened.codes == []
    assert opened.files("installshield-file") == {b"folder/" + name: data for name, data in files.items()}
    report = scan([tmp_path], Options(jobs=1))
    assert {check.result for check in verify(report, [tmp_path])} == {Result.HOLDS}
    (tmp_path / "data1.hdr").unlink()
    assert "part" not in look_at(tmp_path).containers


def inside(folder: Path, way: str) -> bytes:
    """The files of a folder as members of an archive."""
    files = {b"in/" + path.name.encode(): path.read_bytes() for path in sorted(folder.iterdir())}
    if way == "tar":
        return tar.build(files)
    return archive([Item(name, data, 8 if way == "deflated" else 0) for name, data in files.items()])


SETS = [
    ("7zz", "a", "-v100k", "../set/sdk.7z"),
    ("7zz", "a", "-tzip", "-v100k", "../set/sdk.zip"),
    ("zip", "-s", "100k", "../set/sdk.zip"),
]


@pytest.mark.parametrize("line", SETS, ids=["7z", "zip.001", "zip"])
@pytest.mark.parametrize("way", ["tar", "stored", "deflated"])
def test_a_set_inside_an_archive_is_put_together(line, way, tmp_path):
    whole = inside(packed(tmp_path, *line), way)
    opened = look(whole)
    assert opened.codes == []
    assert FACE in opened.files().values()
    assert opened.containers.count("part") == 4 - 1
    target = tmp_path / "delivery.bin"
    target.write_bytes(whole)
    report = scan([target], Options(jobs=1))
    places = [place.layers for finding in report.targets[0].findings for place in finding.evidence]
    assert places
    assert all(layers[-1] == "face.h" for layers in places)
    assert {check.result for check in verify(report, [target])} == {Result.HOLDS}


def test_a_set_inside_an_archive_that_is_not_whole_is_opened_file_by_file(tmp_path):
    folder = packed(tmp_path, "7zz", "a", "-v100k", "../set/sdk.7z")
    (folder / "sdk.7z.002").unlink()
    opened = look(inside(folder, "tar"))
    assert "part" not in opened.containers
    assert opened.codes


@pytest.mark.parametrize("packed", [True, False])
def test_a_header_beside_its_cabinets_inside_an_archive(tmp_path, packed):
    files = shield(tmp_path, packed=packed)
    opened = look(inside(tmp_path, "deflated"))
    assert opened.codes == []
    assert opened.files("installshield-file") == {b"folder/" + name: data for name, data in files.items()}


def test_what_only_bears_such_a_name_is_opened_as_ever():
    inner = archive([Item(b"face.h", FACE, 8)])
    names = [b"a.zip", b"a.z01", b"b.7z.001", b"b.7z.002", b"log.001", b"log.002", b"c.rar", b"c1.cab", b"c1.hdr"]
    opened = look(tar.build(dict.fromkeys(names, inner)))
    assert opened.codes == []
    assert opened.kinds("zip-member").count(FACE) == len(names)
    assert "part" not in opened.containers


def test_volumes_that_a_step_cannot_reach_stay_what_they_are(tmp_path):
    folder = packed(tmp_path, "7zz", "a", "-v100k", "../set/sdk.7z")
    items = [Item(path.name.encode(), path.read_bytes(), 14) for path in sorted(folder.iterdir())]
    opened = look(archive(items))
    assert "part" not in opened.containers
    assert opened.codes


@pytest.mark.parametrize("start", [rar.SIGNATURE5, b"Rar!\x1a\x07\x00"])
@pytest.mark.parametrize("behind", [b"", b"\xff" * 40, bytes(40)])
def test_a_damaged_start_of_a_volume_waits_for_nothing(start, behind):
    look(tar.build({b"a.rar": start + behind, b"a.r00": start + behind, b"a.r01": b""}))


def test_a_set_larger_than_the_limit_is_a_gap(tmp_path):
    whole = inside(packed(tmp_path, "7zz", "a", "-v100k", "../set/sdk.7z"), "tar")
    opened = look(whole, Limits(out=450_000, ratio_from=450_000))
    assert "budget-spent" in opened.codes


@settings(deadline=None, max_examples=60)
@given(
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), max_size=4),
    st.sampled_from([0, 8]),
)
def test_a_set_inside_an_archive_that_is_damaged(cut, changes, method):
    inner = archive([Item(b"face.h", FACE, 8), Item(b"noise", NOISE[:900], 0)])
    parts = [Item(b"a.zip.%03d" % (at // 300 + 1), inner[at : at + 300], method) for at in range(0, len(inner), 300)]
    data = bytearray(archive(parts))
    opened = look(bytes(data))
    assert FACE in opened.files().values()
    assert opened.containers.count("part") == len(parts)
    for where, bit in changes:
        data[int(where * len(data))] ^= 1 << bit
    look(bytes(data[: int(cut * len(data))]))
