"""Fonts, games, races that are run, forms, readers of documents and choices of language, in each language.

All of them name races, peoples and faiths, and none sorts people from pictures. Each language must have words for them,
so that what is set aside is set aside for a reason, and in no encoding may anything be said of such a program.
"""

from pathlib import Path

import pytest
import yaml

from sousveil.knowledge import lexicon
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.knowledge.test_languages import FOLDER, LEGACY, shown, written

CASES = yaml.safe_load((Path(__file__).parent / "ordinary.yaml").read_text("utf-8"))
TOPICS = ("font", "game", "racing", "form", "document", "locale")


def test_every_language_but_english_is_there():
    assert set(CASES) == set(LEGACY) - {"en"}
    assert all(tuple(case) == TOPICS for case in CASES.values())


@pytest.mark.parametrize("language", sorted(CASES))
def test_each_text_has_words_of_its_topic_in_its_language(language: str):
    own = {"zh-Hans": ("zh",), "zh-Hant": ("zh-Hant",)}.get(language, (language,))
    terms = lexicon.read_all()[0]
    for topic in TOPICS:
        words = {term.text for term in terms if term.concept == f"context/{topic}" and term.language in own}
        assert any(word in lexicon.normal(CASES[language][topic]) for word in words), topic


@pytest.mark.parametrize("language", sorted(CASES))
def test_nothing_is_said_of_ordinary_programs(language: str, tmp_path: Path):
    spelt = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    for encoding in sorted({"utf-8", "utf-16"} | LEGACY[language]):
        folder = tmp_path / encoding
        folder.mkdir()
        for topic in TOPICS:
            (folder / f"{topic}.txt").write_bytes(written(CASES[language][topic] + "\n", encoding, spelt))
    for report in scan(sorted(tmp_path.iterdir()), Options(jobs=1)).targets:
        assert shown(report) == (set(), set()), report.name
