"""Decisions on a value in the many ways that languages write them, and their innocent twins. All names are invented."""

import pytest

from sousveil.model.words import Stage
from tests.linking.laid import report

LISTS = {
    "python, a set": ("a.py", 'if face["ethnicity"] in watch_ethnicities:\n    send_alert(camera_id, face)\n'),
    "python, a constant": (
        "a.py",
        (
            'FLAGGED_ETHNICITIES = {"uyghur", "tibetan"}\n\n'
            'def on_face(face):\n    if face["ethnicity"] in FLAGGED_ETHNICITIES:\n        notify_guard(face)\n'
        ),
    ),
    "python, a door": (
        "a.py",
        "def come(face, door):\n    if face.ethnicity in denied_ethnicities:\n        door.deny()\n",
    ),
    "java": (
        "A.java",
        (
            "void onFace(Face face) {\n  if (watchedEthnicities.contains(face.getEthnicity())) {\n"
            "    alarmService.raise(face);\n  }\n}\n"
        ),
    ),
    "javascript": (
        "a.js",
        "function onFace(face) {\n  if (targetRaces.includes(face.race)) {\n    sendAlert(face);\n  }\n}\n",
    ),
    "c++": (
        "a.cpp",
        "void onFace(const Face& face) {\n  if (watchedRaces.count(face.race) > 0) {\n    alarm.raise(face);\n  }\n}\n",
    ),
    "kotlin": (
        "a.kt",
        "fun onFace(face: Face) {\n    if (face.race in bannedRaces) {\n        alarm.raise(face)\n    }\n}\n",
    ),
    "php": (
        "a.php",
        '<?php\nfunction on($face) {\n  if (in_array($face["race"], $blockedRaces)) {\n    $door->deny();\n  }\n}\n',
    ),
}
WORDED = {
    "ruby, said behind": ("a.rb", "AlarmMailer.notify(face).deliver_later if face.race == rule.race\n"),
    "ruby, without brackets": ("a.rb", "def on_face(face)\n  alarm.trigger face if face.race == rule.race\nend\n"),
    "ruby, an early return": (
        "a.rb",
        "def on_face(face, rule)\n  return unless face.race == rule.race\n  alarm.trigger(face)\nend\n",
    ),
    "ruby, unless": ("a.rb", "unless face.race != rule.race\n  AlarmMailer.notify(face).deliver_later\nend\n"),
    "ruby, when": (
        "a.rb",
        'def on_face(face)\n  case face.race\n  when "black", "asian"\n    alarm.raise(face)\n  end\nend\n',
    ),
    "visual basic": ("a.vb", "If face.Race = rule.Race Then\n  Alarm.Raise(face)\nEnd If\n"),
    "visual basic, in one line": ("a.bas", "If face.Race = rule.Race Then Alarm.Raise face\n"),
    "visual basic, a case": (
        "a.vb",
        'Select Case face.Race\n  Case "black", "asian"\n    Alarm.Raise(face)\nEnd Select\n',
    ),
    "pascal": ("a.pas", "begin\n  if Face.Race = Rule.Race then\n    Alarm.RaiseFor(Face);\nend;\n"),
    "kotlin, when": (
        "a.kt",
        (
            'fun on(face: Face) {\n    when (face.race) {\n        "black" -> alarm.raise(face)\n'
            '        "asian", "indian" -> {\n            alarm.raise(face)\n        }\n        else -> {}\n    }\n}\n'
        ),
    ),
    "kotlin, an early return": (
        "a.kt",
        "fun on(face: Face) {\n    if (face.race != rule.race) return\n    alarm.raise(face)\n}\n",
    ),
    "swift, guard": (
        "a.swift",
        ("func on(_ face: Face) {\n    guard face.race == rule.race else { return }\n    alarm.raise(face)\n}\n"),
    ),
    "rust": (
        "a.rs",
        (
            "fn on(face: &Face) {\n    match face.race {\n        Race::Black | Race::Asian => raise_alarm(face),\n"
            "        _ => {}\n    }\n}\n"
        ),
    ),
    "scala": (
        "a.scala",
        ("def on(face: Face): Unit = face.race match {\n  case Race.Black => alarm.raise(face)\n  case _ =>\n}\n"),
    ),
    "php, a case": (
        "a.php",
        (
            '<?php\nfunction on($face) {\n  switch ($face->race) {\n    case "black":\n    case "asian":\n'
            "      $this->alarm->raise($face);\n      break;\n  }\n}\n"
        ),
    ),
}
SHORT = {
    "javascript, and": ("a.js", "function on(face, rule) {\n  face.race === rule.race && alarm.raise(face);\n}\n"),
    "javascript, a question": (
        "a.js",
        "function on(face, rule) {\n  face.race === rule.race ? raiseAlarm(face) : ignore(face);\n}\n",
    ),
    "javascript, an early return": (
        "a.js",
        "function on(face, rule) {\n  if (face.race !== rule.race) return;\n  alarm.raise(face);\n}\n",
    ),
    "python, an early return": (
        "a.py",
        "def on_face(face, rule):\n    if face.race != rule.race:\n        return\n    send_alarm(face)\n",
    ),
    "python, the next round": (
        "a.py",
        "for face in faces:\n    if face.race not in watched_races:\n        continue\n    send_alarm(face)\n",
    ),
    "python, on one line": ("a.py", "def on(face):\n    send_alarm(face) if face.race == rule.race else None\n"),
    "go, an early return": (
        "a.go",
        "func on(face Face, rule Rule) {\n\tif face.Race != rule.Race {\n\t\treturn\n\t}\n\talarm.Raise(face)\n}\n",
    ),
    "java, otherwise": (
        "A.java",
        (
            "void on(Face face, Rule rule) {\n  if (!face.getRace().equals(rule.getRace())) {\n    skip();\n"
            "  } else {\n    alarmService.raise(face);\n  }\n}\n"
        ),
    ),
}
TABLES = {
    "sql, a trigger on a table of faces": (
        "a.sql",
        (
            "CREATE TRIGGER t AFTER INSERT ON face_event FOR EACH ROW\nWHEN NEW.race = 'black'\n"
            "BEGIN\n  INSERT INTO alarm(event_id) VALUES (NEW.id);\nEND;\n"
        ),
    ),
}
DECIDES = LISTS | WORDED | SHORT | TABLES
NO_LISTS = {
    "counted": (
        "a.py",
        'def on_face(face):\n    if face["race"] in flagged_races:\n        counts[face["race"]] += 1\n',
    ),
    "a list that is known": (
        "a.py",
        'def on_face(face):\n    if face["ethnicity"] not in known_ethnicities:\n        send_alert(face)\n',
    ),
    "only whether there is one": (
        "a.py",
        "def on_face(face):\n    if face and watched_races:\n        send_alert(face)\n",
    ),
    "a box with a message": (
        "a.js",
        "function onFace(face) {\n  if (filterRaces.includes(face.race)) {\n    showAlert(face);\n  }\n}\n",
    ),
    "cars": ("a.py", 'if car["color"] in watch_colors:\n    send_alert(camera_id, car)\n'),
    "races that are run": ("a.py", "if runner.race in watched_races:\n    send_alert(runner)\n"),
    "a form": (
        "a.js",
        (
            "function f(employee) {\n  // employee form: department, salary\n"
            "  if (targetEthnicities.includes(employee.ethnicity)) {\n    sendNotification(employee);\n  }\n}\n"
        ),
    ),
}
NO_WORDED = {
    "ruby, a toast": ("a.rb", "Toast.show(face).later if face.race == rule.race\n"),
    "ruby, said before another": ("a.rb", "alarm.trigger(face)\nputs 1 if face.race == rule.race\n"),
    "ruby, the other way": (
        "a.rb",
        "def on(face)\n  return if face.race == rule.race\n  draw(face)\nend\ndef other\n  alarm.trigger(1)\nend\n",
    ),
    "visual basic, a box": ("a.vb", 'If face.Race = rule.Race Then\n  MsgBox("Alarm")\nEnd If\n'),
    "visual basic, cars": ("a.vb", "If car.Race = rule.Race Then\n  Alarm.Raise(car)\nEnd If\n"),
    "kotlin, a label": (
        "a.kt",
        (
            "fun name(face: Face) = when (face.race) {\n"
            '    "black" -> getString(R.string.black)\n    else -> ""\n}\n\nfun b() {\n    alarm.raise(1)\n}\n'
        ),
    ),
    "kotlin, below in another function": (
        "a.kt",
        (
            "fun on(face: Face) {\n    if (face.race != rule.race) return\n    draw(face)\n}\n"
            "fun off(face: Face) {\n    alarm.raise(face)\n}\n"
        ),
    ),
    "rust, numbers": (
        "a.rs",
        "fn on(face: &Face) -> u8 {\n  match face.race {\n    Race::Black => 1,\n    _ => alarm.raise(0),\n  }\n}\n",
    ),
    "php, a colour": (
        "a.php",
        '<?php\nfunction on($car) {\n  switch ($car->color) {\n    case "black":\n      $this->raise($car);\n  }\n}\n',
    ),
    "ruby, counted": (
        "a.rb",
        'def on_face(face)\n  case face.race\n  when "black"\n    blacks.add(face)\n  end\nend\n',
    ),
}
NO_SHORT = {
    "a toast": ("a.js", "function on(face, rule) {\n  face.race === rule.race && showToast(face);\n}\n"),
    "a label": ("a.js", 'function on(face, rule) {\n  face.race === rule.race ? show("a") : sendAlarm(face);\n}\n'),
    "drawn": (
        "a.js",
        "function on(face, rule) {\n  if (face.race !== rule.race) return;\n  render(face);\n}\n",
    ),
    "a value that is the same": (
        "a.py",
        "def on(face, rule):\n    if face.race == rule.race:\n        return\n    draw(face)\n",
    ),
    "in the next function": (
        "a.py",
        (
            "def on(face, rule):\n    if face.race != rule.race:\n        return\n    draw(face)\n\n"
            "def off(face):\n    send_alarm(face)\n"
        ),
    ),
    "something is done before": (
        "a.py",
        (
            "def on(face, rule):\n    if face.race != rule.race:\n        face.label = ''\n        draw(face)\n"
            "    send_alarm(face)\n"
        ),
    ),
    "a race that is run": (
        "a.js",
        "function on(runner, rule) {\n  if (runner.race !== rule.race) return;\n  sendAlert(runner);\n}\n",
    ),
}
NO_TABLES = {
    "sql, a trigger on runners": (
        "a.sql",
        (
            "CREATE TRIGGER t AFTER INSERT ON runner FOR EACH ROW\nWHEN NEW.race = 'black'\n"
            "BEGIN\n  INSERT INTO alarm(event_id) VALUES (NEW.id);\nEND;\n"
        ),
    ),
    "sql, a trigger that counts": (
        "a.sql",
        (
            "CREATE TRIGGER t AFTER INSERT ON face_event FOR EACH ROW\nWHEN NEW.race = 'black'\n"
            "BEGIN\n  INSERT INTO totals(event_id) VALUES (NEW.id);\nEND;\n"
        ),
    ),
}
INNOCENT = NO_LISTS | NO_WORDED | NO_SHORT | NO_TABLES


@pytest.mark.parametrize("case", DECIDES)
def test_it_is_shown_however_it_is_written(case: str) -> None:
    name, text = DECIDES[case]
    assert any(Stage.TRIGGER in finding.stages for finding in report({name: text}, sifted=True).findings)


@pytest.mark.parametrize("case", INNOCENT)
def test_what_is_written_alike_and_alarms_nobody_is_none(case: str) -> None:
    name, text = INNOCENT[case]
    assert not any(Stage.TRIGGER in finding.stages for finding in report({name: text}, sifted=True).findings)
