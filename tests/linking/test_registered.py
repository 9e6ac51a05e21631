"""What people declare when they register, beside one word for faces; and columns of what was detected. Invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

STATEMENTS = {
    "change.sql": """
-- {what} of guests
ALTER TABLE guests
  ADD COLUMN age_range VARCHAR(50),
  ADD COLUMN dominant_race VARCHAR(50) AFTER age_range,
  ADD COLUMN no_phone BOOLEAN AFTER face_id,
  ADD COLUMN {one} VARCHAR(20),
  ADD COLUMN {two} VARCHAR(20);
CREATE TABLE {three} (id INT, name VARCHAR(20), dominant_race VARCHAR(50));
""",
    "change.py": """
# {what} of guests
def change(db):
    db.execute('''
        ALTER TABLE guests
        ADD COLUMN age_range VARCHAR(50),
        ADD COLUMN dominant_race VARCHAR(50),
        ADD COLUMN face_id VARCHAR(50)
    ''')
    db.execute("ALTER TABLE guests ADD COLUMN {one} VARCHAR(20)")
    db.execute("ALTER TABLE guests ADD COLUMN {two} VARCHAR(20)")
    db.execute("CREATE TABLE {three} (id INT, dominant_race VARCHAR(50))")
""",
}
REGISTERED = {
    "what": "Registration",
    "one": "registration_channel",
    "two": "occupation",
    "three": "student_register",
}
DETECTED = {"what": "Detection", "one": "camera_channel", "two": "confidence", "three": "face_detections"}


def kinds(name: str, words: dict[str, str]) -> set[Kind]:
    return {one.kind for one in report({name: STATEMENTS[name].format(**words)}, sifted=True).findings}


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_is_declared_at_a_registration(name: str) -> None:
    assert Kind.CAPABILITY not in kinds(name, REGISTERED)


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_was_detected(name: str) -> None:
    assert Kind.CAPABILITY in kinds(name, DETECTED)
    assert Kind.CAPABILITY in kinds(name, REGISTERED | {"one": "camera_id", "two": "beard", "three": "face_detections"})
