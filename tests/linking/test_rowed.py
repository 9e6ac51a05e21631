"""Lists whose members are lists that say what a control or a column is. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report

LOOKS = (("Age band", "ageBand"), ("Wears glasses", "glasses"), ("Wears a mask", "mask"))
CARD = (("Full name", "fullName"), ("Address", "address"), ("Birthday", "birthday"))
FORMS = {
    "src/FaceSearch/form.ts": (
        "const inputs: Inputs = [\n{0}\n];\n",
        "  ['{0}', '{1}', Kind.select, {{ clear: true }}],",
    ),
    "face_search.py": ("INPUTS = [\n{0}\n]\n", '    ("{0}", "{1}", Kind.SELECT, {{"clear": True}}),'),
    "face-search.json": (
        '{{"inputs": [\n{0}\n  ["", "", "none", {{}}]\n]}}\n',
        '  ["{0}", "{1}", "select", {{"clear": true}}],',
    ),
}


def laid(path: str, rows: tuple[tuple[str, str], ...]) -> str:
    around, each = FORMS[path]
    return around.format("\n".join(each.format(*row) for row in rows))


def stages(files: dict[str, str | bytes], trait: Trait = Trait.RACE) -> set[Stage]:
    found = report(files).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY and one.trait is trait for stage in one.stages}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("title", ["Race", "种族"])
def test_a_control_among_those_for_features_of_a_look(path: str, title: str) -> None:
    assert Stage.EXPOSURE in stages({path: laid(path, (*LOOKS, (title, "code")))})


@pytest.mark.parametrize("path", FORMS)
def test_a_column_among_those_of_a_card(path: str) -> None:
    staff = {path.replace("face", "staff").replace("Face", "Staff"): laid(path, (*CARD, ("Race", "code")))}
    assert stages(staff) == set()
    assert stages({path: laid(path, (*LOOKS, ("Shoe", "code")))}) == set()


def test_a_list_that_a_control_takes_its_choices_from() -> None:
    path = "src/FaceSearch/form.ts"
    form = laid(path, (*LOOKS, ("Race", "code"))).replace(
        "'code', Kind.select, {", "'code', Kind.select, { dict: raceKinds,"
    )
    kinds = "export const raceKinds = [\n  { value: 1, name: 'Black' },\n  { value: 2, name: 'White' },\n];\n"
    assert stages({path: form, "src/kinds.ts": kinds}) >= {Stage.SCHEME, Stage.EXPOSURE}
    assert Stage.SCHEME not in stages({path: form.replace("raceKinds", "clear"), "src/kinds.ts": kinds})
