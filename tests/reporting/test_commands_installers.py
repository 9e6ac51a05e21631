"""The commands for parts of set-up programs, run as they stand."""

import io
import zipfile
import zlib
from functools import partial
from pathlib import Path

import pytest

from sousveil.proving.independent.layers import PYTHON, undone
from sousveil.proving.independent.public_tools import Tools
from tests.reporting.test_report_commands import HEADER, entry, run
from tests.samples.opening.inno import lzma1, lzma2
from tests.samples.opening.installshield_cab import masked
from tests.samples.opening.pe import image
from tests.samples.opening.raw_sectors import raw
from tests.samples.opening.zisofs import packed as zisofs


@pytest.mark.parametrize(
    ("transform", "pack"),
    [
        (f"sectors:16|head:{len(HEADER)}", lambda data: raw(data.ljust(4096, b"\0"))),
        (f"sectors:24|head:{len(HEADER)}", lambda data: raw(data.ljust(4096, b"\0"), 2)),
        ("zisofs", zisofs),
        ("zisofs2", partial(zisofs, wide=True)),
        ("lzma-stream", lzma1),
        ("lzma2-stream", lzma2),
        ("isc-mask", masked),
        ("", bytes),
    ],
)
def test_how_installers_and_discs_pack(tmp_path: Path, transform: str, pack) -> None:
    stored = pack(HEADER)
    data = b"stub" * 10 + stored + b"behind"
    blobs = {
        "b1": entry(None, "file", b"", data, None),
        "b9": entry("b1", "nsis-member", b"$INSTDIR/a.h", HEADER, (40, len(stored)), transform),
    }
    run(tmp_path, data, blobs)


def test_a_member_in_several_runs(tmp_path: Path) -> None:
    data = b"stub" + HEADER[9:] + b"---" + HEADER[:9]
    rest = len(HEADER) - 9
    blobs = {
        "b1": entry(None, "file", b"", data, None),
        "b9": entry("b1", "ole-stream", b"a", HEADER, (4, len(data) - 4), f"pieces:{rest + 3}+9,0+{rest}"),
    }
    run(tmp_path, data, blobs)


def test_a_zip_behind_a_program(tmp_path: Path) -> None:
    stub = image({(24, 1, 0): b"<assembly/>"})
    file = io.BytesIO(stub)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("first", b"words" * 9)
        archive.writestr("a.h", HEADER)
        info = archive.getinfo("a.h")
    data = file.getvalue()
    start = info.header_offset + 30 + len("a.h") - len(stub)
    blobs = {
        "b1": entry(None, "file", b"", data, None),
        "b2": entry("b1", "pe-overlay", b"", data[len(stub) :], (len(stub), len(data) - len(stub))),
        "b9": entry("b2", "zip-member", b"a.h", HEADER, (start, info.compress_size), "deflate"),
    }
    run(tmp_path, data, blobs)


def test_parts_of_a_set_that_are_packed_each(tmp_path: Path) -> None:
    cut = len(HEADER) // 2
    first = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = first.compress(HEADER[:cut]) + first.flush()
    data = b"stub" + packed + b"---" + HEADER[cut:]
    rest = len(HEADER) - cut
    step = f"assemble:0+{len(packed)}=deflate/{cut},{len(packed) + 3}+{rest}"
    blobs = {
        "b1": entry(None, "file", b"", data, None),
        "b9": entry("b1", "joined-members", b"a.001", HEADER, (4, len(data) - 4), step),
    }
    run(tmp_path, data, blobs)
    with Tools() as tools:
        assert undone(data[4:], step, tools) == (HEADER, f"assemble ({PYTHON})")
