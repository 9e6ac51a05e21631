"""Features that somebody picks to search faces by, and tables of features that only ask or show. All invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report


def stages(files: dict[str, str]) -> set[Stage]:
    told = report(files, sifted=True).findings
    return {s for f in told if f.kind is Kind.CAPABILITY for s in f.stages}


PYTHON = """
LOOKS = {'hair_color': 'Hair colour', 'face_shape': 'Face shape', 'skin_tone': 'Skin tone', 'beard': 'Beard'}
picked = {}
for number, (column, title) in enumerate(LOOKS.items()):
    picked[column] = st.%s(title, seen_faces[column])
if st.button('go'):
    show(%s(seen_faces, picked))
"""
SCRIPT = """
const LOOKS = { hair_color: 'Hair', face_shape: 'Face', skin_tone: 'Skin tone', beard: 'Beard' };
export const Faces = ({ faces }) => (
  <section>
    {Object.entries(LOOKS).map(([column, title]) => <%s name={column} title={title} />)}
    <button onClick={() => %s(faces)}>Go</button>
  </section>
);
"""


@pytest.mark.parametrize(
    ("name", "code", "picks", "writes", "search"),
    [
        ("faces.py", PYTHON, "selectbox", "text_input", "search_faces"),
        ("faces.jsx", SCRIPT, "Dropdown", "TextField", "searchFaces"),
    ],
)
def test_features_that_are_picked_to_search_by(name: str, code: str, picks: str, writes: str, search: str) -> None:
    assert Stage.EXPOSURE in stages({name: code % (picks, search)})
    assert Stage.EXPOSURE not in stages({name: code % (writes, search)})
    assert Stage.EXPOSURE not in stages({name: code % (picks, "save")})


SENTENCE = """
#include <opencv2/objdetect.hpp>
void tell(cv::Mat frame, cv::Mat image) {
    std::vector<cv::Rect> faces;
    cascade.detectMultiScale(frame, faces);
    printf("%s", share, low, high);
}
"""


@pytest.mark.parametrize(
    ("has", "by"),
    [
        ("Of %d recognised faces %d to %d were of a fair skin tone", "%d recognised faces by skin tone, in %d to %d"),
        (
            "Rostros detectados: %d, con tono de piel oscuro %d (%d nuevos)",
            "%d rostros detectados mediante tono de piel, de %d a %d",
        ),
        ("%d der erkannten Gesichter: Hautfarbe %d bis %d", "%d erkannte Gesichter anhand der Hautfarbe %d bis %d"),
    ],
)
def test_a_sentence_of_the_faces_that_were_detected(has: str, by: str) -> None:
    assert {Stage.INFERENCE, Stage.EXPOSURE} <= stages({"tell.cpp": SENTENCE % has})
    assert not stages({"tell.cpp": SENTENCE % by})


MATLAB = """
function go(app, event)
    image = imread(app.photo);
    picture = rgb2lab(image);
    app.%s.Value = ['Estimated Skin Tone: ', tell(picture)];
end
"""


def test_a_text_that_is_put_into_a_field_of_a_window() -> None:
    assert Stage.EXPOSURE in stages({"go.m": MATLAB % "AnswerText"})
    assert Stage.EXPOSURE not in stages({"go.m": MATLAB % "Store"})


@pytest.mark.parametrize("text", ["%d faces detected by skin colour", "%d faces detected using skin tone"])
def test_faces_that_are_found_by_the_colour_of_skin(text: str) -> None:
    assert not stages({"tell.cpp": SENTENCE % text})
