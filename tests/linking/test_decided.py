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
DECIDES = LISTS
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
INNOCENT = NO_LISTS


@pytest.mark.parametrize("case", DECIDES)
def test_it_is_shown_however_it_is_written(case: str) -> None:
    name, text = DECIDES[case]
    assert any(Stage.TRIGGER in finding.stages for finding in report({name: text}, sifted=True).findings)


@pytest.mark.parametrize("case", INNOCENT)
def test_what_is_written_alike_and_alarms_nobody_is_none(case: str) -> None:
    name, text = INNOCENT[case]
    assert not any(Stage.TRIGGER in finding.stages for finding in report({name: text}, sifted=True).findings)
