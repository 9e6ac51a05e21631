"""Options from files: what stands in them, and what cannot."""

import pytest

from sousveil.judging import Accepted
from sousveil.model.words import Stage
from sousveil.running.options import OptionsError, accepted_gaps, settings, stages


def test_accepted_gaps_have_a_code_a_pattern_and_a_reason(tmp_path):
    path = tmp_path / "gaps"
    path.write_text("# what we know of\nencrypted  *.7z  # the maker's licence files\n\nno-jail\n", "utf-8")
    assert accepted_gaps(path) == (Accepted("encrypted", "*.7z", "the maker's licence files"), Accepted("no-jail"))


@pytest.mark.parametrize("text", ["*.zip encrypted\n", "enc/rypted x\n"])
def test_a_line_that_is_no_gap_is_refused_with_its_number(tmp_path, text):
    path = tmp_path / "gaps"
    path.write_text("truncated\n" + text)
    with pytest.raises(OptionsError, match="line 2"):
        accepted_gaps(path)


def test_a_file_of_gaps_that_is_not_there(tmp_path):
    with pytest.raises(OptionsError, match="No such file"):
        accepted_gaps(tmp_path / "none")


def test_stages_are_words_with_commas():
    assert stages("event, trigger") == (Stage.EVENT, Stage.TRIGGER)
    with pytest.raises(OptionsError, match="no stage 'alarm'"):
        stages("event,alarm")


def test_settings_are_the_words_of_the_command_line(tmp_path):
    (tmp_path / ".sousveil.toml").write_text('fail-on = ["event"]\njobs = 2\n[limits]\ndepth = 3\n')
    got = settings(tmp_path)
    assert (got.fail_on, got.jobs, got.limits.depth) == ([Stage.EVENT], 2, 3)
    assert got.limits.ratio == 1000


@pytest.mark.parametrize("text", ["jbos = 2\n", "jobs = 'two'\n", "jobs = \n", "[limits]\ndepht = 3\n"])
def test_settings_that_cannot_be_are_said(tmp_path, text):
    (tmp_path / ".sousveil.toml").write_text(text)
    with pytest.raises(OptionsError, match=r"\.sousveil\.toml"):
        settings(tmp_path)


def test_no_settings_are_the_defaults(tmp_path):
    assert settings(tmp_path).jobs == 0
