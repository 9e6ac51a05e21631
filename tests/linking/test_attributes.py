"""Records of what was told of a face or body, one member for each feature. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

C = """
typedef struct _face_%s {
    unsigned long track_id;
    unsigned char age;
    unsigned char gender;   // [%s"Male", "Female"]
    unsigned char race;     // [%s"Black", "East Asian", "Indian", "White"]
    unsigned char glasses;  // [%s"No", "Yes"]
    unsigned char mask;     // [%s"No", "Yes"]
} face_%s;
"""
PHP = """<?php
class Face%s
{
    /** @var int 0 %s 1 yes 2 no */
    private $Glasses;
    /** @var int 0 %s 1 yes 2 no */
    private $Mask;
    /** @var int */
    private $Age;
    /** @var int 0: %s 1: Asian 2: Black 3: White */
    private $Race;
}
"""
SQL = """
CREATE TABLE `%s` (
  `id` int NOT NULL,
  `face_image` varchar(200),
  `glasses` tinyint,
  `mask` tinyint,
  `beard` tinyint,
  `race` tinyint COMMENT '1: Asian 2: Black 3: White',
%s  PRIMARY KEY (`id`)
);
"""


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("sdk.h", C % ("attr", *['"Uncertain", '] * 4, "attr"), True),
        ("sdk.h", C % ("attr", *[""] * 4, "attr"), False),
        ("sdk.h", C % ("filter", *['"Uncertain", '] * 4, "filter"), False),
        ("FaceAttribute.php", PHP % ("Attribute", *["未识别"] * 3), True),
        ("FaceAttribute.php", PHP % ("Attribute", *["none"] * 3), False),
        ("data.sql", SQL % ("compare_record", "  `similarity` float,\n"), True),
        ("data.sql", SQL % ("shown_record", ""), False),
    ],
)
def test_features_that_were_told(name: str, code: str, told: bool) -> None:
    found = [one for one in report({name: code}, sifted=True).findings if one.kind is Kind.CAPABILITY]
    stages = {stage for one in found for stage in one.stages}
    assert Stage.FIELD in stages
    assert (Stage.INFERENCE in stages) is told


def test_what_somebody_fills_in() -> None:
    form = PHP.replace("private $Age;", "private $HomeAddress; private $PassportNo; private $Insurance;")
    found = report({"Form.php": form % ("Form", *["uncertain"] * 3)}, sifted=True).findings
    assert all(Stage.INFERENCE not in one.stages for one in found)


MOODS = """
typedef struct _face_told {
    unsigned char age;
    unsigned char gender;
    unsigned char race;   // ["Black", "East Asian", "Indian", "White"]
    unsigned char mood;   // [%s]
} face_told;
"""


@pytest.mark.parametrize(
    ("moods", "told"),
    [
        ('"Anger", "Disgust", "Fear", "Happiness", "Neutral", "Sadness", "Surprise"', True),
        ("0 neutral, 1 happy, 2 sad, 3 angry, 4 surprise", True),
        ('"Happy", "Sad", "Neutral"', False),
        ('"Cheerful", "Lively", "Calm", "Grim", "Odd"', False),
    ],
)
def test_expressions_that_classifiers_tell_apart(moods: str, told: bool) -> None:
    found = [one for one in report({"told.h": MOODS % moods}, sifted=True).findings if one.kind is Kind.CAPABILITY]
    stages = {stage for one in found for stage in one.stages}
    assert Stage.FIELD in stages
    assert (Stage.INFERENCE in stages) is told
