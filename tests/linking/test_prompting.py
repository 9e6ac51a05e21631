"""Texts that ask a model what it sees. All of it is invented; the twins ask for something else."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

CALLED = """
import base64

PROMPT = \"\"\"%s\"\"\"


def ask(client, path):
    picture = base64.b64encode(open(path, "rb").read())
    return client.chat.completions.create(model="gpt-4o", messages=[PROMPT, {"image_url": picture}])
"""
SENT = """
const prompt = `%s`;
export async function ask(model, bytes) {
  return model.generateContent([prompt, { inlineData: { data: bytes, mimeType: 'image/jpeg' } }]);
}
"""
ASKED = [
    "Look at the photo and describe the person:\n- gender\n- approximate age\n- ethnicity\n- clothing",
    "What is the ethnicity of the person in this image? Answer with one word.",
    "Analyze the image. For each person give age, race and what they wear.",
    "Опиши человека на фотографии:\n1. Пол\n2. Возраст\n3. Раса и этническая принадлежность\n4. Одежда",
    "Analise a imagem e descreva as pessoas:\n- etnia predominante\n- idade média\n- roupas",
    "分析这张照片中的人物，返回年龄、性别、种族和服装。",
    "分析照片中的人物：年龄、性别、种族。如果不能判断，请写 unknown。",
    "Analiza la foto y describe a la persona: edad, sexo, etnia y ropa.",
]
NOT_ASKED = [
    "Look at the photo and describe the person. Do not mention race or ethnicity.",
    "Describe the person in the image. Never tell:\n- race\n- ethnicity\n- religion",
    "Create an image of a person: age 30, ethnicity Latina, long hair and glasses.",
    "Write a character profile: name, gender, age, ethnicity, hair, clothes, picture.",
    "Describe the race in this image: which car leads, how many laps are left?",
    "Analyze the photo of the shelf and list the people and products, without regard to ethnicity.",
    "不要描述照片中人物的种族，只描述服装和年龄。",
    "描述照片中的人物和服装，但不能让模型从图像中猜测种族。",
    "写真の人物の年齢と服装を説明してください。人種を推定してはいけません。",
]


def capability(files: dict[str, str | bytes]) -> set[Stage]:
    found = report(files, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize(("name", "code"), [("ask.py", CALLED), ("ask.js", SENT)])
def test_what_a_model_is_asked_of_a_picture(name: str, code: str, text: str) -> None:
    shown = capability({name: code % text})
    assert Stage.INFERENCE in shown
    assert not {Stage.FIELD, Stage.SCHEME, Stage.TRIGGER, Stage.ENABLED, Stage.OBSERVED} & shown


@pytest.mark.parametrize("text", NOT_ASKED)
@pytest.mark.parametrize(("name", "code"), [("ask.py", CALLED), ("ask.js", SENT)])
def test_what_is_forbidden_or_made(name: str, code: str, text: str) -> None:
    assert not capability({name: code % text})


def test_a_form_asks_people_and_no_model() -> None:
    form = (
        "<form><label>Photo of the missing person</label><input type='file' accept='image/*'>"
        "<input placeholder='Describe the person: age, ethnicity, clothing'><label>Address</label></form>"
    )
    assert Stage.INFERENCE not in capability({"report.html": form})


def test_a_file_of_prompts_is_a_part_of_the_program() -> None:
    lines = (
        "# Picture\n\nAnalyse the image in detail.\n\n## People\n\n- Predominant ethnicity\n- Average age\n- Clothes\n"
    )
    assert capability({"prompts/people.md": lines}) == {Stage.VOCABULARY, Stage.INFERENCE}
    forbidden = lines.replace("- Predominant ethnicity", "- Never the ethnicity")
    assert not capability({"prompts/people.md": forbidden})
    assert not capability({"docs/people.md": lines})


PIECES = """
ASK = '''%s'''
told = client.responses.create(model="gpt-4o", input=[{"role": "user", "content": [
    {"type": "input_text", "text": ASK}, {"type": "%s", "%s": given}]}])
"""
STYLIST = "You are a stylist. Classify, as JSON:\n- skin tone\n- eyes, hair and lips\n"


@pytest.mark.parametrize(
    "words",
    [STYLIST, "Eres estilista. Identifica el tono de piel de la persona.\nCabello y ojos: describe el color.\n"],
)
def test_the_picture_is_a_piece_beside_words_that_do_not_speak_of_it(words: str) -> None:
    assert Stage.INFERENCE in capability({"ask.py": PIECES % (words, "input_image", "image_url")})
    assert not capability({"ask.py": PIECES % (words, "input_text", "text")})
    assert not capability({"ask.py": PIECES % (f"{words}- surname, date of birth\n", "input_image", "image_url")})


@pytest.mark.parametrize(
    ("words", "stays", "asks"),
    [
        ("Look at the photo. List clothes. %s hair, eyes and ethnicity of the person.", "Keep the same", "Describe"),
        ("Look at the photo, which shows a person: %s hair, eyes and skin tone.", "preserve", "describe"),
        ("看图片，描述衣服。%s人物的肤色、头发和眼睛。", "保持", "描述"),
    ],
)
def test_what_stays_as_it_is_in_a_picture_is_not_asked(words: str, stays: str, asks: str) -> None:
    assert not capability({"ask.py": PIECES % (words % stays, "input_image", "image_url")})
    assert capability({"ask.py": PIECES % (words % asks, "input_image", "image_url")})


def test_a_model_that_makes_a_picture_of_a_picture_is_asked_nothing() -> None:
    makes = (PIECES % (STYLIST, "input_image", "image_url")).replace('"gpt-4o"', '"gpt-image-1"')
    assert not capability({"ask.py": makes})


GIVEN = """
import google.generativeai as genai
ASK = '''Describe the person in the pictures:
Race: tell it by the colour of skin, ex. White
Hair: Black, Brown or White
Coat: ex. Yellow
'''
told = genai.GenerativeModel("gemini-2.5-flash").%s
"""


@pytest.mark.parametrize(
    "call", ["generate_content([ASK] + shots_of_images)", "generate_content([ASK, *frames])", "invoke(ASK, photo=shot)"]
)
def test_pictures_are_given_to_a_model_in_its_call(call: str) -> None:
    found = [one for one in report({"ask.py": GIVEN % call}, sifted=True).findings if one.kind is Kind.CAPABILITY]
    assert {one.trait for one in found} == {"race", "skin-colour"}
    assert all(Stage.INFERENCE in one.stages and not one.groups for one in found)


def test_a_model_that_is_given_text_alone_sees_nobody() -> None:
    assert not capability({"ask.py": GIVEN % "generate_content([ASK, notes])"})


ANSWER = """
import base64
ASK = '''Look at the person in the photo and give a JSON dictionary:
{
    "gender": "Male" | "Female",
    "ethnicity": %s,
    "hair": {"color": "Black" | "Brown" | "White" | "Gray"},
    "glasses": "Yes" | "No",
    "notes": "a natural-language description"
}'''
answer = client.chat.completions.create(model="gpt-4o", messages=[ASK, {"image_url": base64.b64encode(shot)}])
"""


def test_colours_of_hair_and_clothes_are_no_groups_of_what_is_asked() -> None:
    told = report({"ask.py": ANSWER % '"Caucasian" | "African" | "Asian"'}, sifted=True).findings
    seen = [one for one in told if one.kind is Kind.CAPABILITY]
    assert {stage for one in seen for stage in one.stages} >= {Stage.INFERENCE, Stage.SCHEME}
    assert {group for one in seen for group in one.as_written} == {"Caucasian", "African", "Asian"}
    named = report({"ask.py": ANSWER % '"Black" | "White" | "Asian"'}, sifted=True).findings
    assert {group for one in named for group in one.as_written} == {"Black", "White", "Asian"}


@pytest.mark.parametrize(
    "choices",
    [
        "A: Black\nB: White\nC: Asian",
        "class_0: Black\nclass_1: White",
        "- Black\n- White",
        "Black: 0\nWhite: 1",
        "Meaning of codes: 0: Black, 1: White\n",
    ],
)
def test_a_colour_is_a_group_where_its_line_names_nothing_else(choices: str) -> None:
    words = f"Look at the photo of the person and tell the race. Choose one of these:\n{choices}\n"
    told = report({"ask.py": CALLED % words}, sifted=True).findings
    assert {"Black", "White"} <= {group for one in told if one.kind is Kind.CAPABILITY for group in one.as_written}


def test_a_text_about_languages_asks_for_none() -> None:
    words = "Which language is the text in the image in, and which ethnic minority speaks it?"
    assert not capability({"ask.py": CALLED % words})


BLOCK = """# Looks

The camera at the door takes a photo of whoever comes.

%s

```
%s
```

Answered:

```
- 40, brown
```
"""
_BLOCK_ASKS = "Please guess the age, the race, the glasses and the hair of the person in the image."


def stated(text: str) -> bool:
    found = report({"looks.md": text}, sifted=True).findings
    assert [one for one in found if one.kind is Kind.CAPABILITY] == []
    return any(one.kind is Kind.STATED for one in found)


def test_a_document_quotes_what_a_model_is_asked() -> None:
    assert stated(BLOCK % ("## Prompt for the door", _BLOCK_ASKS))
    assert stated(BLOCK % ("The model is prompted like this:", _BLOCK_ASKS))
    assert not stated(BLOCK % ("## An unsolved question", _BLOCK_ASKS))
    assert not stated(BLOCK % ("## Prompt for the door", _BLOCK_ASKS + " Never tell the race."))
    assert not stated(BLOCK % ("## Prompt for the door", "Draw an image of a character: age, race, glasses, hair."))
    assert not stated(BLOCK % ("## Prompt for the door", "The person wears glasses.") + "\n" + _BLOCK_ASKS)


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ('Never answer like "unknown", even if you are not certain.', True),
        ("Do not refuse.", True),
        ("Don't say you can't tell.", True),
        ("Do not say the race.", False),
        ("Never answer what race somebody is.", False),
        ("Do not guess.", False),
    ],
)
def test_a_model_that_must_not_decline_is_forbidden_nothing(words: str, asks: bool) -> None:
    text = f"Look at the photo and tell age, race and clothes of the person. {words}"
    assert (Stage.INFERENCE in capability({"ask.py": CALLED % text})) is asks
