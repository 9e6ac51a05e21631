"""Values that code hands over with how sure it is of them. All of it is invented; the twins look at nobody."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

DART = """
class Guesser {
  /// Inference by what the %(seen)s look like.
  Future<Look> guess(Float32List input) async {
    final told = await run(input);
    final ethnicity = %(value)s;
    return Look(
      gender: told.first,
      ethnicity: ethnicity,
      gender%(sure)s: told.second,
      ethnicity%(sure)s: told.third,
    );
  }
}
"""
SWIFT = """
class Guesser {
    // inference on what the %(seen)s look like
    func guess(input: [Float]) -> Look {
        let told = run(input)
        let ethnicity = %(value)s
        return Look(gender: told.first, gender%(sure)s: told.second,
                    ethnicity: ethnicity, ethnicity%(sure)s: told.third)
    }
}
"""
CODE = [("guesser.dart", DART), ("Guesser.swift", SWIFT)]
TOLD = {"seen": "pixels", "sure": "Confidence", "value": "told.fourth"}


def stages(name: str, code: str) -> set[Stage]:
    return {
        stage
        for one in report({name: code}, sifted=True).findings
        if one.kind is Kind.CAPABILITY
        for stage in one.stages
    }


@pytest.mark.parametrize(("name", "code"), CODE)
def test_code_for_pixels_is_sure_of_an_ethnicity_as_of_a_sex(name: str, code: str) -> None:
    assert {Stage.FIELD, Stage.INFERENCE} <= stages(name, code % TOLD)
    assert {Stage.FIELD, Stage.INFERENCE} <= stages(name, code % (TOLD | {"sure": "Score"}))


@pytest.mark.parametrize(("name", "code"), CODE)
def test_a_value_that_stands_in_the_code_is_a_slot_and_not_told(name: str, code: str) -> None:
    shown = stages(name, code % (TOLD | {"value": "'Other'" if name.endswith("dart") else '"Other"'}))
    assert Stage.FIELD in shown
    assert Stage.INFERENCE not in shown


@pytest.mark.parametrize(("name", "code"), CODE)
@pytest.mark.parametrize("other", [{"seen": "surnames"}, {"seen": "voices"}, {"sure": "Note"}])
def test_nothing_is_seen_or_nothing_is_sure(name: str, code: str, other: dict[str, str]) -> None:
    assert not stages(name, code % (TOLD | other))
