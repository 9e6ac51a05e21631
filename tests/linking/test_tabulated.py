"""Groups in the rows of a document's table, under the name of a trait. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PAGE = """# %s

%s

## %s

| Code | Meaning |
|------|---------|
%s
"""
FACES = ("Attributes of a face", "`GET /faces/{id}/attributes` returns what the analysis of the picture found.")
HOUSEHOLDS = ("Codebook of the household survey", "One row for each respondent who filled in the questionnaire.")
CODES = "| 0 | Asian |\n| 1 | Black |\n| 2 | White |"


def stages(page: str, kind: Kind) -> set[Stage]:
    found = report({"page.md": page}, sifted=True).findings
    assert all(one.kind is not Kind.CAPABILITY for one in found)
    return {stage for one in found if one.kind is kind for stage in one.stages}


@pytest.mark.parametrize(
    ("title", "codes"), [("Race", CODES), ("`ethnicity` values", CODES.replace("Asian", "*Asian*"))]
)
def test_codes_of_faces_in_a_manual(title: str, codes: str) -> None:
    assert Stage.SCHEME in stages(PAGE % (*FACES, title, codes), Kind.STATED)


@pytest.mark.parametrize(
    ("about", "title", "rows"),
    [
        (HOUSEHOLDS, "Race", CODES),
        (FACES, "Lens", CODES),
        (FACES, "Race", "| 0 | Asian markets opened on Monday with losses and recovered |\n| 1 | Black Friday sales |"),
    ],
)
def test_other_tables_are_none(about: tuple[str, str], title: str, rows: str) -> None:
    assert Stage.SCHEME not in stages(PAGE % (*about, title, rows), Kind.STATED)
