"""Outputs of models that take a picture, and of those that do not. All names here are invented."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.linking.parts.signatures import is_picture
from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PICTURE = [-1, 160, 160, 3]


def signature(shape: list[int], outputs: dict[str, int]) -> str:
    def tensor(of: list[int]) -> dict[str, object]:
        return {"tensorShape": {"dim": [{"size": str(size)} for size in of]}}

    into = {"input_1": tensor(shape)}
    out = {name: tensor([-1, width]) for name, width in outputs.items()}
    return json.dumps({"format": "graph-model", "signature": {"inputs": into, "outputs": out}}, indent=1)


def stages(text: str) -> set[Stage]:
    told = report({"models/quorr.json": text}, sifted=True)
    return {stage for one in told.findings if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("shape", [PICTURE, [1, 3, 112, 112], [1, -1, -1, 3]])
def test_a_head_beside_age_and_sex_of_a_model_that_takes_a_picture(shape):
    text = signature(shape, {"ethnicity_head": 6, "gender_head": 2, "age_head": 9})
    assert Stage.INFERENCE in stages(text)


@pytest.mark.parametrize(
    ("shape", "outputs"),
    [
        ([-1, 128], {"ethnicity_head": 6, "gender_head": 2}),  # a row of numbers, or of a voice
        ([-1, 160, 160, 1], {"ethnicity_head": 6, "gender_head": 2}),
        (PICTURE, {"race_position": 8, "lap_time": 1}),
        (PICTURE, {"race_head": 8, "track_head": 4}),
    ],
)
def test_other_models(shape, outputs):
    assert stages(signature(shape, outputs)) == set()


@given(st.lists(st.integers(-2, 5000), max_size=6))
def test_a_picture_has_three_colours_and_two_sides(shape):
    if is_picture(shape):
        assert len(shape) == 4
        assert 3 in (shape[1], shape[3])
