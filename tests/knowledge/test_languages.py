"""Software written in other languages: what an invented maker would write is found, what others write is not.

Each file of ``languages/`` holds a kit (headers and labels) with the groups and stages that must come out, and a story,
a census form and a travel guide in the same language, in which no ability to sort people from pictures may be seen. All
of it is tried in every encoding that the language was written in before UTF-8, and in that.
"""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import yaml

from sousveil.knowledge import lexicon, load
from sousveil.knowledge.lexicon_page import LANGUAGES, NAMED, counts, lexicon_page
from sousveil.knowledge.strict import DATA
from sousveil.matching.words import is_plain, key
from sousveil.model.report import TargetReport
from sousveil.running.options import Options
from sousveil.running.scan import scan

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "languages"
CASES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
TONES = "\u0300\u0301\u0303\u0309\u0323"
LEGACY = {
    "zh-Hans": {"gb18030"}, "zh-Hant": {"big5hkscs"}, "ja": {"shift_jis", "euc_jp"}, "ko": {"cp949"},
    "ru": {"koi8-r", "cp866", "cp1251", "iso8859-5"}, "ar": {"cp1256", "iso8859-6"}, "he": {"cp1255", "iso8859-8"},
    "tr": {"cp1254", "iso8859-9"}, "vi": {"cp1258"}, "fa": {"cp1256"}, "ur": {"cp1256"}, "ug": {"gb18030"},
    "ug-Latn": {"cp1252", "iso8859-9"}, "bo": {"gb18030"},
    "es": {"cp1252", "iso8859-1"}, "fr": {"cp1252", "iso8859-1"}, "de": {"cp1252", "iso8859-1"},
    "pt": {"cp1252", "iso8859-1"}, "en": {"cp1252"}, "hi": set(), "id": set(),
}  # fmt: skip
"""The encodings of each language before Unicode, as far as Python has them (it has none for Devanagari)."""


def written(text: str, encoding: str, case: dict) -> bytes:
    """The text as a maker would have saved it: a letter that a code page lacks as the one that stood in for it."""
    for letter, other in case.get("written", {}).get(encoding, {}).items():
        text = text.replace(letter, other)
    if encoding != "cp1258":
        return text.encode(encoding)
    out = b""
    for char in text:
        try:
            out += char.encode(encoding)
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
            out += (rest + "".join(part for part in parts if part in TONES)).encode(encoding)
    return out


def lay(folder: Path, case: dict, encoding: str) -> tuple[Path, Path]:
    kit, others = folder / f"kit-{encoding}", folder / f"others-{encoding}"
    for name, text in case["kit"].items():
        path = kit / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(text, encoding, case))
    others.mkdir()
    for name in ("story", "census", "guide"):
        (others / f"{name}.txt").write_bytes(written(case[name], encoding, case))
    return kit, others


def shown(report: TargetReport) -> tuple[set[str], set[str]]:
    capabilities = [finding for finding in report.findings if finding.kind == "capability"]
    groups = {group for finding in capabilities for group in finding.groups}
    return groups, {str(stage) for finding in capabilities for stage in finding.stages}


@pytest.mark.parametrize("language", CASES)
def test_a_kit_is_found_and_ordinary_text_is_not(language: str, tmp_path: Path):
    case = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    assert {"utf-8", "utf-16"} | LEGACY[language] <= set(case["encodings"])
    laid = {encoding: lay(tmp_path, case, encoding) for encoding in case["encodings"]}
    targets = scan([path for pair in laid.values() for path in pair], Options(jobs=1)).targets
    reports = {report.name: report for report in targets}
    for encoding, (kit, others) in laid.items():
        groups, stages = shown(reports[kit.name])
        assert set(case["groups"]) <= groups, encoding
        assert set(case["stages"]) <= stages, encoding
        assert shown(reports[others.name]) == (set(), set()), encoding


def test_every_language_of_the_page_has_a_kit():
    assert sorted((*LANGUAGES, "ug-Latn")) == CASES == sorted(LEGACY)


def test_no_kit_leans_on_a_single_word():
    """A kit that only quoted one word of the lexicon would show nothing: several of each language must be in it."""
    terms, _ = lexicon.read_all()
    for language in CASES:
        case = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
        text = "\n".join(case["kit"].values()).lower()
        spoken = {t.text for t in terms if t.language in (language, language.split("-")[0])}
        assert len({word for word in spoken if word in text}) >= 12, language


def test_the_page_of_languages_is_current():
    page = ROOT / "docs" / "lexicon.md"
    assert page.read_text("utf-8") == lexicon_page(), "run: python -m sousveil.knowledge lexicon docs/lexicon.md"


def test_race_and_ethnicity_have_words_in_eighteen_languages_and_each_group_in_twelve():
    count = counts(lexicon.read_all()[0])

    def languages(concept: str) -> int:
        return sum(count[concept, language] > 0 for language in LANGUAGES)

    assert languages("trait/race") >= 18
    assert languages("trait/ethnicity") >= 18
    assert {name: languages(f"group/{name}") for name in NAMED if languages(f"group/{name}") < 12} == {}


def test_every_word_has_a_source_with_a_licence():
    pack = load()
    for term in lexicon.read_all()[0]:
        assert pack.sources[term.source].licence, term


def test_words_under_share_alike_licences_stand_apart():
    pack = load()
    shared = {key for key, source in pack.sources.items() if "-SA" in source.licence}
    assert shared == {"cedict", "wiktionary"}
    for path in (DATA / "lexicon").rglob("*.yaml"):
        apart = path.parent.name == "share-alike"
        named = set(re.findall(r"source: (\w+)", path.read_text("utf-8")))
        assert named <= shared if apart else not named & shared, path


def test_the_fifty_six_peoples_have_their_numbers():
    coded = sorted(concept.code.split()[0] for concept in load().concepts.values() if concept.code)
    assert coded == [f"{number:02}" for number in range(1, 57)]


def test_what_is_beyond_ascii_is_not_plain():
    """Matching looks words of ASCII up in one table and the others in another."""
    for term in load().terms:
        assert term.form != "word" or term.text.isascii() or not is_plain(key(term.text)), term


@pytest.mark.registry
def test_the_compiled_words_come_from_the_pinned_packages(tmp_path: Path):
    into = tmp_path / "lexicon"
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "lexicon.py"), "compile", "--into", str(into)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == 2:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    for path in into.rglob("*.yaml"):
        kept = DATA / "lexicon" / path.relative_to(into)
        assert path.read_bytes() == kept.read_bytes(), f"run: python tools/lexicon.py compile ({path.name})"
