"""Compound files: streams, large and small, in one run and in many; installer databases."""

import shutil
import struct
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from tests.opening.looking import look
from tests.samples.opening.cfb import MSI, compound, database, packed_name
from tests.samples.opening.zip import Item, archive

LARGE = bytes(range(256)) * 50


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("scattered", [False, True])
def test_streams_of_any_size(wide, scattered):
    streams = {"small": b"words", "large": LARGE, "a/b/deep": b"x" * 100, "a/other": LARGE[:5000], "empty": b"",
               "exact": LARGE[:4096]}  # fmt: skip
    opened = look(compound(streams, wide=wide, scattered=scattered))
    assert opened.files("ole-stream") == {name.encode(): data for name, data in streams.items() if data}
    assert not opened.gaps
    assert opened.containers == ["ole-mini-stream", "ole"]


def test_large_file_has_tables_of_tables():
    large = bytes(range(256)) * (9 << 12)
    opened = look(compound({"large": large, "last": LARGE, "small": b"words"}))
    assert opened.files("ole-stream") == {b"large": large, b"last": LARGE, b"small": b"words"}
    assert not opened.gaps
    assert not opened.kinds("unknown")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.dictionaries(st.text("abc", min_size=1, max_size=9), st.binary(max_size=9000), max_size=9), st.booleans())
def test_whatever_is_stored_comes_out(streams, scattered):
    opened = look(compound(streams, scattered=scattered), Limits(depth=2))
    found = {
        blob.layer.name: bytes(blob.data) for blob in opened.blobs if blob.layer and blob.layer.kind == "ole-stream"
    }
    assert found == {name.encode(): data for name, data in streams.items() if data}


def test_archive_in_a_stream():
    packed = archive([Item(b"inner", b"words" * 2000)])
    opened = look(compound({"Cabs.w1": packed}, scattered=True))
    assert opened.files("zip-member") == {b"inner": b"words" * 2000}


def test_names_of_installer_databases():
    for name in ("Binary.Name_1", "a", "ab", "_Tables", "File.x-y"):
        opened = look(compound({packed_name(name, table=True): b"rows" * 30}, clsid=MSI))
        assert set(opened.files("ole-stream")) == {b"!" + name.encode()}


@pytest.mark.parametrize("length", [1, 3000])
def test_strings_of_an_installer_database(length):
    strings = [b"Uygur_" * length, b"", b"Han", "维族".encode("gb18030")]
    opened = look(database(strings, {"cab": LARGE}))
    assert opened.files("ole-strings") == {b"strings.txt": b"\n".join(text for text in strings if text)}
    assert sum(b"Han" in bytes(blob.data) for blob in opened.leaves) == 1
    assert not opened.gaps


def test_strings_that_do_not_fit_their_pool_stay_as_they_are():
    data = database([b"first", b"second"], {"cab": LARGE}).replace(struct.pack("<HH", 6, 1), struct.pack("<HH", 7, 1))
    opened = look(data)
    assert not opened.files("ole-strings")
    assert opened.anywhere(b"firstsecond")


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("sequence", [2, 4])
def test_files_in_cabinets_have_their_real_names(wide, sequence):
    strings = [b"key1", b"C", b"FACE~1.H|face_attr.h", b"", b"key2", b"short.js"]
    width = 3 if wide else 2
    columns = [[1, 5], [2, 2], [3, 6], None, [0, 0], [0, 0]]
    table = b"".join(
        bytes(8) if column is None else b"".join(number.to_bytes(width, "little") for number in column)
        for column in columns
    )
    table += bytes(2 * 2 + 2 * sequence)
    packed = archive([Item(b"key1", b"// words" * 500), Item(b"key2", b"more"), Item(b"other", b"x")])
    data = database(strings, {"cab": packed.ljust(4096, b"\0")}, wide=wide, files=table)
    opened = look(data)
    inner = [blob for blob in opened.blobs if blob.layer and blob.layer.kind == "zip-member"]
    assert [(blob.layer.name, blob.name) for blob in inner] == [
        (b"key1", b"face_attr.h"), (b"key2", b"short.js"), (b"other", b"other")
    ]  # fmt: skip


def test_mail_is_left_closed():
    opened = look(compound({"__substg1.0_0037001F": b"subject" * 9, "__properties_version1.0": b"x" * 40}))
    assert opened.codes == ["mail-left-closed"]
    assert opened.kinds("mail")
    assert len(opened.leaves) == 1


def test_chain_that_loops():
    data = bytearray(compound({"large": LARGE}))
    table = data.rindex(struct.pack("<II", 1, 2))
    data[table + 20 : table + 24] = struct.pack("<I", 2)
    opened = look(bytes(data))
    assert opened.files("ole-stream")
    data = bytearray(compound({f"s{n}": LARGE for n in range(30)}))
    for at in range(512, len(data) - 4, 4):
        if data[at : at + 4] == struct.pack("<I", 0xFFFFFFFE):
            data[at : at + 4] = bytes(4)
    look(bytes(data))


def test_cut_short():
    data = compound({"large": LARGE * 4})
    assert "damaged" in look(data[: len(data) // 2]).codes
    turned = data[:-1024]
    assert look(turned).gaps


@pytest.mark.skipif(shutil.which("wixl") is None, reason="wixl is not installed (Debian: wixl)")
def test_made_by_wixl(tmp_path):
    (tmp_path / "words.txt").write_bytes("民族 Uygur".encode())
    (tmp_path / "a.wxs").write_text(
        """<?xml version="1.0"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="*" Name="Example of a product" Language="1033" Version="1.0" Manufacturer="Nobody"
           UpgradeCode="11111111-1111-1111-1111-111111111111">
    <Package Compressed="yes" InstallerVersion="200"/>
    <Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Component Id="C" Guid="22222222-2222-2222-2222-222222222222"><File Id="F" Source="words.txt"/></Component>
    </Directory>
    <Feature Id="All" Level="1"><ComponentRef Id="C"/></Feature>
  </Product>
</Wix>"""
    )
    subprocess.run(["wixl", "-o", "a.msi", "a.wxs"], cwd=tmp_path, check=True, capture_output=True)
    opened = look((tmp_path / "a.msi").read_bytes())
    assert b"Example of a product" in opened.files("ole-strings")[b"strings.txt"].split(b"\n")
    streams = [blob for blob in opened.blobs if blob.layer and blob.layer.kind == "ole-stream"]
    assert any(bytes(blob.data[:4]) == b"MSCF" for blob in streams)
    assert opened.files("cab-member") == {b"words.txt": "民族 Uygur".encode()}
    assert not opened.gaps
