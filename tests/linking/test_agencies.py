"""Agencies whose models are people, and models that are asked. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

SIZES = """
export interface ModelSizes {{ height: number; {one}: number; {two}: number; }}
export const ethnicity = "ethnicity";
"""
SEEKS = """
CREATE FUNCTION models_near(p_ethnicity text, p_hair text, p_eyes text) AS $$
  SELECT m.photo, m.name, m.hair_color, m.eye_color, m.sex, {more}
  FROM models m
  WHERE (p_ethnicity IS NULL OR m.ethnicity = p_ethnicity)
    AND (p_hair IS NULL OR m.hair_color = p_hair)
    AND (p_eyes IS NULL OR m.eye_color = p_eyes)
  ORDER BY score
$$;
"""
FORM = """
export interface ModelApplication {{
  model: string; hairColor: string; beard: string; glasses: string; age: number; ethnicity: string; {more}: string;
}}
"""


def capable(files: dict[str, str | bytes]) -> bool:
    return any(finding.kind is Kind.CAPABILITY for finding in report(files).findings)


@pytest.mark.parametrize(("one", "two"), [("bust", "waist"), ("waistCm", "hips"), ("bust_cm", "hipsSize")])
def test_models_with_their_measures(one: str, two: str) -> None:
    sizes = SIZES.format(one=one, two=two)
    assert not capable({"sizes.ts": sizes, "seek.sql": SEEKS.format(more="m.city")})
    assert not capable({"sizes.ts": sizes, "form.ts": FORM.format(more="city")})


def test_models_that_are_asked() -> None:
    assert capable({"sizes.ts": SIZES.format(one="width", two="depth"), "form.ts": FORM.format(more="city")})
    assert capable({"sizes.ts": SIZES.format(one="bust", two="waist"), "form.ts": FORM.format(more="detectedBy")})
    assert capable({"sizes.ts": SIZES.format(one="bust", two="waist"), "form.ts": FORM.format(more="leftTopX")})


def test_hips_and_a_waist_of_a_body_that_is_followed_are_no_measures() -> None:
    race = "typedef enum {{ NV_RACE_WHITE, NV_RACE_BLACK, NV_RACE_ASIAN }} NV_RACE;\n"
    face = "typedef struct {{ int age; int glasses; int beard; NV_RACE race; }} NV_FACE_ATTRIBUTE;\n"
    body = "typedef enum {{ NV_{0}_HEAD, NV_{0}_EARS, NV_{0}_WAIST, NV_{0}_LEFT_HIP, NV_{0}_HIP }} NV_BODY;\n"
    for apart in (2, 60):
        code = (race + face + "int nv_pad;\n" * apart + body).format("JOINT")
        kinds = {finding.kind for finding in report({"nv.h": code}).findings}
        assert Kind.CAPABILITY in kinds
        assert Kind.DECLARED not in kinds
