"""A password opens what it should, on every verb, and is said nowhere."""

import json

import pytest

from sousveil.reporting.commands import SEVEN_ZIP
from tests.cli.calling import call
from tests.opening.locking import aes, traditional
from tests.samples.opening.zip import archive

WORD = "hunter-zwei-7"
FACE = b"""\
enum EM_NATION_TYPE { EM_NATION_TYPE_UNKNOWN, EM_NATION_TYPE_UYGUR, EM_NATION_TYPE_OTHER };
struct NET_FACE_DATA { int nAge; enum EM_NATION_TYPE emNation; int nBoundingBox[4]; };
"""


@pytest.fixture(params=[traditional, aes], ids=["traditional", "aes"])
def locked(request, tmp_path):
    path = tmp_path / "locked.zip"
    inner = archive([request.param(b"face.h", FACE, WORD.encode())])
    path.write_bytes(archive([request.param(b"inner.zip", inner, WORD.encode())]))
    return path


def test_a_password_opens_and_is_in_no_report(locked, tmp_path):
    shut = call("scan", "--format", "json", "--quiet", locked)
    assert shut.returncode == 3
    assert [gap["code"] for gap in json.loads(shut.stdout)["targets"][0]["gaps"]] == ["encrypted"]

    report, page = tmp_path / "report.json", tmp_path / "report.html"
    done = call("scan", "--format", "json", "--output", report, "--html", page, "--password", WORD, locked)
    assert done.returncode == 1
    said = [done.stdout, done.stderr, report.read_text("utf-8"), page.read_text("utf-8")]
    said.append(call("scan", "--password", "no", "--password", WORD, "--discarded", locked).stdout)
    said.append(call("explain", report, "1").stdout)
    held = call("verify", "--all", report, locked, "--password", WORD)
    assert held.returncode == 0, held.stdout
    said += [held.stdout, held.stderr]
    assert not [one for one in said if WORD in one]


def test_without_the_password_it_cannot_be_checked(locked, tmp_path):
    report = tmp_path / "report.json"
    call("scan", "--format", "json", "--output", report, "--quiet", "--password", WORD, locked)
    wrong = call("verify", report, locked, "--password", WORD + "x")
    assert wrong.returncode == 3
    assert WORD not in wrong.stdout + wrong.stderr


def test_a_wrong_password_is_in_no_report(locked):
    for kind in ("json", "html", "terminal"):
        done = call("scan", "--format", kind, "--password", WORD + "-wrong", locked)
        assert done.returncode == 3
        assert WORD not in done.stdout + done.stderr


def test_the_settings_may_name_passwords(locked, tmp_path):
    (tmp_path / ".sousveil.toml").write_text(f'[limits]\npasswords = ["{WORD}"]\n')
    done = call("scan", "--format", "json", "--quiet", locked, cwd=tmp_path)
    assert done.returncode == 1
    assert WORD not in done.stdout + done.stderr
    (tmp_path / ".sousveil.toml").write_text(f'[limits]\npasswords = [7]\n# "{WORD}"\n')
    done = call("scan", locked, cwd=tmp_path)
    assert done.returncode == 2
    assert WORD not in done.stdout + done.stderr


def test_the_commands_beside_a_place_ask_for_the_password(locked, tmp_path):
    page = tmp_path / "report.html"
    call("scan", "--quiet", "--html", page, "--password", WORD, locked)
    text = page.read_text("utf-8")
    assert f"{SEVEN_ZIP} x -so" in text
    assert "unzip -p" not in text


def test_a_file_of_passwords_is_read_line_by_line(locked, tmp_path):
    words = tmp_path / "words"
    words.write_bytes(f"\ufeffno\r\n\r\n {WORD}\r\n{WORD}\r\n".encode())
    report = tmp_path / "report.json"
    done = call("scan", "--format", "json", "--output", report, "--quiet", "--password-file", words, locked)
    assert done.returncode == 1
    assert WORD not in done.stdout + done.stderr + report.read_text("utf-8")
    assert call("verify", report, locked, "--password-file", words).returncode == 0
    assert call("tree", "--password-file", words, locked).returncode == 0


def test_a_file_of_passwords_that_cannot_be_read_is_said(locked, tmp_path):
    words = tmp_path / "words"
    done = call("scan", "--password-file", words, locked)
    assert done.returncode == 2
    assert "words" in done.stderr
    words.write_bytes(b"\xff\xfe" + WORD.encode())
    done = call("scan", "--password-file", words, locked)
    assert done.returncode == 2
    assert WORD not in done.stderr
