"""Discs: ISO 9660 with Rock Ridge and Joliet, UDF, and both on one."""

import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from sousveil.opening.transforms import parse
from sousveil.proving.independent.layers import undone
from sousveil.proving.independent.public_tools import Tools
from tests.opening.looking import look
from tests.samples.opening import payload
from tests.samples.opening.iso9660 import SECTOR, Disc, build, descriptor, record
from tests.samples.opening.raw_sectors import raw
from tests.samples.opening.udf import EMBEDDED, LONG, SHORT
from tests.samples.opening.udf import build as udf

TEXT = "EM_NATION_维族".encode()


def test_rock_ridge_names_are_raw():
    opened = look(build())
    assert opened.files("iso-member") == payload.FILES


def test_a_file_in_three_trees_is_one_member():
    opened = look(build())
    assert len([blob for blob in opened.leaves if blob.layer.kind == "iso-member"]) == len(payload.FILES)


def test_joliet_names_where_there_are_no_others():
    opened = look(build({"文档/标记.txt".encode(): TEXT}, rock_ridge=False))
    assert opened.files("iso-member") == {"文档/标记.txt".encode(): TEXT}


def test_plain_names_without_version():
    opened = look(build({b"a/b": TEXT}, rock_ridge=False, joliet=False))
    assert opened.files("iso-member") == {b"F0000000/F0000000": TEXT}


def test_an_image_to_start_from_is_a_part():
    assert look(build()).kinds("boot-image") == [(b"\xeb\xfe" * 300).ljust(1024, b"\0")]


def _disc(records: bytes, *parts: bytes) -> bytes:
    disc = Disc(20)
    for part in parts:
        disc.put(part)
    root = disc.put((record(b"\0", disc.next, SECTOR, 2, b"SP\x07\x01\xbe\xef\0") + records).ljust(SECTOR, b"\0"))
    disc.put(descriptor(1, disc.next, record(b"\0", root, SECTOR, 2)), 16)
    disc.put(b"\xffCD001\x01", 17)
    return disc.whole()


def _linked(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(bytes([{b"..": 4, b"": 8}.get(part, 0), len(part) if part not in {b"", b".."} else 0])
                    + (part if part not in {b"", b".."} else b"") for part in parts)  # fmt: skip
    use = b"SL" + bytes([5 + len(body), 1, 0]) + body
    return record(name, 0, 0, use=use)


def test_links_are_told():
    opened = look(_disc(_linked(b"A.;1", b"x", b"y") + _linked(b"B.;1", b"..", b"etc") + _linked(b"C.;1", b"", b"etc")))
    assert opened.codes == ["link", "link", "link-outside"]
    assert [gap.detail for gap in opened.gaps] == ["-> x/y", "-> ../etc", "-> /etc"]


def test_a_file_in_several_extents():
    halves = [b"1" * SECTOR + TEXT.ljust(SECTOR, b"."), b"between", b"2" * 100]
    records = record(b"A.;1", 20, 2 * SECTOR, 0x80) + record(b"A.;1", 23, 100)
    opened = look(_disc(records, *halves))
    assert opened.files("iso-member") == {b"A": halves[0] + halves[2]}
    assert not opened.gaps


def test_a_long_name_goes_on_elsewhere():
    area = (b"NM" + bytes([5 + 200, 1, 0]) + b"y" * 200).ljust(SECTOR, b"\0")
    use = b"NM" + bytes([5 + 3, 1, 1]) + b"xxx" + b"CE\x1c\x01" + b"".join(
        struct.pack("<I", value) + struct.pack(">I", value) for value in (20, 0, 205)
    )  # fmt: skip
    opened = look(_disc(record(b"A.;1", 21, len(TEXT), use=use), area, TEXT))
    assert opened.files("iso-member") == {b"xxx" + b"y" * 200: TEXT}


def test_a_moved_folder_stands_where_it_was():
    inner = Disc(0)
    inner.put(record(b"\0", 20, SECTOR, 2) + record(b"T.TXT;1", 21, len(TEXT)))
    records = record(b"DEEP", 0, 0, use=b"CL\x0c\x01" + struct.pack("<I", 20) + struct.pack(">I", 20))
    records += record(b"MOVED", 20, SECTOR, 2, b"RE\x04\x01")
    opened = look(_disc(records, inner.whole(), TEXT))
    assert opened.files("iso-member") == {b"DEEP/T.TXT": TEXT}


def test_a_folder_that_holds_itself():
    opened = look(_disc(record(b"LOOP", 20, SECTOR, 2)))
    assert not opened.files("iso-member")


def test_a_disc_cut_short_says_so():
    whole = build()
    opened = look(whole[: 26 * SECTOR])
    assert "truncated" in opened.codes


@pytest.mark.parametrize("metadata", [False, True])
@pytest.mark.parametrize("allocation", [EMBEDDED, SHORT, LONG])
def test_udf_in_any_allocation(allocation, metadata):
    files = {"文档/标记.txt".encode(): TEXT, b"b/c": TEXT * 3 + bytes(1000)}
    if allocation == LONG:
        files[b"d/long"] = TEXT.ljust(3 * SECTOR, b".") + TEXT
    opened = look(udf(files, (allocation,), metadata=metadata))
    assert not opened.gaps
    assert opened.files("udf-member") == files


def test_udf_parts_that_were_never_written():
    opened = look(udf({b"a/b": TEXT, b"c/d": b""}, (LONG,), holes=True))
    assert not opened.gaps
    assert opened.files("udf-member") == {b"a/b": TEXT + bytes(4096), b"c/d": bytes(4096)}


def test_udf_without_a_file_set():
    data = bytearray(udf())
    data[256 * SECTOR] = 9
    assert look(bytes(data)).codes == ["damaged"]


def test_udf_with_a_partition_that_is_not_known():
    data = udf(metadata=True).replace(b"*UDF Metadata Partition", b"*UDF Virtual Partition\0")
    assert look(data).codes == ["unsupported-method"]


def test_both_on_one_disc_give_each_file_once():
    disc = bytearray(udf({b"a/b": TEXT * 50}, (SHORT,)).ljust(420 * SECTOR, b"\0"))
    at = bytes(disc).index(TEXT) // SECTOR
    root = 415
    folder = record(b"\0", root, SECTOR, 2) + record(b"B.;1", at, len(TEXT * 50)) + record(b"C.;1", 416, len(TEXT))
    first = descriptor(1, 420, record(b"\0", root, SECTOR, 2))
    marks = [b"\xffCD001\x01", b"\0BEA01\1", b"\0NSR02\1", b"\0TEA01\1"]
    for sector, data in ((root, folder), (416, TEXT), *enumerate([first, *marks], 16)):
        disc[sector * SECTOR : sector * SECTOR + len(data)] = data
    opened = look(bytes(disc))
    assert opened.files("iso-member") == {b"a/b": TEXT * 50, b"C": TEXT}
    assert not opened.gaps


@pytest.mark.skipif(shutil.which("genisoimage") is None, reason="genisoimage is not installed")
@pytest.mark.parametrize(
    "options", [["-R"], ["-J", "-R"], ["-J", "-joliet-long"], ["-udf"], ["-udf", "-J", "-R"], ["-l"]]
)
def test_discs_of_a_real_packer(options, tmp_path: Path):
    folder = tmp_path / "in"
    for path, data in {
        "a/b/c/d/e/f/g/h/i/long name of a file.txt": TEXT,
        "标记.txt": TEXT * 1000,
        "empty": b"",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "link").symlink_to("empty")
    image = tmp_path / "x.iso"
    command = ["genisoimage", "-quiet", "-input-charset", "utf-8", "-D", *options, "-o", str(image), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    opened = look(image.read_bytes())
    assert sorted(len(data) for data in opened.files("iso-member").values() if data) == [len(TEXT), len(TEXT * 1000)]
    assert set(opened.codes) <= {"link"}
    assert not opened.kinds("unknown"), [len(kind) for kind in opened.kinds("unknown")]
    if "-R" in options or options == ["-udf"]:
        assert "标记.txt".encode() in opened.files("iso-member")


@pytest.mark.parametrize("mode", [1, 2])
def test_a_disc_with_whole_sectors(mode):
    sound = b"\1\2" * 1176
    opened = look(raw(build(), mode) + sound)
    assert opened.files("iso-member") == payload.FILES
    assert opened.kinds("unknown") == [sound]
    assert opened.gaps == []
    with Tools() as tools:
        assert undone(raw(build(), mode), f"sectors:{8 + 8 * mode}", tools)[0] == build()


def test_a_disc_with_whole_sectors_that_is_cut():
    opened = look(raw(build())[:-100])
    assert opened.codes == ["truncated"]
    assert opened.files("iso-member") == payload.FILES
    look(raw(build())[:3000])
    with pytest.raises(LookupError):
        parse("sectors:17")
