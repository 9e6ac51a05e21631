"""Captions that a picture is compared with, and those that a picture is made of. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report

CODE = {
    "fits.py": """
import clip
TEXTS = [%s]

def tell(path):
    picture = prepare(Image.open(path))
    fits, _ = model(picture, clip.tokenize(TEXTS))
    return TEXTS[fits.argmax()]
""",
    "fits.js": """
const texts = [%s];
const fit = await pipeline('zero-shot-image-classification', name);

export async function tell(url) {
  const told = await fit(url, texts);
  return told[0].label;
}
""",
    "keyed.py": """
from transformers import CLIPModel
TEXTS = dict(zip("abc", [%s]))

def tell(path):
    picture = Image.open(path)
    return model(text=list(TEXTS.values()), images=picture).logits_per_image
""",
}
CAPTIONS = '"a photo of a black person", "a photo of a white person", "a photo of an asian person"'


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    found = report(files).findings
    return {s for one in found if one.kind is Kind.CAPABILITY and one.trait is Trait.RACE for s in one.stages}


@pytest.mark.parametrize("path", CODE)
@pytest.mark.parametrize("shot", ["photo", "portrait", "mugshot", "close-up"])
def test_captions_that_a_picture_is_compared_with(path: str, shot: str) -> None:
    assert {Stage.SCHEME, Stage.INFERENCE} <= stages({path: CODE[path] % CAPTIONS.replace("photo", shot)})


@pytest.mark.parametrize("path", CODE)
@pytest.mark.parametrize(
    "captions",
    [
        '"a photo of a black car", "a photo of a white car", "a photo of a yellow car"',
        '"a photo of a black cat", "a photo of a white dog"',
        '"a photo of a person on a road", "a photo of a person in a room"',
    ],
)
def test_captions_of_other_things(path: str, captions: str) -> None:
    assert stages({path: CODE[path] % captions}) == set()


def test_captions_that_pictures_are_made_of() -> None:
    made = "from diffusers import StableDiffusionPipeline\nPROMPTS = [%s]\npicture = pipe(PROMPTS[0]).images[0]\n"
    assert Stage.INFERENCE not in stages({"made.py": made % CAPTIONS})
