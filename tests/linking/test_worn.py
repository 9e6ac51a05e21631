"""Religious dress that is looked for in what a detector told, and in shops. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

AMONG = """
from ultralytics import YOLO

net = YOLO("worn.pt")
answer = net(image_path)[0]
{found} = set()
for box in answer.boxes:
    {found}.add(answer.names[int(box.cls[0])])
if "niqab" in {found}:
    show()
"""
IN_JS = """
const answer = await detector.detect(video);
const {found} = answer.boxes.map((box) => names[box.cls]);
if ({found}.includes("niqab")) show(canvas, image);
"""
SAID = """
import cv2
{more}
def draw(frame, boxes):
    for box in {seen}.boxes:
        status = "{text}"
        cv2.putText(frame, status, box.place, font, 1, colour)
"""
SOUGHT = """
{about}
QUERIES = [
    ("a person with a {other}", {{"bag": "{other}"}}),
    ("{text}", {{"head": "x"}}),
]
def rank(model, vectors, query):
    return (vectors @ model.get_text_features(tokens(query))).argsort()
"""
CAMERAS = '"""Search of CCTV footage: queries over the tracklets of pedestrians."""'
SHOP = '"""Search of a shop: queries over the photos of its goods."""'


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize("found", ["detected_things", "labels", "class_names"])
def test_a_dress_among_what_was_detected(found: str) -> None:
    assert Stage.INFERENCE in stages({"watch.py": AMONG.format(found=found)})
    assert Stage.INFERENCE in stages({"watch.js": IN_JS.format(found=found)})


@pytest.mark.parametrize("found", ["tags", "title", "wishes"])
def test_a_dress_among_anything(found: str) -> None:
    assert stages({"watch.py": AMONG.format(found=found)}) == set()
    assert stages({"watch.js": IN_JS.format(found=found)}) == set()


def test_a_dress_in_a_list_where_nothing_is_detected() -> None:
    assert stages({"shop.py": 'labels = item.labels\nif "niqab" in labels:\n    show(item.image)\n'}) == set()


@pytest.mark.parametrize("text", ["HIJAB DETECTED", "No niqab detected", "Hijab terdeteksi", "检测到希贾布"])
def test_a_text_says_that_it_was_detected(text: str) -> None:
    said = SAID.format(more="", seen="yolo(frame)[0]", text=text)
    assert {Stage.INFERENCE, Stage.EXPOSURE} <= stages({"watch.py": said})


@pytest.mark.parametrize("text", ["Hijab on sale", "New niqab in stock"])
def test_a_text_that_says_no_such_thing(text: str) -> None:
    assert stages({"watch.py": SAID.format(more="", seen="yolo(frame)[0]", text=text)}) == set()


def test_a_text_of_something_else_that_was_detected() -> None:
    said = SAID.format(more="# tells costumes of dolls and fonts apart", seen="yolo(frame)[0]", text="hijab detected")
    assert stages({"watch.py": said}) == set()
    assert stages({"words.py": 'LONE = "hijab detected"\nprint(spell(LONE))\n'}) == set()


@pytest.mark.parametrize("text", ["a person wearing a turban", "a woman in a black hijab", "man with a kufi"])
def test_a_text_that_pictures_are_compared_with(text: str) -> None:
    told = stages({"find.py": SOUGHT.format(about=CAMERAS, text=text, other="backpack")})
    assert {Stage.INFERENCE, Stage.EXPOSURE} <= told


@pytest.mark.parametrize("about", [CAMERAS, SHOP])
def test_goods_that_pictures_are_compared_with(about: str) -> None:
    text = "a woman in a black hijab" if about is SHOP else "a black hijab, cotton"
    assert stages({"find.py": SOUGHT.format(about=about, text=text, other="backpack")}) == set()


NAMED = """import cv2


class Finder:
    def {name}(self, image, box):
        return self.head.classify(image[box])


def look(path, finder):
    image = cv2.imread(path)
    for person in finder.find_people(image):
        person["seen"] = finder.{name}(image, person["box"])
"""
DRAWN = """class Avatar:
    def __init__(self, skin, hat):
        self.{name} = hat == "round"

    def draw(self, canvas):
        canvas.image(self.skin, self.{name})
"""


@pytest.mark.parametrize("name", ["detect_turban", "detect_headscarf"])
def test_a_function_that_is_called_after_telling_it(name: str) -> None:
    assert Stage.INFERENCE in stages({"find.py": NAMED.format(name=name)})
    assert stages({"avatar.py": DRAWN.format(name=name)}) == set()
