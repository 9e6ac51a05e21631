"""Schemas of what a model answers about a picture. All of it is invented; the twins answer something else."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

SCHEMA = """
const told = await ai.models.generateContent({
  model: "gemini-2.5-flash",
  contents: [{ inlineData: { data: %s, mimeType: "image/jpeg" } }],
  config: { responseSchema: { type: Type.OBJECT, properties: {
    years: { type: Type.INTEGER, description: "age in years" },
    glasses: { type: Type.BOOLEAN, description: "glasses are worn" },
    ethnicity: { type: Type.STRING, description: "Estimated ethnicity of the person." },
    %s
  } } },
});
"""
RECORD = """
import base64
from pydantic import BaseModel, Field

class Look(BaseModel):
    gender: str
    age: int
    ethnicity: str = Field(description="Estimated ethnicity of the person")

told = client.beta.chat.completions.parse(
    model="gpt-4o", messages=[{"role": "user", "content": [%s]}], response_format=%s)
"""
PIECE = '{"type": "image_url", "image_url": {"url": shot}}'


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {stage for one in report(files, sifted=True).findings if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(("name", "code"), [("ask.ts", SCHEMA % ("shot", "")), ("ask.py", RECORD % (PIECE, "Look"))])
def test_a_model_that_sees_a_picture_is_told_to_answer_it(name: str, code: str) -> None:
    assert stages({name: code}) == {Stage.VOCABULARY, Stage.FIELD, Stage.INFERENCE}


@pytest.mark.parametrize(
    "code",
    [
        RECORD % ('{"type": "text", "text": letter}', "Look"),
        RECORD % (PIECE, "Other"),
        (RECORD % (PIECE, "Look")).replace("gender: str", "surname: str\n    date_of_birth: str\n    address: str"),
    ],
)
def test_what_nobody_is_seen_for_or_no_schema_asks(code: str) -> None:
    assert Stage.INFERENCE not in stages({"ask.py": code})


def test_a_picture_far_from_the_schema_is_for_something_else() -> None:
    far = "\n".join(["", *("rest = next(rest)" for _ in range(60)), "model = 'gpt-4o'", f"shot = [{PIECE}]"])
    assert Stage.INFERENCE not in stages({"ask.py": RECORD % ('{"type": "text", "text": letter}', "Look") + far})


def test_a_schema_for_what_a_card_says_is_none() -> None:
    read = (SCHEMA % ("scan", "surname: { type: Type.STRING }, idNumber: { type: Type.STRING },")).replace(
        "const told", "// what the passport says\nconst told"
    )
    assert Stage.INFERENCE not in stages({"read.ts": read})


def test_the_description_in_a_schema_is_on_no_screen_and_a_title_is() -> None:
    assert Stage.EXPOSURE not in stages({"ask.ts": SCHEMA % ("shot", "")})
    shown = (SCHEMA % ("shot", "")) + "\ncard.innerHTML = `<img src=${shot}><h4>Estimated ethnicity</h4>`;\n"
    shown = (
        "export const Card = () => <div><img src={photo}/><h4>Estimated ethnicity</h4>{face.ethnicity}</div>;\n" + shown
    )
    assert Stage.EXPOSURE in stages({"ask.tsx": shown})
