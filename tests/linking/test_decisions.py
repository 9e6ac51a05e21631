"""Decisions in code that turn on a value, and their innocent twins. All names here are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

DECIDES = {
    "c": (
        "a.c",
        (
            "int on_face(FACE_ATTR *face) {\n  if (face->emNation == NATION_UYGUR && face->nAge > 3) {\n"
            "    SendAlarm(face);\n  }\n}\n"
        ),
    ),
    "c, a number": ("a.c", "int on_face(FACE_ATTR *face) {\n  if (face->emRace == 2)\n    SendAlarm(face);\n}\n"),
    "c, a case": (
        "a.c",
        (
            "void on_face(FACE_ATTR *face) {\n  switch (face->emNation) {\n  case NATION_UYGUR:\n    raise_alarm(1);\n"
            "    break;\n  }\n}\n"
        ),
    ),
    "c++": (
        "a.cpp",
        (
            "void Face::on(const FaceAttr& face) {\n"
            '  if (face.ethnicity == "uyghur") { this->notifier.sendAlarm(face); }\n}\n'
        ),
    ),
    "java": (
        "FaceListener.java",
        (
            'class FaceListener {\n  void on(Face face) {\n    if ("uyghur".equals(face.getEthnicity())) {\n'
            "      alarmService.send(face);\n    }\n  }\n}\n"
        ),
    ),
    "java, a case": (
        "FaceListener.java",
        (
            "class FaceListener {\n  void on(Face face) {\n    switch (face.ethnicity) {\n      case UYGHUR:\n"
            "        alarm.raise();\n        break;\n    }\n  }\n}\n"
        ),
    ),
    "c#": (
        "A.cs",
        (
            "class A {\n  void On(Face face) {\n"
            "    if (face.Ethnicity == rule.Ethnicity) { AlarmService.Send(face); }\n  }\n}\n"
        ),
    ),
    "python": (
        "a.py",
        'def on_face(face):\n    if face.ethnicity in ("uyghur", "tibetan"):\n        allow = False\n',
    ),
    "python, an error": (
        "a.py",
        'def on_face(face):\n    if face.ethnicity == "uyghur":\n        raise AccessDenied(face)\n',
    ),
    "go": (
        "a.go",
        (
            'package a\n\nfunc on(face Face) Action {\n\tif face.Ethnicity == "uyghur" {\n'
            "\t\treturn ActionDenyAccess\n\t}\n"
            "\treturn 0\n}\n"
        ),
    ),
    "javascript": (
        "a.js",
        'function on(face) {\n  if (face.race === "black" && face.age > 3) {\n    sendAlarm(face);\n  }\n}\n',
    ),
    "typescript": (
        "a.ts",
        (
            "function on(face: Face): Action {\n  if (face.ethnicity === Ethnicity.Uyghur) {\n"
            "    return Action.Alarm;\n"
            "  }\n}\n"
        ),
    ),
}
DECIDES |= {
    "sql, a trigger": (
        "a.sql",
        (
            "CREATE TRIGGER t AFTER INSERT ON face_capture FOR EACH ROW WHEN (NEW.ethnicity = 'uyghur')\n"
            "BEGIN\n  INSERT INTO alarm_queue (face_id) VALUES (NEW.face_id);\nEND;\n"
        ),
    ),
    "sql, a query": (
        "a.sql",
        "INSERT INTO alarms (face_id) SELECT face_id FROM face_capture WHERE ethnicity = 'uyghur' AND glasses = 1;\n",
    ),
}
DECIDES |= {
    "kotlin": (
        "a.kt",
        (
            'fun onFace(face: Face) {\n    if (face.ethnicity == "uyghur" && face.age > 3) {\n'
            "        alarmService.send(face)\n"
            "    }\n}\n"
        ),
    ),
    "swift": (
        "a.swift",
        'func onFace(face: Face) {\n    if face.ethnicity == "uyghur" {\n        sendAlarm(face)\n    }\n}\n',
    ),
    "swift, a case": (
        "a.swift",
        (
            "func onFace(face: Face) {\n    switch face.ethnicity {\n    case .uyghur, .tibetan:\n"
            "        alarmCenter.raise(face)\n    default: break\n    }\n}\n"
        ),
    ),
    "swift, one case": (
        "a.swift",
        "func onFace(face: Face) {\n    if case .uyghur = face.ethnicity {\n        sendAlarm(face)\n    }\n}\n",
    ),
    "php": (
        "a.php",
        (
            "<?php\nfunction onFace($face) {\n  if ($face->ethnicity === 'uyghur') {\n"
            "    $this->alarm->raise($face);\n  }\n}\n"
        ),
    ),
    "rust": (
        "a.rs",
        'fn on_face(face: &Face) {\n    if face.ethnicity == "uyghur" {\n        send_alarm(face);\n    }\n}\n',
    ),
    "ruby": ("a.rb", 'def on_face(face)\n  if face.ethnicity == "uyghur"\n    send_alarm(face)\n  end\nend\n'),
}
INNOCENT = {
    "kotlin, a label": (
        "a.kt",
        (
            'fun label(face: Face): String {\n    if (face.ethnicity == "uyghur") {\n'
            "        return getString(R.string.uyghur)\n"
            "    }\n}\n"
        ),
    ),
    "swift, a screen": (
        "a.swift",
        'func show(face: Face) {\n    if face.ethnicity == "uyghur" {\n        showAlert(face)\n    }\n}\n',
    ),
    "swift, a title": (
        "a.swift",
        (
            "func title(face: Face) -> String {\n    switch face.ethnicity {\n    case .uyghur:\n"
            '        return NSLocalizedString("Uyghur", comment: "")\n    default: return ""\n    }\n}\n'
        ),
    ),
    "sql, a copy": (
        "a.sql",
        "INSERT INTO face_archive (face_id) SELECT face_id FROM face_capture WHERE ethnicity = 'uyghur';\n",
    ),
    "sql, employees": (
        "a.sql",
        (
            "INSERT INTO notification (employee_id) SELECT employee_id FROM employee WHERE ethnicity = 'uyghur'"
            " AND department = 1 AND salary = 2;\n"
        ),
    ),
    "a label": (
        "a.c",
        (
            'void f(FACE_ATTR *face) {\n  switch (face->emNation) {\n  case NATION_UYGUR: label = "uyghur"; break;\n'
            '  case NATION_TIBETAN: label = "tibetan"; break;\n  }\n}\n'
        ),
    ),
    "a label in an alarm's callback": (
        "a.py",
        (
            "def on_alarm(alarm_info, face):\n    if alarm_info.face.race == 1:\n"
            "        alarm_info.race_name = 'yellow'\n"
            "        self.alarm_label.setText('yellow')\n    elif alarm_info.face.race == 2:\n"
            "        self.show_alarm('white')\n"
        ),
    ),
    "no value": (
        "a.py",
        "def f(face):\n    if face.race == 0:\n        send_alarm()\n    if face.race is None:\n        notify()\n",
    ),
    "observers": (
        "Face.java",
        (
            "class Face {\n  void setRace(String race) {\n"
            "    if (!race.equals(this.race)) { notifyPropertyChanged(1); }\n  }\n}\n"
        ),
    ),
    "a box with a message": (
        "a.js",
        'function f(face) {\n  if (face.race === "black") { alert("Black person"); }\n}\n',
    ),
    "a switch": ("a.py", "def f(face):\n    if face.race_enabled == 1:\n        send_alarm(face)\n"),
    "a form": (
        "a.js",
        (
            'function f(employee) {\n  // employee form: department, salary\n  if (employee.ethnicity === "uyghur") {\n'
            "    sendNotification(employee);\n  }\n}\n"
        ),
    ),
    "a card reader": (
        "a.c",
        (
            "void f(IDCARD_INFO *idcard) {\n  // identity card reader\n"
            '  if (strcmp(idcard->szNation, "uyghur") == 0) {\n'
            "    open_door();\n  }\n}\n"
        ),
    ),
    "a language": (
        "a.py",
        'def f(lang):\n    font_face = lang\n    if lang == "uyghur":\n        send_alarm("locale")\n',
    ),
    "a game": ("g.py", 'def f(player, face):\n    if player.race == "orc":\n        send_alarm(player)\n'),
    "a data race": (
        "t.go",
        "package t\n\nfunc f() {\n\tif raceDetected == 1 {\n\t\tsendAlarm(1)\n\t}\n\tmutex.Lock()\n}\n",
    ),
    "patients": (
        "m.py",
        'def f(patient):\n    if patient.ethnicity == "asian":\n        send_alert(patient.doctor)\n',
    ),
    "paint": ("p.py", 'def draw(face):\n    if color == "black" or color == "red":\n        send_alarm(face)\n'),
    "two forms of one record": (
        "d.py",
        "def diff(old_face, new_face):\n    if old_face.race != new_face.race:\n        notify_observers('race')\n",
    ),
}


@pytest.mark.parametrize("case", DECIDES)
def test_a_decision_on_a_value_is_shown(case: str) -> None:
    name, text = DECIDES[case]
    told = report({name: text}, sifted=True)
    found = [finding for finding in told.findings if Stage.TRIGGER in finding.stages]
    assert [finding.kind for finding in found] == [Kind.CAPABILITY]
    joined = {(found[0].evidence[link.from_].text, link.by) for link in found[0].chain}
    assert any(by == "selected-by" for _, by in joined)


@pytest.mark.parametrize("case", INNOCENT)
def test_what_only_looks_like_a_decision_is_none(case: str) -> None:
    name, text = INNOCENT[case]
    assert not any(Stage.TRIGGER in finding.stages for finding in report({name: text}, sifted=True).findings)


def test_what_is_compared_is_told_by_the_slot_of_that_name_in_another_file() -> None:
    header = (
        "typedef enum { XY_RACE_UNKNOWN, XY_RACE_ASIAN, XY_RACE_BLACK } XY_RACE;\n"
        "// detected face\ntypedef struct { int nAge; int emGlasses; XY_RACE emRaceKind; } XY_FACE;\n"
    )
    code = "void f(XY_EV *e) {\n  if (e->attr.emRaceKind == e->rule.emRaceKind)\n    RaiseAlarm(e);\n}\n"
    alone = report({"a.c": code}, sifted=True)
    assert not any(Stage.TRIGGER in finding.stages for finding in alone.findings)
    told = report({"a.c": code, "x.h": header}, sifted=True)
    (found,) = [finding for finding in told.findings if Stage.TRIGGER in finding.stages]
    assert any(link.by == "same-name" for link in found.chain)
    assert {evidence.layers[-1] for evidence in found.evidence} == {"a.c", "x.h"}
