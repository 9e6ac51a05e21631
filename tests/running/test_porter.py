"""What a tool can do and cannot: seen from outside, with tools that try."""

import io
import os
import socket
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from sousveil.opening.outside import Outside, Result
from sousveil.opening.tools import FOLDERS, INPUT, PASSWORD, SEVENZIP, UNAR, Tool, find
from sousveil.running import landlock, porter, scratch

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not landlock.version(), reason="tools are only run where Landlock fences them in"
)

HOSTILE = b"\xff\xfe hostile bytes"
MOST = {"most_bytes": 1 << 20, "most_files": 10, "seconds": 20}


def tool(script: str, *, name: str = "tool", children: bool = False, password: tuple[str, ...] = ()) -> Tool:
    """A tool that is a Python program."""
    here = Path(sys.executable)
    return Tool(
        name,
        (here.name,),
        "python3",
        ("-I", "-c", f"import os, sys\n{script}", INPUT),
        (),
        password=password,
        children=children,
        folders=(str(here.parent),),
        needs=(sys.prefix, sys.base_prefix),
    )


def run(one: Tool, data: bytes = HOSTILE, **most: int) -> tuple[Result, dict[bytes, bytes]]:
    with porter.hired([one]) as outside, outside.run(one, [("input", memoryview(data))], **{**MOST, **most}) as result:
        return result, {name: bytes(view) for name, view in result.files()}


def tried(*attempts: str, **how: bool) -> list[str]:
    """What each attempt came to inside a tool: ``done``, or the name of its error."""
    script = "import ctypes, socket, subprocess, pathlib\n"
    for attempt in attempts:
        script += f"try:\n    {attempt}\n    print('done')\nexcept Exception as why:\n    print(type(why).__name__)\n"
    result, _ = run(tool(script, **how))
    assert not result.code, result.detail
    return result.output.decode().split()


@pytest.fixture
def scratch_in(tmp_path, monkeypatch) -> Path:
    """The folder in which scratch folders are made: nobody else's."""
    monkeypatch.setattr(scratch, "parent_folder", lambda: tmp_path)
    return tmp_path


def test_what_it_writes_comes_back_by_name():
    result, files = run(
        tool(
            "os.makedirs('b/c'); open('b/c/two', 'w').write('2'); open(b'a\\xff', 'w').write('1'); open('0', 'w')\n"
            "open('big', 'wb').write(open(sys.argv[1], 'rb').read() * 100_000)"
        ),
        most_bytes=10 << 20,
    )
    assert not result.code
    assert list(files) == [b"0", b"a\xff", b"b/c/two", b"big"]
    assert files[b"b/c/two"] == b"2"
    assert files[b"big"] == HOSTILE * 100_000


def test_the_input_has_a_name_of_ours_and_the_environment_is_empty(monkeypatch):
    monkeypatch.setenv("SECRET", "x")
    result, _ = run(tool("print(os.path.basename(sys.argv[1]), sys.stdin.read(), sorted(os.environ))"))
    assert result.output.decode().split(" ", 1)[0] == "input"
    assert "SECRET" not in result.output.decode()


def test_further_inputs_lie_beside_the_first():
    one = tool("print(sorted(os.listdir(os.path.dirname(sys.argv[1]))))")
    with porter.hired([one]) as outside:
        inputs = [("data1.hdr", memoryview(b"1")), ("data1.cab", memoryview(b"2"))]
        with outside.run(one, inputs, **MOST) as result:
            assert result.output.decode().strip() == "['data1.cab', 'data1.hdr']"


def test_nothing_is_left_behind(scratch_in):
    with porter.hired([tool("")]) as outside:
        assert list(scratch_in.iterdir())
        outside.run(tool("open('a', 'w')"), [("input", memoryview(b""))], **MOST)  # never closed
    assert not list(scratch_in.iterdir())


def test_what_a_killed_process_left_is_swept_away_when_it_is_old_and_empty(scratch_in):
    for name, age in (("sousveil-old", 90_000), ("sousveil-new", 10), ("other", 90_000), ("sousveil-full", 90_000)):
        folder = scratch_in / name / "1"
        folder.mkdir(parents=True)
        if name == "sousveil-full":
            (folder / "file").write_text("x")
        os.utime(scratch_in / name, (time.time() - age,) * 2)
    with scratch.folder():
        pass
    assert sorted(path.name for path in scratch_in.iterdir()) == ["other", "sousveil-full", "sousveil-new"]


def test_a_deep_tree_is_a_limit_and_is_removed(scratch_in):
    result, files = run(
        tool("open('top', 'w')\nfor _ in range(3000):\n    os.mkdir('d' * 100); os.chdir('d' * 100)"), most_files=9999
    )
    assert (result.code, "depth" in result.detail) == ("tool-stopped", True)
    assert list(files) in ([], [b"top"])
    assert not list(scratch_in.iterdir())


def test_links_and_second_names_are_not_taken(tmp_path):
    result, files = run(
        tool(
            "open('z', 'w').write('mine'); os.link('z', 'again'); os.symlink('/etc/passwd', 'passwd')\n"
            "os.symlink('..', 'up'); os.mkdir('folder', 0); open('closed', 'w').write('x'); os.chmod('closed', 0)"
        )
    )
    assert files == {b"again": b"mine", b"closed": b"x"}
    assert result.other == 3


def test_what_it_cannot_make():
    where = scratch.parent_folder() / f"escaped-{os.getpid()}"
    assert (
        tried(
            "os.mknod('device', 0o60666, os.makedev(8, 0))",
            "os.mkfifo('pipe')",
            "pathlib.Path('../../escaped').write_text('x')",
            f"pathlib.Path('{where}').write_text('x')",
            "pathlib.Path('/tmp/escaped').write_text('x')",
        )
        == ["PermissionError"] * 5
    )
    assert tried("os.link('/usr/bin/env', 'env')") != ["done"]
    assert not where.exists()


def test_it_sees_no_target_and_no_secret(tmp_path):
    (tmp_path / "target").write_text("x")
    assert (
        tried(
            f"pathlib.Path('{tmp_path}/target').read_text()",
            "pathlib.Path('/etc/passwd').read_text()",
            "os.listdir('/proc')",
            "os.listdir('/')",
        )
        == ["PermissionError"] * 4
    )


def test_it_reaches_nobody():
    listening = socket.create_server(("127.0.0.1", 0))
    with listening:
        port = listening.getsockname()[1]
        assert (
            tried(
                f"socket.create_connection(('127.0.0.1', {port}), 1)",
                "socket.socket(socket.AF_UNIX)",
                "os.kill(os.getppid(), 9)",
                "os.kill(-1, 0)",
                "os.setsid()",
                "os.setpgid(0, 0)",
            )
            == ["PermissionError"] * 6
        )


def test_it_has_no_children_unless_it_may():
    attempts = ("os.wait() if os.fork() else os._exit(0)", "subprocess.run(['/bin/true'])")
    assert tried(*attempts) == ["PermissionError"] * 2
    assert tried(*attempts, children=True) == ["done"] * 2


def test_it_may_have_threads():
    assert tried("import threading; one = threading.Thread(target=print); one.start(); one.join()") == ["done"]


def test_rights_and_times_are_kept_only_in_its_head(tmp_path):
    path = tmp_path / "mine"
    path.write_text("x")
    path.chmod(0o600)
    assert (
        tried(f"os.chmod('{path}', 0o777)", f"os.utime('{path}', (0, 0))", f"os.chown('{path}', 1, 1)") == ["done"] * 3
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_mtime > 1
    assert path.stat().st_uid == os.getuid()


@pytest.mark.parametrize("children", [False, True])
def test_one_that_hangs_is_ended_with_all_its_children(children):
    script = "import time\nif len(sys.argv) and {}: os.fork(); os.fork()\nopen('a', 'w')\ntime.sleep(600)"
    result, files = run(tool(script.format(children), children=children), seconds=1)
    assert (result.code, "tool_seconds" in result.detail) == ("tool-out-of-time", True)
    assert files == {b"a": b""}


def test_one_that_burns_its_time_is_ended():
    assert run(tool("while True: pass"), seconds=1)[0].code == "tool-out-of-time"


def test_one_file_that_is_too_large():
    result, files = run(tool("file = open('a', 'wb')\nwhile True: file.write(bytes(1 << 16))"), most_bytes=1 << 20)
    assert (result.code, "bytes" in result.detail) == ("tool-stopped", True)
    assert files in ({}, {b"a": bytes(1 << 20)})


@pytest.mark.parametrize(
    ("script", "limit"),
    [
        ("n = 0\nwhile True:\n    open(str(n), 'wb').write(bytes(200_000)); n += 1", "bytes"),
        ("n = 0\nwhile True:\n    open(str(n), 'wb'); n += 1", "files"),
        ("n = 0\nwhile True:\n    os.mkdir(str(n)); n += 1", "files"),
        ("for n in range(50): open(str(n), 'wb')", "files"),
        ("for n in range(9): open(str(n), 'wb').truncate(200_000)", "bytes"),
    ],
)
def test_many_files_that_are_too_much(script, limit):
    result, files = run(tool(script))
    assert (result.code, limit in result.detail) == ("tool-stopped", True)
    assert len(files) <= 10
    assert sum(map(len, files.values())) <= 1 << 20


def test_one_that_talks_without_end_does_not_fill_memory():
    result, _ = run(tool("for _ in range(3000): print('x' * 9999)"))
    assert not result.code
    assert 0 < len(result.output) <= 64 << 10


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sys.exit(3)", "exit code 3"),
        ("sys.exit('no such method')", "no such method"),
        ("os.kill(os.getpid(), 9)", "Error"),
        ("import ctypes; ctypes.string_at(8)", "SIGSEGV"),
        ("import signal; os.abort()", "ended by"),
    ],
)
def test_one_that_ends_badly_says_how(script, said):
    result, _ = run(tool(script))
    assert result.code == "tool-failed"
    assert said in result.detail


def test_memory_ends_somewhere():
    result, _ = run(tool("bytearray(1 << 40)"))
    assert (result.code, "MemoryError" in result.detail) == ("tool-failed", True)


def test_a_password_is_given_and_is_in_no_message():
    word = "hunter-zwei"
    says = tool("sys.exit('wrong: ' + sys._xoptions['word'])", password=("-X", f"word={PASSWORD}"))
    with porter.hired([says]) as outside:
        with outside.run(says, [("input", memoryview(b""))], **MOST, password=word) as result:
            assert (result.code, "wrong: …" in result.detail) == ("tool-failed", True)
            assert word not in result.detail
        with outside.run(says, [("input", memoryview(b""))], **MOST) as result:
            assert "KeyError" in result.detail


@pytest.mark.parametrize("known", [UNAR, SEVENZIP], ids=lambda known: known.name)
def test_tools_that_unpack_do_so_behind_the_fences(known):
    if not find([known]):
        pytest.skip(f"{known.package} is not installed")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/b.txt", "content")
    result, files = run(known, packed.getvalue())
    assert not result.code, result.detail
    assert files == {b"a/b.txt": b"content"}


def test_runs_within_runs_keep_apart():
    one = tool("open('a', 'w').write(open(sys.argv[1]).read() * 2)")
    with porter.hired([one]) as outside, outside.run(one, [("input", memoryview(b"x"))], **MOST) as outer:
        for _, data in outer.files():
            with outside.run(one, [("input", data)], **MOST) as inner:
                assert [bytes(view) for _, view in inner.files()] == [b"xxxx"]
        assert [bytes(view) for _, view in outer.files()] == [b"xx"]


def test_a_tool_does_not_see_the_run_around_it():
    one = tool("print(os.path.dirname(sys.argv[1])); open('a', 'w').write('x')")
    look = tool("try: os.listdir(open(sys.argv[1]).read())\nexcept OSError as why: print(type(why).__name__)", name="b")
    with porter.hired([one, look]) as outside, outside.run(one, [("input", memoryview(b""))], **MOST) as outer:
        place = outer.output.decode().strip().encode()
        with outside.run(look, [("input", memoryview(place))], **MOST) as result:
            assert result.output.decode().strip() in {"PermissionError", "FileNotFoundError"}


def test_a_missing_tool_names_its_package():
    missing = Tool("nothing", ("no-such-program",), "no-such-package", (), ())
    with porter.hired([missing]) as outside, outside.run(missing, [("input", memoryview(b""))], **MOST) as result:
        assert result.code == "tool-missing"
        assert "no-such-package" in result.detail


def test_without_fences_no_tool_runs(monkeypatch):
    monkeypatch.setattr("sousveil.running.landlock.version", lambda: 0)
    one = tool("print('I ran')")
    with porter.hired([one]) as outside, outside.run(one, [("input", memoryview(HOSTILE))], **MOST) as result:
        assert result.code == "tool-not-run"
        assert "landlock" in result.detail


def test_where_nothing_can_be_confined_no_tool_runs_and_no_folder_is_made(monkeypatch, scratch_in):
    monkeypatch.setattr("sousveil.running.jail.FORKS", False)
    with porter.hired([tool("")]) as outside, outside.run(tool(""), [], **MOST) as result:
        assert result.code == "tool-not-run"
        assert not list(scratch_in.iterdir())


def test_nobody_runs_nothing():
    with Outside().run(tool(""), [], **MOST) as result:
        assert result.code == "tool-not-run"
        assert not len(result)


def test_when_whoever_asked_dies_the_tool_does_too(tmp_path):
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        one = tool("import time; time.sleep(600)")
        outside, _ = porter.hire(tmp_path, [one])
        os.close(into)  # only the porter and the tool hold it now, if anybody does
        threading.Timer(0.5, lambda: os._exit(1)).start()
        outside.run(one, [("input", memoryview(b""))], **MOST)
    os.close(into)
    os.waitpid(child, 0)
    folder = next(tmp_path.iterdir())
    scratch.remove(folder)
    assert not folder.exists()
    os.close(out)


def test_programs_are_found_only_where_the_system_has_them(tmp_path, monkeypatch):
    (tmp_path / "unheard-of").write_text("#!/bin/sh\n")
    (tmp_path / "unheard-of").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    one = Tool("x", ("unheard-of", "true"), "coreutils", (), ())
    assert str(find([one])["x"].parent) in FOLDERS
    assert find([one._replace(programs=("unheard-of",))]) == {}


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "", "é"])
def test_the_porter_takes_no_name_that_is_a_path(name):
    one = tool("open('a', 'w')")
    with porter.hired([one]) as outside, outside.run(one, [(name, memoryview(b"x"))], **MOST) as result:
        assert result.code == "tool-not-run"
