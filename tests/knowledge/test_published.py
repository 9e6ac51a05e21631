"""The page of known records, lists, components and models is current, and what is published is sifted for."""

from pathlib import Path

import pytest

from sousveil.knowledge import load
from sousveil.knowledge.__main__ import main
from sousveil.knowledge.known_page import known_page
from sousveil.knowledge.published import read_published
from sousveil.knowledge.strict import KnowledgeError


def test_the_page_is_current():
    page = Path(__file__).parents[2] / "docs" / "known.md"
    assert page.read_text("utf-8") == known_page(), "run: python -m sousveil.knowledge known docs/known.md"


def test_the_page_is_printed(capsys, tmp_path):
    assert main(["known"]) == 0
    assert capsys.readouterr().out == known_page()
    assert main(["known", str(tmp_path / "known.md")]) == 0
    assert (tmp_path / "known.md").read_text("utf-8") == known_page()


def test_every_source_is_on_the_page():
    page, known = known_page(), read_published()
    for entry in (*known.layouts, *known.lists, *known.components):
        for source in entry.sources:
            assert f"{source.path}`, line {source.line}" in page
    for entry in (*known.models, *known.sdks):
        for read in (*entry.sources, *(order.source for order in getattr(entry, "orders", ()))):
            assert f"{read.path}`" in page
            assert f"read on {read.read}" in page


def test_names_and_marks_are_sifted_for():
    sifted = {term.text for term in load().terms if term.sift == "strong"}
    assert {"net_vca_human_feature", "net_face_data", "em_nation_type", "hfgetfaceattributeresult"} <= sifted
    assert not any("/modules/" in text for text in sifted), "folders are not text"


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("layouts/x.yaml", "record: X\nslots: []\n", "sources"),
        ("layouts/x.yaml", "record: X\nslots: []\nsources: []\ncolour: red\n", "colour"),
        ("components/x.yaml", "name: X\ntrait: height\nsays: s\nmarks: []\nsources: []\n", "height"),
        (
            "layouts/x-list.yaml",
            "list: X\ntrait: race\nvalues: [{value: i, name: A, concept: b}]\nsources: []\n",
            "int",
        ),
        ("models/x.yaml", "name: X\nheads: []\nsources: []\nwidth: 7\n", "width"),
        ("models/x.yaml", "name: X\nid: y\nheads: []\nsources: []\n", "id"),
    ],
)
def test_what_is_not_in_the_schema_is_refused(tmp_path, file, text, fault):
    path = tmp_path / file
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=fault):
        read_published(tmp_path)
