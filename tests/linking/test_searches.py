"""Functions that make the condition of a search out of a trait, and others. Names are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

LIST = """
export enum EFaceRace { White = 1, Black = 2, Asian = 3 }
export interface FaceTraits { glasses: boolean; mask: boolean; race: EFaceRace; faceBox: number[]; }
"""
ASKS = """
export function {name}(race: EFaceRace): {type} {{
  return make('kind', race);
}}
"""
JAVA_LIST = """
enum FaceRace {{ WHITE, BLACK, ASIAN }}
class FaceTraits {{ boolean glasses; boolean mask; FaceRace race; int[] faceBox; }}
class {name} {{
    {type} {method}(FaceRace race) {{ return make("kind", race); }}
}}
"""


def shown(files: dict[str, str | bytes]) -> bool:
    found = report(files).findings
    return any(Stage.EXPOSURE in f.stages for f in found if f.kind is Kind.CAPABILITY)


@pytest.mark.parametrize("name", ["getRaceCondition", "raceConditon", "buildRaceWhere", "race_criteria", "raceFilter"])
def test_a_condition_on_the_trait_in_a_module_of_queries(name: str) -> None:
    assert shown({"face.ts": LIST, "face/query-util.ts": ASKS.format(name=name, type="Made")})
    assert shown({"face.ts": LIST, "face/util.ts": ASKS.format(name=name, type="SearchPredicate")})


def test_and_in_java() -> None:
    text = JAVA_LIST.format(name="Makers", type="Predicate", method="raceCriteria")
    assert shown({"Makers.java": text})


@pytest.mark.parametrize(("name", "path"), [("getRaceName", "query-util.ts"), ("getRaceCondition", "util.ts")])
def test_other_functions_make_none(name: str, path: str) -> None:
    assert not shown({"face.ts": LIST, path: ASKS.format(name=name, type="Made")})


def test_a_race_condition_between_parts_of_a_program_is_none() -> None:
    text = "export function checkRaceCondition(thread: Thread): Query { return lock(thread); }\n"
    assert not shown({"face.ts": LIST, "query-util.ts": text})


OPTIONS = """
import argparse

def main():
    options = argparse.ArgumentParser(description="Faces in the archive")
    options.add_argument("--gender", help="%s")
    options.add_argument("--glasses", help="%s")
    options.add_argument("--face-image", help="a face to compare with")
    options.add_argument("--skin-tone", nargs="+", help="%s")
    return face_archive.look(options.parse_args(), camera)
"""


def test_an_option_that_says_what_is_filtered_by() -> None:
    def stages(*told: str) -> set[Stage]:
        found = report({"find.py": OPTIONS % told}, sifted=True).findings
        return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}

    assert Stage.EXPOSURE in stages("Gender filter", "Glasses filter", "Skin tone filter (may be several)")
    without = stages("the gender", "glasses or none", "the skin tone (may be several)")
    assert Stage.FIELD in without or Stage.INFERENCE in without
    assert Stage.EXPOSURE not in without
