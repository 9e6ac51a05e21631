"""Columns in frameworks that call the records of a database models: nothing is inferred there. Invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

RECORD = """
class FaceRow(models.Model):
    face_image = models.ImageField()
    age = models.IntegerField()
    glasses = models.CharField(max_length=8)
    ethnicity = {column}
"""


@pytest.mark.parametrize(
    ("column", "inferred"),
    [
        ("models.CharField(max_length=20)", False),
        ("gis.models.TextField()", False),
        ("models.ForeignKey(Kind)", False),
        ("face_model.predict(face)", True),
    ],
)
def test_a_column_is_not_inferred(column: str, inferred: bool) -> None:
    found = report({"seen.py": RECORD.format(column=column)}, sifted=True).findings
    stages = {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}
    assert Stage.FIELD in stages
    assert (Stage.INFERENCE in stages) is inferred
