"""The commands printed under a place, run as they stand: each ends at the quoted bytes."""

import bz2
import gzip
import hashlib
import io
import lzma
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import msgspec
import pytest

from sousveil.model.report import BlobEntry, Evidence, TargetReport
from sousveil.model.words import Stage
from sousveil.reporting.commands import SEVEN_ZIP, TARGET, recipe
from tests.opening.looking import look
from tests.reporting.invented import CASES, NAME, digest, evidence
from tests.samples.opening import ar, cab, compress, cpio, lz4, lzip, lzop, rar, rpm, sevenzip
from tests.samples.opening import tar as tars

HEADER = "// 人脸\r\nEM_ETHNIC_UYGUR = 4, // 维吾尔族\r\n".encode("gb18030")
QUOTE = "维吾尔族"


def entry(
    parent: str | None, kind: str, name: bytes, data: bytes, extent: tuple | None, transform: str = ""
) -> BlobEntry:
    return BlobEntry(
        parent=parent, kind=kind, name=name.decode("utf-8", "backslashreplace"), name_hex=name.hex(), index=0,
        extent=extent, transform=transform, sha256=hashlib.sha256(data).hexdigest(), size=len(data),
    )  # fmt: skip


def quote() -> Evidence:
    offset = HEADER.index(QUOTE.encode("gb18030"))
    place = evidence("EM_ETHNIC_UYGUR", (Stage.SCHEME,), "comment")
    return msgspec.structs.replace(place, text=QUOTE, offset=offset, length=8, blob="b9")


def zipped(name: str, method: int = zipfile.ZIP_DEFLATED) -> tuple[bytes, tuple[int, int]]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("other", b"other")
        archive.writestr(name, HEADER)
        info = archive.getinfo(name)
    start = info.header_offset + 30 + len(name.encode()) + len(info.extra)
    return out.getvalue(), (start, info.compress_size)


def tarred(name: str) -> tuple[bytes, tuple[int, int]]:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(HEADER)
        archive.addfile(info, io.BytesIO(HEADER))
    return out.getvalue(), (out.getvalue().index(HEADER), len(HEADER))


def run(tmp_path: Path, data: bytes, blobs: dict[str, BlobEntry], name: str = NAME) -> list[str]:
    (tmp_path / name).write_bytes(data)
    made: TargetReport = msgspec.structs.replace(CASES["found"].target(), name=name, blobs=blobs)
    found = recipe(made, [quote()])
    assert found is not None
    if missing := [tool for tool in (*found.tools, "sha256sum") if shutil.which(tool) is None]:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(found.lines)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    first, *rest = done.stdout.splitlines()
    assert first.split()[0] == hashlib.sha256(HEADER).hexdigest()
    assert rest == [QUOTE]
    return list(found.lines)


def test_a_file_by_itself(tmp_path: Path) -> None:
    blobs = {"b9": entry(None, "file", b"", HEADER, None)}
    lines = run(tmp_path, HEADER, blobs)
    assert lines[0].startswith(f"sha256sum {NAME}")


@pytest.mark.parametrize(
    "name", ["include/face_attr.h", "a b'c.h", "$(touch owned).h", "[a]*.h", "-rf", "维.h", "a\u202eb.h"]
)
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_member_of_a_zip_whatever_its_name(tmp_path: Path, name: str, method: int) -> None:
    data, extent = zipped(name, method)
    transform = "deflate" if method == zipfile.ZIP_DEFLATED else ""
    blobs = {
        "b1": entry(None, "file", b"", data, None),
        "b9": entry("b1", "zip-member", name.encode(), HEADER, extent, transform),
    }
    lines = run(tmp_path, data, blobs)
    assert lines[0].startswith(
        "unzip" if name in {"include/face_attr.h", "a b'c.h", "$(touch owned).h"} or name == "维.h" else "tail"
    )
    assert not (tmp_path / "owned").exists()
    assert not (tmp_path / "owned.h").exists()


@pytest.mark.parametrize(
    ("transform", "pack"), [("gzip", gzip.compress), ("bzip2", bz2.compress), ("xz", lzma.compress)]
)
def test_a_tar_in_a_compressed_stream(tmp_path: Path, transform: str, pack) -> None:
    inner, extent = tarred("include/face attr.h")
    data = pack(inner)
    blobs = {
        "b1": entry(None, "file", b"", data, None),
        "b2": entry("b1", transform, b"", inner, (0, len(data)), transform),
        "b9": entry("b2", "tar-member", b"include/face attr.h", HEADER, extent),
    }
    lines = run(tmp_path, data, blobs)
    assert lines[1].startswith("tar -xOf part1 -- 'include/face attr.h'")


def test_a_stream_behind_other_bytes(tmp_path: Path) -> None:
    packed = gzip.compress(HEADER)
    data = b"stub" * 10 + packed
    blobs = {
        "b1": entry(None, "file", b"", data, None),
        "b9": entry("b1", "gzip", b"", HEADER, (40, len(packed)), "gzip"),
    }
    assert run(tmp_path, data, blobs)[0].startswith("tail -c +41 ")


def test_a_file_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sdk" / "include").mkdir(parents=True)
    (tmp_path / "sdk" / "include" / "face.h").write_bytes(HEADER)
    blobs = {"b9": entry(None, "folder-member", b"include/face.h", HEADER, None)}
    made = msgspec.structs.replace(CASES["found"].target(), name="/somewhere/sdk", folder=True, blobs=blobs)
    found = recipe(made, [quote()])
    assert found is not None
    done = subprocess.run(
        ["bash", "-c", "\n".join(found.lines)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[1] == QUOTE


@pytest.mark.parametrize("name", ["-rf", "a\u202eb", "a\nb", "\\xff", "/"])
def test_a_target_with_an_odd_name_is_not_named(name: str) -> None:
    blobs = {"b9": entry(None, "file", b"", HEADER, None)}
    found = recipe(msgspec.structs.replace(CASES["found"].target(), name=name, blobs=blobs), [quote()])
    assert found is not None
    assert f" {TARGET} " in found.lines[0]


def test_a_path_that_climbs_out_of_the_folder_is_not_named() -> None:
    blobs = {"b9": entry(None, "folder-member", b"../../etc/hosts", HEADER, None)}
    made = msgspec.structs.replace(CASES["found"].target(), name="sdk", folder=True, blobs=blobs)
    found = recipe(made, [quote()])
    assert found is not None
    assert "etc" not in "".join(found.lines)


SOLID = {b"a.h": b"before it " * 9, b"dir/face.h": HEADER, b"c": b"behind it"}
ARCHIVES = {
    "cpio": cpio.build(SOLID),
    "ar": ar.build(SOLID),
    "rpm": rpm.package(gzip.compress(cpio.build(SOLID))),
    "7z": sevenzip.archive([sevenzip.Folder(SOLID, (sevenzip.X86, sevenzip.LZMA2))]),
    "7z of one file": sevenzip.archive([sevenzip.Folder({b"face.h": HEADER})]),
    "7z without a name": sevenzip.archive([sevenzip.Folder({b"-rf": HEADER, b"*": b"x"}, (sevenzip.LZMA1,))]),
    "7z without a name, LZMA2": sevenzip.archive([sevenzip.Folder({b"-rf": HEADER, b"*": b"x"}, (sevenzip.LZMA2,))]),
    "cab": cab.cabinet([(SOLID, cab.MSZIP)]),
    "rar": rar.archive5(*(rar.file5(*one) for one in SOLID.items())),
    "sparse": tars.sparse(b"face.h", [(0, HEADER[:20]), (20, HEADER[20:])], len(HEADER), "old") + tars.END,
    "lz4": lz4.build(HEADER),
    "lzip": lzip.build(HEADER),
    "lzop": lzop.build(HEADER, block=1000),
    "compress": compress.build(HEADER),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_whatever_was_opened(tmp_path: Path, kind: str) -> None:
    data = ARCHIVES[kind]
    blobs, wanted = {}, None
    for blob in look(data).blobs:
        if bytes(blob.data) == HEADER and wanted is None:
            wanted = blob
        layer = blob.layer
        blobs[f"n{blob.number}"] = entry(
            f"n{blob.parent.number}" if blob.parent else None,
            layer.kind if layer else "file",
            (layer.name if layer else None) or b"",
            bytes(blob.data),
            layer.extent if layer else None,
            layer.transform if layer else "",
        )
    assert wanted is not None
    blobs["b9"] = blobs[f"n{wanted.number}"]
    run(tmp_path, data, blobs)


def test_no_recipe_without_a_public_way() -> None:
    target = CASES["found"].target()
    odd = {"b1": entry(None, "file", b"", b"", None), "b9": entry("b1", "odd", b"x", b"", None, "odd")}
    assert recipe(msgspec.structs.replace(target, blobs=odd), [quote()]) is None
    assert recipe(msgspec.structs.replace(target, blobs={}), [quote()]) is None
    ring = {"b9": msgspec.structs.replace(odd["b9"], parent="b9")}
    assert recipe(msgspec.structs.replace(target, blobs=ring), [quote()]) is None
    assert digest("a") != digest("b")


@pytest.mark.parametrize("name", ["7z", "7zz", "7za"])
def test_seven_zip_is_called_by_the_name_that_it_has_here(name, tmp_path):
    program = next((path for each in ("7z", "7zz", "7za") if (path := shutil.which(each))), "")
    if not program:
        pytest.skip("not on this machine: 7z")
    (tmp_path / "face.h").write_bytes(HEADER)
    made = subprocess.run([program, "a", "a.7z", "face.h"], cwd=tmp_path, capture_output=True, check=False)
    assert made.returncode == 0
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / name).write_text(f'#!/bin/sh\nexec {program} "$@"\n')
    (folder / name).chmod(0o755)
    command = f"{SEVEN_ZIP} x -so a.7z face.h"
    here = {"PATH": str(folder)}
    came = subprocess.run(["/bin/sh", "-c", command], cwd=tmp_path, env=here, capture_output=True, check=False)
    assert came.stdout == HEADER
