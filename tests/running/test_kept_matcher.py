"""What the matcher makes of a pack is kept from start to start, and saves time and nothing else."""

from pathlib import Path

import msgspec
import pytest

from sousveil.knowledge import load
from sousveil.matching import Matcher, matcher
from sousveil.matching.tables import Tables, tables_of
from sousveil.running.tools import LateMatcher

TEXTS = (
    "int emRaceType; // 人种, 民 族 and 维吾尔族",
    "национальность лица, этнический: unter 15",
    "EthnicGroup ethnies eth­nic",
    "minority · 少數民族 · 소수민족 · जातीय",
)


@pytest.fixture(autouse=True)
def _somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def kept(tmp_path: Path) -> list[Path]:
    return sorted(tmp_path.glob("sousveil/match-*"))


def test_the_second_start_takes_nothing_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = LateMatcher(load())
    first.keep()
    assert len(kept(tmp_path)) == 1
    monkeypatch.setattr(matcher, "tables_of", lambda _: pytest.fail("taken apart again"))
    second = LateMatcher(load())
    second.keep()
    for text in TEXTS:
        assert second.tag(text) == first.tag(text)
        assert second.tag(text)


@pytest.mark.parametrize("harm", [lambda _: b"", lambda raw: raw[:-1], lambda raw: b"\0" * len(raw)])
def test_what_is_damaged_is_made_again(tmp_path: Path, harm: object) -> None:
    LateMatcher(load()).keep()
    (file,) = kept(tmp_path)
    assert callable(harm)
    file.write_bytes(harm(file.read_bytes()))
    again = LateMatcher(load())
    again.keep()
    assert [again.tag(text) for text in TEXTS] == [Matcher(load()).tag(text) for text in TEXTS]
    known = LateMatcher(load())
    known.keep()
    assert msgspec.msgpack.decode(file.read_bytes()[32:], type=Tables) == known.ready.tables


def test_a_worker_that_may_open_nothing_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    LateMatcher(load()).keep()
    late = LateMatcher(load())
    (file,) = kept(tmp_path)
    file.unlink()
    monkeypatch.setattr(matcher, "tables_of", lambda _: pytest.fail("taken apart again"))
    assert late.tag(TEXTS[0])


def test_it_comes_out_of_a_file_as_it_went_in() -> None:
    made = tables_of(load())
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Tables) == made


def test_nothing_is_kept_of_a_pack_without_a_digest(tmp_path: Path) -> None:
    LateMatcher(msgspec.structs.replace(load(), digest="")).keep()
    assert kept(tmp_path) == []


def test_what_was_kept_is_not_used_for_the_words_and_rules_of_a_report():
    """Such a pack has the digest of its words, and conditions of fewer rules: what was kept would not fit them."""
    LateMatcher(load()).keep()
    carried = msgspec.structs.replace(load(), rules=load().rules[:1])
    for text in TEXTS:
        assert LateMatcher(carried, own=False).tag(text) == Matcher(carried).tag(text)
