"""A report holds against the bytes it was made of; anything changed in between is caught and named."""

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

import msgspec
import pytest

from samples.demo import build
from sousveil.model.report import Evidence, Report
from sousveil.proving import ProvingError, Result, exit_code, lines, load, verify
from sousveil.reporting import to_json
from sousveil.running.options import Options
from sousveil.running.scan import scan


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    return build(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def report(product):
    return scan([product], Options())


@pytest.fixture
def copy(product, tmp_path):
    for path in product.rglob("*"):
        if path.is_file():
            to = tmp_path / path.relative_to(product)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())
    return tmp_path


def flip(path: Path, offset: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(data)


def quoted(report: Report, name: str) -> Evidence:
    return next(e for f in report.targets[0].findings for e in f.evidence if any(name in layer for layer in e.layers))


def test_the_demonstration_holds(product, report):
    checks = verify(report, [product])
    assert exit_code(checks) == 0
    assert len(checks) > 60
    assert {check.result for check in checks} == {Result.HOLDS}
    assert any("jar/com" in check.about for check in checks), "a place in a jar in a zip is among them"


def test_it_holds_after_the_report_was_written_and_read(product, report, tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(to_json(report))
    assert exit_code(verify(load(path), [product])) == 0


def test_one_flipped_bit_in_a_quoted_layer_is_caught_and_named(copy, report):
    place = quoted(report, "example_netsdk.h")
    flip(copy / "include/example_netsdk.h", place.offset)
    checks = verify(report, [copy])
    assert exit_code(checks) == 1
    wrong = [check for check in checks if check.result is Result.DIFFERS]
    assert wrong[0].about == "SHA-256"
    assert {"layer include/example_netsdk.h: SHA-256 " in check.why for check in wrong[1:]} == {True}
    untouched = [check for check in checks if "example_idcard.h" in check.about]
    assert untouched
    assert {check.result for check in untouched} == {Result.HOLDS}


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_flipped_bit_anywhere_in_an_archive_is_caught(copy, report, part):
    archive = copy / "java/example-netsdk-java.zip"
    flip(archive, int(archive.stat().st_size * part))
    wrong = [check for check in verify(report, [copy]) if check.result is Result.DIFFERS]
    assert any("layer java/example-netsdk-java.zip: SHA-256" in check.why for check in wrong)


def test_every_quoted_layer_has_its_digest(report):
    for blob in report.targets[0].blobs.values():
        assert len(blob.sha256) == 64
        assert blob.parent is None or blob.parent in report.targets[0].blobs


def changed(report: Report, **fields: object) -> Report:
    """The report with its first evidence changed."""
    target = report.targets[0]
    finding = target.findings[0]
    evidence = (msgspec.structs.replace(finding.evidence[0], **fields), *finding.evidence[1:])
    findings = (msgspec.structs.replace(finding, evidence=evidence), *target.findings[1:])
    return msgspec.structs.replace(report, targets=(msgspec.structs.replace(target, findings=findings),))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"text": "EM_SOMETHING"}, "not 'EM_SOMETHING'"),
        ({"line": 1}, "not in line 1"),
        ({"column": 999}, "not in column 999"),
        ({"offset": 1 << 40}, "beyond"),
        ({"length": -1}, "beyond"),
        ({"encoding": ("utf-16-le",)}, "stands|not utf-16-le"),
    ],
)
def test_a_report_that_says_what_is_not_there_differs(product, report, fields, why):
    checks = verify(changed(report, **fields), [product])
    (wrong,) = [check for check in checks if check.result is Result.DIFFERS]
    import re

    assert re.search(why, wrong.why), wrong.why


@pytest.mark.parametrize("fields", [{"encoding": ("rot13-of-nobody",)}, {"blob": "b999"}])
def test_what_cannot_be_checked_is_said(product, report, fields):
    checks = verify(changed(report, **fields), [product])
    assert exit_code(checks) == 3
    assert [check.why != "" for check in checks if check.result is Result.CANNOT] == [True]


def with_blob(report: Report, **fields: object) -> Report:
    target = report.targets[0]
    blobs = {
        name: msgspec.structs.replace(blob, **fields) for name, blob in target.blobs.items() if blob.parent is None
    }
    blobs = {**target.blobs, **blobs}
    return msgspec.structs.replace(report, targets=(msgspec.structs.replace(target, blobs=blobs),))


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../outside", "include/./x", ""])
def test_a_report_never_leads_out_of_the_target(product, report, name):
    (product.parent / "outside").write_text("x")
    told = with_blob(report, name=name, name_hex=name.encode().hex())
    checks = verify(told, [product])
    assert {check.result for check in checks if check.quote} == {Result.CANNOT}
    assert all("leads out of the target" in check.why for check in checks if check.quote)


def test_a_link_in_the_way_is_not_followed(copy, report):
    (copy / "include/example_netsdk.h").rename(copy / "elsewhere.h")
    (copy / "include/example_netsdk.h").symlink_to("../elsewhere.h")
    checks = [check for check in verify(report, [copy]) if "include/example_netsdk.h" in check.about]
    assert {check.result for check in checks} == {Result.CANNOT}


def test_a_file_that_is_gone_differs(copy, report):
    (copy / "include/example_netsdk.h").unlink()
    checks = [check for check in verify(report, [copy]) if "include/example_netsdk.h" in check.about]
    assert {check.why for check in checks} == {"layer include/example_netsdk.h: it is not there"}


def test_a_file_as_a_target_nested_and_in_other_encodings(tmp_path):
    text = (
        "enum EXV_RACE_KIND { 黄种人, 黑种人, 白种人 };\n"
        "struct FACE_INFO { enum EXV_RACE_KIND race; int faceBox[4]; };\n"
    )
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode="w:xz") as archive:
        for codec in ("utf-8", "utf-16", "gb18030"):
            data = text.encode(codec)
            info = tarfile.TarInfo(f"{codec}.h")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    with zipfile.ZipFile(tmp_path / "outer.zip", "w", zipfile.ZIP_DEFLATED) as outer:
        outer.writestr("inner.tar.xz", inner.getvalue())
    report = scan([tmp_path / "outer.zip"], Options())
    checks = verify(report, [tmp_path / "outer.zip"])
    assert exit_code(checks) == 0, lines(checks)
    assert report.targets[0].sha256 == hashlib.sha256((tmp_path / "outer.zip").read_bytes()).hexdigest()
    places = {place.layers[-1] for finding in report.targets[0].findings for place in finding.evidence}
    assert places == {"utf-8.h", "utf-16.h", "gb18030.h"}
    (tmp_path / "outer.zip").write_bytes((tmp_path / "outer.zip").read_bytes() + b"\0")
    assert exit_code(verify(report, [tmp_path / "outer.zip"])) == 1


def test_targets_that_do_not_fit(product, report, tmp_path):
    with pytest.raises(ProvingError, match="1 targets, and 2"):
        verify(report, [product, product])
    with pytest.raises(ProvingError, match="no such file"):
        verify(report, [tmp_path / "none"])
    (tmp_path / "file").write_text("x")
    with pytest.raises(ProvingError, match="about a folder"):
        verify(report, [tmp_path / "file"])


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b'{"schema": 99}', b'{"schema": 1}', b"\xff\xfe", b'{"schema": 1, "run": 2}']
)
def test_what_is_no_report_is_refused(tmp_path, data):
    path = tmp_path / "report.json"
    path.write_bytes(data)
    with pytest.raises(ProvingError):
        load(path)


def test_lines_say_what_holds_in_few_words_and_what_does_not_in_full(copy, report):
    text = lines(verify(report, [copy]))
    assert len(text.splitlines()) < 15
    flip(copy / "include/example_netsdk.h", 100)
    text = lines(verify(report, [copy]))
    assert "DIFFERS" in text
    assert "include/example_netsdk.h: SHA-256" in text


def test_control_characters_of_a_report_do_not_reach_the_terminal(product, report):
    text = lines(verify(changed(report, blob="\x1b[2J\u202e"), [product]))
    assert "\x1b" not in text
    assert "\u202e" not in text
