"""Dress as a proxy of religion, in every language that has words for it and in all encodings that it was written in.

The kits are of an invented maker: a record of a face with a field for what is worn for a faith, sent with an alarm.
"""

from pathlib import Path

import pytest
import yaml

from sousveil.knowledge import lexicon
from sousveil.model.words import Trait
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.knowledge.test_languages import FOLDER, LEGACY, shown, written

CASES = yaml.safe_load((Path(__file__).parent / "dress.yaml").read_text("utf-8"))
WITHOUT = {"bo", "en"}
"""Tibetan has no words for dress yet, and English stands in other tests."""
KIT = """#pragma once

// {face}
typedef struct {{
    int       a;      // {age}
    int       b;      // {sex}
    int       c;      // {glasses}
{fields}
    XD_RECT   r;
}} XD_FACE;

// {alarm}
typedef struct {{
    long      t;
    XD_FACE   f;      // {face}
}} XD_ALARM;
"""


def texts(case: dict) -> dict[str, str]:
    """A record with one field for dress, one with a field for each kind of it, and the shop."""
    single = f"    int       d;      // {case['field']}"
    each = "\n".join(f"    int       d{n};     // {value}" for n, value in enumerate(case["values"]))
    return {"one": KIT.format(fields=single, **case), "each": KIT.format(fields=each, **case), "shop": case["shop"]}


def encodings(language: str) -> set[str]:
    return {"utf-8", "utf-16"} | LEGACY[language]


@pytest.mark.parametrize("language", sorted(CASES))
def test_what_is_worn_for_a_faith_is_found_and_a_shop_is_not(language: str, tmp_path: Path):
    case = CASES[language]
    spelt = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    for encoding in sorted(encodings(language)):
        for kind, text in texts(case).items():
            folder = tmp_path / f"{kind}-{encoding}"
            folder.mkdir()
            (folder / ("shop.txt" if kind == "shop" else "face.h")).write_bytes(written(text, encoding, spelt))
    for report in scan(sorted(tmp_path.iterdir()), Options(jobs=1)).targets:
        if report.name.startswith("shop"):
            assert shown(report) == (set(), set()), report.name
            continue
        found = [finding for finding in report.findings if finding.kind == "capability"]
        assert Trait.RELIGION in {finding.trait for finding in found}, report.name
        assert {"field", "event"} <= shown(report)[1], report.name


def test_every_language_with_a_kit_says_what_is_worn():
    assert set(CASES) | WITHOUT == set(LEGACY)


def test_each_kind_of_dress_has_a_word_in_each_of_these_languages():
    spoken = {(term.concept, term.language) for term in lexicon.read_all()[0]}
    kinds = {concept for concept, _ in spoken if concept.startswith("proxy/")}
    told = {"zh-Hans": ("zh",), "zh-Hant": ("zh-Hant", "zh")}
    missing = {
        (kind, language)
        for kind in kinds
        for language in CASES
        if not any((kind, own) in spoken for own in told.get(language, (language,)))
    }
    assert missing == set()
