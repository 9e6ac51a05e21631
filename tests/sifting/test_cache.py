"""The cache saves time and nothing else: damaged, foreign or forbidden, the answer is the same."""

import os
from pathlib import Path

import hyperscan
import msgspec
import pytest

from sousveil.sifting import Sifter, cache, sifter
from sousveil.sifting.automaton import Automaton
from tests.sifting.packs import PACK

DATA = "byEthnic 维族 emRace face".encode()


@pytest.fixture(autouse=True)
def _somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def kept(tmp_path: Path) -> list[Path]:
    return sorted(tmp_path.glob("sousveil/*"))


def test_the_second_start_compiles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Sifter(PACK).sift(DATA)
    assert len(kept(tmp_path)) == 1
    monkeypatch.setattr(sifter, "compile_automata", lambda _: pytest.fail("compiled again"))
    second = Sifter(PACK)
    assert second.sift(DATA) == first
    assert second.about_people(DATA)


@pytest.mark.parametrize("harm", [lambda _: b"", lambda raw: raw[:-1], lambda raw: raw[:999] + b"\0" + raw[1000:],
                                  lambda raw: b"\0" * len(raw)])  # fmt: skip
def test_a_damaged_cache_is_built_again(tmp_path: Path, harm: object) -> None:
    first = Sifter(PACK).sift(DATA)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    assert callable(harm)
    file.write_bytes(harm(whole))
    assert Sifter(PACK).sift(DATA) == first
    assert cache.load(file, sifter.Automata) is not None


def test_a_database_for_another_engine_is_built_again(tmp_path: Path) -> None:
    first = Sifter(PACK).sift(DATA)
    (file,) = kept(tmp_path)
    foreign = Automaton(b"another engine", b"", b"", (), 1)
    assert cache.store(file, sifter.Automata(foreign, msgspec.Raw(b"\x90"), msgspec.Raw(b"\x90")))
    assert Sifter(PACK).sift(DATA) == first


def test_one_file_for_each_pack_and_few_in_all(tmp_path: Path) -> None:
    folder = tmp_path / "sousveil"
    assert len({cache.key(digest) for digest in ("a", "b")}) == 2
    for name in "abcdefgh":
        assert cache.store(folder / f"sift-{name}", [name])
    assert 1 < len(kept(tmp_path)) < 8
    assert cache.load(folder / "sift-h", list[str]) == ["h"]


def test_what_is_used_stays_when_others_come(tmp_path: Path) -> None:
    assert cache.store(tmp_path / "sift-used", ["used"])
    for name in "abcdefgh":
        for file in tmp_path.glob("sift-*"):
            os.utime(file, (1, 1))  # as of long ago
        assert cache.load(tmp_path / "sift-used", list[str]) == ["used"]
        assert cache.store(tmp_path / f"sift-{name}", [name])
    assert cache.load(tmp_path / "sift-used", list[str]) == ["used"]
    assert len(list(tmp_path.glob("sift-*"))) < 8


def test_what_is_of_another_shape_is_not_taken(tmp_path: Path) -> None:
    assert cache.store(tmp_path / "x", ["not", "automata"])
    assert cache.load(tmp_path / "x", sifter.Automata) is None


@pytest.mark.parametrize("where", ["/dev/null/here", "relative"])
def test_where_nothing_can_be_written_it_still_sifts(
    where: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", where)
    assert Sifter(PACK).sift(DATA)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert not cache.store(tmp_path / "x", [1])
    assert list(tmp_path.iterdir()) == []


def test_no_cache_without_a_digest_or_when_not_wanted(tmp_path: Path) -> None:
    assert Sifter(PACK, cached=False).sift(DATA)
    assert kept(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_only_the_user_reads_it(tmp_path: Path) -> None:
    Sifter(PACK)
    (file,) = kept(tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {"HOME": "/home/a"}, Path("/home/a/.cache/sousveil")),
        ("darwin", {"HOME": "/home/a"}, Path("/home/a/Library/Caches/sousveil")),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/sousveil/cache")),
        ("win32", {"LOCALAPPDATA": ""}, None),
    ],
)
def test_where_it_lies(
    system: str, variables: dict[str, str], expected: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr("sys.platform", system)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache.directory() == expected


def test_the_engine_says_when_a_database_is_not_its_own() -> None:
    with pytest.raises(hyperscan.HyperscanError):
        hyperscan.loadb(b"another engine", mode=hyperscan.HS_MODE_BLOCK)
