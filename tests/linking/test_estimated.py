"""What is taken out of an answer with how sure it is. All makers, services and names are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

WRITTEN = {
    "Look.java": """
public class FaceLook {
    private Age age;
    private Race race;
    private Glasses glasses;
    void init(JSONObject answer) {
        JSONObject part = answer.getJSONObject("race");
        race.SURE = part.getDouble("x");
        race.raceKind = Kinds.of(part.getString("value"));
    }
}
""",
    "look.cpp": """
void fill(FaceLook& face, const Json& answer) {
    face.glasses = answer["glasses"]["value"].asInt();
    face.race = answer["race"]["value"].asString();
    face.sure = answer["race"]["SURE"].asDouble();
}
""",
    "Look.cs": """
class Reader {
    void Fill(FaceLook face, JObject answer) {
        face.Glasses = (string)answer["glasses"];
        face.Race = (string)answer["race"];
        face.RaceSURE = (double)answer["other"];
    }
}
""",
}


def stages(path: str, sure: str) -> set[Stage]:
    name = sure.capitalize() if path.endswith("k.cs") else sure
    found = report({path: WRITTEN[path].replace("SURE", name)}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for e in one.evidence for stage in e.shows}


@pytest.mark.parametrize("path", WRITTEN)
@pytest.mark.parametrize("sure", ["confidence", "probability"])
def test_what_comes_with_a_confidence_was_worked_out(path: str, sure: str) -> None:
    assert Stage.INFERENCE in stages(path, sure)


@pytest.mark.parametrize("path", WRITTEN)
def test_without_one_it_is_a_slot(path: str) -> None:
    assert stages(path, "comment") >= {Stage.FIELD}
    assert Stage.INFERENCE not in stages(path, "comment")


@pytest.mark.parametrize(
    "line",
    [
        'face.confidence = answer.getDouble("face");',
        '// race.confidence = part.getDouble("x");',
        'gender.confidence = answer.getDouble("sex");',
    ],
)
def test_how_sure_it_is_of_something_else_says_nothing(line: str) -> None:
    text = WRITTEN["Look.java"].replace('race.SURE = part.getDouble("x");', line)
    found = report({"Look.java": text}, sifted=True).findings
    assert not any(Stage.INFERENCE in one.stages for one in found if one.kind is Kind.CAPABILITY)


def test_threads_have_a_confidence_too() -> None:
    text = "void tell(Pair& pair) {\n  race.kind = pair.kind();\n  race.confidence = pair.overlap();\n}\n"
    found = report({"races.cpp": text}, sifted=True).findings
    assert [one for one in found if one.kind is Kind.CAPABILITY] == []


def test_the_likeliest_of_several_is_set_on_any_object() -> None:
    look = "def look(told):\n    face_look.glasses = told['glasses']\n    face_look.race = told['KEY']\n"
    for key, inferred in (("dominant_race", True), ("race", False)):
        found = report({"look.py": look.replace("KEY", key)}, sifted=True).findings
        shown = {stage for one in found if one.kind is Kind.CAPABILITY for e in one.evidence for stage in e.shows}
        assert Stage.FIELD in shown
        assert (Stage.INFERENCE in shown) is inferred
