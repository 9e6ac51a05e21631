"""The committed pack is current, loads without YAML, and the linter sees what is not good enough."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sousveil.knowledge import load
from sousveil.knowledge.catalogue import catalogue
from sousveil.knowledge.compiling import build, encode
from sousveil.knowledge.linting import lint
from sousveil.knowledge.strict import DATA, KnowledgeError


def test_the_committed_pack_is_current():
    assert (DATA / "pack.msgpack").read_bytes() == encode(build()), "run: python -m sousveil.knowledge compile"


def test_the_catalogue_is_current():
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    assert page.read_text("utf-8") == catalogue(), "run: python -m sousveil.knowledge catalogue docs/rules.md"


def test_building_twice_gives_the_same_bytes():
    assert encode(build()) == encode(build())


def test_loading_imports_no_yaml():
    code = "import sys; from sousveil.knowledge import load; load(); print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_knowledge_is_without_fault():
    assert lint() == []


def test_every_weak_class_has_companions():
    pack = load()
    classes = {term.company for term in pack.terms if term.sift == "weak"}
    assert classes <= pack.companions.keys()
    assert {other for others in pack.companions.values() for other in others} <= {term.company for term in pack.terms}


def test_groups_and_traits_have_neutral_names_and_a_trait():
    for concept in load().concepts.values():
        if concept.id.split("/")[0] in ("trait", "group", "proxy"):
            assert concept.trait is not None, concept.id
            assert concept.name, concept.id


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    return folder


def _edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("lexicon/rest.yaml", "{source: netsdk, zh", "{source: nobody, zh", "there is no source 'nobody'"),
        ("lexicon/dress.yaml", "kufi", "abc", "shorter than 4 bytes"),
        ("lexicon/dress.yaml", "kufi", "kippah", "stands twice"),
        ("rules/group/minority.yaml", "sources: [press, cedict]", "sources: []", "has no sources"),
        ("rules/group/minority.yaml", "find: [group/minority]", "find: [group/minorities]", "there is no concept"),
        ("rules/group/minority.yaml", "- miss:", "- hit:", ""),
        ("innocents/font.yaml", "because: the name of a font\n", "", "innocents/font: has no because"),
        ("innocents/font.yaml", "within: 2, ", "", "near has a within"),
    ],
)
def test_the_linter_sees(copy, file, old, new, fault):
    path = copy / file
    _edit(path, old, new)
    if not fault:
        path.write_text(path.read_text("utf-8").replace("- miss:", "- hit:"), "utf-8")
        fault = "has no miss among its tests"
    assert any(fault in one for one in lint(copy)), lint(copy)


@pytest.mark.parametrize("broken", ["colour: red\n", "revision: one\n", "unless: [innocents/nothing]\n"])
def test_what_is_not_in_the_schema_is_refused(copy, broken):
    path = copy / "rules/group/minority.yaml"
    kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(broken.split(":")[0])]
    path.write_text("\n".join([broken, *kept]), "utf-8")
    with pytest.raises(KnowledgeError, match=r"minority\.yaml"):
        build(copy)
