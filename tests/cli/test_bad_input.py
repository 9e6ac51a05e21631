"""Bad input: each time a clear message or a gap, the right exit code, nothing lost, no traceback."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.cli.calling import call, command, environment

FACE = """\
enum EM_NATION_TYPE { EM_NATION_TYPE_UNKNOWN, EM_NATION_TYPE_UYGUR, EM_NATION_TYPE_OTHER };
struct NET_FACE_DATA { int nAge; enum EM_NATION_TYPE emNation; int nBoundingBox[4]; };
"""

linux = pytest.mark.skipif(sys.platform != "linux", reason="as Linux has it")


def scanned(target: Path | bytes, code: int, *more: str) -> dict:
    """The report of one target, and that the program ended with ``code``."""
    done = call("scan", "--format", "json", *more, target)
    assert done.returncode == code, done.stderr + done.stdout[-2000:]
    assert done.stderr == ""
    return json.loads(done.stdout)["targets"][0]


def gaps(report: dict) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for gap in report["gaps"]:
        out.setdefault(gap["code"], []).append("/".join(gap["layers"]))
    return out


def found_in(report: dict) -> set[str]:
    return {place["layers"][-1] if place["layers"] else "" for f in report["findings"] for place in f["evidence"]}


@pytest.mark.parametrize("target", ["none", "none/below", "a\nb"])
def test_a_missing_path(tmp_path, target):
    done = call("scan", tmp_path / target)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(": no such file or folder\n")
    assert done.stderr.count("\n") == 1


def test_one_missing_path_of_two_stops_before_anything(tmp_path):
    (tmp_path / "a.h").write_text(FACE)
    done = call("scan", tmp_path / "a.h", tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, "")


def without_rights() -> None:
    """Give up the right of root to read everything (PR_CAPBSET_DROP of the two capabilities for it)."""
    import ctypes

    libc = ctypes.CDLL(None)
    for capability in (1, 2):
        libc.prctl(24, capability, 0, 0, 0)


@linux
def test_an_unreadable_file(tmp_path):
    (tmp_path / "a.h").write_text(FACE)
    secret = tmp_path / "secret.h"
    secret.write_text(FACE)
    secret.chmod(0)
    as_root = os.geteuid() == 0

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
            preexec_fn=without_rights if as_root else None,
        )

    alone = run("scan", secret)
    assert (alone.returncode, alone.stdout) == (2, "")
    assert alone.stderr.strip().endswith("secret.h: Permission denied")
    among = run("scan", "--format", "json", tmp_path)
    assert among.returncode == 1
    report = json.loads(among.stdout)["targets"][0]
    assert gaps(report) == {"unreadable": ["secret.h"]}
    assert found_in(report) == {"a.h"}
    (tmp_path / "a.h").unlink()
    assert run("scan", tmp_path).returncode == 3


def test_an_empty_file(tmp_path):
    (tmp_path / "empty").touch()
    report = scanned(tmp_path / "empty", 0)
    assert (report["size"], report["verdict"]["complete"]) == (0, True)


@linux
def test_a_loop_of_links(tmp_path):
    (tmp_path / "a.h").write_text(FACE)
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    (tmp_path / "up").symlink_to("..")
    (tmp_path / "self").symlink_to(".")
    report = scanned(tmp_path, 1)
    assert {gap["code"]: gap["count"] for gap in report["gaps"]} == {"link": 3, "link-outside": 1}
    assert gaps(report)["link-outside"] == ["up"]
    done = call("scan", tmp_path / "one")
    assert done.returncode == 2
    assert "leads nowhere" in done.stderr


@linux
def test_what_is_neither_a_file_nor_a_folder(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in call("scan", tmp_path / "pipe").stderr
    report = scanned(tmp_path, 0)
    assert gaps(report) == {"special-file": ["pipe"]}


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("first.h", FACE)
        out.writestr("second.txt", os.urandom(20_000).hex())
    return path


@pytest.mark.parametrize("share", [0.5, 0.99])
def test_a_truncated_zip(archive, share):
    data = archive.read_bytes()
    archive.write_bytes(data[: int(len(data) * share)])
    report = scanned(archive, 1)
    assert not report["verdict"]["complete"]
    assert gaps(report).keys() & {"truncated", "damaged"}
    assert found_in(report) == {"first.h"}


def test_a_zip_with_a_wrong_size_field(archive):
    data = bytearray(archive.read_bytes())
    at = data.index(b"PK\1\2")
    data[at + 24 : at + 28] = (7).to_bytes(4, "little")  # uncompressed size in the central directory
    archive.write_bytes(data)
    report = scanned(archive, 1)
    assert gaps(report).keys() & {"sizes-differ", "damaged", "checksum-differs"}
    assert not report["verdict"]["complete"]
    assert found_in(report) == {"first.h"}


def locked(data: bytes, password: bytes) -> bytes:
    """``data`` under the traditional encryption of zip (APPNOTE 6.1)."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(old: int, byte: int) -> int:
        return zlib.crc32(bytes([byte]), old ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def turn(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    for byte in password:
        turn(byte)
    out = bytearray()
    for byte in data:
        mixed = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ (mixed * (mixed ^ 1) >> 8 & 255))
        turn(byte)
    return bytes(out)


def test_a_zip_with_a_password(tmp_path):
    path = tmp_path / "a.zip"
    secret = locked(bytes(11) + (zlib.crc32(FACE.encode()) >> 24).to_bytes(1, "little") + FACE.encode(), b"secret")
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("open.txt", "nothing\n")
        out.writestr("locked.h", secret)
    data = bytearray(path.read_bytes())
    for mark, flags, crc, size in ((b"PK\3\4", 6, 14, 22), (b"PK\1\2", 8, 16, 24)):
        at = data.rindex(mark)
        data[at + flags] |= 1
        data[at + crc : at + crc + 4] = zlib.crc32(FACE.encode()).to_bytes(4, "little")
        data[at + size : at + size + 4] = len(FACE).to_bytes(4, "little")
    path.write_bytes(data)
    with zipfile.ZipFile(path) as told:
        assert told.read("locked.h", b"secret") == FACE.encode()  # it is what it should be
    report = scanned(path, 3)
    assert gaps(report) == {"encrypted": ["locked.h"]}
    assert not report["verdict"]["complete"]
    assert report["coverage"]["opaque"] > 0


@linux
def test_a_sparse_file_of_ten_gigabytes(tmp_path):
    sparse = tmp_path / "sparse.bin"
    with sparse.open("wb") as file:
        file.truncate(10 << 30)
        file.seek(5 << 30)
        file.write(FACE.encode())
    report = scanned(sparse, 3)
    assert gaps(report) == {"searched-only": ["<data-run>"]}
    assert report["size"] == 10 << 30
    (blob,) = [blob for blob in report["blobs"].values() if blob["parent"] is not None]
    assert blob["extent"] == [5 << 30, 4096]
    assert any("UYGUR" in place["text"] for f in report["findings"] for place in f["evidence"])


@linux
@pytest.mark.parametrize("cut", [False, True])
def test_a_file_that_changes_while_it_is_read(tmp_path, cut):
    (tmp_path / "a.h").write_text(FACE)
    changing = tmp_path / "log.bin"
    changing.write_bytes(os.urandom(1 << 20) * 200)
    ended = threading.Event()

    def change() -> None:
        size = changing.stat().st_size
        while not ended.wait(0.02):
            with changing.open("r+b") as file:
                if cut:
                    size = max(size - (20 << 20), 1 << 20)
                    file.truncate(size)
                else:
                    file.write(os.urandom(16))

    writer = threading.Thread(target=change)
    writer.start()
    try:
        report = scanned(tmp_path, 1)
    finally:
        ended.set()
        writer.join()
    (code,) = gaps(report).keys() - {"searched-only", "looks-encrypted"}
    assert code in {"changed-while-read", "worker-died"}
    assert gaps(report)[code] == ["log.bin"]
    assert found_in(report) == {"a.h"}


@linux
def test_names_that_are_not_utf_8(tmp_path):
    folder = os.fsencode(tmp_path) + b"/\xc3\x28 \xff"
    os.mkdir(folder)  # noqa: PTH102 - raw bytes
    Path(os.fsdecode(folder + b"/\xb2\xe2.h")).write_text(FACE)
    report = scanned(folder, 1)
    assert [blob["name_hex"] for blob in report["blobs"].values()] == ["b2e22e68"]
    assert found_in(report) == {"\\xb2\\xe2.h"}
    for kind in ("terminal", "html"):
        assert call("scan", "--format", kind, folder).returncode == 1
    out = tmp_path / "report.json"
    call("scan", "--format", "json", "--output", out, folder)
    assert call("verify", out, folder).returncode == 0


@linux
def test_names_that_would_turn_the_line_around(tmp_path):
    (tmp_path / "a\x1b[2J\u202eb\n.h").write_text(FACE)
    printed = call("scan", tmp_path).stdout
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@linux
def test_a_broken_pipe(tmp_path):
    (tmp_path / "a.h").write_text(FACE + "// words\n" * 20_000)
    scan = subprocess.Popen(
        command("scan", "--format", "json", tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    scan.stdout.close()
    assert scan.stderr.read() == b""
    assert scan.wait(60) == 128 + signal.SIGPIPE
    scan.stderr.close()


@linux
def test_a_full_disk():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("scan", "--format", "json", __file__),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            check=False,
        )
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(of: int) -> set[int]:
    out = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == of and fields[0] != "Z":
            out.add(int(path.parent.name))
    return out


@linux
def _heeds_ctrl_c():
    """As in a terminal: a shell that starts something in the background has it ignore the signal."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("to_group", [True, False])
def test_ctrl_c_in_the_middle(tmp_path, to_group):
    with (tmp_path / "large").open("wb") as file:
        for _ in range(8):
            file.write(os.urandom(1 << 20) * 32)
    scan = subprocess.Popen(
        command("scan", tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment(),
        preexec_fn=_heeds_ctrl_c,  # noqa: PLW1509 - one thread here
    )
    until = time.monotonic() + 30
    while not (workers := children(scan.pid)) and time.monotonic() < until:
        time.sleep(0.01)
    assert workers
    if to_group:
        os.killpg(scan.pid, signal.SIGINT)
    else:
        scan.send_signal(signal.SIGINT)
    out, said = scan.communicate(timeout=30)
    assert (scan.returncode, out) == (130, "")
    assert said == "sousveil: interrupted; nothing was reported\n"
    assert not any(alive(worker) for worker in workers)


def test_progress_is_silent_where_there_is_no_terminal(tmp_path):
    (tmp_path / "a").write_bytes(os.urandom(1 << 20))
    assert call("scan", tmp_path).stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scan"], "TARGET"),
        ([], "VERB"),
        (["scan", "--format", "docx", "."], "invalid choice"),
        (["scan", "--fail-on", "alarm", "."], "there is no stage 'alarm'"),
        (["scan", "--jobs", "0", "."], "--jobs"),
        (["scan", "--accept-gaps", "none", "."], "none: No such file"),
        (["scan", "--output", "none/report", __file__], "none/report: No such file"),
        (["verify", "none", "."], "none: No such file"),
        (["verify", __file__, "."], "not a report"),
    ],
)
def test_calls_that_cannot_be(arguments, said, tmp_path):
    done = call(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_broken_settings_file(tmp_path):
    (tmp_path / ".sousveil.toml").write_text("jobs = many")
    done = call("scan", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert re.fullmatch(r"sousveil: \.sousveil\.toml: .*\n", done.stderr)
