"""Rules that turn on a value, and their innocent twins. All makers, products and settings here are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

RULES = {
    "json, named": (
        "a.json",
        '{"alarmRules": [{"name": "face alarm", "condition": {"attribute": "ethnicity", "value": "uyghur"}}]}',
    ),
    "json, groups": ("a.json", '{"rules": [{"face": {"ethnicity": ["uyghur", "tibetan"]}, "action": "alarm"}]}'),
    "xml, a code": (
        "a.xml",
        "<FaceAlarmRule><Condition><race>2</race><age>20</age></Condition><Linkage>siren</Linkage></FaceAlarmRule>",
    ),
    "xml, attributes": (
        "a.xml",
        (
            '<FaceRules><Rule name="r1"><Match attribute="ethnicity" value="uyghur"/><Action type="alarm"/></Rule>'
            "</FaceRules>"
        ),
    ),
    "yaml": (
        "a.yaml",
        "face_rules:\n  - when:\n      ethnicity: uyghur\n      gender: male\n    then:\n      notify: guard\n",
    ),
    "yaml, access": (
        "b.yaml",
        (
            "access_rules:\n  - name: gate\n    face_attributes:\n      race: black\n      glasses: any\n"
            "    decision: deny access\n"
        ),
    ),
    "ini": ("a.ini", "[FaceAlarmRule1]\nethnicity=uyghur\nage_min=18\nalarm_out=1\n"),
}
KINDS = "typedef enum { XY_RACE_UNKNOWN, XY_RACE_ASIAN, XY_RACE_BLACK, XY_RACE_WHITE } XY_RACE;\n"
RECORDS = {
    "c": (
        "a.h",
        KINDS + "// of detected faces\n"
        "typedef struct { int nAgeMin; int emGlasses; XY_RACE emRace; int nOut; } XY_FACE_ALARM_RULE;\n",
    ),
    "java": ("FaceAlarmRule.java", "class FaceAlarmRule { int ageMin; String glasses; String ethnicity; int out; }\n"),
    "csharp": ("R.cs", "class FaceAlarmRule { public int AgeMin; public string Glasses; public string Ethnicity; }\n"),
    "go": ("r.go", "package r\ntype FaceAlarmRule struct {\n\tAgeMin int\n\tGlasses string\n\tEthnicity string\n}\n"),
    "python": (
        "r.py",
        "class FaceAlarmRule:\n    age_min: int\n    glasses: str\n    ethnicity: str\n",
    ),
    "typescript": ("r.ts", "interface FaceAlarmRule { ageMin: number; glasses: string; ethnicity: string; }\n"),
}
INNOCENT = {
    "a payload": ("p.json", '{"alarmInfo": {"type": "face", "face": {"race": "black", "age": 30, "glasses": "no"}}}'),
    "labels": ("l.json", '{"face": {"race": {"labels": ["black", "white", "asian"]}, "alarm": true}}'),
    "a search": (
        "s.json",
        '{"rules": {"searchCondition": {"faceAttributes": {"race": "black", "glasses": "yes"}}, "alarm": 1}}',
    ),
    "employees": (
        "hr.json",
        '{"rules": [{"field": "ethnicity", "value": "Tibetan", "action": "notification", "form": "employee"}]}',
    ),
    "people on a list": ("b.json", '{"blacklist": [{"name": "x", "race": "black", "face_image": "a.jpg"}]}'),
    "a game": ("g.yaml", "alarm_rules:\n  - when:\n      race: orc\n    then: alarm\n"),
    "a data race": ("r.yaml", "alert_rules:\n  - when: race condition detected\n    severity: 2\n    then: alert\n"),
    "a language": ("l.json", '{"rules": [{"when": {"language": "uyghur"}, "then": "notification"}], "font_face": "x"}'),
    "paint": ("c.yaml", "alarm_rules:\n  - when:\n      color: white\n      face: front\n    then: alarm\n"),
    "patients": (
        "m.yaml",
        "alert_rules:\n  - when:\n      patient_ethnicity: asian\n      diagnosis: x\n    then: alert doctor\n",
    ),
    "cards": (
        "d.json",
        '{"accessRules": [{"idCard": {"ethnicity": "Uyghur", "issuingAuthority": "x", "idNumber": 1}, "do": "deny"}]}',
    ),
    "a switch": ("a.ini", "[FaceAlarmRule1]\nRaceEnable=0\nage_min=18\nalarm_out=1\n"),
    "an alarm's record": (
        "e.h",
        KINDS + "typedef struct { int nAge; int emGlasses; XY_RACE emRace; } XY_FACE_ALARM_INFO;\n",
    ),
    "a person on a list": (
        "b.h",
        KINDS + "typedef struct { int nAge; int emGlasses; XY_RACE emRace; } XY_BLACKLIST_FACE_INFO;\n",
    ),
    "whether it is worked out": (
        "r.h",
        (
            "// of detected faces\n"
            "typedef struct { int nAgeMin; int emGlasses; BOOL bRaceEnable; BOOL bRace; } XY_FACE_ALARM_RULE;\n"
        ),
    ),
    "a rule about applicants": (
        "HrAlarmRule.java",
        "class EmployeeAlarmRule { String department; String maritalStatus; String ethnicity; }\n",
    ),
}


@pytest.mark.parametrize("case", [*RULES, *RECORDS])
def test_a_rule_that_turns_on_a_value_is_shown(case: str) -> None:
    name, text = {**RULES, **RECORDS}[case]
    told = report({name: text})
    found = [finding for finding in told.findings if Stage.TRIGGER in finding.stages]
    assert [finding.kind for finding in found] == [Kind.CAPABILITY]
    assert "has an alarm rule that acts on" in found[0].claim
    showing = [e for e in found[0].evidence if Stage.TRIGGER in e.shows]
    assert len(showing) >= 2  # the value, and what is done
    joined = {(link.from_, link.to) for link in found[0].chain}
    assert any(found[0].evidence[a] in showing and found[0].evidence[b] in showing for a, b in joined)


@pytest.mark.parametrize("case", INNOCENT)
def test_what_only_looks_like_a_rule_is_none(case: str) -> None:
    name, text = INNOCENT[case]
    assert not any(Stage.TRIGGER in finding.stages for finding in report({name: text}).findings)


def test_a_value_without_anything_that_is_done_is_no_rule() -> None:
    told = report({"a.json": '{"rules": [{"face": {"ethnicity": ["uyghur", "tibetan"]}, "draw": "box"}]}'})
    assert not any(Stage.TRIGGER in finding.stages for finding in told.findings)


RULE = (
    '<AlarmRules><Rule name="r" enabled="{}"><FaceCondition><ethnicity>uyghur</ethnicity></FaceCondition>'
    "<Linkage>alarm-out</Linkage></Rule></AlarmRules>"
)


def test_a_rule_that_is_on_is_said_to_be_on_and_one_that_is_off_is_not() -> None:
    on, off = (report({"rules.xml": RULE.format(value)}) for value in ("true", "false"))
    (rule,) = [finding for finding in on.findings if Stage.TRIGGER in finding.stages]
    assert Stage.ENABLED in rule.stages
    assert "The rule is on in the settings it is delivered with." in rule.claim
    (rule,) = [finding for finding in off.findings if Stage.TRIGGER in finding.stages]
    assert Stage.ENABLED not in rule.stages
    assert "is on in" not in rule.claim


def test_a_rule_is_not_said_to_be_on_because_something_else_is() -> None:
    other = '{"FaceRecognition": {"Enable": true, "FaceAttributes": ["Age", "Gender", "Glasses", "Ethnicity"]}}'
    told = report({"rules.xml": RULE.format("false"), "settings.json": other})
    assert {Stage.TRIGGER, Stage.ENABLED} <= set(told.verdict.stages)
    assert "The rule is on" not in told.verdict.headline
    assert "It is on in the settings it is delivered with." in told.verdict.headline


def test_a_place_that_tells_of_a_rule_is_not_told_of_as_mere_words_too() -> None:
    told = report({"rules.xml": RULE.format("true")})
    assert {finding.kind for finding in told.findings} == {Kind.CAPABILITY}
