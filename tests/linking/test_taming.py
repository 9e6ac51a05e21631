"""Names without end and texts full of words: linking keeps to what can be looked at, and says what it left."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.linking.taming import LONGEST, MOST, TOLD, before, tamed
from sousveil.model.report import TargetReport
from sousveil.model.words import Kind
from sousveil.running.options import Options
from sousveil.running.scan import scan

RUNS = st.lists(
    st.one_of(
        st.text(alphabet="ab_é族", min_size=1, max_size=4 * LONGEST),
        st.text(alphabet=" \t", min_size=1, max_size=4 * LONGEST),
        st.sampled_from(["(", ".", "->", "=", "\n"]),
    ),
    max_size=6,
)


@given(RUNS)
def test_as_long_as_before_and_no_run_goes_on(runs: list[str]) -> None:
    text = "".join(runs)
    new = tamed(text)
    assert len(new) == len(text)
    assert all(one in (other, "\0") for one, other in zip(new, text, strict=True))
    if len(text) >= 2 * LONGEST:
        assert not re.search(rf"\w{{{LONGEST + 1}}}|\s{{{LONGEST + 1}}}", new)


@given(st.text(alphabet="ab ._(", max_size=3000))
def test_what_people_write_stays_as_it_is(text: str) -> None:
    short = re.sub(r"\w{200,}|\s{200,}", "", text)
    assert tamed(short) == short


@given(st.text(max_size=1000), st.integers(min_value=0, max_value=1000))
def test_what_stands_before_ends_at_the_place(text: str, at: int) -> None:
    at = min(at, len(text))
    assert text[:at].endswith(before(text, at))


def _scanned(tmp_path: Path, name: str, text: str) -> TargetReport:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return scan([path], Options()).targets[0]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (
            "face.h",
            (
                "enum FaceRace { FACE_RACE_WHITE, FACE_RACE_BLACK };\nstruct FaceInfo {\n int age;\n int @;\n"
                " enum FaceRace race; /* @ */\n};\n"
            ),
        ),
        (
            "face.py",
            (
                "class FaceAttributes:\n    def __init__(self, image):\n        self.@ = 1\n"
                "        self.race = classify_race(detect_face(image))  # @\n"
            ),
        ),
    ],
)
def test_a_name_without_end_beside_a_slot_hides_nothing(tmp_path: Path, name: str, source: str) -> None:
    plain = _scanned(tmp_path, name, source.replace("@", "a" * 20))
    endless = _scanned(tmp_path, name, source.replace("@", "a" * 50_000))
    assert [f.kind for f in endless.findings] == [f.kind for f in plain.findings]
    assert [f.stages for f in endless.findings] == [f.stages for f in plain.findings]
    assert Kind.CAPABILITY in {f.kind for f in endless.findings}


def test_words_beyond_the_limit_are_told_as_words_and_counted(tmp_path: Path) -> None:
    more = 100
    target = _scanned(tmp_path, "said.py", f'TEXT = """{"Uyghur, " * (MOST + more)}"""\n')
    gaps = [gap for gap in target.gaps if gap.code == "words-limit"]
    assert [gap.count for gap in gaps] == [more]
    assert not target.verdict.complete
    words = [evidence for finding in target.findings for evidence in finding.evidence]
    assert {finding.kind for finding in target.findings} == {Kind.VOCABULARY}
    assert len(words) == MOST + more


def test_of_words_without_end_so_many_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    more = TOLD + 500
    target = _scanned(tmp_path, "said.py", f'TEXT = """{"Uyghur, " * (MOST + more)}"""\n')
    assert [gap.count for gap in target.gaps if gap.code == "words-limit"] == [more]
    assert sum(len(finding.evidence) for finding in target.findings) == MOST + TOLD


def test_a_name_made_of_words_without_end_is_words_only(tmp_path: Path) -> None:
    target = _scanned(tmp_path, "said.py", f"race_{'uyghur_' * 5000} = 1\n")
    assert {finding.kind for finding in target.findings} <= {Kind.VOCABULARY}
    assert "words-limit" in {gap.code for gap in target.gaps}
