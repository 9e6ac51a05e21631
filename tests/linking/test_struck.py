"""Stretches of code that are commented out, and lines that show how something is called. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Trait
from tests.linking.laid import report

PYTHON = """
import cv2
import numpy as np
{above}
{mark} def skin_tone(image_path):
{mark}     net = load_model("tone.h5")
{mark}     kinds = ["one", "two", "three"]
{mark}     image = cv2.imread(image_path)
{mark}     faces = finder.detect_faces(image)
{mark}     if len(faces) > 0:
{mark}         x, y, w, h = faces[0]["box"]
{mark}         face = image[y:y + h, x:x + w]
{mark}         told = net.predict(face)
{mark}         best = np.argmax(told)
{mark}         skin_tone = kinds[best]
{mark}         print(skin_tone)

def main(image):
    return image.shape{more}
"""
SCRIPT = """
export const size = (image) => image.width;
{above}
// async function race(frame) {{
//   const net = await load("kinds.json");
//   const kinds = ["one", "two", "three"];
//   const faces = await detectFaces(frame);
//   if (faces.length > 0) {{
//     const box = faces[0].box;
//     const seen = crop(frame, box);
//     const told = net.predict(seen);
//     const best = argMax(told);
//     const race = kinds[best];
//     show(face, race);
//   }}
// }}
"""
PROSE = """
{mark} The skin tone of somebody is not told here. An image is opened by the reader, and
{mark} faces are found by a detector that was trained for that alone. Who looks for the
{mark} skin tone will not find it: it was never asked for by anybody who pays, nor do we
{mark} want it. The model.predict() of the base class gives back boxes, as imread() gives
{mark} back pixels. What comes of it is up to those who call it, and to those who let them.
{mark} There is more about it in the paper, and more about the paper in the report of it.
{mark} See there. A skin tone is not a property of a picture, it is one of those who look.
{mark} Light changes it, and so does a camera. Nothing in this file depends on any of it.
{mark} The lines above were here before the lines below, and the lines below are shorter.
{mark} That is all there is to say about skin tone in this file of ours, and in the other.
"""


def signs(name: str, code: str) -> list[Trait]:
    found = report({name: code}, sifted=True).findings
    return [one.trait for one in found if one.kind is Kind.TRACE and one.rule == "traces/struck-out"]


def python(above: str = "", more: str = "", mark: str = "#") -> str:
    return PYTHON.format(above=above, more=more, mark=mark)


def test_a_stretch_that_is_commented_out() -> None:
    assert signs("tell.py", python()) == [Trait.SKIN_COLOUR]
    assert signs("tell.py", python().replace("skin_tone", "ethnicity")) == [Trait.ETHNICITY]
    assert signs("tell.js", SCRIPT.format(above="")) == [Trait.RACE]


@pytest.mark.parametrize("above", ["Example:", "Usage of the old reader", "how to call it", "用法"])
def test_lines_that_show_how(above: str) -> None:
    assert signs("tell.py", python(above=f"# {above}")) == []
    assert signs("tell.js", SCRIPT.format(above=f"// {above}")) == []


def test_what_is_in_use_was_not_taken_out() -> None:
    more = "\n\ndef tell(face_image):\n    skin_tone = tone_net.predict(face_image)\n    return skin_tone"
    assert signs("tell.py", python(more=more)) == []
    assert signs("tell.py", python(mark="")) == []


def test_code_for_something_else() -> None:
    assert signs("tell.py", python().replace("skin_tone", "emotion")) == []
    assert signs("tell.py", python().replace("net.predict(face)", "form[3]").replace("argmax", "add")) == []
    assert signs("tell.py", python().replace("imread", "table").replace("detect_faces", "rows")) == []


def test_sentences() -> None:
    assert signs("tell.py", PROSE.format(mark="#")) == []
