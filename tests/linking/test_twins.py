"""Strings of a program that name the slots of an answer, each with its twin for how sure the answer is."""

import pytest

from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.samples.reading import elf, pe


def _elf(labels):
    return elf.build(labels, symbols_=(("tls_init", 1),))


def _pe(labels):
    return pe.build("tls_init", "LoadModel", "".join(label + "\0" for label in labels))


def _stages(path):
    (target,) = scan([path], Options(jobs=1)).targets
    return {stage.value for finding in target.findings if finding.kind == "capability" for stage in finding.stages}


_ANSWERS = [
    ("age", "gender", "gender_conf", "ethnicity", "ethnicity_conf", "face_quality", "glasses", "smile", "smile_conf"),
    ("face_id", "beard", "beardScore", "gender", "genderScore", "ethnicity", "ethnicityScore", "emotion"),
    ("face = ", "emotion = ", "emotion_probability =", "race = ", "race_probability =", "gender =", "gender_prob = "),
]


@pytest.mark.parametrize("build", [_elf, _pe])
@pytest.mark.parametrize("names", _ANSWERS)
def test_a_slot_of_an_answer(build, names, tmp_path):
    path = tmp_path / "libtls.bin"
    path.write_bytes(build(names))
    assert {"field", "inference"} <= _stages(path)


@pytest.mark.parametrize("build", [_elf, _pe])
@pytest.mark.parametrize(
    "names",
    [
        ("race", "race_score", "lap", "lap_score", "car", "car_score", "driver"),  # of cars
        ("race", "gender", "gender_score", "level", "level_score", "name", "class"),  # of a game
        ("ethnicity", "gender", "birthday", "name", "address", "score"),  # of a form
    ],
)
def test_others_are_none(build, names, tmp_path):
    path = tmp_path / "libtls.bin"
    path.write_bytes(build(names))
    assert "field" not in _stages(path)
