"""A table of emoji is told from a list of labels with pictures beside it, and its words are set aside."""

import pytest

from sousveil.reading.emoji_table import EmojiTable
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.samples.reading.emoji_table import SOURCES, compiled, names

_ALL = SOURCES | {f"t{minor}.pyc": compiled((3, minor)) for minor in (7, 9, 11)}
_LABELS = 'RACE_LABELS = ["Black", "White", "Asian"]\n'


@pytest.mark.parametrize("name", _ALL)
def test_a_table_is_known_by_its_layout(name):
    assert EmojiTable().accepts(memoryview(_ALL[name]), name)


@pytest.mark.parametrize("name", _ALL)
def test_its_words_are_set_aside_with_the_reason(name, tmp_path):
    (tmp_path / name).write_bytes(_ALL[name])
    (target,) = scan([tmp_path], Options(jobs=1)).targets
    assert target.findings == ()
    assert "one entry of a table of emoji" in {one.reason for one in target.discards}


_PLAIN = SOURCES["pictures.py"].decode()
_MORE = {
    "labels": _PLAIN + _LABELS,
    "one name more": _PLAIN.replace("TABLE = {", 'TABLE = {\n    "race": ["black", "white"],'),
    "a function": _PLAIN + "def race_of(face): return model.predict(face)\n",
    "few": "\n".join(_PLAIN.splitlines()[:200]),
    "words": _PLAIN.replace("\U0001f3fb", "dark"),
}


@pytest.mark.parametrize("what", _MORE)
def test_a_file_with_anything_else_in_it_is_none(what):
    assert not EmojiTable().accepts(memoryview(_MORE[what].encode()), "pictures.py")


def test_compiled_with_many_other_texts_is_none():
    more = [f"label {n}" for n in range(len(names()))]
    assert not EmojiTable().accepts(memoryview(compiled((3, 9), more)), "t.pyc")
    assert not EmojiTable().accepts(memoryview(compiled((3, 11), more)), "t.pyc")


def test_what_is_broken_off_is_none_or_ends():
    whole = compiled((3, 9))
    for size in (0, 16, 37, 40, 60, 2000, len(whole) - 3):
        EmojiTable().accepts(memoryview(whole[:size]), "t.pyc")


def test_labels_beside_a_table_are_found(tmp_path):
    (tmp_path / "face_race.py").write_text(_PLAIN + _LABELS)
    (target,) = scan([tmp_path], Options(jobs=1)).targets
    assert {group for one in target.findings for group in one.groups} >= {"Black", "White", "Asian"}
