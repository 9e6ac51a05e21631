"""The words of each stage in each language: to subscribe, to query, to infer, to predict, and how sure it is.

Kits of an invented maker that use other words than those of ``languages/``, in every encoding of the language.
"""

from pathlib import Path

import pytest
import yaml

from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.knowledge.test_languages import FOLDER, LEGACY, shown, written

CASES = yaml.safe_load((Path(__file__).parent / "stages.yaml").read_text("utf-8"))
KIT = """#pragma once

// {trait}: {infer}
typedef enum {{
    XS_0 = 0,   // {unknown}
    XS_1 = 1,   // {groups[0]}
    XS_2 = 2    // {groups[1]}
}} XS_KIND;

// {face}
typedef struct {{
    XS_KIND   k;      // {trait}
    float     s;      // {sure}
    XS_RECT   r;      // {picture}
}} XS_FACE;

// {subscribe}
typedef struct {{
    long      t;
    XS_FACE   f;      // {face}
}} XS_SUB;

// {query}
typedef struct {{
    long      t;
    XS_KIND   k;      // {trait}
}} XS_ASK;
"""


def test_every_language_but_english_is_there():
    assert set(CASES) == set(LEGACY) - {"en"}


@pytest.mark.parametrize("language", sorted(CASES))
def test_each_stage_is_told_by_its_words(language: str, tmp_path: Path):
    spelt = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    for encoding in sorted({"utf-8", "utf-16"} | LEGACY[language]):
        folder = tmp_path / encoding
        folder.mkdir()
        (folder / "kit.h").write_bytes(written(KIT.format(**CASES[language]), encoding, spelt))
    for report in scan(sorted(tmp_path.iterdir()), Options(jobs=1)).targets:
        assert {"field", "scheme", "inference", "event", "exposure"} <= shown(report)[1], report.name
