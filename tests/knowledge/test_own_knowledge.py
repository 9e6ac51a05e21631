"""Users' own knowledge: laid over ours, carried by reports, and told by file and line where it is not as it must be."""

import re
import shutil
from pathlib import Path

import pytest

from sousveil.cli import main
from sousveil.knowledge import load
from sousveil.knowledge.compiling import build
from sousveil.knowledge.formatting import format_all, formatted, unformatted
from sousveil.knowledge.layered import from_texts, layered
from sousveil.knowledge.linting import lint
from sousveil.knowledge.strict import DATA, KnowledgeError
from sousveil.model.words import Kind, Trait
from sousveil.running.again import again
from sousveil.running.options import Options
from sousveil.running.scan import ScanError, scan

PAGE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
KIT = """
struct FaceInfo { int age; int glasses; int mask; int folkCode; };
struct FaceAlarm { int channel; struct FaceInfo face; };
"""


@pytest.fixture
def own(tmp_path):
    """The files that the page shows."""
    for block in re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        path = tmp_path / "own" / block[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block[1], "utf-8")
    assert (tmp_path / "own" / "rules" / "own" / "folk-code.yaml").exists()
    return tmp_path / "own"


@pytest.fixture
def kit(tmp_path):
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "face.h").write_text(KIT, "utf-8")
    return tmp_path / "kit"


@pytest.mark.parametrize("action", ["lint", "test", "list", "compile", "document"])
def test_the_page_does_what_it_says(own, action, capsys):
    assert main(["rules", action, "--knowledge", str(own)]) == 0, capsys.readouterr().out
    assert main(["rules", "show", "own/folk-code", "--knowledge", str(own)]) == 0
    assert "a code of one maker" in capsys.readouterr().out


def test_a_word_of_ones_own_is_found_and_the_report_carries_it(own, kit):
    assert not [one for one in scan([kit], Options(jobs=1)).targets[0].findings if one.kind is Kind.CAPABILITY]
    report = scan([kit], Options(jobs=1, knowledge=(own,)))
    found = [one for one in report.targets[0].findings if one.kind is Kind.CAPABILITY]
    assert [(one.trait, {place.text for place in one.evidence} & {"folkCode"}) for one in found] == [
        (Trait.ETHNICITY, {"folkCode"})
    ]
    assert report.run.knowledge != load().digest
    assert report.run.rules["knowledge/lexicon/folk.yaml"] == (own / "lexicon/folk.yaml").read_text("utf-8")


def test_somebody_without_the_folder_derives_it_again(own, kit):
    report = scan([kit], Options(jobs=1, knowledge=(own,)))
    shutil.rmtree(own)
    came = again(report, [kit], Options().limits)
    assert came.why == ""
    assert came.report is not None
    assert came.report.targets[0].findings == report.targets[0].findings
    assert came.report.run.knowledge == report.run.knowledge


def test_a_file_of_the_same_path_takes_the_place_of_ours(tmp_path):
    mine = tmp_path / "rules" / "group" / "minority.yaml"
    mine.parent.mkdir(parents=True)
    text = (DATA / "rules/group/minority.yaml").read_text("utf-8")
    mine.write_text(text.replace("revision: 1", "revision: 77", 1), "utf-8")
    pack, _ = layered([tmp_path])
    assert next(rule for rule in pack.rules if rule.id == "group/minority").revision == 77
    assert len(pack.rules) == len(load().rules)


@pytest.mark.parametrize(
    "carried",
    [
        {"knowledge/../../etc/x.yaml": "a: b"},
        {"knowledge/rules/a.txt/../b.yaml": "a: b"},
        {"knowledge/rules/x.yaml": "a: &a [b]\nc: *a\n"},
        {"knowledge/rules/x.yaml": "x" * (2 << 20)},
        {"knowledge/nowhere/x.yaml": "a: b"},
    ],
)
def test_what_a_report_carries_is_not_trusted(carried):
    with pytest.raises(KnowledgeError):
        from_texts(carried)


BAD = [
    ("rules/own/a.yaml", "revision: 1\n  says: x\n", 2, "indent with spaces"),
    ("rules/own/a.yaml", "RULE:find: [trait/rice]", 5, "there is no concept trait/rice"),
    ("rules/own/a.yaml", "RULE:tests: [{hit: {text: race}}]", 8, "Add a test of something innocent"),
    ("lexicon/a.yaml", "family: a\nsift: {strong: strong, weak: weak}\nadds:\n  trait/rice: []\n", 4, "trait/race"),
    ("lexicon/a.yaml", "WORD:{source: nobody, en: [flurbish people]}", 6, "Add it to sources.yaml"),
    (
        "components/a.yaml",
        "name: X\ntrait: race\nsays: y\nmarks: [{kind: smell, text: abcd}]\nsources: []\n",
        4,
        "weights",
    ),
    ("models/a.yaml", "MODEL:component: nobody", 7, "Name a file of components/"),
    ("layouts/a.yaml", "record: R\nslots: [{name: a, sise: 4}]\nsources: []\n", 2, "Did you mean 'size'?"),
    ("rules/Own Rule.yaml", "a: b\n", 1, "under a name of a-z"),
]
"""Some of all the ways, over our own knowledge; all of them are in test_bad_fields.py and test_bad_knowledge.py."""
_RULE = """revision: 1
status: nursery
says: names something
look-in: everything
find: [trait/race]
limits: [none]
sources: [usage]
tests: [{hit: {text: emRace, parent: FACE_INFO, siblings: [age, sex]}}, {miss: {text: brace}}]
# the end
"""
_MODEL = """name: Example
heads: [{gives: age}]
sources: [{repository: a/b, path: c.py, line: 1, read: "2026-11-27"}]
files: [example_of_a_net]
limits: []
# the end
"""
_LEXICON = "family: a\nsift: {strong: strong, weak: weak}\nconcepts:\n  b:\n    name: b\n    words: [%s]\n"


def _text(given):
    if isinstance(given, bytes):
        return given
    if given.startswith("WORD:"):
        return (_LEXICON % given.removeprefix("WORD:")).encode()
    if given.startswith(("RULE:", "MODEL:")):
        kind, _, line = given.partition(":")
        key = line.partition(":")[0]
        lines = [
            line if one.startswith(f"{key}:") else one for one in {"RULE": _RULE, "MODEL": _MODEL}[kind].splitlines()
        ]
        return ("\n".join(lines if line in lines else [*lines, line]) + "\n").encode()
    return given.encode()


@pytest.mark.parametrize(("file", "given", "line", "mend"), BAD, ids=range(len(BAD)))
def test_bad_knowledge_is_told_by_file_line_and_mend(file, given, line, mend, tmp_path, capsys):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_bytes(_text(given))
    code = main(["rules", "lint", "--knowledge", str(tmp_path)])
    told = capsys.readouterr()
    said = told.out + told.err
    assert code in (1, 2), said
    assert f"{path}:{line}: " in said, said
    assert mend in said, said


def test_a_folder_that_is_none_and_one_that_is_empty_are_said(tmp_path, kit):
    for folder, why in ((tmp_path / "nowhere", "is no folder"), (kit, "holds no YAML file")):
        with pytest.raises(ScanError, match=why):
            scan([kit], Options(knowledge=(folder,)))


def test_ours_is_in_the_one_form_and_without_fault():
    assert unformatted() == []
    assert lint() == []


def test_format_brings_a_rule_into_the_one_form(own):
    path = own / "rules/own/folk-code.yaml"
    good = path.read_text("utf-8")
    lines = good.splitlines()
    path.write_text("\r\n".join([*lines[1:3], lines[0] + "   ", *lines[3:]]) + "\r\n\r\n", "utf-8")
    assert format_all(own) == [path]
    assert path.read_bytes().decode() == good == formatted(good, rule=True)
    assert build().digest == load().digest
