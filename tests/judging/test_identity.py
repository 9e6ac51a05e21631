"""Findings keep their ids however files are packed, wherever they lie, and when a new edition changes other things."""

import io
import tarfile
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samples.demo import build
from sousveil.running.options import Options
from sousveil.running.scan import scan


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, bytes]:
    folder = build(tmp_path_factory.mktemp("demo"))
    plain = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    # two files that say the same, so that something else must tell their findings apart
    for name, more in (("one", "smile"), ("two", "glasses")):
        plain[f"web/{name}.json"] = f'{{"faceAttributes": {{"race": "", "{more}": "", "faceBox": []}}}}'.encode()
    return plain


@pytest.fixture(scope="module")
def told(files, tmp_path_factory):
    return ids(zipped(files, sorted(files)), tmp_path_factory.mktemp("told"))


def ids(data: bytes, folder, name: str = "sdk.zip") -> dict[str, tuple]:
    (folder / name).write_bytes(data)
    findings = scan([folder / name], Options(jobs=1)).targets[0].findings
    assert len({finding.id for finding in findings}) == len(findings)
    return {f.id: (f.kind, f.trait, f.stages, f.groups, f.claim) for f in findings}


def zipped(files, order, prefix="", method=zipfile.ZIP_DEFLATED, year=2020) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in order:
            archive.writestr(zipfile.ZipInfo(prefix + name, (year, 1, 2, 3, 4, 6)), files[name], method)
    return out.getvalue()


@given(data=st.data())
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_archive_packed_anew_has_the_same_findings(files, told, tmp_path_factory, data):
    order = data.draw(st.permutations(sorted(files)))
    prefix = data.draw(st.sampled_from(["", "sdk-2.0/", "a/b/c/"]))
    packed = data.draw(st.sampled_from(["deflated", "stored", "lzma", "tar"]))
    if packed == "tar":
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w:xz") as archive:
            for name in order:
                info = tarfile.TarInfo(prefix + name)
                info.size, info.mtime = len(files[name]), data.draw(st.integers(0, 1 << 31))
                archive.addfile(info, io.BytesIO(files[name]))
        made = out.getvalue()
    else:
        method = {"deflated": zipfile.ZIP_DEFLATED, "stored": zipfile.ZIP_STORED, "lzma": zipfile.ZIP_LZMA}[packed]
        made = zipped(files, order, prefix, method, data.draw(st.integers(1990, 2030)))
    again = ids(made, tmp_path_factory.mktemp("again"), "other-name.bin")
    assert again.keys() == told.keys()
    assert {key: value[:3] for key, value in again.items()} == {key: value[:3] for key, value in told.items()}
    assert {key: set(value[3]) for key, value in again.items()} == {key: set(value[3]) for key, value in told.items()}


def moved(name: str) -> str:
    return f"moved/deep/{name.rpartition('/')[2]}" if name.endswith((".h", ".json", ".xml")) else name


def test_moved_files_keep_their_findings(files, told, tmp_path):
    other = {moved(name): content for name, content in files.items()}
    assert ids(zipped(other, sorted(other)), tmp_path).keys() == told.keys()


def test_a_new_edition_keeps_the_findings_that_it_did_not_touch(files, told, tmp_path):
    other = dict(files)
    other["include/example_netsdk.h"] = (
        b"// Version 2.11\n\n" + files["include/example_netsdk.h"] + b"\nint more(int);\n"
    )
    other["include/another.h"] = b"struct EXV_CLOCK { int hour; int minute; };\n"
    other["idcard/example_idcard.h"] = files["idcard/example_idcard.h"].replace(b"\n", b"\r\n")
    assert ids(zipped(other, sorted(other)), tmp_path).keys() == told.keys()
