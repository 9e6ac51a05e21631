"""Functions handed a picture, called after what they tell of it. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

SWIFT = """
class Looks {
    func getEthnicity(%s, completion: @escaping ([Concept]) -> ()) {
        guard let url = URL(string: "https://looks.example/v2/outputs") else { return }
        post(url, body, completion)
    }
}
"""
KOTLIN = """
class Looks {
    fun detectEthnicity(%s): String {
        return post("/outputs", bytes)
    }
}
"""
TYPESCRIPT = """
export async function getEthnicity(%s): Promise<string> {
  const answer = await fetch("/outputs", { method: "POST", body });
  return (await answer.json()).label;
}
"""
PYTHON = """
def %s(%s):
    out = net.predict(prepare(it))
    return labels[int(out.argmax())]
"""


def inferred(files: dict[str, str]) -> bool:
    found = [one for one in report(files, sifted=True).findings if one.kind is Kind.CAPABILITY]
    return any(Stage.INFERENCE in one.stages for one in found)


@pytest.mark.parametrize(
    ("name", "code", "picture", "other"),
    [
        ("Looks.swift", SWIFT, "image: UIImage", "profile: Profile"),
        ("Looks.kt", KOTLIN, "bitmap: Bitmap", "surname: String"),
        ("looks.ts", TYPESCRIPT, "photo: File", "userId: string, photoId: string"),
    ],
)
def test_a_function_is_handed_a_picture(name: str, code: str, picture: str, other: str) -> None:
    assert inferred({name: code % picture})
    assert not inferred({name: code % other})


@pytest.mark.parametrize(
    ("name", "code", "picture", "other"),
    [
        (
            "looks.dart",
            "Future<String> predictEthnicity(%s) async {\n  return net.run(it);\n}\n",
            "File image",
            "File page",
        ),
        (
            "Looks.java",
            "class A {\n  String detectEthnicity(%s) {\n    return send();\n  }\n}\n",
            "Bitmap it",
            "User it",
        ),
        ("looks.php", "<?php\nfunction detectEthnicity(%s) { return post('/out', $it); }\n", "$image", "$profile"),
        ("looks.js", "const detectEthnicity = async (%s) => {\n  return post(it);\n};\n", "image", "visitor"),
        ("looks.R", "predict_ethnicity <- function(%s) {\n  max(predict(net, it))\n}\n", "image", "survey"),
        (
            "looks.go",
            "package a\nfunc DetectEthnicity(%s) string {\n\treturn post(it)\n}\n",
            "img image.Image",
            "it Row",
        ),
        ("predict_ethnicity.m", "function it = predict_ethnicity(%s)\n  it = classify(net, x);\nend\n", "img", "row"),
        ("Looks.m", "- (NSString *)detectEthnicity:(%s)it {\n  return [net post:it];\n}\n", "UIImage *", "Row *"),
    ],
)
def test_heads_in_many_languages(name: str, code: str, picture: str, other: str) -> None:
    assert inferred({name: code % picture})
    assert not inferred({name: code % other})


def test_a_page_has_a_document_and_numbers_are_put_together() -> None:
    assert inferred({"looks.js": "function detectEthnicity(image) {\n  document.body.append(post(image));\n}\n"})
    assert inferred({"looks.py": "def predict_ethnicity(image):\n    return net(torch.cat([image, image]))\n"})
    assert not inferred({"looks.py": "def predict_ethnicity(image):\n    return net(read(document, image))\n"})


@pytest.mark.parametrize("name", ["get_ethnicity", "predict_ethnicity", "ethnicity_prediction", "classify_religion"])
def test_what_it_is_called(name: str) -> None:
    assert inferred({"looks.py": PYTHON % (name, "face_img")})


@pytest.mark.parametrize(
    ("name", "handed"),
    [
        ("get_ethnicity", "id_card"),
        ("get_ethnicity", "passport, image"),
        ("get_ethnicity_icon", "image"),
        ("save_ethnicity", "image"),
        ("set_ethnicity", "image"),
        ("plot_ethnicity", "image"),
        ("get_ethnicity", "first_name"),
        ("predict_ethnicity", "xray, image"),
        ("predict_race", "horse, image"),
        ("predict_race", "lap, frame"),
    ],
)
def test_what_tells_nothing_of_anybody(name: str, handed: str) -> None:
    assert not inferred({"looks.py": PYTHON % (name, handed)})


def test_the_tags_of_a_picture_are_written_by_somebody() -> None:
    assert not inferred({"tags.py": 'def get_ethnicity(image):\n    return image.tags["ethnicity"]\n'})


def test_race_alone_may_be_a_contest() -> None:
    race = PYTHON % ("predict_race", "image")
    assert not inferred({"looks.py": race})
    assert inferred({"looks.py": PYTHON % ("predict_gender", "image") + race})
