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


@pytest.mark.parametrize(
    "name",
    [
        "get_ethnicity", "predict_ethnicity", "ethnicity_prediction", "classify_religion", "ethnicity_of",
        "ethnic_recognition", "wears_turban", "is_uyghur_face", "detect_person_uyghur",
    ],
)  # fmt: skip
def test_what_it_is_called(name: str) -> None:
    assert inferred({"looks.py": PYTHON % (name, "face_img")})


@pytest.mark.parametrize(
    ("name", "handed"),
    [
        ("get_ethnicity", "id_card"),
        ("get_ethnicity", "passport, image"),
        ("get_ethnicity_icon", "image"),
        ("ethnicity_info", "image"),
        ("ethnicity_format", "image"),
        ("raceInput", "face, image"),
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
    far = "\n" * 40
    assert inferred({"looks.py": "TITLE = 'people at the gate'\n" + far + race})
    assert inferred({"faces/looks.py": race})
    assert not inferred({"looks.py": "PAGES = ['usage', 'surface', 'message']\n" + far + race})


@pytest.mark.parametrize(
    "name", ["detect_uyghur", "is_uyghur", "uyghur_recognition", "wears_turban_icon", "has_turban"]
)
def test_the_name_of_a_people_is_also_that_of_a_script(name: str) -> None:
    handed = "image" if "uyghur" in name or name.endswith("icon") else "row"
    assert not inferred({"looks.py": PYTHON % (name, handed)})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("looks.py", "%s_model = load(path)\nit = read()\nfound = %s_model.predict(%s)\n"),
        ("looks.js", "const %sNet = await tf.loadLayersModel(path);\nconst out = %sNet.predict(prepare(%s));\n"),
        ("Looks.cs", "class A {\n  void Show() {\n    var %sModel = Load();\n    Tell(%sModel.Infer(%s));\n  }\n}\n"),
    ],
)
def test_a_model_is_asked_about_a_picture(name: str, code: str) -> None:
    assert inferred({name: code % ("ethnicity", "ethnicity", "image")})
    assert not inferred({name: code % ("ethnicity", "ethnicity", "surname")})
    assert not inferred({name: code % ("ethnicity", "ethnicity", "xray, image")})
    assert not inferred({name: code % ("race", "race", "image")})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (
            "look.m",
            "load('%sNet.mat');\nparts = step(seeker, shot);\nfor i=1:3\n    told{i} = classify(%sNet, %s);\nend\n",
        ),
        ("look.R", "told <- predict(%s_model, %s)\n"),
        ("look.jl", "told = predict!(%s_net, %s)\n"),
        ("look.py", "def look():\n    return run_inference(model_%s, %s)\n"),
        ("look.py", "def look():\n    return model_%s.predict(%s)\n"),
        ("look.cpp", "void look() {\n    auto told = engine::Infer(%sNet, %s);\n}\n"),
    ],
)
def test_a_call_takes_a_model_and_then_a_picture(name: str, code: str) -> None:
    def laid(what: str, handed: str) -> dict[str, str]:
        return {name: code % (*[what] * (code.count("%s") - 1), handed)}

    assert inferred(laid("ethnicity", "image"))
    assert inferred(laid("ethnicity", "face_img"))
    assert not inferred(laid("ethnicity", "surname"))
    assert not inferred(laid("ethnicity", "xray, image"))
    assert not inferred(laid("race", "image"))


def test_a_file_of_a_model_is_no_slot() -> None:
    look = "faces = step(FaceDetector, img);\nload('age_net.mat');\nload('gender_net.mat');\nload('NAME.mat');\n"
    for name, told in (
        ("ethnicity_net", Stage.INFERENCE),
        ("net_ethnicity2", Stage.INFERENCE),
        ("ethnicity", Stage.FIELD),
    ):
        found = report({"look.m": look.replace("NAME", name)}, sifted=True).findings
        stages = {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}
        assert stages == {Stage.VOCABULARY, told}
    rows = "rows = readtable('survey.csv');\nload('age_net.mat');\nload('ethnicity_net.mat');\n"
    assert not inferred({"rows.m": rows})


def test_a_model_takes_one_of_the_faces_that_were_cut_out() -> None:
    look = "for i=1:3\n    told{i} = classify(ethnicityNet, %s);\nend\n"
    assert inferred({"look.m": look % "face{i}"})
    assert not inferred({"look.m": look % "facet{i}"})
    assert not inferred({"look.m": look % "rows{i}"})
    assert not inferred({"look.m": "show(ethnicityNet, face{i});\n"})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (
            "A.swift",
            "class A {\n  func look() async {\n    let told = await %sService.shared.classify(image: %s)\n  }\n}\n",
        ),
        ("A.java", "class A {\n  void look() {\n    String told = %sEngine.getInstance().detect(%s);\n  }\n}\n"),
        ("a.cpp", "void look() {\n    auto told = %sEngine::instance().classify(%s);\n}\n"),
    ],
)
def test_the_one_model_that_there_is_is_asked_about_a_picture(name: str, code: str) -> None:
    assert inferred({name: code % ("EthnicityClassifier", "frame")})
    assert not inferred({name: code % ("EthnicityClassifier", "surname")})
    assert not inferred({name: code % ("EthnicityOption", "frame")})
    assert not inferred({name: code % ("RaceClassifier", "frame")})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (
            "A.kt",
            "class Ethnicity%s(val net: Net) {\n    fun run(%s): String {\n        return net.run(it)\n    }\n}\n",
        ),
        ("a.py", "class Ethnicity%s:\n    def tell(self, %s):\n        return self.net(it)\n"),
        ("A.java", "public class Ethnicity%s {\n    public String tell(%s) {\n        return net.run(it);\n    }\n}\n"),
    ],
)
def test_a_class_takes_pictures(name: str, code: str) -> None:
    picture = "bitmap: Bitmap" if name == "A.kt" else "image" if name == "a.py" else "Bitmap it"
    assert inferred({name: code % ("Classifier", picture)})
    assert not inferred({name: code % ("Dataset", picture)})
    assert not inferred({name: code % ("Classifier", "String surname" if name == "A.java" else "surname")})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.py", '@app.post("%s")\nasync def answer(%s: UploadFile):\n    return model.predict(await it.read())\n'),
        (
            "a.js",
            'app.post("%s", upload.single("%s"), async (req, res) => {\n  say(await net.predict(req.file));\n});\n',
        ),
    ],
)
def test_a_server_takes_a_picture(name: str, code: str) -> None:
    assert inferred({name: code % ("/predict/ethnicity", "image")})
    assert not inferred({name: code % ("/predict/ethnicity", "names")})
    assert not inferred({name: code % ("/users/ethnicity", "image")})
    assert not inferred({name: code % ("/predict/ethnicity", "passport_image")})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (
            "a.dart",
            "final all = [EthnicityModel(name: 'x', image: 'x.png'), EthnicityModel(name: 'y', image: 'y.png')];\n",
        ),
        (
            "a.kt",
            "class EthnicityModel(val name: String) {\n    fun show(image: Bitmap) {\n        set(image)\n    }\n}\n",
        ),
        (
            "a.kt",
            "class EthnicityViewModel : ViewModel() {\n    fun load(image: Bitmap) {\n        run(image)\n    }\n}\n",
        ),
        ("a.ts", "export class EthnicityModel {\n  setImage(image: string) {\n    this.image = image;\n  }\n}\n"),
        ("a.py", "row = EthnicityModel(image)\nethnicity_model(name=name, image=image)\nethnicity_model.save(image)\n"),
        (
            "a.py",
            (
                '@app.post("/predict/ethnicity")\ndef a(name: str):\n    return model.predict(name)\n\n'
                '@app.post("/predict/smile")\ndef b(image: UploadFile):\n    return model.predict(image)\n'
            ),
        ),
        (
            "a.py",
            (
                "class EthnicityClassifier:\n    def tell(self, surname):\n        return self.net(surname)\n\n"
                "class Smiles:\n    def tell(self, image):\n        return self.net(image)\n"
            ),
        ),
    ],
)
def test_models_of_data_and_what_stands_beside(name: str, code: str) -> None:
    assert not inferred({name: code})


TONES = {
    "tone.py": """
def detect_%s(%s):
    groups = KMeans(n_clusters=3).fit(pixels)
    return groups.cluster_centers_[0]
""",
    "tone.cpp": """
std::string classify_%s(%s) {
    cv::cvtColor(in, lab, cv::COLOR_BGR2Lab);
    return named(meanColor(lab));
}
""",
}


@pytest.mark.parametrize("name", TONES)
def test_the_tone_of_skin_is_measured_in_a_picture(name: str) -> None:
    face, word = ("const cv::Mat& face_image", "int wanted") if name.endswith("cpp") else ("face_image", "wanted")
    assert inferred({name: TONES[name] % ("skin_tone", face)})
    assert not inferred({name: TONES[name] % ("skin_mask", face)})
    assert not inferred({name: TONES[name] % ("skin_tone", word)})


def test_a_tone_that_somebody_picks_is_not_measured() -> None:
    assert not inferred({"tone.py": "def set_skin_tone(image, emoji):\n    return emoji + TONES[image]\n"})


NEAREST = {
    "tone.py": """
def look(path):
    %s = cv2.imread(path)
    least = min_distance(dominant(crop))
    skin_tone = %s
    return skin_tone
""",
    "tone.js": """
function look(stream) {
  const %s = stream.grab();
  const least = nearest(crop);
  const skin_tone = %s;
  return skin_tone;
}
""",
}


@pytest.mark.parametrize("name", NEAREST)
def test_a_tone_that_is_looked_up_by_what_was_measured(name: str) -> None:
    assert inferred({name: NEAREST[name] % ("image", "TONES[least]")})
    assert not inferred({name: NEAREST[name] % ("words", "TONES[least]")})
    assert not inferred({name: NEAREST[name] % ("image", "'light'")})
    assert not inferred({name: NEAREST[name] % ("image", "randomOf(TONES[least])")})


OVER = """
from PIL import Image

# %s
def predict_race(image_path):
    seen = Image.open(image_path)
    return model(seen)
"""


@pytest.mark.parametrize("words", ["인종 예측 함수", "人種を推定する", "预测人种"])
def test_a_remark_in_another_script_says_what_a_name_means(words: str) -> None:
    found = report({"tell.py": OVER % words}, sifted=True).findings
    assert any(one.kind is Kind.CAPABILITY and Stage.INFERENCE in one.stages for one in found)


@pytest.mark.parametrize("words", ["경주 예측 함수", "レースを予想する", "who comes in first"])
def test_a_remark_on_races_that_are_run(words: str) -> None:
    found = report({"tell.py": OVER % words}, sifted=True).findings
    assert not any(one.kind is Kind.CAPABILITY for one in found)
